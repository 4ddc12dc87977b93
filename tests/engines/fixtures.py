"""Fixtures and rules for every test, in packages and in tests/: copied data bases, and nothing skipped."""

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings
from django.db import connection
from django.test import TransactionTestCase
from pytest_django.plugin import DjangoDbBlocker

from pokpong.config import catalogues
from tests.engines import walls
from tests.engines.databases import a_copy, engine_name

# A test that asks for one of these opens a data base; any other proves the same on every engine.
DATABASE_FIXTURES = {"db", "transactional_db", "live_server", "own_database", "installation", "database_name"}


# A machine under load is slow, which is no finding. A data base test under @given sees the rows of earlier
# examples: such a test makes its own.
hypothesis.settings.register_profile(
    "pokpong",
    deadline=None,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture, hypothesis.HealthCheck.too_slow],
)


def pytest_configure(config: pytest.Config) -> None:
    hypothesis.settings.load_profile("pokpong")
    config.addinivalue_line("markers", "every_engine: runs on both data bases although it opens none itself")
    config.addinivalue_line("markers", "alternating: each of its cases runs on one of the data bases, in turn")
    if not hasattr(config, "workerinput"):
        catalogues.compile_stale()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leaves out what runs on the other data base, where ./run says so.

    POKPONG_TEST_ONLY_DATABASE: only what opens one runs again. POKPONG_TEST_TURN: which of the two data bases this is
    for tests whose cases alternate, "0" or "1".
    """
    kept = list(items)
    if os.environ.get("POKPONG_TEST_ONLY_DATABASE"):
        kept = [item for item in kept if opens_database(item)]
    if turn := os.environ.get("POKPONG_TEST_TURN"):
        kept = in_turn(kept, int(turn))
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def in_turn(items: list[pytest.Item], turn: int) -> list[pytest.Item]:
    """Of each test that is marked `alternating` every second case, beginning with number `turn`; all other tests."""
    cases: Counter[str] = Counter()
    kept = []
    for item in items:
        if item.get_closest_marker("alternating"):
            name = item.nodeid.partition("[")[0]
            cases[name] += 1
            if cases[name] % 2 == turn:
                continue
        kept.append(item)
    return kept


def opens_database(item: pytest.Item) -> bool:
    if item.get_closest_marker("django_db") or item.get_closest_marker("every_engine"):
        return True
    holder = getattr(item, "cls", None)
    if holder is not None and issubclass(holder, TransactionTestCase):
        return True
    return not DATABASE_FIXTURES.isdisjoint(getattr(item, "fixturenames", ()))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """A missing part fails, never skips."""
    report = yield
    refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector) -> Any:
    report = yield
    refuse_skip(report)
    return report


def refuse_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.outcome == "skipped" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"skipped, and nothing is skipped here: {reason}"


@pytest.fixture(scope="session")
def engine_in_use() -> str:
    """sqlite or postgresql."""
    return engine_name()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    files_folder: Path,
) -> Iterator[None]:
    """A copy of the template for this worker. Tests run inside transactions that are rolled back."""
    with a_copy() as name, django_db_blocker.unblock():
        before = use_database(name)
        with walls.standing_behind_requests() if walls.are_wanted() else nullcontext():
            yield
        use_database(before)


@pytest.fixture(scope="session")
def files_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where this worker's sealed files go; never into the checkout."""
    folder = tmp_path_factory.mktemp("data")
    settings.DATA_DIR = folder
    settings.POKPONG_FILES_DIR = folder / "files"
    return folder


@pytest.fixture
def own_database(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """A data base of the test's own, for what a rolled back transaction cannot show: commits, locks, threads.

    Ask for this instead of `transactional_db`, which flushes, which append-only tables refuse. Its value is
    the data base's name; threads of the test must close their connections.
    """
    with a_copy() as name, django_db_blocker.unblock():
        before = use_database(name)
        try:
            yield name
        finally:
            use_database(before)


def use_database(name: str) -> str:
    """Turns Django's connection to another data base of the same engine; the name of the one before."""
    connection.close()
    before = str(connection.settings_dict["NAME"])
    connection.settings_dict["NAME"] = name
    return before
