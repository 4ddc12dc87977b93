"""Serial numbers of papers."""

from django.db import models

from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import MutableRow


class Serial(MutableRow):
    """How many papers an issuer has numbered in one year; each issuer starts anew each year."""

    noun = "paper_serial"

    issuer = marks.open_field(models.CharField(max_length=40, help_text="short name, as in 1114/ຮສສ"))
    year = marks.open_field(models.PositiveSmallIntegerField())
    last = marks.open_field(models.PositiveIntegerField())

    class Meta:
        constraints = [models.UniqueConstraint(fields=["issuer", "year"], name="serial_once")]
