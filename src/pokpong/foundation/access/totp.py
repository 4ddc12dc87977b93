"""The six figures of an authenticator app (RFC 6238), as allauth computes them, at our own clock, each used once."""

from __future__ import annotations

import hmac
from urllib.parse import quote, urlencode

from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value

from pokpong.foundation.kernel import clock

FIGURES = 6
SECONDS = 30
AROUND = (0, -1, 1)  # a telephone's clock may be half a minute off
A_DAY = 24 * 60 * 60 // SECONDS


def new_secret() -> str:
    """160 random bits, as the 32 letters that apps take."""
    secret: str = generate_totp_secret()
    return secret


def counter_now() -> int:
    return int(clock.now().timestamp()) // SECONDS


def code_at(secret: str, counter: int) -> str:
    code: str = format_hotp_value(hotp_value(secret, counter))
    return code


def counter_of(secret: str, code: str, *, after: int) -> int | None:
    """When the code is good now: its counter, which must lie after the last one used. None for every other code.

    A last use more than a day ahead was by a clock that ran wrong; it locks its owner out no longer.
    """
    now = counter_now()
    after = after if after <= now + A_DAY else 0
    fresh = (now + step for step in AROUND if now + step > after)
    return next((counter for counter in fresh if hmac.compare_digest(code_at(secret, counter), code)), None)


def address(username: str, secret: str) -> str:
    """What the picture says to an app."""
    return f"otpauth://totp/Pokpong:{quote(username)}?{urlencode({'secret': secret, 'issuer': 'Pokpong'})}"


def grouped(secret: str) -> str:
    """The secret in groups of four, to be typed where no camera works."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
