"""What waits for whom, until when."""

from django.db import models

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import AppendOnlyRow, MutableRow


class Task(MutableRow):
    """Something a person must do. It names no victim: a kind, the record's id, and who may take it.

    Waits for `user` when one is named, else for everybody who holds `permission` in `place_path`. When nobody acts
    in time it also waits for whoever holds `escalates_to` in `escalates_path`. States: open, overdue, escalated,
    expired, done, cancelled.
    """

    noun = "task"

    kind = marks.open_field(models.CharField(max_length=40))
    subject_kind = marks.open_field(models.CharField(max_length=40))
    subject = marks.open_field(models.UUIDField())
    permission = marks.open_field(models.CharField(max_length=60))
    place_path = PathField(blank=True)
    user = marks.open_field(models.UUIDField(null=True))
    made_at = marks.open_field(models.DateTimeField(default=clock.now))
    due = marks.open_field(models.DateTimeField())
    escalates_at = marks.open_field(models.DateTimeField(null=True))
    escalates_to = marks.open_field(models.CharField(max_length=60, blank=True))
    escalates_path = PathField(blank=True)
    expires_at = marks.open_field(models.DateTimeField(null=True))
    by_hand = marks.open_field(models.BooleanField(default=False, help_text="may be ticked off by a person"))
    state = marks.open_field(models.CharField(max_length=10, default="open"))
    ended_at = marks.open_field(models.DateTimeField(null=True))

    class Meta:
        indexes = [
            models.Index(fields=["state", "due"], name="task_due"),
            models.Index(fields=["subject"], name="task_subject"),
            models.Index(fields=["user", "state"], name="task_user"),
        ]

    def scope_keys(self) -> list[str]:
        keys = [f"user:{self.user}"] if self.user else [f"place:{self.place_path}"]
        return [*keys, f"place:{self.escalates_path}"] if self.state == "escalated" else keys


class DailySummary(AppendOnlyRow):
    """That a user was told today that something waits; nothing more was said."""

    noun = "daily_summary"

    user = marks.open_field(models.UUIDField())
    day = marks.open_field(models.DateField())
    waiting = marks.open_field(models.PositiveIntegerField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "day"], name="dailysummary_once")]
