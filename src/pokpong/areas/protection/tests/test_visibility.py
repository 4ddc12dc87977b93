"""Who sees a concern, and what a thief of the data base learns of one."""

from pathlib import Path
from typing import Any

import pytest

from pokpong.areas.protection import receipts
from pokpong.areas.protection.actions import triage_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.queries.concerns import own_by_receipt, own_of
from pokpong.areas.protection.telling import LeftOut
from pokpong.areas.protection.tests.checks import everything_stored
from pokpong.areas.protection.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    PROVINCE,
    STORY,
    VILLAGE,
    a_concern,
    caseworker,
    member,
    picture,
    supervisor,
    told,
)
from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.actions.models import Move
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def seen_by(user: User) -> set[str]:
    return {row.number for row in Concern.objects.visible_to(user)}


def test_the_caseworker_of_the_district_and_the_supervisors_above_see_it() -> None:
    row = a_concern(member())
    for user in (caseworker(), supervisor(PROVINCE), supervisor("", "national")):
        assert seen_by(user) == {row.number}


def test_the_neighbour_districts_caseworker_finds_nothing() -> None:
    a_concern(member())
    neighbour = caseworker(NEIGHBOUR)
    assert seen_by(neighbour) == set()
    assert waiting_for(neighbour) == []


@pytest.mark.parametrize("role", sorted(set(ROLES) - {"caseworker", "case_supervisor"}))
def test_no_other_role_sees_any_wherever_it_is_held(role: str) -> None:
    a_concern(member())
    assert seen_by(make_user("eve", role, "")) == set()


def test_a_concern_about_the_village_chief_skips_his_level() -> None:
    chief, worker = make_user("chief", "caseworker", VILLAGE), caseworker()
    row = a_concern(member(), left_out=LeftOut(levels=(3,)))
    assert seen_by(chief) == set()
    assert waiting_for(chief) == []
    assert seen_by(worker) == {row.number}


def test_a_chief_left_out_by_account_sees_nothing_even_as_a_district_caseworker() -> None:
    chief = make_user("chief", "caseworker", DISTRICT)
    caseworker()
    a_concern(member(), left_out=LeftOut(users=(chief.pk,)))
    assert seen_by(chief) == set()


def test_leaving_out_the_district_leaves_the_province() -> None:
    worker, boss = caseworker(), supervisor(PROVINCE)
    row = a_concern(member(), left_out=LeftOut(levels=(2,)))
    assert seen_by(worker) == set()
    assert seen_by(boss) == {row.number}


def test_a_reporter_sees_date_and_state_and_nothing_else() -> None:
    bob = member()
    row = a_concern(bob)
    assert seen_by(bob) == set()
    (own,) = own_of(bob)
    assert (own.raised_at, own.state) == (row.raised_at, "received")
    assert set(vars(own)) == {"raised_at", "state"}
    triage_concern(by=caseworker(), concern=row.pk, decision="danger", reason="ລັບ", call_id=new_id())
    assert own_of(bob)[0].state == "in_hand"


def test_a_reporter_sees_only_their_own() -> None:
    bob, carol = member(), make_user("carol", "village_member", VILLAGE)
    a_concern(bob)
    assert own_of(carol) == []


def test_an_anonymous_concern_leaves_no_trace_of_its_typist(settings: Any, tmp_path: Path) -> None:
    settings.POKPONG_FILES_DIR = tmp_path
    carol = make_user("carol", "village_member", VILLAGE)
    before = everything_stored()
    row = a_concern(carol, anonymous=True, photo=picture(), photo_name="carol.jpg", receipt="x")
    after = everything_stored()
    for table, text in after.items():
        assert text.count(carol.pk.hex) == before[table].count(carol.pk.hex), table
        assert "carol" not in text.replace(before[table], "").lower(), table
    assert Concern.objects.get(pk=row.pk).typist == carol.pk
    event = Event.objects.get(name="concern.raise", subject=row.pk)
    assert (event.actor, event.actor_kind, event.device) == (None, "anonymous", None)
    assert Move.objects.get(row=row.pk).who is None
    assert own_of(carol) == []


def test_one_raised_by_name_is_found_by_the_same_search() -> None:
    bob = member()
    before = everything_stored()["protection_concern"]
    a_concern(bob)
    assert bob.pk.hex not in before
    assert bob.pk.hex in everything_stored()["protection_concern"]


def test_a_thief_reads_no_story_no_name_and_no_number() -> None:
    secrets = ["02099887766", "ນາງ ຕົວຢ່າງ", "ນ້າຊາຍຂອງນາງ", "ບ້ານທີ່ບໍ່ມີໃນລາຍຊື່", STORY]
    a_concern(
        member(),
        told=told(names=secrets[1], reporter_name="ຄູ", reporter_contact=secrets[0], missing_village=secrets[3]),
        left_out=LeftOut(words=secrets[2]),
    )
    stored = " ".join(everything_stored().values())
    for secret in secrets:
        assert secret not in stored
        assert secret.encode().hex() not in stored


def test_the_receipt_code_opens_the_state_and_only_with_the_right_letters() -> None:
    carol, call_id = member(), new_id()
    code = receipts.code_for(call_id)
    row = a_concern(carol, anonymous=True, call_id=call_id, receipt=receipts.digest_of(code))
    found = own_by_receipt(code)
    assert found is not None
    assert found.state == "received"
    assert own_by_receipt(f" {code.lower().replace('-', ' ')} ") == found
    triage_concern(by=caseworker(), concern=row.pk, decision="screening", call_id=new_id())
    again = own_by_receipt(code)
    assert again is not None
    assert again.state == "in_hand"
    assert own_by_receipt("") is None
    assert own_by_receipt("AAAA-AAAA-AAAA") is None
    assert code not in " ".join(everything_stored().values())


def test_a_concern_by_name_has_no_receipt() -> None:
    row = a_concern(member(), receipt="anything")
    assert row.receipt == ""


def test_receipt_codes_differ_and_repeat_for_the_same_call() -> None:
    calls = [new_id() for _ in range(200)]
    found = {receipts.code_for(call) for call in calls}
    assert len(found) == 200
    assert receipts.code_for(calls[0]) == receipts.code_for(calls[0])
    assert row_id_for(calls[0]) != calls[0]
