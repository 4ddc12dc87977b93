from datetime import timedelta
from typing import Any

import pytest

from pokpong.foundation.access.models import Recusal
from pokpong.foundation.access.tests.people import make_user, program
from pokpong.foundation.actions.models import Change
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.people.actions import consents
from pokpong.registers.people.actions.consents import withdraw_consent
from pokpong.registers.people.actions.merging import merge_person
from pokpong.registers.people.actions.ties import assign_person, end_tie
from pokpong.registers.people.models import Person, Tie
from pokpong.registers.people.models.ties import reason_reference
from pokpong.registers.people.queries.sight import ALL, parts_seen
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.traces import left_traces

pytestmark = pytest.mark.django_db


def sees(user: Any, person: Person) -> bool:
    return bool(Person.objects.visible_to(user).filter(pk=person.pk).exists())


def test_only_the_tied_and_the_district_supervisor_see_a_person() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    assert sees(alice, person)
    assert sees(make.supervisor(), person)
    assert sees(make.supervisor("tou", "LA16/"), person)
    assert not sees(make.caseworker("bob"), person)
    assert not sees(make.supervisor("noy", make.NEIGHBOUR), person)
    for role in ("village_member", "secretary", "chair", "donor", "auditor", "administrator", "monitoring_officer"):
        assert not sees(make_user(f"u_{role}", role), person)


def test_an_official_kept_from_a_person_stays_so_with_a_later_account() -> None:
    person, official = make.register(make.caseworker()), new_id()
    with writing.opened("tests"):
        Recusal(user=official, kind="person", row=person.pk).save(force_insert=True)
    later, other = make.supervisor("later"), make.supervisor("other")
    later.official, other.official = official, new_id()
    assert (sees(later, person), sees(other, person)) == (False, True)
    make.broken_glass(later, person)
    assert not sees(later, person)


def test_a_tie_by_organisation_reaches_whoever_holds_a_grant_of_it() -> None:
    shelter, person = new_id(), make.register(make.caseworker())
    inside = make_user("dao", "caseworker", make.NEIGHBOUR, organisation=shelter)
    outside = make_user("keo", "caseworker", make.NEIGHBOUR, organisation=new_id())
    make.tied(person, organisation=shelter, fields=["names"])
    assert sees(inside, person)
    assert not sees(outside, person)
    assert parts_seen(inside, person) == {"names"}


def test_a_tie_without_the_role_shows_nothing() -> None:
    person, clerk = make.register(make.caseworker()), make_user("clerk", "secretary", make.DISTRICT)
    make.tied(person, user=clerk.id)
    assert not sees(clerk, person)


def test_a_tie_begins_and_ends_in_time() -> None:
    person, bob = make.register(make.caseworker()), make.caseworker("bob")
    tie = make.tied(person, user=bob.id)
    with clock.standing_at(tie.starts - timedelta(seconds=1)):
        assert not sees(bob, person)
    assert sees(bob, person)


def test_the_same_tie_twice_is_one() -> None:
    person, bob = make.register(make.caseworker()), make.caseworker("bob")
    first, again = make.tied(person, user=bob.id), make.tied(person, user=bob.id)
    assert first == again
    assert Tie.objects.filter(user=bob.id).count() == 1
    make.tied(person, user=bob.id, fields=["names"])
    assert Tie.objects.filter(user=bob.id).count() == 2


@pytest.mark.parametrize("wrong", [{}, {"user": new_id(), "fields": ["shoe_size"]}])
def test_a_tie_needs_somebody_and_known_fields(wrong: Any) -> None:
    person = make.register(make.caseworker())
    with pytest.raises(ValueError, match="tie needs"):
        make.tied(person, **wrong)


def test_the_reason_ends_every_tie_it_made() -> None:
    alice, bob = make.caseworker(), make.caseworker("bob")
    person, reason = make.register(alice), make.register(alice)
    make.tied(person, user=bob.id, because=reason)
    other = make.tied(person, user=bob.id, because=person)
    make.untied(reason)
    assert sees(bob, person)
    make.untied(person)
    other.refresh_from_db()
    assert other.ends is not None
    assert not sees(bob, person)


def test_the_change_feed_says_what_came_and_what_left() -> None:
    person, bob = make.register(make.caseworker()), make.caseworker("bob")
    key = f"user:{bob.id}"
    make.tied(person, user=bob.id)
    came = Change.objects.filter(row=person.pk).latest("seq")
    assert key not in came.before
    assert key in came.after
    make.untied(person)
    leaving = [row for row in Change.objects.filter(row=person.pk, seq__gt=came.seq) if key in row.before]
    assert leaving
    assert key not in leaving[-1].after


def test_the_supervisor_ends_a_tie_for_a_reason() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person, call = make.register(alice), new_id()
    tie = Tie.objects.get(person=person)
    with pytest.raises(Refused, match="tie_end_why_missing"):
        end_tie(by=suna, tie=tie.pk, why=" ", call_id=new_id())
    ended = end_tie(by=suna, tie=tie.pk, why="ຍ້າຍວຽກ", call_id=call)
    assert left_traces(call, "tie.end", person.pk, tie.pk)
    assert (ended.ended_by, ended.end_why) == (suna.id, "ຍ້າຍວຽກ")
    assert not sees(alice, person)
    with pytest.raises(Refused, match="tie_already_ended"):
        end_tie(by=suna, tie=tie.pk, why="ອີກ", call_id=new_id())


def test_no_other_role_or_place_ends_a_tie() -> None:
    alice = make.caseworker()
    tie = Tie.objects.get(person=make.register(alice))
    for stranger, expected in (
        (alice, NotAllowed),
        (make.supervisor("noy", make.NEIGHBOUR), NotThere),
        (make_user("adm", "administrator"), NotAllowed),
    ):
        with pytest.raises(expected):
            end_tie(by=stranger, tie=tie.pk, why="x", call_id=new_id())
    with pytest.raises(NotThere):
        end_tie(by=make.supervisor(), tie=new_id(), why="x", call_id=new_id())


def test_the_supervisor_entrusts_a_person_to_a_colleague() -> None:
    alice, bob, suna = make.caseworker(), make.caseworker("bob", make.NEIGHBOUR), make.supervisor()
    person, call = make.register(alice), new_id()
    assign_person(by=suna, person=person.pk, user=bob.id, why="ຮັບຊ່ວງຕໍ່ກໍລະນີ", call_id=call)
    assert left_traces(call, "person.assign", person.pk, person.pk)
    assert sees(bob, person)
    assert parts_seen(bob, person) == ALL


def test_who_cannot_be_entrusted() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person, clerk = make.register(alice), make_user("clerk", "secretary", make.DISTRICT)
    for user in (clerk.id, new_id()):
        with pytest.raises(Refused) as refused:
            assign_person(by=suna, person=person.pk, user=user, why="x", call_id=new_id())
        assert {p.code for p in refused.value.problems} == {"tie_not_assignable", "tie_assign_why_missing"}
    with pytest.raises(NotAllowed):
        assign_person(by=alice, person=person.pk, user=alice.id, why="ຮັບຊ່ວງຕໍ່ກໍລະນີ", call_id=new_id())


def test_the_reason_of_a_tie_is_sealed() -> None:
    person, reason = make.register(make.caseworker()), make.register(make.caseworker("bob"))
    tie = make.tied(person, user=new_id(), because=reason)
    raw = Tie.objects.filter(pk=tie.pk).values().get()
    raw.pop("person_id")
    assert str(reason.pk) not in repr(raw)
    assert reason.pk.bytes not in bytes(raw["because"])
    assert raw["because_ref"] == reason_reference("person", reason.pk)
    assert Tie.objects.get(pk=tie.pk).because == reason.pk
    details = Event.objects.filter(subject=person.pk, name="tie.begin")
    assert str(reason.pk) not in repr(list(details.values()))


def test_in_a_compartment_ties_and_places_count_no_more() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    circle = new_id()
    make.compartment(person, circle, names=[])
    assert not sees(alice, person)
    assert not sees(suna, person)
    assert Person.objects.get(pk=person.pk).scope_keys() == [f"compartment:{circle}"]


def test_a_program_sees_nobody_by_a_tie() -> None:
    person = make.register(make.caseworker())
    assert not sees(program("person.tied"), person)


def shared(person: Person, **more: Any) -> tuple[Any, Tie]:
    """Somebody of an organisation that sees the person under a consent, and that tie."""
    suna, organisation = make.supervisor(), new_id()
    consent = make.consent_for(suna, person.pk, **more)
    inside = make_user("dao", "caseworker", make.NEIGHBOUR, organisation=organisation)
    return inside, make.tied(person, organisation=organisation, fields=["names"], consent=consent)


def test_a_tie_under_a_consent_ends_when_the_consent_is_withdrawn() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    inside, tie = shared(person)
    own = Tie.objects.get(user=alice.id)
    assert tie.consent is not None
    assert parts_seen(inside, person) == {"names"}
    assert tie.holds
    withdraw_consent(by=alice, id=new_id(), consent=tie.consent.pk, call_id=new_id())
    tie, own = Tie.objects.get(pk=tie.pk), Tie.objects.get(pk=own.pk)
    assert (tie.holds, own.holds) == (False, True)
    assert tie.ends is not None
    assert tie.ended_by == alice.id
    assert not sees(inside, person)
    assert Event.objects.filter(name="tie.end", subject=person.pk).count() == 1
    left = Change.objects.filter(row=person.pk).latest("seq")
    assert f"organisation:{tie.organisation}" not in left.after


def test_a_tie_under_a_consent_shows_nothing_from_the_day_it_runs_out() -> None:
    person = make.register(make.caseworker())
    inside, tie = shared(person, expires_on=clock.today() + timedelta(days=2))
    with clock.standing_at(clock.now() + timedelta(days=1)):
        assert sees(inside, person)
    with clock.standing_at(clock.now() + timedelta(days=2)):
        assert not sees(inside, person)
        assert not Tie.objects.select_related("consent__withdrawal").get(pk=tie.pk).holds
        assert make.untied(person)  # nobody had ended it yet


def test_a_tie_without_consent_and_one_under_it_are_two() -> None:
    person = make.register(make.caseworker())
    _inside, tie = shared(person)
    other = make.tied(person, organisation=tie.organisation, fields=["names"])
    assert other != tie
    assert make.tied(person, organisation=tie.organisation, fields=["names"], consent=tie.consent) == tie


def test_what_follows_a_withdrawal_happens_in_the_same_call(monkeypatch: pytest.MonkeyPatch) -> None:
    alice, told = make.caseworker(), []
    person = make.register(alice)
    consent = make.consent_for(alice, person.pk)
    monkeypatch.setattr(consents, "_after_withdrawal", list(consents._after_withdrawal))
    follow = consents.after_withdrawal(lambda row: told.append((row.pk, hasattr(row, "withdrawal"))))
    assert consents.after_withdrawal(follow) is follow
    withdraw_consent(by=alice, id=new_id(), consent=consent.pk, call_id=new_id())
    assert told == [(consent.pk, True)]


def test_a_merged_record_carries_the_consent_of_a_tie() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person, other = make.register(alice), make.register(alice)
    inside = make_user("dao", "caseworker", make.NEIGHBOUR, organisation=new_id())
    consent = make.consent_for(suna, person.pk)
    (grant,) = inside.grants
    make.tied(person, organisation=grant.organisation, fields=["names"], consent=consent)
    merge_person(by=suna, person=person.pk, into=other.pk, why="ຄົນດຽວກັນ", call_id=new_id())
    assert sees(inside, other)
    withdraw_consent(by=suna, id=new_id(), consent=consent.pk, call_id=new_id())
    assert not sees(inside, other)
