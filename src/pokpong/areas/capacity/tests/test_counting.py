"""The four ways of counting, from the tables, against a plain count of the history that was played."""

from __future__ import annotations

import contextlib
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pokpong.areas.capacity.actions import (
    amend_trainee,
    ask_merge,
    cancel_training,
    close_training,
    confirm_merge,
    enrol,
    finish_training,
    part_trainee,
    record_attendance,
    withdraw_enrolment,
)
from pokpong.areas.capacity.models import Enrolment, Session, Trainee, Training
from pokpong.areas.capacity.queries.counting import Asked, numbers
from pokpong.areas.capacity.queries.gaps import gaps
from pokpong.areas.capacity.queries.trainings import sessions_of
from pokpong.areas.capacity.rules.attendance import Mark
from pokpong.areas.capacity.rules.counting import DIMENSIONS, WAYS, Attended, Facts, Four, count
from pokpong.areas.capacity.tests.factories import (
    DISTRICT,
    VILLAGE,
    a_running,
    manager,
    present,
    scored,
    secretary,
    told,
)
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.tests.factories import a_committee, a_seat, an_official, an_organisation, keeper

FIRST, LAST = date(2026, 3, 1), date(2026, 4, 30)
# One before the period, two in it, one after it; one of two days.
DAYS = ((2026, 2, 2, 2), (2026, 3, 2, 3), (2026, 4, 6, 6), (2026, 5, 4, 4))
NAMES = ("ສົມສັກ ແກ້ວ", "ສົມສັກ", "Somsack Keo", "ບຸນມີ ສີ", "ຄຳດີ")
FUNCTIONS, SEXES = ("police", "health", "teacher"), ("female", "male", "unknown")


class Undo(Exception):
    """Takes one example back."""


@dataclass
class History:
    """What was played, by numbers only: who is whom, who came when, as what. Nothing is read from the tables."""

    records: list[UUID] = field(default_factory=list)
    joined: dict[int, int] = field(default_factory=dict)
    officials: dict[int, int] = field(default_factory=dict)  # the official that a record is
    same: set[tuple[int, int]] = field(default_factory=set)  # officials found to be one under two spellings
    enrolments: list[tuple[int, int, tuple[str, ...]]] = field(default_factory=list)
    keys: list[UUID] = field(default_factory=list)
    marks: dict[tuple[int, int], str] = field(default_factory=dict)
    withdrawn: set[int] = field(default_factory=set)
    cancelled: set[int] = field(default_factory=set)

    def person(self, record: int) -> int:
        """The smallest record that is reached from this one over any number of joins, of records or of officials."""
        edges = [(("record", one), ("record", other)) for one, other in self.joined.items()]
        edges += [(("record", one), ("official", other)) for one, other in self.officials.items()]
        edges += [(("official", one), ("official", other)) for one, other in self.same]
        reached, before = {("record", record)}, set[tuple[str, int]]()
        while reached != before:
            before = set(reached)
            for one, other in edges:
                if one in reached or other in reached:
                    reached |= {one, other}
        return min(number for kind, number in reached if kind == "record")

    def came(self, days: list[tuple[int, date]]) -> list[tuple[int, int, date, int, int]]:
        """(person, training, day, enrolment, session) of every presence that counts."""
        return [
            (self.person(self.enrolments[enrolment][0]), days[session][0], days[session][1], enrolment, session)
            for (enrolment, session), presence in self.marks.items()
            if presence == "present" and enrolment not in self.withdrawn and days[session][0] not in self.cancelled
        ]


def by_hand(history: History, days: list[tuple[int, date]]) -> dict[str, dict[tuple[str, str], int]]:
    """The figures of every way: in all under ("all", ""), and by each value of each dimension."""
    came = history.came(days)
    life = [one for one in came if one[2] <= LAST]
    period = [one for one in life if one[2] >= FIRST]
    known = {one[0] for one in life if one[2] < FIRST}
    groups: dict[str, dict[Any, list[Any]]] = {way: defaultdict(list) for way in WAYS}
    for one in period:
        groups["attendances"][one[0], one[4]].append(one)
        groups["in_events"][one[0], one[1]].append(one)
        groups["in_period"][one[0]].append(one)
        if one[0] not in known:
            groups["new"][one[0]].append(one)
    for one in life:
        groups["in_life"][one[0]].append(one)
    found: dict[str, dict[tuple[str, str], int]] = {}
    for way, people in groups.items():
        figures: dict[tuple[str, str], int] = defaultdict(int)
        for lines in people.values():
            last = max(lines, key=lambda line: (line[2], line[3]))
            figures["all", ""] += 1
            for name, value in zip(DIMENSIONS, history.enrolments[last[3]][2], strict=True):
                figures[name, value] += 1
        found[way] = dict(figures)
    return found


def from_tables(by: User) -> dict[str, dict[tuple[str, str], int]]:
    counted = numbers(by, Asked(FIRST, LAST))
    lines: list[tuple[tuple[str, str], Four]] = [(("all", ""), counted.total)]
    lines += [((name, value), four) for name in DIMENSIONS for value, four in counted.by[name].items()]
    return {way: {key: getattr(four, way) for key, four in lines if getattr(four, way)} for way in WAYS}


Step = tuple[str, int, int, int, int]


def a_step(name: str, one: int = 0, two: int = 0, three: int = 0, four: int = 0) -> st.SearchStrategy[Step]:
    """One step with four numbers, each from 0 to the most given here."""
    numbers = st.integers
    return st.tuples(st.just(name), numbers(0, one), numbers(0, two), numbers(0, three), numbers(0, four))


REGISTER = a_step("register", 4, 3, 2, 1)
COME = a_step("come", 19, 1)
STEPS = st.one_of(
    REGISTER,
    COME,
    COME,
    a_step("miss", 19, 1),
    a_step("enrol", 9, 3, 2, 1),
    a_step("appoint", 3, 3, 2),
    a_step("rename", 9, 4),
    a_step("join", 9, 9),
    a_step("part", 9),
    a_step("same_official", 3, 3),
    a_step("withdraw", 19),
    a_step("cancel", 3),
)
HISTORIES = st.tuples(st.lists(REGISTER, min_size=2, max_size=6), st.lists(STEPS, min_size=8, max_size=32))


@dataclass
class Played:
    """Plays steps through the actions, and writes the history of those that were not refused. Numbers go round: each
    step is about something there is, as soon as there is anything."""

    by: User
    other: User
    trainings: list[Training]
    sessions: list[tuple[int, Session]]
    officials: list[Official]
    history: History = field(default_factory=History)
    done: Counter[str] = field(default_factory=Counter)

    def step(self, name: str, one: int, two: int, three: int, four: int) -> None:
        with contextlib.suppress(Refused, ZeroDivisionError, KeyError):
            getattr(self, name)(one, two, three, four)
            self.done[name] += 1

    def _record(self, number: int) -> int:
        return number % len(self.history.records)

    def _enrol(self, training: int, told_: dict[str, Any], **who: Any) -> Enrolment:
        key = self.trainings[training].pk
        return enrol(by=self.by, id=new_id(), training=key, told=told_, apart=True, call_id=new_id(), **who)

    def _facts(self, three: int, four: int) -> dict[str, Any]:
        place = (DISTRICT, VILLAGE)[four]
        offices = ("ປກສ", "ໂຮງໝໍ", "ໂຮງຮຽນ")
        facts = {"sex": SEXES[three], "function": FUNCTIONS[(three + four) % 3], "institution": offices[three]}
        return {**facts, "place_path": place}

    def _note(self, training: int, row: Enrolment, facts: dict[str, Any]) -> int:
        """The record under which somebody was enrolled; enrolled again, they are what they are now."""
        if row.trainee_id not in self.history.records:
            self.history.records.append(row.trainee_id)
        record = self.history.records.index(row.trainee_id)
        level = "village" if facts["place_path"] == VILLAGE else "district"
        was = (facts["sex"], level, facts["function"], facts["institution"], facts["place_path"])
        if row.pk in self.history.keys:
            again = self.history.keys.index(row.pk)
            self.history.withdrawn.remove(again)
            self.history.enrolments[again] = (record, training, was)
            self.done["enrolled_again"] += 1
        else:
            self.history.enrolments.append((record, training, was))
            self.history.keys.append(row.pk)
        return record

    def register(self, name: int, training: int, three: int, four: int) -> None:
        facts = self._facts(three, four)
        self._note(training, self._enrol(training, told(NAMES[name], **facts)), facts)

    def enrol(self, record: int, training: int, three: int, four: int) -> None:
        facts = self._facts(three, four)
        # Whoever is chosen under a joined record comes under the one that goes on.
        row = self._enrol(training, facts, trainee=self.history.records[self._record(record)])
        self._note(training, row, facts)

    def appoint(self, number: int, training: int, three: int, _four: int) -> None:
        """An official comes, with the institution of the post."""
        official = self.officials[number]
        row = self._enrol(training, {"sex": SEXES[three]}, official=official.pk)
        office = {"function": "police", "institution": str(official.organisation_id), "place_path": DISTRICT}
        record = self._note(training, row, {"sex": SEXES[three], **office})
        self.history.officials.setdefault(record, number)

    def rename(self, record: int, name: int, *_rest: int) -> None:
        row = Trainee.objects.get(pk=self.history.records[self._record(record)])
        changes = {"name": NAMES[name]}
        amend_trainee(by=self.by, trainee=row.pk, base=row.version, changes=changes, call_id=new_id())

    def join(self, record: int, into: int, *_rest: int) -> None:
        one, two = self._record(record), self._record(into)
        key, other = self.history.records[one], self.history.records[two]
        with transaction.atomic():
            ask_merge(by=self.by, trainee=key, into=other, why="ຄົນດຽວກັນ", call_id=new_id())
            confirm_merge(by=self.other, trainee=key, call_id=new_id())
        self.history.joined[one] = two

    def part(self, record: int, *_rest: int) -> None:
        one = [*self.history.joined][record % len(self.history.joined)]
        part_trainee(by=self.by, trainee=self.history.records[one], why="ສອງຄົນ", call_id=new_id())
        del self.history.joined[one]

    def same_official(self, one: int, two: int, *_rest: int) -> None:
        """Each is joined to a smaller one, once, so that there is no circle."""
        if one == two or any(max(one, two) == max(pair) for pair in self.history.same):
            raise KeyError
        official_joined(self.officials[min(one, two)], self.officials[max(one, two)])
        self.history.same.add((one, two))

    def _mark(self, enrolment: int, which: int, presence: str) -> None:
        number = enrolment % len(self.history.enrolments)
        training = self.history.enrolments[number][1]
        own = [place for place, (of, _session) in enumerate(self.sessions) if of == training]
        session = own[which % len(own)]
        was = self.history.marks.get((number, session), "")
        mark = Mark(self.history.keys[number], self.sessions[session][1].pk, presence, was)
        record_attendance(by=self.by, training=self.trainings[training].pk, marks=[mark], call_id=new_id())
        self.history.marks[number, session] = presence

    def come(self, enrolment: int, which: int, *_rest: int) -> None:
        self._mark(enrolment, which, "present")

    def miss(self, enrolment: int, which: int, *_rest: int) -> None:
        self._mark(enrolment, which, "absent")

    def withdraw(self, enrolment: int, *_rest: int) -> None:
        number = enrolment % len(self.history.enrolments)
        withdraw_enrolment(by=self.by, enrolment=self.history.keys[number], reason="ປ່ວຍ", call_id=new_id())
        self.history.withdrawn.add(number)

    def cancel(self, training: int, *_rest: int) -> None:
        cancel_training(by=self.by, training=self.trainings[training].pk, reason="ນ້ຳຖ້ວມ", call_id=new_id())
        self.history.cancelled.add(training)


def played(steps: Iterable[Step]) -> Counter[str]:
    """Plays the steps, counts both ways, and takes everything back; what was done, and how often."""
    done: Counter[str] = Counter()
    with contextlib.suppress(Undo), transaction.atomic():
        by, other, keeps = secretary(), secretary(name="other"), keeper()
        curriculum = a_running(by).curriculum
        trainings = [
            a_running(by, curriculum=curriculum, starts=date(y, m, a), ends=date(y, m, b)) for y, m, a, b in DAYS
        ]
        sessions = [(number, session) for number, row in enumerate(trainings) for session in sessions_of(row)]
        play = Played(by, other, trainings, sessions, [an_official(keeps, f"{NAMES[n]} {n}") for n in range(4)])
        for step in steps:
            play.step(*step)
        days = [(number, session.day) for number, session in sessions]
        counted = by_hand(play.history, days)
        assert from_tables(by) == counted
        done = play.done + Counter(counted=counted["in_life"].get(("all", ""), 0))
        raise Undo
    return done


@pytest.mark.django_db
def test_tables_and_history_give_the_same_figures() -> None:
    done: Counter[str] = Counter()

    @settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
    @given(HISTORIES)
    def holds(history: tuple[list[Step], list[Step]]) -> None:
        done.update(played(itertools.chain(*history)))

    holds()
    wanted = ("register", "enrol", "rename", "join", "appoint", "same_official", "come", "withdraw", "counted")
    assert not [name for name in wanted if not done[name]], done


@pytest.mark.django_db
def test_a_history_of_everything_at_once_gives_the_same_figures() -> None:
    """Registered again under another spelling, renamed, joined and parted; two spellings present in one session; an
    official under two spellings; taken out and enrolled again as something else."""
    story: list[Step] = [
        *(("register", name, 1, name, 0) for name in range(3)),
        *(("come", person, session, 0, 0) for person in range(3) for session in range(2)),
        ("withdraw", 0, 0, 0, 0),
        ("enrol", 0, 1, 0, 1),
        ("rename", 0, 1, 0, 0),
        ("join", 0, 1, 0, 0),
        ("join", 1, 2, 0, 0),
        ("part", 1, 0, 0, 0),
        ("enrol", 0, 0, 2, 1),
        ("come", 3, 0, 0, 0),
        ("appoint", 0, 2, 0, 0),
        ("appoint", 1, 3, 1, 0),
        ("come", 4, 0, 0, 0),
        ("appoint", 1, 2, 1, 0),
        ("come", 6, 0, 0, 0),
        ("same_official", 0, 1, 0, 0),
        ("miss", 1, 1, 0, 0),
    ]
    done = played(story)
    assert done.total() - done["counted"] - done["enrolled_again"] == len(story)
    assert (done["enrolled_again"], done["counted"]) == (1, 3)


@pytest.mark.django_db
def test_an_official_under_two_spellings_is_one_person() -> None:
    keeps, by = keeper(), secretary()
    office = an_organisation(keeps).pk
    one, two = (an_official(keeps, name, organisation=office) for name in ("ສົມສັກ ແກ້ວ", "Somsak Keo"))
    rows = [a_running(by), a_running(by)]
    for row, official in zip(rows, (one, two), strict=True):
        person = enrol(by=by, id=new_id(), training=row.pk, official=official.pk, apart=True, call_id=new_id())
        marks = [Mark(person.pk, session.pk, "present") for session in sessions_of(row)]
        record_attendance(by=by, training=row.pk, marks=marks, call_id=new_id())
    asked = Asked(FIRST, LAST)
    assert numbers(by, asked).total == Four(4, 2, 2, 2, 2)
    official_joined(one, two)
    assert numbers(by, asked).total == Four(4, 2, 1, 1, 1)


def official_joined(one: Official, two: Official) -> None:
    """As the register of institutions leaves them."""
    with writing.opened("tests"):
        Official.objects.filter(pk=two.pk).update(merged_into=one.pk)


@pytest.mark.django_db
def test_numbers_are_of_the_places_of_whoever_asks() -> None:
    by = secretary()
    row = a_running(by)
    person = enrol(by=by, id=new_id(), training=row.pk, told=told(), apart=True, call_id=new_id())
    mark = Mark(person.pk, sessions_of(row)[0].pk, "present")
    record_attendance(by=by, training=row.pk, marks=[mark], call_id=new_id())
    asked = Asked(FIRST, LAST)
    assert numbers(by, asked).total.attendances == 1
    assert numbers(manager("LA13/"), asked).total.attendances == 0
    assert numbers(by, Asked(FIRST, LAST, place=VILLAGE)).total.attendances == 0
    assert numbers(by, Asked(FIRST, LAST, topic="law")).total.attendances == 0
    assert numbers(by, Asked(FIRST, LAST, project=new_id())).total.attendances == 0


PEOPLE = st.integers(0, 4).map(lambda number: UUID(int=number))
# A session is of one event.
SESSIONS = st.tuples(st.integers(0, 3), st.integers(0, 2)).map(
    lambda pair: (UUID(int=pair[0]), UUID(int=10 * pair[0] + pair[1]))
)
ROWS = st.builds(
    lambda at, **more: Attended(event=at[0], session=at[1], **more),
    at=SESSIONS,
    person=PEOPLE,
    day=st.dates(date(2026, 2, 1), date(2026, 5, 31)),
    facts=st.builds(Facts, *(st.sampled_from(("a", "b", "c")) for _name in DIMENSIONS)),
)


@given(st.lists(ROWS, max_size=30))
def test_every_dimension_adds_up_to_the_total_in_every_way(rows: list[Attended]) -> None:
    counted = count(rows, FIRST, LAST)
    for name in DIMENSIONS:
        for way in WAYS:
            assert sum(getattr(four, way) for four in counted.by[name].values()) == getattr(counted.total, way)


@given(st.lists(ROWS, max_size=30))
def test_the_ways_stand_in_order(rows: list[Attended]) -> None:
    total = count(rows, FIRST, LAST).total
    assert total.attendances >= total.in_events >= total.in_period >= total.new
    assert total.in_life >= total.in_period


@pytest.mark.django_db
def test_a_committee_member_under_two_spellings_is_one_person_in_the_gaps() -> None:
    keeps, by = keeper(), secretary()
    board = a_committee(keeps)
    one, two, other = (an_official(keeps, name) for name in ("ສົມສັກ ແກ້ວ", "Somsak Keo", "ບຸນມີ ສີ"))
    for official in (one, two, other):
        a_seat(keeps, board, official)
    official_joined(one, two)
    assert [(gap.members, gap.trained) for gap in gaps(by, "identification", clock.today())] == [(2, 0)]
    row = a_running(by)
    person = enrol(by=by, id=new_id(), training=row.pk, official=two.pk, apart=True, call_id=new_id())
    present(by, row)
    scored(by, row, person, "ab")
    finish_training(by=by, training=row.pk, call_id=new_id())
    close_training(by=by, training=row.pk, call_id=new_id())
    assert [(gap.members, gap.trained) for gap in gaps(by, "identification", clock.today())] == [(2, 1)]
    assert [(gap.members, gap.trained) for gap in gaps(by, "referral", clock.today())] == [(2, 0)]
