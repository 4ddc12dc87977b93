"""This installation: whose it is, and which language its pages speak first."""

from django.db import models

from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow


class Installation(MutableRow):
    """One row, made at set-up. `organisation` is the body that runs it; `place_path` the country or part it serves."""

    noun = "installation"

    only = marks.open_field(models.BooleanField(default=True, unique=True, editable=False))
    language = marks.open_field(models.CharField(max_length=8))
    place_path = PathField(blank=True)
    organisation = marks.open_field(models.UUIDField(null=True))
    at = marks.open_field(models.DateTimeField(default=clock.now))
