"""Passkeys (WebAuthn): what a browser is asked, and whether it answered right. Nothing is written here."""

from __future__ import annotations

import base64
import json
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from pokpong.foundation.access.factors import PASSKEY, Factor, factors_of
from pokpong.foundation.access.models.users import User
from pokpong.foundation.vault import blind

ASKED = "passkey_asked"  # in the session: the challenge that the next answer must answer
UNREADABLE = (TypeError, ValueError, KeyError, AttributeError)  # what the library raises for a wrong answer


def server(request: HttpRequest) -> Fido2Server:
    """For the host of this request: a passkey made at one address answers at no other."""
    return Fido2Server(PublicKeyCredentialRpEntity(id=request.get_host().partition(":")[0], name="Pokpong"))


def keys_of(user: UUID) -> list[Factor]:
    return [factor for factor in factors_of(user) if factor.kind == PASSKEY]


def credential(factor: Factor) -> AttestedCredentialData:
    return AttestedCredentialData(base64.b64decode(factor.data["credential"]))


def ask_to_make(request: HttpRequest, user: User) -> dict[str, Any]:
    """What `navigator.credentials.create` takes, as JSON. The handle of the user is a digest, not the user's id."""
    options, state = server(request).register_begin(
        user=PublicKeyCredentialUserEntity(
            id=blind.digest("passkey-user", str(user.pk)), name=user.username, display_name=user.username
        ),
        credentials=[credential(key) for key in keys_of(user.pk)],
        resident_key_requirement=ResidentKeyRequirement.DISCOURAGED,
        user_verification=UserVerificationRequirement.PREFERRED,
    )
    request.session[ASKED] = state
    return dict(options)


def made(request: HttpRequest, answer: str) -> str | None:
    """The new credential, to be kept with the user; None when the answer does not answer what was asked."""
    asked = request.session.pop(ASKED, None)
    if asked is None:
        return None
    try:
        data = server(request).register_complete(asked, json.loads(answer)).credential_data
    except UNREADABLE:
        return None
    return base64.b64encode(bytes(data)).decode() if data is not None else None


def ask_to_prove(request: HttpRequest, user: User) -> dict[str, Any] | None:
    """What `navigator.credentials.get` takes, as JSON; None for a user without a passkey."""
    keys = keys_of(user.pk)
    if not keys:
        return None
    options, state = server(request).authenticate_begin(
        credentials=[credential(key) for key in keys], user_verification=UserVerificationRequirement.PREFERRED
    )
    request.session[ASKED] = state
    return dict(options)


def proved(request: HttpRequest, user: User, answer: str) -> Factor | None:
    """The passkey of this user that signed what was asked; None for any other answer."""
    asked, keys = request.session.pop(ASKED, None), keys_of(user.pk)
    if asked is None or not keys:
        return None
    try:
        used = server(request).authenticate_complete(asked, [credential(key) for key in keys], json.loads(answer))
    except UNREADABLE:
        return None
    return next((key for key in keys if credential(key).credential_id == used.credential_id), None)
