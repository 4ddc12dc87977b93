"""What happened to a concern, in words: moves with their reasons, other steps, tasks, old values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.screens.presenters import form_words, state_word
from pokpong.areas.protection.states.concerns import TASK_WORDS
from pokpong.areas.protection.vocabulary import concerns as vocabulary
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions import amend, moves
from pokpong.foundation.actions.models import FieldChange, Move
from pokpong.foundation.agenda.queries import about
from pokpong.foundation.agenda.states import TASK
from pokpong.foundation.audit.models import Event
from pokpong.foundation.audit.queries import history
from pokpong.foundation.ui.parts import Happening, StatusWord, Task
from pokpong.registers.places.queries import label

EVENT_WORDS = {
    "concern.amend": gettext_lazy("Corrected"),
    "concern.attach": gettext_lazy("A file was added"),
    "concern.recuse": gettext_lazy("Somebody was left out"),
    "concern.compartment": gettext_lazy("The closed circle was changed"),
    "concern.unveil_typist": gettext_lazy("It was asked who typed this"),
    "conflict.settle": gettext_lazy("One of two versions was chosen"),
}
TASK_TONES = {"open": "info", "overdue": "warning", "escalated": "danger", "expired": "closed", "done": "success"}
FIELD_WORDS = {
    "channel": gettext_lazy("How did you hear of it?"),
    "urgency": gettext_lazy("How urgent is it?"),
    "place_path": gettext_lazy("Where did it happen?"),
    "route_path": gettext_lazy("Who handles it"),
    "happened_on": gettext_lazy("When did it happen?"),
    "sex": gettext_lazy("Sex"),
    "age_band": gettext_lazy("Age group"),
    "nationality": gettext_lazy("Nationality"),
    "disability": gettext_lazy("Disability"),
    "language_family": gettext_lazy("Language family"),
    "forms": gettext_lazy("What may it be?"),
    "people_count": gettext_lazy("How many people is it about?"),
    "story": gettext_lazy("What happened?"),
    "names": gettext_lazy("Names of the people concerned"),
    "reporter": gettext_lazy("Who told it?"),
    "missing_village": gettext_lazy("The village is not in the list"),
    "must_not_see": gettext_lazy("Who must not see it?"),
    "files": gettext_lazy("Files"),
}
CODED: dict[str, Mapping[str, object]] = {
    "channel": vocabulary.CHANNELS,
    "urgency": vocabulary.URGENCIES,
    "sex": vocabulary.SEXES,
    "age_band": vocabulary.AGE_BANDS,
    "nationality": vocabulary.NATIONALITIES,
    "disability": vocabulary.DISABILITY,
    "language_family": vocabulary.LANGUAGE_FAMILIES,
}

OLD_WORDS: dict[str, Callable[[Any], object]] = {
    "place_path": label,
    "route_path": label,
    "forms": form_words,
    "reporter": lambda told: [text for name, text in told.items() if text and name != "relationship"],
    "files": lambda kept: [file["name"] for file in kept],
    "must_not_see": lambda left_out: left_out.get("words") or _("Somebody was left out"),
}


def who(names: dict[UUID, str], user: UUID | None) -> str:
    """A colleague by name; nobody for an anonymous typist."""
    return names.get(user, "") if user else _("Anonymous")


def happenings_of(concern: Concern) -> list[Happening]:
    """Newest first. Events that are also moves stand once, with their reason."""
    moved = moves.history_of(concern.pk)
    events = list(history(concern.pk).filter(name__in=EVENT_WORDS))
    names = names_of([*(move.who for move in moved), *(event.actor for event in events)])
    found = [*(_of_move(move, names) for move in moved), *(_of_event(event, names) for event in events)]
    return sorted(found, key=lambda happening: happening.when, reverse=True)


def _of_move(move: Move, names: dict[UUID, str]) -> Happening:
    words = _("Concern raised") if not move.before else _("State changed")
    return Happening(move.at, words, who(names, move.who), moves.why_of(move), state_word(move.after))


def _of_event(event: Event, names: dict[UUID, str]) -> Happening:
    return Happening(event.at, EVENT_WORDS[event.name], who(names, event.actor))


def tasks_of(concern: Concern) -> list[Task]:
    """What was asked for about this concern, and how it stands."""
    return [
        Task(
            TASK_WORDS.get(task.kind, task.kind),
            StatusWord(TASK.words[task.state], TASK_TONES.get(task.state, "neutral")),
        )
        for task in about(concern.pk)
    ]


@dataclass(frozen=True)
class OldValue:
    """A value before an edit."""

    when: datetime
    field: object
    value: object
    who: str


def changes_of(concern: Concern) -> list[OldValue]:
    """Every value that was replaced, newest first."""
    rows = list(FieldChange.objects.filter(row=concern.pk).order_by("-at", "-id"))
    names = names_of([row.who for row in rows])
    shown: Iterable[FieldChange] = (row for row in rows if row.field in FIELD_WORDS)
    return [
        OldValue(row.at, FIELD_WORDS[row.field], old_words(row.field, amend.old_value(row)), who(names, row.who))
        for row in shown
    ]


def old_words(field: str, value: Any) -> object:
    """An old value as people read it."""
    if value is None or value == "":
        return ""
    if field in CODED:
        return str(CODED[field].get(value, value))
    return OLD_WORDS[field](value) if field in OLD_WORDS else value
