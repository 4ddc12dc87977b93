"""What a bench says, as a table and as the JSON object other programs read."""

import json
import os
import sys
from pathlib import Path

import psycopg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.bench import Result, runner
from tests.bench.results import Better, as_json, as_table, number

FAST = Result("calls", 523.4, "1/s", "higher", aim=500, rows=1200, baseline={"plain ORM": 150})
SLOW = Result("delay", 0.0456, "s", "lower", aim=0.02)
PLAIN = Result("memory", 95, "MiB", "lower")


def test_the_object_has_the_agreed_shape() -> None:
    seen = json.loads(as_json("door", "small", [FAST, PLAIN]))
    assert set(seen) == {"bench", "size", "machine", "results"}
    assert (seen["bench"], seen["size"]) == ("door", "small")
    for result in seen["results"]:
        assert set(result) == {"name", "value", "unit", "better", "aim", "rows", "baseline"}
    assert seen["results"][0] == {
        "name": "calls",
        "value": 523.4,
        "unit": "1/s",
        "better": "higher",
        "aim": 500,
        "rows": 1200,
        "baseline": {"plain ORM": 150},
    }


def test_the_object_stands_on_one_line() -> None:
    assert "\n" not in as_json("door", "full", [FAST, SLOW, PLAIN])


def test_the_machine_is_described() -> None:
    machine = json.loads(as_json("door", "small", []))["machine"]
    assert machine["cores"] >= 1
    assert machine["memory_mib"] > 0
    assert machine["python"].startswith(f"{sys.version_info.major}.")


@pytest.mark.parametrize(
    ("better", "aim", "value", "reached"),
    [
        ("higher", 10, 10, True),
        ("higher", 10, 9.99, False),
        ("lower", 10, 10, True),
        ("lower", 10, 10.01, False),
        ("lower", None, 10, None),
    ],
)
def test_an_aim_is_reached_from_its_better_side(
    better: Better, aim: float | None, value: float, reached: bool | None
) -> None:
    assert Result("x", value, "s", better, aim).reached() is reached


def test_the_table_shows_what_missed_its_aim() -> None:
    head, calls, delay, memory = as_table([FAST, SLOW, PLAIN]).splitlines()
    assert head.split() == ["what", "value", "unit", "aim", "baseline"]
    assert "reached" in calls
    assert "plain ORM 150" in calls
    assert "MISSED" in delay
    assert memory.split() == ["memory", "95", "MiB"]


@pytest.mark.parametrize(
    ("value", "shown"), [(12345, "12,345"), (523.4, "523"), (12.34, "12.3"), (0.01234, "0.0123"), (0, "0")]
)
def test_numbers_have_enough_digits_to_compare_by(value: float, shown: str) -> None:
    assert number(value) == shown


@given(st.floats(0.001, 99, allow_subnormal=False))
def test_a_shown_number_is_within_half_a_percent(value: float) -> None:
    assert abs(float(number(value)) - value) <= value * 0.006


def test_an_unknown_bench_names_those_there_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "bench_door.py").write_text("")
    monkeypatch.setattr(runner, "FOLDER", tmp_path)
    assert runner.names() == ["door"]
    assert runner.main(["window"]) == 2
    assert "there is no bench 'window'; there are: door" in capsys.readouterr().err


def test_a_bench_that_measured_nothing_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert runner.show("door", "small", [], only_json=True) == 1
    assert "measured nothing" in capsys.readouterr().err


def test_the_object_comes_last_and_alone_on_request(capsys: pytest.CaptureFixture[str]) -> None:
    assert runner.show("door", "small", [FAST], only_json=True) == 0
    assert json.loads(capsys.readouterr().out)["bench"] == "door"
    runner.show("door", "small", [FAST], only_json=False)
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("what")
    assert json.loads(shown[-1])["results"][0]["name"] == "calls"


def test_the_data_base_is_chosen_by_name() -> None:
    assert runner.parser().parse_args(["cases", "--engine", "postgresql"]).engine == "postgresql"
    with pytest.raises(SystemExit):
        runner.parser().parse_args(["cases", "--engine", "oracle"])


def test_what_is_measured_on_postgresql_waits_for_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("POKPONG_TEST_ENGINE", "POKPONG_TEST_PG"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    with runner.on("postgresql"), psycopg.connect(os.environ["POKPONG_TEST_PG"]) as server:
        assert os.environ["POKPONG_TEST_ENGINE"] == "postgresql"
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            assert server.execute(f"SHOW {setting}").fetchone() == ("on",)
