"""The two halves of OpenID Connect's code flow: where a browser is sent, and who comes back with which code.

OpenID Connect Core 1.0 (section 3.1) with state, nonce and PKCE (RFC 7636). PyJWT checks the signed answer: signature
by the provider's published keys, issuer, audience, times. Nothing is asked of anybody but the issuer: every address
stands on the issuer's own host, redirects are not followed, and no proxy is used.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote_plus, urlencode, urlsplit
from urllib.request import (
    HTTPDefaultErrorHandler,
    HTTPErrorProcessor,
    HTTPHandler,
    HTTPSHandler,
    OpenerDirector,
    Request,
    UnknownHandler,
)

import jwt

from pokpong.foundation.access.identities import LONGEST, Provider

WAITS = 5  # seconds for one answer
LARGEST = 256 * 1024  # bytes of one answer
REFUSALS = {400, 401, 403}  # how a token endpoint says no (RFC 6749, section 5.2)
LEEWAY = 60  # seconds that the two clocks may differ
# Signatures by a key that only the provider holds; never "none", never one made with a shared secret.
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"]
CLAIMS = ["iss", "sub", "aud", "exp", "iat"]
ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class Silent(Exception):
    """The provider cannot be reached, or what it answers is no answer."""


class NotVouched(Exception):
    """The provider does not vouch for who came back; its text is a code for the log."""


@dataclass(frozen=True)
class Asked:
    """What a browser keeps in its session between going and coming back. Each is good for one way."""

    state: str
    nonce: str
    verifier: str


def begin(provider: Provider, back: str) -> tuple[str, Asked]:
    """The address to which the browser goes, and what it must bring back to `back`. Raises Silent."""
    asked = Asked(*(secrets.token_urlsafe(32) for _ in range(3)))
    query = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back,
        "scope": "openid",  # who it is, and nothing about them
        "state": asked.state,
        "nonce": asked.nonce,
        "code_challenge": _unpadded(hashlib.sha256(asked.verifier.encode()).digest()),
        "code_challenge_method": "S256",
    }
    address = described(provider)["authorization_endpoint"]
    return f"{address}{'&' if urlsplit(address).query else '?'}{urlencode(query)}", asked


def subject_of(provider: Provider, back: str, asked: Asked, brought: dict[str, str]) -> str:
    """What the provider calls who came back with the query `brought`. Raises Silent, NotVouched."""
    if not hmac.compare_digest(brought.get("state", "").encode(), asked.state.encode()):
        raise NotVouched("state")
    if brought.get("iss", provider.issuer) != provider.issuer:  # RFC 9207
        raise NotVouched("issuer of the answer")
    if "error" in brought or not brought.get("code"):
        raise NotVouched("no code")
    said = described(provider)
    claims = _claims(provider, said, _token(provider, said, back, asked, brought["code"]))
    if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), asked.nonce.encode()):
        raise NotVouched("nonce")
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise NotVouched("authorized party")
    subject = claims["sub"]
    if not 0 < len(subject) <= LONGEST:
        raise NotVouched("subject")
    return str(subject)


def described(provider: Provider) -> dict[str, Any]:
    """What the provider publishes about itself, with every address on its own host. Raises Silent."""
    said = fetched(f"{provider.issuer.rstrip('/')}/.well-known/openid-configuration")
    if said.get("issuer") != provider.issuer:
        raise Silent("another issuer")
    if any(_host(str(said.get(name, ""))) != _host(provider.issuer) for name in ADDRESSES):
        raise Silent("an address elsewhere")
    return said


def fetched(address: str, fields: dict[str, str] | None = None, **headers: str) -> dict[str, Any]:
    """The JSON object that answers; `fields` are posted. Raises Silent; NotVouched when it refuses what is posted."""
    data = urlencode(fields).encode() if fields is not None else None
    try:
        request = Request(address, data, headers)  # noqa: S310  the opener knows http and https only
        with _opener().open(request, timeout=WAITS) as answer:
            raw = answer.read(LARGEST + 1)
    except HTTPError as error:
        error.close()
        if data is not None and error.code in REFUSALS:
            raise NotVouched("code refused") from None
        raise Silent(f"answer {error.code}") from None
    except (OSError, HTTPException, ValueError) as error:
        raise Silent(type(error).__name__) from None
    try:
        found = json.loads(raw) if len(raw) <= LARGEST else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise Silent("no answer of the kind")
    return found


def _token(provider: Provider, said: dict[str, Any], back: str, asked: Asked, code: str) -> str:
    fields = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": asked.verifier,
    }
    if "client_secret_basic" in said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"]):
        pair = f"{quote_plus(provider.client_id)}:{quote_plus(provider.secret)}"
        basic = f"Basic {base64.b64encode(pair.encode()).decode()}"
        return str(fetched(said["token_endpoint"], fields, Authorization=basic).get("id_token", ""))
    fields |= {"client_id": provider.client_id, "client_secret": provider.secret}
    return str(fetched(said["token_endpoint"], fields).get("id_token", ""))


def _claims(provider: Provider, said: dict[str, Any], token: str) -> dict[str, Any]:
    keys = fetched(said["jwks_uri"])
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            _key(keys, jwt.get_unverified_header(token).get("kid")),
            algorithms=SIGNATURES,
            audience=provider.client_id,
            issuer=provider.issuer,
            leeway=LEEWAY,
            options={"require": CLAIMS},
        )
    except jwt.PyJWTError as error:
        raise NotVouched(type(error).__name__) from None
    return claims


def _key(published: dict[str, Any], kid: Any) -> jwt.PyJWK:
    """The key that signed; without a name, the only one there is. Raises NotVouched, jwt.PyJWTError."""
    keys = [key for key in jwt.PyJWKSet.from_dict(published).keys if key.public_key_use in {"sig", None}]
    fitting = [key for key in keys if kid is None or key.key_id == kid]
    if len(fitting) != 1:
        raise NotVouched("key")
    return fitting[0]


def _opener() -> OpenerDirector:
    """Knows http and https, no redirect, no proxy, no file."""
    opener = OpenerDirector()
    for handler in (HTTPHandler, HTTPSHandler, UnknownHandler, HTTPDefaultErrorHandler, HTTPErrorProcessor):
        opener.add_handler(handler())
    return opener


def _host(address: str) -> tuple[str, str]:
    """Scheme, and host with port; nothing of what is no address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc


def _unpadded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
