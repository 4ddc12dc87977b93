"""Reading documents: of a record, by whom issued, which words of a press text look like a stranger's name."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from pokpong.areas.partnership.models import Document, Stop, Visit
from pokpong.areas.partnership.queries.lists import lists
from pokpong.areas.partnership.rules.documents import LANGUAGES
from pokpong.areas.partnership.rules.names import Known, Stranger, called, strangers
from pokpong.foundation.access.models import User
from pokpong.foundation.access.scope import once
from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.kernel.words import in_language
from pokpong.registers.institutions.models import Committee, Official, Organisation
from pokpong.registers.places.models import Place
from pokpong.registers.places.queries import labels

HIGHEST = 5  # offices above an office that are asked for a short name
WIDE = 2  # names of provinces and districts are known to everybody


def documents_of(kind: str, record: UUID, actor: Any) -> list[Document]:
    """Those drafted from a record that this actor may see, the newest first."""
    rows = Document.objects.visible_to(actor).filter(record_kind=kind, record=record)
    return list(rows.order_by("-made_on", "-pk"))


def officials_of(document: Document) -> list[Official]:
    """Whose names may stand in it, in Lao order. Whoever shows them notes the reading."""
    rows = Official.objects.filter(pk__in=document.officials).select_related("organisation")
    return list(rows.order_by("sort_key", "pk"))


def strangers_in(document: Document, officials: Iterable[Official]) -> list[Stranger]:
    """Words of its titles and texts that look like a name and are not that of one of `officials`."""
    known = known_to(officials, [entry["word"] for entry in document.cleared])
    known = dataclasses.replace(known, public={*known.public, *_places_of(document)})
    text = "\n".join(words.get(language, "") for words in (document.title, document.body) for language in LANGUAGES)
    return strangers(text, known)


def known_to(officials: Iterable[Official], cleared: Collection[str] = ()) -> Known:
    """What is no stranger's name in a text that names these officials."""
    rows = list(officials)
    names = {form for row in rows for name in (row.name, row.latin_name) if name for form in called(name)}
    always = lists()
    return dataclasses.replace(
        always,
        officials=frozenset(names),
        public={*always.public, *once("partnership.public_names", _public_names)},
        posts={*always.posts, *(row.post for row in rows)},
        cleared=frozenset(cleared),
    )


def _places_of(document: Document) -> set[str]:
    """The villages of a visit, named whole with their district and province: the name alone may be somebody's."""
    if document.record_kind != "visit" or document.record is None:
        return set()
    rows = Stop.objects.filter(visit=document.record).standing().select_related("organisation")
    paths = {row.place_path for row in rows if not row.hidden}
    paths |= set(Visit.objects.filter(pk=document.record).values_list("place_path", flat=True))
    wanted = [path for path in paths if len(parts(path)) > WIDE]
    return {text for language in LANGUAGES for text in labels(wanted, language).values() if text}


def _public_names() -> frozenset[str]:
    """Names of organisations, committees, provinces and districts."""
    bodies = Organisation.objects.values_list("names", "short_names")
    found = {text for pair in bodies for names in pair for text in names.values()}
    found |= {text for names in Committee.objects.values_list("names", flat=True) for text in names.values()}
    wide = Place.objects.filter(level__lte=WIDE).values_list("names", flat=True)
    found |= {text for names in wide for text in names.values()}
    return frozenset(text for text in found if len(text) > 2)


def office_of(user: UUID | None) -> Organisation | None:
    """The organisation that a user works for, with the one above it."""
    works_for = User.objects.filter(pk__in=[user] if user else []).values("organisation")
    found: Organisation | None = Organisation.objects.select_related("parent").filter(pk__in=works_for).first()
    return found


def office_with(key: UUID | None) -> Organisation | None:
    """The organisation, with the one above it."""
    found: Organisation | None = (
        Organisation.objects.select_related("parent").filter(pk__in=[key] if key else []).first()
    )
    return found


def short_name_of(office: Organisation | None) -> str:
    """The short name of an office, or of the nearest one above it; empty where none has one."""
    for _step in range(HIGHEST):
        if office is None or (short := in_language(office.short_names, "lo")):
            return short if office is not None else ""
        office = office.parent
    return ""
