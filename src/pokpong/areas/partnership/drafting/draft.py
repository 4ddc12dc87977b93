"""A text by language, and who is named in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import override

from pokpong.areas.partnership.rules.documents import LANGUAGES
from pokpong.foundation.lao.dates import format_date
from pokpong.registers.institutions.models import Official

PLAIN_TITLE = "ທ້າວ "


@dataclass(frozen=True)
class Draft:
    """`title` and `body` are texts by language; `officials` are those whose names stand in them."""

    title: Mapping[str, str]
    body: Mapping[str, str]
    officials: Sequence[UUID] = ()


@dataclass(frozen=True)
class Part:
    """What stands between two blank lines. `lines` are its lines, already with their marks (`# `, `- `)."""

    lines: tuple[str, ...] = ()


def heading(words: str) -> Part:
    return Part((f"# {words}",))


def points(lines: Sequence[str]) -> Part:
    return Part(tuple(f"- {' '.join(line.split())}" for line in lines))


def text(*lines: str) -> Part:
    return Part(tuple(line for line in lines if line))


def listed(title: str, lines: Sequence[str]) -> list[Part]:
    """A heading with points below it; nothing where there is no point."""
    return [heading(title), points(lines)] if lines else []


def in_each(make: Callable[[str], tuple[str, Sequence[Part]]], officials: Sequence[Official]) -> Draft:
    """`make` is called once for each language, while it is the active one, and answers title and parts."""
    title, body = {}, {}
    for language in LANGUAGES:
        with override(language):
            title[language], parts = make(language)
        body[language] = "\n\n".join("\n".join(part.lines) for part in parts if part.lines)
    return Draft(title, body, list(dict.fromkeys(official.pk for official in officials)))


def named(official: Official, language: str) -> str:
    """An official with post and organisation, as a paper of this language names them."""
    name = (official.latin_name if language == "en" else "") or official.name
    said = {"name": name, "post": official.post, "organisation": official.organisation.name}
    if language == "lo":
        # Whoever is called ທ່ານ is not called ທ້າວ too.
        said["name"] = name.removeprefix(PLAIN_TITLE)
        return _("Honourable %(name)s, %(post)s, %(organisation)s") % said
    return ", ".join(said.values())


def on_day(day: date, language: str) -> str:
    """A day in full."""
    return format_date(day, language)


def with_time(day: date, time: str, language: str) -> str:
    return _("%(day)s, %(time)s") % {"day": on_day(day, language), "time": time} if time else on_day(day, language)
