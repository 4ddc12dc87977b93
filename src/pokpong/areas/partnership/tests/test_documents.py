"""Documents: drafted from their record, edited, signed by a second person, frozen; no stranger in a press text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils.translation import override

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.drafting import Draft
from pokpong.areas.partnership.drafting.draft import named
from pokpong.areas.partnership.drafting.of_visit import stop_words
from pokpong.areas.partnership.models import Document
from pokpong.areas.partnership.queries import documents as queries
from pokpong.areas.partnership.queries.papers import is_unchanged
from pokpong.areas.partnership.rules.documents import blocks, digest, with_bases
from pokpong.areas.partnership.screens.document_paper import paper_of
from pokpong.areas.partnership.tests.factories import (
    DISTRICT,
    LATIN,
    NAMES,
    NEIGHBOUR,
    Board,
    a_board,
    a_decision,
    a_document,
    a_meeting,
    a_stop,
    a_visit,
    assert_left_its_traces,
    chair,
    codes_of,
    held,
    made,
    manager,
    registrar,
    secretary,
    signed,
)
from pokpong.areas.partnership.tests.test_meetings import act
from pokpong.areas.partnership.tests.test_visits import shelter
from pokpong.foundation.access.tests.people import give, make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.tests.factories import an_organisation

pytestmark = pytest.mark.django_db
VICTIM = "ນາງ ດາວເໜືອ ສົມມຸດ ໄດ້ເລົ່າເຖິງການເດີນທາງ"


def edit(by: Any, row: Document, **more: Any) -> Document:
    values: dict[str, Any] = {
        "title": row.title,
        "body": row.body,
        "officials": row.officials,
        "base": row.version,
        **more,
    }
    changed: Document = act(actions.amend_document, by, document=row.pk, **values)
    return changed


def with_victim(board: Board, row: Document) -> Document:
    return edit(board.by, row, body={**row.body, "lo": row.body["lo"] + "\n\n" + VICTIM})


def odd(row: Document) -> list[str]:
    return [one.text for one in queries.strangers_in(row, queries.officials_of(row))]


@pytest.mark.parametrize("kind", ["invitation", "minutes", "report", "press"])
def test_a_document_is_drafted_in_both_languages_and_names_officials_only(kind: str) -> None:
    board = a_board()
    meeting = held(board)
    a_decision(board, meeting)
    row = a_document(board, meeting, kind)
    assert (row.state, row.record, row.record_kind, row.place_path) == ("draft", meeting.pk, "meeting", DISTRICT)
    assert set(row.body) == {"lo", "en"}
    assert NAMES[0] in row.body["lo"]
    assert LATIN[0] in row.body["en"]
    assert str(board.members[0].pk) in row.officials
    assert odd(row) == [], row.body
    assert Task.objects.get(kind="document.sign", subject=row.pk).state == "open"
    assert_left_its_traces("document.draft", row)


def test_minutes_say_who_came_and_what_was_decided_and_a_press_text_does_not_say_who_does_it() -> None:
    board = a_board()
    meeting = held(board, board.present(3))
    decision = a_decision(board, meeting)
    minutes, press = a_document(board, meeting, "minutes"), a_document(board, meeting, "press")
    for name in NAMES:
        assert name in minutes.body["lo"]
    assert decision.text in minutes.body["lo"]
    assert decision.text in press.body["lo"]
    assert NAMES[1] not in press.body["lo"]


@pytest.mark.parametrize("kind", ["report", "press"])
def test_a_visit_is_told_without_the_whereabouts_of_a_shelter(kind: str) -> None:
    board = a_board()
    visit = made(board)
    house = shelter()
    a_stop(board, visit, words="ຫ້ອງການແຮງງານ")
    a_stop(board, visit, kind="shelter", words="", place=DISTRICT, organisation=house.pk)
    row = a_document(board, visit, kind)
    assert "ຫ້ອງການແຮງງານ" in row.body["lo"]
    assert (house.names["lo"] in row.body["lo"]) is (kind == "report")
    assert odd(row) == []


def test_only_documents_of_the_record_are_drafted_and_only_by_who_writes_there() -> None:
    board = a_board()
    visit, meeting = made(board), a_meeting(board)
    with pytest.raises(Refused) as refused:
        a_document(board, visit, "minutes")
    assert codes_of(refused.value) == {"document_kind_unknown"}
    for by, wanted in (
        (chair(), NotAllowed),
        (make_user("w", "caseworker", DISTRICT), NotAllowed),
        (secretary(NEIGHBOUR), NotThere),
    ):
        with pytest.raises(wanted):
            a_document(Board(by, board.committee), meeting, "invitation")
    assert a_document(Board(manager(), board.committee), visit).state == "draft"


def test_a_document_may_stand_without_a_record() -> None:
    by = secretary()
    text = Draft({"lo": "ສະພາບລວມ"}, {"lo": "ເນື້ອໃນ"})
    row = act(actions.draft_document, by, id=new_id(), kind="situation", place=DISTRICT, text=text)
    assert (row.record, row.record_kind, row.body) == (None, "", {"lo": "ເນື້ອໃນ"})
    with pytest.raises(NotAllowed):
        act(actions.draft_document, by, id=new_id(), kind="situation", place=NEIGHBOUR, text=text)
    with pytest.raises(Refused) as refused:
        act(actions.draft_document, by, id=new_id(), kind="situation", place=DISTRICT)
    assert codes_of(refused.value) == {"document_title_missing", "document_lao_missing"}


def test_a_draft_is_edited_and_keeps_its_history() -> None:
    board = a_board()
    row = a_document(board, held(board))
    row = edit(board.by, row, title={"lo": "ຫົວຂໍ້ໃໝ່"}, body={"lo": "ເນື້ອໃນ"}, officials=[board.members[2].pk])
    assert (row.title, row.body, row.officials) == ({"lo": "ຫົວຂໍ້ໃໝ່"}, {"lo": "ເນື້ອໃນ"}, [str(board.members[2].pk)])
    assert row.version == 2
    assert_left_its_traces("document.amend", row)
    for wrong, code in (
        ({"title": {}}, "document_title_missing"),
        ({"body": {"en": "x"}, "title": {"lo": "ກ", "en": "x"}}, "document_lao_missing"),
        ({"body": {"lo": "ກ" * 20001}}, "partnership_text_too_long"),
        ({"title": {"lo": "ກ", "en": "x"}}, "document_body_missing"),
    ):
        with pytest.raises(Refused) as refused:
            edit(board.by, row, **wrong)
        assert codes_of(refused.value) == {code}
    with pytest.raises(NotThere):
        edit(board.by, row, officials=[new_id()])
    with pytest.raises(NotThere):
        edit(secretary(NEIGHBOUR), row)


def test_who_wrote_in_it_does_not_sign_it() -> None:
    board = a_board()
    row = a_document(board, held(board))
    both = make_user("both", "chair", DISTRICT)
    from_chair = secretary(name="second")
    row = edit(from_chair, row)
    assert row.writers == [str(board.by.pk), str(from_chair.pk)]
    with pytest.raises(NotAllowed):
        signed(board.by, row)
    row = signed(both, row)
    assert (row.state, row.signed_by, row.signed_on) == ("signed", both.pk, clock.today())
    assert_left_its_traces("document.sign", row)
    assert Task.objects.get(kind="document.sign", subject=row.pk).state == "done"


def test_a_chair_who_wrote_it_themselves_finds_somebody_else() -> None:
    board = a_board()
    give(board.by, "chair", DISTRICT)
    row = a_document(board, held(board))
    with pytest.raises(Refused) as refused:
        signed(board.by, row)
    assert codes_of(refused.value) == {"document_own_text"}


def test_signed_it_is_frozen() -> None:
    board = a_board()
    row = signed(chair(), a_document(board, held(board)))
    assert is_unchanged(row)
    tries: list[Callable[[], Document]] = [
        lambda: edit(board.by, row),
        lambda: signed(make_user("c2", "chair", DISTRICT), row),
    ]
    for do in tries:
        with pytest.raises(Refused) as refused:
            do()
        assert "document_signed" in codes_of(refused.value)
    row.body["lo"] += " "
    assert not is_unchanged(row)
    row.refresh_from_db()
    row.head["issuers"] = []
    assert not is_unchanged(row)


def test_it_is_signed_as_it_was_read() -> None:
    board = a_board()
    row = a_document(board, held(board))
    read = row.version
    row = edit(board.by, row, body={"lo": "ປ່ຽນແລ້ວ"}, title={"lo": "ກ"})
    with pytest.raises(Refused) as refused:
        act(actions.sign_document, chair(), document=row.pk, base=read)
    assert codes_of(refused.value) == {"document_changed_meanwhile"}


def test_it_gets_the_next_number_of_its_office() -> None:
    board = a_board()
    office = an_organisation(registrar(), "ກອງເລຂາ", short_names={"lo": "ກລຂ"})
    board.by.organisation = office.pk
    with writing.opened("tests"):
        board.by.save(update_fields=["organisation"])
    meeting, leader = held(board), chair()
    numbers = [signed(leader, a_document(board, meeting)).number for _ in range(2)]
    assert numbers == ["1/ກລຂ", "2/ກລຂ"]
    assert Organisation.objects.get(pk=office.pk).names["lo"] == "ກອງເລຂາ"


def test_a_press_text_with_the_name_of_a_victim_is_not_signed_until_it_is_out() -> None:
    board = a_board()
    row = with_victim(board, a_document(board, held(board), "press"))
    assert odd(row) == ["ດາວເໜືອ"]
    with pytest.raises(Refused) as refused:
        signed(chair(), row)
    assert codes_of(refused.value) == {"document_strangers"}
    assert "ດາວເໜືອ" in refused.value.problems[0].message
    row = edit(board.by, row, body={"lo": row.body["lo"].replace(VICTIM, "")}, title={"lo": row.title["lo"]})
    assert signed(make_user("c3", "chair", DISTRICT), row).state == "signed"


def test_a_second_person_confirms_that_a_word_is_no_name() -> None:
    board = a_board()
    row = edit(board.by, a_document(board, held(board), "press"), body={"lo": "ອາຫານ ນາງ ແຄັບໝູ"}, title={"lo": "ອາຫານ"})
    word = odd(row)[0]
    with pytest.raises(Refused) as refused:
        act(actions.clear_word, board.by, document=row.pk, word=word)
    assert codes_of(refused.value) == {"document_own_word"}
    second = secretary(name="second")
    with pytest.raises(Refused) as refused:
        act(actions.clear_word, second, document=row.pk, word="ອາຫານ")
    assert codes_of(refused.value) == {"document_word_unknown"}
    row = act(actions.clear_word, second, document=row.pk, word=word)
    assert row.cleared == [{"word": word, "by": str(second.pk)}]
    assert_left_its_traces("document.clear_word", row)
    assert signed(chair(), row).state == "signed"
    with pytest.raises(NotThere):
        act(actions.clear_word, secretary(NEIGHBOUR), document=row.pk, word=word)


def test_an_official_who_was_picked_may_be_named_and_one_who_was_not_may_not() -> None:
    board = a_board()
    guest = board.another("ແຂກແກ້ວ ວົງສົມມຸດ")
    row = a_document(board, held(board), "press")
    text = {"lo": "ທ່ານ ແຂກແກ້ວ ວົງສົມມຸດ ໄດ້ກ່າວ"}
    row = edit(board.by, row, body=text, title={"lo": "ກອງປະຊຸມ"})
    assert odd(row)
    row = edit(board.by, row, officials=[*row.officials, guest.pk])
    assert odd(row) == []


def test_drafts_are_for_writers_and_signers_only() -> None:
    board = a_board()
    row = a_document(board, held(board))
    worker, leader = make_user("w", "caseworker", DISTRICT), chair()
    assert row in Document.objects.visible_to(leader)
    assert row not in Document.objects.visible_to(worker)
    row = signed(leader, row)
    assert row in Document.objects.visible_to(worker)
    assert row not in Document.objects.visible_to(make_user("o", "caseworker", NEIGHBOUR))


def test_how_a_text_is_laid_out() -> None:
    text = "- ອີງຕາມ ດຳລັດ;\n- ອີງຕາມ ກົດໝາຍ;\n\nຫຍໍ້ໜ້າ\nຕໍ່\n\n# ຫົວຂໍ້\n- ໜຶ່ງ\n- ສອງ\n\nທ້າຍ"
    bases, rest = with_bases(text)
    assert bases == ["ອີງຕາມ ດຳລັດ;", "ອີງຕາມ ກົດໝາຍ;"]
    assert [(block.kind, block.lines) for block in rest] == [
        ("text", ["ຫຍໍ້ໜ້າ", "ຕໍ່"]),
        ("heading", ["ຫົວຂໍ້"]),
        ("points", ["ໜຶ່ງ", "ສອງ"]),
        ("text", ["ທ້າຍ"]),
    ]
    assert with_bases("- ໜຶ່ງ")[0] == []
    assert blocks("") == []


def test_a_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert digest({"a": 1, "b": {"c": 2, "d": 3}}) == digest({"b": {"d": 3, "c": 2}, "a": 1})
    assert digest({"a": 1}) != digest({"a": 2})


def test_nobody_who_is_called_honourable_is_called_mister_too() -> None:
    board = a_board()
    titled = board.another("ທ້າວ ຄຳສິງ ສົມມຸດ")
    assert named(titled, "en").startswith("ທ້າວ ຄຳສິງ ສົມມຸດ, ")
    with override("lo"):
        assert named(titled, "lo").startswith("ທ່ານ ຄຳສິງ ສົມມຸດ, ")
        assert named(board.another("ນາງ ບົວ ສົມມຸດ"), "lo").startswith("ທ່ານ ນາງ ບົວ ສົມມຸດ, ")


def test_a_paper_says_its_kind_once() -> None:
    board = a_board()
    row = a_document(board, held(board), "minutes")
    assert row.title["lo"].startswith("ບົດບັນທຶກກອງປະຊຸມ: ")
    drawn = paper_of(row, "lo", "/", "/")
    assert drawn.kind.first == "ບົດບັນທຶກກອງປະຊຸມ"
    assert drawn.subject is not None
    assert f"{drawn.kind.first}: {drawn.subject.first}" == row.title["lo"]


def test_a_stop_of_another_kind_is_told_by_its_words() -> None:
    board = a_board()
    visit = a_visit(board)
    with override("en"):
        assert stop_words(a_stop(board, visit, kind="other", words="ເດີ່ນບ້ານ"), "") == "ເດີ່ນບ້ານ"
        assert stop_words(a_stop(board, visit, words="ຫ້ອງປະຊຸມ"), "") == "Office, ຫ້ອງປະຊຸມ"
        assert stop_words(a_stop(board, visit, kind="other", words="", place=DISTRICT), "Pakse") == "Other, Pakse"
