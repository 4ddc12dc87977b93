"""Case conferences: who is invited to what, minutes, agreed actions."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.actions.cases.team import add_member
from pokpong.areas.protection.actions.plan import (
    Agreed,
    amend_conference,
    cancel_conference,
    hold_conference,
    plan_conference,
)
from pokpong.areas.protection.models import Case, Conference, PlannedAction
from pokpong.areas.protection.rules import conferences as rules
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.checks import assert_left_its_traces, everything_stored
from pokpong.areas.protection.tests.factories import caseworker, supervisor
from pokpong.areas.protection.tests.factories_plan import WORDS, a_conference, in_days
from pokpong.areas.protection.tests.refusing import reasons, refuses_closed, refuses_others
from pokpong.foundation.access.models import User
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.actions.consents import Agreed as AgreedConsent
from pokpong.registers.people.actions.consents import give_consent, withdraw_consent
from pokpong.registers.people.models import Consent

pytestmark = pytest.mark.django_db


def with_second(bob: User, case: Case) -> User:
    other = caseworker(name="second")
    add_member(by=bob, case=case.pk, user=other.pk, call_id=new_id())
    return other


def clinic() -> Organisation:
    with writing.opened("tests"):
        row = Organisation(kind="hospital", place_path="LA16/", names={"lo": "ໂຮງໝໍ ຕົວຢ່າງ"})
        row.save(force_insert=True)
    return row


def agreed(bob: User, case: Case, organisation: Organisation, *fields: str) -> Consent:
    """The person lets the organisation have these parts for a referral."""
    said = AgreedConsent(
        purpose="referral",
        recipients={str(organisation.pk): organisation.name},
        fields=fields,
        given_by="self",
        given_on=clock.today(),
        expires_on=clock.today() + timedelta(days=90),
        language="lao",
        way="spoken",
        witness="ນາງ ພະຍານ",
    )
    return give_consent(by=bob, id=new_id(), person=case.person_id, agreed=said, call_id=new_id())


def waiting_kinds(row: Conference) -> list[str]:
    return sorted(Task.objects.filter(subject=row.pk, state="open").values_list("kind", flat=True))


def test_a_conference_is_planned_and_colleagues_are_asked() -> None:
    bob, call_id = caseworker(), new_id()
    case = a_case(bob)
    other = with_second(bob, case)
    invited = [{"user": str(bob.pk)}, {"user": str(other.pk)}, {"words": "ແມ່"}]
    row = a_conference(bob, case, invited=invited, where=WORDS, call_id=call_id)
    assert (row.state, row.called_by, row.where, len(row.guests)) == ("planned", bob.pk, WORDS, 3)
    assert_left_its_traces("conference.plan", call_id, row)
    assert [task.kind for task in waiting_for(other)] == ["conference.attend"]
    assert "conference.hold" in {task.kind for task in waiting_for(bob)}
    assert WORDS not in str(everything_stored())


def test_who_cannot_be_invited() -> None:
    bob, stranger = caseworker(), caseworker(name="stranger")
    invited = [
        {"user": str(stranger.pk)},
        {"words": "ເພື່ອນ", "fields": ["names"]},
        {"organisation": "no id"},
        {"words": "ໃຜ", "user": str(bob.pk)},
        {"words": "ອ້າຍ", "fields": ["secrets"]},
    ]
    values = {"by": bob, "id": new_id(), "case": a_case(bob).pk, "planned_on": in_days(-1), "purpose": " "}
    assert reasons(plan_conference, **values, invited=invited) == {
        "conference_user_outside",
        "conference_words_share_nothing",
        "conference_organisation_unknown",
        "conference_guest_unknown",
        "conference_fields_unknown",
        "plan_due_passed",
        "plan_text_missing",
    }
    fine = {**values, "planned_on": in_days(1), "purpose": WORDS}
    assert reasons(plan_conference, **fine, invited=[]) == {"conference_nobody"}
    assert reasons(plan_conference, **fine, invited=[{"words": "ແມ່"}] * 2) == {"conference_guest_twice"}
    assert reasons(plan_conference, **fine, invited=["ແມ່"]) == {"conference_guest_unknown"}
    many = [{"words": f"ແຂກ {number}"} for number in range(31)]
    assert reasons(plan_conference, **fine, invited=many) == {"conference_too_many"}
    assert not Conference.objects.exists()


def test_an_organisation_hears_what_a_consent_allows_and_nothing_more() -> None:
    bob = caseworker()
    case, hospital = a_case(bob), clinic()
    values = {"by": bob, "id": new_id(), "case": case.pk, "planned_on": in_days(1), "purpose": WORDS}
    guest: dict[str, Any] = {"organisation": str(hospital.pk), "fields": ["names", "health"]}
    assert reasons(plan_conference, **values, invited=[guest]) == {"conference_no_consent"}
    consent = agreed(bob, case, hospital, "names", "health")
    wider = {**guest, "fields": ["names", "health", "home"]}
    assert reasons(plan_conference, **values, invited=[wider]) == {"conference_no_consent"}
    assert a_conference(bob, case, invited=[guest]).guests == [guest]
    withdraw_consent(by=bob, id=new_id(), consent=consent.pk, call_id=new_id())
    assert reasons(plan_conference, **values, invited=[guest]) == {"conference_no_consent"}
    assert a_conference(bob, case, invited=[{**guest, "fields": []}]).guests[0]["fields"] == []


def test_who_may_not_call_one_and_when() -> None:
    bob = caseworker()
    case = a_case(bob)
    fine = {
        "id": new_id(),
        "case": case.pk,
        "planned_on": in_days(1),
        "purpose": WORDS,
        "invited": [{"words": "ແມ່"}],
    }
    refuses_others(plan_conference, **fine)
    row = a_conference(bob, case)
    refuses_others(hold_conference, conference=row.pk, minutes=WORDS)
    refuses_others(cancel_conference, conference=row.pk, reason=WORDS)
    refuses_closed(case, plan_conference, by=bob, **fine)


def test_held_with_minutes_the_agreed_actions_stand_in_the_plan() -> None:
    bob = caseworker()
    case = a_case(bob)
    other = with_second(bob, case)
    row = a_conference(bob, case, invited=[{"user": str(other.pk)}, {"words": "ແມ່"}])
    todo = [Agreed("ພາໄປໂຮງໝໍ", other.pk, in_days(4)), Agreed("ໂທຫາແມ່", bob.pk, in_days(5))]
    held = hold_conference(by=bob, conference=row.pk, minutes=WORDS, present=[1, 1], agreed=todo, call_id=new_id())
    assert (held.state, held.held_on, held.present) == ("held", clock.today(), [1])
    assert waiting_kinds(row) == []
    planned = PlannedAction.objects.filter(conference=row.pk).order_by("due")
    assert [(one.text, one.owner) for one in planned] == [("ພາໄປໂຮງໝໍ", other.pk), ("ໂທຫາແມ່", bob.pk)]
    assert reasons(hold_conference, by=bob, conference=row.pk, minutes=WORDS) == {"move_not_allowed"}
    changes = {"purpose": "ໃໝ່"}
    assert reasons(amend_conference, by=bob, conference=row.pk, changes=changes, base=1) == {"conference_not_planned"}


def test_one_wrong_agreed_action_leaves_nothing_behind() -> None:
    bob = caseworker()
    row = a_conference(bob, a_case(bob))
    todo = [Agreed("ດີ", bob.pk, in_days(4)), Agreed("", bob.pk, in_days(4))]
    assert reasons(hold_conference, by=bob, conference=row.pk, minutes=WORDS, agreed=todo) == {"plan_text_missing"}
    row.refresh_from_db()
    assert row.state == "planned"
    assert not PlannedAction.objects.exists()


def test_what_minutes_may_not_say() -> None:
    bob = caseworker()
    row = a_conference(bob, a_case(bob))
    values = {"by": bob, "conference": row.pk, "minutes": "", "held_on": in_days(1), "present": [7]}
    assert reasons(hold_conference, **values) == {
        "conference_held_later",
        "conference_present_unknown",
        "plan_text_missing",
    }


def test_another_day_or_guest_asks_anew() -> None:
    bob = caseworker()
    case = a_case(bob)
    other, row = with_second(bob, case), a_conference(bob, case)
    changes = {"planned_on": in_days(9).isoformat(), "invited": [{"user": str(other.pk)}]}
    row = amend_conference(by=bob, conference=row.pk, changes=changes, base=1, call_id=new_id())
    assert (row.planned_on, row.guests) == (in_days(9), [{"user": str(other.pk), "fields": []}])
    assert waiting_kinds(row) == ["conference.attend", "conference.hold"]
    changes = {"planned_on": in_days(-1).isoformat()}
    assert reasons(amend_conference, by=bob, conference=row.pk, changes=changes, base=2) == {"plan_due_passed"}


def test_cancelled_for_a_reason_nobody_waits_any_more() -> None:
    bob = caseworker()
    row = a_conference(bob, a_case(bob))
    assert reasons(cancel_conference, by=bob, conference=row.pk, reason="") == {"plan_reason_missing"}
    assert cancel_conference(by=supervisor(), conference=row.pk, reason=WORDS, call_id=new_id()).state == "cancelled"
    assert waiting_kinds(row) == []


guests = st.lists(
    st.one_of(
        st.fixed_dictionaries({"user": st.sampled_from("abz")}),
        st.fixed_dictionaries(
            {"organisation": st.sampled_from("opz"), "fields": st.lists(st.sampled_from(["names", "home"]))}
        ),
        st.fixed_dictionaries({"words": st.sampled_from("mn"), "fields": st.just([])}),
    ),
    max_size=6,
)


@given(guests, st.sets(st.sampled_from(["names", "home"])))
def test_no_part_is_ever_spoken_of_without_consent(invited: list[dict[str, Any]], consented: set[str]) -> None:
    wrong = rules.wrong_guests(
        invited,
        team={"a", "b"},
        organisations={"o", "p"},
        parts={"names", "home"},
        agreed=lambda organisation, fields: organisation == "o" and set(fields) <= consented,
    )
    if not wrong:
        named = [(key, guest[key]) for guest in invited for key in rules.WHO if key in guest]
        assert 0 < len(named) == len(set(named))
        for guest in invited:
            assert guest.get("user", "a") in "ab"
            told = set(guest.get("fields", ()))
            assert not told or (guest["organisation"] == "o" and told <= consented)
