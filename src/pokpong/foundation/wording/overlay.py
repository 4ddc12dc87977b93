"""Corrections over the catalogues that ship, in every process, without reading a file again.

Django keeps the catalogues of a language as one stack of tables and takes the first that knows a word; ours lies
on top. Every few seconds at most, before a page or background work, one small query says whether anything was
corrected since.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import trans_real

from pokpong.foundation.wording import queries
from pokpong.foundation.wording.models import Correction

Known = dict[Any, str]  # what gettext asks for: the English, or the English and the number of a plural form


class Overlay(Known):
    """The corrections of one language, as gettext looks them up."""


class _State:
    looked: float = float("-inf")
    seen: tuple[int, object] | None = None


_state = _State()


def refresh(*, now: bool = False) -> None:
    """Takes over what was corrected since the last look; looks at most every `POKPONG_WORDS_SECONDS`, never below 0.

    A data base that does not answer leaves the words as they are.
    """
    every = float(settings.POKPONG_WORDS_SECONDS)
    if not now and (every < 0 or time.monotonic() - _state.looked < every):
        return
    _state.looked = time.monotonic()
    try:
        seen = queries.state()
        if seen != _state.seen or not _is_laid():
            lay(queries.present().values())
            _state.seen = seen
    except DatabaseError:
        return


def lay(corrections: Iterable[Correction], language: str = queries.LANGUAGE) -> None:
    """Puts exactly these corrections on top of the catalogues of the language."""
    table = Overlay()
    for row in corrections:
        if row.forms:
            table.update(_looked_up(row))
    stack = _stack(language)
    bottom = stack._catalogs[1:] if _is_ours(stack) else stack._catalogs
    plurals = stack._plurals[1:] if _is_ours(stack) else stack._plurals
    # Whole lists at once: another thread finds the old stack or the new one.
    stack._plurals, stack._catalogs = [queries.plural_of(language), *plurals], [table, *bottom]


def take_off(language: str = queries.LANGUAGE) -> None:
    """Shows the words that ship again, in this process."""
    lay((), language)
    _state.seen = None


def _looked_up(row: Correction) -> Known:
    named = f"{row.context}{trans_real.CONTEXT_SEPARATOR}{row.english}" if row.context else row.english
    if not row.plural:
        return {named: row.forms[0]}
    return {(named, number): text for number, text in enumerate(row.forms)}


def _stack(language: str) -> Any:
    translation: Any = trans_real.translation(language)  # its stack is no public part of it
    return translation._catalog


def _is_ours(stack: Any) -> bool:
    return isinstance(stack._catalogs[0], Overlay)


def _is_laid(language: str = queries.LANGUAGE) -> bool:
    return _is_ours(_stack(language))


class WordsMiddleware:
    """Every page is shown in the corrected words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        refresh()
        return self.get_response(request)
