"""Curricula are drafted, changed while drafts, put in use, followed by a new edition, withdrawn."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.models import Curriculum
from pokpong.areas.capacity.rules import curricula as rules
from pokpong.areas.capacity.rules.trainings import check_reason
from pokpong.areas.capacity.vocabularies import TOPICS
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.registers.institutions.actions.cleaning import cleaned, texts

FIELDS = (*("names", "objectives", "topics", "hours", "lessons", "questions", "hours_percent", "score_percent"),)


@action("curriculum.draft")
def draft_curriculum(
    *,
    by: Actor,
    id: UUID,
    names: dict[str, str],
    topics: list[str],
    hours: Decimal | None,
    objectives: dict[str, str] | None = None,
    lessons: list[dict[str, Any]] | None = None,
    questions: list[dict[str, Any]] | None = None,
    hours_percent: int | None = None,
    score_percent: int | None = None,
    call_id: UUID,
) -> Curriculum:
    """Begins the first edition of a curriculum. Raises Refused, NotAllowed."""
    values = ready(
        {
            "names": names,
            "objectives": objectives or {},
            "topics": topics,
            "hours": hours,
            "lessons": lessons or [],
            "questions": questions or [],
            "hours_percent": hours_percent,
            "score_percent": score_percent,
        }
    )
    refuse(check_curriculum(values))
    row = door.add(Curriculum(id=id, **values))
    moves.begin(row)
    door.event(row, {"names": row.names})
    return row


@action("curriculum.amend")
def amend_curriculum(*, by: Actor, curriculum: UUID, base: int, changes: dict[str, Any], call_id: UUID) -> Curriculum:
    """Changes a draft (`FIELDS`). Raises Refused, NotAllowed, NotThere."""
    row: Curriculum = door.locked(Curriculum.objects.visible_to(by), curriculum)
    wanted = ready(changes)
    problems = [] if row.state == "drafted" else [rules.NOT_A_DRAFT("curriculum")]
    refuse(problems + check_curriculum({name: wanted.get(name, getattr(row, name)) for name in FIELDS}))
    amend.amend(row, wanted, base=base, fields=FIELDS)
    door.event(row, {"changed": sorted(wanted)})
    return row


@action("curriculum.put_in_use")
def put_in_use(*, by: Actor, curriculum: UUID, call_id: UUID) -> Curriculum:
    """Lets trainings be planned by it; the edition before it is replaced. Raises Refused, NotAllowed, NotThere."""
    row: Curriculum = door.locked(Curriculum.objects.visible_to(by), curriculum)
    refuse(rules.check_use(row.state, row.score_percent, len(row.questions)))
    moves.move(row, "in_use")
    door.save(row)
    if row.predecessor_id is not None:
        before: Curriculum = door.locked(Curriculum.objects.visible_to(by), row.predecessor_id)
        if before.state == "in_use":
            moves.move(before, "replaced")
            door.save(before)
    door.event(row, {"edition": row.edition})
    return row


@action("curriculum.revise")
def revise_curriculum(*, by: Actor, id: UUID, curriculum: UUID, call_id: UUID) -> Curriculum:
    """Begins the next edition, a draft with everything of this one. Raises Refused, NotAllowed, NotThere."""
    before: Curriculum = door.locked(Curriculum.objects.visible_to(by), curriculum)
    newer = before.successors.exclude(state="withdrawn").exists()
    refuse([rules.NEWER_EDITION("curriculum")] if newer or before.state == "drafted" else [])
    values = {name: getattr(before, name) for name in FIELDS}
    row = door.add(Curriculum(id=id, predecessor=before, edition=before.edition + 1, **values))
    moves.begin(row)
    door.event(row, {"edition": row.edition})
    return row


@action("curriculum.withdraw")
def withdraw_curriculum(*, by: Actor, curriculum: UUID, reason: str, call_id: UUID) -> Curriculum:
    """Lets no more trainings be planned by it; those held stay. Raises Refused, NotAllowed, NotThere."""
    row: Curriculum = door.locked(Curriculum.objects.visible_to(by), curriculum)
    refuse(check_reason(reason))
    moves.move(row, "withdrawn", why=reason.strip())
    door.save(row)
    door.event(row, {"edition": row.edition})
    return row


def ready(values: Mapping[str, Any]) -> dict[str, Any]:
    """What was typed, canonical; numbers inside lessons and questions as text, which JSON keeps exactly."""
    found = cleaned(values)
    if "lessons" in found:
        found["lessons"] = [
            {"names": texts(lesson.get("names") or {}), "hours": str(lesson.get("hours", ""))}
            for lesson in found["lessons"]
        ]
    if "questions" in found:
        found["questions"] = [_question(question) for question in found["questions"]]
    return found


def _question(question: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "text": texts(question.get("text") or {}),
        "choices": [texts(choice) for choice in question.get("choices") or []],
        "right": question.get("right"),
        "points": str(question.get("points", "1")),
    }


def check_curriculum(values: Mapping[str, Any]) -> list[Problem]:
    """All reasons against these values."""
    problems = rules.check_names(values["names"]) + rules.check_texts(values["objectives"], "objectives")
    problems += rules.check_topics(values["topics"], TOPICS.rows) + rules.check_hours(values["hours"])
    problems += rules.check_lessons(values["lessons"], values["hours"]) + rules.check_questions(values["questions"])
    problems += rules.check_percent(values["hours_percent"], "hours_percent")
    return problems + rules.check_percent(values["score_percent"], "score_percent")
