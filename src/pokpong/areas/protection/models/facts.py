"""The facts of the day: what may be counted of a person later without opening anything sealed."""

from __future__ import annotations

from typing import Any

from django.db import models

from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField, cut

DISTRICT = 2


class FactsOfTheDay(models.Model):
    """As they were on the day of the event; never deeper than the district."""

    sex = marks.open_field(models.CharField(max_length=10, default="unknown"))
    age_band = marks.open_field(models.CharField(max_length=10, default="unknown"))
    nationality = marks.open_field(models.CharField(max_length=10, default="unknown"))
    disability = marks.open_field(models.CharField(max_length=10, default="unknown"))
    language_family = marks.open_field(models.CharField(max_length=20, default="unknown"))
    district_path = PathField(blank=True)

    class Meta:
        abstract = True


FACTS = ("sex", "age_band", "nationality", "disability", "language_family")


def facts_of(person: Any) -> dict[str, str]:
    """The columns of `FactsOfTheDay` as the person's record (a `Person`) says them today."""
    return {name: getattr(person, name) for name in FACTS} | {"district_path": cut(person.district_path, DISTRICT)}
