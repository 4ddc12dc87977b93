"""The steps a reader may take on a case now, as links."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from pokpong.areas.protection.models import Case
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.ui.parts import Link


class Offers:
    """The steps a reader may take on this case now, as links."""

    def __init__(self, request: PageRequest, case: Case, *, at_work: bool):
        self.user, self.case, self.at_work = request.user, case, at_work

    def on_case(self, permission: str, label: str, name: str, *, also_closed: bool = False) -> list[Link]:
        return self._link(permission, label, reverse(name, args=[self.case.pk]), also_closed=also_closed)

    def on(self, row: Any, permission: str, label: str, name: str) -> list[Link]:
        return self._link(permission, label, reverse(name, args=[row.pk]))

    def below(self, row: Any, permission: str, label: str, name: str) -> list[Link]:
        """A step on the case that starts from one of its rows, which the page then chooses already."""
        return self._link(permission, label, f"{reverse(name, args=[self.case.pk])}?{row.noun}={row.pk}")

    def _link(self, permission: str, label: str, url: str, *, also_closed: bool = False) -> list[Link]:
        allowed = (self.at_work or also_closed) and self.user.may(permission)
        return [Link(label, url)] if allowed else []
