"""Second factors and devices that the sample calls are about, made inside the call that is taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

from pokpong.foundation.access import factors, totp
from pokpong.foundation.access.factors import PASSKEY
from pokpong.foundation.access.models import User

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def passkey(user: UUID) -> int:
    """The id of a passkey that this user has from now on."""
    data = factors.sealed(user, PASSKEY, {"name": "ກະແຈ", "credential": "AAAA"})
    row = Authenticator(user_id=user, type=PASSKEY, data=data)
    row.save()
    return int(row.pk)


def app() -> dict[str, Any]:
    return {"secret": SECRET, "code": totp.code_at(SECRET, totp.counter_now())}


def factor_of(user: User) -> dict[str, Any]:
    return {"factor": passkey(user.pk)}


def codes_of(user: User) -> dict[str, Any]:
    passkey(user.pk)
    return {"codes": [factors.code_digest(user.pk, "1234567890")]}


def reset(user: UUID) -> dict[str, Any]:
    passkey(user)
    return {"user": user, "reason": "ໂທລະສັບເສຍ (ສົມມຸດ)", "in_person": True}


def session_of(user: User) -> dict[str, Any]:
    row = UserSession(user_id=user.pk, ip="0.0.0.0", session_key=f"sample-{user.pk}"[:40], user_agent="")
    row.save()
    return {"session": row.pk}
