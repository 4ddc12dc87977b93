"""The grids into which attendance and scores are keyed: what stands in them, what was typed, what is undone."""

from __future__ import annotations

import json
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext as _

from pokpong.areas.capacity.models import Enrolment, Session, TestScore, Training
from pokpong.areas.capacity.queries.trainings import enrolments_of, marks_of, scores_of, sessions_of
from pokpong.areas.capacity.rules.attendance import (
    ABSENT,
    EXCUSED,
    GONE_MEANWHILE,
    PRESENCE_UNKNOWN,
    PRESENT,
    Mark,
    read_key,
)
from pokpong.areas.capacity.rules.scores import SCORE_UNREADABLE, Score, read_score, typed_of
from pokpong.foundation.kernel.problems import Problem

WAS = "was"
UNDO = "capacity_undo"
KEPT = 5  # so many calls can be undone

Posted = Mapping[str, str]


def letter(presence: str) -> str:
    """What stands in a box for a mark, in the reader's language."""
    return {PRESENT: _("p"), ABSENT: _("a"), EXCUSED: _("e")}.get(presence, "")


def letters() -> str:
    """What a thumb goes through, press by press, in the reader's language; after the last the box is empty."""
    return " ".join(letter(presence) for presence in (PRESENT, ABSENT, EXCUSED))


@dataclass
class Cell:
    """One box: its name, what stands in it, and whether it could not be read."""

    name: str
    text: str
    label: str
    wrong: bool = False


@dataclass
class Row:
    enrolment: Enrolment
    cells: list[Cell] = field(default_factory=list)
    shown: str = ""


def was_of(posted: Posted) -> dict[str, str]:
    """What stood in the boxes when the page was drawn; nothing for what no page of ours would send."""
    try:
        found = json.loads(posted.get(WAS, "{}"))
    except ValueError:
        return {}
    return {str(key): str(value) for key, value in found.items()} if isinstance(found, dict) else {}


def told_of_others(posted: Posted, was: Mapping[str, str], known: Container[str], begins: str) -> bool:
    """Whether something was typed into a box that is no longer there: the person was taken out, or the session dropped,
    while the page was open. It is never left out without a word."""
    others = (name for name in posted if name.startswith(begins) and name not in known)
    return any(posted[name].strip() not in ("", letter(was.get(name, "")), was.get(name, "")) for name in others)


class AttendanceGrid:
    """Everybody enrolled against all sessions of a training."""

    def __init__(self, training: Training, posted: Posted | None = None):
        self.training = training
        self.sessions: list[Session] = sessions_of(training)
        self.people: list[Enrolment] = enrolments_of(training)
        self.now = marks_of(training)
        self.posted = posted
        self.problems: list[Problem] = []

    def name(self, session: Session, person: Enrolment) -> str:
        return f"m-{session.pk}-{person.pk}"

    @property
    def was(self) -> str:
        """What stands in the boxes now, for the page to send back."""
        if self.posted is not None:
            return json.dumps(was_of(self.posted))
        pairs = ((session, person) for session in self.sessions for person in self.people)
        return json.dumps({self.name(*pair): self.now.get((pair[0].pk, pair[1].pk), "") for pair in pairs})

    @property
    def rows(self) -> list[Row]:
        return [Row(person, [self._cell(session, person) for session in self.sessions]) for person in self.people]

    def _cell(self, session: Session, person: Enrolment) -> Cell:
        name = self.name(session, person)
        text = letter(self.now.get((session.pk, person.pk), ""))
        if self.posted is not None:
            text = self.posted.get(name, "")
        number = self.sessions.index(session) + 1
        label = _("%(name)s, session %(number)s") % {"name": person.trainee.name, "number": number}
        return Cell(name, text, label, read_key(text) is None)

    def read(self) -> list[Mark]:
        """The marks that were changed. What cannot be read stands in `problems`."""
        posted, was, marks = self.posted or {}, was_of(self.posted or {}), []
        for row, person in enumerate(self.people, start=1):
            for column, session in enumerate(self.sessions, start=1):
                name = self.name(session, person)
                presence = read_key(posted.get(name, ""))
                if presence is None:
                    self.problems.append(PRESENCE_UNKNOWN("attendance", row=row, column=column))
                elif name in posted and presence != was.get(name, ""):
                    marks.append(Mark(person.pk, session.pk, presence, was.get(name, "")))
        known = {self.name(session, person) for session in self.sessions for person in self.people}
        if told_of_others(posted, was, known, "m-"):
            self.problems.append(GONE_MEANWHILE("attendance"))
        return marks

    def backwards(self, marks: Sequence[Mark]) -> list[dict[str, str]]:
        """What undoes these marks."""
        return [
            {"enrolment": str(m.enrolment), "session": str(m.session), "presence": m.was, "was": m.presence}
            for m in marks
        ]


class ScoreGrid:
    """Everybody enrolled with one box each: a letter a question, or the total."""

    def __init__(self, training: Training, occasion: str, posted: Posted | None = None):
        self.training = training
        self.occasion = occasion
        self.questions: list[dict[str, Any]] = training.curriculum.questions
        self.people: list[Enrolment] = enrolments_of(training)
        self.now: dict[UUID, TestScore] = scores_of(training, occasion)
        self.posted = posted
        self.problems: list[Problem] = []

    @property
    def maximum(self) -> Decimal:
        most: Decimal = self.training.curriculum.maximum
        return most

    def name(self, person: Enrolment) -> str:
        return f"s-{person.pk}"

    def typed(self, person: Enrolment) -> str:
        score = self.now.get(person.pk)
        return typed_of(score.points, score.answers) if score is not None else ""

    @property
    def was(self) -> str:
        if self.posted is not None:
            return json.dumps(was_of(self.posted))
        return json.dumps({self.name(person): self.typed(person) for person in self.people})

    @property
    def rows(self) -> list[Row]:
        return [self._row(person) for person in self.people]

    def _row(self, person: Enrolment) -> Row:
        name, text = self.name(person), self.typed(person)
        if self.posted is not None:
            text = self.posted.get(name, "")
        wrong = bool(text.strip()) and read_score(text, self.questions) is None
        score = self.now.get(person.pk)
        shown = (
            f"{score.points.normalize():f} / {score.maximum.normalize():f}"
            if score and score.points is not None
            else ""
        )
        return Row(person, [Cell(name, text, person.trainee.name, wrong)], shown)

    def read(self) -> list[Score]:
        """The scores that were changed. What cannot be read stands in `problems`."""
        posted, was, found = self.posted or {}, was_of(self.posted or {}), []
        for number, person in enumerate(self.people, start=1):
            name = self.name(person)
            text, before = posted.get(name, "").strip(), was.get(name, "")
            if name not in posted or text == before:
                continue
            read = read_score(text, self.questions) if text else (None, None)
            if read is None:
                self.problems.append(SCORE_UNREADABLE("scores", row=number, count=len(self.questions)))
            else:
                found.append(Score(person.pk, read[0], read[1], before, number))
        if told_of_others(posted, was, {self.name(person) for person in self.people}, "s-"):
            self.problems.append(GONE_MEANWHILE("scores"))
        return found


def keep_undo(request: HttpRequest, key: UUID, marks: list[dict[str, str]]) -> None:
    """Remembers in the session, by ids and codes only, what would take a call back."""
    kept = dict(list(request.session.get(UNDO, {}).items())[-(KEPT - 1) :])
    request.session[UNDO] = {**kept, str(key): marks}


def take_undo(request: HttpRequest, key: UUID) -> list[Mark]:
    """The marks that take a call back; nothing when it is too long ago, or was undone."""
    kept = dict(request.session.get(UNDO, {}))
    found = kept.pop(str(key), [])
    request.session[UNDO] = kept
    return [Mark(UUID(m["enrolment"]), UUID(m["session"]), m["presence"], m["was"]) for m in found]
