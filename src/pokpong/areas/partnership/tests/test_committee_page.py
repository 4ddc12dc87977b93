"""The page of a committee leads to its meetings and decisions, as far as the reader may see them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from pokpong.areas.partnership.tests.factories import (
    DISTRICT,
    NAMES,
    a_board,
    a_decision,
    a_meeting,
    chair,
    held,
    in_days,
    secretary,
)
from pokpong.areas.partnership.tests.test_pages import signed_in, text_of, url
from pokpong.foundation.access.tests.people import make_user
from pokpong.registers.institutions.models import Committee
from pokpong.registers.institutions.tests import factories as institutions

pytestmark = pytest.mark.django_db


def page_of(committee: Committee) -> str:
    return reverse("institutions:committee", args=[committee.pk])


def test_it_shows_what_comes_what_was_held_and_what_is_to_be_done() -> None:
    board = a_board()
    past = held(board, day=in_days(-10), subject="ກອງປະຊຸມຜ່ານມາ")
    decision = a_decision(board, past)
    older = [held(board, day=in_days(-20 - day)) for day in range(3)]
    coming = a_meeting(board, day=in_days(5))
    shown = text_of(signed_in(board.by), page_of(board.committee))
    for row in (past, *older[:2], coming):
        assert url("meeting", row.pk) in shown
    assert url("meeting", older[2].pk) not in shown
    assert shown.index(url("meeting", coming.pk)) < shown.index(url("meeting", past.pk))
    assert url("decision", decision.pk) in shown
    assert f"{url('plan_meeting')}?committee={board.committee.pk}" in shown


def test_its_lists_hold_this_committee_only() -> None:
    board = a_board()
    other = institutions.a_committee(board.by, names={"lo": "ຄະນະອື່ນ"})
    mine = held(board)
    decision = a_decision(board, mine)
    client = signed_in(board.by)
    for name, row in (("meetings", mine), ("decisions", decision)):
        there = url(row.noun, row.pk)
        assert there in text_of(client, url(name), **{f"{name}-committee": board.committee.name})
        assert there not in text_of(client, url(name), **{f"{name}-committee": other.name})
    shown = text_of(client, page_of(other))
    assert url("meeting", mine.pk) not in shown
    assert url("decision", decision.pk) not in shown


def test_decisions_are_filtered_by_their_words() -> None:
    board = a_board()
    row, client = a_decision(board, text="ຊ່ວຍເຫຼືອເດັກ"), signed_in(board.by)
    assert url("decision", row.pk) in text_of(client, url("decisions"), **{"decisions-text": "ຊ່ວຍເຫລືອ"})
    assert url("decision", row.pk) not in text_of(client, url("decisions"), **{"decisions-text": "ອື່ນ"})


def test_an_empty_committee_says_so_and_a_dissolved_one_plans_nothing() -> None:
    by = secretary()
    board = institutions.a_committee(by)
    shown = text_of(signed_in(by), page_of(board))
    assert "pk-quiet" in shown
    assert url("plan_meeting") in shown
    assert url("plan_meeting") not in text_of(signed_in(chair()), page_of(board))


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_who_may_not_read_meetings_finds_none_there(role: str) -> None:
    board = a_board()
    meeting = held(board)
    decision = a_decision(board, meeting)
    reader = make_user(role, role, DISTRICT)
    answer = signed_in(reader).get(page_of(board.committee))
    shown = answer.content.decode()
    assert (url("meeting", meeting.pk) in shown) is reader.may("meeting.read")
    assert (url("decision", decision.pk) in shown) is reader.may("decision.read")


def test_the_card_names_nobody() -> None:
    board = a_board()
    held(board)
    a_decision(board)
    shown = text_of(signed_in(board.by), page_of(board.committee))
    decisions = shown[shown.index("meetings-committee=") :]
    assert url("decisions") in decisions
    assert not [name for name in NAMES if name in decisions]
