"""The kept views of one reader and one table, as `ui.tables.Table` wants them."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse

from pokpong.foundation.access.queries import views_of
from pokpong.foundation.ui.table_views import SavedView


class UserViews:
    """`Table(..., saved_views=UserViews(request.user.id, Table.name, request.path))`."""

    def __init__(self, user: UUID, table: str, path: str):
        self.user = user
        self.table = table
        self.back = urlencode({"back": path})
        self.save_url = f"{reverse('access:view_save', args=[table])}?{self.back}"

    def views(self) -> Sequence[SavedView]:
        """By name."""
        return [
            SavedView(view.name, view.query, f"{reverse('access:view_drop', args=[view.pk])}?{self.back}")
            for view in views_of(self.user, self.table)
        ]
