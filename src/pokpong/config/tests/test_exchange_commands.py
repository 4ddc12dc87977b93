"""Cases in and out on the console."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import DISTRICT, caseworker, member, supervisor
from pokpong.config.commands import export_htcds, import_htcds, parsing
from pokpong.config.commands.environment import Stopped
from pokpong.doors.exchange.models import Import
from pokpong.doors.exchange.tests.books import book_of, template_of
from pokpong.doors.exchange.tests.factories import ROW, one_row
from pokpong.doors.exchange.tests.releasing import asked, released
from pokpong.doors.exchange.tests.test_round_trip import consenting
from pokpong.foundation.access.tests.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pokpong.config.commands.acting.missing", list)


def brought(path: Path, *words: str) -> int:
    return import_htcds.run(parsing.parser().parse_args(["import-htcds", str(path), "--as", "caseworker", *words]))


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def answer_of(captured: pytest.CaptureFixture[str]) -> Any:
    return json.loads(captured.readouterr().out)


def test_a_clean_file_is_brought_in(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    worker = caseworker()
    path = written(tmp_path / "cases.xlsx", template_of([ROW, {**ROW, "D": "ດາວ"}]))
    assert brought(path, "--json") == 0
    assert answer_of(capsys) == {"read": 2, "opened": 2, "unchanged": 0, "asked": 0, "rejected": []}
    assert Case.objects.visible_to(worker).count() == 2
    assert brought(path, "--json") == 0
    assert answer_of(capsys)["unchanged"] == 2
    assert Case.objects.count() == 2


def test_a_dry_run_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    caseworker()
    assert brought(written(tmp_path / "cases.xlsx", one_row()), "--dry-run", "--json") == 0
    assert answer_of(capsys)["opened"] == 1
    assert not Case.objects.exists()
    assert not Import.objects.exists()


def test_rejected_cells_are_named_and_the_exit_code_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    caseworker()
    path = written(tmp_path / "cases.xlsx", template_of([ROW, {**ROW, "D": "ດາວ", "H": "?"}]))
    assert brought(path, "--json") == 1
    answer = answer_of(capsys)
    assert (answer["read"], answer["opened"]) == (2, 1)
    [rejected] = answer["rejected"]
    assert (rejected["row"], rejected["column"], rejected["code"]) == (4, "H", "cell_value_unknown")
    assert rejected["message"]
    assert brought(path) == 1
    assert "cell_value_unknown" in capsys.readouterr().out


def test_rows_that_ask_wait_on_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    worker = caseworker()
    a_person(worker, name="ຄຳ ໄຊຍະວົງ", age=25)
    assert brought(written(tmp_path / "cases.xlsx", one_row()), "--json") == 0
    assert answer_of(capsys)["asked"] == 1
    assert list(Import.objects.visible_to(worker).get().open_questions) == ["3"]


@pytest.mark.parametrize("content", [b"no workbook", book_of([["ຊື່"], ["ຄຳ"]]), b""])
def test_what_cannot_be_read(content: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    caseworker()
    assert brought(written(tmp_path / "cases.xlsx", content), "--json") == 2
    captured = capsys.readouterr()
    assert json.loads(captured.out)["rejected"][0]["code"].startswith(("workbook_", "htcds_"))
    assert captured.err
    assert brought(tmp_path / "gone.xlsx") == 2


def test_a_district_for_rows_that_name_none(tmp_path: Path) -> None:
    caseworker()
    path = written(tmp_path / "cases.xlsx", one_row(O=None, P=None))
    assert brought(path) == 1
    with pytest.raises(Stopped):
        brought(path, "--place", "LA99/LA9999/")
    assert brought(path, "--place", DISTRICT) == 0


def test_only_an_active_user_who_may(tmp_path: Path) -> None:
    path = written(tmp_path / "cases.xlsx", one_row())
    with pytest.raises(Stopped, match="no active user"):
        brought(path)
    bob = member()
    with pytest.raises(Stopped, match="may not"):
        import_htcds.run(parsing.parser().parse_args(["import-htcds", str(path), "--as", bob.username]))


def taken(path: Path, number: str) -> int:
    words = ["export-htcds", str(path), "--as", "supervisor", "--export", number]
    return export_htcds.run(parsing.parser().parse_args(words))


def test_cases_are_taken_out_and_brought_in_without_a_change(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    boss = supervisor()
    person = a_person(boss)
    a_case(boss, person=person)
    row = released(boss)
    path = tmp_path / "out.xlsx"
    with pytest.raises(Stopped):
        taken(path, row.number)  # nobody consents
    assert not path.exists()
    consenting(boss, person)
    assert taken(path, row.number) == 0
    assert "written 1" in capsys.readouterr().out
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(Stopped):
        taken(path, row.number)  # never overwritten
    words = ["import-htcds", str(path), "--as", "supervisor", "--json"]
    assert import_htcds.run(parsing.parser().parse_args(words)) == 0
    assert answer_of(capsys) == {"read": 1, "opened": 0, "unchanged": 1, "asked": 0, "rejected": []}


def test_only_what_a_second_person_released_is_taken_out(tmp_path: Path) -> None:
    boss = supervisor()
    path = tmp_path / "out.xlsx"
    for number in ("EX-1-1", asked(boss).number, released(make_user("other", "case_supervisor", "LA16/")).number):
        with pytest.raises(Stopped):
            taken(path, number)
    assert not path.exists()
