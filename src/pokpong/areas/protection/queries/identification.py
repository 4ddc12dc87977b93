"""Reading identifications and the bodies that decide them. Everything starts at `visible_to`."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings

from pokpong.areas.protection.models import Case, Identification, IdentificationAnswer
from pokpong.areas.protection.rules import identification as rules
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.models import Consent, Person
from pokpong.registers.people.queries.consents import valid_consent

PURPOSE = "identification"
ANSWERS = "identification.answer"


def visible_identification(actor: Any, identification: UUID) -> Identification:
    """For those who hold the case. Raises NotThere when there is none, or it is out of sight."""
    seen = Identification.objects.filter(case__in=Case.objects.visible_to(actor).values("pk"))
    found: Identification | None = seen.select_related("case__person").filter(pk=identification).first()
    if found is None:
        raise NotThere(str(identification))
    return found


def asked_identification(actor: Any, identification: UUID) -> Identification:
    """For the body that was asked. Raises NotThere when it was not, or the consent no longer holds."""
    asked = Identification.objects.asked_of(actor).select_related("case__person")
    found: Identification | None = asked.filter(pk=identification).first()
    if found is None:
        raise NotThere(str(identification))
    return found


def identifications_of(case: Case) -> list[Identification]:
    """Every identification of a visible case, the newest first."""
    return list(Identification.objects.filter(case=case.pk).order_by("-presumed_on", "-id"))


def current_of(case: UUID) -> Identification | None:
    """The one that was not set aside."""
    found: Identification | None = Identification.objects.filter(case=case).exclude(state="set_aside").first()
    return found


def answers_to(identification: Identification) -> list[IdentificationAnswer]:
    """Oldest first."""
    return list(IdentificationAnswer.objects.filter(identification=identification.pk).order_by("at", "id"))


def organisation(body: UUID) -> Organisation | None:
    """One that is in use, whoever asks: every user may know every organisation."""
    return Organisation.objects.filter(pk=body, state="active").first()


def decides(body: Organisation) -> bool:
    """Whether its letter makes somebody formally identified; the settings may name the bodies."""
    return rules.may_decide(str(body.pk), body.kind, settings.POKPONG_IDENTIFICATION_BODIES)


def deciding_bodies() -> list[Organisation]:
    """Every body that may decide, in Lao order."""
    return [row for row in Organisation.objects.filter(state="active").order_by("sort_key") if decides(row)]


def consent_to(person: Person, body: UUID, fields: list[str], on: date) -> Consent | None:
    """The consent that lets this body see these parts for identification."""
    return valid_consent(person, PURPOSE, body, fields, on)


def who_answers_for(body: UUID) -> list[UUID]:
    """The users of a body who may answer its requests today."""
    roles = [code for code, role in ROLES.items() if ANSWERS in role.permissions]
    today = clock.today()
    held = Grant.objects.filter(organisation=body, role__in=roles, state="active", starts__lte=today)
    users = held.exclude(ends__lt=today).values("user")
    return list(User.objects.filter(pk__in=users, state="active").order_by("pk").values_list("pk", flat=True))
