"""The code and the PIN of a one-time link, and the cookie of the one browser in which it opens.

The code (99 random bits) stands behind the # sign of the address or is typed, so no server ever logs it. The PIN goes
another way. Only keyed digests are stored: who steals the data base cannot try PINs against them.
"""

from __future__ import annotations

import secrets
from uuid import UUID

from pokpong.areas.protection.receipts import LETTERS, SEPARATORS
from pokpong.foundation.lao.digits import to_arabic_digits
from pokpong.foundation.vault import blind

CODE_LENGTH = 20
GROUP = 4
PIN_LENGTH = 6
LONGEST_TYPED = 60


def new_code() -> str:
    """Twenty letters and figures, none that are taken for one another."""
    return "".join(secrets.choice(LETTERS) for _place in range(CODE_LENGTH))


def new_pin() -> str:
    """Six figures."""
    return "".join(secrets.choice("0123456789") for _place in range(PIN_LENGTH))


def grouped(code: str) -> str:
    """In groups of four, as it is printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def plain(typed: str) -> str:
    """The code as it is compared: capitals, no spaces or dashes; also of a whole address that was pasted."""
    return typed.strip().rpartition("#")[2][:LONGEST_TYPED].upper().translate(SEPARATORS)


def plain_pin(typed: str) -> str:
    """The figures that were typed; Lao ones are turned into Arabic ones."""
    return "".join(letter for letter in to_arabic_digits(typed[:LONGEST_TYPED]) if letter in "0123456789")


def digest_of_code(typed: str) -> str:
    """What is stored and looked up."""
    return blind.reference("referral-link", plain(typed))


def digest_of_pin(link: UUID, typed: str) -> str:
    """Of one link only: equal PINs of two links do not look alike."""
    return blind.reference("referral-link-pin", str(link), plain_pin(typed))


def cookie_for(call_id: UUID) -> str:
    """The secret of a browser. It follows from the call that opened the link: a double press brings the same one."""
    return blind.reference("referral-link-cookie", str(call_id))


def digest_of_cookie(cookie: str) -> str:
    """What is stored of it."""
    return blind.reference("referral-link-browser", cookie)
