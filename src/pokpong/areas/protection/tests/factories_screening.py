"""Screenings and identifications made through the actions. Everybody here is invented."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions.identification import presume_identification, request_identification
from pokpong.areas.protection.actions.screening import answer_screening, begin_screening, finish_screening
from pokpong.areas.protection.actions.screening.asking import Asking
from pokpong.areas.protection.models import Case, Identification, Screening
from pokpong.areas.protection.rules.identification import Letter
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.tests.factories import PROVINCE, an_organisation
from pokpong.registers.people.models import Consent
from pokpong.registers.people.tests.factories import consent_for

WHY = "ເລົ່າວ່າຖືກຍຶດໜັງສືຜ່ານແດນ ແລະ ບໍ່ໄດ້ຄ່າແຮງ"
LIKELY = {"act_recruited": "present", "means_debt": "present", "purpose_labour": "present", "purpose_organs": "absent"}
FIELDS = ["names", "birth"]


def asking(**more: Any) -> Asking:
    usual = Asking("act-means-purpose", "2015.1", "adult", "office", "not_needed", agreed=True, asked_on=clock.today())
    return replace(usual, **more)


def a_screening(by: Actor, case: Case, *, continues: UUID | None = None, **more: Any) -> Screening:
    """A draft; `more` changes how it is asked."""
    return begin_screening(
        by=by, id=new_id(), case=case.pk, asking=asking(**more), continues=continues, call_id=new_id()
    )


def answered(by: Actor, row: Screening, answers: dict[str, str] | None = None, **more: Any) -> Screening:
    """With these answers, as somebody who saw none before."""
    values: dict[str, Any] = {"seen": {}, **more}
    return answer_screening(by=by, screening=row.pk, answers=answers or LIKELY, call_id=new_id(), **values)


def finished(by: Actor, case: Case, answers: dict[str, str] | None = None, **more: Any) -> Screening:
    row = answered(by, a_screening(by, case, **more), answers)
    return finish_screening(by=by, screening=row.pk, call_id=new_id())


def presumed(by: Actor, case: Case) -> Identification:
    return presume_identification(by=by, id=new_id(), case=case.pk, why=WHY, call_id=new_id())


def a_body(kind: str = "police", name: str = "ກົມຕຳຫຼວດ ຕົວຢ່າງ") -> Organisation:
    """A body that may decide."""
    by = make_user(f"keeper of {kind}", "administrator", PROVINCE)
    return an_organisation(by, name, kind=kind)


def investigator(body: Organisation, name: str = "vilay") -> User:
    return make_user(name, "investigator", "", organisation=body.pk)


def agreed_to(by: Actor, case: Case, body: Organisation, **more: Any) -> Consent:
    """The person agrees that this body is asked."""
    values: dict[str, Any] = {
        "purpose": "identification",
        "recipients": {str(body.pk): body.name},
        "fields": FIELDS,
        **more,
    }
    return consent_for(by, case.person_id, **values)


def requested(by: Actor, case: Case, body: Organisation, *, message: str = "") -> Identification:
    """Presumed, consented, asked."""
    agreed_to(by, case, body)
    row = presumed(by, case)
    return asked_of(by, row, body, message=message)


def asked_of(by: Actor, row: Identification, body: Organisation, **more: Any) -> Identification:
    values: dict[str, Any] = {"fields": FIELDS, **more}
    return request_identification(by=by, identification=row.pk, body=body.pk, call_id=new_id(), **values)


def formal(number: str = "118/ປກສ") -> Letter:
    return Letter("formal", number, clock.today())


def refusal(reason: str = "ຍັງບໍ່ມີຫຼັກຖານພຽງພໍ") -> Letter:
    return Letter("declined", "", None, reason)
