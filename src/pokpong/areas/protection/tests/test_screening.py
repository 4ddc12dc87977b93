"""Screenings by their actions: drafts, results, decisions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.actions.screening import (
    answer_screening,
    begin_screening,
    decide_screening,
    drop_screening,
    finish_screening,
)
from pokpong.areas.protection.models import Case, Identification, Screening
from pokpong.areas.protection.rules.screening import merged
from pokpong.areas.protection.states.screening import SCREENING
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes, everything_stored
from pokpong.areas.protection.tests.factories import NEIGHBOUR, caseworker, member, supervisor
from pokpong.areas.protection.tests.factories_screening import (
    LIKELY,
    WHY,
    a_screening,
    answered,
    asking,
    finished,
)
from pokpong.areas.protection.tools.tool import ANSWERS, NOT_ASKED
from pokpong.foundation.access.models import User
from pokpong.foundation.actions import amend, moves
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db


def waiting(row: Any) -> set[str]:
    return set(Task.objects.filter(subject=row.pk, ended_at=None).values_list("kind", flat=True))


def decided(by: User, row: Screening, decision: str = "likely", **more: Any) -> Screening:
    values: dict[str, Any] = {"why": WHY, **more}
    return decide_screening(by=by, screening=row.pk, decision=decision, call_id=new_id(), **values)


def test_begin(bob: User, case: Case) -> None:
    call_id = new_id()
    row = begin_screening(by=bob, id=new_id(), case=case.pk, asking=asking(), call_id=call_id)
    assert (row.state, row.result, row.decision) == ("draft", "", "")
    assert (row.sex, row.age_band, row.district_path) == ("female", case.age_band, "LA16/LA1601/")
    assert waiting(row) == {"screening.finish"}
    assert_left_its_traces("screening.begin", call_id, row)


def test_begin_says_all_reasons_at_once(bob: User, case: Case) -> None:
    wrong = asking(setting="bus", interpreter="?", agreed=False, asked_on=clock.today() + timedelta(1), set_code="x")
    with pytest.raises(Refused) as refused:
        begin_screening(by=bob, id=new_id(), case=case.pk, asking=wrong, continues=new_id(), call_id=new_id())
    assert codes(refused) == {
        "screening_set_unknown",
        "screening_setting_unknown",
        "screening_interpreter_unknown",
        "screening_not_agreed",
        "screening_asked_later",
        "screening_earlier_unknown",
    }
    assert not Screening.objects.exists()


@pytest.mark.parametrize("tool", [{"tool": "horoscope"}, {"version": "1.0"}])
def test_an_unknown_tool_or_version_is_refused(bob: User, case: Case, tool: dict[str, Any]) -> None:
    with pytest.raises(Refused) as refused:
        a_screening(bob, case, **tool)
    assert codes(refused) == {"screening_tool_unknown"}


@pytest.mark.parametrize("set_code", ["sexual_adult", "sexual_child"])
def test_a_set_with_blank_weights_is_refused_with_words(bob: User, case: Case, set_code: str) -> None:
    with pytest.raises(Refused) as refused:
        a_screening(bob, case, tool="ilo-labour", version="2009.1", set_code=set_code)
    assert codes(refused) == {"screening_weights_unknown"}
    assert "act, means, purpose" in refused.value.problems[0].message


def test_a_child_is_not_asked_as_an_adult(bob: User) -> None:
    child = a_case(bob, person=a_person(bob, age=12))
    with pytest.raises(Refused) as refused:
        a_screening(bob, child)
    assert codes(refused) == {"screening_child_as_adult"}
    assert a_screening(bob, child, set_code="child").set_code == "child"


def test_an_adult_may_have_been_a_child_then(bob: User, case: Case) -> None:
    assert a_screening(bob, case, set_code="child").set_code == "child"


def test_who_may_begin(bob: User, case: Case) -> None:
    with pytest.raises(NotAllowed):
        a_screening(member(), case)
    with pytest.raises(NotThere):
        a_screening(caseworker(name="stranger"), case)
    with pytest.raises(NotThere):
        a_screening(supervisor(NEIGHBOUR), case)
    assert a_screening(supervisor(name="suna"), case).asked_by != bob.pk


def test_a_draft_keeps_its_answers_and_its_old_ones(bob: User, case: Case) -> None:
    row = answered(bob, a_screening(bob, case), {"act_moved": "present", "means_debt": "not_asked"}, note="  ເມື່ອຍ ")
    assert (row.answers, row.note) == ({"act_moved": "present"}, "ເມື່ອຍ")
    row = answered(bob, row, {"act_moved": "absent"}, seen={"act_moved": "present"})
    assert row.answers == {"act_moved": "absent"}
    old = [amend.old_value(change) for change in FieldChange.objects.filter(row=row.pk, field="answers")]
    assert {"act_moved": "present"} in old


def test_an_answer_that_a_colleague_changed_is_not_undone(bob: User, case: Case) -> None:
    row = answered(bob, a_screening(bob, case), {"act_moved": "present", "means_debt": "present"})
    with pytest.raises(Refused) as refused:
        answered(bob, row, {"act_moved": "absent", "purpose_labour": "present"}, seen={})
    assert [(p.code, p.field) for p in refused.value.problems] == [("screening_answer_changed", "act_moved")]
    assert Screening.objects.get(pk=row.pk).answers == {"act_moved": "present", "means_debt": "present"}


def test_other_answers_of_a_colleague_stay(bob: User, case: Case) -> None:
    row = answered(bob, a_screening(bob, case), {"act_moved": "present"})
    row = answered(bob, row, {"means_debt": "present", "act_moved": "not_asked"}, seen={})
    assert row.answers == {"act_moved": "present", "means_debt": "present"}


def test_answers_that_are_none_are_refused_all_at_once(bob: User, case: Case) -> None:
    row = a_screening(bob, case)
    with pytest.raises(Refused) as refused:
        answered(bob, row, {"act_moved": "maybe", "invented": "present"}, note="ກ" * 2001)
    assert codes(refused) == {"screening_answer_unknown", "screening_question_unknown", "screening_note_too_long"}


ANSWERS_OF = st.dictionaries(st.sampled_from("abcde"), st.sampled_from(ANSWERS))


@given(kept=ANSWERS_OF, seen=ANSWERS_OF, given_now=ANSWERS_OF)
def test_merging_touches_only_what_was_changed(
    kept: dict[str, str], seen: dict[str, str], given_now: dict[str, str]
) -> None:
    found, torn = merged(kept, seen, given_now)
    assert NOT_ASKED not in found.values()
    for question in "abcde":
        now, before = kept.get(question, NOT_ASKED), seen.get(question, NOT_ASKED)
        wanted = given_now.get(question, before)
        assert found.get(question, NOT_ASKED) == (now if wanted == before else wanted)
        assert (question in torn) == (wanted != before and now not in (before, wanted))


@given(seen=ANSWERS_OF, mine=ANSWERS_OF)
def test_who_works_alone_gets_exactly_what_was_sent(seen: dict[str, str], mine: dict[str, str]) -> None:
    found, torn = merged(seen, seen, mine)
    assert not torn
    assert {q: found.get(q, NOT_ASKED) for q in mine} == mine


def test_finish_works_out_the_result_and_decides_nothing(bob: User, case: Case) -> None:
    row, call_id = answered(bob, a_screening(bob, case)), new_id()
    row = finish_screening(by=bob, screening=row.pk, call_id=call_id)
    assert (row.state, row.result, row.decision) == ("finished", "indicated", "")
    assert row.outcome["version"] == "2015.1"
    assert {reason["code"] for reason in row.outcome["reasons"]} == {"all_three", "positive"}
    assert not Identification.objects.exists()
    assert waiting(row) == {"screening.decide"}
    assert_left_its_traces("screening.finish", call_id, row)


def test_nothing_asked_has_no_result(bob: User, case: Case) -> None:
    row = answered(bob, a_screening(bob, case), {"danger_now": "present"})
    with pytest.raises(Refused) as refused:
        finish_screening(by=bob, screening=row.pk, call_id=new_id())
    assert codes(refused) == {"screening_nothing_asked"}


def test_a_finished_screening_keeps_its_answers(bob: User, case: Case) -> None:
    row = finished(bob, case)
    agains: list[Callable[[], Screening]] = [
        lambda: answered(bob, row, {"act_moved": "present"}),
        lambda: finish_screening(by=bob, screening=row.pk, call_id=new_id()),
        lambda: drop_screening(by=bob, screening=row.pk, why=WHY, call_id=new_id()),
    ]
    for again in agains:
        with pytest.raises(Refused) as refused:
            again()
        assert codes(refused) == {"screening_not_a_draft"}


def test_a_human_decides_also_against_the_result(bob: User, case: Case) -> None:
    row, call_id = finished(bob, case), new_id()
    row = decide_screening(by=bob, screening=row.pk, decision="unlikely", why=WHY, call_id=call_id)
    assert (row.state, row.result, row.decision) == ("decided", "indicated", "unlikely")
    assert (row.decided_by, row.decided_on, row.why) == (bob.pk, clock.today(), WHY)
    assert waiting(row) == set()
    assert_left_its_traces("screening.decide", call_id, row)


def test_deciding_anew_keeps_the_first_decision(bob: User, case: Case) -> None:
    row = decided(bob, finished(bob, case), "unclear")
    row = decided(bob, row, "likely", why="ມີເອກະສານເພີ່ມ")
    assert row.decision == "likely"
    assert [moves.why_of(move) for move in moves.history_of(row.pk) if move.after == "decided"] == [
        WHY,
        "ມີເອກະສານເພີ່ມ",
    ]
    changes = FieldChange.objects.filter(row=row.pk, field="decision").order_by("version")
    assert [amend.old_value(change) for change in changes] == ["", "unclear"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"decision": "guilty"}, "screening_decision_unknown"),
        ({"why": " "}, "screening_why_missing"),
        ({"why": "ກ" * 2001}, "screening_note_too_long"),
        ({"decision": "unlikely", "presume": True}, "screening_presume_needs_likely"),
    ],
)
def test_decisions_that_are_none(bob: User, case: Case, typed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        decided(bob, finished(bob, case), **typed)
    assert codes(refused) == {code}


def test_a_draft_is_not_decided(bob: User, case: Case) -> None:
    with pytest.raises(Refused) as refused:
        decided(bob, a_screening(bob, case))
    assert codes(refused) == {"move_not_allowed"}


def test_deciding_may_note_a_presumed_victim_once(bob: User, case: Case) -> None:
    row = decided(bob, finished(bob, case), presume=True)
    found = Identification.objects.get(case=case)
    assert (found.state, found.screening_id, found.why) == ("presumed", row.pk, WHY)
    decided(bob, row, presume=True)
    assert Identification.objects.count() == 1


def test_dropping_keeps_the_answers(bob: User, case: Case) -> None:
    row, call_id = answered(bob, a_screening(bob, case)), new_id()
    row = drop_screening(by=bob, screening=row.pk, why=WHY, call_id=call_id)
    assert (row.state, row.answers) == (
        "dropped",
        {code: answer for code, answer in LIKELY.items() if answer != NOT_ASKED},
    )
    assert waiting(row) == set()
    assert_left_its_traces("screening.drop", call_id, row)


def test_dropping_needs_a_reason(bob: User, case: Case) -> None:
    with pytest.raises(Refused) as refused:
        drop_screening(by=bob, screening=a_screening(bob, case).pk, why="", call_id=new_id())
    assert codes(refused) == {"screening_why_missing"}


def test_asking_again_starts_with_the_answers_and_keeps_the_older_one(bob: User, case: Case) -> None:
    first = finished(bob, case)
    second = a_screening(bob, case, continues=first.pk)
    assert second.answers == first.answers
    answered(bob, second, {"act_moved": "present"}, seen={})
    assert "act_moved" not in Screening.objects.get(pk=first.pk).answers


def test_another_tool_or_case_cannot_be_continued(bob: User, case: Case) -> None:
    first = finished(bob, case)
    other = a_case(bob, person=a_person(bob, name="ນາງ ອື່ນ ຕົວຢ່າງ"))
    for where, more in ((other, {}), (case, {"tool": "ilo-labour", "version": "2009.1", "set_code": "labour_adult"})):
        with pytest.raises(Refused) as refused:
            a_screening(bob, where, continues=first.pk, **more)
        assert codes(refused) == {"screening_earlier_unknown"}


def test_what_was_asked_before_the_case_closed_is_finished_and_decided_after(bob: User, case: Case) -> None:
    row, left = answered(bob, a_screening(bob, case)), a_screening(bob, case)
    with writing.opened("tests"):
        Case.objects.filter(pk=case.pk).update(state="closed")
    row = decided(bob, finish_screening(by=bob, screening=row.pk, call_id=new_id()))
    assert row.state == "decided"
    assert drop_screening(by=bob, screening=left.pk, why=WHY, call_id=new_id()).state == "dropped"
    refused_acts: list[Callable[[], Screening]] = [
        lambda: a_screening(bob, case),
        lambda: decided(bob, row, presume=True),
    ]
    for act in refused_acts:
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused) == {"case_closed"}


def test_answers_of_a_closed_case_stay_as_they_are(bob: User, case: Case) -> None:
    row = a_screening(bob, case)
    with writing.opened("tests"):
        Case.objects.filter(pk=case.pk).update(state="closed")
    with pytest.raises(Refused) as refused:
        answered(bob, row)
    assert codes(refused) == {"case_closed"}


@pytest.mark.parametrize("act", [answer_screening, finish_screening, decide_screening, drop_screening])
def test_strangers_and_other_roles_do_nothing(bob: User, case: Case, act: Any) -> None:
    row = a_screening(bob, case)
    more: dict[Any, dict[str, Any]] = {
        answer_screening: {"answers": {}, "seen": {}},
        decide_screening: {"decision": "likely", "why": WHY},
        drop_screening: {"why": WHY},
    }
    for stranger, refusal in ((caseworker(name="stranger"), NotThere), (member(), NotAllowed)):
        with pytest.raises(refusal):
            act(by=stranger, screening=row.pk, call_id=new_id(), **more.get(act, {}))


def test_no_answer_is_readable_in_the_data_base(bob: User, case: Case) -> None:
    decided(bob, finished(bob, case))
    stored = " ".join(everything_stored().values())
    for said in ("means_debt", WHY, "all_three"):
        assert said not in stored


@given(st.lists(st.sampled_from(sorted({state for pair in SCREENING.table for state in pair})), max_size=6))
def test_the_machine_walks_only_its_table(path: list[str]) -> None:
    state = SCREENING.start
    for following in path:
        if any(SCREENING.allows(state, following, act) for act in SCREENING.table.get((state, following), ())):
            state = following
            continue
        assert following not in SCREENING.next_of(state)
    assert state in SCREENING.words
    assert SCREENING.next_of("dropped") == set()
