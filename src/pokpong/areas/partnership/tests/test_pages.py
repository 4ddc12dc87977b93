"""The pages: a secretary walks from planning a meeting to its signed minutes, and records a visit."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.areas.partnership.models import Attendance, Decision, Document, Meeting, Stop, Visit
from pokpong.areas.partnership.screens.document_paper import paper_of
from pokpong.areas.partnership.tests.factories import (
    DISTRICT,
    NAMES,
    NEIGHBOUR,
    REASON,
    VILLAGE,
    Board,
    a_board,
    a_decision,
    a_document,
    a_meeting,
    a_visit,
    chair,
    held,
    in_days,
    made,
    secretary,
)
from pokpong.areas.partnership.tests.test_documents import with_victim
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel import clock
from pokpong.foundation.papers.paper import FORMS
from pokpong.registers.programme import evidence, hub

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="pokpong.foundation.access.sign_in.PokpongBackend")
    return client


def url(name: str, *keys: object) -> str:
    return reverse(f"partnership:{name}", args=keys)


def text_of(client: Client, address: str, **data: str) -> str:
    answer = client.get(address, data)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def send(client: Client, address: str, **data: Any) -> str:
    """Sends the form of the page; the answer's address, or its text when it was refused."""
    hidden = dict(re.findall(r'name="(call_id|base)" value="([^"]+)"', text_of(client, address)))
    answer = client.post(address, {**hidden, **data})
    return str(answer.headers.get("location") or answer.content.decode())


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


def picked(name: str, row: Any) -> dict[str, str]:
    return {name: str(row.pk), f"{name}_text": row.name}


def test_empty_lists_say_so() -> None:
    client = signed_in(secretary())
    for name in ("meetings", "decisions", "visits", "documents"):
        assert "pk-empty" in text_of(client, url(name))


def test_lists_are_found_from_the_hub() -> None:
    shown = {card.url_name for card in hub.cards()}
    assert {f"partnership:{name}" for name in ("meetings", "decisions", "visits", "documents")} <= shown


def test_a_meeting_is_planned_invited_held_and_written_down_on_its_pages() -> None:
    board = a_board()
    client = signed_in(board.by)
    page = send(
        client,
        url("plan_meeting"),
        committee=str(board.committee.pk),
        kind="regular",
        subject="ວຽກງານໄຕມາດ",
        time="9:00",
        venue="ຫ້ອງປະຊຸມ",
        agenda="ໜຶ່ງ\n\nສອງ\n",
        **day("day", clock.today()),
    )
    row = Meeting.objects.get()
    assert page == url("meeting", row.pk)
    assert "ສອງ" in text_of(client, page)
    assert "meeting_agenda_twice" in send(client, url("agenda", row.pk), agenda="ກ\nກ")
    send(client, url("agenda", row.pk), agenda="ໜຶ່ງ\nສາມ")
    send(client, url("invite", row.pk))
    keys = [str(member.pk) for member in board.members]
    came = {f"presence_{key}": "present" for key in keys}
    refused = send(client, url("hold", row.pk), **{**came, f"presence_{keys[3]}": "sent"})
    assert "attendance_deputy_missing" in refused
    send(
        client,
        url("hold", row.pk),
        **{
            **came,
            f"presence_{keys[3]}": "sent",
            f"deputy_name_{keys[3]}": "ທ້າວ ຕາງໜ້າ",
            f"presence_{keys[2]}": "absent",
        },
    )
    row.refresh_from_db()
    assert (row.state, row.counted) == ("held", 3)
    item = row.items.get(text="ສາມ")
    send(client, url("minutes", row.pk), **{f"minutes_{item.pk}": "ໄດ້ປຶກສາຫາລື"})
    shown = text_of(client, page)
    for words in ("ໄດ້ປຶກສາຫາລື", "ທ້າວ ຕາງໜ້າ", *NAMES):
        assert words in shown
    assert Reading.objects.filter(kind="official", place="partnership:meeting").exists()
    assert Attendance.objects.filter(meeting=row).count() == 4


def test_a_decision_is_taken_reviewed_and_done_on_its_pages() -> None:
    board = a_board()
    client, meeting = signed_in(board.by), held(board)
    take = url("take_at_meeting", meeting.pk)
    assert "decision_owner_missing" in send(client, take, text="ຝຶກອົບຮົມ", **day("due", in_days(3)))
    send(client, take, text="ຝຶກອົບຮົມ", **picked("owner", board.members[1]), **day("due", in_days(3)))
    row = Decision.objects.get()
    page = url("decision", row.pk)
    assert NAMES[1] in text_of(client, page)
    later = held(board)
    assert url("review", later.pk, row.pk) in text_of(client, url("meeting", later.pk))
    send(client, url("review", later.pk, row.pk), outcome="goes_on", remark="ສືບຕໍ່", **day("new_due", in_days(20)))
    assert "ສືບຕໍ່" in text_of(client, page)
    send(
        client, url("amend_decision", row.pk), text="ໃໝ່", **picked("owner", board.members[2]), **day("due", in_days(9))
    )
    row.refresh_from_db()
    assert (row.text, row.owner) == ("ໃໝ່", board.members[2])
    send(client, url("do_decision", row.pk), result="ສຳເລັດ")
    send(client, url("reopen_decision", row.pk), reason=REASON)
    send(client, url("drop_decision", row.pk), reason=REASON)
    row.refresh_from_db()
    assert row.state == "dropped"
    assert REASON in text_of(client, page)
    assert page not in text_of(client, url("decisions"))
    assert page in text_of(client, url("decisions"), **{"decisions-state": "dropped"})


def test_without_a_quorum_the_page_says_so_and_offers_no_decision() -> None:
    board = a_board()
    row = held(board, board.present(1))
    client = signed_in(board.by)
    shown = text_of(client, url("meeting", row.pk))
    assert "pk-notice-warning" in shown
    assert url("take_at_meeting", row.pk) not in shown
    refused = send(
        client, url("take_at_meeting", row.pk), text="ກ", **picked("owner", board.members[0]), **day("due", in_days(3))
    )
    assert "decision_no_quorum" in refused


def test_a_visit_is_recorded_on_its_pages() -> None:
    board = a_board()
    client, host = signed_in(board.by), board.members[0].organisation
    today = clock.today()
    page = send(
        client,
        url("plan_visit"),
        purpose="ຢ້ຽມຢາມ",
        committee=str(board.committee.pk),
        place=DISTRICT,
        place_text="ປາກເຊ",
        **picked("host", host),
        **day("starts", today),
        **day("ends", today),
    )
    row = Visit.objects.get()
    assert page == url("visit", row.pk)
    send(client, url("add_member", row.pk), **picked("official", board.members[0]))
    send(client, url("add_body", row.pk), **picked("organisation", host))
    send(client, url("add_met", row.pk), **picked("official", board.members[1]))
    where = {"place": DISTRICT, "place_text": "ປາກເຊ"}
    refused = send(client, url("add_stop", row.pk), kind="shelter", words="ຮ່ອມ 12", **where, **day("day", today))
    assert "stop_too_exact" in refused
    send(client, url("add_stop", row.pk), kind="village", place=VILLAGE, place_text="ໂພນໄຊ", **day("day", today))
    send(client, url("add_stop", row.pk), kind="office", words="ຫ້ອງການ", **day("day", today))
    stop = Stop.objects.get(kind="office")
    send(client, url("amend_stop", stop.pk), kind="office", words="ຫ້ອງການໃໝ່", place_in_order="1", **day("day", today))
    send(client, url("remove_stop", Stop.objects.get(kind="village").pk))
    send(client, url("make_visit", row.pk), findings="ດຳເນີນດີ")
    shown = text_of(client, page)
    for words in ("ຫ້ອງການໃໝ່", "ດຳເນີນດີ", NAMES[0], NAMES[1], host.name):
        assert words in shown
    send(client, url("report_visit", row.pk))
    row.refresh_from_db()
    assert row.state == "reported"


def test_a_document_is_drafted_edited_signed_and_printed() -> None:
    board = a_board()
    client, meeting = signed_in(board.by), held(board)
    page = send(client, url("draft_of_meeting", meeting.pk), kind="minutes")
    row = Document.objects.get()
    assert page == url("document", row.pk)
    assert url("sign_document", row.pk) not in text_of(client, page)
    given = {f"title_{code}": row.title[code] for code in ("lo", "en")}
    given |= {f"body_{code}": row.body[code] for code in ("lo", "en")}
    send(client, url("edit_document", row.pk), **{**given, "title_lo": "ຫົວຂໍ້ໃໝ່"}, officials=row.officials)
    leader = signed_in(chair())
    assert url("sign_document", row.pk) in text_of(leader, page)
    send(leader, url("sign_document", row.pk))
    row.refresh_from_db()
    assert (row.state, row.title["lo"], len(row.digest)) == ("signed", "ຫົວຂໍ້ໃໝ່", 64)
    for code in ("lo", "en"):
        paper = text_of(client, url("paper", row.pk), language=code)
        assert (NAMES[0] if code == "lo" else "Bouasone Vongsommout") in paper
    with clock.standing_at(clock.now() + timedelta(minutes=3)):
        later = client.get(url("paper", row.pk), {"as": "docx"}).content
    first = client.get(url("paper", row.pk), {"as": "docx"}).content
    assert first == later
    assert first[:2] == b"PK"
    for form in FORMS.values():
        assert form.draw(paper_of(row, "lo", "", "")) == form.draw(paper_of(row, "lo", "", ""))
    assert page in text_of(client, url("meeting", meeting.pk))


def test_a_marked_word_stands_on_the_page_and_a_second_person_clears_it() -> None:
    board = a_board()
    row = with_victim(board, a_document(board, held(board), "press"))
    page = url("document", row.pk)
    shown = text_of(signed_in(board.by), page)
    assert "ດາວເໜືອ" in shown
    assert url("clear_word", row.pk) not in shown
    leader = signed_in(chair())
    assert "document_strangers" in send(leader, url("sign_document", row.pk))
    send(leader, url("clear_word", row.pk), word="ດາວເໜືອ")
    row.refresh_from_db()
    assert row.cleared[0]["word"] == "ດາວເໜືອ"


def test_others_of_the_place_read_and_the_neighbours_do_not() -> None:
    board = a_board()
    meeting, visit = held(board), made(board)
    decision, draft = a_decision(board, meeting), a_document(board, meeting)
    pages = [url("meeting", meeting.pk), url("visit", visit.pk), url("decision", decision.pk)]
    worker, other = signed_in(make_user("w", "caseworker", DISTRICT)), signed_in(secretary(NEIGHBOUR))
    for page in pages:
        assert worker.get(page).status_code == 200
        assert other.get(page).status_code == 404
    assert worker.get(url("document", draft.pk)).status_code == 404
    assert worker.get(url("invite", meeting.pk)).status_code == 403


def test_lists_are_filtered_by_place_period_and_state() -> None:
    board = a_board()
    client, row = signed_in(board.by), a_meeting(board, day=in_days(5))
    page, there = url("meetings"), url("meeting", row.pk)
    for wanted in ({"state": "planned"}, {"period": "coming"}, {"place": "ປາກເຊ"}, {"subject": "ການສະກັດ"}):
        assert there in text_of(client, page, **{f"meetings-{key}": value for key, value in wanted.items()})
    for wanted in ({"state": "held"}, {"period": "30"}, {"place": "ວຽງຈັນ"}, {"subject": "ອື່ນ"}):
        assert there not in text_of(client, page, **{f"meetings-{key}": value for key, value in wanted.items()})


def test_a_visit_without_a_meeting_shows_no_evidence_of_another_activity() -> None:
    board: Board = a_board()
    a_visit(board)
    assert {"meeting", "visit"} <= set(evidence.kinds())
