"""./run test: every test, on both data bases, with one closing line."""

import argparse
import contextlib
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from runner.environment import ready
from runner.layout import PACKAGE, ROOT, TESTS, Refused, say, venv_python
from runner.system import CHROMIUM, LIBATOMIC, PANGO, POSTGRESQL, Part, provide
from tests.engines.postgresql import ServerDidNotStart, throw_away_server

SQLITE, POSTGRES = "sqlite", "postgresql"
JOURNEYS = TESTS / "journeys"
REACH = TESTS / "guards" / "reach"
DEPLOY = TESTS / "deploy"
BITES = TESTS / "guards" / "test_guards_bite.py"
NOTHING_COLLECTED = 5  # pytest's exit code
LONGEST_LEG = 40 * 60  # seconds; a test that hangs must not hang the machine it runs on
PATIENCE = 30  # seconds for an interrupted run to stop the servers it started


@dataclass(frozen=True)
class Leg:
    """One run of pytest: some paths on one data base."""

    name: str
    engine: str
    paths: tuple[Path, ...]
    # On the second data base, what never opens a data base would only prove the same again.
    only_database: bool = False
    dist: str = "worksteal"
    # Which half of the cases runs here of tests that alternate between the data bases; None: all of them.
    turn: int | None = None
    # Requests are held by the walls of the data base, as in an installation.
    walls: bool = False
    # What another leg runs on the same data base.
    without: tuple[Path, ...] = ()


@dataclass(frozen=True)
class Outcome:
    passed: int = 0
    failed: int = 0

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(self.passed + other.passed, self.failed + other.failed)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed"


@dataclass(frozen=True)
class Wish:
    """What was asked for on the command line."""

    what: tuple[str, ...] = ()
    every_journey_on_both: bool = False
    engines: tuple[str, ...] = (SQLITE, POSTGRES)
    pytest_options: tuple[str, ...] = field(default=())


def main(arguments: Sequence[str]) -> int:
    wish = read(arguments)
    legs = plan(targets(wish.what), wish)
    if not legs:
        raise Refused("nothing to run: no test stands where you asked for it.")
    ready(dev=True)
    provide(needed_parts(legs))
    total = run_all(legs, wish)
    print(total)
    return exit_code(total)


def read(arguments: Sequence[str]) -> Wish:
    parser = argparse.ArgumentParser(prog="./run test", allow_abbrev=False)
    parser.add_argument(
        "--all", action="store_true", help="every journey and every case on both data bases; long tests in full"
    )
    parser.add_argument("--engine", choices=(SQLITE, POSTGRES), help="only this data base")
    parser.add_argument("-k", metavar="EXPRESSION", help="only tests whose names fit, as in pytest")
    parser.add_argument("-x", action="store_true", help="stop a run at its first failure")
    parser.add_argument("what", nargs="*", help="paths, or names of packages: lao, protection, guards, journeys")
    asked = parser.parse_args(arguments)
    options = (["-k", asked.k] if asked.k else []) + (["-x"] if asked.x else [])
    engines = (asked.engine,) if asked.engine else (SQLITE, POSTGRES)
    return Wish(tuple(asked.what), asked.all, engines, tuple(options))


def targets(what: Sequence[str]) -> list[Path]:
    """Paths to test; everything when nothing was named. Raises Refused for a name that is no test's."""
    if not what:
        return [PACKAGE, *(path for path in sorted(TESTS.iterdir()) if holds_tests(path))]
    return [target for word in what for target in targets_named(word)]


def targets_named(word: str) -> list[Path]:
    path = (ROOT / word.split("::")[0]).resolve()
    if path.exists():
        return [ROOT / word]
    folders = [*PACKAGE.glob(f"*/{word}"), *PACKAGE.glob(word), *TESTS.glob(word)]
    if not folders:
        raise Refused(f"{word!r} is neither a path nor the name of a package with tests.")
    return folders


def holds_tests(path: Path) -> bool:
    return path.is_dir() and any(path.rglob("test_*.py"))


def is_journey(path: Path) -> bool:
    return path == JOURNEYS or JOURNEYS in path.parents


def is_deploy(path: Path) -> bool:
    return path == DEPLOY or DEPLOY in path.parents


def brings_a_server(path: Path) -> bool:
    """Whether tests there start a PostgreSQL server of their own, whatever the data base of the run."""
    return is_deploy(path) or path in BITES.parents or str(path).startswith(str(BITES))


def plan(paths: Sequence[Path], wish: Wish) -> list[Leg]:
    """The legs to run, in order: what fails fastest comes first."""
    code = tuple(path for path in paths if not is_journey(path))
    behind_walls = wall_legs(code, wish)
    swept = tuple(path for leg in behind_walls for path in leg.paths)
    legs = []
    for number, engine in enumerate(wish.engines):
        without = swept if engine == POSTGRES and number and not wish.every_journey_on_both else ()
        if set(code) - set(without):
            turn = None if wish.every_journey_on_both or len(wish.engines) == 1 else number
            legs.append(Leg(f"tests on {engine}", engine, code, only_database=number > 0, without=without, turn=turn))
    return [*legs, *behind_walls, *journey_legs([path for path in paths if is_journey(path)], wish)]


def wall_legs(paths: Sequence[Path], wish: Wish) -> list[Leg]:
    """The sweeps of every page and every action on PostgreSQL, behind its row security; `--all`: also without."""
    whole = any(path in (REACH, *REACH.parents) for path in paths)
    found = (REACH,) if whole else tuple(path for path in paths if REACH in path.parents)
    return [Leg("behind row security", POSTGRES, found, walls=True)] if found and POSTGRES in wish.engines else []


def journey_legs(paths: Sequence[Path], wish: Wish) -> list[Leg]:
    """Each journey on one engine in turn, or on both."""
    files = [file for path in paths for file in journey_files(path)]
    legs = []
    for number, engine in enumerate(wish.engines):
        chosen = files if wish.every_journey_on_both else files[number :: len(wish.engines)]
        if chosen:
            legs.append(Leg(f"journeys on {engine}", engine, tuple(chosen), dist="loadfile"))
    return legs


def journey_files(path: Path) -> list[Path]:
    return sorted(path.rglob("test_*.py")) if path.is_dir() else [path]


def needed_parts(legs: Sequence[Leg]) -> list[Part]:
    parts = list(PANGO)
    if any(leg.engine == POSTGRES or any(brings_a_server(path) for path in leg.paths) for leg in legs):
        parts.append(POSTGRESQL)
    if any(is_journey(path) for leg in legs for path in leg.paths):
        parts += [CHROMIUM, LIBATOMIC]
    return parts


def run_all(legs: Sequence[Leg], wish: Wish) -> Outcome:
    total = Outcome()
    lines = []
    with server_for(legs) as environment:
        for leg in legs:
            say(f"\n=== {leg.name}")
            began = time.monotonic()
            outcome = run_leg(leg, wish, environment)
            lines.append(f"{leg.name}: {outcome} in {time.monotonic() - began:.0f} s")
            total += outcome
    print("\n" + "\n".join(lines))
    return total


@contextlib.contextmanager
def server_for(legs: Sequence[Leg]) -> Iterator[dict[str, str]]:
    """The environment of the runs, with the address of a PostgreSQL server when one of them needs it."""
    environment = dict(os.environ)
    if not any(leg.engine == POSTGRES for leg in legs):
        yield environment
        return
    try:
        with throw_away_server() as server:
            yield {**environment, "POKPONG_TEST_PG": server}
    except ServerDidNotStart as reason:
        raise Refused(f"PostgreSQL did not start: {reason}") from reason


def run_leg(leg: Leg, wish: Wish, environment: Mapping[str, str]) -> Outcome:
    with tempfile.TemporaryDirectory(prefix="pokpong-test-") as folder:
        report = Path(folder) / "report.xml"
        own = {**environment, "POKPONG_TEST_ENGINE": leg.engine, "POKPONG_DATA": f"{folder}/data"}
        if leg.only_database:
            own["POKPONG_TEST_ONLY_DATABASE"] = "1"
        if wish.every_journey_on_both:
            own["POKPONG_TEST_ALL"] = "1"
        if leg.turn is not None:
            own["POKPONG_TEST_TURN"] = str(leg.turn)
        if leg.walls:
            own["POKPONG_TEST_ROW_SECURITY"] = "1"
        command = pytest_command(leg, wish, report)
        return judge(finish(command, own, LONGEST_LEG), report)


def finish(command: Sequence[str], environment: Mapping[str, str], seconds: float) -> int:
    """The exit code; -1 when the time was over. However it ends, the command may still stop its own servers."""
    hear_interrupts()
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        say(f"stopped after {seconds:.0f} seconds: {' '.join(command)}")
        return -1
    except KeyboardInterrupt:
        process.wait(PATIENCE)  # Ctrl-C reached the command too; a second one would cut its cleaning short
        raise
    finally:
        interrupt(process)


def hear_interrupts() -> None:
    """A shell starts background jobs deaf to SIGINT, and what they start is deaf too: then nothing could be stopped."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def interrupt(process: subprocess.Popen[bytes]) -> None:
    if process.poll() is not None:
        return
    process.send_signal(signal.SIGINT)
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def pytest_command(leg: Leg, wish: Wish, report: Path) -> list[str]:
    narrow = len(leg.paths) == 1 and leg.paths[0].suffix != ""
    spread = ["-n", "0"] if narrow else ["-n", str(workers()), "--dist", leg.dist]
    paths = [str(path) for path in leg.paths]
    return [
        str(venv_python()),
        "-m",
        "pytest",
        "-q",
        *spread,
        f"--junitxml={report}",
        *wish.pytest_options,
        *(f"--ignore={path}" for path in leg.without),
        *paths,
    ]


def workers() -> int:
    return max(1, min(os.cpu_count() or 1, 6))


def judge(code: int, report: Path) -> Outcome:
    """What a run of pytest came to. A run that broke without a failing test still counts as one failure."""
    if code == NOTHING_COLLECTED:
        return Outcome()
    outcome = count(report.read_text()) if report.exists() else Outcome()
    if code and not outcome.failed:
        return Outcome(outcome.passed, 1)
    return outcome


def count(junit: str) -> Outcome:
    """The sums of a JUnit report. A skipped test counts as failed: a missing part fails, never skips."""
    passed = failed = 0
    for case in ElementTree.fromstring(junit).iter("testcase"):
        if any(case.find(kind) is not None for kind in ("failure", "error", "skipped")):
            failed += 1
        else:
            passed += 1
    return Outcome(passed, failed)


def exit_code(total: Outcome) -> int:
    return 0 if total.passed and not total.failed else 1
