"""Charts, and what makes a committee stand out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.registers.institutions import attention, charts, meeting_days
from pokpong.registers.institutions.models import Committee
from pokpong.registers.institutions.tests.factories import (
    a_committee,
    a_seat,
    an_official,
    an_organisation,
    keeper,
    merged,
)
from pokpong.registers.institutions.tests.test_pages import day, send, text_of
from pokpong.registers.institutions.tests.test_pages import signed_in as signed_in_lao

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    """In English."""
    client = signed_in_lao(user)
    client.cookies["pokpong_language"] = "en"
    return client


@pytest.fixture
def meetings() -> Iterator[dict[UUID, date]]:
    """Meetings as the area above keeps them."""
    before, MET_NOW = list(meeting_days._finds), dict[UUID, date]()  # noqa: N806  put back afterwards
    meeting_days.use(lambda wanted: {row: MET_NOW[row] for row in wanted if row in MET_NOW})
    yield MET_NOW
    meeting_days._finds[:] = before


def why(board: Committee) -> list[str]:
    return attention.reasons([board], clock.today())[board.pk]


def test_a_committee_without_a_chair_stands_out_until_it_has_one(meetings: dict[UUID, date]) -> None:
    by = keeper()
    board = a_committee(by)
    meetings[board.pk] = clock.today()
    assert why(board) == [attention.NO_CHAIR]
    a_seat(by, board, an_official(by), role="chair")
    assert why(board) == []


def test_a_quarter_without_a_meeting_stands_out(meetings: dict[UUID, date]) -> None:
    by = keeper()
    board = a_committee(by)
    a_seat(by, board, an_official(by), role="chair")
    assert why(board) == [attention.NO_MEETING]
    meetings[board.pk] = clock.today() - timedelta(days=93)
    assert why(board) == [attention.NO_MEETING]
    meetings[board.pk] = clock.today() - timedelta(days=92)
    assert why(board) == []
    young = a_committee(by, founded=clock.today() - timedelta(days=30))
    assert attention.NO_MEETING not in why(young)


def test_where_nobody_keeps_meetings_their_absence_says_nothing(meetings: dict[UUID, date]) -> None:
    meeting_days._finds.clear()
    board = a_committee(keeper())
    assert why(board) == [attention.NO_CHAIR]
    assert meeting_days.last_meeting([board.pk]) == {}


def test_the_list_shows_and_filters_what_stands_out(meetings: dict[UUID, date]) -> None:
    by = keeper()
    led, bare = a_committee(by, names={"lo": "ມີປະທານ"}), a_committee(by, names={"lo": "ບໍ່ມີຜູ້ນຳ"})
    a_seat(by, led, an_official(by), role="chair")
    meetings.update({led.pk: clock.today(), bare.pk: clock.today()})
    url, browser = reverse("institutions:committees"), signed_in(by)
    assert "No chair" in text_of(browser, url)
    page = text_of(browser, url, **{"committees-attention": "no_chair"})
    assert str(bare.pk) in page
    assert str(led.pk) not in page
    assert str(bare.pk) not in text_of(browser, url, **{"committees-attention": "no_meeting"})
    assert str(led.pk) not in text_of(browser, url, **{"committees-attention": "any"})


def test_the_page_of_committees_says_first_how_many_stand_out(meetings: dict[UUID, date]) -> None:
    by = keeper()
    url, browser = reverse("institutions:committees"), signed_in(by)
    assert "Some committees need to be looked at" not in text_of(browser, url)
    boards = [a_committee(by) for _number in range(2)]
    meetings[boards[0].pk] = clock.today()
    for reader in (browser, signed_in(keeper("secretary")), signed_in(keeper("chair"))):
        page = text_of(reader, url)
        assert "Committees without a chair: 2" in page
        assert "Committees that have not met for a quarter: 1" in page
        assert "?committees-attention=no_meeting#table-committees" in page


def test_the_chart_of_organisations_shows_who_stands_below_whom() -> None:
    by = keeper()
    ministry = an_organisation(by, "ກະຊວງທົດລອງ")
    office = an_organisation(by, "ພະແນກທົດລອງ", parent=ministry.pk)
    person = an_official(by, organisation=office.pk)
    forest = charts.organisations(by, clock.today())
    assert [(root.row, [below.row for below in root.below]) for root in forest.roots] == [(ministry, [office])]
    assert (len(forest), forest.people, forest.left_out) == (2, [person], 0)
    browser = signed_in(by)
    for url in (reverse("institutions:chart"), reverse("institutions:organisation_chart", args=[ministry.pk])):
        page = text_of(browser, url)
        assert page.index(ministry.name) < page.index(office.name) < page.index(person.name)
    assert person.name not in text_of(signed_in(keeper("donor", "")), reverse("institutions:chart"))


def test_a_chart_that_has_no_room_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "MOST_OFFICES", 2)
    by = keeper()
    for number in range(4):
        an_organisation(by, f"ຫ້ອງການທົດລອງ {number}")
    assert charts.organisations(by, clock.today()).left_out == 2
    assert "2 more offices" in text_of(signed_in(by), reverse("institutions:chart"))


def test_the_chart_of_a_committee_stands_by_rank_on_any_day() -> None:
    by = keeper()
    board = a_committee(by)
    url, browser = reverse("institutions:committee_chart", args=[board.pk]), signed_in(by)
    assert "Nobody sat in it on that day" in text_of(browser, url)
    member, chair = an_official(by, "ກອງ ທົດລອງ"), an_official(by, "ໂສມ ທົດລອງ")
    a_seat(by, board, member)
    assert "No chair" in text_of(browser, url)
    a_seat(by, board, chair, role="chair")
    page = text_of(browser, url)
    assert page.index(chair.name) < page.index(member.name)
    assert chair.name not in text_of(browser, url, **day("day", date(2020, 1, 1)))


def test_asking_deciding_and_parting_on_the_pages() -> None:
    by, second = keeper(), keeper("secretary")
    office = an_organisation(by).pk
    lao, latin = an_official(by, "ສົມສັກ ທົດລອງ", organisation=office), an_official(by, "Somsack", organisation=office)
    asking, browser, other = (
        reverse("institutions:official_ask_merge", args=[latin.pk]),
        signed_in(by),
        signed_in(second),
    )
    assert "Choose the other official" in send(browser, asking, why="ຄົນດຽວ")
    send(browser, asking, into=str(lao.pk), other_text="", why="ຄົນດຽວ")
    deciding = reverse("institutions:official_merge", args=[latin.merges.get().pk])
    page = text_of(browser, deciding)
    assert "Somebody else must confirm it" in page
    assert "They are one</span>" not in page
    assert deciding in text_of(other, reverse("institutions:official", args=[lao.pk]))
    assert send(other, f"{deciding}merge/") == reverse("institutions:official", args=[lao.pk])
    assert latin.name in text_of(other, reverse("institutions:official", args=[lao.pk]))
    assert str(latin.pk) not in text_of(other, reverse("institutions:officials"))
    parting = reverse("institutions:official_part", args=[latin.pk])
    assert send(other, parting, why="ສອງຄົນ") == reverse("institutions:official", args=[latin.pk])
    assert other.get(parting).status_code == 404


def test_refusing_on_the_page() -> None:
    by = keeper()
    lao, latin = an_official(by, "ສົມສັກ ທົດລອງ"), an_official(by, "Somsack")
    send(
        signed_in(by),
        reverse("institutions:official_ask_merge", args=[latin.pk]),
        other=str(lao.pk),
        other_text=lao.name,
        why="x",
    )
    url = reverse("institutions:official_refuse_merge", args=[latin.merges.get().pk])
    assert send(signed_in(by), url, why="ສອງຄົນ") == reverse("institutions:official", args=[latin.pk])


def test_handing_over_on_the_page() -> None:
    by = keeper()
    row, board = an_official(by), a_committee(by)
    seat = a_seat(by, board, row, role="chair")
    url, browser = reverse("institutions:official_hand_over", args=[row.pk]), signed_in(by)
    assert board.name in text_of(browser, url)
    assert "data-pk-error-summary" in send(browser, url, name="")
    where = send(
        browser,
        url,
        name="ບຸນມີ ທົດລອງ",
        seats=str(seat.pk),
        **day("on", date(2026, 3, 1)),
        **day("starts", date(2026, 3, 2)),
    )
    successor = row.successors.get()
    assert where == reverse("institutions:official", args=[successor.pk])
    assert successor.memberships.get().role == "chair"
    assert browser.get(url).status_code == 404


def test_a_merged_official_has_no_post_to_hand_over() -> None:
    by, second = keeper(), keeper("secretary")
    lao, latin = an_official(by, "ສົມສັກ ທົດລອງ"), an_official(by, "Somsack")
    merged(by, second, latin, lao)
    assert signed_in(by).get(reverse("institutions:official_hand_over", args=[latin.pk])).status_code == 404
