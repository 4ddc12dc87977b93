"""Assessing the risk: kept for good, asked for again, and never decided by a rule."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.actions.cases import assess_risk
from pokpong.areas.protection.models import Case, RiskAssessment
from pokpong.areas.protection.rules.working import ASSESSABLE, latest_review, wrong_assessment
from pokpong.areas.protection.tests.cases import a_case, a_closed_case
from pokpong.areas.protection.tests.checks import codes, everything_stored
from pokpong.areas.protection.tests.factories import NEIGHBOUR, PROVINCE, caseworker, supervisor
from pokpong.areas.protection.vocabulary.cases import RISK_FACTORS, RISK_REVIEW_DAYS, RISKS
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.foundation.kernel.rows import AppendOnly

pytestmark = pytest.mark.django_db
NOTE = "ຍັງຖືກໂທມາຂົ່ມຂູ່"


def assessed(by: Actor, case: Case, level: str = "high", **more: Any) -> RiskAssessment:
    return assess_risk(by=by, id=new_id(), case=case.pk, level=level, call_id=new_id(), **more)


def test_an_assessment_is_kept_sealed_and_shown_on_the_case() -> None:
    alice, call = caseworker(), new_id()
    row = a_case(alice)
    made = assess_risk(
        by=alice, id=new_id(), case=row.pk, level="high", factors=("threats", "debt"), note=NOTE, call_id=call
    )
    row.refresh_from_db()
    assert (row.risk, row.risk_on) == ("high", clock.today())
    assert row.risk_review_on == made.next_on == clock.today() + timedelta(days=14)
    assert (made.assessed_by, made.factors, made.note) == (alice.pk, ["threats", "debt"], NOTE)
    assert Event.objects.get(name="case.assess_risk", subject=row.pk).actor == alice.pk
    assert all(NOTE not in rows for rows in everything_stored().values())


def test_the_next_look_is_asked_for_and_the_last_one_is_done() -> None:
    alice = caseworker()
    row = a_case(alice)
    made = assessed(alice, row, "critical")
    states = list(Task.objects.filter(subject=row.pk, kind="case.assess_risk").order_by("due").values_list("state"))
    assert sorted(states) == [("done",), ("open",)]
    waits = Task.objects.get(subject=row.pk, state="open")
    assert waits.due.date() == made.next_on
    assert waits.user == alice.pk


def test_a_look_that_nobody_takes_goes_up_to_the_supervisor() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice)
    assert waiting_for(boss) == []
    with clock.standing_at(clock.now() + timedelta(days=5)):
        tick()
        assert [task.subject for task in waiting_for(boss)] == [row.pk]


def test_earlier_ones_stay_and_cannot_be_changed() -> None:
    alice = caseworker()
    row = a_case(alice)
    first = assessed(alice, row, "high")
    assessed(alice, row, "low")
    assert RiskAssessment.objects.filter(case=row.pk).count() == 2
    first.level = "low"
    with pytest.raises((AppendOnly, RuntimeError)):
        first.save()


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"level": "unassessed"}, "risk_level_unknown"),
        ({"level": "dreadful"}, "risk_level_unknown"),
        ({"factors": ("weather",)}, "risk_factor_unknown"),
        ({"factors": ("other",)}, "risk_note_missing"),
        ({"assessed_on": clock.today() + timedelta(days=1)}, "risk_day_later"),
        ({"next_on": clock.today()}, "risk_review_too_early"),
        ({"next_on": clock.today() + timedelta(days=15)}, "risk_review_too_late"),
        ({"note": "ກ" * 4001}, "case_text_too_long"),
    ],
)
def test_what_is_wrong_is_refused(wrong: dict[str, Any], code: str) -> None:
    alice = caseworker()
    row = a_case(alice)
    with pytest.raises(Refused) as refused:
        assessed(alice, row, **{"level": "high", **wrong})
    assert code in codes(refused)
    assert not RiskAssessment.objects.exists()
    assert Case.objects.get(pk=row.pk).risk == "unassessed"


def test_an_older_day_never_replaces_a_later_assessment() -> None:
    alice = caseworker()
    row = a_case(alice)
    assessed(alice, row, "low")
    with pytest.raises(Refused) as refused:
        assessed(alice, row, "high", assessed_on=clock.today() - timedelta(days=1))
    assert codes(refused) == {"risk_before_last"}


def test_neither_another_role_nor_another_place_nor_a_closed_case() -> None:
    alice, boss = caseworker(), supervisor()
    row = a_case(alice)
    with pytest.raises(NotThere):
        assessed(caseworker(NEIGHBOUR, "bob"), row)
    with pytest.raises(NotAllowed):
        assessed(make_user("chair", "chair", PROVINCE), row)
    closed = a_closed_case(alice, boss, place_path="LA16/LA1602/")
    with pytest.raises(Refused) as refused:
        assessed(alice, closed)
    assert codes(refused) == {"case_closed"}


def test_every_level_and_factor_has_words_and_days() -> None:
    assert set(RISKS) == set(RISK_REVIEW_DAYS)
    assert all(str(words) for words in RISK_FACTORS.values())


@given(st.sampled_from(ASSESSABLE), st.integers(1, 120))
def test_a_review_is_refused_exactly_when_it_comes_after_the_last_day(level: str, days: int) -> None:
    today = clock.today()
    next_on = today + timedelta(days=days)
    problems = wrong_assessment(
        level=level, factors=(), note="", assessed_on=today, next_on=next_on, last_on=None, today=today
    )
    assert bool(problems) == (next_on > latest_review(level, today))


@given(st.permutations(ASSESSABLE))
def test_the_higher_the_risk_the_sooner_the_next_look(levels: list[str]) -> None:
    by_days = sorted(levels, key=lambda level: -RISK_REVIEW_DAYS[level])
    assert by_days == [level for level in RISKS if level in levels]
