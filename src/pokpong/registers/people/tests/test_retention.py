"""How long records are kept: rules as data, the list of those that are due, keeping one longer, the weekly task."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

import pokpong.config.wiring  # noqa: F401  registers what other areas say about a person
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.people import retention_clock
from pokpong.registers.people.actions.retention import RETENTION, fall_due, keep_longer
from pokpong.registers.people.models import KeptLonger, Person, RetentionDue
from pokpong.registers.people.queries import retention as queries
from pokpong.registers.people.rules import retention as rules
from pokpong.registers.people.rules.retention import Due, Kept, Rule
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.erasing import WHY, approve, ask, hold, key_folder
from pokpong.registers.people.tests.pages import call, client_of
from pokpong.registers.people.tests.traces import left_traces

RULES = {"closed_case": Rule("closed_case", 10, True, {"en": "x"}), "no_case": Rule("no_case", 3, True, {"en": "x"})}
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def test_the_rules_that_ship_can_be_read() -> None:
    found = rules.read()
    assert found.keys() == {"closed_case", "no_case"}
    assert all({"lo", "en"} <= rule.source.keys() for rule in found.values())


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "one line each"),
        ("kind,years,child_from_18,source_en\nno_case,3,yes,x\n", "one line each"),
        ("kind,years,child_from_18,source_en\nno_case,0,yes,x\nclosed_case,10,yes,x\n", "line 2"),
        ("kind,years,child_from_18,source_en\nno_case,3,yes,x\nclosed_case,ten,yes,x\n", "line 3"),
        ("kind,years,child_from_18,source_en\nno_case,3,maybe,x\nclosed_case,10,yes,x\n", "yes or no"),
        ("kind,years,child_from_18,source_en\nno_case,3,yes,\nclosed_case,10,yes,x\n", "source"),
    ],
)
def test_rules_that_cannot_be_used_say_where(tmp_path: Path, text: str, says: str) -> None:
    file = tmp_path / "rules.csv"
    file.write_text(text)
    with pytest.raises(rules.RulesBroken, match=says):
        rules.read(file)


def test_rules_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "rules.csv").write_bytes(b"\xff\xfe\x00")
    for name in ("rules.csv", "nowhere.csv"):
        with pytest.raises(rules.RulesBroken, match="cannot be read"):
            rules.read(tmp_path / name)


def test_a_closed_case_counts_from_its_closure_and_no_case_from_the_last_contact() -> None:
    assert rules.due(Kept(closed_on=date(2020, 5, 4)), None, RULES) == Due("closed_case", date(2030, 5, 4))
    later = Kept(closed_on=date(2020, 5, 4), contact_on=date(2021, 1, 1))
    assert rules.due(later, None, RULES) == Due("closed_case", date(2031, 1, 1))
    assert rules.due(Kept(contact_on=date(2020, 2, 29)), None, RULES) == Due("no_case", date(2023, 3, 1))


def test_nothing_is_due_while_something_runs_or_nothing_is_known() -> None:
    assert rules.due(Kept(runs=True, closed_on=date(1990, 1, 1)), None, RULES) is None
    assert rules.due(Kept(), None, RULES) is None


def test_a_child_counts_from_the_eighteenth_birthday_which_the_day_does_not_tell() -> None:
    birthday = date(2030, 7, 15)
    assert rules.due(Kept(contact_on=date(2020, 1, 1)), birthday, RULES) == Due("no_case", date(2034, 1, 1))
    assert rules.due(Kept(contact_on=date(2031, 1, 2)), birthday, RULES) == Due("no_case", date(2034, 1, 2))
    adults_only = {**RULES, "no_case": Rule("no_case", 3, False, {"en": "x"})}
    assert rules.due(Kept(contact_on=date(2020, 1, 1)), birthday, adults_only) == Due("no_case", date(2023, 1, 1))


@given(DAYS, DAYS, st.one_of(st.none(), DAYS))
def test_a_later_day_never_makes_it_due_earlier(one: date, other: date, adult_on: date | None) -> None:
    early, late = sorted((one, other))
    first = rules.due(Kept(contact_on=early), adult_on, RULES)
    second = rules.due(Kept(contact_on=late), adult_on, RULES)
    assert first is not None
    assert second is not None
    assert first.due_on <= second.due_on
    assert first.due_on >= rules.years_after(early, 3)
    assert adult_on is None or adult_on <= early or first.due_on > rules.years_after(adult_on, 3)


@given(st.lists(st.builds(Kept, st.booleans(), st.none() | DAYS, st.none() | DAYS), max_size=5))
def test_parts_are_put_together_in_any_order(parts: list[Kept]) -> None:
    whole = rules.together(parts)
    assert rules.together(reversed(parts)) == whole
    assert rules.together([whole, *parts]) == whole
    assert whole.runs == any(part.runs for part in parts)


@given(DAYS)
def test_a_birthday_lies_eighteen_years_later(birth: date) -> None:
    found = rules.adult_on(birth, None)
    assert found is not None
    assert found.year == birth.year + 18
    assert rules.adult_on(None, {"age": 10, "as_of": birth.isoformat()}) == rules.years_after(birth, 8)
    assert rules.adult_on(None, None) is None


@pytest.fixture
def keys(db: None, settings: Any, tmp_path: Path) -> Path:
    retention_clock._looked.clear()
    return key_folder(settings, tmp_path)


@contextmanager
def years_later(years: float = 4, days: int = 0) -> Iterator[None]:
    with clock.standing_at(timezone.now() + timedelta(days=365.25 * years + days)):
        yield


def tick() -> int:
    retention_clock._looked.clear()
    return retention_clock.tick_retention()


def standing(person: Person) -> str:
    found = queries.with_standing(RetentionDue.objects.filter(person=person.pk)).first()
    return str(found.standing) if found else ""


def keep(by: Any, person: Person, days: int = 365, why: str = WHY) -> KeptLonger:
    until = clock.today() + timedelta(days=days)
    return keep_longer(by=by, id=new_id(), person=person.pk, why=why, until=until, call_id=new_id())


def test_the_clock_lists_who_is_due_and_asks_once_a_week(keys: Path) -> None:
    alice, suna = make.caseworker(), make.supervisor()
    far = make.supervisor("far", make.NEIGHBOUR)
    person = make.register(alice)
    assert tick() == 0
    with years_later():
        assert tick() == 2
        assert (standing(person), RetentionDue.objects.get().kind) == ("due", "no_case")
        assert [task.kind for task in waiting_for(suna)] == ["retention.review"]
        assert waiting_for(far) == []
        assert Task.objects.get(kind="retention.review").subject_kind == "place"
        assert tick() == 0
        assert list(queries.due_in_sight(suna)) == list(RetentionDue.objects.all())
        assert list(queries.due_in_sight(far)) == []
    with years_later(4, 8):
        assert tick() == 0, "nothing new: no second task"


def test_a_second_look_on_the_same_day_asks_nothing(keys: Path, django_assert_num_queries: Any) -> None:
    tick()
    with django_assert_num_queries(0):
        assert retention_clock.tick_retention() == 0


def test_a_new_record_that_is_due_brings_a_new_task_the_week_after(keys: Path) -> None:
    alice, suna = make.caseworker(), make.supervisor()
    make.register(alice)
    with years_later(1.5):
        late = make.register(alice, "ນາງ ຕໍ່ມາ ຕົວຢ່າງ")
    with years_later():
        tick()
        for row in queries.waiting():
            keep(suna, row.person, days=3000)
    with years_later(4, 1):
        assert tick() == 1
        assert waiting_for(suna) == [], "everything is decided"
    with years_later(5):
        assert tick() == 2
        assert standing(late) == "due"
        assert [task.kind for task in waiting_for(suna)] == ["retention.review"]


def test_a_later_contact_takes_a_record_off_the_list(keys: Path) -> None:
    alice = make.caseworker()
    person = make.register(alice)
    with years_later():
        tick()
        make.consent_for(alice, person.pk)
        assert tick() == 2
        assert not RetentionDue.objects.exists()
        with pytest.raises(NotThere):
            fall_due(by=RETENTION, person=person.pk, call_id=new_id())


def test_a_child_is_kept_until_three_years_after_the_eighteenth_birthday(keys: Path) -> None:
    alice = make.caseworker()
    person = make.register(alice, birth_estimate={"age": 10, "precision": "about"})
    with years_later(10):
        assert tick() == 0
    with years_later(12):
        tick()
        assert standing(person) == "due"
        assert (RetentionDue.objects.get().due_on.month, RetentionDue.objects.get().due_on.day) == (1, 1)


def test_what_was_merged_counts_for_the_record_that_stays(keys: Path) -> None:
    alice = make.caseworker()
    person, double = make.register(alice), make.register(alice, "ນາງ ຊ້ຳ ຕົວຢ່າງ")
    with make.inside_an_action():
        double.state, double.canonical = "merged", person.pk
        double.save()
    assert queries.facts_of([person])[person.pk].contact_on == clock.today()
    with years_later():
        tick()
        assert [row.person_id for row in queries.waiting()] == [person.pk]


def test_a_hold_an_asked_erasure_and_a_decision_are_shown_and_wait_for_nobody(keys: Path) -> None:
    alice, suna = make.caseworker(), make.supervisor()
    persons = [make.register(alice, f"ນາງ ທີ {number} ຕົວຢ່າງ") for number in range(4)]
    hold(suna, persons[0].pk)
    with years_later():
        tick()
        ask(alice, persons[1].pk)
        keep(suna, persons[2])
        assert [standing(person) for person in persons] == ["held", "asked", "kept", "due"]
        assert [row.person_id for row in queries.waiting()] == [persons[3].pk]
    with years_later(5, 10):
        assert standing(persons[2]) == "due", "the day has passed"


def test_an_erased_record_leaves_the_list(keys: Path) -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    with years_later():
        tick()
        approve(suna, ask(alice, person.pk))
        assert standing(person) == ""
        assert tick() == 1, "the task ends"
        assert waiting_for(suna) == []


def test_keeping_longer_leaves_its_traces(keys: Path) -> None:
    suna, number = make.supervisor(), new_id()
    person = make.register(make.caseworker())
    until = clock.today() + timedelta(days=400)
    kept = keep_longer(by=suna, id=new_id(), person=person.pk, why=WHY, until=until, call_id=number)
    assert left_traces(number, "retention.keep_longer", person.pk, kept.pk)
    assert (kept.reason, kept.until, kept.decided_by, kept.key_id) == (WHY, until, suna.id, person.key_id)


def test_who_may_not_keep_longer(keys: Path) -> None:
    alice = make.caseworker()
    person = make.register(alice)
    with pytest.raises(NotAllowed):
        keep(alice, person)
    with pytest.raises(NotThere):
        keep(make.supervisor("far", make.NEIGHBOUR), person)
    with pytest.raises(NotAllowed):
        keep(make_user("chair", "chair", make.DISTRICT), person)
    assert not KeptLonger.objects.exists()


def test_all_reasons_at_once(keys: Path) -> None:
    suna, person = make.supervisor(), make.register(make.caseworker())
    for days, codes in (
        (0, {"retention_why_missing", "retention_not_ahead"}),
        (4000, {"retention_why_missing", "retention_too_long"}),
    ):
        with pytest.raises(Refused) as refused:
            keep(suna, person, days, why=" ")
        assert {problem.code for problem in refused.value.problems} == codes


def test_broken_rules_stop_the_list_and_nothing_else(
    keys: Path, settings: Any, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings.POKPONG_RETENTION_RULES = str(tmp_path / "nowhere.csv")
    assert tick() == 0
    assert "cannot be read" in caplog.text


@pytest.mark.parametrize("language", ["lo", "en"])
def test_from_the_list_to_keeping_longer(keys: Path, language: str) -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person, looks = make.register(alice), client_of(suna, language)
    empty = looks.get(reverse("people:retention")).content.decode()
    assert person.number not in empty
    assert client_of(alice, language).get(reverse("people:retention")).status_code == 403
    with years_later():
        tick()
        listed = looks.get(reverse("people:retention")).content.decode()
        own = reverse("people:retention_of", args=[person.pk])
        assert person.number in listed
        assert own in listed
        assert "ສົມສີ" not in listed
        page = looks.get(own).content.decode()
        assert reverse("people:erase", args=[person.pk]) in page
        day = clock.today() + timedelta(days=30)
        wrong = looks.post(own, {**call(), "why": "", **boxes(day)})
        assert wrong.status_code == 200
        done = looks.post(own, {**call(), "why": WHY, **boxes(day)})
        assert done.headers["Location"] == own
        assert WHY in looks.get(own).content.decode()
        kept = looks.get(reverse("people:retention"), {"retention-standing": "kept"}).content.decode()
        assert person.number in kept
        assert (
            person.number not in looks.get(reverse("people:retention"), {"retention-standing": "due"}).content.decode()
        )


def boxes(day: date) -> dict[str, str]:
    return {"until_day": str(day.day), "until_month": str(day.month), "until_year": str(day.year)}


def test_a_record_that_is_not_due_says_so(keys: Path) -> None:
    suna, person = make.supervisor(), make.register(make.caseworker())
    page = client_of(suna, "en").get(reverse("people:retention_of", args=[person.pk])).content.decode()
    assert "at the earliest" in page
    assert reverse("people:erase", args=[person.pk]) not in page
    assert reverse("people:retention_of", args=[person.pk]) in (
        client_of(suna, "en").get(reverse("people:person", args=[person.pk])).content.decode()
    )
