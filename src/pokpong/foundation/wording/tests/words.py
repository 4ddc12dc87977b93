"""Corrections for tests, made through the action."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext, ngettext

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.wording.actions import correct_word
from pokpong.foundation.wording.entries import Entry, entries, key_of
from pokpong.foundation.wording.models import Correction

ENGLISH = "Words of the program"
KEY = key_of(ENGLISH)
TEXT = "ຄຳສັບຂອງລະບົບ ສຳລັບທົດສອບ"


def reader(role: str = "lao_reader") -> User:
    return make_user(f"words-{role}", role, "")


def corrected(by: User, text: str = TEXT, key: str = KEY, **more: Any) -> Correction:
    values: dict[str, Any] = {"forms": [text], "reason": "ຄຳນີ້ຖືກກວ່າ", "base": None, **more}
    return correct_word(by=by, id=new_id(), key=key, call_id=new_id(), **values)


def in_lao(english: str) -> str:
    """What a page would say."""
    with translation.override("lo"):
        return gettext(english)


def counted_in_lao(entry: Entry, number: int) -> str:
    with translation.override("lo"):
        return ngettext(entry.english, entry.plural, number)


def with_plural() -> Entry:
    """Some entry of the catalogues that has forms for numbers."""
    return next(entry for entry in entries("lo").values() if entry.plural and not entry.context)
