"""Attendance and scores of a whole training, keyed back from paper in one call, so that one undo takes it back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.areas.capacity.actions.reach import locked_training
from pokpong.areas.capacity.models import SessionAttendance, TestScore, Training
from pokpong.areas.capacity.queries.trainings import enrolments_of, marks_of, scores_of, sessions_of
from pokpong.areas.capacity.rules import attendance, scores
from pokpong.areas.capacity.rules.attendance import Mark
from pokpong.areas.capacity.rules.scores import Score
from pokpong.areas.capacity.rules.trainings import KEYED
from pokpong.foundation.actions import amend, door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import refuse


@action("session_attendance.record")
def record_attendance(*, by: Actor, training: UUID, marks: list[Mark], call_id: UUID) -> Training:
    """Notes who was there, in any of the sessions; an empty presence clears a mark. All or nothing.

    Raises Refused for somebody not enrolled, another training's session, or a mark that somebody else changed
    meanwhile; NotAllowed, NotThere.
    """
    row = locked_training(by, training, *KEYED)
    enrolled = {person.pk for person in enrolments_of(row)}
    refuse(attendance.check_marks(marks, enrolled, {session.pk for session in sessions_of(row)}))
    now = marks_of(row)
    refuse(attendance.check_untouched(marks, now))
    wanted = {(mark.session, mark.enrolment): mark.presence for mark in marks}
    known = _noted(row)
    for key, presence in wanted.items():
        if now.get(key, "") != presence:
            _note(key, presence, known.get(key))
    door.touch(row)
    door.event(row, {"marks": len(wanted)})
    return row


def _noted(row: Training) -> dict[tuple[UUID, UUID], SessionAttendance]:
    rows = SessionAttendance.objects.filter(session__training=row).select_related("enrolment__training")
    return {(mark.session_id, mark.enrolment_id): mark for mark in rows}


def _note(key: tuple[UUID, UUID], presence: str, known: SessionAttendance | None) -> None:
    session, enrolment = key
    if known is None:
        door.add(SessionAttendance(session_id=session, enrolment_id=enrolment, presence=presence))
    else:
        amend.apply(known, {"presence": presence})


@action("test_score.record")
def record_scores(*, by: Actor, training: UUID, occasion: str, marks: list[Score], call_id: UUID) -> Training:
    """Notes the scores of the test before or after; no points clears a score. All or nothing.

    Points follow from the answers where these are known. Raises Refused for somebody not enrolled, a score above the
    maximum, or one that somebody else changed meanwhile; NotAllowed, NotThere.
    """
    row = locked_training(by, training, *KEYED)
    questions = row.curriculum.questions
    refuse([] if questions else [scores.NO_TEST("scores")])
    refuse([] if occasion in scores.OCCASIONS else [scores.OCCASION_UNKNOWN("occasion")])
    given = [_counted(mark, questions) for mark in marks]
    refuse(scores.check_scores(given, {person.pk for person in enrolments_of(row)}, questions))
    now = scores_of(row, occasion)
    there = {key: scores.typed_of(score.points, score.answers) for key, score in now.items()}
    refuse(scores.check_unchanged(given, there))
    rows = TestScore.objects.filter(enrolment__training=row, occasion=occasion).select_related("enrolment__training")
    known = {score.enrolment_id: score for score in rows}
    for score in given:
        if there.get(score.enrolment, "") != scores.typed_of(score.points, score.answers):
            _keep(row, occasion, score, known.get(score.enrolment))
    door.touch(row)
    door.event(row, {"occasion": occasion, "scores": len(given)})
    return row


def _counted(mark: Score, questions: list[dict[str, Any]]) -> Score:
    """Points are never taken from a caller who gives answers."""
    if mark.answers is None:
        return mark
    whole = len(mark.answers) == len(questions)
    refuse([] if whole else [scores.SCORE_UNREADABLE("scores", row=mark.row, count=len(questions))])
    return Score(mark.enrolment, scores.points_for(mark.answers, questions), mark.answers, mark.was, mark.row)


def _keep(row: Training, occasion: str, score: Score, known: TestScore | None) -> None:
    values = {"points": score.points, "maximum": row.curriculum.maximum, "answers": score.answers}
    if known is None:
        door.add(TestScore(enrolment_id=score.enrolment, occasion=occasion, **values))
    else:
        amend.apply(known, {name: value for name, value in values.items() if getattr(known, name) != value})
