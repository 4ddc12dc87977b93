"""Certificates are issued to all who completed a training, and withdrawn one by one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from pokpong.areas.capacity.actions.reach import locked_enrolment, locked_training
from pokpong.areas.capacity.certificate_codes import code_of, digest_of
from pokpong.areas.capacity.models import Certificate, Enrolment, Training
from pokpong.areas.capacity.queries.certificates import certificates_of
from pokpong.areas.capacity.queries.trainings import enrolments_of
from pokpong.areas.capacity.rules import certificates as rules
from pokpong.areas.capacity.rules.completion import plain
from pokpong.areas.capacity.rules.trainings import check_reason
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused, refuse
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.papers.serials import next_serial, paper_number
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.places.queries import label


@action("certificate.issue")
def issue_certificates(*, by: Actor, training: UUID, call_id: UUID) -> Training:
    """Issues a certificate to everybody who completed the training and has none.

    Each takes the next number of the organisation that holds the training. Raises Refused, NotAllowed, NotThere.
    """
    row = locked_training(by, training)
    issued = certificates_of(row)
    waiting = [one for one in enrolments_of(row) if one.state == "completed" and one.pk not in issued]
    office = row.organisation
    short = in_language(office.short_names, "lo") if office is not None else ""
    refuse(rules.check_issuing(row.state, waiting=len(waiting), has_short_name=bool(short)))
    if office is None:
        raise Refused([rules.ISSUER_MISSING("organisation")])
    for enrolment in waiting:
        _issue(by, row, enrolment, office, short)
    door.event(row, {"issued": len(waiting)})
    return row


def _issue(by: Actor, row: Training, enrolment: Enrolment, office: Organisation, short: str) -> None:
    number = paper_number(next_serial(str(office.pk), clock.today().year), short)
    certificate = Certificate(
        id=new_id(),
        enrolment=enrolment,
        number=number,
        issuer=office,
        shown=shown_on(row, enrolment, office),
        issued_on=clock.today(),
        issued_by=by.id,
    )
    certificate.digest = digest_of(code_of(certificate.pk, certificate.paper()))
    moves.begin(door.add(certificate))
    door.event(certificate, {"number": number})


def shown_on(row: Training, enrolment: Enrolment, office: Organisation) -> dict[str, Any]:
    """What the paper shows, as it is on the day of issue; never more than that."""
    return {
        "name": enrolment.trainee.name,
        "latin_name": enrolment.trainee.latin_name,
        "names": row.all_names,
        "hours": plain(row.curriculum.hours),
        "starts": row.starts.isoformat(),
        "ends": row.ends.isoformat(),
        "places": {code: label(row.place_path, code) for code in ("lo", "en")},
        "issuer": office.names,
    }


@action("certificate.withdraw")
def withdraw_certificate(*, by: Actor, certificate: UUID, reason: str, call_id: UUID) -> Certificate:
    """Takes a certificate back: whoever checks its code learns that it no longer holds.

    Raises Refused, NotAllowed, NotThere.
    """
    row: Certificate = door.locked(Certificate.objects.visible_to(by), certificate)
    locked_enrolment(by, row.enrolment_id)
    refuse(check_reason(reason))
    moves.move(row, "withdrawn", why=reason.strip())
    door.save(row)
    door.event(row, {"number": row.number})
    return row
