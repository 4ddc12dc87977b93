from datetime import date
from typing import Any

import pytest

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.conflicts import open_for
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.programme.actions import amend_project, change_project_state, withdraw_funding
from pokpong.registers.programme.models import Project
from pokpong.registers.programme.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    PROVINCE,
    VILLAGE,
    a_donor,
    a_donor_user,
    a_funding,
    a_project,
    an_office,
    assert_left_its_traces,
    codes_of,
    keeper,
)

pytestmark = pytest.mark.django_db


def amend(by: Any, row: Project, *, base: int | None = None, **changes: Any) -> Project:
    return amend_project(by=by, project=row.pk, base=base or row.version, changes=changes, call_id=new_id())


def change(by: Any, row: Project, to: str, reason: str = "") -> Project:
    return change_project_state(by=by, project=row.pk, to=to, reason=reason, call_id=new_id())


def test_a_project_is_added_and_begins_planned() -> None:
    row = a_project(keeper())
    assert (row.state, row.place_paths, row.code) == ("planned", [PROVINCE], "CTIP2")
    assert_left_its_traces("project.add", row)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"names": {"en": "No Lao name"}}, "programme_name_missing"),
        ({"names": {"lo": "ກ" * 301}}, "programme_text_too_long"),
        ({"about": {"lo": "ກ" * 2001}}, "programme_text_too_long"),
        ({"places": []}, "programme_places_missing"),
        ({"places": ["LA16/LA1699/"]}, "programme_place_unknown"),
        ({"starts": None}, "programme_day_missing"),
        ({"ends": date(2024, 1, 1)}, "programme_ends_before_start"),
        ({"starts": date(1970, 1, 1)}, "programme_day_out_of_range"),
        ({"lead": new_id()}, "programme_organisation_unknown"),
        ({"code": "ໂຄງການ"}, "programme_code_unfit"),
        ({"code": "-X"}, "programme_code_unfit"),
    ],
)
def test_bad_input_is_refused(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        a_project(keeper(), **wrong)
    assert codes_of(refused.value) == {code}
    assert not Project.objects.exists()


def test_all_reasons_come_at_once() -> None:
    with pytest.raises(Refused) as refused:
        a_project(keeper(), code="", names={}, places=[], starts=None)
    assert len(codes_of(refused.value)) == 4


def test_a_code_is_used_once_whatever_its_letters() -> None:
    by = keeper()
    a_project(by, "CTIP2")
    with pytest.raises(Refused) as refused:
        a_project(by, "ctip2")
    assert codes_of(refused.value) == {"programme_code_taken"}


@pytest.mark.parametrize("role", ["secretary", "chair", "donor", "monitoring_officer", "caseworker", "trainer"])
def test_other_roles_add_no_project(role: str) -> None:
    with pytest.raises(NotAllowed):
        a_project(keeper(role))


def test_every_place_of_a_project_must_be_covered() -> None:
    by = keeper(path=DISTRICT)
    for places in ([PROVINCE], [""], [DISTRICT, NEIGHBOUR]):
        with pytest.raises(NotAllowed):
            a_project(by, places=places)
    assert a_project(by, places=[VILLAGE, DISTRICT]).place_paths == [VILLAGE, DISTRICT]


def test_it_is_amended_and_the_old_value_is_kept() -> None:
    by = keeper()
    row = a_project(by)
    amend(by, row, names={"lo": "ຊື່ໃໝ່"}, ends=None)
    row.refresh_from_db()
    assert (row.names, row.ends, row.version) == ({"lo": "ຊື່ໃໝ່"}, None, 2)
    assert_left_its_traces("project.amend", row)


def test_two_edits_of_one_field_are_a_choice() -> None:
    by = keeper()
    row = a_project(by)
    amend(by, row, names={"lo": "ຊື່ໜຶ່ງ"}, base=1)
    amend(by, row, names={"lo": "ຊື່ສອງ"}, base=1)
    assert [conflict.field for conflict in open_for(by)] == ["names"]


def test_nobody_moves_a_project_out_of_their_places_or_amends_one_outside() -> None:
    wide, narrow = keeper(path=PROVINCE), keeper(path=DISTRICT)
    with pytest.raises(NotAllowed):
        amend(narrow, a_project(narrow, "A", places=[DISTRICT]), place_paths=[PROVINCE])
    with pytest.raises(NotAllowed):
        amend(narrow, a_project(wide, "B"), names={"lo": "ຊື່ໃໝ່"})
    with pytest.raises(NotThere):
        amend(narrow, a_project(wide, "C", places=[NEIGHBOUR]), names={"lo": "ຊື່ໃໝ່"})


def test_it_begins_closes_and_opens_again_with_reasons() -> None:
    by = keeper()
    row = a_project(by)
    change(by, row, "running")
    with pytest.raises(Refused) as refused:
        change(by, row, "closed")
    assert codes_of(refused.value) == {"programme_reason_missing"}
    change(by, row, "closed", "ສິ້ນສຸດທຶນ")
    change(by, row, "running", "ໄດ້ທຶນຕໍ່")
    row.refresh_from_db()
    assert row.state == "running"
    steps = moves.history_of(row.pk)
    assert [step.after for step in steps] == ["planned", "running", "closed", "running"]
    assert moves.why_of(steps[2]) == "ສິ້ນສຸດທຶນ"
    assert_left_its_traces("project.change_state", row)


def test_moves_that_are_not_in_the_table_are_refused() -> None:
    by = keeper()
    row = a_project(by)
    for to in ("planned", "merged"):
        with pytest.raises(Refused):
            change(by, row, to, "ເຫດຜົນ")


@pytest.mark.parametrize("path", ["", PROVINCE, DISTRICT, VILLAGE])
@pytest.mark.parametrize("role", ["secretary", "chair", "monitoring_officer"])
def test_who_works_in_or_around_its_places_reads_it(role: str, path: str) -> None:
    row = a_project(keeper(), places=[DISTRICT])
    assert list(Project.objects.visible_to(make_user("reader", role, path))) == [row]


@pytest.mark.parametrize(("role", "path"), [("secretary", NEIGHBOUR), ("chair", "LA13/"), ("caseworker", DISTRICT)])
def test_others_do_not_read_it(role: str, path: str) -> None:
    a_project(keeper(), places=[DISTRICT])
    assert not Project.objects.visible_to(make_user("reader", role, path)).exists()


def test_a_project_of_the_whole_country_is_read_everywhere() -> None:
    row = a_project(make_user("national", "programme_manager", ""), places=[""])
    assert list(Project.objects.visible_to(make_user("reader", "chair", VILLAGE))) == [row]


def test_a_donor_reads_the_projects_its_organisation_pays_for_and_no_other() -> None:
    by, payer = keeper(), an_office("ຜູ້ໃຫ້ທຶນທົດສອບ")
    paid, other = a_project(by, "A"), a_project(by, "B")
    mine = a_funding(by, paid, a_donor(by, payer))
    a_funding(by, other, a_donor(by, name="ຜູ້ໃຫ້ທຶນອື່ນ"))
    reader = a_donor_user(payer.pk)
    assert list(Project.objects.visible_to(reader)) == [paid]
    assert not Project.objects.visible_to(make_user("nobody's", "donor", "")).exists()
    withdraw_funding(by=by, funding=mine.pk, reason="ສິ້ນສຸດ", call_id=new_id())
    assert not Project.objects.visible_to(reader).exists()


def test_what_runs_on_a_day() -> None:
    by = keeper()
    row, endless = a_project(by, "A"), a_project(by, "B", ends=None)
    assert set(Project.objects.on(date(2026, 1, 1))) == {row, endless}
    assert set(Project.objects.on(date(2030, 1, 1))) == {endless}
    assert not Project.objects.on(date(2024, 9, 30)).exists()
