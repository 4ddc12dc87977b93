"""What the door keeps beside every write."""

from django.db import models

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import AppendOnlyRow, Gated, MutableRow


class Receipt(AppendOnlyRow):
    """One call that was done. Its `id` is the call's; who called and with what are keyed digests only."""

    noun = "receipt"

    action = marks.open_field(models.CharField(max_length=60))
    caller = marks.open_field(models.CharField(max_length=64))
    digest = marks.open_field(models.CharField(max_length=64))
    answer = marks.open_field(models.JSONField(help_text="noun and id of the row the call answered with"))
    at = marks.open_field(models.DateTimeField(default=clock.now))


class FieldChange(AppendOnlyRow):
    """The value a field had before an edit, sealed with the row's own key."""

    noun = "field_change"

    kind = marks.open_field(models.CharField(max_length=40))
    row = marks.open_field(models.UUIDField())
    field = marks.open_field(models.CharField(max_length=60))
    version = marks.open_field(models.PositiveIntegerField(help_text="the row's version after the edit"))
    key_id = marks.open_field(models.UUIDField(null=True))
    old = marks.secret(models.BinaryField())
    who = marks.open_field(models.UUIDField(null=True))
    at = marks.open_field(models.DateTimeField(default=clock.now))

    class Meta:
        indexes = [models.Index(fields=["row", "field", "version"], name="fieldchange_row")]


class Change(Gated):
    """One row touched by one call: the feed that devices read. `xact` orders late commits on PostgreSQL."""

    lasting = "append_only"
    noun = "change"

    seq = marks.open_field(models.BigAutoField(primary_key=True))
    xact = marks.open_field(models.BigIntegerField(null=True, help_text="transaction id, set by the data base"))
    kind = marks.open_field(models.CharField(max_length=40))
    row = marks.open_field(models.UUIDField())
    before = marks.open_field(models.JSONField(help_text="scope keys before"))
    after = marks.open_field(models.JSONField(help_text="scope keys after"))
    at = marks.open_field(models.DateTimeField(default=clock.now))


class Move(AppendOnlyRow):
    """One change of state: who, when, why, on which device."""

    noun = "move"

    kind = marks.open_field(models.CharField(max_length=40))
    row = marks.open_field(models.UUIDField())
    before = marks.open_field(models.CharField(max_length=30, blank=True))
    after = marks.open_field(models.CharField(max_length=30))
    action = marks.open_field(models.CharField(max_length=60))
    key_id = marks.open_field(models.UUIDField(null=True))
    why = marks.secret(models.BinaryField(null=True))
    who = marks.open_field(models.UUIDField(null=True))
    device = marks.open_field(models.UUIDField(null=True))
    at = marks.open_field(models.DateTimeField(default=clock.now))

    class Meta:
        indexes = [models.Index(fields=["row", "at"], name="move_row")]


class Conflict(MutableRow):
    """Two edits of one field that did not know of each other. Both values are kept until one person chooses."""

    noun = "conflict"

    kind = marks.open_field(models.CharField(max_length=40))
    row = marks.open_field(models.UUIDField())
    field = marks.open_field(models.CharField(max_length=60))
    action = marks.open_field(models.CharField(max_length=60, help_text="the edit that was not applied"))
    base = marks.open_field(models.PositiveIntegerField(help_text="the version the later editor had seen"))
    key_id = marks.open_field(models.UUIDField(null=True))
    offered = marks.secret(models.BinaryField(help_text="the value that was not applied, sealed"))
    who = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))
    state = marks.open_field(models.CharField(max_length=10, default="open"))
    settled_by = marks.open_field(models.UUIDField(null=True))
    settled_at = marks.open_field(models.DateTimeField(null=True))

    class Meta:
        indexes = [models.Index(fields=["state", "kind"], name="conflict_open")]
