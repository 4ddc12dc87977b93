"""Kept views of the design page's table, in a signed cookie: the page of examples writes nothing to the data base."""

import json
from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.urls import reverse_lazy

from pokpong.foundation.lao.text import canon
from pokpong.foundation.ui.table_views import SavedView

COOKIE = "pokpong_design_views"
MOST = 8
LONGEST_NAME = 40
LONGEST_QUERY = 400


class CookieViews:
    """Reads the views from the request; `store` writes them to the answer."""

    def __init__(self, request: HttpRequest):
        self.save_url = str(reverse_lazy("ui:save_view"))
        self.secure = request.is_secure()
        kept = request.get_signed_cookie(COOKIE, default="[]") or "[]"
        self.kept: list[list[str]] = json.loads(kept)

    def views(self) -> Sequence[SavedView]:
        return [
            SavedView(name, query, str(reverse_lazy("ui:remove_view", args=[number])))
            for number, (name, query) in enumerate(self.kept)
        ]

    def add(self, name: str, query: str) -> None:
        """The newest of one name replaces the older; without a name nothing is kept."""
        clean = canon(name).strip()[:LONGEST_NAME]
        if clean and len(query) <= LONGEST_QUERY:
            others = [view for view in self.kept if view[0] != clean]
            self.kept = [*others[1 - MOST :], [clean, query]]

    def remove(self, number: int) -> None:
        self.kept = [view for index, view in enumerate(self.kept) if index != number]

    def store(self, response: HttpResponse) -> None:
        response.set_signed_cookie(
            COOKIE,
            json.dumps(self.kept),
            max_age=60 * 60 * 24 * 30,
            samesite="Lax",
            secure=self.secure,
            httponly=True,
        )
