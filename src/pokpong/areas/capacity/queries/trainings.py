"""Reading trainings: their sessions, trainers and enrolments; what is noted; who completed them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.models import (
    Curriculum,
    Enrolment,
    Session,
    SessionAttendance,
    TestScore,
    Training,
    TrainingTrainer,
)
from pokpong.areas.capacity.models.training import TrainingQuerySet
from pokpong.areas.capacity.rules import completion
from pokpong.areas.capacity.rules.attendance import hours_attended
from pokpong.areas.capacity.rules.scores import AFTER
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.lao.text import fold
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.models.official import spellings

MarksBySession = Mapping[tuple[UUID, UUID], str]


def called(rows: Any, text: str) -> Any:
    """The rows with `text` in a name."""
    wanted = fold(text)
    return rows.filter(search__contains=wanted) if wanted else rows.none()


def taught_by_somebody_called(rows: Any, text: str) -> Any:
    """Trainings of whoever has `text` in the name, under every spelling of the official."""
    wanted = fold(text)
    if not wanted:
        return rows.none()
    same = spellings(Official.objects.filter(search__contains=wanted).values_list("pk", flat=True))
    taught = TrainingTrainer.objects.filter(official__in=same, state="named")
    return rows.filter(pk__in=taught.values("training"))


def trainings_of(actor: Any) -> TrainingQuerySet:
    """What this actor sees of trainings; no trainee's name."""
    return Training.objects.visible_to(actor).select_related("curriculum", "project", "organisation")


def find_trainings(actor: Any, text: str, limit: int = 20) -> list[Training]:
    """Trainings whose name, curriculum or venue resembles `text`, the newest first."""
    return list(called(trainings_of(actor), text).order_by("-starts", "pk")[:limit])


def find_curricula(actor: Any, text: str, limit: int = 20) -> list[Curriculum]:
    """Curricula whose name resembles `text`, those in use first."""
    return list(called(Curriculum.objects.visible_to(actor), text).order_by("state", "sort_key", "-edition")[:limit])


def may_see_names(actor: Any, training: Training) -> bool:
    """Whether this actor sees by name who was trained."""
    return bool(Training.objects.with_trainees_seen_by(actor).filter(pk=training.pk).exists())


def sessions_of(training: Training) -> list[Session]:
    """Those that are not dropped, in order."""
    return list(training.sessions.exclude(state="dropped").order_by("day", "position", "pk"))


def trainers_of(training: Training) -> list[TrainingTrainer]:
    """Those named now, with their posts."""
    rows = training.trainers.filter(state="named").select_related("official__organisation")
    return sorted(rows, key=lambda row: row.official.sort_key)


def enrolments_of(training: Training, *, withdrawn: bool = False) -> list[Enrolment]:
    """By name; with those who were withdrawn only when asked for."""
    rows = training.enrolments.select_related("trainee", "organisation", "official")
    rows = rows if withdrawn else rows.exclude(state="withdrawn")
    return sorted(rows, key=lambda row: (row.trainee.sort_key, str(row.pk)))


def marks_of(training: Training) -> dict[tuple[UUID, UUID], str]:
    """What is noted, by session and enrolment; sessions that were dropped are left out."""
    rows = SessionAttendance.objects.filter(session__training=training).exclude(session__state="dropped")
    return {
        (session, enrolment): presence
        for session, enrolment, presence in rows.values_list("session", "enrolment", "presence")
    }


def scores_of(training: Training, occasion: str) -> dict[UUID, TestScore]:
    """What was reached, by enrolment."""
    rows = TestScore.objects.filter(enrolment__training=training, occasion=occasion).exclude(points=None)
    return {row.enrolment_id: row for row in rows}


def held_hours(sessions: Sequence[Session]) -> Decimal:
    return sum((session.hours for session in sessions), Decimal())


def standing(training: Training) -> dict[UUID, list[Problem]]:
    """What each person still lacks to complete the training, by enrolment; an empty list: completed."""
    curriculum, sessions = training.curriculum, sessions_of(training)
    hours = {session.pk: session.hours for session in sessions}
    presences: dict[UUID, dict[UUID, str]] = defaultdict(dict)
    for (session, enrolment), presence in marks_of(training).items():
        presences[enrolment][session] = presence
    after = scores_of(training, AFTER)
    return {
        row.pk: completion.lacking(
            attended=hours_attended(presences[row.pk], hours),
            held=held_hours(sessions),
            hours_percent=curriculum.hours_percent,
            points=after[row.pk].points if row.pk in after else None,
            maximum=curriculum.maximum,
            score_percent=curriculum.score_percent,
        )
        for row in enrolments_of(training)
    }


def sheets_of(training: Training, occasion: str) -> list[list[int | None]]:
    """The answer sheets of one test of a training, of those whose answers are known."""
    rows = TestScore.objects.filter(enrolment__training=training, occasion=occasion).exclude(points=None)
    rows = rows.exclude(enrolment__state="withdrawn").order_by("pk")
    return [answers for answers in rows.values_list("answers", flat=True) if answers]


def pairs_of(training: Training) -> list[tuple[Decimal, Decimal]]:
    """Points before and after of each who took both tests."""
    before, after = scores_of(training, "before"), scores_of(training, AFTER)
    kept = {row.pk for row in enrolments_of(training)}
    found = [(before[key].points, after[key].points) for key in before if key in after and key in kept]
    return [(first, second) for first, second in found if first is not None and second is not None]
