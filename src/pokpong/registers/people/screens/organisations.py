"""Organisations of the register of institutions, as a consent names them."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.access.models import User
from pokpong.foundation.actions.actor import Actor
from pokpong.registers.institutions.models import Organisation


def organisation_names(actor: Actor) -> dict[str, str]:
    """Id and name, in the reader's language, of every organisation in use, in Lao order."""
    rows = Organisation.objects.visible_to(actor).filter(state="active").order_by("sort_key")
    return {str(row.pk): row.name for row in rows}


def organisation_of(user: UUID) -> dict[str, str]:
    """The name `{language: text}` of the organisation a user works for; empty when there is none."""
    works_for = User.objects.filter(pk=user).values("organisation")
    found = Organisation.objects.filter(pk__in=works_for).first()
    return dict(found.names) if found else {}
