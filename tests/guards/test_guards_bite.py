"""Every guard bites: one breach planted in a copy of the project makes it fail, and it names the breach.

A guard that lets its own rule be broken is worse than none, because everybody relies on it. Each test plants one
breach (tests/guards/bites/), runs the one guard it belongs to, and takes the breach out again. Libraries are imported
once for each worker and template data bases are shared, so that a run takes about a second.
"""

from __future__ import annotations

import ast
import os
import tomllib
from collections.abc import Iterator
from contextlib import nullcontext

import pytest

from tests.engines.databases import PostgreSQL
from tests.engines.postgresql import throw_away_server
from tests.guards.bites import (  # noqa: F401  they note their breaches
    docs,
    fields,
    floors,
    headers,
    private,
    reach,
    row_security,
    walls,
    words,
    writes,
)
from tests.guards.bites.breach import BREACHES, Breach
from tests.guards.bites.copies import Copy, Runner, make_copy
from tests.guards.sources import ROOT

GUARDS = ROOT / "tests" / "guards"
FAILED = 1  # of pytest and import-linter alike


def guards() -> set[str]:
    """Every test function below tests/guards but those of this file."""
    return {
        f"{path.relative_to(GUARDS)}::{node.name}"
        for path in GUARDS.rglob("test_*.py")
        if path.name != "test_guards_bite.py"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def contracts() -> set[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return {f"contract:{contract['id']}" for contract in project["tool"]["importlinter"]["contracts"]}


@pytest.fixture(scope="session")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return make_copy(tmp_path_factory.mktemp("project"))


@pytest.fixture(scope="session")
def runner(copied: Copy) -> Iterator[Runner]:
    running = Runner(copied)
    yield running
    running.close()


@pytest.fixture(scope="session")
def behind_walls() -> Iterator[dict[str, str]]:
    """In which environment walls stand: on the server of this run, or on one of its own. The template is there."""
    address = os.environ.get("POKPONG_TEST_PG")
    with nullcontext(address) if address else throw_away_server() as server, pytest.MonkeyPatch.context() as change:
        environment = {"POKPONG_TEST_ENGINE": "postgresql", "POKPONG_TEST_PG": server}
        for name, value in environment.items():
            change.setenv(name, value)
        PostgreSQL(server).template()
        change.undo()
        yield {**environment, "POKPONG_TEST_ROW_SECURITY": "1"}


def test_every_guard_has_its_breach() -> None:
    bitten = {breach.guard for breach in BREACHES}
    assert guards() | contracts() == bitten


@pytest.mark.parametrize("breach", BREACHES, ids=lambda breach: breach.name)
def test_the_guard_finds_its_breach(
    breach: Breach, copied: Copy, runner: Runner, request: pytest.FixtureRequest
) -> None:
    environment = request.getfixturevalue("behind_walls") if breach.walls else {}
    with copied.planted():
        breach.plant(copied)
        if breach.guard.startswith("contract:"):
            found = copied.lint(breach.guard.removeprefix("contract:"))
            said = found.output
        else:
            found = runner.pytest(f"tests/guards/{breach.guard}", environment=environment)
            said = found.reasons
    assert found.code == FAILED, found.output[-3000:]
    assert breach.shows in said, found.output[-3000:]


# Sweeps over all roles and pages take minutes. They pass on the project itself in this same run of the tests; their
# breaches name the planted page or action.
SWEEPS = (
    *("reach/test_actions.py", "reach/test_pages.py", "test_queries.py"),
    *("test_private.py::test_no_page_tells", "test_headers.py::test_every_address"),
)


def test_a_copy_without_a_breach_passes(copied: Copy, runner: Runner) -> None:
    """What fails above fails because of its breach, not because it stands in a copy."""
    quick = sorted(f"tests/guards/{guard}" for guard in guards() if not guard.startswith(SWEEPS))
    found = runner.pytest(*quick)
    assert found.code == 0, found.output[-6000:]
    for contract in sorted(contracts()):
        linted = copied.lint(contract.removeprefix("contract:"))
        assert linted.code == 0, linted.output
