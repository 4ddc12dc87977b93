"""What was done and what was read, by whom, when: added only, and closed in batches. And what the looks at it found.

The data base refuses every change of what is added only.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField, under_any
from pokpong.foundation.kernel.rows import AppendOnlyRow, MutableRow, RowQuerySet


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


class Batch(AppendOnlyRow):
    """Lines of one table, closed together. `mac` covers every other column, and with `previous` all batches before.

    `lines` are texts `ID:HASH`, the hash cut short: it only serves to say which line was altered; `digest` covers
    the whole of every line. `form` is the version of the list of columns that were covered. `whole`: no line that
    was due was left out when this was closed. `late`: somebody closed lines by hand that came long after their time.
    """

    noun = "audit_batch"

    number = marks.open_field(models.PositiveIntegerField(unique=True))
    kind = marks.open_field(models.CharField(max_length=8, help_text="event or reading"))
    form = marks.open_field(models.PositiveSmallIntegerField())
    first = marks.open_field(models.UUIDField(help_text="smallest id"))
    last = marks.open_field(models.UUIDField(help_text="largest id"))
    count = marks.open_field(models.PositiveIntegerField())
    lines = marks.open_field(models.JSONField())
    digest = marks.open_field(models.CharField(max_length=64))
    previous = marks.open_field(models.CharField(max_length=64, blank=True))
    mac = marks.open_field(models.CharField(max_length=64))
    whole = marks.open_field(models.BooleanField(default=False))
    late = marks.open_field(models.BooleanField(default=False))
    closed_at = marks.open_field(models.DateTimeField(default=clock.now))

    class Meta:
        indexes = [models.Index(fields=["kind", "last"], name="batch_last")]


class ReadingWeek(AppendOnlyRow):
    """That a week was gone through; `week` is its Monday."""

    noun = "reading_week"

    week = marks.open_field(models.DateField(unique=True))
    at = marks.open_field(models.DateTimeField(default=clock.now))
    readers = marks.open_field(models.PositiveIntegerField())
    unusual = marks.open_field(models.PositiveIntegerField())


class VerificationQuerySet(RowQuerySet):
    """Where verifications are looked for."""

    def visible_to(self, actor: Any) -> Self:
        return self.all() if actor.may("audit.verify") else self.none()


VerificationManager = models.Manager.from_queryset(VerificationQuerySet)


class Verification(MutableRow):
    """One look at all batches. States: running, well, broken. `findings` as `verifying.Finding` in JSON."""

    noun = "verification"

    at = marks.open_field(models.DateTimeField(default=clock.now))
    ended_at = marks.open_field(models.DateTimeField(null=True))
    by = marks.open_field(models.UUIDField())
    state = marks.open_field(models.CharField(max_length=10, default="running"))
    total = marks.open_field(models.PositiveIntegerField(default=0, help_text="batches there were at the start"))
    batches = marks.open_field(models.PositiveIntegerField(default=0, help_text="looked at"))
    lines = marks.open_field(models.PositiveIntegerField(default=0))
    waiting = marks.open_field(models.PositiveIntegerField(default=0, help_text="lines not closed yet"))
    late = marks.open_field(models.PositiveIntegerField(default=0, help_text="lines closed by hand"))
    findings = marks.open_field(models.JSONField(default=list))

    objects: ClassVar[VerificationManager[Verification]] = VerificationManager()

    class Meta:
        indexes = [models.Index(fields=["at"], name="verification_at")]


class UnusualReadingQuerySet(RowQuerySet):
    """Where unusual reading is looked for."""

    def visible_to(self, actor: Any) -> Self:
        """Of readers of the actor's places; never the actor's own."""
        seen = under_any("place_path", actor.paths("unusual_reading.read"))
        return self.filter(seen).exclude(reader=actor.id)


UnusualReadingManager = models.Manager.from_queryset(UnusualReadingQuerySet)


class UnusualReading(MutableRow):
    """One user in one week. `kind`: many_people, odd_hours, before_leaving, broken_glass. States: open, looked_at.

    `count` is what was counted, `usual` what this user reads in an ordinary week. `place_path` is where they work:
    who supervises that place is asked. What they found is the reason of the move to `looked_at`.
    """

    noun = "unusual_reading"

    week = marks.open_field(models.DateField())
    reader = marks.open_field(models.UUIDField())
    kind = marks.open_field(models.CharField(max_length=16))
    count = marks.open_field(models.PositiveIntegerField())
    usual = marks.open_field(models.PositiveIntegerField(default=0))
    place_path = PathField(blank=True)
    state = marks.open_field(models.CharField(max_length=10, default="open"))
    looked_by = marks.open_field(models.UUIDField(null=True))
    looked_at = marks.open_field(models.DateTimeField(null=True))

    objects: ClassVar[UnusualReadingManager[UnusualReading]] = UnusualReadingManager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["week", "reader", "kind"], name="unusualreading_once")]
        indexes = [models.Index(fields=["state", "week"], name="unusualreading_state")]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]
