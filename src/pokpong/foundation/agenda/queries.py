"""What waits for one actor."""

from __future__ import annotations

from collections import defaultdict
from uuid import UUID

from django.db.models import Q, QuerySet

from pokpong.foundation.actions import nouns
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING
from pokpong.foundation.agenda.tasks import may_take
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import under_any

MOST = 500


def waiting_for(actor: Actor) -> list[Task]:
    """Tasks this actor may take about records they may see, by due date; the first 500 of them."""
    waiting = Task.objects.filter(state__in=WAITING)
    # Each asked for by itself, so that each follows its index: what waits for others is never looked through.
    by_name = waiting.filter(user=actor.id)
    by_role = _in_my_places(actor, waiting.filter(user=None), "permission", "place_path")
    gone_up = Task.objects.filter(state="escalated").exclude(escalates_to="")
    above = _in_my_places(actor, gone_up, "escalates_to", "escalates_path")
    found = {task.pk: task for rows in (by_name, by_role, above) for task in rows.order_by("due")[:MOST]}
    candidates = sorted(found.values(), key=lambda task: (task.due, task.pk))[:MOST]
    tasks = [task for task in candidates if may_take(actor, task)]
    seen = _visible_subjects(actor, tasks)
    return [task for task in tasks if task.subject in seen]


def _in_my_places(actor: Actor, rows: QuerySet[Task], permission: str, place: str) -> QuerySet[Task]:
    """Those for whoever holds the permission they name, where the actor holds it."""
    found = Q(pk__in=[])
    for name in sorted(set(rows.values_list(permission, flat=True).distinct())):
        # Narrowed here, or what waits elsewhere would fill the list first.
        found |= Q(**{permission: name}) & under_any(place, actor.paths(name))
    return rows.filter(found)


def _visible_subjects(actor: Actor, tasks: list[Task]) -> set[UUID]:
    by_kind: dict[str, list[UUID]] = defaultdict(list)
    for task in tasks:
        by_kind[task.subject_kind].append(task.subject)
    seen: set[UUID] = set()
    for kind, ids in by_kind.items():
        seen |= set(nouns.model_of(kind).objects.visible_to(actor).filter(pk__in=ids).values_list("pk", flat=True))
    return seen


def changing_now() -> QuerySet[Task]:
    """Waiting tasks whose time for a next state has come."""
    now = clock.now()
    late = Q(state="open", due__lte=now) | Q(state__in=("open", "overdue"), escalates_at__lte=now)
    return Task.objects.filter(state__in=WAITING).filter(late | Q(expires_at__lte=now)).order_by("due")


def about(subject: UUID) -> QuerySet[Task]:
    return Task.objects.filter(subject=subject).order_by("made_at")
