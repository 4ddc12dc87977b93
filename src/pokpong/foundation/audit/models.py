"""What was done and what was read, by whom, when. Added only; the data base refuses every change."""

from django.db import models

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow


class Event(AppendOnlyRow):
    """One thing done. `detail` is sealed under the subject's own key, so that erasing the subject erases it too.

    `call` is a keyed digest of call and kind: events of one call on rows of two kinds cannot be joined by it, since
    such a join could lead from a person to a village. The actor of an anonymous report is not here at all.
    """

    noun = "event"

    at = marks.open_field(models.DateTimeField(default=clock.now))
    name = marks.open_field(models.CharField(max_length=60))
    actor = marks.open_field(models.UUIDField(null=True))
    actor_kind = marks.open_field(models.CharField(max_length=12))
    device = marks.open_field(models.UUIDField(null=True))
    subject_kind = marks.open_field(models.CharField(max_length=40))
    subject = marks.open_field(models.UUIDField())
    call = marks.open_field(models.CharField(max_length=64))
    key_id = marks.open_field(models.UUIDField(null=True))
    detail = marks.secret(models.BinaryField(null=True))

    class Meta:
        indexes = [
            models.Index(fields=["subject", "at"], name="event_subject"),
            models.Index(fields=["actor", "at"], name="event_actor"),
            models.Index(fields=["name", "at"], name="event_name"),
        ]


class Reading(AppendOnlyRow):
    """One look at rows of one kind: the ids that were shown, never what they say."""

    noun = "reading"

    at = marks.open_field(models.DateTimeField(default=clock.now))
    actor = marks.open_field(models.UUIDField())
    device = marks.open_field(models.UUIDField(null=True))
    kind = marks.open_field(models.CharField(max_length=40))
    place = marks.open_field(models.CharField(max_length=60, help_text="which page or paper showed them"))
    shown = marks.open_field(models.JSONField(help_text="ids, in the order shown"))

    class Meta:
        indexes = [models.Index(fields=["actor", "at"], name="reading_actor")]
