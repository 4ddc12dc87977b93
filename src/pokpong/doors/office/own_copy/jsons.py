"""The copy as JSON, for a person who wants to take it elsewhere. The shape is stable and has a version.

{format, version, language, copy: {mark, person, number, made_on, made_by, introduction: [text]},
 kinds: [{kind, title,
          records: [{fields: [{field, label, value, words}], texts: [{field, label, given, words}]}],
          never: [{field, why}]}],
 why: {code: text}, rights: [text]}

`value` is a code, number or ISO 8601 day as it is kept; `words` the same in the language of the file. `never` names the
fields that stand on nobody's copy, whether this person has any or not, and by a code of `why` for which reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import override

from pokpong.areas.protection.screens.papers.telling import written
from pokpong.doors.office.own_copy.paper import INTRODUCTION, LEFT_OUT, TO_CORRECT, Sheet, mark_of
from pokpong.foundation.kernel import clock
from pokpong.registers.people import own_copy
from pokpong.registers.people.own_copy import WHY, WITHHELD, Kind
from pokpong.registers.people.queries.own_copies import Record, Text

FORMAT, VERSION = "pokpong-own-copy", 1


def copy_json(sheet: Sheet, language: str) -> dict[str, Any]:
    """As plain values; the words in `language`."""
    with override(language):
        return {
            "format": FORMAT,
            "version": VERSION,
            "language": language,
            "copy": {
                "mark": mark_of(sheet.copy),
                "person": sheet.copy.person.number,
                "number": sheet.copy.number,
                "made_on": clock.today().isoformat(),
                "made_by": sheet.made_by,
                "introduction": [str(words) for words in INTRODUCTION],
            },
            "kinds": [_kind(kind, sheet.records) for kind in own_copy.kinds()],
            "why": {code: str(words) for code, words in WHY.items()},
            "rights": [str(words) for words in TO_CORRECT],
        }


def _kind(kind: Kind, records: Sequence[Record]) -> dict[str, Any]:
    return {
        "kind": kind.noun,
        "title": str(kind.title),
        "records": [_record(record) for record in records if record.kind is kind],
        "never": [{"field": field.name, "why": field.why} for field in kind.of(WITHHELD)],
    }


def _record(record: Record) -> dict[str, Any]:
    return {
        "fields": [
            {
                "field": field.name,
                "label": str(field.label),
                "value": record.kept(field),
                "words": written(record.shown(field)),
            }
            for field in record.given
        ],
        "texts": [_text(text) for text in record.texts],
    }


def _text(text: Text) -> dict[str, Any]:
    return {
        "field": text.field.name,
        "label": str(text.field.label),
        "given": text.released,
        "words": text.words if text.released else str(LEFT_OUT),
    }
