"""Who works on a case in many tests: a caseworker, and the case of somebody they help."""

from __future__ import annotations

import pytest

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.factories import caseworker
from pokpong.foundation.access.models import User


@pytest.fixture
def bob() -> User:
    return caseworker(name="bob")


@pytest.fixture
def case(bob: User) -> Case:
    return a_case(bob)
