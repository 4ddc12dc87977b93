"""Marks the few views of this package as pages for anybody: they show nothing of the ledger."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse


def public(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The mark that the sweep over all addresses reads; the floor above has its own decorators for everything else."""

    @wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    run.permission = ["public"]  # type: ignore[attr-defined]  # a function takes attributes; the sweep reads it
    return run
