"""Printed slips: how a password is set without e-mail, and without the administrator learning a code."""

from django.db import models

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.rows import MutableRow


class Slip(MutableRow):
    """A one-time code on paper. Only its keyed digest is kept. States: printed, used, replaced."""

    noun = "slip"

    user = marks.open_field(models.UUIDField())
    purpose = marks.open_field(models.CharField(max_length=10))
    code = marks.secret(models.CharField(max_length=64, unique=True))
    printed_by = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))
    expires = marks.open_field(models.DateTimeField())
    state = marks.open_field(models.CharField(max_length=10, default="printed"))

    class Meta:
        indexes = [models.Index(fields=["user", "state"], name="slip_user")]
