"""What is refused says why, under a stable code; what was typed stays in the form, and nothing is half-written."""

from __future__ import annotations

import pytest

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.models import Decision, Document, Stop
from pokpong.areas.partnership.tests.factories import (
    NAMES,
    VILLAGE,
    a_board,
    a_document,
    a_stop,
    a_visit,
    chair,
    codes_of,
    held,
    in_days,
    made,
    signed,
)
from pokpong.areas.partnership.tests.test_documents import edit, odd
from pokpong.areas.partnership.tests.test_meetings import act
from pokpong.areas.partnership.tests.test_pages import day, picked, send, signed_in, text_of, url
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Refused

pytestmark = pytest.mark.django_db
TYPED = "ຈັດຝຶກອົບຮົມ ໃຫ້ຄະນະຂັ້ນບ້ານ ສອງຄັ້ງ"


def decisions() -> tuple[int, int]:
    return Decision.objects.count(), Task.objects.filter(kind="decision.do").count()


def test_without_a_quorum_nothing_is_decided_and_what_was_typed_stays() -> None:
    board = a_board()
    meeting = held(board, board.present(1))
    client, given = signed_in(board.by), picked("owner", board.members[1])
    refused = send(client, url("take_at_meeting", meeting.pk), text=TYPED, **given, **day("due", in_days(3)))
    assert "decision_no_quorum" in refused
    assert "1 ໃນ 4" in refused or "1 of 4" in refused
    assert TYPED in refused
    assert NAMES[1] in refused
    assert decisions() == (0, 0)


def test_a_decision_without_owner_and_day_says_both_and_keeps_its_words() -> None:
    board = a_board()
    meeting = held(board)
    with pytest.raises(Refused) as refusal:
        act(actions.take_decision, board.by, id=meeting.pk, meeting=meeting.pk, text=TYPED, owner=None, due=None)
    assert codes_of(refusal.value) == {"decision_owner_missing", "partnership_day_missing"}
    refused = send(signed_in(board.by), url("take_at_meeting", meeting.pk), text=TYPED, **day("due", in_days(3)))
    assert "decision_owner_missing" in refused
    assert TYPED in refused
    assert decisions() == (0, 0)


def test_a_press_text_that_names_a_stranger_is_refused_with_the_name_and_stays_a_draft() -> None:
    board = a_board()
    row, leader = a_document(board, held(board), "press"), chair()
    for language, stranger, words in (
        ("lo", "ດາວເໜືອ", "ນາງ ດາວເໜືອ ໄດ້ເລົ່າ"),
        ("en", "Daovone Keola", "Later, Daovone Keola told her Story."),
    ):
        body = {**row.body, language: f"{row.body[language]}\n\n{words}"}
        row = edit(board.by, row, body=body)
        refused = send(signed_in(leader), url("sign_document", row.pk))
        assert "document_strangers" in refused
        assert stranger in refused
        row.refresh_from_db()
        assert (row.state, row.number, row.digest) == ("draft", "", "")
        assert words in row.body[language]
        body = {**row.body, language: row.body[language].replace(words, "")}
        row = edit(board.by, row, body=body)
    assert signed(leader, row).state == "signed"


def test_minutes_with_a_stranger_are_marked_too_in_other_words() -> None:
    board = a_board()
    row = a_document(board, held(board), "minutes")
    row = edit(board.by, row, body={**row.body, "lo": row.body["lo"] + "\n\nນາງ ດາວເໜືອ ໄດ້ເລົ່າ"})
    assert odd(row) == ["ດາວເໜືອ"]
    shown = text_of(signed_in(board.by), url("document", row.pk))
    assert "ດາວເໜືອ" in shown
    assert "ກວດເບິ່ງ" in shown or "who was helped" in shown
    assert Document.objects.get(pk=row.pk).state == "draft"


def test_an_official_whose_name_is_kept_with_a_title_is_no_stranger_in_what_is_drafted() -> None:
    board = a_board()
    act(
        actions.add_guest,
        board.by,
        meeting=(meeting := held(board)).pk,
        official=board.another("ທ້າວ ວົງເດືອນ ສົມມຸດ").pk,
    )
    row = a_document(board, meeting, "minutes")
    assert "ທ່ານ ວົງເດືອນ ສົມມຸດ" in row.body["lo"]
    assert odd(row) == []


def test_the_days_of_a_visit_leave_no_stop_outside() -> None:
    board = a_board()
    row = a_visit(board, ends=in_days(2))
    a_stop(board, row, day=in_days(2))
    with pytest.raises(Refused) as refused:
        act(actions.amend_visit, board.by, visit=row.pk, base=row.version, changes={"ends": in_days(1)})
    assert codes_of(refused.value) == {"visit_leaves_stops"}
    row.refresh_from_db()
    assert row.ends == in_days(2)
    later = {"starts": in_days(1), "ends": in_days(5)}
    assert act(actions.amend_visit, board.by, visit=row.pk, base=row.version, changes=later).ends == in_days(5)
    act(actions.remove_stop, board.by, stop=Stop.objects.get(visit=row).pk)
    gone = {"starts": clock.today(), "ends": clock.today()}
    row.refresh_from_db()
    assert act(actions.amend_visit, board.by, visit=row.pk, base=row.version, changes=gone).ends == clock.today()


def test_the_villages_of_a_visit_may_stand_in_its_press_text_and_nobody_called_so() -> None:
    board = a_board()
    visit = made(board)
    a_stop(board, visit, kind="village", words="", place=VILLAGE)
    row = a_document(board, visit, "press")
    assert odd(row) == [], row.body
    assert odd(edit(board.by, row, body={**row.body, "lo": row.body["lo"] + "\n\nນາງ ໂພນໄຊ ກັບບ້ານ"}))
