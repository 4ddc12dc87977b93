"""A case (ກໍລະນີ): the help one person receives, from the first plan to a good end. Not a criminal case (ຄະດີ)."""

from __future__ import annotations

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Length, Replace
from django.db.models.lookups import LessThanOrEqual

from pokpong.areas.protection.models.facts import DISTRICT, FactsOfTheDay
from pokpong.areas.protection.states.cases import AT_WORK, RUNNING
from pokpong.foundation.access import scope
from pokpong.foundation.access.scope import NOTHING, ScopedQuerySet
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField, under_any
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault import blind
from pokpong.foundation.vault.fields import SealedQuerySet, SealedReference, SealedRow, SealedText
from pokpong.registers.people.models import Person


def concern_reference(concern: UUID) -> str:
    """The keyed digest under which the case of a concern is found; without the key it leads nowhere."""
    return blind.reference("case.concern", str(concern))


class CaseQuerySet(ScopedQuerySet):
    """Visible to its team, and to who reads cases of its place; in a closed circle to those named in it alone."""

    place_field: ClassVar[str] = "place_path"
    compartment_field: ClassVar[str] = "compartment"

    def tied(self, actor: Actor) -> Q:
        """The cases whose team this actor is in now."""
        if not actor.may("case.tied"):
            return NOTHING
        return Q(pk__in=CaseMember.objects.current().filter(user=actor.id).values("case"))

    def visible_to(self, actor: Any) -> Self:
        return super().visible_to(actor).filter(self._near(actor))

    def _near(self, actor: Any) -> Q:
        """All that may be visible, and a little more, so that an index finds it: the rule itself is one long "or"."""
        paths = actor.paths("case.read")
        if "" in paths:
            return Q()
        team = CaseMember.objects.current().filter(user=actor.id).values_list("case")
        # One circle for a person and all their cases; an index on the case's own column would be used for "no circle".
        named = Case.objects.filter(person__compartment__in=scope.circles(actor)).values_list("pk")
        near = scope.once(("case.near", actor.id), lambda: [row for (row,) in team.union(named)])
        return under_any("place_path", paths) | Q(pk__in=near) | Q(pk__in=scope.opened(actor, Case.noun))

    def running(self) -> Self:
        return self.filter(state__in=RUNNING)


CaseManager = models.Manager.from_queryset(CaseQuerySet)


class Case(MutableRow, SealedRow, FactsOfTheDay):
    """Sealed under the person's own key. `place_path` is where the person is helped, never below the district.

    `concern_ref` finds the case of a concern for whoever holds the key; no readable column leads there.
    """

    noun = "case"

    number = marks.open_field(models.CharField(max_length=24, unique=True))
    person = marks.open_field(models.ForeignKey(Person, on_delete=models.PROTECT, related_name="cases"))
    place_path = PathField()
    state = marks.open_field(models.CharField(max_length=10, default="open"))
    origin = marks.open_field(models.CharField(max_length=12))
    opened_on = marks.open_field(models.DateField(default=clock.today))
    opened_by = marks.open_field(models.UUIDField())
    lead = marks.open_field(models.UUIDField(help_text="the user who is responsible"))
    risk = marks.open_field(models.CharField(max_length=12, default="unassessed"))
    risk_on = marks.open_field(models.DateField(null=True, help_text="day of the last assessment"))
    risk_review_on = marks.open_field(models.DateField(help_text="day of the next assessment"))
    closed_on = marks.open_field(models.DateField(null=True))
    compartment = marks.open_field(models.UUIDField(null=True))
    concern_ref = marks.open_field(models.CharField(max_length=64, blank=True))
    concern = SealedReference(null=True)
    summary = SealedText(null=True)

    objects: ClassVar[CaseManager[Case]] = CaseManager()

    class Meta:
        indexes = [
            models.Index(fields=["place_path", "state", "opened_on"], name="case_place"),
            # The caseload: what runs in one's places is found, counted and put in order without fetching a row; ten
            # years of closed cases are never looked through.
            models.Index(
                fields=["state", "place_path", "risk_review_on", "compartment", "risk", "lead", "id"],
                name="case_caseload",
            ),
            models.Index(fields=["person"], name="case_person"),
            models.Index(fields=["lead", "state"], name="case_lead"),
            models.Index(fields=["risk_review_on"], name="case_review_due", condition=Q(state__in=RUNNING)),
            models.Index(fields=["concern_ref"], name="case_concern"),
        ]
        constraints = [
            models.CheckConstraint(
                name="case_district_only",
                condition=LessThanOrEqual(
                    Length("place_path") - Length(Replace("place_path", Value("/"), Value(""))), DISTRICT
                ),
            )
        ]

    def scope_keys(self) -> list[str]:
        """A closed circle's copies, or those of the place's supervisors and of the team."""
        if self.compartment is not None:
            return [f"compartment:{self.compartment}"]
        team = CaseMember.objects.current().filter(case=self.pk).values_list("user", flat=True)
        return [f"place:{self.place_path}", *sorted(f"user:{user}" for user in team)]

    @property
    def is_running(self) -> bool:
        return self.state in RUNNING

    @property
    def is_at_work(self) -> bool:
        """Whether its record may be worked on: neither closed nor waiting for its closure."""
        return self.state in AT_WORK

    @property
    def is_review_due(self) -> bool:
        return self.is_running and self.risk_review_on <= clock.today()


class CaseMemberQuerySet(SealedQuerySet):
    def current(self) -> Self:
        return self.filter(ends=None)

    def visible_to(self, actor: Any) -> Self:
        return self.filter(case__in=Case.objects.visible_to(actor).values("pk"))


CaseMemberManager = models.Manager.from_queryset(CaseMemberQuerySet)


class CaseMember(MutableRow):
    """Somebody in the team of a case, from when to when. Role: lead or member."""

    noun = "case_member"

    case = marks.open_field(models.ForeignKey(Case, on_delete=models.PROTECT, related_name="team"))
    user = marks.open_field(models.UUIDField())
    role = marks.open_field(models.CharField(max_length=10))
    starts = marks.open_field(models.DateTimeField(default=clock.now))
    ends = marks.open_field(models.DateTimeField(null=True))

    objects: ClassVar[CaseMemberManager[CaseMember]] = CaseMemberManager()

    class Meta:
        indexes = [models.Index(fields=["user", "ends"], name="casemember_user")]
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], condition=Q(ends=None), name="casemember_once"),
        ]

    def scope_keys(self) -> list[str]:
        return [f"user:{self.user}"]
