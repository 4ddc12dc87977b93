"""Annual plans of a committee or an organisation for a place, in editions: an edition that was replaced stays."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import NOTHING, ScopedQuerySet
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField, under_any
from pokpong.foundation.kernel.rows import AppendOnlyRow, MutableRow
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.lao.order import sort_key
from pokpong.registers.institutions.models import Committee, Organisation
from pokpong.registers.places.models.place import folded_names
from pokpong.registers.programme.models.project import Project

DRAFTS = ("drafted", "proposed")  # still being written or waiting for the committee
IN_FORCE = ("agreed", "carried_out")
NOT_DROPPED = ("planned", "partly", "postponed", "done")  # states of activities that still belong to the plan
SHOWN = (*IN_FORCE, "closed", "superseded")  # what is read outside the office that drafts


class PlanQuerySet(ScopedQuerySet):
    def tied(self, actor: Any) -> Q:
        """Agreed plans with an activity in a place whose plans this actor reads; a donor's of the projects it pays."""
        paths = actor.paths("plan.read")
        found = NOTHING
        if paths and "" not in paths:
            here = under_any("activities__place_path", paths)
            found = Q(pk__in=Plan.objects.filter(here, activities__state__in=NOT_DROPPED).values("pk"))
        mine = paid_by(actor)
        if mine:
            found |= Q(project__in=Project.objects.filter(fundings__donor__organisation__in=mine).values("pk"))
        return found & Q(state__in=SHOWN)

    def in_force(self) -> Any:
        return self.filter(state__in=IN_FORCE)


def paid_by(actor: Any) -> list[UUID]:
    """The organisations of the grants with which this actor reads only plans of projects that they pay for."""
    held = [grant for grant in getattr(actor, "grants", []) if "plan.tied" in grant.permissions]
    return sorted({grant.organisation for grant in held if grant.organisation is not None})


class OfPlanQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Any:
        """With the plan."""
        return self.filter(plan__in=Plan.objects.visible_to(actor))


PlanManager = models.Manager.from_queryset(PlanQuerySet)
OfPlanManager = models.Manager.from_queryset(OfPlanQuerySet)


class Plan(MutableRow):
    """One edition of a plan. `ends` is the last day. States as in `plan_states`.

    It belongs to a committee or to an organisation. `stated` is the money it says it needs, {currency: amount as text}.
    All editions carry the same `code`.
    """

    noun = "plan"

    code = marks.open_field(models.CharField(max_length=30))
    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    committee = marks.open_field(models.ForeignKey(Committee, models.PROTECT, null=True, related_name="plans"))
    organisation = marks.open_field(models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="plans"))
    place_path = PathField(blank=True)
    project = marks.open_field(models.ForeignKey(Project, models.PROTECT, null=True, related_name="plans"))
    starts = marks.open_field(models.DateField())
    ends = marks.open_field(models.DateField())
    stated = marks.open_field(models.JSONField(default=dict, help_text="{currency: amount as text}"))
    edition = marks.open_field(models.PositiveSmallIntegerField(default=1))
    predecessor = marks.open_field(models.ForeignKey("self", models.PROTECT, null=True, related_name="successors"))
    state = marks.open_field(models.CharField(max_length=12, default="drafted"))
    drafted_by = marks.open_field(models.UUIDField())
    proposed_by = marks.open_field(models.UUIDField(null=True))
    # Derived from code and names whenever the row is saved.
    search = marks.open_field(models.TextField(editable=False))
    sort_key = marks.open_field(models.CharField(max_length=1200, editable=False))

    objects: ClassVar[PlanManager[Plan]] = PlanManager()

    class Meta:
        indexes = [models.Index(fields=["place_path", "state"], name="plan_place")]
        constraints = [
            models.UniqueConstraint(fields=["code", "edition"], name="plan_edition"),
            models.UniqueConstraint(fields=["code"], condition=Q(state__in=DRAFTS), name="plan_one_draft"),
            models.UniqueConstraint(fields=["code"], condition=Q(state__in=IN_FORCE), name="plan_one_in_force"),
            models.CheckConstraint(condition=Q(ends__gte=models.F("starts")), name="plan_days_in_order"),
            models.CheckConstraint(
                condition=Q(committee=None, organisation__isnull=False) | Q(committee__isnull=False, organisation=None),
                name="plan_of_one_body",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = folded_names([self.code, *self.names.values()])
        self.sort_key = sort_key(in_language(self.names, "lo"))[:1200]
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)

    @property
    def body(self) -> Committee | Organisation | None:
        """Whose plan it is."""
        found: Committee | Organisation | None = self.committee or self.organisation
        return found

    @property
    def is_draft(self) -> bool:
        return self.state == "drafted"

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]


class Evaluation(AppendOnlyRow):
    """How a plan ended: what was achieved and what was learnt."""

    noun = "evaluation"

    plan = marks.open_field(models.OneToOneField(Plan, models.PROTECT, related_name="evaluation"))
    achieved = marks.open_field(models.TextField())
    learnt = marks.open_field(models.TextField())
    by = marks.open_field(models.UUIDField())
    at = marks.open_field(models.DateTimeField(default=clock.now))

    objects: ClassVar[OfPlanManager[Evaluation]] = OfPlanManager()

    def scope_keys(self) -> list[str]:
        return [f"place:{self.plan.place_path}"]
