"""A row becomes a case, through the ordinary actions, whole or not at all."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pokpong.areas.protection.actions.cases.opening import open_case
from pokpong.areas.protection.actions.identification.presuming import presume_identification
from pokpong.areas.protection.actions.plan.exploitation import record_exploitation
from pokpong.areas.protection.actions.plan.notes import write_note
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import running_case_of
from pokpong.doors.exchange.cases import meaning
from pokpong.doors.exchange.cases.jsons import from_json
from pokpong.doors.exchange.cases.notes import note_texts
from pokpong.doors.exchange.htcds.field_words import words_of
from pokpong.doors.exchange.htcds.records import CaseRecord
from pokpong.doors.exchange.htcds.values import value_set
from pokpong.doors.exchange.models import ImportedRow
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, Refused
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.actions.consents import Agreed, give_consent
from pokpong.registers.people.actions.contacts import add_contact
from pokpong.registers.people.actions.persons import register_person
from pokpong.registers.people.models import Person
from pokpong.registers.people.rules.consent import ELSEWHERE, LONGEST, ONESELF
from pokpong.registers.people.rules.record import EVERYTHING

ORIGIN = "imported"
CONSENT_FOR = "assistance"


@action("import.open_case")
def open_imported_case(
    *,
    by: Actor,
    id: UUID,
    said: dict[str, Any],
    references: dict[str, str],
    place: str,
    home: str = "",
    source: str = "",
    person: UUID | None = None,
    call_id: UUID,
) -> ImportedRow:
    """Opens the case that a row tells of: registers the person, or takes the visible `person`, and keeps what it said.

    `said` is the row's record as JSON, `references` the digests of `ImportedRow`, `place` the district, `home` a path.
    A consent counts where the row says there is one and the person may give it alone; else none is recorded.
    Raises NotThere, NotAllowed, Refused with all reasons; then nothing was written.
    """
    record = from_json(said)
    who = _visible(by, person) if person else _registered(by, record, place, home)
    case = _opened(by, record, who, place)
    if person is None:
        _reachable(by, record, who)
    _exploited(by, record, case)
    _presumed(by, record, case)
    for number, text in enumerate(note_texts(record)):
        write_note(by=by, **_new(f"note {number}"), case=case.pk, kind="other", text=text)
    if record.consent:
        _consented(by, record, who, source)
    return _kept(by, id, case, said, references)


@action("import.match_case")
def match_imported_case(
    *, by: Actor, id: UUID, case: UUID, said: dict[str, Any], references: dict[str, str], call_id: UUID
) -> ImportedRow:
    """Notes that a row tells of a case that is there already; the case stays as it is. Raises NotThere."""
    row: Case = door.locked(Case.objects.visible_to(by).select_related("person"), case)
    return _kept(by, id, row, said, references)


def _kept(by: Actor, id: UUID, case: Case, said: dict[str, Any], references: dict[str, str]) -> ImportedRow:
    row = door.add(ImportedRow(id=id, key_id=case.key_id, case=case, by=by.id, said=said, **references))
    door.event(case, {"imported_row": str(id)})
    return row


def _new(purpose: str) -> dict[str, Any]:
    """Id and call id of an action called by this one."""
    call_id = door.inner(purpose)
    return {"id": row_id_for(call_id), "call_id": call_id}


def _visible(by: Actor, person: UUID) -> Person:
    found: Person | None = Person.objects.visible_to(by).filter(pk=person, state="open").first()
    if found is None:
        raise NotThere(str(person))
    return found


def _registered(by: Actor, record: CaseRecord, place: str, home: str) -> Person:
    values = meaning.person_of(record, clock.today())
    text = meaning.home_text(record)
    values |= {"district_path": place, "home": {"path": home or place, "text": text} if text or home else None}
    why = _("Taken over from another system")
    return register_person(by=by, **_new("person"), record=values, because_kind="person", why=why)


def _opened(by: Actor, record: CaseRecord, who: Person, place: str) -> Case:
    return open_case(
        by=by,
        **_new("case"),
        person=who.pk,
        origin=ORIGIN,
        place_path=place,
        opened_on=meaning.opened_on(record, clock.today()),
    )


def _reachable(by: Actor, record: CaseRecord, who: Person) -> None:
    for number in meaning.telephones_of(record):
        add_contact(
            by=by, **_new(f"contact {number}"), person=who.pk, kind="phone", value=number, safety="unknown", how={}
        )


def _exploited(by: Actor, record: CaseRecord, case: Case) -> None:
    said = meaning.exploitation_of(record)
    if said:
        record_exploitation(by=by, **_new("exploitation"), case=case.pk, record=said)


def _presumed(by: Actor, record: CaseRecord, case: Case) -> None:
    if meaning.is_presumed(record):
        status = value_set("vic_TraffickingStatus").label(record.trafficking_status)
        why = f"{words_of('vic_TraffickingStatus')}: {status}"
        presume_identification(by=by, **_new("identification"), case=case.pk, why=why)


def _consented(by: Actor, record: CaseRecord, who: Person, source: str) -> None:
    """An adult's own consent, as far as it can be told. Whoever cannot give it alone stays without one."""
    recipient, today = _recipient(by), clock.today()
    if recipient is None:
        return
    agreed = Agreed(
        purpose=CONSENT_FOR,
        recipients={str(recipient.pk): recipient.name},
        fields=list(EVERYTHING),
        given_by=ONESELF,
        given_on=today,
        expires_on=today + LONGEST - timedelta(days=1),
        language=next(iter(meaning.languages_of(record)), "other"),
        way=ELSEWHERE,
        witness=source or _("Taken over from another system"),
    )
    try:
        give_consent(by=by, **_new("consent"), person=who.pk, agreed=agreed)
    except Refused:
        return


def _recipient(by: Actor) -> Organisation | None:
    """The organisation for which the caller works; the installation's own one, which is the oldest, for others."""
    own = [grant.organisation for grant in getattr(by, "grants", []) if grant.organisation]
    active = Organisation.objects.visible_to(by).filter(state="active")
    return active.filter(pk__in=own).first() or active.order_by("id").first()


def case_to_match(by: Actor, person: UUID) -> Case | None:
    """The case of a person to whom a row turned out to belong: the one that runs, else the last, as far as visible."""
    running = running_case_of(person)
    seen = Case.objects.visible_to(by).filter(person=person)
    found: Case | None = (
        seen.filter(pk=running.pk).first() if running is not None else seen.order_by("opened_on").last()
    )
    return found
