"""A concern as pages show it: words, answers, what happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.screens.raising_forms import LeftOutForm, RaiseForm
from pokpong.areas.protection.states.concerns import CONCERN, OWN_WORDS
from pokpong.areas.protection.telling import LeftOut
from pokpong.areas.protection.vocabulary import concerns as vocabulary
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import StatusWord, SummaryRow
from pokpong.registers.places.queries import label

URGENCY_TONES = {"danger": "danger", "soon": "warning", "routine": "neutral"}
STATE_TONES = {
    "received": "info",
    "in_hand": "success",
    "joined": "closed",
    "closed": "closed",
    "reopened": "info",
}
OWN_TONES = {"received": "info", "in_hand": "success", "closed": "closed"}


def urgency_word(code: str) -> StatusWord:
    return StatusWord(vocabulary.URGENCIES[code], URGENCY_TONES[code])


def state_word(state: str) -> StatusWord:
    return StatusWord(CONCERN.words[state], STATE_TONES[state])


def own_word(state: str) -> StatusWord:
    """What a reporter is told."""
    return StatusWord(OWN_WORDS[state], OWN_TONES[state])


def due_word(concern: Concern) -> object:
    """When the next step is due: a day and time, with red words once it has passed; nothing when it has ended."""
    if concern.has_ended:
        return None
    return [StatusWord(_("Overdue"), "danger"), concern.due] if concern.is_overdue else concern.due


def decision_words(code: str) -> str:
    return str(vocabulary.DECISIONS[code]) if code else ""


def form_words(codes: list[str]) -> list[str]:
    """The forms suspected, in the reader's language; a code that is no longer in the list is shown as it is."""
    known = vocabulary.forms()
    return [in_language(known[code]) if code in known else code for code in codes]


def known_or_nothing(words: Mapping[str, object], code: str) -> str:
    return "" if code == "unknown" else str(words.get(code, code))


def fact_rows(facts: dict[str, Any], place: str) -> list[SummaryRow]:
    """The coded answers, shown alike before sending and afterwards. `facts` has the columns of a concern."""
    return [
        SummaryRow(_("Where did it happen?"), place),
        SummaryRow(_("When did it happen?"), facts["happened_on"] or _("The day is not known")),
        SummaryRow(_("How urgent is it?"), urgency_word(facts["urgency"])),
        SummaryRow(_("How did you hear of it?"), vocabulary.CHANNELS[facts["channel"]]),
        SummaryRow(_("How many people is it about?"), facts["people_count"]),
        SummaryRow(_("Sex"), known_or_nothing(vocabulary.SEXES, facts["sex"])),
        SummaryRow(_("Age group"), known_or_nothing(vocabulary.AGE_BANDS, facts["age_band"])),
        SummaryRow(_("Nationality"), known_or_nothing(vocabulary.NATIONALITIES, facts["nationality"])),
        SummaryRow(_("Disability"), known_or_nothing(vocabulary.DISABILITY, facts["disability"])),
        SummaryRow(_("Language family"), known_or_nothing(vocabulary.LANGUAGE_FAMILIES, facts["language_family"])),
        SummaryRow(_("What may it be?"), form_words(facts["forms"]) or ""),
    ]


def told_rows(told: dict[str, Any]) -> list[SummaryRow]:
    """The sealed answers. `told` has the columns of a concern."""
    reporter = told["reporter"] or {}
    relationship = reporter.get("relationship", "")
    return [
        SummaryRow(_("What happened?"), told["story"].splitlines()),
        SummaryRow(_("Names of the people concerned"), (told["names"] or "").splitlines() or ""),
        SummaryRow(_("Who told it?"), vocabulary.RELATIONSHIPS.get(relationship, "")),
        SummaryRow(_("Name of who told it"), reporter.get("name", "")),
        SummaryRow(_("How to reach them safely"), reporter.get("contact", "")),
    ]


def is_known(row: SummaryRow) -> bool:
    return row.value not in ("", None, [])


def known(rows: Iterable[SummaryRow]) -> list[SummaryRow]:
    """The rows that say something."""
    return [row for row in rows if is_known(row)]


def not_known(rows: Iterable[SummaryRow]) -> str:
    """The questions of the rows that say nothing, in one line of words."""
    return ", ".join(str(row.label).rstrip("?") for row in rows if not is_known(row))


def typed_answers(told: RaiseForm, left_out: LeftOutForm) -> list[SummaryRow]:
    """Everything that was typed, to be checked before it is sent."""
    where = ", ".join(part for part in (told.told().missing_village, label(told.place_path())) if part)
    anonymous = told.cleaned_data["anonymous"]
    rows = [
        *told_rows(told.told().columns()),
        *fact_rows(told.facts().columns(), where),
        SummaryRow(_("I want to stay anonymous"), bool(anonymous)),
        SummaryRow(_("Who must not see it?"), left_out_words(left_out.left_out(), dict(_official_words(left_out)))),
    ]
    return known(rows)


def _official_words(form: LeftOutForm) -> list[tuple[str, str]]:
    field: Any = form.fields.get("officials")
    return list(field.choices) if field is not None else []


def left_out_words(left_out: LeftOut, names: dict[str, str]) -> list[str]:
    """Who is left out, in words; `names` has accounts and officials by their id."""
    levels = [str(vocabulary.LEVELS[level]) for level in left_out.levels]
    people = [names.get(str(row), _("Somebody who left")) for row in (*left_out.officials, *left_out.users)]
    return [*levels, *people, *([left_out.words] if left_out.words else [])] or [_("Nobody is left out")]


def columns_of(concern: Concern) -> dict[str, Any]:
    """The columns that `fact_rows` and `told_rows` show. Opens the sealed ones."""
    names = (
        *("happened_on", "urgency", "channel", "people_count", "sex", "age_band", "nationality"),
        *("disability", "language_family", "forms", "story", "names", "reporter"),
    )
    return {name: getattr(concern, name) for name in names}
