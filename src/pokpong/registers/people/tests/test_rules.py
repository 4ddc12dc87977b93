from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.actions.moves import MACHINES
from pokpong.registers.people.actions.record import script
from pokpong.registers.people.rules import ages, disability, numbers, record, ties, vocabulary
from pokpong.registers.people.states import PERSON

DAY = date(2026, 6, 15)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("birth", "day", "years"),
    [
        (date(2008, 6, 15), DAY, 18),
        (date(2008, 6, 16), DAY, 17),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (DAY, DAY, 0),
    ],
)
def test_full_years(birth: date, day: date, years: int) -> None:
    assert ages.years_between(birth, day) == years


@given(DAYS, DAYS)
def test_nobody_grows_younger(birth: date, day: date) -> None:
    later = min(day + timedelta(days=1), date(2100, 12, 31))
    assert ages.years_between(birth, later) >= ages.years_between(birth, day)


@given(st.one_of(st.none(), st.integers(0, 130)))
def test_every_age_has_one_band_with_words(age: int | None) -> None:
    assert ages.band_of(age) in dict(ages.BAND_WORDS)


def test_band_edges() -> None:
    edges = {0: "0-11", 11: "0-11", 12: "12-14", 15: "15-17", 17: "15-17", 18: "18-24", 25: "25-34", 59: "35-59"}
    assert {age: ages.band_of(age) for age in edges} == edges
    assert ages.band_of(60) == "60+"
    assert ages.band_of(None) == "unknown"


def test_an_estimated_person_grows_older() -> None:
    estimate = {"age": 14, "precision": "about", "as_of": "2023-06-15"}
    assert ages.age_on(DAY, None, estimate) == 17
    assert ages.age_on(date(2020, 1, 1), None, estimate) == 14
    assert ages.age_on(DAY, None, None) is None


@given(
    st.dictionaries(st.sampled_from(list(dict(disability.DOMAINS))), st.sampled_from(list(dict(disability.DEGREES))))
)
def test_the_washington_group_cut_off(answers: dict[str, str]) -> None:
    found = disability.disability_of(answers)
    if {"a_lot", "cannot"} & set(answers.values()):
        assert found == "yes"
    else:
        assert found == ("no" if len(answers) == 6 else "unknown")


def test_every_field_has_its_group_and_every_language_a_family_or_none() -> None:
    assert set(record.GROUP_OF) == record.AMENDABLE
    assert set(record.GROUPS) < set(record.EVERYTHING)
    assert set(vocabulary.FAMILY_OF) < vocabulary.codes(vocabulary.LANGUAGES)
    assert set(vocabulary.FAMILY_OF.values()) < vocabulary.codes(vocabulary.LANGUAGE_FAMILIES)


@pytest.mark.parametrize(
    ("languages", "family"),
    [([], "unknown"), (["sgn"], "other"), (["sgn", "kjg"], "mon_khmer"), (["hnj", "lao"], "hmong_iumien")],
)
def test_only_the_broad_family_of_a_language_stays_open(languages: list[str], family: str) -> None:
    assert record.family_of(languages) == family


@pytest.mark.parametrize(
    ("text", "code"), [("ສົມ", "Laoo"), ("Som", "Latn"), ("สม", "Thai"), ("李", "Hani"), ("123", "Zyyy"), ("Ñ", "Latn")]
)
def test_scripts(text: str, code: str) -> None:
    assert script(text) == code


@given(st.uuids())
def test_a_record_number_is_read_back_however_it_is_typed(row: UUID) -> None:
    number = numbers.record_number(row)
    assert numbers.read_number(number) == number
    assert numbers.read_number(f" {number.lower().replace('-', ' ')} ") == number
    assert numbers.read_number(number.replace("0", "o").replace("1", "l")) == number


@pytest.mark.parametrize("text", ["", "P-", "P-1234-567", "Q-1234-5678", "P-UUUU-5678", "ສົມສີ", "P-1234-56789"])
def test_what_is_no_record_number(text: str) -> None:
    assert numbers.read_number(text) == ""


def test_reasons() -> None:
    assert not ties.reason_problems(kind="concern", why="", there=True)
    assert [p.code for p in ties.reason_problems(kind="concern", why="x" * 50, there=False)] == ["tie_reason_unknown"]
    assert [p.code for p in ties.reason_problems(kind="person", why="ສັ້ນ", there=False)] == ["tie_why_missing"]
    for kind in ties.NEVER_A_REASON:
        assert [p.code for p in ties.reason_problems(kind=kind, why="x" * 50, there=True)] == ["tie_no_reason"]


def test_the_states_of_a_person_are_drawn() -> None:
    assert MACHINES["person"] is PERSON
    assert PERSON.next_of("open") == {"merged"}
    assert PERSON.next_of("merged") == {"open"}
