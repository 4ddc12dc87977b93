from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation

from pokpong.foundation.access.tests.people import give, make_user
from pokpong.foundation.actions import moves
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.tests.factories import an_organisation
from pokpong.registers.programme.actions.planning import (
    agree_plan,
    amend_activity,
    amend_plan,
    close_plan,
    draft_plan,
    drop_activity,
    propose_plan,
    send_back_plan,
    start_plan,
)
from pokpong.registers.programme.models import Evaluation, Plan
from pokpong.registers.programme.queries.plans import budget_of, difference, money_problems
from pokpong.registers.programme.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    PROVINCE,
    a_donor,
    a_donor_user,
    a_funding,
    a_project,
    assert_left_its_traces,
    codes_of,
    keeper,
)
from pokpong.registers.programme.tests.plan_factories import (
    BEGINS,
    LAST,
    a_board,
    a_plan,
    agreed,
    an_activity,
    chair,
    person,
    proposed,
    revised,
    running,
    secretary,
    told,
)

pytestmark = pytest.mark.django_db


def amend(plan: Plan, changes: dict[str, Any], by: Any = None) -> Plan:
    return amend_plan(by=by or secretary(), plan=plan.pk, base=plan.version, changes=changes, call_id=new_id())


def test_a_plan_is_drafted() -> None:
    row = a_plan(stated={"LAK": "1500000", "USD": "0"})
    assert (row.state, row.edition, row.stated, row.drafted_by) == ("drafted", 1, {"LAK": "1500000"}, secretary().pk)
    assert_left_its_traces("plan.draft", row)


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ({"names": {}}, {"programme_name_missing"}),
        ({"code": "ກ 1"}, {"programme_code_unfit"}),
        ({"starts": None, "ends": None}, {"programme_day_missing"}),
        ({"ends": BEGINS - timedelta(days=1)}, {"programme_ends_before_start"}),
        ({"ends": date(2033, 1, 1)}, {"plan_too_long"}),
        ({"committee": new_id()}, {"programme_choice_unknown"}),
        ({"organisation": new_id(), "committee": None}, {"programme_choice_unknown"}),
        ({"project": new_id()}, {"programme_choice_unknown"}),
        ({"stated": {"XXX": "1"}}, {"plan_currency_unknown"}),
        ({"stated": {"LAK": "-1", "USD": "many"}}, {"plan_amount_unfit"}),
        ({"stated": {"LAK": "1.5"}}, {"plan_amount_too_fine"}),
        ({"names": {}, "ends": date(2033, 1, 1)}, {"programme_name_missing", "plan_too_long"}),
    ],
)
def test_bad_input_is_refused_with_all_reasons(wrong: dict[str, Any], codes: set[str]) -> None:
    code = wrong.pop("code", "CPS-2027")
    with pytest.raises(Refused) as refused:
        a_plan(code=code, **wrong)
    assert codes_of(refused.value) == codes
    assert not Plan.objects.exists()


def test_a_plan_is_of_a_committee_or_of_an_organisation() -> None:
    office = an_organisation(person("administrator", ""))
    board = a_board()
    for both in ({"committee": board.pk, "organisation": office.pk}, {"committee": None, "organisation": None}):
        with pytest.raises(Refused) as refused:
            a_plan(**both)
        assert codes_of(refused.value) == {"plan_body_wrong"}
    assert a_plan(organisation=office.pk).body == office


def test_a_code_is_taken_once() -> None:
    a_plan()
    with pytest.raises(Refused) as refused:
        a_plan()
    assert codes_of(refused.value) == {"programme_code_taken"}


def test_only_who_drafts_in_the_place_drafts() -> None:
    board = a_board(PROVINCE)
    for by in (chair(), person("caseworker"), person("donor"), secretary(DISTRICT)):
        with pytest.raises(NotAllowed):
            a_plan(by, committee=board.pk)
    assert a_plan(keeper(), code="PM").state == "drafted"


def test_a_draft_is_amended_and_nothing_else() -> None:
    row = amend(a_plan(), {"names": {"lo": "ຊື່ໃໝ່"}, "stated": {"THB": "10.50"}})
    assert (row.names, row.stated) == ({"lo": "ຊື່ໃໝ່"}, {"THB": "10.50"})
    assert_left_its_traces("plan.amend", row)
    an_activity(row, budget={"THB": "10.5"})
    with pytest.raises(Refused) as refused:
        amend(proposed(row), {"names": {"lo": "ອີກຊື່"}})
    assert codes_of(refused.value) == {"plan_not_a_draft"}
    with pytest.raises(NotThere):
        amend(row, {}, secretary("LA13/"))
    with pytest.raises(NotAllowed):
        amend(row, {}, chair())


def test_the_way_of_a_plan() -> None:
    row = a_plan()
    an_activity(row)
    proposed(row)
    task = Task.objects.get(kind="plan.agree", subject=row.pk)
    assert (task.permission, task.place_path, task.state) == ("plan.agree", PROVINCE, "open")
    agree_plan(by=chair(), plan=row.pk, call_id=new_id())
    task.refresh_from_db()
    assert task.state == "done"
    start_plan(by=secretary(), plan=row.pk, call_id=new_id())
    ended = close_plan(by=secretary(), plan=row.pk, achieved="ບັນລຸຜົນ", learnt="ຮຽນຮູ້", call_id=new_id())
    assert [move.after for move in moves.history_of(row.pk)] == [
        *("drafted", "proposed", "agreed", "carried_out", "closed")
    ]
    assert Evaluation.objects.get(plan=row).achieved == "ບັນລຸຜົນ"
    for action in ("plan.propose", "plan.agree", "plan.start", "plan.close"):
        assert_left_its_traces(action, ended)


def test_an_empty_plan_is_not_proposed() -> None:
    with pytest.raises(Refused) as refused:
        proposed(a_plan())
    assert codes_of(refused.value) == {"plan_empty"}


def test_nobody_agrees_to_their_own_draft() -> None:
    both = person("secretary")
    from_chair = make_user("both", "secretary", PROVINCE)
    give(from_chair, "chair", PROVINCE)
    row = a_plan(from_chair)
    an_activity(row, from_chair)
    proposed(row, both)
    for act in (agree_plan, send_back_plan):
        more = {"reason": "ແກ້ໄຂ"} if act is send_back_plan else {}
        with pytest.raises(Refused) as refused:
            act(by=from_chair, plan=row.pk, call_id=new_id(), **more)
        assert "plan_own_draft" in codes_of(refused.value)
    with pytest.raises(NotAllowed):
        agree_plan(by=both, plan=row.pk, call_id=new_id())
    assert agree_plan(by=chair(), plan=row.pk, call_id=new_id()).state == "agreed"


def test_who_proposed_does_not_agree() -> None:
    row = a_plan()
    an_activity(row)
    second = make_user("second", "secretary", PROVINCE)
    give(second, "chair", PROVINCE)
    proposed(row, second)
    with pytest.raises(Refused) as refused:
        agree_plan(by=second, plan=row.pk, call_id=new_id())
    assert codes_of(refused.value) == {"plan_own_draft"}


def test_a_plan_is_sent_back_with_a_reason() -> None:
    row = a_plan()
    an_activity(row)
    proposed(row)
    with pytest.raises(Refused) as refused:
        send_back_plan(by=chair(), plan=row.pk, reason=" ", call_id=new_id())
    assert codes_of(refused.value) == {"programme_reason_missing"}
    back = send_back_plan(by=chair(), plan=row.pk, reason="ງົບປະມານບໍ່ພໍ", call_id=new_id())
    assert back.state == "drafted"
    assert_left_its_traces("plan.send_back", back)
    assert Task.objects.get(kind="plan.sent_back").user == secretary().pk
    proposed(row)
    assert Task.objects.get(kind="plan.sent_back").state == "done"


def test_money_that_does_not_add_up_is_said_and_refused() -> None:
    row = a_plan(stated={"LAK": "1000", "USD": "5"})
    an_activity(row, budget={"LAK": "600"})
    an_activity(row, code="1.2", budget={"LAK": "600", "THB": "2.5"})
    with translation.override("lo"):
        said = [problem.message for problem in money_problems(row)]
    assert [problem.code for problem in money_problems(row)] == ["plan_money_differs"] * 3
    assert "1.200" in said[0]
    assert "200" in said[0]
    with pytest.raises(Refused) as refused:
        proposed(row)
    assert codes_of(refused.value) == {"plan_money_differs"}
    amend(row, {"stated": {"LAK": "1200", "THB": "2.50"}})
    row.refresh_from_db()
    assert money_problems(row) == []
    assert proposed(row).state == "proposed"


def test_a_plan_cannot_need_more_than_its_project_is_given() -> None:
    by = keeper()
    project = a_project(by)
    a_funding(by, project, a_donor(by))
    row = a_plan(project=project.pk, stated={"USD": "250001"})
    an_activity(row, budget={"USD": "250001"})
    assert [problem.code for problem in money_problems(row)] == ["plan_over_funding"]
    with pytest.raises(Refused):
        proposed(row)


def test_activities_left_outside_are_named() -> None:
    row = a_plan()
    an_activity(row)
    amend(row, {"starts": date(2026, 11, 1)})
    with pytest.raises(Refused) as refused:
        proposed(row)
    assert codes_of(refused.value) == {"plan_left_outside"}
    assert "1.1" in refused.value.problems[0].message


def test_a_revision_keeps_the_old_edition() -> None:
    row = a_plan(stated={"LAK": "700"})
    first = an_activity(row, budget={"LAK": "700"})
    second = an_activity(row, code="1.2")
    running(row)
    told(first)
    draft = revised(row)
    assert (draft.edition, draft.predecessor_id, draft.state) == (2, row.pk, "drafted")
    assert_left_its_traces("plan.revise", draft)
    copy = draft.activities.get(code="1.1")
    assert (copy.thread, copy.state, copy.last_progress) == (first.thread, "partly", BEGINS)
    assert budget_of(copy) == {"LAK": "700"}
    assert difference(row, draft) == []
    with pytest.raises(Refused) as refused:
        revised(row)
    assert codes_of(refused.value) == {"plan_revised_already"}
    with pytest.raises(Refused):
        close_plan(by=secretary(), plan=row.pk, achieved="x", learnt="x", call_id=new_id())
    assert told(second, "done").state == "done"  # the old edition goes on meanwhile
    agreed(draft)
    row.refresh_from_db()
    draft.refresh_from_db()
    assert (row.state, draft.state) == ("superseded", "carried_out")
    assert row in Plan.objects.visible_to(chair())


def test_the_difference_between_editions() -> None:
    row = a_plan()
    for code in ("1.1", "1.2", "1.10"):
        an_activity(row, code=code, budget={"LAK": "5"})
    row.stated = {"LAK": "15"}
    amend(row, {"stated": {"LAK": "15"}})
    running(row)
    draft = revised(row)
    changed, gone = draft.activities.get(code="1.2"), draft.activities.get(code="1.10")
    amend_activity(
        by=secretary(),
        activity=changed.pk,
        base=1,
        changes={"ends": date(2027, 1, 31), "participants_expected": 20},
        budget={"LAK": "7"},
        call_id=new_id(),
    )
    drop_activity(by=secretary(), activity=gone.pk, call_id=new_id())
    an_activity(draft, code="2")
    found = {one.shown.code: (one.before is None, one.after is None, one.fields) for one in difference(row, draft)}
    assert list(found) == ["1.2", "1.10", "2"]
    assert found == {
        "1.2": (False, False, ("ends", "participants_expected", "budget")),
        "1.10": (False, True, ()),
        "2": (True, False, ()),
    }


def test_only_a_plan_in_force_is_revised_or_closed() -> None:
    row = a_plan()
    with pytest.raises(Refused) as refused:
        revised(row)
    assert codes_of(refused.value) == {"plan_not_in_force"}
    with pytest.raises(Refused) as refused:
        close_plan(by=secretary(), plan=row.pk, achieved="", learnt="x" * 4001, call_id=new_id())
    assert codes_of(refused.value) == {"plan_not_in_force", "plan_achieved_missing", "plan_learnt_missing"}
    with pytest.raises(Refused):
        start_plan(by=secretary(), plan=row.pk, call_id=new_id())
    with pytest.raises(Refused) as refused:
        agree_plan(by=chair(), plan=row.pk, call_id=new_id())
    assert codes_of(refused.value) == {"move_not_allowed"}


def test_plans_are_read_by_place() -> None:
    row = a_plan()
    an_activity(row, place=DISTRICT)
    assert row in Plan.objects.visible_to(chair())
    assert row in Plan.objects.visible_to(person("caseworker"))
    here, there = chair(DISTRICT), chair(NEIGHBOUR)
    assert row not in Plan.objects.visible_to(here)  # a draft is not for those below
    agreed(row)
    assert row in Plan.objects.visible_to(here)  # an activity of it lies there
    assert row not in Plan.objects.visible_to(there)
    assert row not in Plan.objects.visible_to(person("village_member", DISTRICT))


def test_a_donor_reads_agreed_plans_of_its_projects() -> None:
    by = keeper()
    paying, other = (an_organisation(person("administrator", ""), name, place="") for name in ("ທຶນ ໜຶ່ງ", "ທຶນ ສອງ"))
    project = a_project(by)
    a_funding(by, project, a_donor(by, paying))
    row = a_plan(project=project.pk)
    an_activity(row)
    payer, stranger = a_donor_user(paying.pk), a_donor_user(other.pk)
    assert row not in Plan.objects.visible_to(payer)
    agreed(row)
    assert row in Plan.objects.visible_to(payer)
    assert row not in Plan.objects.visible_to(stranger)


@pytest.mark.parametrize("act", [propose_plan, start_plan, agree_plan])
def test_steps_are_for_who_holds_them_here(act: Any) -> None:
    row = a_plan()
    an_activity(row)
    for by in (person("caseworker"), person("monitoring_officer")):
        with pytest.raises(NotAllowed):
            act(by=by, plan=row.pk, call_id=new_id())
    with pytest.raises(NotThere):
        act(by=make_user("far", "chair" if act is agree_plan else "secretary", "LA13/"), plan=row.pk, call_id=new_id())


def test_sent_twice_is_done_once() -> None:
    call, key = new_id(), new_id()
    values: dict[str, Any] = {"code": "X1", "names": {"lo": "ແຜນ"}, "place": PROVINCE, "starts": BEGINS, "ends": LAST}
    first = draft_plan(by=secretary(), id=key, committee=a_board().pk, call_id=call, **values)
    again = draft_plan(by=secretary(), id=key, committee=a_board().pk, call_id=call, **values)
    assert first.pk == again.pk
