"""Saved views of tables: a name for a set of filters."""

from django.db import models

from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import MutableRow


class SavedView(MutableRow):
    """Filters and order of one table, kept for one user. Only open columns can stand in them."""

    noun = "saved_view"

    user = marks.open_field(models.UUIDField())
    table = marks.open_field(models.CharField(max_length=40))
    name = marks.personal(models.CharField(max_length=60))
    query = marks.open_field(models.CharField(max_length=500))
    dropped = marks.open_field(models.BooleanField(default=False))

    def scope_keys(self) -> list[str]:
        return [f"user:{self.user}"]

    class Meta:
        indexes = [models.Index(fields=["user", "table"], name="savedview_user")]
