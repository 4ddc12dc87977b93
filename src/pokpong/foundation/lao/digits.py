"""Numbers and money as they are written in Lao offices: 1.234.567,5 and 1.234.567 ກີບ."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Final

from pokpong.foundation.lao.data import rows
from pokpong.foundation.lao.text import canon

_ARABIC: Final = "0123456789"
_LAO: Final = "໐໑໒໓໔໕໖໗໘໙"
_TO_LAO: Final = str.maketrans(_ARABIC, _LAO)
_TO_ARABIC: Final = str.maketrans(_LAO, _ARABIC)

# language: (between thousands, before the fraction)
_SEPARATORS: Final = {"lo": (".", ","), "en": (",", ".")}
_CURRENCIES: Final = {row["code"]: row for row in rows("currencies")}
_CENT_PLACES: Final = 2


def to_lao_digits(text: str) -> str:
    """`text` with 0-9 written ໐-໙."""
    return text.translate(_TO_LAO)


def to_arabic_digits(text: str) -> str:
    """`text` with ໐-໙ written 0-9."""
    return text.translate(_TO_ARABIC)


def format_number(
    value: int | Decimal, decimals: int | None = None, language: str = "lo", *, lao_digits: bool = False
) -> str:
    """Write `value` with separators: 1.234.567,5 in Lao, 1,234,567.5 in English.

    With `decimals` it is rounded half up to that many places; without, every digit it has is shown.
    Raises ValueError for a value that is not finite and for a language without separators.
    """
    thousands, point = _separators(language)
    number = Decimal(value)
    if not number.is_finite():
        raise ValueError(f"not a finite number: {value}")
    if decimals is not None:
        number = _rounded(number, decimals)
    # Minus nothing is nothing: a reader of accounts takes "-0" for an error.
    whole, _, fraction = f"{number if number else abs(number):,f}".partition(".")
    written = whole.replace(",", thousands) + (point + fraction if fraction else "")
    return to_lao_digits(written) if lao_digits else written


def _rounded(number: Decimal, decimals: int) -> Decimal:
    # The default context holds 28 digits only and refuses to round a longer number.
    exact = Context(prec=len(number.as_tuple().digits) + abs(number.adjusted()) + decimals + 2)
    return number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, exact)


def parse_number(text: str, language: str = "lo") -> Decimal:
    """Read what `format_number` writes, in Lao or Arabic digits, thousands separated or not.

    Raises ValueError for anything else, also for thousands that are not groups of three.
    """
    thousands, point = _separators(language)
    shape = rf"-?(?:\d{{1,3}}(?:{re.escape(thousands)}\d{{3}})+|\d+)(?:{re.escape(point)}\d+)?"
    plain = to_arabic_digits(canon(text)).strip()
    if not re.fullmatch(shape, plain, re.ASCII):
        raise ValueError(f"not a number: {text[:40]!r}")
    return Decimal(plain.replace(thousands, "").replace(point, "."))


def format_money(amount: Decimal, currency: str = "LAK", language: str = "lo", *, lao_digits: bool = False) -> str:
    """Write `amount` (in whole units of `currency`, ISO 4217) with its name: 1.234.567 ກີບ.

    Kip have no decimals, rounded half up. A currency without a name here shows its code and two
    decimals. Raises ValueError like `format_number`.
    """
    known = _CURRENCIES.get(currency)
    decimals = int(known["decimals"]) if known else _CENT_PLACES
    name = known[language] if known and language in known else currency
    return f"{format_number(amount, decimals, language, lao_digits=lao_digits)} {name}"


def _separators(language: str) -> tuple[str, str]:
    try:
        return _SEPARATORS[language]
    except KeyError:
        raise ValueError(f"no number separators for language {language!r}") from None
