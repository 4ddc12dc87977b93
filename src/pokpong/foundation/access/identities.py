"""Signing in by a provider of identities (OpenID Connect): whether settings name one, and whose identity is whose.

What the provider calls somebody (the subject) is kept nowhere, only its keyed digest, beside the user. An identity that
an administrator has recorded opens nothing until its owner, signed in already, has shown it too: see
docs/decisions/0014-identity-providers.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from pokpong.foundation.access.models.users import User
from pokpong.foundation.vault import blind

LONGEST = 255  # letters of a subject, by OpenID Connect Core 1.0, section 2


@dataclass(frozen=True)
class Provider:
    """Who vouches for somebody, and as whom this installation is known there."""

    issuer: str
    client_id: str
    secret: str


def provider() -> Provider | None:
    """The provider that settings name; None when they name none, or not all that is needed."""
    found = Provider(settings.POKPONG_OIDC_ISSUER, settings.POKPONG_OIDC_CLIENT_ID, secret())
    return found if found.issuer and found.client_id and found.secret else None


def secret() -> str:
    """From the environment, or else from the file that it names."""
    file = settings.POKPONG_OIDC_SECRET_FILE
    if settings.POKPONG_OIDC_CLIENT_SECRET or not file or not Path(file).is_file():
        return str(settings.POKPONG_OIDC_CLIENT_SECRET)
    return Path(file).read_text().strip()


def button_words() -> str:
    """What stands on the button: `Lao | English` of the settings, or words of our own."""
    lao, _bar, english = (part.strip() for part in settings.POKPONG_OIDC_NAME.partition("|"))
    said = lao if get_language() == "lo" else english or lao
    return said or _("Sign in with the government account")


def digest(provider: Provider, subject: str) -> str:
    """The keyed digest of what this provider calls somebody; 64 hexadecimal digits."""
    return blind.reference("identity", provider.issuer, subject)


def owner_of(identity: str) -> User | None:
    """The user beside whom this digest is recorded, whether active and confirmed or not."""
    found: User | None = User.objects.filter(identity=identity).first()
    return found
