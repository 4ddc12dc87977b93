"""Pages of signed-in people: each says which permission it needs, and a guard sweeps them all."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from pokpong.foundation.access.models.users import User
from pokpong.foundation.access.scope import reading
from pokpong.foundation.audit import log
from pokpong.foundation.kernel.problems import NotAllowed, NotThere
from pokpong.foundation.vault.aes import SealBroken
from pokpong.foundation.vault.keyring import KeyGone

P = ParamSpec("P")
log_faults = logging.getLogger(__name__)
PUBLIC = "public"
SIGNED_IN = "signed_in"
GONE, BROKEN = 410, 500
READING = ("GET", "HEAD")  # requests that change nothing


class PageRequest(HttpRequest):
    """A request of somebody who is signed in."""

    user: User


def page(
    permission: str | Sequence[str] = SIGNED_IN, *, only_reads: bool = False
) -> Callable[
    [Callable[Concatenate[PageRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Only for who holds `permission` (one of several) somewhere; rows are narrowed by `visible_to`.

    No sign-in: to the sign-in page. No permission: 403. A row out of sight: 404, like one that never was.
    `only_reads`: also what is sent in the body only asks, such as a search for a name.
    """
    wanted = [permission] if isinstance(permission, str) else list(permission)

    def wrap(
        view: Callable[Concatenate[PageRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @functools.wraps(view)
        def run(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            if wanted != [SIGNED_IN] and not any(request.user.may(name) for name in wanted):
                raise PermissionDenied
            return _answered(view, only_reads, request, *args, **kwargs)

        run.permission = wanted  # type: ignore[attr-defined]  # read by the guard that sweeps every address
        return never_cache(run)  # type: ignore[return-value]  # mypy takes the request's name for part of its type

    return wrap


def public_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page for anybody, signed in or not."""

    @functools.wraps(view)
    def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return _answered(view, False, request, *args, **kwargs)

    run.permission = [PUBLIC]  # type: ignore[attr-defined]  # read by the guard that sweeps every address
    return run


def _answered(
    view: Callable[..., HttpResponse], only_reads: bool, request: Any, /, *args: Any, **kwargs: Any
) -> HttpResponse:
    try:
        if request.method not in READING and not only_reads:
            return view(request, *args, **kwargs)
        with reading():
            return view(request, *args, **kwargs)
    except NotThere:
        raise Http404 from None
    except NotAllowed:
        raise PermissionDenied from None
    except KeyGone:
        # Lists and pages leave erased rows out; this is for what still holds one: an old link, a page left open.
        return render(request, "access/erased.html", status=GONE)
    except SealBroken as reason:
        log_faults.error("a sealed value does not open: %s", reason)  # noqa: TRY400  it names the column and the row
        return render(request, "access/damaged.html", status=BROKEN)


def seen(request: PageRequest, kind: str, rows: Iterable[Any]) -> None:
    """Notes that these rows were shown to the reader, under the name of the page that showed them."""
    ids: list[UUID] = [row.pk for row in rows]
    match = request.resolver_match
    log.reading(actor=request.user.id, kind=kind, place=match.view_name if match else "", shown=ids)
