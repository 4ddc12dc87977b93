"""What a place was called, and which codes others give it."""

from django.db import models

from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import AppendOnlyRow
from pokpong.registers.places.models.place import Place


class PlaceName(AppendOnlyRow):
    """Names a place had until `valid_to` (the first day of the new ones), and why they changed."""

    noun = "place_name"

    place = marks.open_field(models.ForeignKey(Place, models.PROTECT, related_name="old_names"))
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    valid_from = marks.open_field(models.DateField(null=True))
    valid_to = marks.open_field(models.DateField())
    reason = marks.open_field(models.CharField(max_length=300))

    class Meta:
        indexes = [models.Index(fields=["place", "valid_to"], name="placename_place")]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place.path}"]


class PlaceCode(AppendOnlyRow):
    """A code that a list gives to a place; of one scheme, the code that began last holds."""

    noun = "place_code"

    place = marks.open_field(models.ForeignKey(Place, models.PROTECT, related_name="codes"))
    scheme = marks.open_field(models.CharField(max_length=20))
    code = marks.open_field(models.CharField(max_length=40))
    valid_from = marks.open_field(models.DateField(null=True))
    source = marks.open_field(models.CharField(max_length=120))

    class Meta:
        indexes = [models.Index(fields=["scheme", "code"], name="placecode_code")]
        constraints = [
            models.UniqueConstraint(fields=["place", "scheme", "code", "valid_from"], name="placecode_once"),
            models.UniqueConstraint(
                fields=["place", "scheme", "code"], condition=models.Q(valid_from=None), name="placecode_first_once"
            ),
        ]

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place.path}"]
