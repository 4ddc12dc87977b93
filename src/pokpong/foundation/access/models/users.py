"""People who work here."""

from __future__ import annotations

from functools import cached_property
from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.hashers import check_password
from django.db import models
from django.utils.crypto import salted_hmac

from pokpong.foundation.access.grants import HeldGrant, held_grants
from pokpong.foundation.access.roles import OWN
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import covers
from pokpong.foundation.kernel.rows import MutableRow, RowQuerySet


class UserQuerySet(RowQuerySet):
    """Where users are looked for."""

    def get_by_natural_key(self, username: str) -> User:
        found: User = self.get(username=username.strip().casefold())
        return found

    def visible_to(self, actor: Any) -> UserQuerySet:
        """Users are known to those who keep them, everywhere; to everybody else, only oneself."""
        if actor.may("user.read"):
            return self.all()
        return self.filter(pk=actor.id)


UserManager = models.Manager.from_queryset(UserQuerySet)


class User(AbstractBaseUser, MutableRow):
    """A sign-in: a user name, not an e-mail address. `state` is invited, active or left; see `docs/states`."""

    noun = "user"
    last_login: ClassVar[None] = None  # type: ignore[misc]  # not kept: the audit knows

    password = marks.secret(models.CharField(max_length=128))
    username = marks.personal(models.CharField(max_length=60, unique=True))
    display_name = marks.personal(models.CharField(max_length=120))
    language = marks.open_field(models.CharField(max_length=8, default="lo"))
    organisation = marks.open_field(models.UUIDField(null=True, blank=True))
    official = marks.open_field(models.UUIDField(null=True, blank=True))
    notify_by = marks.open_field(models.CharField(max_length=8, default="none"))
    notify_address = marks.personal(models.CharField(max_length=120, blank=True))
    state = marks.open_field(models.CharField(max_length=10, default="invited"))
    # The keyed digest of what the provider of identities calls them; it signs in once its owner has confirmed it.
    identity = marks.secret(models.CharField(max_length=64, null=True, blank=True, unique=True))
    identity_confirmed = marks.open_field(models.BooleanField(default=False))
    session_round = marks.open_field(
        models.PositiveIntegerField(default=1, help_text="raised to end every session of this user")
    )

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    objects: ClassVar[UserManager[User]] = UserManager()

    def __str__(self) -> str:
        return self.display_name

    def scope_keys(self) -> list[str]:
        return [f"user:{self.pk}"]

    @property
    def is_active(self) -> bool:  # type: ignore[override]  # Django asks for an attribute; ours is the state
        return self.state == "active"

    def check_password(self, raw_password: str | None) -> bool:
        """Django's own would also save a stronger hash here, outside any action."""
        return check_password(raw_password, self.password)

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """A session ends with its password, and with its round (Django compares this at every request)."""
        key_salt = "pokpong.foundation.access.session"
        return salted_hmac(
            key_salt, f"{self.password}|{self.session_round}", secret=secret, algorithm="sha256"
        ).hexdigest()

    @property
    def actor_kind(self) -> str:
        return "user"

    @property
    def device(self) -> UUID | None:
        return None

    @cached_property
    def grants(self) -> list[HeldGrant]:
        """What this user holds today; read once per request."""
        return held_grants(self.pk) if self.is_active else []

    def may(self, permission: str, place: str | None = None) -> bool:
        """A grant must hold the permission; one's own account is one's own as long as one works here."""
        if permission in OWN and place is None:
            return self.is_active
        return any(
            permission in grant.permissions and (place is None or covers(grant.path, place)) for grant in self.grants
        )

    def paths(self, permission: str) -> list[str]:
        return sorted({grant.path for grant in self.grants if permission in grant.permissions})

    @property
    def roles(self) -> list[str]:
        return sorted({grant.role for grant in self.grants})
