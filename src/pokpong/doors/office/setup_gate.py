"""An empty installation has one page: set-up. As soon as somebody works here, the gate stands open for good."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from pokpong.doors.office.models import Installation
from pokpong.foundation.access.models import User
from pokpong.foundation.ui.language import speak_first


class SetupGateMiddleware:
    """Asks the data base until somebody works here, and never after."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]):
        self.get_response = get_response
        self.is_open = False

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not self.is_open:
            self.look()
        if self.is_open or is_free(request.path):
            return self.get_response(request)
        return HttpResponseRedirect(reverse("office:set_up"))

    def look(self) -> None:
        """Opens the gate once there are users, and takes over the language chosen at set-up."""
        if not User.objects.exists():
            return
        self.is_open = True
        installation = Installation.objects.first()
        if installation is not None:
            speak_first(installation.language)


def is_free(path: str) -> bool:
    """What an empty installation shows besides set-up: its looks, its switches, and that it is alive."""
    names = ("office:set_up", "office:healthz", "ui:language", "ui:theme")
    return path.startswith((settings.STATIC_URL, *(reverse(name) for name in names)))
