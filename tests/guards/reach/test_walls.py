"""Every table with a wall: what the application shows lies in what the data base answers, that in grants and ties.

Everybody of the sweep asks in turn on one connection, each after somebody who saw everything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.db.models import Model, Q

from pokpong.areas.protection.models import Case, CaseMember, Concern, Identification, Referral
from pokpong.foundation.access import row_security
from pokpong.foundation.access.models import CompartmentMember, Glass, User
from pokpong.foundation.access.row_security.policies import TIED, WALLS, Wall
from pokpong.foundation.access.tests.walls import as_role, held, on_postgresql, standing_walls
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import covers
from pokpong.registers.people.models import Person, Tie
from tests.engines.walls import are_wanted
from tests.guards.reach.world import World, make
from tests.guards.rows.growing import grow

pytestmark = pytest.mark.django_db
Rows = dict[str, set[UUID]]  # ids by table
MODELS: dict[str, Any] = {model._meta.db_table: model for model in apps.get_models()}
# Walled tables that nobody fills in the world of the sweep, each with the reason. They follow what the others follow.
EMPTY = {
    "exchange_export": "made when a file is taken out; a row names its user",
    "exchange_importedrow": "made when a whole file is taken in, in the tests of the exchange",
    "people_consentwithdrawal": "made when a consent ends, which would take the referrals of the world with it",
    "protection_issuedpaper": "made when a paper is printed",
    "protection_referralnote": "made when somebody asks about a referral",
    "protection_riskassessment": "made when a risk is assessed",
}


def more_of_everything() -> World:
    """Once the walls stand: no table changes its looks while rows written before wait to be looked at."""
    world = make()
    grow(world, 1, 0)
    return world


def answered() -> Rows:
    """What a query without `visible_to` brings."""
    return {wall.table: set(MODELS[wall.table].objects.values_list("pk", flat=True)) for wall in WALLS}


def shown_to(user: User) -> Rows:
    """What the application shows, of every model that says so."""
    found: Rows = {}
    for wall in WALLS:
        rows = MODELS[wall.table].objects.all()
        if hasattr(rows, "visible_to"):
            found[wall.table] = set(rows.visible_to(user).values_list("pk", flat=True))
    return found


# --- grants and ties, said once more in plain words --------------------------------------------------------------


class Reach:
    """What one user's grants and ties bring, of every table; nothing here asks the data base's own conditions."""

    def __init__(self, user: User) -> None:
        self.user = user
        self.circles = set(
            CompartmentMember.objects.filter(user=user.pk, ends=None).values_list("compartment", flat=True)
        )
        self.case = self._of(Case, "case", "place_path", self._tied_cases())
        self.person = self._of(Person, "person", "district_path", self._tied_persons())
        self.person |= set(Case.objects.filter(pk__in=self.case).values_list("person", flat=True))
        self.person |= set(Person.objects.filter(canonical__in=self.person).values_list("pk", flat=True))
        self.concern = self._of(Concern, "concern", "route_path", {user.pk}, "raised_by")
        self.found: Rows = {
            "protection_case": self.case,
            "people_person": self.person,
            "protection_concern": self.concern,
        }

    def organisations(self, kind: str) -> set[UUID]:
        permission = TIED[kind]
        grants = [grant for grant in self.user.grants if not permission or permission in grant.permissions]
        return {grant.organisation for grant in grants if grant.organisation is not None}

    def _of(self, model: Any, kind: str, path: str, tied: set[UUID], by: str = "pk") -> set[UUID]:
        granted = self.user.paths(f"{kind}.read")
        opened = Glass.objects.filter(user=self.user.pk, kind=kind, ends__gt=clock.now()).values_list("row", flat=True)
        rows = model.objects.values_list("pk", path, "compartment", by)
        return {
            pk
            for pk, place, circle, tie in rows
            if any(covers(one, place) for one in granted) or tie in tied or circle in self.circles or pk in opened
        }

    def _tied_cases(self) -> set[UUID]:
        asked = Q(
            state__in=("requested", "appealed", "formal", "declined"), body__in=self.organisations("identification")
        )
        sent = Q(organisation__in=self.organisations("referral")) & ~Q(state__in=("drafted", "stopped", "withdrawn"))
        return {
            *CaseMember.objects.filter(user=self.user.pk, ends=None).values_list("case", flat=True),
            *Referral.objects.filter(sent).values_list("case", flat=True),
            *Identification.objects.filter(asked).values_list("case", flat=True),
        }

    def _tied_persons(self) -> set[UUID]:
        current = Q(ends=None) | Q(ends__gt=clock.now())
        mine = Q(user=self.user.pk) | Q(organisation__in=self.organisations("tie"))
        return set(Tie.objects.filter(current & mine).values_list("person", flat=True))

    def most(self, wall: Wall) -> set[UUID]:
        """A part comes with what it follows, or because it names the user or their organisation."""
        if wall.table not in self.found:
            columns = [*wall.own, *(column for column, _kind, _more in wall.organisations)]
            columns += [column for column, _table in wall.follows] + ([wall.place] if wall.place else [])
            rows = MODELS[wall.table].objects.values("pk", *columns)
            self.found[wall.table] = {row["pk"] for row in rows if self._reaches(wall, row)}
        return self.found[wall.table]

    def _reaches(self, wall: Wall, row: dict[str, Any]) -> bool:
        granted = self.user.paths(f"{wall.kind}.read") if wall.place else []
        return (
            any(row[column] == self.user.pk for column in wall.own)
            or any(row[column] in self.organisations(kind) for column, kind, _more in wall.organisations)
            or any(covers(path, row[wall.place]) for path in granted)
            or any(row[column] in self.most(WALL[table]) for column, table in wall.follows)
        )


WALL = {wall.table: wall for wall in WALLS}


# --- the three against each other --------------------------------------------------------------------------------


@on_postgresql
def test_what_is_shown_lies_in_what_the_data_base_answers_and_that_in_grants_and_ties() -> None:
    with standing_walls():
        world = more_of_everything()
        everything = answered()
        wrong: list[str] = []
        kept_back: dict[str, int] = defaultdict(int)
        for stand in world.stands:
            found = differences(stand.user, everything, kept_back)
            wrong += [f"{table} for {stand.name}: {kind}" for table, kind in found]
    assert not wrong, "\n".join(wrong)
    filled = {table for table, rows in everything.items() if rows}
    assert sorted(everything.keys() - filled - EMPTY.keys()) == []
    # No wall is only paint: each keeps rows from somebody who stands somewhere.
    assert sorted(filled - {table for table, number in kept_back.items() if number}) == []


def differences(user: User, everything: Rows, kept_back: dict[str, int]) -> Iterator[tuple[str, str]]:
    reach = Reach(user)
    shown = shown_to(user)
    with as_role(), row_security.scope("program:command"):
        assert answered() == everything  # the session has just served somebody else
    with held(user):
        kept, narrowed = answered(), shown_to(user)
    for table, wall in WALL.items():
        if not shown.get(table, set()) <= kept[table]:
            yield table, "shown by the application, kept back by the data base"
        if narrowed.get(table) != shown.get(table):
            yield table, "not the same behind the wall"
        if not kept[table] <= reach.most(wall):
            yield table, "answered without a grant or a tie"
        kept_back[table] += len(everything[table] - kept[table])


@on_postgresql
def test_nobody_is_answered_nothing() -> None:
    with standing_walls():
        make()
        with as_role():
            assert {table: rows for table, rows in answered().items() if rows} == {}


def test_every_model_with_a_wall_is_a_model_of_ours() -> None:
    assert sorted(WALL.keys() - MODELS.keys()) == []
    assert all(issubclass(MODELS[table], Model) for table in WALL)


def test_what_asks_in_a_scope_is_held_where_the_run_asked_for_walls() -> None:
    """Else the sweeps behind row security would prove nothing."""
    assert not row_security.is_on()  # rows are prepared as the owner
    with row_security.scope("program:command"):
        assert row_security.is_on() is are_wanted()
