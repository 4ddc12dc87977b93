"""Deciding what a concern needs."""

from datetime import timedelta

import pytest

from pokpong.areas.protection.actions import triage_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.telling import LeftOut
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import (
    NEIGHBOUR,
    PROVINCE,
    VILLAGE,
    a_concern,
    caseworker,
    facts,
    in_hand,
    member,
    supervisor,
)
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.actions.moves import history_of, why_of
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.agenda.ticking import tick
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db
REASON = "ໄດ້ຢ້ຽມຢາມຄອບຄົວແລ້ວ ບໍ່ມີຄວາມສ່ຽງ"


@pytest.mark.parametrize("decision", ["danger", "screening", "at_risk"])
def test_a_decision_settles_the_triage_and_asks_for_the_next_step(decision: str) -> None:
    worker, call_id = caseworker(), new_id()
    row = a_concern(member())
    done = triage_concern(by=worker, concern=row.pk, decision=decision, call_id=call_id)
    assert (done.state, done.decision) == ("in_hand", decision)
    assert_left_its_traces("concern.triage", call_id, row)
    states = dict(Task.objects.filter(subject=row.pk).values_list("kind", "state"))
    assert states == {"concern.triage": "done", "concern.follow_up": "open"}
    assert Task.objects.get(subject=row.pk, kind="concern.follow_up").due == done.due


def test_no_action_closes_it_with_its_reason_sealed() -> None:
    row = a_concern(member())
    done = triage_concern(by=caseworker(), concern=row.pk, decision="no_action", reason=REASON, call_id=new_id())
    assert (done.state, done.due) == ("closed", None)
    last = history_of(row.pk)[-1]
    assert why_of(last) == REASON
    assert REASON.encode() not in bytes(last.why or b"")
    assert not Task.objects.filter(subject=row.pk, state="open").exists()


def test_no_action_without_a_reason_and_an_unknown_decision_are_refused() -> None:
    worker, row = caseworker(), a_concern(member())
    with pytest.raises(Refused) as no_reason:
        triage_concern(by=worker, concern=row.pk, decision="no_action", call_id=new_id())
    with pytest.raises(Refused) as unknown:
        triage_concern(by=worker, concern=row.pk, decision="arrest", reason="ກ" * 1001, call_id=new_id())
    assert codes(no_reason) == {"concern_reason_missing"}
    assert codes(unknown) == {"concern_code_unknown", "concern_text_too_long"}
    assert Concern.objects.get(pk=row.pk).state == "received"


def test_it_can_be_decided_anew_while_in_hand() -> None:
    worker = caseworker()
    row = in_hand(member(), worker, "at_risk")
    done = triage_concern(by=worker, concern=row.pk, decision="danger", call_id=new_id())
    assert done.decision == "danger"
    assert Task.objects.filter(subject=row.pk, kind="concern.follow_up", state="open").count() == 1


def test_a_closed_one_cannot_be_decided() -> None:
    worker, row = caseworker(), a_concern(member())
    triage_concern(by=worker, concern=row.pk, decision="no_action", reason=REASON, call_id=new_id())
    with pytest.raises(Refused) as refused:
        triage_concern(by=worker, concern=row.pk, decision="screening", call_id=new_id())
    assert codes(refused) == {"move_not_allowed"}


def test_a_village_member_may_not() -> None:
    bob = member()
    row = a_concern(bob)
    with pytest.raises(NotAllowed):
        triage_concern(by=bob, concern=row.pk, decision="screening", call_id=new_id())


def test_the_neighbour_district_finds_nothing_to_decide() -> None:
    row = a_concern(member())
    with pytest.raises(NotThere):
        triage_concern(by=caseworker(NEIGHBOUR), concern=row.pk, decision="screening", call_id=new_id())


def test_somebody_left_out_finds_nothing_to_decide() -> None:
    worker = caseworker()
    caseworker(name="second")
    row = a_concern(member(), left_out=LeftOut(users=(worker.pk,)))
    with pytest.raises(NotThere):
        triage_concern(by=worker, concern=row.pk, decision="screening", call_id=new_id())


def test_the_task_waits_for_the_caseworker_then_for_the_supervisor() -> None:
    worker, boss, neighbour = caseworker(), supervisor(PROVINCE), caseworker(NEIGHBOUR, "neighbour")
    row = a_concern(make_user("bob", "village_member", VILLAGE), facts=facts(urgency="danger"))
    assert [task.subject for task in waiting_for(worker)] == [row.pk]
    assert waiting_for(neighbour) == []
    with clock.standing_at(clock.now() + timedelta(hours=3)):
        assert tick() == 1
        (task,) = waiting_for(boss)
        assert (task.subject, task.state) == (row.pk, "escalated")
        triage_concern(by=boss, concern=row.pk, decision="danger", call_id=new_id())
        assert Task.objects.get(pk=task.pk).state == "done"


def test_what_waits_names_nobody() -> None:
    row = a_concern(member())
    task = Task.objects.get(subject=row.pk)
    assert task.user is None


def test_a_decision_keeps_the_versions_of_what_was_typed() -> None:
    row = in_hand(member(), caseworker())
    assert row.version == 1
    assert FieldChange.objects.filter(row=row.pk).count() == 0
