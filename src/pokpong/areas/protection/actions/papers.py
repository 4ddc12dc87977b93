"""Giving a paper of a case its number."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case
from pokpong.areas.protection.actions.referrals.reach import locked_by_sender
from pokpong.areas.protection.models import Case, IssuedPaper
from pokpong.areas.protection.queries import papers as queries
from pokpong.areas.protection.rules import papers as rules
from pokpong.areas.protection.states.referrals import UNDER_WAY
from pokpong.areas.protection.vocabulary.papers import CLOSURE, REFERRAL, VILLAGE
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, ProblemKind, Refused
from pokpong.foundation.papers.serials import next_serial, paper_number


@dataclass(frozen=True)
class _About:
    """What a paper is about; `stands` once that is settled, else `lacking` says what is missing."""

    case: Case
    subject: UUID
    stands: bool
    lacking: ProblemKind
    consent: UUID | None = None


@action("paper.issue")
def issue_paper(
    *, by: Actor, id: UUID, kind: str, about: UUID, consent: UUID | None = None, call_id: UUID
) -> IssuedPaper:
    """Draws the next number of the caller's office for a letter. `about` is the referral, or the closed case.

    A letter to a village authority also names its `consent`. Raises NotThere, NotAllowed, Refused with all reasons.
    """
    found = _found(by, kind, about, consent)
    issuer = queries.issuer_for(by.id)
    numbered = queries.issued(kind, found.subject, found.consent) is not None
    wrong = rules.may_number(
        stands=found.stands, lacking=found.lacking, has_issuer=issuer is not None, numbered=numbered
    )
    if wrong or issuer is None:
        raise Refused(wrong)
    number = paper_number(next_serial(str(issuer.office), clock.today().year), issuer.short)
    paper = IssuedPaper(
        id=id,
        case=found.case,
        kind=kind,
        subject=found.subject,
        consent_id=found.consent,
        number=number,
        issuer=issuer.office,
        issued_by=by.id,
    )
    door.add(paper)
    door.event(paper, {"kind": kind, "number": number})
    return paper


def _found(by: Actor, kind: str, about: UUID, consent: UUID | None) -> _About:
    if kind == REFERRAL:
        row = locked_by_sender(by, about)
        return _About(row.case, row.pk, row.state in UNDER_WAY, rules.NOT_SENT)
    if kind not in (CLOSURE, VILLAGE):
        raise Refused([rules.KIND_UNKNOWN("kind")])
    case = locked_case(by, about, at_work=False)
    closure = queries.closure_of(case)
    if closure is None:
        raise NotThere(str(about))
    approved = case.state == "closed" and closure.state == "approved"
    if kind == VILLAGE and approved:
        told = queries.told_under(case, consent)
        return _About(case, closure.pk, told is not None, rules.NO_CONSENT, told.consent.pk if told else None)
    return _About(case, closure.pk, approved, rules.NOT_CLOSED)
