"""A person: open facts that may be counted, and everything that says who it is, sealed under the person's own key."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q, Value
from django.db.models.functions import Length, Replace
from django.db.models.lookups import LessThanOrEqual

from pokpong.foundation.access import scope
from pokpong.foundation.access.scope import NOTHING, ScopedQuerySet
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.vault.fields import Sealed, SealedDate, SealedJSON, SealedRow, SealedText
from pokpong.registers.people.models import names as index
from pokpong.registers.people.models.ties import Tie
from pokpong.registers.people.rules import ages, disability, record
from pokpong.registers.people.rules.numbers import record_number
from pokpong.registers.people.rules.vocabulary import LANGUAGE_FAMILIES, NATIONALITIES, SEXES, YES_NO_UNKNOWN


class PersonQuerySet(ScopedQuerySet):
    """Persons; visible by a tie, or to a supervisor by the district."""

    place_field = "district_path"
    compartment_field = "compartment"

    def tied(self, actor: Actor) -> Q:
        """Persons to whom this actor, or an organisation of one of their grants, is tied now."""
        if not actor.may("person.tied"):
            return NOTHING
        return Q(pk__in=Tie.objects.of(actor).values("person"))

    def near(self, actor: Actor, most: int) -> list[UUID]:
        """At most so many of those who may be visible to this actor other than by a place; some may not be."""
        circles = self.filter(compartment__in=scope.circles(actor)).values_list("pk")
        ties = Tie.objects.of(actor).values_list("person")
        found = {row for rows in (ties, circles) for (row,) in rows[:most]} | set(scope.opened(actor, "person")[:most])
        return list(found)[:most]


PersonManager = models.Manager.from_queryset(PersonQuerySet)


class Person(MutableRow, SealedRow):
    """Shapes of the sealed columns:

    names [{text, kind, script}] · birth_estimate {age, precision, as_of} · languages [ISO 639-3] ·
    disability_answers {domain: degree} · documents [{kind, number}] · home {path, text}.

    `district_path` is where the person lives or is helped, never deeper than the district. `age_band`, `disability`
    and `language_family` are computed from the sealed answers whenever the row is saved.
    """

    noun = "person"

    number = marks.open_field(models.CharField(max_length=12, editable=False, db_index=True))
    state = marks.open_field(models.CharField(max_length=10, default="open"))
    sex = marks.open_field(models.CharField(max_length=10, choices=SEXES, default="unknown"))
    age_band = marks.open_field(models.CharField(max_length=10, choices=ages.BAND_WORDS, default="unknown"))
    nationality = marks.open_field(models.CharField(max_length=10, choices=NATIONALITIES, default="unknown"))
    language_family = marks.open_field(models.CharField(max_length=16, choices=LANGUAGE_FAMILIES, default="unknown"))
    disability = marks.open_field(models.CharField(max_length=10, choices=YES_NO_UNKNOWN, default="unknown"))
    district_path = PathField(blank=True)
    registered_on = marks.open_field(models.DateField(default=clock.today))
    compartment = marks.open_field(models.UUIDField(null=True))
    canonical = marks.open_field(models.UUIDField(null=True, help_text="the record this one was merged into"))
    names = SealedJSON()
    gender = SealedText(null=True)
    birth_date = SealedDate(null=True)
    birth_estimate = SealedJSON(null=True)
    ethnic_group = SealedText(null=True)
    languages = SealedJSON(null=True)
    interpreter = SealedText(null=True)
    disability_answers = SealedJSON(null=True)
    documents = SealedJSON(null=True)
    home = SealedJSON(null=True)

    objects: ClassVar[PersonManager[Person]] = PersonManager()

    class Meta:
        indexes = [
            models.Index(fields=["district_path", "state"], name="person_district"),
            models.Index(fields=["compartment"], name="person_compartment"),
            # The records merged into one: few among many.
            models.Index(fields=["canonical"], name="person_canonical", condition=Q(canonical__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_district_only",
                condition=LessThanOrEqual(
                    Length("district_path") - Length(Replace("district_path", Value("/"), Value(""))),
                    record.DISTRICT_LEVELS,
                ),
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Computes the open facts and keeps the index of names in step, whichever action saves the row."""
        self.number = record_number(self.pk)
        self.age_band = ages.band_of(self.age)
        self.language_family = record.family_of(self.languages or [])
        if self.disability_answers:
            self.disability = disability.disability_of(self.disability_answers)
        renamed = not isinstance(self.__dict__.get("names"), Sealed)  # still sealed: nobody has touched it
        super().save(*args, **kwargs)
        if renamed:
            index.keep_index(self.pk, self.name_texts)

    @property
    def name_texts(self) -> list[str]:
        return [name["text"] for name in self.names if name.get("text")]

    @property
    def name(self) -> str:
        """The name to show: the official one first, else whichever stands first."""
        ordered = sorted(self.names, key=lambda name: name.get("kind") != "official")
        return next((name["text"] for name in ordered if name.get("text")), "")

    @property
    def age(self) -> int | None:
        """In full years today, or None."""
        return self.age_on(clock.today())

    def age_on(self, day: date) -> int | None:
        return ages.age_on(day, self.birth_date, self.birth_estimate)

    @property
    def is_child(self) -> bool | None:
        """None when the age is not known."""
        return None if self.age is None else self.age < ages.CHILD_BELOW

    @property
    def home_path(self) -> str:
        return str((self.home or {}).get("path", ""))

    def scope_keys(self) -> list[str]:
        """In a compartment only its members' copies; else the district's supervisors and whoever is tied."""
        if self.compartment is not None:
            return [f"compartment:{self.compartment}"]
        ties = Tie.objects.filter(person=self.pk).current().values_list("user", "organisation")
        users: set[UUID] = {user for user, _organisation in ties if user}
        organisations: set[UUID] = {organisation for _user, organisation in ties if organisation}
        return [
            f"place:{self.district_path}",
            *sorted(f"user:{user}" for user in users),
            *sorted(f"organisation:{organisation}" for organisation in organisations),
        ]
