"""Projects: what is done where, by whom, from when to when."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import EVERYTHING, NOTHING, ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.paths import cut, parts
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.lao.order import sort_key
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.places.models.place import folded_names

EDGE = "|"


def touching(path: str, field: str = "places_text") -> Q:
    """The rows one of whose places holds `path`, is `path` or lies in it. The empty path: every row."""
    if not path:
        return EVERYTHING
    around = ["", *(cut(path, number) for number in range(1, len(parts(path)) + 1))]
    found = Q(**{f"{field}__contains": f"{EDGE}{path}"})
    for place in around:
        found |= Q(**{f"{field}__contains": f"{EDGE}{place}{EDGE}"})
    return found


def own_organisations(actor: Any) -> list[UUID]:
    """The organisations of the grants with which this actor reads only projects that they pay for."""
    held = [grant for grant in getattr(actor, "grants", []) if "project.tied" in grant.permissions]
    return sorted({grant.organisation for grant in held if grant.organisation is not None})


class ProjectQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """Those that work in or around a place whose projects this actor reads; for a donor, those it pays for."""
        seen = self.tied(actor)
        for path in actor.paths("project.read"):
            seen |= touching(path)
        return self.filter(seen)

    def tied(self, actor: Any) -> Q:
        """A donor's: what it agreed to pay for, by the organisation of its grant."""
        mine = own_organisations(actor)
        paid = Project.objects.filter(fundings__donor__organisation__in=mine, fundings__state="agreed")
        return Q(pk__in=paid.values("pk")) if mine else NOTHING

    def on(self, day: date) -> Self:
        """Those that run on `day`."""
        return self.filter(Q(ends=None) | Q(ends__gte=day), starts__lte=day)


ProjectManager = models.Manager.from_queryset(ProjectQuerySet)


class Project(MutableRow):
    """One project. `ends` is the last day. States: planned, running, closed."""

    noun = "project"

    code = marks.open_field(models.CharField(max_length=30, unique=True))
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    about = marks.open_field(models.JSONField(default=dict, help_text="{language: text}"))
    starts = marks.open_field(models.DateField())
    ends = marks.open_field(models.DateField(null=True))
    lead = marks.open_field(models.ForeignKey(Organisation, models.PROTECT, related_name="projects"))
    place_paths = marks.open_field(models.JSONField(help_text="paths of the places it works in; an empty one: all"))
    state = marks.open_field(models.CharField(max_length=10, default="planned"))
    # Derived whenever the row is saved, to be searched and sorted on both engines.
    places_text = marks.open_field(models.TextField(editable=False))
    search = marks.open_field(models.TextField(editable=False))
    sort_key = marks.open_field(models.CharField(max_length=1200, editable=False))

    objects: ClassVar[ProjectManager[Project]] = ProjectManager()

    class Meta:
        indexes = [models.Index(fields=["state", "starts"], name="project_state")]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.places_text = EDGE + EDGE.join(self.place_paths) + EDGE if self.place_paths else ""
        self.search = folded_names([self.code, *self.names.values()])
        self.sort_key = sort_key(in_language(self.names, "lo"))[:1200]
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)

    def scope_keys(self) -> list[str]:
        return [f"place:{path}" for path in self.place_paths]
