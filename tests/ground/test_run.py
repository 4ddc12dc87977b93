"""What ./run decides before it starts anything."""

import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runner import bootstrap, catalogues, checking, commands, environment, locks, system, testing
from runner.layout import PACKAGE, ROOT, TESTS, Refused, venv_python
from runner.testing import POSTGRES, SQLITE, Leg, Outcome, Wish
from tests.engines import binaries, fixtures, postgresql

STAMP = {"python": "3.11", "at": "/x/.venv", "runtime": "aa", "dev": "bb"}
ONE_OF_EACH = """<testsuites><testsuite>
  <testcase name="good"/><testcase name="better"><system-out>words</system-out></testcase>
  <testcase name="bad"><failure message="no"/></testcase>
  <testcase name="broken"><error message="no"/></testcase>
  <testcase name="away"><skipped message="no"/></testcase>
</testsuite></testsuites>"""


# --- the environment ---------------------------------------------------------------------------------------


def test_an_environment_whose_stamp_fits_is_left_alone() -> None:
    assert not environment.needs_install(STAMP, STAMP, dev=True)
    assert not environment.needs_install(STAMP, STAMP, dev=False)


@pytest.mark.parametrize("key", ["python", "at", "runtime"])
@pytest.mark.parametrize("dev", [True, False])
def test_another_python_place_or_runtime_lock_installs_again(key: str, dev: bool) -> None:
    assert environment.needs_install({**STAMP, key: "other"}, STAMP, dev=dev)


def test_the_program_does_not_care_about_the_development_lock() -> None:
    assert not environment.needs_install({**STAMP, "dev": "older"}, STAMP, dev=False)
    assert environment.needs_install({**STAMP, "dev": "older"}, STAMP, dev=True)


def test_tests_need_more_than_the_program() -> None:
    only_runtime = {key: value for key, value in STAMP.items() if key != "dev"}
    assert environment.needs_install(only_runtime, STAMP, dev=True)
    assert environment.needs_install({}, STAMP, dev=False)


@pytest.mark.parametrize("content", ["", "not json", "[]", "3"])
def test_a_broken_stamp_counts_as_none(content: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(environment, "STAMP", tmp_path / "stamp.json")
    (tmp_path / "stamp.json").write_text(content)
    assert environment.read_stamp() == {}


def test_the_stamp_of_the_program_does_not_claim_the_development_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(environment, "STAMP", tmp_path / "stamp.json")
    environment.write_stamp(dev=False)
    assert environment.needs_install(environment.read_stamp(), environment.wanted_stamp(), dev=True)
    environment.write_stamp(dev=True)
    assert not environment.needs_install(environment.read_stamp(), environment.wanted_stamp(), dev=True)


def test_a_missing_lock_is_named(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"requirements\.lock is missing"):
        environment.digest(tmp_path / "requirements.lock")


@pytest.mark.parametrize("uv", [None, "/usr/bin/uv"])
def test_packages_are_installed_with_hashes_only(uv: str | None) -> None:
    command = environment.install_command(Path("some.lock"), uv_path=uv)
    assert command[-3:] == ["--require-hashes", "-r", "some.lock"]
    assert command[0] == (uv or str(venv_python()))


def test_a_folder_that_is_no_environment_does_not_fit(tmp_path: Path) -> None:
    assert environment.fits(Path(sys.executable))
    assert not environment.fits(tmp_path / "bin" / "python")
    assert not environment.fits(Path("/bin/false"))


# --- pip where Debian left it out --------------------------------------------------------------------------


def test_a_pip_that_is_another_file_is_refused() -> None:
    with pytest.raises(Refused, match="is not the file it should be"):
        bootstrap.verified(b"something else")


def test_the_address_of_pip_is_found_in_the_page_of_the_index() -> None:
    page = {"files": [{"filename": "pip-1.tar.gz", "url": "a"}, {"filename": bootstrap.PIP_WHEEL, "url": "b"}]}
    assert bootstrap.address_of_pip(page) == "b"
    with pytest.raises(Refused, match="python3-venv"):
        bootstrap.address_of_pip({"files": []})


def test_where_pip_cannot_be_fetched_the_person_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "http://127.0.0.1:9/simple")
    with pytest.raises(Refused, match="apt install python3-venv"):
        bootstrap.fetch_pip()


# --- catalogues --------------------------------------------------------------------------------------------


def test_a_catalogue_is_stale_until_it_is_compiled_after_its_last_change(tmp_path: Path) -> None:
    source = tmp_path / "area" / "locale" / "lo" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text("")
    assert catalogues.stale(tmp_path) == [source]
    compiled = source.with_suffix(".mo")
    compiled.write_bytes(b"")
    os.utime(source, (1000, 1000))
    assert catalogues.stale(tmp_path) == []
    os.utime(compiled, (999, 999))
    assert catalogues.stale(tmp_path) == [source]


@dataclass(frozen=True)
class Case:
    """What pytest says of one case of a test."""

    nodeid: str
    alternates: bool

    def get_closest_marker(self, name: str) -> bool:
        assert name == "alternating"
        return self.alternates


# --- the plan of a test run --------------------------------------------------------------------------------

A, B, C = (testing.JOURNEYS / f"test_{name}.py" for name in "abc")
GUARDS = TESTS / "guards"


def test_both_data_bases_are_tested_and_the_second_only_with_what_opens_it() -> None:
    first, second, _behind_walls = testing.plan([PACKAGE, GUARDS], Wish())
    assert (first.engine, first.only_database) == (SQLITE, False)
    assert (second.engine, second.only_database) == (POSTGRES, True)
    assert first.paths == second.paths == (PACKAGE, GUARDS)


def test_the_sweeps_run_on_postgresql_behind_row_security() -> None:
    one = testing.REACH / "test_pages.py"
    for asked, wanted in (([GUARDS], (testing.REACH,)), ([PACKAGE, one], (one,)), ([PACKAGE, A], None)):
        walled = [leg for leg in testing.plan(asked, Wish()) if leg.walls]
        assert [(leg.engine, leg.paths) for leg in walled] == ([(POSTGRES, wanted)] if wanted else [])
    assert not any(leg.walls for leg in testing.plan([GUARDS], Wish(engines=(SQLITE,))))


def test_what_runs_behind_row_security_runs_without_it_only_where_all_was_asked_for() -> None:
    for asked, ran in (([GUARDS], ((), (testing.REACH,))), ([PACKAGE], ((), ()))):
        plain = [leg for leg in testing.plan(asked, Wish()) if not leg.walls]
        assert tuple(leg.without for leg in plain) == ran
    assert [leg.name for leg in testing.plan([testing.REACH], Wish())] == ["tests on sqlite", "behind row security"]
    assert not any(leg.without for leg in testing.plan([GUARDS], Wish(every_journey_on_both=True)))
    assert not any(leg.without for leg in testing.plan([GUARDS], Wish(engines=(POSTGRES,))))
    command = testing.pytest_command(Leg("x", POSTGRES, (GUARDS,), without=(testing.REACH,)), Wish(), Path("r.xml"))
    assert f"--ignore={testing.REACH}" in command


def test_one_data_base_alone_runs_everything() -> None:
    (leg,) = testing.plan([PACKAGE], Wish(engines=(POSTGRES,)))
    assert (leg.engine, leg.only_database) == (POSTGRES, False)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.booleans()), max_size=20))
def test_cases_that_alternate_run_on_one_data_base_each_and_all_others_on_both(tests: list[tuple[str, bool]]) -> None:
    marks = dict(tests)
    cases: list[Any] = [Case(f"test_{name}.py::test[{number}]", marks[name]) for number, (name, _) in enumerate(tests)]
    first, second = (fixtures.in_turn(cases, turn) for turn in (0, 1))
    for case in cases:
        assert (case in first) + (case in second) == (1 if case.alternates else 2)
    for name, alternates in marks.items():
        kept = [sum(case.nodeid.startswith(f"test_{name}.") for case in half) for half in (first, second)]
        assert not alternates or 0 <= kept[0] - kept[1] <= 1


def test_cases_alternate_only_where_both_data_bases_are_tested() -> None:
    assert [leg.turn for leg in testing.plan([PACKAGE], Wish())] == [0, 1]
    assert [leg.turn for leg in testing.plan([PACKAGE], Wish(engines=(POSTGRES,)))] == [None]
    assert [leg.turn for leg in testing.plan([PACKAGE], Wish(every_journey_on_both=True))] == [None, None]


def test_journeys_alternate_between_the_data_bases() -> None:
    legs = testing.plan([A, B, C], Wish())
    assert {leg.engine: leg.paths for leg in legs} == {SQLITE: (A, C), POSTGRES: (B,)}


def test_all_runs_every_journey_on_both() -> None:
    legs = testing.plan([A, B, C], Wish(every_journey_on_both=True))
    assert {leg.engine: leg.paths for leg in legs} == {SQLITE: (A, B, C), POSTGRES: (A, B, C)}


@given(st.lists(st.sampled_from([A, B, C, PACKAGE, GUARDS]), unique=True), st.booleans())
def test_no_path_is_lost_and_no_journey_runs_beside_other_tests(paths: list[Path], both: bool) -> None:
    legs = testing.plan(paths, Wish(every_journey_on_both=both))
    assert {path for leg in legs if not leg.walls for path in leg.paths} == set(paths)
    for leg in legs:
        assert len({testing.is_journey(path) for path in leg.paths}) == 1


def test_only_what_the_legs_use_must_be_installed() -> None:
    assert testing.needed_parts([Leg("x", SQLITE, (PACKAGE,))]) == [*system.PANGO]
    assert testing.needed_parts([Leg("x", POSTGRES, (PACKAGE,))]) == [*system.PANGO, system.POSTGRESQL]
    for own_server in (testing.DEPLOY, GUARDS, testing.BITES):
        assert testing.needed_parts([Leg("x", SQLITE, (own_server,))]) == [*system.PANGO, system.POSTGRESQL]
    assert testing.needed_parts([Leg("x", SQLITE, (A,))]) == [*system.PANGO, system.CHROMIUM, system.LIBATOMIC]


def test_a_name_leads_to_its_package_and_a_path_to_itself() -> None:
    assert testing.targets(["lao"]) == [PACKAGE / "foundation" / "lao"]
    assert testing.targets(["tests/ground"]) == [TESTS / "ground"]
    assert testing.targets(["tests/ground/test_run.py::test_x"]) == [ROOT / "tests/ground/test_run.py::test_x"]


def test_a_name_that_is_none_is_refused() -> None:
    with pytest.raises(Refused, match="'nowhere' is neither"):
        testing.targets(["nowhere"])


def test_without_a_name_everything_runs() -> None:
    found = testing.targets([])
    assert PACKAGE in found
    assert TESTS / "ground" in found


def test_the_command_line_becomes_a_wish() -> None:
    assert testing.read([]) == Wish()
    asked = testing.read(["--all", "--engine", "sqlite", "-k", "a and b", "-x", "lao", "ui"])
    assert asked == Wish(("lao", "ui"), True, (SQLITE,), ("-k", "a and b", "-x"))


def test_one_file_runs_in_one_process_and_a_package_in_several() -> None:
    one = testing.pytest_command(Leg("x", SQLITE, (A,)), Wish(), Path("r.xml"))
    assert one[one.index("-n") + 1] == "0"
    many = testing.pytest_command(Leg("x", SQLITE, (PACKAGE,)), Wish(pytest_options=("-x",)), Path("r.xml"))
    assert many[many.index("-n") + 1] == str(testing.workers())
    assert "-x" in many


# --- the closing line --------------------------------------------------------------------------------------


def test_a_skipped_test_counts_as_failed() -> None:
    assert testing.count(ONE_OF_EACH) == Outcome(passed=2, failed=3)


def test_the_closing_line() -> None:
    assert str(Outcome(12, 0) + Outcome(1, 2)) == "13 passed, 2 failed"


@given(st.integers(0, 99), st.integers(0, 99))
def test_success_needs_something_that_ran_and_nothing_that_failed(passed: int, failed: int) -> None:
    assert (testing.exit_code(Outcome(passed, failed)) == 0) == (passed > 0 and failed == 0)


def test_a_run_that_breaks_without_a_report_counts_as_a_failure(tmp_path: Path) -> None:
    assert testing.judge(3, tmp_path / "none.xml") == Outcome(0, 1)
    report = tmp_path / "report.xml"
    report.write_text('<testsuite><testcase name="good"/></testsuite>')
    assert testing.judge(1, report) == Outcome(1, 1)
    assert testing.judge(0, report) == Outcome(1, 0)
    report.write_text(ONE_OF_EACH)
    assert testing.judge(1, report) == Outcome(2, 3)
    assert testing.judge(testing.NOTHING_COLLECTED, tmp_path / "none.xml") == Outcome()


def test_a_run_that_hangs_is_interrupted_and_may_still_clean_up(tmp_path: Path) -> None:
    code = f"""
import pathlib, time
try:
    time.sleep(60)
except KeyboardInterrupt:
    pathlib.Path({str(tmp_path / "cleaned")!r}).touch()
"""
    assert testing.finish([sys.executable, "-c", code], dict(os.environ), seconds=2) == -1
    assert (tmp_path / "cleaned").exists()


def test_a_run_started_deaf_to_interrupts_can_still_be_stopped(tmp_path: Path) -> None:
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        test_a_run_that_hangs_is_interrupted_and_may_still_clean_up(tmp_path)
    finally:
        signal.signal(signal.SIGINT, before)


def test_a_run_that_ends_gives_its_exit_code() -> None:
    assert testing.finish([sys.executable, "-c", "raise SystemExit(5)"], dict(os.environ), seconds=60) == 5


# --- checks ------------------------------------------------------------------------------------------------


def test_the_checks_are_the_five_and_can_be_chosen() -> None:
    names = [step.name for step in checking.steps()]
    assert sorted(names) == ["contracts", "format", "guards", "lint", "types"]
    assert [step.name for step in checking.choose(checking.steps(), ["lint"])] == ["lint"]
    with pytest.raises(Refused, match="no such step: spelling"):
        checking.choose(checking.steps(), ["lint", "spelling"])


def test_a_failed_step_keeps_what_it_wrote() -> None:
    finding = checking.take(checking.Step("x", (sys.executable, "-c", "print('why'); raise SystemExit(3)")))
    assert (finding.code, finding.output) == (3, "why\n")
    assert checking.line(finding).startswith("FAILED")


# --- the system --------------------------------------------------------------------------------------------


def test_a_missing_part_is_named_with_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "may_install", lambda: False)
    missing = system.Part("the clock", "clock-package", lambda: None)
    with pytest.raises(Refused, match=r"- the clock\nAs root: apt install clock-package"):
        system.provide([missing, system.Part("here", "here-package", lambda: True)])


def test_what_is_missing_is_installed_where_that_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(system, "may_install", lambda: True)
    monkeypatch.setattr(system, "apt_install", installed.extend)
    system.provide([system.Part("the clock", "clock-package", lambda: installed)])
    assert installed == ["clock-package"]


def test_a_library_is_found_under_one_of_its_names() -> None:
    assert system.library("libnowhere.so.9", "libc.so.6")()
    assert not system.library("libnowhere.so.9")()
    assert not system.library()()


def test_what_draws_papers_is_asked_for_one_library_at_a_time() -> None:
    assert [part.package for part in system.PANGO] == ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0"]
    assert all(part.found() for part in system.PANGO)


def test_a_missing_pango_is_installed_before_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    installed: list[str] = []
    monkeypatch.setattr(system, "may_install", lambda: True)
    monkeypatch.setattr(system, "apt_install", installed.extend)
    monkeypatch.setattr(system, "opens", lambda name: "pango" not in name or bool(installed))
    system.provide(testing.needed_parts([Leg("x", SQLITE, (PACKAGE,))]))
    assert installed == ["libpango-1.0-0", "libpangoft2-1.0-0"]


def test_only_tests_ask_for_parts_of_the_system() -> None:
    users = [path.name for path in (ROOT / "runner").glob("*.py") if "runner.system" in path.read_text("utf-8")]
    assert users == ["testing.py"]


@pytest.mark.parametrize(
    ("said", "major"),
    [
        ("postgres (PostgreSQL) 15.8 (Debian 15.8-0+deb12u1)", 15),
        ("postgres (PostgreSQL) 17beta1", 17),
        ("", 0),
    ],
)
def test_the_version_of_a_server(said: str, major: int) -> None:
    assert binaries.major_version(said) == major


def test_a_folder_without_a_server_has_no_version(tmp_path: Path) -> None:
    assert binaries.version(tmp_path) == 0


def test_a_named_browser_is_the_only_one_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("POKPONG_TEST_CHROMIUM", "/nowhere/chromium")
    assert binaries.chromium() is None
    monkeypatch.setenv("POKPONG_TEST_CHROMIUM", sys.executable)
    assert binaries.chromium() == sys.executable


def test_the_server_says_so_when_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgresql, "postgresql_folder", lambda: None)
    with pytest.raises(postgresql.ServerDidNotStart, match="not installed"), postgresql.throw_away_server():
        pytest.fail("there is no server to use")


# --- the words after ./run ---------------------------------------------------------------------------------


def test_the_lock_is_universal_and_has_hashes() -> None:
    command = locks.compile_command("uv", Path("/x/requirements.lock"), "--group", "dev")
    assert {"--universal", "--generate-hashes", "--group"} <= set(command)
    assert command[-2:] == ["-o", "requirements.lock"]


@pytest.mark.parametrize("word", ["help", "--help", "-h"])
def test_the_help_page_names_every_command(word: str) -> None:
    shown = subprocess.run([ROOT / "run", word], capture_output=True, text=True, check=True).stdout
    for name in commands.COMMANDS:
        assert name.startswith("-") or f"./run {name}" in shown


def test_without_a_word_help_is_shown() -> None:
    shown = subprocess.run([ROOT / "run"], capture_output=True, text=True, check=True).stdout
    assert shown == commands.HELP


def test_an_unknown_command_is_named_and_help_follows() -> None:
    answer = subprocess.run([ROOT / "run", "dmeo"], capture_output=True, text=True, check=False)
    assert answer.returncode == 2
    assert "There is no command 'dmeo'" in answer.stderr
    assert commands.HELP in answer.stderr
    assert answer.stdout == ""


def test_a_refusal_names_the_command_and_has_no_traceback() -> None:
    answer = subprocess.run([ROOT / "run", "test", "nowhere"], capture_output=True, text=True, check=False)
    assert answer.returncode == 1
    assert answer.stderr.startswith("./run test: 'nowhere' is neither")
    assert "Traceback" not in answer.stderr
