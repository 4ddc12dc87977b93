"""Wrapped data keys, the ids of destroyed ones, and the records of sealed files."""

from django.db import models

from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import AppendOnlyRow, MutableRow, Row
from pokpong.foundation.vault.fields import SealedRow, SealedText


class DataKey(Row):
    """One person's or one record's key, wrapped under an epoch key. It has no date: dates would join records.

    Mutable: erasure empties `wrapped`, a turn of the epoch wraps it anew, a rotation puts a fresh key before it.
    """

    lasting = "mutable"
    noun = "data_key"

    epoch = marks.open_field(models.PositiveIntegerField(default=1))
    wrapped = marks.secret(models.BinaryField())
    is_due = marks.open_field(models.BooleanField(default=False, help_text="waits for a fresh key"))

    class Meta:
        indexes = [
            models.Index(fields=["epoch"], name="datakey_epoch"),
            models.Index(fields=["id"], name="datakey_due", condition=models.Q(is_due=True)),
        ]


class DestroyedKey(AppendOnlyRow):
    """The erasure ledger: a key of this id was destroyed and must be again after every restore. Never a name."""

    noun = "destroyed_key"


class ErasedRow(AppendOnlyRow):
    """A row whose key was destroyed: lists and pages leave it out. Its open facts stand, and are counted on."""

    noun = "erased_row"

    kind = marks.open_field(models.CharField(max_length=40))
    row = marks.open_field(models.UUIDField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "row"], name="erasedrow_once")]


class SealedFile(SealedRow, MutableRow):
    """A file kept encrypted outside the data base, under its own key; `media_type` is what it really is."""

    noun = "file"

    name = SealedText()
    media_type = marks.open_field(models.CharField(max_length=60))
    size = marks.open_field(models.PositiveIntegerField(help_text="bytes before sealing"))
