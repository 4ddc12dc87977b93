"""The inbox, and what lists cost."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pokpong.areas.protection import doubles
from pokpong.areas.protection.actions import close_concern
from pokpong.areas.protection.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    STORY,
    VILLAGE,
    a_concern,
    caseworker,
    facts,
    in_hand,
    member,
)
from pokpong.areas.protection.tests.walking import (
    as_,
    page,
    queries_of,
    text_of,
)
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.places.queries import label

pytestmark = pytest.mark.django_db


def test_the_inbox_shows_open_columns_and_notes_the_reading() -> None:
    worker = caseworker()
    row = a_concern(member(), facts=facts(urgency="danger"))
    other = a_concern(make_user("carol", "village_member", NEIGHBOUR), place=NEIGHBOUR)
    shown = text_of(as_(worker).get(reverse("protection:inbox")))
    assert row.number in shown
    assert label(VILLAGE, "lo") in shown
    assert STORY not in shown
    assert other.number not in shown
    assert Reading.objects.get(actor=worker.pk, kind="concern").shown == [str(row.pk)]


@pytest.mark.parametrize("name", ["inbox", "mine"])
def test_lists_cost_the_same_queries_for_any_number_of_rows(name: str) -> None:
    bob, worker = member(), caseworker()
    a_concern(bob)
    client = as_(worker if name == "inbox" else bob)
    few = queries_of(client, reverse(f"protection:{name}"))
    for _ in range(8):
        a_concern(bob)
    assert queries_of(client, reverse(f"protection:{name}")) == few


def test_comparing_costs_the_same_queries_for_any_number_of_candidates() -> None:
    bob, worker = member(), caseworker()
    row, other = a_concern(bob), a_concern(bob)
    client = as_(worker)
    few = queries_of(client, page("triage", row))
    for _ in range(doubles.MOST_SHOWN + 4):
        a_concern(bob)
    # Each of the five shown looks up the words of its places; the others cost nothing.
    shown = doubles.MOST_SHOWN - 1
    assert other.number in text_of(client.get(page("triage", row)))
    assert queries_of(client, page("triage", row)) <= few + 2 * shown


def test_the_inbox_filters_by_urgency_situation_district_and_time() -> None:
    bob, worker = member(), caseworker()
    rows = [a_concern(bob, facts=facts(urgency=urgency)) for urgency in ("danger", "soon", "routine") * 2]
    client = as_(worker)
    urgent = text_of(client.get(reverse("protection:inbox"), {"concerns-urgency": "danger"}))
    assert [row.number in urgent for row in rows] == [True, False, False] * 2
    for query in ({"concerns-situation": "overdue"}, {"concerns-state": "closed"}):
        assert not any(row.number in text_of(client.get(reverse("protection:inbox"), query)) for row in rows)
    district = text_of(client.get(reverse("protection:inbox"), {"concerns-district": DISTRICT, "concerns-period": "7"}))
    assert all(row.number in district for row in rows)


def test_the_inbox_starts_with_what_is_not_closed_and_one_tap_shows_all() -> None:
    bob, worker = member(), caseworker()
    closed, waits = in_hand(bob, worker), a_concern(bob)
    close_concern(by=worker, concern=closed.pk, outcome="helped", reason="ໄດ້ຊ່ວຍເຫຼືອແລ້ວ", call_id=new_id())
    client = as_(worker)
    first = client.get(reverse("protection:inbox"))
    assert (waits.number in text_of(first), closed.number in text_of(first)) == (True, False)
    assert '<details class="pk-filters">' in text_of(first)  # what is usual needs no form that stands open
    everything = first.context["table"].plain_url
    assert everything in text_of(first)
    shown = text_of(client.get(everything))
    assert waits.number in shown
    assert closed.number in shown
    ended = text_of(client.get(reverse("protection:inbox"), {"concerns-state": "closed"}))
    assert (waits.number in ended, closed.number in ended) == (False, True)
