"""Referrals made through the actions, and the organisations that receive them. Everybody here is invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from pokpong.areas.protection.actions.referrals import accept_referral, draft_referral, send_referral
from pokpong.areas.protection.models import Case, Referral
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.factories import DISTRICT
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.agenda.queries import waiting_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.tests import factories as institutions
from pokpong.registers.people.actions.consents import Agreed, give_consent
from pokpong.registers.people.actions.contacts import add_contact
from pokpong.registers.people.models import Consent, Person

MESSAGE = "ຕ້ອງການບ່ອນພັກທີ່ປອດໄພ ສອງອາທິດ"
REASON = "ຖືກກັກໂຕຢູ່ໂຮງງານ ສາມເດືອນ"
WHY = "ບໍ່ມີເວລາຖາມ ເພາະລາວໄດ້ຮັບບາດເຈັບໜັກ"
FIELDS = ("names", "contacts")


def a_shelter(name: str = "ບ້ານພັກດອກຈຳປາ", **more: Any) -> Organisation:
    """An organisation that offers shelter to people of Champasak."""
    keeper = User.objects.filter(username="keeper").first() or make_user("keeper", "administrator")
    row = institutions.an_organisation(keeper, name)
    institutions.a_service(keeper, row, **more)
    return row


def a_provider(organisation: Organisation, name: str = "provider", path: str = DISTRICT) -> User:
    return make_user(name, "service_provider", path, organisation=organisation.pk)


def a_consent(by: Actor, person: Person, organisation: Organisation, **more: Any) -> Consent:
    """A spoken consent to a referral of names and contacts; `more` replaces what it says."""
    today = clock.today()
    said = {
        "purpose": "referral",
        "recipients": {str(organisation.pk): organisation.name},
        "fields": list(FIELDS),
        "given_by": "self",
        "given_on": today,
        "expires_on": today + timedelta(days=90),
        "language": "lao",
        "way": "spoken",
        "witness": "ນາງ ພະຍານ ຕົວຢ່າງ",
        **more,
    }
    return give_consent(by=by, id=new_id(), person=person.pk, agreed=Agreed(**said), call_id=new_id())


def a_contact(by: Actor, person: Person, value: str = "020 5555 0101") -> None:
    add_contact(
        by=by,
        id=new_id(),
        person=person.pk,
        kind="phone",
        value=value,
        safety="careful",
        how={"when": "ຕອນເຊົ້າ"},
        call_id=new_id(),
    )


def a_draft(by: Actor, case: Case, organisation: Organisation, **more: Any) -> Referral:
    values: dict[str, Any] = {
        "kind": "shelter",
        "urgency": "soon",
        "fields": FIELDS,
        "message": MESSAGE,
        "reason": REASON,
        **more,
    }
    return draft_referral(by=by, id=new_id(), case=case.pk, organisation=organisation.pk, call_id=new_id(), **values)


def sent(by: Actor, case: Case, organisation: Organisation, *, consent: bool = True, **more: Any) -> Referral:
    """A referral on its way: under a fresh consent, or as an exception for danger to life."""
    row = a_draft(by, case, organisation, **more)
    if consent:
        a_consent(by, case.person, organisation, fields=list(row.fields))
        return send_referral(by=by, referral=row.pk, call_id=new_id())
    return send_referral(by=by, referral=row.pk, exception="danger_to_life", why=WHY, call_id=new_id())


def a_referral(by: Actor, organisation: Organisation | None = None, **more: Any) -> Referral:
    """A sent referral of a new case."""
    return sent(by, a_case(by), organisation or a_shelter(), **more)


def accepted(by: Actor, provider: Actor, organisation: Organisation) -> Referral:
    row = a_referral(by, organisation)
    return accept_referral(by=provider, referral=row.pk, words="ມີຕຽງຫວ່າງ", call_id=new_id())


def kinds(user: User) -> list[str]:
    """The kinds of tasks about referrals that wait for this user."""
    return sorted(task.kind for task in waiting_for(user) if task.subject_kind == "referral")
