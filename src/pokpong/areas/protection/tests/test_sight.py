"""Leaving people out, closed circles, and asking who typed an anonymous one."""

import pytest

from pokpong.areas.protection.actions import (
    compartment_concern,
    recuse_from_concern,
    triage_concern,
    unveil_typist,
)
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes
from pokpong.areas.protection.tests.factories import (
    DISTRICT,
    PROVINCE,
    VILLAGE,
    a_concern,
    caseworker,
    in_hand,
    member,
    supervisor,
)
from pokpong.foundation.access.models import Compartment, User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.audit.queries import detail
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db
REASON = "ເປັນຍາດພີ່ນ້ອງຂອງຜູ້ກ່ຽວ"


def sees(user: User, row: Concern) -> bool:
    return bool(Concern.objects.visible_to(user).filter(pk=row.pk).exists())


def test_a_supervisor_leaves_a_colleague_out() -> None:
    worker, second, boss, call_id = caseworker(), caseworker(name="second"), supervisor(), new_id()
    row = a_concern(member())
    recuse_from_concern(by=boss, concern=row.pk, users=(worker.pk,), reason=REASON, call_id=call_id)
    assert (sees(worker, row), sees(second, row), sees(boss, row)) == (False, True, True)
    assert waiting_for(worker) == []
    assert len(waiting_for(second)) == 1
    event = assert_left_its_traces("concern.recuse", call_id, row)
    assert detail(event) == {"reason": REASON, "levels": [], "people": 1}


def test_leaving_out_the_last_one_near_sends_it_up() -> None:
    worker, boss = caseworker(), supervisor()
    row = a_concern(member())
    done = recuse_from_concern(by=boss, concern=row.pk, users=(worker.pk,), reason=REASON, call_id=new_id())
    assert done.route_path == PROVINCE
    assert Task.objects.get(subject=row.pk, state="open").place_path == PROVINCE
    assert FieldChange.objects.filter(row=row.pk, field="route_path").count() == 1


def test_nobody_comes_back_by_leaving_out_more() -> None:
    worker, second, boss = caseworker(), caseworker(name="second"), supervisor()
    row = a_concern(member())
    recuse_from_concern(by=boss, concern=row.pk, users=(worker.pk,), reason=REASON, call_id=new_id())
    recuse_from_concern(by=boss, concern=row.pk, levels=(3,), reason=REASON, call_id=new_id())
    kept = Concern.objects.get(pk=row.pk)
    assert kept.must_not_see == {"levels": [3], "officials": [], "users": [str(worker.pk)], "words": ""}
    assert (sees(worker, row), sees(second, row)) == (False, True)


def test_an_official_without_an_account_is_kept_out_of_the_one_they_get() -> None:
    boss, official = supervisor(), new_id()
    row = a_concern(member())
    recuse_from_concern(by=boss, concern=row.pk, officials=(official,), reason=REASON, call_id=new_id())
    later = caseworker()
    assert sees(later, row)
    with writing.opened("tests"):
        later.official = official
        later.save()
    assert not sees(later, row)


def test_leaving_out_is_refused_with_all_reasons() -> None:
    boss, row = supervisor(), a_concern(member())
    with pytest.raises(Refused) as nothing:
        recuse_from_concern(by=boss, concern=row.pk, reason="", call_id=new_id())
    with pytest.raises(Refused) as wrong:
        recuse_from_concern(
            by=boss, concern=row.pk, users=(boss.pk, new_id()), levels=(0,), reason="", call_id=new_id()
        )
    assert codes(nothing) == {"concern_nobody_chosen", "concern_reason_missing"}
    assert codes(wrong) == {
        "concern_user_unknown",
        "concern_nobody_left",
        "concern_level_unknown",
        "concern_reason_missing",
    }


def test_leaving_out_is_for_supervisors_of_the_place() -> None:
    worker, row = caseworker(), a_concern(member())
    with pytest.raises(NotAllowed):
        recuse_from_concern(by=worker, concern=row.pk, users=(worker.pk,), reason=REASON, call_id=new_id())
    with pytest.raises(NotThere):
        recuse_from_concern(by=supervisor("LA14/"), concern=row.pk, users=(worker.pk,), reason=REASON, call_id=new_id())


def test_what_is_in_hand_keeps_its_next_step() -> None:
    worker, second, boss = caseworker(), caseworker(name="second"), supervisor()
    row = in_hand(member(), worker)
    recuse_from_concern(by=boss, concern=row.pk, users=(worker.pk,), reason=REASON, call_id=new_id())
    assert [task.kind for task in waiting_for(second)] == ["concern.follow_up"]


def test_a_closed_circle_shows_it_to_its_members_only() -> None:
    worker, second, boss, call_id = caseworker(), caseworker(name="second"), supervisor(), new_id()
    row = a_concern(member())
    done = compartment_concern(by=boss, concern=row.pk, members=(boss.pk, second.pk), reason=REASON, call_id=call_id)
    assert (sees(worker, row), sees(second, row), sees(boss, row)) == (False, True, True)
    assert done.scope_keys() == [f"compartment:{done.compartment}"]
    assert waiting_for(worker) == []
    assert_left_its_traces("concern.compartment", call_id, row)
    assert done.compartment is not None
    assert Compartment.objects.get(pk=done.compartment).reason == REASON


def test_the_circle_changes_and_opens_again() -> None:
    worker, second, boss = caseworker(), caseworker(name="second"), supervisor()
    row = a_concern(member())
    compartment_concern(by=boss, concern=row.pk, members=(boss.pk, second.pk), reason=REASON, call_id=new_id())
    compartment_concern(by=boss, concern=row.pk, members=(boss.pk, worker.pk), reason=REASON, call_id=new_id())
    assert (sees(worker, row), sees(second, row)) == (True, False)
    done = compartment_concern(by=boss, concern=row.pk, members=(), reason=REASON, call_id=new_id())
    assert done.compartment is None
    assert (sees(worker, row), sees(second, row)) == (True, True)


def test_a_member_of_the_circle_can_do_the_work() -> None:
    second, boss = caseworker(name="second"), supervisor()
    row = a_concern(member())
    compartment_concern(by=boss, concern=row.pk, members=(boss.pk, second.pk), reason=REASON, call_id=new_id())
    assert triage_concern(by=second, concern=row.pk, decision="danger", call_id=new_id()).state == "in_hand"


def test_a_circle_without_oneself_or_with_strangers_is_refused() -> None:
    worker, boss = caseworker(), supervisor()
    row = a_concern(member())
    with pytest.raises(Refused) as refused:
        compartment_concern(by=boss, concern=row.pk, members=(worker.pk, new_id()), reason="", call_id=new_id())
    assert codes(refused) == {"concern_members_without_you", "concern_user_unknown", "concern_reason_missing"}
    with pytest.raises(NotAllowed):
        compartment_concern(by=worker, concern=row.pk, members=(worker.pk,), reason=REASON, call_id=new_id())
    with pytest.raises(NotThere):
        compartment_concern(
            by=supervisor("LA14/", "other"), concern=row.pk, members=(), reason=REASON, call_id=new_id()
        )


def test_a_supervisor_learns_who_typed_it_and_the_reason_stays() -> None:
    bob, boss, call_id = member(), supervisor(), new_id()
    row = a_concern(bob, anonymous=True)
    done = unveil_typist(by=boss, concern=row.pk, reason=REASON, call_id=call_id)
    assert done.typist == bob.pk
    event = assert_left_its_traces("concern.unveil_typist", call_id, row)
    assert (event.actor, detail(event)) == (boss.pk, {"reason": REASON})


def test_asking_who_typed_it_needs_a_reason_a_supervisor_and_an_anonymous_concern() -> None:
    bob, worker, boss = member(), caseworker(), supervisor()
    row = a_concern(bob, anonymous=True)
    with pytest.raises(NotAllowed):
        unveil_typist(by=worker, concern=row.pk, reason=REASON, call_id=new_id())
    with pytest.raises(NotThere):
        unveil_typist(by=supervisor("LA14/", "other"), concern=row.pk, reason=REASON, call_id=new_id())
    with pytest.raises(Refused) as no_reason:
        unveil_typist(by=boss, concern=row.pk, reason="...", call_id=new_id())
    with pytest.raises(Refused) as by_name:
        unveil_typist(by=boss, concern=a_concern(bob).pk, reason=REASON, call_id=new_id())
    assert codes(no_reason) == {"concern_reason_missing"}
    assert codes(by_name) == {"concern_not_anonymous"}


def test_a_caseworker_of_the_village_sees_its_concerns() -> None:
    row = a_concern(member())
    assert sees(make_user("near", "caseworker", VILLAGE), row)
    assert row.route_path == VILLAGE != DISTRICT
