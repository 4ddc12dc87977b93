"""The story, told once for each process of the tests: it takes long, and it is the same every time."""

from collections.abc import Iterator

import pytest
from pytest_django.plugin import DjangoDbBlocker

import pokpong.config.wiring  # noqa: F401  registers actions and states
from pokpong.demo.story import tell
from tests.engines.databases import a_copy
from tests.engines.fixtures import use_database


@pytest.fixture(scope="session")
def told_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The name of a data base with the whole story in it."""
    with a_copy() as name, django_db_blocker.unblock():
        before = use_database(name)
        try:
            tell()
        finally:
            use_database(before)
        yield name


@pytest.fixture(scope="module")
def told(told_database: str) -> Iterator[None]:
    """Every test of this file finds the story told; what it changes is rolled back."""
    before = use_database(told_database)
    yield
    use_database(before)
