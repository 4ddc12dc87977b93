from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.actions import leave_post
from pokpong.registers.institutions.tests.factories import an_official
from pokpong.registers.programme import evidence
from pokpong.registers.programme.actions.planning import amend_activity, drop_activity
from pokpong.registers.programme.evidence import Evidence
from pokpong.registers.programme.models import Activity, ActivityBudget
from pokpong.registers.programme.models.activity import natural
from pokpong.registers.programme.queries.plans import budget_of
from pokpong.registers.programme.rules.plans import plain_money
from pokpong.registers.programme.tests.factories import (
    DISTRICT,
    PROVINCE,
    a_framework,
    a_project,
    a_tree,
    assert_left_its_traces,
    codes_of,
    keeper,
)
from pokpong.registers.programme.tests.plan_factories import (
    BEGINS,
    a_plan,
    an_activity,
    chair,
    person,
    proposed,
    revised,
    running,
    secretary,
)

pytestmark = pytest.mark.django_db


def amend(row: Activity, changes: dict[str, Any], by: Any = None, **more: Any) -> Activity:
    return amend_activity(
        by=by or secretary(), activity=row.pk, base=row.version, changes=changes, call_id=new_id(), **more
    )


def test_an_activity_says_all_it_can() -> None:
    by = keeper()
    project = a_project(by)
    result = a_tree(by, a_framework(by, project))["IR1"]
    official = an_official(person("administrator", ""))
    row = an_activity(
        a_plan(project=project.pk),
        result=result.pk,
        official=official.pk,
        organisation=official.organisation_id,
        participants_expected=25,
        evidence_wanted=["list", "training", "training"],
        budget={"USD": "10.50", "LAK": "2000000", "THB": "0"},
        place=DISTRICT,
    )
    assert budget_of(row) == {"LAK": "2000000", "USD": "10.50"}
    assert row.evidence_wanted == ["training", "list"]
    assert row.thread == row.pk
    assert_left_its_traces("activity.add", row)


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ({"code": "1 1"}, {"activity_code_unfit"}),
        ({"code": "9" * 31}, {"activity_code_unfit"}),
        ({"names": {"en": "x"}}, {"programme_name_missing"}),
        ({"starts": date(2026, 9, 30)}, {"activity_outside_plan"}),
        ({"ends": date(2027, 10, 1)}, {"activity_outside_plan"}),
        ({"starts": date(2027, 1, 1)}, {"programme_ends_before_start"}),
        ({"place": "LA13/"}, {"activity_place_outside"}),
        ({"place": "LA16/NONE/"}, {"programme_place_unknown"}),
        ({"result": new_id()}, {"activity_result_foreign"}),
        ({"official": new_id()}, {"activity_responsible_unknown"}),
        ({"organisation": new_id()}, {"programme_organisation_unknown"}),
        ({"participants_expected": -1}, {"activity_participants_unfit"}),
        ({"evidence_wanted": ["rumour"]}, {"activity_evidence_unknown"}),
        ({"budget": {"LAK": "1.5"}}, {"plan_amount_too_fine"}),
        ({"names": {}, "budget": {"USD": "x"}}, {"programme_name_missing", "plan_amount_unfit"}),
    ],
)
def test_bad_input_is_refused(wrong: dict[str, Any], codes: set[str]) -> None:
    row = a_plan()
    code = wrong.pop("code", "1.1")
    with pytest.raises(Refused) as refused:
        an_activity(row, code=code, **wrong)
    assert codes_of(refused.value) == codes
    assert not Activity.objects.exists()


def test_two_activities_with_one_code_are_refused() -> None:
    row = a_plan()
    first = an_activity(row)
    with pytest.raises(Refused) as refused:
        an_activity(row)
    assert codes_of(refused.value) == {"activity_code_taken"}
    drop_activity(by=secretary(), activity=first.pk, reason="ຊ້ຳ", call_id=new_id())
    assert an_activity(row).code == "1.1"


def test_an_activity_is_amended_with_its_money() -> None:
    row = an_activity(a_plan(), budget={"LAK": "100", "USD": "2"})
    after = amend(row, {"names": {"lo": "ຊື່ໃໝ່"}, "evidence_wanted": ["photo", "meeting"]}, budget={"LAK": "150"})
    assert (after.names, after.evidence_wanted) == ({"lo": "ຊື່ໃໝ່"}, ["meeting", "photo"])
    assert budget_of(after) == {"LAK": "150"}
    assert ActivityBudget.objects.get(activity=row, currency="USD").amount == 0
    assert_left_its_traces("activity.amend", after)
    assert budget_of(amend(after, {})) == {"LAK": "150"}  # money that is not named stays


def test_who_left_the_post_stays_responsible_but_is_not_chosen_anew() -> None:
    official = an_official(person("administrator", ""))
    row = an_activity(a_plan(), official=official.pk)
    leave_post(by=person("administrator", ""), official=official.pk, on=date(2026, 11, 1), call_id=new_id())
    assert amend(row, {"participants_expected": 3, "official_id": official.pk}).official_id == official.pk
    with pytest.raises(Refused) as refused:
        an_activity(row.plan, code="2", official=official.pk)
    assert codes_of(refused.value) == {"activity_responsible_unknown"}


def test_an_activity_is_dropped_and_stays_in_the_history() -> None:
    row = drop_activity(by=secretary(), activity=an_activity(a_plan()).pk, reason="ຊ້ຳກັນ", call_id=new_id())
    assert row.state == "dropped"
    assert_left_its_traces("activity.drop", row)
    assert not row.plan.activities.kept().exists()
    with pytest.raises(Refused):
        drop_activity(by=secretary(), activity=row.pk, call_id=new_id())


def test_only_drafts_are_changed() -> None:
    row = an_activity(a_plan())
    proposed(row.plan)
    acts: list[Callable[[], Any]] = [lambda: amend(row, {"code": "2"}), lambda: an_activity(row.plan, code="2")]
    for act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert codes_of(refused.value) == {"plan_not_a_draft"}
    with pytest.raises(Refused):
        drop_activity(by=secretary(), activity=row.pk, call_id=new_id())


def test_only_who_drafts_here_changes_activities() -> None:
    row = an_activity(a_plan())
    acts: list[Callable[[Any], Any]] = [
        lambda by: amend(row, {"code": "2"}, by),
        lambda by: an_activity(row.plan, by, code="2"),
        lambda by: drop_activity(by=by, activity=row.pk, call_id=new_id()),
    ]
    for act in acts:
        with pytest.raises(NotAllowed):
            act(chair())
        with pytest.raises(NotThere):
            act(secretary("LA13/"))


def test_evidence_follows_an_activity_through_the_editions() -> None:
    row = an_activity(a_plan())
    running(row.plan)
    copy = revised(row.plan).activities.get()
    seen: list[Activity] = []

    def find(activity: Activity, actor: Any) -> list[Evidence]:
        seen.append(activity)
        day = BEGINS if activity == row else None
        return [Evidence("training", "ຝຶກອົບຮົມ", day, "/x/", activity == row)]

    before = dict(evidence._finders)
    try:
        evidence.register("training", find)
        found = evidence.of(copy, secretary())
    finally:
        evidence._finders.clear()
        evidence._finders.update(before)
    assert {row, copy} <= set(seen)
    assert [one.day for one in found if one.url == "/x/"] == [BEGINS, None]


def test_codes_stand_as_people_count() -> None:
    assert sorted(["1.10", "1.2", "ກ2", "1", "10", "2"], key=natural) == ["1", "1.2", "1.10", "2", "10", "ກ2"]


amounts = st.decimals(min_value=0, max_value=10**12, places=2)


@given(st.dictionaries(st.sampled_from(["THB", "USD", "EUR"]), amounts))
def test_money_is_kept_as_it_was_said(said: dict[str, Any]) -> None:
    kept = plain_money({currency: str(amount) for currency, amount in said.items()})
    assert {name: type(said[name])(text) for name, text in kept.items()} == {k: v for k, v in said.items() if v}
    assert plain_money(kept) == kept


def test_the_place_may_be_below_that_of_the_plan() -> None:
    row = an_activity(a_plan(), place=DISTRICT)
    assert row.place_path.startswith(PROVINCE)
