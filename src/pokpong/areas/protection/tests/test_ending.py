"""Closing, opening again, joining doubles and taking them apart."""

import pytest

from pokpong.areas.protection.actions import close_concern, join_concern, reopen_concern, triage_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.queries.concerns import joined_into, own_of
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    a_concern,
    caseworker,
    in_hand,
    member,
    supervisor,
)
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db
REASON = "ຄອບຄົວໄດ້ຮັບການຊ່ວຍເຫຼືອແລ້ວ"


def test_closing_what_is_in_hand() -> None:
    worker, call_id = caseworker(), new_id()
    row = in_hand(member(), worker)
    done = close_concern(by=worker, concern=row.pk, outcome="helped", reason=REASON, call_id=call_id)
    assert (done.state, done.outcome, done.due) == ("closed", "helped", None)
    assert_left_its_traces("concern.close", call_id, row)
    assert not Task.objects.filter(subject=row.pk, state__in=WAITING).exists()


def test_closing_needs_outcome_and_reason_both_named_at_once() -> None:
    worker = caseworker()
    row = in_hand(member(), worker)
    with pytest.raises(Refused) as refused:
        close_concern(by=worker, concern=row.pk, outcome="won", reason=" ", call_id=new_id())
    assert codes(refused) == {"concern_code_unknown", "concern_reason_missing"}


def test_what_nobody_decided_cannot_be_closed() -> None:
    row = a_concern(member())
    with pytest.raises(Refused) as refused:
        close_concern(by=caseworker(), concern=row.pk, outcome="helped", reason=REASON, call_id=new_id())
    assert codes(refused) == {"move_not_allowed"}


def test_closing_is_not_for_a_neighbour_nor_for_a_member() -> None:
    bob, worker = member(), caseworker()
    row = in_hand(bob, worker)
    with pytest.raises(NotThere):
        close_concern(
            by=caseworker(NEIGHBOUR, "neighbour"), concern=row.pk, outcome="helped", reason=REASON, call_id=new_id()
        )
    with pytest.raises(NotAllowed):
        close_concern(by=bob, concern=row.pk, outcome="helped", reason=REASON, call_id=new_id())


def test_a_supervisor_opens_a_closed_one_and_it_waits_again() -> None:
    worker, boss, call_id = caseworker(), supervisor(), new_id()
    row = in_hand(member(), worker)
    close_concern(by=worker, concern=row.pk, outcome="helped", reason=REASON, call_id=new_id())
    done = reopen_concern(by=boss, concern=row.pk, reason="ມີຂໍ້ມູນໃໝ່", call_id=call_id)
    assert (done.state, done.outcome) == ("reopened", "")
    assert_left_its_traces("concern.reopen", call_id, row)
    assert Task.objects.filter(subject=row.pk, kind="concern.triage", state="open").count() == 1
    assert triage_concern(by=worker, concern=row.pk, decision="danger", call_id=new_id()).state == "in_hand"


def test_opening_again_is_not_for_a_caseworker_and_not_of_an_open_one() -> None:
    worker, boss = caseworker(), supervisor()
    row = in_hand(member(), worker)
    with pytest.raises(NotAllowed):
        reopen_concern(by=worker, concern=row.pk, reason=REASON, call_id=new_id())
    with pytest.raises(Refused) as refused:
        reopen_concern(by=boss, concern=row.pk, reason=REASON, call_id=new_id())
    assert codes(refused) == {"move_not_allowed"}
    with pytest.raises(NotThere):
        reopen_concern(by=supervisor("LA14/", "elsewhere"), concern=row.pk, reason=REASON, call_id=new_id())


def test_joining_keeps_both_and_shows_each_the_other() -> None:
    bob, worker, call_id = member(), caseworker(), new_id()
    first, second = a_concern(bob), a_concern(bob)
    done = join_concern(by=worker, concern=second.pk, into=first.pk, reason=REASON, call_id=call_id)
    assert (done.state, done.joined_to) == ("joined", first.pk)
    assert [double.pk for double in joined_into(worker, first)] == [second.pk]
    assert_left_its_traces("concern.join", call_id, second)
    assert Event.objects.filter(name="concern.join", subject=first.pk).count() == 1
    assert Task.objects.get(subject=second.pk).state == "cancelled"
    assert Task.objects.get(subject=first.pk).state == "open"


def test_the_reporter_of_a_joined_one_hears_the_state_of_the_other() -> None:
    bob, worker = member(), caseworker()
    first, second = a_concern(bob), a_concern(bob)
    join_concern(by=worker, concern=second.pk, into=first.pk, reason=REASON, call_id=new_id())
    assert [own.state for own in own_of(bob)] == ["received", "received"]
    triage_concern(by=worker, concern=first.pk, decision="no_action", reason=REASON, call_id=new_id())
    assert [own.state for own in own_of(bob)] == ["closed", "closed"]


def test_a_supervisor_takes_them_apart_again() -> None:
    bob, worker, boss = member(), caseworker(), supervisor()
    first, second = a_concern(bob), a_concern(bob)
    join_concern(by=worker, concern=second.pk, into=first.pk, reason=REASON, call_id=new_id())
    done = reopen_concern(by=boss, concern=second.pk, reason="ແມ່ນສອງເລື່ອງ", call_id=new_id())
    assert (done.state, done.joined_to) == ("reopened", None)
    assert Task.objects.filter(subject=second.pk, state="open").count() == 1


def test_impossible_joins_are_refused() -> None:
    bob, worker = member(), caseworker()
    first, second, third = a_concern(bob), a_concern(bob), a_concern(bob)
    with pytest.raises(Refused) as itself:
        join_concern(by=worker, concern=first.pk, into=first.pk, reason="", call_id=new_id())
    assert codes(itself) == {"concern_join_self", "concern_reason_missing"}
    join_concern(by=worker, concern=second.pk, into=first.pk, reason=REASON, call_id=new_id())
    with pytest.raises(Refused) as chain:
        join_concern(by=worker, concern=third.pk, into=second.pk, reason=REASON, call_id=new_id())
    with pytest.raises(Refused) as holds_others:
        join_concern(by=worker, concern=first.pk, into=third.pk, reason=REASON, call_id=new_id())
    assert codes(chain) == {"concern_join_chain"}
    assert codes(holds_others) == {"concern_join_holds_others"}


def test_joining_to_one_out_of_sight_is_like_joining_to_nothing() -> None:
    bob, worker = member(), caseworker()
    mine, theirs = a_concern(bob), a_concern(bob, place=NEIGHBOUR)
    with pytest.raises(NotThere):
        join_concern(by=worker, concern=mine.pk, into=theirs.pk, reason=REASON, call_id=new_id())
    assert Concern.objects.get(pk=mine.pk).route_path.startswith(DISTRICT)
