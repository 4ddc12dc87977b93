"""Who may see a row: the decision over the full product in memory, and the query equal to it on both data bases.

The words of the design: visible is a tie, or (a role that reads this kind, and a grant covering the row's place), and
no compartment; in a compartment only those named in it, and break-glass; a recused user never.
"""

from __future__ import annotations

from dataclasses import astuple, fields
from datetime import timedelta
from itertools import product
from uuid import UUID

import pytest

import pokpong.config.wiring  # noqa: F401  registers actions and states
from pokpong.foundation.access.models import Compartment, CompartmentMember, Glass, Recusal, User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.scope import Facts, decide
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.models import Person, Tie

HERE, THERE = "LA16/LA1601/", "LA13/LA1301/"
PRODUCT = [Facts(*values) for values in product((False, True), repeat=len(fields(Facts)))]
# The table of the design for persons, written out: which roles read them by place, which may use a tie.
READS_PERSONS = {"case_supervisor"}
MAY_BE_TIED = {"caseworker", "case_supervisor"}


def by_the_design(facts: Facts) -> bool:
    """The sentence of the design, as a list of the cases in which somebody sees."""
    tied, reads_here, in_compartment, named_in_it, broke_glass, recused = astuple(facts)
    cases = (
        tied and not in_compartment,
        reads_here and not in_compartment,
        in_compartment and named_in_it,
        broke_glass,
    )
    return any(cases) and not recused


def test_the_decision_over_the_full_product() -> None:
    assert len(PRODUCT) == 2 ** len(fields(Facts))
    assert [facts for facts in PRODUCT if decide(facts) != by_the_design(facts)] == []


def test_neither_a_recused_user_nor_a_stranger_ever_sees() -> None:
    assert not any(decide(facts) for facts in PRODUCT if facts.recused)
    assert not decide(Facts(*[False] * len(fields(Facts))))


def person(facts: Facts, user: User) -> UUID:
    """A row of which exactly these facts are true for `user`, whose supervisor's grant lies in `HERE`."""
    circle = Compartment(reason="x", opened_by=new_id())
    row = Person(
        names=[{"text": "ສົມມຸດ"}],
        district_path=HERE if facts.reads_here else THERE,
        compartment=circle.pk if facts.in_compartment else None,
    )
    now = clock.now()
    with writing.opened("tests"):
        circle.save()
        row.save()
        if facts.tied:
            reason = {"because_kind": "person", "because": row.pk, "because_ref": "x"}
            Tie(key_id=row.key_id, person=row, user=user.pk, **reason).save()
        if facts.named_in_it:
            CompartmentMember(compartment=circle, user=user.pk).save()
        if facts.broke_glass:
            ends = now + timedelta(hours=1)
            Glass(user=user.pk, kind="person", row=row.pk, reason="x", ends=ends, place_path=HERE).save()
        if facts.recused:
            Recusal(user=user.pk, kind="person", row=row.pk).save()
    return row.pk


@pytest.mark.django_db
def test_the_query_is_the_decision() -> None:
    user = make_user("decision", "case_supervisor", HERE)
    rows = {person(facts, user): facts for facts in PRODUCT}
    # Named in a circle that the row does not belong to, tied and so on: each row has exactly its own facts.
    seen = set(Person.objects.visible_to(user).values_list("pk", flat=True))
    wrong = [facts for row, facts in rows.items() if (row in seen) != by_the_design(facts)]
    assert not wrong


@pytest.mark.django_db
@pytest.mark.parametrize("role", sorted(ROLES))
def test_every_role_sees_persons_as_the_table_says(role: str) -> None:
    user = make_user(f"decision-{role}", role, HERE)
    known = {}
    for tied, here in product((False, True), repeat=2):
        facts = Facts(tied, here, in_compartment=False, named_in_it=False, broke_glass=False, recused=False)
        known[person(facts, user)] = (tied and role in MAY_BE_TIED) or (here and role in READS_PERSONS)
    seen = set(Person.objects.visible_to(user).filter(pk__in=known).values_list("pk", flat=True))
    assert {row: row in seen for row in known} == known


@pytest.mark.django_db
def test_what_has_ended_gives_no_sight() -> None:
    """A tie, a glass, a grant, a place in a circle: each only while it lasts."""
    user = make_user("ended", "caseworker", HERE)
    row = person(Facts(True, False, False, False, True, False), user)
    past = clock.now() - timedelta(days=1)
    with writing.opened("tests"):
        Tie.objects.filter(person=row).update(ends=past)
        Glass.objects.filter(row=row).update(ends=past)
    assert not Person.objects.visible_to(user).filter(pk=row).exists()
