"""The generator writes what the actions would have left: proved for a hundred cases, told and copied."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from pokpong.areas.protection.actions.services import record_service
from pokpong.areas.protection.models import Case, FollowUp, Service
from pokpong.areas.protection.rules.services import Provided
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.models import Receipt
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock
from pokpong.foundation.vault import blind
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.finding import find
from tests.bench.copying import Mould, keys_of_name
from tests.bench.generator import MIX, OWN, Programme, learned, outlines, programme, write
from tests.bench.likeness import NotAsItShouldBe, likeness
from tests.bench.loading import Loader
from tests.bench.pieces import fresh_ids
from tests.bench.stories import KINDS, NOTE, Outline, tell
from tests.bench.tracing import Trace, traced

pytestmark = pytest.mark.django_db

CASES = 100
EACH = {kind: 4 if kind == "full" else 14 for kind in KINDS}  # of every kind, a hundred together
LARGE = 100_000
AIM = 1_000_000  # services and follow-ups of a hundred thousand cases


def some(here: Programme, kind: str, number: int) -> list[Outline]:
    """Outlines of one kind, in as many districts, years and hands as the programme has."""
    found: list[Outline] = []
    for outline in outlines(here, 4000):
        if outline.kind == kind and outline.lead != here.bench.pk:
            found.append(outline)
        if len(found) == number:
            return found
    raise LookupError(kind)


def copied(mould: Mould, outline: Outline) -> Trace:
    """What one copy adds to the data base."""
    loader = Loader()
    with traced() as trace:
        write(mould, outline, loader, keys_of_name(outline.name))
        loader.flush()
    return trace


@pytest.mark.alternating
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_a_copy_holds_the_rows_that_the_actions_leave(kind: str) -> None:
    here = programme()
    mould = learned(here, kind)
    for outline in some(here, kind, EACH[kind]):
        with traced() as lived:
            tell(outline, here.office, here.shelter)
        # The same person cannot be helped twice at once, so the copy is somebody else of the same name.
        by_actions, by_copying = likeness(outline, lived), likeness(outline, copied(mould, outline))
        assert by_copying - by_actions == Counter()
        assert by_actions - by_copying == Counter()


def test_a_row_that_says_something_else_is_noticed() -> None:
    """The comparison itself: one code, one day, one word of a sealed text, one row too few."""
    here = programme()
    mould = learned(here, "present")
    outline = some(here, "present", 1)[0]
    wanted = likeness(outline, copied(mould, outline))
    changes: list[tuple[type[Any], str, Any]] = [
        (Service, "unit", "hours"),
        (Service, "delivered_on", clock.today()),
        (FollowUp, "done_by", here.national.pk),
        (Case, "number", "LA16-2026-C1"),
    ]
    for model, name, value in changes:
        trace = copied(mould, outline)
        trace.rows[model][0][name] = value
        if name == "number":
            with pytest.raises(NotAsItShouldBe):
                likeness(outline, trace)
        else:
            assert likeness(outline, trace) != wanted
    trace = copied(mould, outline)
    trace.rows[Receipt].pop()
    assert sum((wanted - likeness(outline, trace)).values()) >= 1


def a_copy(here: Programme, kind: str = "present") -> tuple[Outline, Trace]:
    outline = replace(some(here, kind, 1)[0], lead=here.bench.pk, district=here.home, name="ນາງ ສົມພອນ ວົງສາ")
    return outline, copied(learned(here, kind), outline)


def test_a_call_sent_again_is_answered_by_the_receipt_of_the_copy() -> None:
    """Ids, keyed digests and what was sent fit each other as after the call itself."""
    here = programme()
    outline, _trace = a_copy(here)
    case = Case.objects.get(person__in=[hit.person for hit in find(here.bench, outline.name).hits])
    row = Service.objects.filter(case=case, note__isnull=False).order_by("pk").first()
    assert row is not None
    receipt = Receipt.objects.get(action="service.record", answer__id=str(row.pk))
    amounts = {"quantity": row.quantity.quantize(1), "unit": row.unit, "cost": row.cost.quantize(1)}
    what = Provided(organisation=row.organisation, currency=row.currency, outcome=row.outcome, note=NOTE, **amounts)
    before = Service.objects.count()
    lead = User.objects.get(pk=outline.lead)
    again = record_service(by=lead, id=row.pk, case=case.pk, kind=row.kind, what=what, call_id=receipt.pk)
    assert (again.pk, Service.objects.count()) == (row.pk, before)
    assert Event.objects.get(subject=row.pk).call == blind.reference("call", "service", str(receipt.pk))


def test_a_copy_is_seen_found_and_opened_like_any_other() -> None:
    here = programme()
    outline, _trace = a_copy(here)
    case = Case.objects.visible_to(here.bench).select_related("person").get(opened_on=outline.day, lead=outline.lead)
    assert (case.person.name, case.place_path) == (outline.name, here.home)
    assert case.summary
    assert [hit.person.pk for hit in find(here.bench, "Somphone Vongsa").hits] == [case.person_id]
    stranger = here.leads["LA01/LA0101/"]
    assert not Case.objects.visible_to(stranger).exists()
    assert not Person.objects.visible_to(stranger).exists()
    assert Case.objects.visible_to(here.national).count() == Case.objects.count()


def test_the_programme_is_as_large_as_it_says() -> None:
    here = programme()
    kinds = Counter(outline.kind for outline in outlines(here, LARGE))
    mine = sum(outline.lead == here.bench.pk for outline in outlines(here, 1000))
    each = {name: kind.services + len(PATTERN) for name, kind in KINDS.items()}
    assert sum(each[kind] * number for kind, number in kinds.items()) >= AIM
    assert (mine, set(kinds), len(MIX)) == (OWN, set(KINDS), 50)
    first = list(outlines(here, 100))
    assert sum(EACH.values()) >= CASES
    assert first == list(outlines(here, 1000))[:100]  # a larger programme begins with the smaller one
    today = clock.today()
    for outline in first:
        assert outline.day + timedelta(days=30) <= today


PATTERN = range(5)


def test_the_pattern_of_follow_ups_is_counted_right() -> None:
    here = programme()
    _outline, trace = a_copy(here)
    assert (trace.count(FollowUp), trace.count(Service)) == (len(PATTERN), KINDS["present"].services)


def test_fresh_ids_ascend_and_are_version_7() -> None:
    found = fresh_ids(500)
    assert found == sorted(found)
    assert {(key[14], key[19], len(key)) for key in found} == {("7", "8", 36)}
    assert len(set(found)) == len(found)
