"""The levels of places, as data: another country has other ones."""

from django.db import models

from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language


class Level(MutableRow):
    """One level, 0 for the country. `labels` says how a name becomes a full label: `ແຂວງ{name}`."""

    noun = "place_level"

    number = marks.open_field(models.PositiveSmallIntegerField(unique=True))
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    labels = marks.open_field(models.JSONField(help_text="{language: text with {name}}"))
    before = marks.open_field(models.JSONField(default=list, help_text="words people type before a name"))
    after = marks.open_field(models.JSONField(default=list, help_text="words people type after a name"))

    class Meta:
        ordering = ["number"]

    @property
    def name(self) -> str:
        return in_language(self.names)

    def label(self, name: str, language: str | None = None) -> str:
        """The name with its level, in `language` (default: the active one); a name that says it itself stays."""
        before, _, after = in_language(self.labels, language).partition("{name}")
        says_it = before and name.startswith(before) and name != before
        return f"{'' if says_it else before}{name}{after}"
