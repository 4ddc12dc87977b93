"""The words of the program as a list."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.lao.text import fold
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.foundation.ui.tables import Column, Filter, Table
from pokpong.foundation.wording.queries import Word

CORRECTED, SHIPPED_CHANGED = "corrected", "shipped_changed"
SHORT = 140  # letters of a text shown in the list


def shortened(text: str) -> str:
    """The beginning of a long text, cut at a space."""
    return text if len(text) <= SHORT else f"{text[:SHORT].rsplit(' ', 1)[0]} …"


def written(words: Sequence[Word], text: str) -> list[Word]:
    wanted = fold(text)
    found = [word for word in words if wanted in word.searched]
    # What is exactly called so comes before what only says it somewhere.
    return sorted(found, key=lambda word: wanted not in {fold(said) for said in (word.entry.english, *word.forms)})


def in_state(words: Sequence[Word], state: str) -> list[Word]:
    return [word for word in words if (word.is_corrected if state == CORRECTED else word.shipped_changed)]


def states(word: Word) -> list[StatusWord] | str:
    found = [StatusWord(_("Corrected"), "success")] if word.is_corrected else []
    found += [StatusWord(_("The program now ships another text"), "warning")] if word.shipped_changed else []
    return found or ""


class Words(Table[Word]):
    name = "words"
    caption = _("Words of the program")
    columns = (
        Column[Word](
            "english",
            _("English"),
            lambda word: Link(shortened(word.entry.english), reverse("wording:word", args=[word.entry.key])),
            sort=lambda word: word.entry.english.casefold(),
        ),
        Column[Word]("lao", _("Lao, as it is shown"), lambda word: shortened(" / ".join(word.forms))),
        Column[Word]("where", _("Part of the program"), lambda word: ", ".join(word.entry.rooms)),
        Column[Word]("state", _("State"), states),
    )
    filters = (
        Filter("text", _("In English or Lao"), apply=written),
        Filter(
            "state",
            _("State"),
            [(CORRECTED, _("Corrected")), (SHIPPED_CHANGED, _("The program now ships another text"))],
            apply=in_state,
        ),
    )
    empty_title = _("No word fits")
    empty_text = _("Write less of it, in Lao or in English.")
