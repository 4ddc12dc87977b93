"""The one-time code of a slip: sixteen figures, because every telephone and every Lao keyboard can type figures.

53 random bits. Only the keyed digest is ever stored or given to an action.
"""

import secrets

from pokpong.foundation.lao.digits import to_arabic_digits
from pokpong.foundation.vault import blind

FIGURES = 16
GROUP = 4


def new_code() -> str:
    """Sixteen random figures."""
    return "".join(secrets.choice("0123456789") for _ in range(FIGURES))


def grouped(code: str) -> str:
    """`1234567890123456` as `1234 5678 9012 3456`, as it is printed."""
    return " ".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def plain(typed: str) -> str:
    """What was typed, with Lao figures turned into Arabic ones and everything that is no figure left out."""
    return "".join(letter for letter in to_arabic_digits(typed) if letter in "0123456789")


def digest(code: str) -> str:
    """The keyed digest of a code, 64 hexadecimal digits."""
    return blind.reference("slip", code)
