"""More records that were erased, are to be erased, must not be, or are kept although their time has run out."""

from __future__ import annotations

from datetime import timedelta

from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.holds import lift_hold
from pokpong.registers.people.actions.retention import RETENTION, fall_due, keep_longer
from pokpong.registers.people.models import Person
from pokpong.registers.people.tests import factories as people
from pokpong.registers.people.tests.erasing import approve, ask, hold
from tests.guards.reach.records import REASON, World
from tests.guards.rows.growing_cases import SAMENAME

IN_FOUR_YEARS = timedelta(days=4 * 366)  # by then nobody needs the record of somebody without a case
A_YEAR = timedelta(days=365)


def erasures_of(world: World, _count: int) -> None:
    """An erased one with what hung on it; and of those due: one to be erased, held, kept longer, undecided."""
    caseworker, supervisor = world.demo["caseworker"], world.demo["supervisor"]
    erased, asked, held, kept, undecided = (people.register(caseworker, SAMENAME) for _each in range(5))
    people.contact_for(caseworker, erased.pk)
    people.relation_for(caseworker, erased.pk)
    approve(supervisor, ask(caseworker, erased.pk))
    ask(caseworker, asked.pk)
    hold(supervisor, held.pk)
    keep(world, kept)
    for person in (asked, held, kept, undecided):
        fallen_due(person)
    decided(world)


def decided(world: World) -> None:
    """A hold set and lifted again, and another year, for the person of the world."""
    supervisor, person = world.demo["supervisor"], Person.objects.get(pk=world.ids["person"])
    standing = hold(supervisor, person.pk)
    lift_hold(by=supervisor, hold=standing.pk, why=REASON, call_id=new_id())
    keep(world, person)


def keep(world: World, person: Person) -> None:
    until = clock.today() + A_YEAR
    keep_longer(by=world.demo["supervisor"], id=new_id(), person=person.pk, why=REASON, until=until, call_id=new_id())


def fallen_due(person: Person) -> None:
    with clock.standing_at(clock.now() + IN_FOUR_YEARS):
        fall_due(by=RETENTION, person=person.pk, call_id=new_id())
