"""Between signing in and any page: a page left open asks who is there, and some roles need a second factor first."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from pokpong.foundation.access import factors, idle, sessions
from pokpong.foundation.access.models.users import User

HAS_FACTOR = "second_factor"  # in the session: this user was found to have one; a reset ends the session
ALWAYS_FREE = ("ui:language", "ui:theme", "account_logout", "access:lock", "access:locked")
FREE_WITHOUT_FACTOR = ("access:second_factor", "account_reauthenticate")  # addresses that begin so


class AccessGateMiddleware:
    """Asks nothing of who is not signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and not begins_with(request.path, ALWAYS_FREE):
            instead = held_back(request, request.user)
            if instead is not None:
                return instead
        return self.get_response(request)


def held_back(request: HttpRequest, user: User) -> HttpResponse | None:
    """Where this request is led instead; None when it may go on."""
    if idle.has_lapsed(request):
        if not request.session.get(idle.LOCKED):
            idle.lock(request, user, page_of(request), typed_in(request))
        return led(request, "access:locked")
    note_presence(request)
    if begins_with(request.path, FREE_WITHOUT_FACTOR) or not lacks_factor(request, user):
        return None
    return led(request, "access:second_factor")


def lacks_factor(request: HttpRequest, user: User) -> bool:
    """Whether this user must set up a second factor before anything else. Asks the data base until there is one."""
    if settings.POKPONG_SECOND_FACTOR == "offered" or request.session.get(HAS_FACTOR):
        return False
    if not factors.must_have_factor(user):
        return False
    if factors.has_factor(user.pk):
        request.session[HAS_FACTOR] = True
        return False
    return True


def note_presence(request: HttpRequest) -> None:
    seen = request.session.get(idle.SEEN)
    if seen is not None and abs(idle.now() - seen) < idle.NOTED_EVERY:
        return
    request.session[idle.SEEN] = idle.now()
    if seen is not None:
        sessions.note(request)


def led(request: HttpRequest, name: str) -> HttpResponse:
    """A redirect, also for a part of a page that was asked for by script."""
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": reverse(name)})
    return HttpResponseRedirect(reverse(name))


def page_of(request: HttpRequest) -> str:
    """The page that was open: for a form that was sent, or a part of a page, the one it stands on."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc != request.get_host():
        return "/"
    return parts.path + (f"?{parts.query}" if parts.query else "")


def typed_in(request: HttpRequest) -> idle.Fields:
    """What a form sent too late says; passwords are not kept, and files cannot be."""
    if request.method != "POST" or request.headers.get("HX-Request"):
        return []
    return [(name, value) for name, values in request.POST.lists() if "password" not in name for value in values]


def begins_with(path: str, names: tuple[str, ...]) -> bool:
    return path.startswith((settings.STATIC_URL, *(reverse(name) for name in names)))
