"""Correcting a word of the program, and taking a correction back. Both hold at once, for everybody."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import Problem, refuse
from pokpong.foundation.lao.text import canon
from pokpong.foundation.wording import overlay, queries, validity
from pokpong.foundation.wording.models import Correction
from pokpong.foundation.wording.queries import LANGUAGE, Word


@action("word.correct")
def correct_word(
    *, by: Actor, id: UUID, key: str, forms: Sequence[str], reason: str, base: UUID | None = None, call_id: UUID
) -> Correction:
    """Shows `forms` instead of the text of the entry `key`. `base` is the last correction that the reader saw.

    Raises Refused with all reasons: what the program fills in must stand in every form.
    """
    word = _known(key)
    texts = [validity.settled(text, word.entry.plural or word.entry.english) for text in forms]
    entry = word.entry
    problems = validity.check(
        texts, english=entry.english, plural=entry.plural, count=queries.form_count(entry), language=LANGUAGE
    )
    same = [validity.SAME_TEXT("form_0")] if tuple(texts) == word.forms else []
    refuse(_unchanged(word, base) + problems + same + _check_reason(reason))
    return _kept(by, id, word, texts, reason)


@action("word.undo")
def undo_correction(
    *, by: Actor, id: UUID, key: str, to: UUID | None = None, base: UUID | None = None, reason: str, call_id: UUID
) -> Correction:
    """Goes back to the correction `to`, or without it to the text that ships; both stay in the history.

    Raises Refused.
    """
    word = _known(key)
    earlier = next((row for row in queries.history(key) if row.pk == to), None) if to is not None else None
    forms = list(earlier.forms) if earlier is not None else []
    nothing = (to is not None and earlier is None) or tuple(forms or word.entry.forms) == word.forms
    problems = _unchanged(word, base) + ([validity.NOTHING_TO_UNDO("to")] if nothing else [])
    refuse(problems + _check_reason(reason))
    return _kept(by, id, word, forms, reason)


def _known(key: str) -> Word:
    word = queries.word(key)
    if word is None:
        refuse([validity.NO_ENTRY("key")])
    assert word is not None  # noqa: S101  refused above
    return word


def _unchanged(word: Word, base: UUID | None) -> list[Problem]:
    last = word.correction.pk if word.correction is not None else None
    return [] if last == base else [validity.CHANGED_MEANWHILE("form_0", text=" / ".join(word.forms))]


def _check_reason(reason: str) -> list[Problem]:
    fits = reason.strip() and len(reason) <= validity.LONGEST_REASON
    return [] if fits else [validity.REASON_MISSING("reason")]


def _kept(by: Actor, id: UUID, word: Word, forms: Sequence[str], reason: str) -> Correction:
    row = Correction(
        id=id,
        language=LANGUAGE,
        key=word.entry.key,
        context=word.entry.context,
        english=word.entry.english,
        plural=word.entry.plural,
        forms=list(forms),
        shipped=list(word.entry.forms),
        reason=canon(reason).strip(),
        who=by.id,
    )
    door.add(row)
    door.event(row, {"key": row.key, "forms": row.forms})
    door.after_commit(lambda: overlay.refresh(now=True))
    return row
