"""Reading the closures of a visible case."""

from __future__ import annotations

from pokpong.areas.protection.models import Case, Closure


def waiting_closure(case: Case) -> Closure | None:
    """The one that a second person is asked to decide."""
    return Closure.objects.filter(case=case.pk, state="asked").first()


def last_closure(case: Case) -> Closure | None:
    """The one asked for last, however it ended."""
    return Closure.objects.filter(case=case.pk).order_by("-asked_at", "-pk").first()
