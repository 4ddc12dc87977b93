"""Contacts of a person."""

from __future__ import annotations

from uuid import UUID

from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.digits import to_arabic_digits
from pokpong.foundation.lao.text import canon
from pokpong.registers.people.actions.reach import locked_person
from pokpong.registers.people.models import Contact
from pokpong.registers.people.rules import contacts as rules

HOW = ("when", "by_whom", "pretext", "never")


@action("person.add_contact", doors=("office", "device"))
def add_contact(
    *,
    by: Actor,
    id: UUID,
    person: UUID,
    kind: str,
    value: str,
    safety: str,
    how: dict[str, str],
    whose: str = "",
    call_id: UUID,
) -> Contact:
    """Adds a way to reach a person. `how` says when, by_whom, under what pretext it is safe, and never what.

    Raises NotThere, NotAllowed, Refused.
    """
    row = locked_person(by, person, "contacts")
    kept = {name: canon(how.get(name, "")).strip() for name in HOW}
    text = canon(value).strip()
    refuse(rules.contact_problems(kind=kind, value=text, safety=safety, how=kept))
    contact = Contact(
        id=id,
        key_id=row.key_id,
        person=row,
        kind=kind,
        value=to_arabic_digits(text) if kind in {"phone", "whatsapp"} else text,
        safety=safety,
        how=kept,
        whose=canon(whose).strip() or None,
    )
    door.add(contact)
    door.event(row, {"contact": str(id), "safety": safety})
    return contact


@action("person.end_contact", doors=("office", "device"))
def end_contact(*, by: Actor, contact: UUID, why: str, call_id: UUID) -> Contact:
    """Marks a contact as no longer to be used; it stays in the record. Raises NotThere, NotAllowed, Refused."""
    row: Contact = door.locked(Contact.objects.visible_to(by).select_related("person"), contact)
    person = locked_person(by, row.person_id, "contacts")
    problems = (
        (row.ended_on is not None, rules.ALREADY_ENDED("contact")),
        (not why.strip(), rules.WHY_MISSING("why")),
    )
    refuse(problem for wrong, problem in problems if wrong)
    row.ended_on, row.end_why = clock.today(), canon(why).strip()
    row.version += 1
    door.save(row)
    door.event(person, {"contact": str(row.pk)})
    return row
