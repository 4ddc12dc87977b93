"""The order of the set-up pages, and what was answered so far: kept in the session, written only at the very end."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.access.models import User
from pokpong.foundation.access.pages import public_page
from pokpong.foundation.ui.parts import StatusWord, Task

SESSION_KEY = "set_up"


@dataclass(frozen=True)
class Step:
    """One page; `key` is also its url name's ending and where its answer stands in the session."""

    key: str
    title: str | Promise

    @property
    def url(self) -> str:
        return reverse(f"office:set_up_{self.key}")


STEPS = (
    Step("language", _("Language")),
    Step("places", _("Places")),
    Step("organisation", _("Your own body")),
    Step("administrator", _("The first administrator")),
    Step("supervisor", _("The first supervisor")),
)


def answers(request: HttpRequest) -> dict[str, Any]:
    """What was answered; empty before the code was given."""
    found: dict[str, Any] = request.session.get(SESSION_KEY, {})
    return found


def keep(request: HttpRequest, key: str, answer: Any) -> None:
    request.session[SESSION_KEY] = {**answers(request), key: answer}


def next_of(request: HttpRequest) -> str:
    """The address of the first page without an answer."""
    given = answers(request)
    if not given.get("code"):
        return reverse("office:set_up")
    return next((step.url for step in STEPS if step.key not in given), STEPS[-1].url)


def progress(request: HttpRequest, present: str) -> list[Task]:
    """The list of steps beside each page."""
    given = answers(request)
    words = {
        "done": StatusWord(_("Done"), "success"),
        "now": StatusWord(_("Now"), "info"),
        "later": StatusWord(_("Later"), "neutral"),
    }
    lines = []
    for step in STEPS:
        state = "now" if step.key == present else "done" if step.key in given else "later"
        lines.append(Task(step.title, words[state], step.url if state == "done" else ""))
    return lines


def set_up_page(key: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A page of an empty installation, opened by the code, in its order. 404 as soon as anybody works here."""

    def wrap(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @functools.wraps(view)
        def run(request: HttpRequest) -> HttpResponse:
            if User.objects.exists():
                raise Http404
            if key and not is_reached(request, key):
                return HttpResponseRedirect(next_of(request))
            return view(request)

        return public_page(run)

    return wrap


def is_reached(request: HttpRequest, key: str) -> bool:
    """Whether the code and every page before this one were answered."""
    given = answers(request)
    keys = [step.key for step in STEPS]
    return bool(given.get("code")) and all(before in given for before in keys[: keys.index(key)])
