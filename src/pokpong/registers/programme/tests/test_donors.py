from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.money import DECIMALS
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.foundation.lao.digits import format_money
from pokpong.registers.programme.actions import (
    amend_donor,
    amend_funding,
    change_project_state,
    withdraw_funding,
)
from pokpong.registers.programme.models import Donor, Funding
from pokpong.registers.programme.screens.forms import plain_number
from pokpong.registers.programme.tests.factories import (
    DISTRICT,
    PROVINCE,
    a_donor,
    a_donor_user,
    a_funding,
    a_project,
    an_office,
    assert_left_its_traces,
    codes_of,
    keeper,
)


@pytest.mark.django_db
class TestDonors:
    def test_a_donor_is_added_and_amended(self) -> None:
        by = keeper()
        row = a_donor(by, an_office("ອົງການທຶນ"))
        assert_left_its_traces("donor.add", row)
        amend_donor(by=by, donor=row.pk, base=1, changes={"names": {"lo": "ຊື່ໃໝ່"}}, call_id=new_id())
        row.refresh_from_db()
        assert row.name == "ຊື່ໃໝ່"
        assert_left_its_traces("donor.amend", row)

    def test_bad_donors_are_refused(self) -> None:
        by, payer = keeper(), an_office("ອົງການທຶນ")
        a_donor(by, payer)
        with pytest.raises(Refused) as refused:
            a_donor(by, payer, name="")
        assert codes_of(refused.value) == {"programme_name_missing", "donor_organisation_taken"}

    def test_an_organisation_that_is_not_there_pays_nothing(self) -> None:
        by = keeper()
        row = a_donor(by)
        with pytest.raises(Refused) as refused:
            amend_donor(by=by, donor=row.pk, base=1, changes={"organisation_id": new_id()}, call_id=new_id())
        assert codes_of(refused.value) == {"programme_organisation_unknown"}

    @pytest.mark.parametrize("role", ["secretary", "chair", "donor", "monitoring_officer"])
    def test_other_roles_add_none(self, role: str) -> None:
        with pytest.raises(NotAllowed):
            a_donor(keeper(role))

    def test_readers_see_all_and_a_donor_itself(self) -> None:
        by, payer = keeper(), an_office("ອົງການທຶນ")
        mine, other = a_donor(by, payer), a_donor(by, name="ຜູ້ໃຫ້ທຶນອື່ນ")
        assert set(Donor.objects.visible_to(keeper("chair"))) == {mine, other}
        assert list(Donor.objects.visible_to(a_donor_user(payer.pk))) == [mine]
        assert not Donor.objects.visible_to(keeper("caseworker")).exists()


@pytest.mark.django_db
class TestMoney:
    def test_money_is_noted_amended_and_withdrawn(self) -> None:
        by = keeper()
        row = a_funding(by, a_project(by), a_donor(by))
        assert_left_its_traces("funding.add", row)
        changes = {"amount": Decimal("1.50"), "ends": None}
        amend_funding(by=by, funding=row.pk, base=1, changes=changes, call_id=new_id())
        row.refresh_from_db()
        assert (row.money.amount, row.ends) == (Decimal("1.50"), None)
        assert_left_its_traces("funding.amend", row)
        withdraw_funding(by=by, funding=row.pk, reason="ສິ້ນສຸດທຶນ", call_id=new_id())
        row.refresh_from_db()
        assert row.state == "withdrawn"
        assert_left_its_traces("funding.withdraw", row)

    @pytest.mark.parametrize(
        ("wrong", "code"),
        [
            ({"currency": "XXX"}, "funding_currency_unknown"),
            ({"amount": None}, "funding_amount_unfit"),
            ({"amount": Decimal(0)}, "funding_amount_unfit"),
            ({"amount": Decimal("NaN")}, "funding_amount_unfit"),
            ({"amount": Decimal("0.001")}, "funding_amount_too_fine"),
            ({"currency": "LAK", "amount": Decimal("1.5")}, "funding_amount_too_fine"),
            ({"starts": date(2020, 1, 1)}, "funding_outside_project"),
            ({"ends": date(2040, 1, 1)}, "funding_outside_project"),
            ({"starts": None}, "programme_day_missing"),
            ({"reference": "x" * 81}, "programme_text_too_long"),
        ],
    )
    def test_bad_money_is_refused(self, wrong: dict[str, Any], code: str) -> None:
        by = keeper()
        with pytest.raises(Refused) as refused:
            a_funding(by, a_project(by), a_donor(by), **wrong)
        assert codes_of(refused.value) == {code}
        assert not Funding.objects.exists()

    def test_a_closed_project_takes_no_money_and_withdrawn_money_stays(self) -> None:
        by = keeper()
        project, donor = a_project(by), a_donor(by)
        row = a_funding(by, project, donor)
        withdraw_funding(by=by, funding=row.pk, reason="ສິ້ນສຸດ", call_id=new_id())
        with pytest.raises(Refused) as refused:
            amend_funding(by=by, funding=row.pk, base=1, changes={"reference": "X"}, call_id=new_id())
        assert codes_of(refused.value) == {"funding_withdrawn"}
        change_project_state(by=by, project=project.pk, to="closed", reason="ຈົບ", call_id=new_id())
        with pytest.raises(Refused) as refused:
            a_funding(by, project, donor)
        assert codes_of(refused.value) == {"funding_project_closed"}

    def test_only_who_covers_the_project_notes_its_money(self) -> None:
        wide = keeper()
        project, donor = a_project(wide), a_donor(wide)
        for by in (keeper(path=DISTRICT), keeper("secretary", PROVINCE)):
            with pytest.raises(NotAllowed):
                a_funding(by, project, donor)

    def test_a_donor_reads_its_own_amounts_only(self) -> None:
        by, payer = keeper(), an_office("ອົງການທຶນ")
        project = a_project(by)
        mine = a_funding(by, project, a_donor(by, payer))
        a_funding(by, project, a_donor(by, name="ຜູ້ໃຫ້ທຶນອື່ນ"))
        assert list(Funding.objects.visible_to(a_donor_user(payer.pk))) == [mine]
        assert Funding.objects.visible_to(keeper("chair")).count() == 2
        assert not Funding.objects.visible_to(make_user("far", "chair", "LA13/")).exists()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("1234567", "1234567"),
        ("1.234.567", "1234567"),
        ("1,234,567.50", "1234567.50"),
        ("1.234.567,50", "1234567.50"),
        ("໑໒ ໕໐໐", "12500"),
        ("12,5", "12.5"),
        ("12,500", "12500"),
        ("12.500", "12500"),
        ("12.50", "12.50"),
    ],
)
def test_amounts_are_read_as_people_write_them(typed: str, meant: str) -> None:
    assert plain_number(typed) == meant


@given(some.integers(1, 10**12), some.sampled_from(sorted(DECIMALS)), some.sampled_from(("lo", "en")))
def test_what_is_shown_reads_back(number: int, currency: str, language: str) -> None:
    shown = format_money(Decimal(number), currency, language)
    figures = "".join(letter for letter in shown if letter.isdigit() or letter in ".,\u00a0 ").strip(" \u00a0.,")
    assert Decimal(plain_number(figures)) == number
