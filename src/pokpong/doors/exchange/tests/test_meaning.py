"""What a row means in the ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings

from pokpong.areas.protection.rules.exploitation import wrong_record
from pokpong.doors.exchange.cases import ledger, meaning
from pokpong.doors.exchange.cases.jsons import as_json, from_json
from pokpong.doors.exchange.htcds.records import CaseRecord
from pokpong.doors.exchange.tests.strategies import SLOW, records

TODAY = date(2101, 1, 1)


@settings(max_examples=30, suppress_health_check=SLOW)
@given(records())
def test_a_record_kept_as_json_is_the_same_record(record: CaseRecord) -> None:
    assert from_json(as_json(record)) == record


@settings(max_examples=30, suppress_health_check=SLOW)
@given(records())
def test_what_a_row_means_may_stand_in_an_exploitation_record(record: CaseRecord) -> None:
    assert wrong_record(meaning.exploitation_of(record), TODAY) == []


@pytest.mark.parametrize(
    ("record", "sex", "gender"),
    [
        (CaseRecord(gender="Feminine"), "female", ""),
        (CaseRecord(gender="Masculine"), "male", ""),
        (CaseRecord(gender="TransgenderFeminine"), "unknown", "TransgenderFeminine"),
        (CaseRecord(gender="Feminine", sex="male"), "male", "Feminine"),
        (CaseRecord(gender="NonSpecifiedUnknown"), "unknown", ""),
        (CaseRecord(), "unknown", ""),
    ],
)
def test_sex_and_gender(record: CaseRecord, sex: str, gender: str) -> None:
    assert (meaning.sex_of(record), meaning.gender_of(record)) == (sex, gender)


@pytest.mark.parametrize(
    ("citizenships", "nationality"), [((), "unknown"), (("LA", "TH"), "LA"), (("PH", "TH"), "TH"), (("PH",), "other")]
)
def test_nationality(citizenships: tuple[str, ...], nationality: str) -> None:
    assert meaning.nationality_of(CaseRecord(citizenships=citizenships)) == nationality


def test_languages_that_the_ledger_does_not_know_are_other() -> None:
    assert meaning.languages_of(CaseRecord(languages=("mww", "khm", "mkh"))) == ["mww", "other"]


def test_a_name_is_one_and_other_names_stand_beside_it() -> None:
    record = CaseRecord(first_name="ຄຳ", second_name="ດີ", other_names=("ນ້ອຍ",))
    assert meaning.names_of(record) == [
        {"text": "ຄຳ ດີ", "kind": "official"},
        {"text": "ນ້ອຍ", "kind": "other"},
    ]


def test_a_method_that_is_not_in_the_ledgers_list_is_other() -> None:
    record = CaseRecord(control_methods=("DebtBondage", "lao:RestrictsMovement", "lao:UsesChildren"))
    assert meaning.exploitation_of(record)["control_methods"] == ["DebtBondage", "lao:RestrictsMovement", "Other"]


def test_a_row_that_says_nothing_of_exploitation_makes_no_record() -> None:
    assert meaning.exploitation_of(CaseRecord(first_name="ຄຳ")) == {}


def test_an_estimated_age_only_without_a_birth_date() -> None:
    day = date(2026, 1, 1)
    assert meaning.estimate_of(CaseRecord(estimated_age=17), day) == {
        "age": 17,
        "precision": "about",
        "as_of": "2026-01-01",
    }
    assert meaning.estimate_of(CaseRecord(estimated_age=17, birth_date=day), day) is None


def test_a_case_is_opened_on_the_day_it_was_handed_over_unless_that_has_not_come() -> None:
    today = date(2026, 1, 1)
    assert meaning.opened_on(CaseRecord(referred_in_on=date(2025, 3, 1)), today) == date(2025, 3, 1)
    assert meaning.opened_on(CaseRecord(referred_in_on=date(2027, 3, 1)), today) == today
    assert meaning.opened_on(CaseRecord(), today) == today


def test_the_same_number_twice_is_one_telephone() -> None:
    record = CaseRecord(mobile_phone="໐໒໐ 55", home_phone="020 55")
    assert meaning.telephones_of(record) == ["020 55"]


def test_a_referral_after_midnight_in_laos_bears_the_new_day() -> None:
    sent = SimpleNamespace(sent_at=datetime(2026, 3, 21, 17, 30, tzinfo=UTC))
    facts: Any = SimpleNamespace(referrals=[(sent, SimpleNamespace(names={"lo": "ສູນພັກ"}))])
    assert ledger._referrals(facts)["referred_out_on"] == (date(2026, 3, 22),)
