"""Second factors as they are kept: in allauth's table, each sealed for its own user, written by actions only."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.conf import settings

from pokpong.foundation.access.grants import HeldGrant
from pokpong.foundation.access.models.users import User
from pokpong.foundation.access.roles import EVERYBODY, ROLES
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock
from pokpong.foundation.vault import aes, blind, master

APP, PASSKEY, CODES = Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN, Authenticator.Type.RECOVERY_CODES
# Permissions that show victims or keep users. Who only hands a concern in, or follows one's own, sees nobody.
SENSITIVE = ("person.", "case.", "concern.", "user.")
HANDED_IN = frozenset({"concern.raise", "concern.follow"})
WRONG_MOST = 8
WRONG_WITHIN = timedelta(minutes=15)
TOLD_FOR = timedelta(days=30)


@dataclass(frozen=True)
class Factor:
    """One authenticator app or passkey, opened. `data`: `secret` and `counter`, or `name` and `credential`."""

    id: int
    kind: str
    data: dict[str, Any]
    added: datetime
    used: datetime | None


def sealed(user: UUID, kind: str, data: dict[str, Any]) -> dict[str, str]:
    """What stands in the table. It opens only in a row of this user and this kind."""
    plain = aes.pad(json.dumps(data, separators=(",", ":")).encode())
    return {"sealed": base64.b64encode(aes.seal(_key(), plain, _place(user, kind))).decode()}


def opened(row: Authenticator) -> dict[str, Any]:
    """Raises SealBroken when the row was altered, or moved from another user."""
    raw = base64.b64decode(row.data["sealed"])
    data: dict[str, Any] = json.loads(aes.unpad(aes.open_sealed(_key(), raw, _place(row.user_id, row.type))))
    return data


def _key() -> bytes:
    return master.purpose_key("second-factor")


def _place(user: UUID, kind: str) -> bytes:
    return f"second-factor|{kind}|{user}".encode()


def factors_of(user: UUID) -> list[Factor]:
    """Apps and passkeys, oldest first."""
    rows = Authenticator.objects.filter(user_id=user, type__in=(APP, PASSKEY)).order_by("created_at", "pk")
    return [Factor(row.pk, row.type, opened(row), row.created_at, row.last_used_at) for row in rows]


def has_factor(user: UUID) -> bool:
    return bool(Authenticator.objects.filter(user_id=user, type__in=(APP, PASSKEY)).exists())


def codes_row(user: UUID) -> Authenticator | None:
    """Where the digests of the recovery codes of a user are kept."""
    found: Authenticator | None = Authenticator.objects.filter(user_id=user, type=CODES).first()
    return found


def code_digest(user: UUID, code: str) -> str:
    """The keyed digest of a recovery code of this user."""
    return blind.reference("recovery-code", str(user), code)


def codes_left(user: UUID) -> int:
    row = codes_row(user)
    return len(opened(row)["codes"]) if row is not None else 0


def asks_for_factor(grant: HeldGrant) -> bool:
    """Whether this role sees victims or keeps users."""
    role = ROLES.get(grant.role)
    held = grant.permissions - EVERYBODY - HANDED_IN
    return bool(role and role.sees_victims) or any(name.startswith(SENSITIVE) for name in held)


def must_have_factor(user: User) -> bool:
    """Whether this installation lets this user work only with a second factor."""
    return settings.POKPONG_SECOND_FACTOR != "offered" and any(map(asks_for_factor, user.grants))


def too_many_wrong(user: UUID) -> bool:
    """Whether so many second factors of this user were wrong lately that none is taken now; see the events."""
    since = clock.now() - WRONG_WITHIN
    rows = Event.objects.filter(subject=user, name="second_factor.failed", at__gt=since, at__lte=clock.latest())
    return rows.count() >= WRONG_MOST


def last_reset(user: UUID) -> Event | None:
    """The last time somebody else took this user's second factors away, as long as the user is told of it."""
    since = clock.now() - TOLD_FOR
    rows = Event.objects.filter(subject=user, name="second_factor.reset", at__gt=since)
    found: Event | None = rows.order_by("-at").first()
    return found
