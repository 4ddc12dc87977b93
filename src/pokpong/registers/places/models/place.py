"""Places: country, province, district, village."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import PathField, under_any
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.lao.order import sort_key
from pokpong.foundation.lao.text import fold

EDGE = "|"


class PlaceQuerySet(ScopedQuerySet):
    place_field = "path"

    def visible_to(self, actor: Any) -> Self:
        """Everything: names of places are public, and every form needs them."""
        return self.all()

    def in_use(self) -> Self:
        """Places that new records may name: confirmed ones and proposals."""
        return self.filter(state__in=("confirmed", "proposed"))

    def in_paths(self, paths: list[str]) -> Self:
        """Places that are or lie in one of `paths`."""
        return self.filter(under_any("path", paths))


PlaceManager = models.Manager.from_queryset(PlaceQuerySet)


class Place(MutableRow):
    """A place. Its path names it for good: `LA16/LA1601/LA1601-160101/`; the country's is empty.

    States: proposed, confirmed, merged (then `successor` says into which), refused.
    """

    noun = "place"

    code = marks.open_field(models.CharField(max_length=40, unique=True))
    path = PathField(unique=True, blank=True)
    level = marks.open_field(models.PositiveSmallIntegerField())
    parent = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="children"))
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    variants = marks.open_field(models.JSONField(default=list, help_text="other spellings in use today"))
    former_names = marks.open_field(models.JSONField(default=list, help_text="names no longer in use"))
    romanised = marks.open_field(
        models.BooleanField(default=False, help_text="the Latin name follows a rule; it is nobody's own spelling")
    )
    names_itself = marks.open_field(
        models.BooleanField(default=False, help_text="the name says its level: ນະຄອນຫຼວງວຽງຈັນ")
    )
    doubts = marks.open_field(models.JSONField(default=list, help_text="[{code, note}], see rules.DOUBTS"))
    state = marks.open_field(models.CharField(max_length=10, default="proposed"))
    proposed_by = marks.open_field(models.UUIDField(null=True))
    valid_from = marks.open_field(models.DateField(null=True))
    valid_to = marks.open_field(models.DateField(null=True))
    successor = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="predecessors"))
    # Derived from the names whenever the row is saved.
    search = marks.open_field(models.TextField(editable=False))
    search_former = marks.open_field(models.TextField(editable=False, blank=True))
    sort_key = marks.open_field(models.CharField(max_length=600, editable=False))

    objects: ClassVar[PlaceManager[Place]] = PlaceManager()

    class Meta:
        indexes = [
            models.Index(fields=["parent", "sort_key"], name="place_parent"),
            models.Index(fields=["state", "level"], name="place_state"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(level=0) | ~Q(path=""), name="place_only_country_everywhere"),
            models.CheckConstraint(
                condition=Q(state="merged", successor__isnull=False) | (~Q(state="merged") & Q(successor=None)),
                name="place_merged_has_successor",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)

    def derive(self) -> None:
        """Computes the search texts and the sort key from the names."""
        self.search = folded_names([*self.names.values(), *self.variants])
        self.search_former = folded_names(self.former_names)
        self.sort_key = sort_key(in_language(self.names, "lo"))[:600]

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)

    def scope_keys(self) -> list[str]:
        return [f"place:{self.path}"]


def folded_names(names: list[str]) -> str:
    """The distinct folded names between edges, `|ປາກເຊ|pakse|`: a name begins after an edge."""
    folded = dict.fromkeys(fold(name).replace(EDGE, " ") for name in names if name)
    return EDGE + EDGE.join(folded) + EDGE if folded else ""
