"""The pages of screenings, walked as a caseworker walks them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from pokpong.areas.protection.models import Case, Identification, Screening
from pokpong.areas.protection.screens.screening.parts import QUESTIONS_A_PAGE, neighbour, parts_of, shown_on
from pokpong.areas.protection.screens.screening.section import sections
from pokpong.areas.protection.tests.cases import a_case, a_person
from pokpong.areas.protection.tests.factories import caseworker, member, supervisor
from pokpong.areas.protection.tests.factories_screening import LIKELY, WHY, a_screening, answered, finished
from pokpong.areas.protection.tests.walking import as_, call_id_in, error_codes, queries_of, text_of
from pokpong.areas.protection.tools.shipped import newest, tools
from pokpong.foundation.access.models import User
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
BEGIN = {
    "questions": "act-means-purpose|2015.1|adult",
    "setting": "office",
    "interpreter": "not_needed",
    "asked_on_day": "1",
    "asked_on_month": "3",
    "asked_on_year": "2026",
    "agreed": "on",
}


def begin_url(case: Case) -> str:
    return reverse("screening:begin", args=[case.pk])


def ask_url(row: Screening, part: int = 1) -> str:
    return reverse("screening:ask_part", args=[row.pk, part])


def page_url(row: Screening, name: str = "screening") -> str:
    return reverse(f"screening:{name}", args=[row.pk])


def where(answer: Any) -> str:
    """Where a page sends its reader."""
    return str(answer.headers["Location"])


def typed(shown: Any, **answers: str) -> dict[str, Any]:
    """What the page would send back with these answers."""
    found = {bound.html_name: bound.value() for bound in shown.context["form"]}
    return {**{name: value for name, value in found.items() if value is not None}, **answers}


def test_from_the_first_question_to_a_decision(bob: User, case: Case) -> None:
    client = as_(bob)
    begun = client.post(begin_url(case), {**BEGIN, "call_id": new_id()})
    row = Screening.objects.get(case=case)
    assert where(begun) == ask_url(row)
    here, visited = where(begun), 0
    while "/ask/" in here:
        shown = client.get(here)
        assert shown.status_code == 200
        codes = [code for code in shown.context["form"].codes if code in LIKELY]
        here = where(client.post(here, {**typed(shown, **{code: LIKELY[code] for code in codes}), "go": "next"}))
        visited += 1
    assert visited == len(parts_of(row.tool_used, "adult"))
    checked = client.get(here)
    assert "pk-summary" in text_of(checked)
    client.post(here, {"call_id": call_id_in(text_of(checked))})
    row.refresh_from_db()
    assert (row.state, row.result, row.answers) == ("finished", "indicated", LIKELY)
    decided = client.get(page_url(row, "decide"))
    client.post(page_url(row, "decide"), {**typed(decided), "decision": "likely", "why": WHY, "presume": "on"})
    assert Identification.objects.get(case=case).screening_id == row.pk
    assert WHY in text_of(client.get(page_url(row)))


def test_every_reason_is_shown_in_words(bob: User, case: Case) -> None:
    row = finished(bob, case)
    tool, text = row.tool_used, text_of(as_(bob).get(page_url(row)))
    assert tool.reasons["all_three"]["lo"] in text
    for code, answer in LIKELY.items():
        assert (tool.questions[code].label["lo"] in text.split("pk-summary")[0]) is (answer == "present")
    assert tool.version in text
    assert "ຍັງບໍ່ມີໃຜຕັດສິນໃຈ" in text or "Nobody has decided yet" in text


def test_begin_for_a_child_is_chosen_already(bob: User) -> None:
    child = a_case(bob, person=a_person(bob, age=12))
    form = as_(bob).get(begin_url(child)).context["form"]
    assert form["questions"].value() == "act-means-purpose|2015.1|child"


def test_a_set_without_weights_is_refused_beside_its_choice(bob: User, case: Case) -> None:
    wanted = {**BEGIN, "questions": "ilo-labour|2009.1|sexual_adult", "call_id": new_id()}
    shown = as_(bob).post(begin_url(case), wanted)
    assert error_codes(shown) == {"screening_weights_unknown"}
    assert "questions" in shown.context["form"].errors
    assert not Screening.objects.exists()


def test_without_agreement_nothing_begins(bob: User, case: Case) -> None:
    wanted = {**BEGIN, "call_id": new_id()}
    del wanted["agreed"]
    assert error_codes(as_(bob).post(begin_url(case), wanted)) == {"screening_not_agreed"}


def test_a_double_press_begins_once(bob: User, case: Case) -> None:
    client, wanted = as_(bob), {**BEGIN, "call_id": new_id()}
    assert where(client.post(begin_url(case), wanted)) == where(client.post(begin_url(case), wanted))
    assert Screening.objects.count() == 1


def test_a_draft_is_kept_whichever_way_it_is_left(bob: User, case: Case) -> None:
    client, row = as_(bob), a_screening(bob, case)
    shown = client.get(ask_url(row, 2))
    left = client.post(ask_url(row, 2), {**typed(shown, act_moved="present"), "go": "stop"})
    assert where(left) == f"{reverse('cases:case', args=[case.pk])}#screening"
    shown = client.get(ask_url(row, 2))
    back = client.post(ask_url(row, 2), {**typed(shown, act_recruited="absent"), "go": "back"})
    assert where(back) == ask_url(row, 1)
    row.refresh_from_db()
    assert row.answers == {"act_moved": "present", "act_recruited": "absent"}


def test_what_an_answer_brings_up_is_asked_on_the_same_page(bob: User, case: Case) -> None:
    client, row = as_(bob), a_screening(bob, case)
    shown = client.get(ask_url(row, 2))
    assert "crossed_border" not in shown.context["form"].fields
    again = client.post(ask_url(row, 2), {**typed(shown, act_moved="present"), "go": "next"})
    assert where(again) == ask_url(row, 2)
    shown = client.get(where(again))
    assert "crossed_border" in shown.context["form"].fields
    assert where(client.post(where(again), {**typed(shown), "go": "next"})) == ask_url(row, 3)


def test_an_alert_stands_above_the_next_questions(bob: User, case: Case) -> None:
    client, row = as_(bob), a_screening(bob, case)
    shown = client.get(ask_url(row, 1))
    client.post(ask_url(row, 1), {**typed(shown, danger_now="present"), "go": "next"})
    alert = row.tool_used.questions["danger_now"].alert["lo"]
    assert alert in text_of(client.get(ask_url(row, 2)))


def test_a_torn_answer_is_shown_and_sending_again_is_a_choice(bob: User, case: Case) -> None:
    client, row = as_(bob), a_screening(bob, case)
    shown = client.get(ask_url(row, 2))
    answered(bob, row, {"act_moved": "present"})
    sent = client.post(ask_url(row, 2), {**typed(shown, act_moved="absent"), "go": "next"})
    assert error_codes(sent) == {"screening_answer_changed"}
    assert [line.answer.tone for line in sent.context["torn_answers"]] == ["warning"]
    client.post(ask_url(row, 2), {**typed(sent), "go": "next"})
    row.refresh_from_db()
    assert row.answers == {"act_moved": "absent"}


def test_an_untouched_page_changes_nothing(bob: User, case: Case) -> None:
    client, row = as_(bob), a_screening(bob, case)
    shown = client.get(ask_url(row, 2))
    answered(bob, row, {"act_moved": "present"}, note="ຄຳເວົ້າ")
    client.post(ask_url(row, 2), {**typed(shown), "go": "next"})
    row.refresh_from_db()
    assert (row.answers, row.note) == ({"act_moved": "present"}, "ຄຳເວົ້າ")


def test_a_note_written_meanwhile_is_not_lost(bob: User, case: Case) -> None:
    client, row = as_(bob), a_screening(bob, case)
    shown = client.get(ask_url(row, 2))
    answered(bob, row, {"act_moved": "present"}, note="ແຖວໜຶ່ງ\nແຖວສອງ")
    sent = client.post(ask_url(row, 2), {**typed(shown), "note": "ອື່ນ", "go": "next"})
    assert error_codes(sent) == {"screening_answer_changed"}
    assert "ແຖວໜຶ່ງ<br>ແຖວສອງ" in text_of(sent)
    client.post(ask_url(row, 2), {**typed(sent), "go": "next"})
    row.refresh_from_db()
    assert row.note == "ອື່ນ"


def test_asking_again_begins_with_the_earlier_answers(bob: User, case: Case) -> None:
    first, client = finished(bob, case), as_(bob)
    url = f"{begin_url(case)}?continues={first.pk}"
    assert client.get(url).status_code == 200
    client.post(url, {**BEGIN, "call_id": new_id()})
    assert Screening.objects.get(continues=first.pk).answers == LIKELY
    for wrong in ("nonsense", str(new_id())):
        assert client.get(f"{begin_url(case)}?continues={wrong}").status_code == 404


def test_dropping(bob: User, case: Case) -> None:
    client, row = as_(bob), a_screening(bob, case)
    client.post(page_url(row, "drop"), {"call_id": new_id(), "why": WHY})
    row.refresh_from_db()
    assert row.state == "dropped"
    assert client.get(page_url(row)).status_code == 200
    assert where(client.get(ask_url(row))) == page_url(row)


def test_an_empty_draft_cannot_be_finished(bob: User, case: Case) -> None:
    row = a_screening(bob, case)
    assert error_codes(as_(bob).post(page_url(row), {"call_id": new_id()})) == {"screening_nothing_asked"}


@pytest.mark.parametrize("name", ["screening", "ask", "decide", "drop"])
def test_pages_answer_404_out_of_sight_and_403_to_other_roles(bob: User, case: Case, name: str) -> None:
    row = finished(bob, case)
    assert as_(caseworker(name="stranger")).get(page_url(row, name)).status_code == 404
    assert as_(member()).get(page_url(row, name)).status_code == 403
    assert as_(supervisor(name="suna")).get(page_url(row, name)).status_code in (200, 302)


@pytest.mark.parametrize("part", [0, 99])
def test_pages_that_the_tool_has_not(bob: User, case: Case, part: int) -> None:
    assert as_(bob).get(ask_url(a_screening(bob, case), part)).status_code == 404


def test_opening_leaves_a_reading_event(bob: User, case: Case) -> None:
    row = finished(bob, case)
    as_(bob).get(page_url(row))
    assert Reading.objects.filter(kind="screening", actor=bob.pk).exists()


def test_the_section_opens_nothing_sealed_and_costs_one_query(bob: User, case: Case, rf: Any) -> None:
    request = rf.get("/")
    request.user = bob
    empty = sections(request, case, at_work=True)[0]
    assert (empty.key, empty.context["rows"]) == ("screening", [])
    assert empty.context["begin_url"]
    finished(bob, case)
    a_screening(bob, case)
    full = sections(request, case, at_work=False)[0]
    assert len(full.context["rows"]) == 2
    assert not full.context["begin_url"]


def test_questions_cost_the_same_for_few_and_many(bob: User, case: Case) -> None:
    client = as_(bob)
    short, long = (
        a_screening(bob, case),
        a_screening(bob, case, tool="ilo-labour", version="2009.1", set_code="labour_adult"),
    )
    assert queries_of(client, ask_url(short, 2)) == queries_of(client, ask_url(long, 2))


@pytest.mark.parametrize("key", sorted(tools()))
def test_every_question_of_a_set_stands_on_one_page(key: str) -> None:
    tool = tools()[key]
    for set_code in tool.sets:
        parts = parts_of(tool, set_code)
        placed = [question.code for part in parts for question in part.questions]
        assert placed == [question.code for question in tool.asked_in(set_code)]
        assert [part.number for part in parts] == list(range(1, len(parts) + 1))
        assert all(1 <= len(part.questions) <= QUESTIONS_A_PAGE for part in parts)


def test_a_page_without_a_question_to_ask_is_passed_over() -> None:
    tool = newest("act-means-purpose")
    parts = parts_of(tool, "adult")
    assert neighbour(1, 1, tool, "adult", {}) == 2
    assert neighbour(1, -1, tool, "adult", {}) == 0
    assert neighbour(len(parts), 1, tool, "adult", {}) == 0
    assert all(shown_on(part, tool, "adult", {}) for part in parts)
