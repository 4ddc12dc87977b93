"""Conflicts about curricula, trainings, sessions, trainees, enrolments and coaching in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.areas.capacity.vocabularies import FUNCTIONS, SEXES, TOPICS
from pokpong.foundation.kernel.words import in_language
from pokpong.registers.institutions.picker import OFFICIALS, ORGANISATIONS
from pokpong.registers.places.queries import label

Words = str | Promise
WORDS: dict[str, Words] = {
    "names": _("Names"),
    "objectives": _("Objectives"),
    "topics": _("Topics"),
    "hours": _("Hours"),
    "lessons": _("Lessons"),
    "questions": _("The questions"),
    "hours_percent": _("Hours needed to complete it"),
    "score_percent": _("Score needed to complete it"),
    "organisation_id": _("Organisation"),
    "place_path": _("Place"),
    "venue": _("Venue"),
    "starts": _("First day"),
    "ends": _("Last day"),
    "cost": _("Cost"),
    "currency": _("Currency"),
    "day": _("Day"),
    "name": _("Name"),
    "latin_name": _("Name in Latin letters"),
    "sex": _("Sex"),
    "function": _("Function"),
    "institution": _("Institution"),
    "phone": _("Telephone number"),
    "official_id": _("Official"),
    "post": _("Post"),
    "coach_id": _("Coach"),
    "topic": _("Topic"),
    "observed": _("What was seen"),
    "agreed": _("What is done next"),
}


def _worded(*names: str) -> dict[str, Words]:
    return {name: WORDS[name] for name in names}


FIELDS: dict[str, Mapping[str, Words]] = {
    "curriculum": _worded(
        *("names", "objectives", "topics", "hours", "lessons", "questions", "hours_percent", "score_percent")
    ),
    "training": _worded("names", "organisation_id", "place_path", "venue", "starts", "ends", "cost", "currency")
    | {"curriculum_id": _("Curriculum"), "project_id": _("Project"), "activity_id": _("Activity of the plan")},
    "training_session": _worded("day", "hours", "names"),
    "trainee": _worded(
        *("name", "latin_name", "sex", "function", "organisation_id", "institution", "place_path", "phone"),
        "official_id",
    )
    | {"level": _("Level")},
    "enrolment": _worded("post", "sex", "function", "organisation_id", "institution", "place_path")
    | {"level": _("Level")},
    "coaching": _worded("coach_id", "day", "hours", "topic", "observed", "agreed"),
}
# A session and an enrolment stand on forms of their own.
PAGES = {
    "curriculum": "capacity:curriculum",
    "training": "capacity:training",
    "training_session": "capacity:session_amend",
    "trainee": "capacity:trainee",
    "enrolment": "capacity:enrolment_amend",
    "coaching": "capacity:coaching_amend",
}
TITLES: dict[str, Callable[[Any], str]] = {
    "curriculum": lambda row: str(row.name),
    "training": lambda row: str(row.name),
    "training_session": lambda row: f"{row.training.name} · {row.day}",
    "trainee": lambda row: str(row.name),
    "enrolment": lambda row: f"{row.trainee.name} · {row.training.name}",
    "coaching": lambda row: f"{row.trainee.name} · {row.day}",
}


def _picked(source: Any) -> Callable[[Any], object]:
    def words(value: Any) -> object:
        found = source.get(str(value)) if value else None
        return found.label if found else ""

    return words


SHOWN: dict[str, Callable[[Any], object]] = {
    "names": lambda value: in_language(value or {}),
    "objectives": lambda value: in_language(value or {}),
    "topics": lambda value: TOPICS.all_words(value or []),
    "topic": TOPICS.words,
    "sex": SEXES.words,
    "function": FUNCTIONS.words,
    "place_path": lambda value: label(value or ""),
    "lessons": lambda value: [f"{in_language(row['names'])} ({row['hours']})" for row in value or []],
    "questions": lambda value: [in_language(row["text"]) for row in value or []],
    "organisation_id": _picked(ORGANISATIONS),
    "official_id": _picked(OFFICIALS),
    "coach_id": _picked(OFFICIALS),
}


def shown(field: str, value: Any) -> object:
    """A value of a field in words."""
    return SHOWN[field](value) if field in SHOWN and value else value
