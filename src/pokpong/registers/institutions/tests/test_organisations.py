from typing import Any

import pytest

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.conflicts import open_for
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.actions import amend_organisation, end_service_offer, leave_post
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.queries import find_organisations
from pokpong.registers.institutions.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    PROVINCE,
    START,
    VILLAGE,
    a_service,
    an_official,
    an_organisation,
    assert_left_its_traces,
    codes_of,
    keeper,
)

pytestmark = pytest.mark.django_db


def amend(by: Any, row: Organisation, *, base: int | None = None, **more: Any) -> Organisation:
    changes = more.pop("changes", {})
    return amend_organisation(
        by=by, organisation=row.pk, base=base or row.version, changes=changes, call_id=new_id(), **more
    )


def test_an_organisation_is_added_and_found_in_both_languages() -> None:
    by = keeper()
    row = an_organisation(by, names={"lo": "ສູນ ຊ່ວຍເຫຼືອ", "en": "Assistance Centre"}, short_names={"lo": "ສຊຫ"})
    assert row.state == "active"
    for text in ("ຊ່ວຍເຫລືອ", "assistance", "ສຊຫ"):
        assert row in find_organisations(by, text)
    assert_left_its_traces("organisation.add", row)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"names": {"en": "No Lao name"}}, "institution_name_missing"),
        ({"names": {"lo": "ກ" * 161}}, "institution_name_too_long"),
        ({"kind": "castle"}, "institution_kind_unknown"),
        ({"place": "LA16/LA1699/"}, "institution_place_unknown"),
        ({"phone": "call me"}, "institution_phone_unusable"),
        ({"parent": new_id()}, "institution_parent_closed"),
        ({"kind": "shelter", "place": VILLAGE}, "institution_place_too_exact"),
        ({"kind": "shelter", "address": "ຮ່ອມ 3"}, "institution_place_too_exact"),
    ],
)
def test_bad_input_is_refused(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        an_organisation(keeper(), **wrong)
    assert code in codes_of(refused.value)
    assert not Organisation.objects.exists()


def test_all_reasons_come_at_once() -> None:
    with pytest.raises(Refused) as refused:
        an_organisation(keeper(), names={}, kind="castle", phone="x")
    assert codes_of(refused.value) == {
        "institution_name_missing",
        "institution_kind_unknown",
        "institution_phone_unusable",
    }


def test_only_who_keeps_the_place_adds() -> None:
    with pytest.raises(NotAllowed):
        an_organisation(keeper("secretary"))
    with pytest.raises(NotAllowed):
        an_organisation(keeper("administrator", NEIGHBOUR))
    with pytest.raises(NotAllowed):
        an_organisation(keeper(), place="")


def test_an_organisation_is_amended_and_may_move_only_within_ones_places() -> None:
    by = keeper()
    row = amend(by, an_organisation(by), changes={"names": {"lo": "ຊື່ໃໝ່"}, "place_path": NEIGHBOUR})
    assert (row.names["lo"], row.place_path) == ("ຊື່ໃໝ່", NEIGHBOUR)
    assert_left_its_traces("organisation.amend", row)
    with pytest.raises(NotAllowed):
        amend(by, row, changes={"place_path": "LA13/"})
    with pytest.raises(Refused) as refused:
        amend(by, row, changes={"search": "x"})
    assert codes_of(refused.value) == {"unknown_field"}


def test_two_edits_of_one_field_become_a_conflict() -> None:
    by = keeper()
    row = an_organisation(by)
    amend(by, row, base=1, changes={"phone": "020 5555 0001"})
    again = amend(by, row, base=1, changes={"phone": "020 5555 0002", "address": "ຖະໜົນໃຫຍ່"})
    assert (again.phone, again.address) == ("020 5555 0001", "ຖະໜົນໃຫຍ່")
    assert [conflict.field for conflict in open_for(by)] == ["phone"]


def test_an_organisation_is_no_office_of_itself() -> None:
    by = keeper()
    ministry = an_organisation(by, "ກະຊວງທົດລອງ")
    office = an_organisation(by, "ພະແນກທົດລອງ", parent=ministry.pk)
    assert office.parent == ministry
    with pytest.raises(Refused) as refused:
        amend(by, ministry, changes={"parent_id": office.pk})
    assert codes_of(refused.value) == {"institution_parent_circle"}


def test_it_is_closed_when_nothing_is_left_in_it_and_may_open_again() -> None:
    by = keeper()
    row = an_organisation(by)
    service, official = a_service(by, row), an_official(by, organisation=row.pk)
    with pytest.raises(Refused) as refused:
        amend(by, row, state="closed", reason="ຍຸບ")
    assert codes_of(refused.value) == {"institution_still_in_use"}
    end_service_offer(by=by, service_offer=service.pk, reason="ຍຸບ", call_id=new_id())
    leave_post(by=by, official=official.pk, on=START, call_id=new_id())
    closed = amend(by, row, state="closed", reason="ຍຸບຕາມດຳລັດ")
    assert closed.state == "closed"
    assert moves.why_of(moves.history_of(row.pk)[-1]) == "ຍຸບຕາມດຳລັດ"
    assert amend(by, closed, state="active", reason="ຕັ້ງຄືນ").state == "active"


def test_a_state_needs_a_reason_and_must_be_known() -> None:
    by = keeper()
    row = an_organisation(by)
    with pytest.raises(Refused) as refused:
        amend(by, row, state="gone")
    assert codes_of(refused.value) == {"institution_state_unknown", "institution_reason_missing"}


def test_everybody_reads_organisations_of_every_place() -> None:
    row = an_organisation(keeper())
    assert row in Organisation.objects.visible_to(make_user("donor", "donor", "LA13/"))
    assert not Organisation.objects.visible_to(make_user("nobody")).exists()


def test_what_is_out_of_sight_is_not_there() -> None:
    with pytest.raises(NotThere):
        amend_organisation(by=keeper(), organisation=new_id(), base=1, changes={}, call_id=new_id())


def test_places_are_named_by_path() -> None:
    assert an_organisation(keeper(), place=DISTRICT).scope_keys() == [f"place:{DISTRICT}"]
    assert an_organisation(keeper("programme_manager"), place=PROVINCE).place_path == PROVINCE
