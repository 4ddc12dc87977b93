"""Cases with something in every part, and people whose office can number letters. Everybody here is invented."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.areas.protection.actions.cases import assess_risk
from pokpong.areas.protection.actions.identification import presume_identification
from pokpong.areas.protection.actions.papers import issue_paper
from pokpong.areas.protection.models import Case, IssuedPaper
from pokpong.areas.protection.rules.services import Provided
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.factories import DISTRICT
from pokpong.areas.protection.tests.factories_plan import (
    a_follow_up,
    a_goal,
    a_need,
    an_action,
    an_exploitation,
    in_days,
)
from pokpong.areas.protection.tests.factories_services import (
    a_return,
    a_shelter,
    admitted,
    planned,
    recorded,
    the_keeper,
)
from pokpong.areas.protection.tests.referrals import a_consent, a_contact, sent
from pokpong.areas.protection.tests.referrals import a_shelter as an_asked_shelter
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.papers.tests.samples import ENGLISH, LAO
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.tests.factories import an_organisation
from pokpong.registers.people.models import Consent

SHORT = "ຫຮສ"
OFFICE = {"lo": "ຫ້ອງການແຮງງານ ແລະ ສະຫວັດດີການສັງຄົມ ເມືອງຕົວຢ່າງ", "en": "Example district welfare office"}


def an_office(short: str = SHORT, **more: Any) -> Organisation:
    """A district office whose letters are numbered."""
    names = {"lo": short} if short else {}
    values = {"kind": "district_office", "names": OFFICE, "short_names": names, "phone": "021 000 000", **more}
    return an_organisation(the_keeper(), **values)


def officer(office: Organisation | None = None, name: str = "officer", role: str = "caseworker") -> User:
    """Somebody of that office who works on cases of the district."""
    return make_user(name, role, DISTRICT, organisation=(office or an_office()).pk)


def a_village_authority(name: str = "ອຳນາດການປົກຄອງບ້ານຕົວຢ່າງ") -> Organisation:
    return an_organisation(the_keeper(), name, kind="village_authority")


def told_to(by: Actor, case: Case, village: Organisation, **more: Any) -> Consent:
    """The person agrees that the village authority hears of them."""
    return a_consent(by, case.person, village, **{"purpose": "family", "fields": ["names"], **more})


def numbered(by: Actor, kind: str, about: UUID, **more: Any) -> IssuedPaper:
    return issue_paper(by=by, kind=kind, about=about, **{"id": new_id(), "call_id": new_id(), **more})


def a_full_case(by: User, *, services: int = 3) -> Case:
    """Something in every part of the summary, with long texts in two languages."""
    case = a_case(by, summary=f"{LAO}\n\n{ENGLISH}")
    assess_risk(by=by, id=new_id(), case=case.pk, level="high", factors=("threats", "debt"), note=LAO, call_id=new_id())
    an_exploitation(by, case, note=LAO)
    presume_identification(by=by, id=new_id(), case=case.pk, why=LAO, call_id=new_id())
    a_need(by, case, note=LAO)
    a_goal(by, case, text=LAO)
    an_action(by, case, text=LAO)
    _services(by, case, services)
    admitted(by, case, a_shelter().pk)
    a_return(by, case)
    a_contact(by, case.person)
    sent(by, case, an_asked_shelter(), message=LAO)
    a_follow_up(by, case, due=in_days(11))
    found: Case = Case.objects.get(pk=case.pk)
    return found


def _services(by: User, case: Case, number: int) -> None:
    day = clock.today()
    for each in range(number):
        cost = (Decimal(150_000), "LAK") if each % 2 else (Decimal(20), "USD")
        what = Provided(quantity=Decimal(each + 1), unit="sessions", cost=cost[0], currency=cost[1])
        recorded(by, case, what=what, delivered_on=day - timedelta(days=each % 5))
    planned(by, case, "legal_aid")
