"""Users, grants and slips as actions and pages ask for them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from pokpong.foundation.access.models import Glass, Grant, SavedView, Slip, User
from pokpong.foundation.access.rules import OpenGrant
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import under, under_any

OPEN = ("asked", "active")


def open_grants(user: UUID) -> QuerySet[Grant]:
    """Grants that are asked or active and whose last day has not passed; those that start later count too."""
    return Grant.objects.filter(Q(ends=None) | Q(ends__gte=clock.today()), user=user, state__in=OPEN)


def as_open(grant: Grant) -> OpenGrant:
    return OpenGrant(grant.role, grant.place_path, grant.organisation, grant.state == "active")


def key_roles_of_others(user: UUID) -> set[str]:
    """`administrator` and `case_supervisor` when another active user holds them for the whole country today."""
    today = clock.today()
    active = User.objects.filter(state="active").exclude(pk=user).values("pk")
    held = Grant.objects.filter(
        Q(ends=None) | Q(ends__gte=today),
        user__in=active,
        role__in=("administrator", "case_supervisor"),
        place_path="",
        state="active",
        starts__lte=today,
    )
    return set(held.values_list("role", flat=True))


def lock_key_grants() -> None:
    """Makes two people who take the last two key roles from each other at once wait for one another."""
    rows = Grant.objects.filter(role__in=("administrator", "case_supervisor"), place_path="", state="active")
    list(rows.order_by("pk").select_for_update(of=("self",)))


def grants_of(users: Iterable[UUID]) -> dict[UUID, list[Grant]]:
    """Open grants by user, with one query."""
    found: dict[UUID, list[Grant]] = defaultdict(list)
    today = clock.today()
    rows = Grant.objects.filter(Q(ends=None) | Q(ends__gte=today), user__in=list(users), state__in=OPEN)
    for grant in rows.order_by("role", "place_path"):
        found[grant.user].append(grant)
    return found


def history_of(user: UUID) -> QuerySet[Grant]:
    """Every grant a user ever had or asked for, newest first."""
    return Grant.objects.filter(user=user).order_by("-starts", "-id")


def waiting_for_approval(actor: Actor) -> QuerySet[Grant]:
    """Grants this actor may decide about: in their places, not their own request, not for themselves."""
    paths = actor.paths("grant.approve")
    rows = Grant.objects.filter(under_any("place_path", paths), state="asked")
    return rows.exclude(user=actor.id).exclude(asked_by=actor.id).order_by("starts", "id")


def glass_to_review(actor: Actor) -> QuerySet[Glass]:
    """Opened records of this actor's places, newest first."""
    return Glass.objects.living().filter(under_any("place_path", actor.paths("glass.review"))).order_by("-at")


def holders(role: str, path: str = "") -> QuerySet[User]:
    """Users who hold, or wait for, a role in a place of `path`."""
    grants = Grant.objects.filter(under("place_path", path), state__in=OPEN)
    if role:
        grants = grants.filter(role=role)
    return User.objects.filter(pk__in=grants.values("user"))


def tasks_of(user: UUID) -> QuerySet[Task]:
    """Waiting tasks that name this user."""
    return Task.objects.filter(user=user, state__in=WAITING).order_by("due")


def slips_of(user: UUID) -> QuerySet[Slip]:
    return Slip.objects.filter(user=user).order_by("-at")


def names_of(users: Collection[UUID | None]) -> dict[UUID, str]:
    """Display names, with one query."""
    found = User.objects.filter(pk__in=[user for user in users if user is not None])
    return dict(found.values_list("pk", "display_name"))


def views_of(user: UUID, table: str) -> QuerySet[SavedView]:
    return SavedView.objects.filter(user=user, table=table, dropped=False).order_by("name", "id")
