from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.registers.institutions.actions import amend_service_offer, end_service_offer, verify_service_offer
from pokpong.registers.institutions.models import ServiceOffer
from pokpong.registers.institutions.queries import directory, is_stale
from pokpong.registers.institutions.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    PROVINCE,
    VILLAGE,
    a_service,
    an_organisation,
    assert_left_its_traces,
    codes_of,
    keeper,
)

pytestmark = pytest.mark.django_db


def test_a_service_is_added_and_counts_as_checked_today() -> None:
    by = keeper("programme_manager")
    row = a_service(by, capacity=12, languages=["lao", "kjg"], for_whom=["women", "girls"])
    assert (row.state, row.verified_on, row.verified_by) == ("offered", clock.today(), by.pk)
    assert_left_its_traces("service_offer.add", row)


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"kind": "magic"}, "institution_kind_unknown"),
        ({"places": []}, "service_places_missing"),
        ({"places": ["LA99/"]}, "institution_place_unknown"),
        ({"for_whom": ["ghosts"]}, "institution_code_unknown"),
        ({"languages": ["xxx"]}, "institution_code_unknown"),
        ({"capacity": -1}, "service_capacity_unfit"),
        ({"capacity": 100_001}, "service_capacity_unfit"),
        ({"phone": "ring"}, "institution_phone_unusable"),
        ({"eligibility": {"lo": "ກ" * 1001}}, "institution_name_too_long"),
    ],
)
def test_bad_input_is_refused(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        a_service(keeper(), **wrong)
    assert code in codes_of(refused.value)
    assert not ServiceOffer.objects.exists()


def test_the_directory_is_searched_by_place() -> None:
    by = keeper("administrator", "")
    office = an_organisation(by)
    country, province, district, other = (
        a_service(by, office, places=[path]) for path in ("", PROVINCE, DISTRICT, "LA13/")
    )
    assert set(directory(by)) == {country, province, district, other}
    assert set(directory(by, place=VILLAGE)) == {country, province, district}
    assert set(directory(by, place=NEIGHBOUR)) == {country, province}
    assert set(directory(by, place=PROVINCE)) == {country, province, district}
    assert set(directory(by, place="LA1/")) == {country}


def test_the_directory_is_searched_by_kind_language_and_for_whom() -> None:
    by = keeper()
    office = an_organisation(by)
    shelter = a_service(by, office, languages=["lao", "hmn"], for_whom=["women"])
    medical = a_service(by, office, kind="medical", languages=["lao"])
    assert list(directory(by, kind="medical")) == [medical]
    assert list(directory(by, language="hmn")) == [shelter]
    assert set(directory(by, for_whom="men")) == {medical}
    assert set(directory(by, for_whom="women")) == {shelter, medical}


def test_what_nobody_checked_for_six_months_stands_out_until_it_is_checked() -> None:
    by = keeper()
    row = a_service(by)
    later = timezone.now() + timedelta(days=184)
    with clock.standing_at(later):
        assert is_stale(row)
        done = verify_service_offer(by=by, service_offer=row.pk, call_id=new_id())
        assert not is_stale(done)
        assert done.verified_on == clock.today()
    with clock.standing_at(later - timedelta(days=2)):
        assert not is_stale(row)
    assert_left_its_traces("service_offer.verify", done)


def test_a_service_is_amended() -> None:
    by = keeper()
    row = a_service(by)
    done = amend_service_offer(
        by=by,
        service_offer=row.pk,
        base=row.version,
        changes={"place_paths": ["LA16/LA1602/"], "hours": {"lo": "ຈັນ–ສຸກ", "en": ""}},
        call_id=new_id(),
    )
    assert done.hours == {"lo": "ຈັນ–ສຸກ"}
    assert done in directory(by, place=NEIGHBOUR)
    assert done not in directory(by, place=DISTRICT)
    assert_left_its_traces("service_offer.amend", done)


def test_an_ended_service_leaves_the_directory_with_a_reason_and_is_not_changed() -> None:
    by = keeper()
    row = a_service(by)
    with pytest.raises(Refused) as refused:
        end_service_offer(by=by, service_offer=row.pk, reason=" ", call_id=new_id())
    assert codes_of(refused.value) == {"institution_reason_missing"}
    done = end_service_offer(by=by, service_offer=row.pk, reason="ໝົດງົບປະມານ", call_id=new_id())
    assert done not in directory(by)
    assert_left_its_traces("service_offer.end", done)
    with pytest.raises(Refused) as refused:
        verify_service_offer(by=by, service_offer=row.pk, call_id=new_id())
    assert codes_of(refused.value) == {"service_ended"}
    with pytest.raises(Refused):
        amend_service_offer(by=by, service_offer=row.pk, base=1, changes={"phone": "1"}, call_id=new_id())


def test_only_who_keeps_the_organisations_place_changes_its_services() -> None:
    by = keeper()
    office = an_organisation(by)
    row = a_service(by, office)
    with pytest.raises(NotAllowed):
        a_service(keeper("programme_manager", "LA13/"), office)
    with pytest.raises(NotAllowed):
        verify_service_offer(by=keeper("secretary"), service_offer=row.pk, call_id=new_id())
    with pytest.raises(NotAllowed):
        end_service_offer(by=keeper("administrator", NEIGHBOUR), service_offer=row.pk, reason="ບໍ່", call_id=new_id())


def test_everybody_reads_the_directory_of_every_place() -> None:
    row = a_service(keeper())
    assert row in directory(make_user("donor", "donor", "LA13/"))
    assert not directory(make_user("nobody")).exists()
