"""Who pays, and how much of which money for which project."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q

from pokpong.foundation.access.scope import NOTHING, ScopedQuerySet
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.money import Money
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.lao.order import sort_key
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.places.models.place import folded_names
from pokpong.registers.programme.models.project import Project, own_organisations


class DonorQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """All of them for who reads donors: who pays is no secret. A donor sees its own."""
        return self.all() if actor.may("donor.read") else self.filter(self.tied(actor))

    def tied(self, actor: Any) -> Q:
        mine = own_organisations(actor)
        return Q(organisation__in=mine) if mine else NOTHING


class FundingQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """Of the projects and the donors that this actor sees: a donor reads no amount of another donor."""
        donors = Donor.objects.visible_to(actor)
        return self.filter(project__in=Project.objects.visible_to(actor), donor__in=donors)


DonorManager = models.Manager.from_queryset(DonorQuerySet)
FundingManager = models.Manager.from_queryset(FundingQuerySet)


class Donor(MutableRow):
    """Who pays. `organisation` is the organisation of the register, by which its users are known."""

    noun = "donor"

    names = marks.open_field(models.JSONField(help_text="{language: text}"))
    organisation = marks.open_field(models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="donors"))
    # Derived from the names whenever the row is saved.
    search = marks.open_field(models.TextField(editable=False))
    sort_key = marks.open_field(models.CharField(max_length=1200, editable=False))

    objects: ClassVar[DonorManager[Donor]] = DonorManager()

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.search = folded_names(list(self.names.values()))
        self.sort_key = sort_key(in_language(self.names, "lo"))[:1200]
        super().save(*args, **kwargs)

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_language(self.names)


class Funding(MutableRow):
    """What one donor agreed to pay for one project. States: agreed, withdrawn."""

    noun = "funding"

    project = marks.open_field(models.ForeignKey(Project, models.PROTECT, related_name="fundings"))
    donor = marks.open_field(models.ForeignKey(Donor, models.PROTECT, related_name="fundings"))
    currency = marks.open_field(models.CharField(max_length=3))
    amount = marks.open_field(models.DecimalField(max_digits=18, decimal_places=2))
    starts = marks.open_field(models.DateField())
    ends = marks.open_field(models.DateField(null=True))
    reference = marks.open_field(models.CharField(max_length=80, blank=True))
    state = marks.open_field(models.CharField(max_length=10, default="agreed"))

    objects: ClassVar[FundingManager[Funding]] = FundingManager()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(amount__gt=0), name="funding_positive")]

    @property
    def money(self) -> Money:
        return Money(self.amount, self.currency)

    def scope_keys(self) -> list[str]:
        keys: list[str] = self.project.scope_keys()
        return keys
