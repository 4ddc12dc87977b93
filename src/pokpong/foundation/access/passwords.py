"""Passwords that people in Laos choose first, in Lao and in Latin letters; the rest is Django's list."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pokpong.foundation.lao.text import canon

WORDS = Path(__file__).parent / "data" / "common_passwords.txt"
LEAST_DIFFERENT = 5  # letters


@lru_cache(maxsize=1)
def common_words() -> frozenset[str]:
    lines = WORDS.read_text("utf-8").splitlines()
    return frozenset(bare(line) for line in lines if line and not line.startswith("#"))


def bare(password: str) -> str:
    """The letters of a password with their marks, without the figures and signs that everybody adds to them."""
    return "".join(letter for letter in canon(password).casefold() if unicodedata.category(letter)[0] in "LM")


class CommonInLaosValidator:
    """Refuses a password that is one or two common words with figures or signs, and one that repeats few letters."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raises ValidationError."""
        letters = bare(password)
        if is_common(letters) or len(set(password)) < LEAST_DIFFERENT:
            raise ValidationError(
                _("Many people in Laos choose this password. Choose another one."), code="common_in_laos"
            )

    def get_help_text(self) -> str:
        return str(_("Not a word that many people choose, also not with figures behind it."))


def is_common(letters: str) -> bool:
    words = common_words()
    halves = ((letters[:cut], letters[cut:]) for cut in range(1, len(letters)))
    return letters in words or any(first in words and second in words for first, second in halves)
