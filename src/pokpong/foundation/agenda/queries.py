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
    candidates = Task.objects.filter(state__in=WAITING).filter(_by_name_or_role(actor)).order_by("due")[:MOST]
    tasks = [task for task in candidates if may_take(actor, task)]
    seen = _visible_subjects(actor, tasks)
    return [task for task in tasks if task.subject in seen]


def _by_name_or_role(actor: Actor) -> Q:
    permissions = set(Task.objects.filter(state__in=WAITING).values_list("permission", flat=True).distinct())
    gone_up = Task.objects.filter(state="escalated").exclude(escalates_to="")
    permissions |= set(gone_up.values_list("escalates_to", flat=True).distinct())
    found = Q(user=actor.id)
    for name in sorted(permissions):
        paths = actor.paths(name)  # narrowed here, or what waits elsewhere would fill the list first
        found |= Q(user=None, permission=name) & under_any("place_path", paths)
        found |= Q(state="escalated", escalates_to=name) & under_any("escalates_path", paths)
    return found


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
