"""Wrapped data keys and the records of sealed files."""

from django.db import models

from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import MutableRow, Row
from pokpong.foundation.vault.fields import SealedRow, SealedText


class DataKey(Row):
    """One person's or one record's key, wrapped under the master key. It has no date: dates would join records.

    Mutable: erasure empties `wrapped`, rotation of the master key replaces it.
    """

    lasting = "mutable"
    noun = "data_key"

    epoch = marks.open_field(models.PositiveIntegerField(default=1))
    wrapped = marks.secret(models.BinaryField())


class SealedFile(SealedRow, MutableRow):
    """A file kept encrypted outside the data base, under its own key; `media_type` is what it really is."""

    noun = "file"

    name = SealedText()
    media_type = marks.open_field(models.CharField(max_length=60))
    size = marks.open_field(models.PositiveIntegerField(help_text="bytes before sealing"))
