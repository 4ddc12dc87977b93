"""One-time links: who makes and takes them back, what opens and closes them, and what they let somebody do."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection import link_codes
from pokpong.areas.protection.actions.referrals import (
    accept_referral,
    add_referral_note,
    complete_referral,
    decline_referral,
    end_link,
    enter_link,
    expire_link,
    make_link,
    receive_referral,
    revoke_link,
    send_referral,
    start_referral,
    turn_away,
    withdraw_referral,
)
from pokpong.areas.protection.actions.referrals.link_ends import LINKS
from pokpong.areas.protection.models import Case, Referral, ReferralLink, ReferralNote
from pokpong.areas.protection.queries import referral_links as queries
from pokpong.areas.protection.rules import referral_links as rules
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import caseworker, supervisor
from pokpong.areas.protection.tests.links import PIN, RECIPIENT, WRONG, Handed, knock, made
from pokpong.areas.protection.tests.referrals import (
    FIELDS,
    a_consent,
    a_draft,
    a_provider,
    a_referral,
    a_shelter,
    kinds,
    sent,
)
from pokpong.areas.protection.tests.refusing import reasons, refuses_others
from pokpong.areas.protection.visitor import INSIDE, Visitor
from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.foundation.vault import erased
from pokpong.registers.institutions.tests.factories import assert_left_its_traces
from pokpong.registers.people.actions.consents import withdraw_consent
from pokpong.registers.people.actions.merging import merge_person
from pokpong.registers.people.models import Person

pytestmark = pytest.mark.django_db


def a_link(**more: Any) -> tuple[User, Referral, Handed]:
    bob = caseworker()
    row = a_referral(bob)
    return bob, row, made(bob, row, **more)


# --- making ------------------------------------------------------------------------------------------------


def test_a_link_is_made_by_the_team_of_the_case() -> None:
    bob, row, handed = a_link()
    link = handed.row
    assert_left_its_traces("referral_link.make", link)
    assert (link.state, link.fields, link.recipient, link.made_by) == ("made", sorted(FIELDS), RECIPIENT, bob.pk)
    assert link.key_id == row.key_id
    assert link.scope_keys() == row.case.scope_keys()


def test_neither_code_nor_pin_nor_recipient_stand_in_the_row() -> None:
    _bob, _row, handed = a_link()
    [stored] = ReferralLink.objects.filter(pk=handed.link).values()
    readable = " ".join(str(value) for value in stored.values())
    assert handed.code not in readable
    assert PIN not in stored["pin"]
    assert RECIPIENT.encode() not in bytes(stored["recipient"])


def test_others_make_none_and_take_none_back() -> None:
    bob, row, handed = a_link()
    refuses_others(
        make_link, id=new_id(), referral=row.pk, fields=FIELDS, recipient=RECIPIENT, code="c" * 64, pin="p" * 64
    )
    refuses_others(revoke_link, link=handed.link)
    provider = a_provider(row.organisation)
    with pytest.raises(NotAllowed):
        revoke_link(by=provider, link=handed.link, call_id=new_id())
    assert list(ReferralLink.objects.visible_to(bob)) == [handed.row]
    assert not ReferralLink.objects.visible_to(provider).exists()


def test_no_role_may_do_what_a_link_does_at_the_door() -> None:
    held = {name for role in ROLES.values() for name in role.permissions}
    assert not held & {"referral_link.enter", "referral_link.turn_away", "referral_link.end", "referral_link.expire"}


def test_all_that_is_wrong_is_said_at_once_and_nothing_is_written() -> None:
    bob = caseworker()
    row = a_referral(bob)
    wrong = {"fields": ("home",), "recipient": " ", "days": 31, "code": "c" * 64, "pin": "p" * 64}
    found = reasons(make_link, by=bob, id=new_id(), referral=row.pk, **wrong)
    assert found == {"link_field_not_shared", "link_recipient_missing", "link_days_wrong"}
    found = reasons(make_link, by=bob, id=new_id(), referral=row.pk, **{**wrong, "fields": (), "days": 0})
    assert found == {"link_fields_missing", "link_recipient_missing", "link_days_wrong"}
    assert not ReferralLink.objects.exists()


def test_a_draft_and_a_referral_that_ended_have_no_link() -> None:
    bob, shelter = caseworker(), a_shelter()
    case = a_case(bob)
    draft = a_draft(bob, case, shelter)
    over = sent(bob, case, shelter)
    withdraw_referral(by=bob, referral=over.pk, why="ຄົນຜູ້ນີ້ໄດ້ຮັບການຊ່ວຍເຫຼືອແລ້ວ", call_id=new_id())
    for row in (draft, over):
        with pytest.raises(Refused, match="link_not_shared"):
            made(bob, row)


def test_it_never_holds_longer_than_the_consent() -> None:
    bob, shelter = caseworker(), a_shelter()
    case = a_case(bob)
    row = a_draft(bob, case, shelter)
    a_consent(bob, case.person, shelter, expires_on=clock.today() + timedelta(days=3))
    row = send_referral(by=bob, referral=row.pk, call_id=new_id())
    link = made(bob, row, days=30).row
    assert link.expires <= clock.now() + timedelta(days=3)
    with clock.standing_at(link.expires):
        assert row.consent is not None
        assert not row.consent.holds_on(clock.today())
    with clock.standing_at(link.expires - timedelta(seconds=1)):
        assert row.consent.holds_on(clock.today())


@given(st.integers(1, 30), st.integers(-5, 40))
def test_the_end_of_a_link_is_the_earlier_of_both(days: int, consent: int) -> None:
    now = clock.now()
    ends = now + timedelta(days=consent)
    found = rules.end_of_link(now, days, ends)
    assert found <= ends
    assert found <= now + timedelta(days=rules.MOST_DAYS)
    assert found in (ends, rules.end_of_link(now, days, None))


# --- opening -----------------------------------------------------------------------------------------------


def test_the_right_pin_opens_it_in_one_browser() -> None:
    _bob, _row, handed = a_link()
    call = new_id()
    link = knock(handed, call_id=call)
    assert_left_its_traces("referral_link.enter", link)
    assert link.state == "open"
    assert queries.opened_here(handed.link, link_codes.cookie_for(call)) == link
    assert queries.opened_here(handed.link, link_codes.cookie_for(new_id())) is None
    assert queries.opened_here(handed.link, "") is None


def test_the_same_call_again_answers_the_same() -> None:
    _bob, _row, handed = a_link()
    call = new_id()
    assert knock(handed, call_id=call) == knock(handed, call_id=call)
    assert Event.objects.filter(name="referral_link.enter").count() == 1


def test_who_acted_is_the_link_itself_and_not_its_maker() -> None:
    _bob, _row, handed = a_link()
    knock(handed)
    event = Event.objects.get(name="referral_link.enter")
    assert (event.actor, event.actor_kind) == (handed.link, "link")


def test_five_wrong_pins_close_it_and_the_maker_is_told() -> None:
    bob, _row, handed = a_link()
    for number in range(1, 6):
        assert "referral_link.wrong_pins" not in kinds(bob)
        assert knock(handed, WRONG).wrong_pins == number
    assert handed.row.state == "locked"
    assert "referral_link.wrong_pins" in kinds(bob)
    assert Event.objects.filter(name="referral_link.enter").count() == 5


@pytest.mark.parametrize("pin", [PIN, WRONG])
def test_a_closed_link_does_not_tell_whether_a_guess_was_right(pin: str) -> None:
    _bob, _row, handed = a_link()
    for _number in range(5):
        knock(handed, WRONG)
    with pytest.raises(Refused, match=r"^link_ended$"):
        knock(handed, pin)
    assert handed.row.wrong_pins == 5


def test_an_opened_link_is_not_opened_again() -> None:
    _bob, _row, handed = a_link()
    first = knock(handed)
    with pytest.raises(Refused, match="link_ended"):
        knock(handed)
    assert handed.row.browser == first.browser


def test_a_link_opens_no_other_link() -> None:
    bob, row, handed = a_link()
    other = made(bob, row)
    arguments: dict[str, Any] = {"link": handed.link, "pin": "x", "browser": "y"}
    with pytest.raises(NotThere):
        enter_link(by=Visitor.at_the_door(other.row), call_id=new_id(), **arguments)
    with pytest.raises(NotAllowed):
        enter_link(by=other.inside, call_id=new_id(), **arguments)
    with pytest.raises(NotAllowed):
        enter_link(by=bob, call_id=new_id(), **arguments)


def test_another_browser_is_noted_and_the_maker_gets_one_task() -> None:
    bob, _row, handed = a_link()
    with pytest.raises(Refused, match="link_ended"):
        turn_away(by=Visitor.at_the_door(handed.row), link=handed.link, call_id=new_id())
    knock(handed)
    for _number in range(3):
        link = turn_away(by=Visitor.at_the_door(handed.row), link=handed.link, call_id=new_id())
    assert_left_its_traces("referral_link.turn_away", link)
    assert (link.turned_away, link.state) == (3, "open")
    assert kinds(bob).count("referral_link.other_browser") == 1


def test_a_new_link_settles_what_the_maker_was_told() -> None:
    bob, row, handed = a_link()
    for _number in range(5):
        knock(handed, WRONG)
    made(bob, row)
    assert "referral_link.wrong_pins" not in kinds(bob)


# --- inside ------------------------------------------------------------------------------------------------


def test_the_answer_and_the_feedback_reach_the_sender() -> None:
    bob, row, handed = a_link()
    knock(handed)
    receive_referral(by=handed.inside, referral=row.pk, call_id=new_id())
    accept_referral(by=handed.inside, referral=row.pk, words="ມີຕຽງຫວ່າງ", call_id=new_id())
    assert "referral.read_answer" in kinds(bob)
    start_referral(by=handed.inside, referral=row.pk, call_id=new_id())
    note = add_referral_note(
        by=handed.inside, id=new_id(), referral=row.pk, text="ມາຮອດແລ້ວ", shared=True, call_id=new_id()
    )
    assert list(ReferralNote.objects.visible_to(bob)) == [note]
    assert (note.by, note.organisation) == (handed.link, row.organisation_id)
    complete_referral(by=handed.inside, referral=row.pk, outcome="helped", words="ດີແລ້ວ", call_id=new_id())
    done = Referral.objects.get(pk=row.pk)
    assert (done.state, done.answer, done.feedback) == ("completed", "ມີຕຽງຫວ່າງ", "ດີແລ້ວ")
    assert handed.row.state == "ended"
    kept = Event.objects.filter(actor=handed.link, subject=row.pk).values_list("actor_kind", flat=True)
    assert set(kept) == {"link"}


def test_a_link_sees_its_referral_and_no_other_of_the_organisation() -> None:
    bob, row, handed = a_link()
    other = a_referral(bob, row.organisation)
    knock(handed)
    visitor = handed.inside
    assert list(Referral.objects.received_by(visitor)) == [row]
    assert not Case.objects.visible_to(visitor).exists()
    assert not Person.objects.visible_to(visitor).filter(pk=other.case.person_id).exists()
    assert not ReferralLink.objects.visible_to(visitor).exists()
    for act in (receive_referral, accept_referral):
        with pytest.raises(NotThere):
            act(by=visitor, referral=other.pk, call_id=new_id())


def test_before_the_pin_nothing_is_seen_or_done() -> None:
    _bob, row, handed = a_link()
    visitor = Visitor.at_the_door(handed.row)
    assert not Referral.objects.received_by(visitor).exists()
    with pytest.raises(NotAllowed):
        accept_referral(by=visitor, referral=row.pk, call_id=new_id())


def test_a_link_may_do_what_the_organisation_may_and_nothing_else() -> None:
    assert ROLES["service_provider"].permissions >= INSIDE
    _bob, _row, handed = a_link()
    assert handed.inside.paths("case.read") == []
    assert not handed.inside.may("referral.accept", "LA16/")


def test_it_shows_only_what_it_names_and_the_referral_still_shares() -> None:
    bob, row, handed = a_link(fields=("names",))
    assert queries.shows(handed.row) == {"names"}
    decline_referral(by=bob, referral=row.pk, reason="no_capacity", call_id=new_id())
    assert queries.shows(handed.row) == frozenset()


# --- ending ------------------------------------------------------------------------------------------------


def test_taken_back_it_opens_nothing() -> None:
    bob, _row, handed = a_link()
    knock(handed)
    link = revoke_link(by=bob, link=handed.link, call_id=new_id())
    assert_left_its_traces("referral_link.revoke", link)
    assert queries.is_over(handed.row)
    with pytest.raises(Refused, match="move_not_allowed"):
        revoke_link(by=bob, link=handed.link, call_id=new_id())


def test_the_supervisor_takes_it_back_too() -> None:
    _bob, _row, handed = a_link()
    assert revoke_link(by=supervisor(), link=handed.link, call_id=new_id()).state == "revoked"


def test_it_ends_when_its_time_has_run_out() -> None:
    _bob, _row, handed = a_link(days=1)
    with pytest.raises(Refused, match="link_not_due"):
        expire_link(by=LINKS, link=handed.link, call_id=new_id())
    with clock.standing_at(clock.now() + timedelta(days=1, minutes=1)):
        assert queries.is_over(handed.row), "before the clock has noticed"
        with pytest.raises(Refused, match="link_ended"):
            knock(handed)
        tick()
        assert handed.row.state == "expired"
        tick()
    assert Event.objects.filter(name="referral_link.expire").count() == 1


def test_a_consent_that_is_withdrawn_ends_it_at_once() -> None:
    bob, row, handed = a_link()
    knock(handed)
    assert row.consent is not None
    withdraw_consent(by=bob, id=new_id(), consent=row.consent.pk, call_id=new_id())
    assert (handed.row.state, queries.is_over(handed.row)) == ("ended", True)
    with pytest.raises(NotThere):
        accept_referral(by=handed.inside, referral=row.pk, call_id=new_id())


def test_a_referral_that_is_taken_back_ends_it() -> None:
    bob, row, handed = a_link()
    withdraw_referral(by=bob, referral=row.pk, why="ຄົນຜູ້ນີ້ໄດ້ຮັບການຊ່ວຍເຫຼືອແລ້ວ", call_id=new_id())
    assert handed.row.state == "ended"
    assert Event.objects.filter(name="referral_link.end", actor=LINKS.id).count() == 1


def test_a_record_that_is_merged_ends_it() -> None:
    bob, row, handed = a_link()
    into = a_person(bob, name="ນາງ ຄຳຫຼ້າ ສົມມຸດ")
    suna = supervisor()
    merge_person(by=suna, person=row.case.person_id, into=into.pk, why="ຄົນດຽວກັນ ຕາມບັດປະຈຳຕົວ", call_id=new_id())
    assert queries.is_over(handed.row)
    tick()
    assert handed.row.state == "ended"


def test_a_record_that_was_erased_leaves_no_link() -> None:
    bob, row, handed = a_link()
    with writing.opened("tests"):
        erased.erase([row.key_id])
    assert queries.by_code(handed.code) is None
    assert not ReferralLink.objects.visible_to(bob).exists()


def test_only_the_program_ends_links() -> None:
    bob, _row, handed = a_link()
    for act in (end_link, expire_link):
        with pytest.raises(NotAllowed):
            act(by=bob, link=handed.link, call_id=new_id())


def test_the_history_names_whoever_made_the_link() -> None:
    bob, _row, handed = a_link()
    assert queries.makers({handed.link, new_id(), bob.pk}) == {handed.link: bob.display_name}
