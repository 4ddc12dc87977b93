"""The page of a concern, its triage, ending and correcting."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from pokpong.areas.protection.actions import amend_concern, close_concern, triage_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.screens import presenters
from pokpong.areas.protection.tests.factories import (
    DISTRICT,
    STORY,
    VILLAGE,
    a_concern,
    caseworker,
    facts,
    in_hand,
    member,
    supervisor,
    told,
)
from pokpong.areas.protection.tests.walking import (
    as_,
    call_id_in,
    page,
    text_of,
    typed_on,
)
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.ui.parts import SummaryRow

pytestmark = pytest.mark.django_db


def test_the_page_of_a_concern_tells_everything_and_notes_the_reading() -> None:
    worker = caseworker()
    row = in_hand(member(), worker, told=told(names="ນາງ ຕົວຢ່າງ", missing_village="ບ້ານໃໝ່"))
    amend_concern(by=worker, concern=row.pk, changes={"sex": "female"}, base=1, call_id=new_id())
    shown = text_of(as_(worker).get(page("concern", row)))
    for words in (STORY, "ນາງ ຕົວຢ່າງ", "ບ້ານໃໝ່", worker.display_name, row.number):
        assert words in shown
    assert Reading.objects.filter(actor=worker.pk, kind="concern", shown=[str(row.pk)]).exists()
    title = re.search(r"<title>(.*?)</title>", shown, re.S)
    assert title is not None
    assert "ຕົວຢ່າງ" not in title[1]


def test_triage_shows_likely_doubles_and_decides() -> None:
    bob, worker = member(), caseworker()
    first, second = a_concern(bob), a_concern(bob)
    client = as_(worker)
    shown = client.get(page("triage", second))
    assert first.number in text_of(shown)
    assert page("join", second, first.pk) in text_of(shown)
    call_id = call_id_in(text_of(shown))
    wrong = client.post(page("triage", second), {"decision": "no_action", "reason": "", "call_id": call_id})
    assert "concern_reason_missing" in text_of(wrong)
    done = client.post(page("triage", second), {"decision": "screening", "reason": "", "call_id": call_id})
    assert done["Location"] == page("concern", second)
    assert Concern.objects.get(pk=second.pk).decision == "screening"


def test_joining_by_page_shows_both_on_each_side() -> None:
    bob, worker = member(), caseworker()
    first, second = a_concern(bob), a_concern(bob)
    client = as_(worker)
    asked = client.get(page("join", second, first.pk))
    answer = {"reason": "ເລື່ອງດຽວກັນ", "call_id": call_id_in(text_of(asked))}
    assert client.post(page("join", second, first.pk), answer)["Location"] == page("concern", first)
    assert second.number in text_of(client.get(page("concern", first)))
    assert first.number in text_of(client.get(page("concern", second)))


def test_closing_and_opening_again_by_page() -> None:
    worker, boss = caseworker(), supervisor()
    row = in_hand(member(), worker)
    client = as_(worker)
    call_id = call_id_in(text_of(client.get(page("close", row))))
    empty = client.post(page("close", row), {"call_id": call_id})
    assert set(empty.context["form"].errors) == {"outcome", "reason"}
    client.post(page("close", row), {"call_id": call_id, "outcome": "helped", "reason": "ໄດ້ຊ່ວຍເຫຼືອແລ້ວ"})
    assert Concern.objects.get(pk=row.pk).state == "closed"
    client = as_(boss)
    call_id = call_id_in(text_of(client.get(page("reopen", row))))
    client.post(page("reopen", row), {"call_id": call_id, "reason": "ມີຂໍ້ມູນໃໝ່"})
    assert Concern.objects.get(pk=row.pk).state == "reopened"


def test_a_stale_page_of_corrections_overwrites_nothing_it_did_not_touch() -> None:
    worker, boss = caseworker(), supervisor()
    row = a_concern(member())
    client = as_(worker)
    stale = typed_on(client.get(page("amend", row)))
    amend_concern(by=boss, concern=row.pk, changes={"story": "ເລື່ອງທີ່ຜູ້ຊີ້ນຳແກ້ໄຂແລ້ວ"}, base=1, call_id=new_id())
    done = client.post(page("amend", row), {**stale, "people_count": "4"})
    assert done["Location"] == page("concern", row)
    kept = Concern.objects.get(pk=row.pk)
    assert (kept.story, kept.people_count) == ("ເລື່ອງທີ່ຜູ້ຊີ້ນຳແກ້ໄຂແລ້ວ", 4)
    assert not Conflict.objects.exists()


def test_a_stale_page_that_touched_the_same_answer_leads_to_the_choice() -> None:
    worker, boss = caseworker(), supervisor()
    row = a_concern(member())
    client = as_(worker)
    stale = typed_on(client.get(page("amend", row)))
    amend_concern(by=boss, concern=row.pk, changes={"sex": "male"}, base=1, call_id=new_id())
    done = client.post(page("amend", row), {**stale, "sex": "female"})
    assert Conflict.objects.get(row=row.pk).field == "sex"
    assert done["Location"] == page("concern", row)
    assert reverse("office:conflicts") in text_of(client.get(page("concern", row)))


def test_a_missing_village_is_added_to_the_list_and_takes_the_place_of_its_typed_name() -> None:
    worker = caseworker()
    row = a_concern(member(), place=DISTRICT, told=told(missing_village="ບ້ານໃໝ່ທົດລອງ"))
    client = as_(worker)
    shown = client.get(page("concern", row))
    assert shown.context["village_url"].startswith(reverse("places:propose"))
    assert "%E0" not in shown.context["village_url"]
    client.post(page("amend", row), typed_on(client.get(page("amend", row), {"place": VILLAGE})))
    kept = Concern.objects.get(pk=row.pk)
    assert (kept.place_path, kept.missing_village) == (VILLAGE, None)
    assert client.get(page("concern", row)).context["village_url"] == ""


def steps_on(shown: Any) -> tuple[list[str], list[str]]:
    """The addresses of the filled buttons at the head of the page, and of the outlined ones."""
    steps = shown.context["steps"]
    for step in steps:
        filled = re.search(rf'class="pk-button (?!pk-button-secondary)[^"]*" href="{step["url"]}"', text_of(shown))
        assert bool(filled) == (step["kind"] == "")
    return (
        [step["url"] for step in steps if step["kind"] == ""],
        [step["url"] for step in steps if step["kind"] == "secondary"],
    )


def test_the_filled_button_is_the_next_step() -> None:
    bob, worker, boss = member(), caseworker(), supervisor()
    row = a_concern(bob)
    client = as_(boss)
    assert steps_on(client.get(page("concern", row)))[0] == [page("triage", row)]
    triage_concern(by=worker, concern=row.pk, decision="screening", call_id=new_id())
    shown = client.get(page("concern", row))
    filled, outlined = steps_on(shown)
    assert filled == [page("close", row)]
    assert page("triage", row) in outlined
    assert "ຕັດສິນໃໝ່" in text_of(shown)
    close_concern(by=worker, concern=row.pk, outcome="helped", reason="ໄດ້ຊ່ວຍເຫຼືອແລ້ວ", call_id=new_id())
    assert steps_on(client.get(page("concern", row)))[0] == [page("reopen", row)]


def test_what_nobody_knows_stands_in_one_line() -> None:
    worker = caseworker()
    row = a_concern(member(), facts=facts(sex="female"))
    shown = as_(worker).get(page("concern", row))
    assert all(presenters.is_known(line) for line in (*shown.context["facts"], *shown.context["told"]))
    line = re.search(r"ບໍ່ໄດ້ຖາມ ຫຼື ບໍ່ຮູ້: ([^<]+)</p>", text_of(shown))
    assert line is not None
    assert "ກຸ່ມອາຍຸ" in line[1]
    assert "ເພດ" not in line[1]


def test_what_is_all_known_has_no_line_of_the_unknown() -> None:
    rows = [SummaryRow("Sex", "female"), SummaryRow("How many?", 0), SummaryRow("Anonymous?", False)]
    assert (presenters.known(rows), presenters.not_known(rows)) == (rows, "")
    empty = [SummaryRow("How many?", None), *rows, SummaryRow("Age group", ""), SummaryRow("What may it be?", [])]
    assert (presenters.known(empty), presenters.not_known(empty)) == (rows, "How many, Age group, What may it be")
