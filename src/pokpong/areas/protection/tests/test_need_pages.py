"""The pages of needs, goals, actions, notes and files, and their parts of the page of a case."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from pokpong.areas.protection.actions.plan import (
    amend_conference,
    amend_exploitation,
    amend_goal,
    amend_need,
    amend_planned_action,
    do_planned_action,
    settle_need,
)
from pokpong.areas.protection.models import Attachment, Case, Goal, Need, Note, PlannedAction
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.factories import NEIGHBOUR, caseworker, picture, supervisor
from pokpong.areas.protection.tests.factories_plan import (
    STEP,
    WORDS,
    a_conference,
    a_file,
    a_follow_up,
    a_goal,
    a_need,
    a_note,
    an_action,
    an_exploitation,
    in_days,
)
from pokpong.areas.protection.tests.filling import day, sent, typed_on
from pokpong.areas.protection.tests.refusing import closed
from pokpong.areas.protection.tests.walking import as_, error_codes, queries_of, text_of
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def on_case(name: str, case: Case) -> str:
    return reverse(f"plan:{name}", args=[case.pk])


def page_of(case: Case) -> str:
    return reverse("cases:case", args=[case.pk])


def test_the_whole_plan_is_made_on_pages() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    answer = sent(client, on_case("add_need", case), domain="health", urgency="now", note=WORDS)
    assert answer.url == f"{page_of(case)}#plan"
    need = Need.objects.get()
    sent(client, on_case("set_goal", case), text="ໄດ້ວຽກ", domain="job", need=str(need.pk), **day("target_on", 30))
    goal = Goal.objects.get()
    assert (goal.need_id, goal.target_on) == (need.pk, in_days(30))
    url = on_case("add_action", case)
    sent(client, url, text="ພາໄປໂຮງໝໍ", owner=str(bob.pk), goal=str(goal.pk), **day("due", 3))
    action = PlannedAction.objects.get()
    assert (action.goal_id, action.due) == (goal.pk, in_days(3))
    shown = text_of(client.get(page_of(case)))
    for words in (WORDS, "ໄດ້ວຽກ", "ພາໄປໂຮງໝໍ"):
        assert words in shown


def test_an_empty_case_offers_every_first_step() -> None:
    bob = caseworker()
    case = a_case(bob)
    shown = text_of(as_(bob).get(page_of(case)))
    for name in (
        "exploitation",
        "add_need",
        "set_goal",
        "add_action",
        "write_note",
        "plan_conference",
        "attach",
        "plan_follow_up",
    ):
        assert on_case(name, case) in shown


def test_a_goal_starts_from_its_need_and_an_action_from_its_goal() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    need, goal = a_need(bob, case), a_goal(bob, case)
    shown = text_of(client.get(page_of(case)))
    for url, field, row in (
        (f"{on_case('set_goal', case)}?need={need.pk}", "need", need),
        (f"{on_case('add_action', case)}?goal={goal.pk}", "goal", goal),
    ):
        assert url in shown
        assert client.get(url).context["form"][field].value() == str(row.pk)


def test_a_closed_case_offers_only_follow_ups() -> None:
    bob = caseworker()
    case = a_case(bob)
    need = a_need(bob, case)
    typed = typed_on(as_(bob).get(on_case("add_need", case)))
    closed(case)
    shown = text_of(as_(bob).get(page_of(case)))
    for name in ("exploitation", "add_need", "write_note", "plan_conference", "attach"):
        assert on_case(name, case) not in shown
    assert reverse("plan:settle_need", args=[need.pk]) not in shown
    assert on_case("plan_follow_up", case) in shown
    answer = as_(bob).post(on_case("add_need", case), {**typed, "domain": "health", "urgency": "soon"})
    assert "case_closed" in error_codes(answer)


def test_what_is_missing_stands_beside_its_field() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    answer = client.post(on_case("add_action", case), {"call_id": str(new_id()), "owner": str(bob.pk)})
    assert {"text", "due"} <= set(answer.context["form"].errors)
    answer = sent(client, on_case("set_goal", case), text="x", domain="job", **day("target_on", -3))
    assert error_codes(answer) == {"plan_due_passed"}
    assert not Goal.objects.exists()


def test_needs_and_goals_are_settled_and_opened_again_on_pages() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    need, goal = a_need(bob, case), a_goal(bob, case)
    sent(client, reverse("plan:settle_need", args=[need.pk]), outcome="not_wanted")
    assert "plan_reason_missing" in error_codes(
        sent(client, reverse("plan:settle_goal", args=[goal.pk]), outcome="given_up")
    )
    sent(client, reverse("plan:settle_goal", args=[goal.pk]), outcome="reached")
    need.refresh_from_db()
    goal.refresh_from_db()
    assert (need.state, goal.state) == ("not_wanted", "reached")
    sent(client, reverse("plan:reopen_need", args=[need.pk]))
    sent(client, reverse("plan:reopen_goal", args=[goal.pk]), reason=WORDS)
    need.refresh_from_db()
    goal.refresh_from_db()
    assert (need.state, goal.state) == ("open", "open")


def test_only_what_was_changed_on_the_page_is_changed() -> None:
    bob, carol = caseworker(), supervisor()
    need = a_need(bob, a_case(bob), note=WORDS)
    url, client = reverse("plan:need", args=[need.pk]), as_(bob)
    drawn = typed_on(client.get(url))
    amend_need(by=carol, need=need.pk, changes={"urgency": "now"}, base=1, call_id=new_id())
    client.post(url, {**drawn, "domain": "legal"})
    need.refresh_from_db()
    assert (need.domain, need.urgency, need.note, need.version) == ("legal", "now", WORDS, 3)
    assert not Conflict.objects.exists()


def test_two_who_change_the_same_answer_are_told() -> None:
    bob, carol = caseworker(), supervisor()
    need = a_need(bob, a_case(bob))
    url, client = reverse("plan:need", args=[need.pk]), as_(bob)
    drawn = typed_on(client.get(url))
    amend_need(by=carol, need=need.pk, changes={"urgency": "now"}, base=1, call_id=new_id())
    client.post(url, {**drawn, "urgency": "later"})
    assert Conflict.objects.filter(row=need.pk, field="urgency", who=bob.pk).count() == 1


def test_goals_and_actions_are_corrected_on_pages() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    need, goal = a_need(bob, case), a_goal(bob, case)
    action = an_action(bob, case, goal=goal.pk)
    sent(client, reverse("plan:goal", args=[goal.pk]), text="ໃໝ່", need=str(need.pk))
    sent(client, reverse("plan:amend_action", args=[action.pk]), goal="", **day("due", 9))
    goal.refresh_from_db()
    action.refresh_from_db()
    assert (goal.text, goal.need_id, goal.version) == ("ໃໝ່", need.pk, 2)
    assert (action.goal_id, action.due, action.text) == (None, in_days(9), WORDS)


def test_the_page_of_an_action_tells_what_happened_and_offers_what_is_next() -> None:
    bob = caseworker()
    action = an_action(bob, a_case(bob))
    url, client = reverse("plan:action", args=[action.pk]), as_(bob)
    shown = text_of(client.get(url))
    assert WORDS in shown
    for name in ("do_action", "amend_action", "drop_action"):
        assert reverse(f"plan:{name}", args=[action.pk]) in shown
    assert Reading.objects.filter(kind="planned_action", shown=[str(action.pk)]).exists()
    sent(client, reverse("plan:do_action", args=[action.pk]), result="ສຳເລັດ ດ້ວຍດີ")
    shown = text_of(client.get(url))
    assert "ສຳເລັດ ດ້ວຍດີ" in shown
    assert reverse("plan:reopen_action", args=[action.pk]) in shown
    sent(client, reverse("plan:reopen_action", args=[action.pk]))
    sent(client, reverse("plan:drop_action", args=[action.pk]), reason=WORDS)
    action.refresh_from_db()
    assert action.state == "dropped"


def test_notes_are_written_and_corrected_and_all_are_listed() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    sent(client, on_case("write_note", case), text=WORDS, kind="visit")
    note = Note.objects.get()
    sent(client, reverse("plan:correct_note", args=[note.pk]), text="ແກ້ໄຂແລ້ວ")
    assert Note.objects.get(corrects=note.pk).kind == "visit"
    on_page = text_of(client.get(page_of(case)))
    assert "ແກ້ໄຂແລ້ວ" in on_page
    assert WORDS not in on_page
    everything = text_of(client.get(on_case("notes", case)))
    assert "ແກ້ໄຂແລ້ວ" in everything
    assert WORDS in everything
    assert reverse("plan:correct_note", args=[note.pk]) not in everything
    only_talks = text_of(client.get(on_case("notes", case), {"notes-kind": "talk"}))
    assert WORDS not in only_talks


def test_a_file_is_added_withdrawn_and_put_back_on_pages() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)
    file = SimpleUploadedFile("ຮູບ.jpg", picture(), "image/jpeg")
    client.post(on_case("attach", case), {"call_id": str(new_id()), "kind": "picture", "name": WORDS, "file": file})
    row = Attachment.objects.get()
    url = reverse("plan:attachment", args=[row.pk])
    assert url in text_of(client.get(page_of(case)))
    sent(client, reverse("plan:withdraw_attachment", args=[row.pk]), reason="ຜິດຄົນ")
    shown = text_of(client.get(page_of(case)))
    assert f'href="{url}"' not in shown
    assert WORDS in shown
    assert on_case("history", case) in shown
    assert "ຜິດຄົນ" in text_of(client.get(on_case("history", case)))
    sent(client, reverse("plan:restore_attachment", args=[row.pk]), reason="ຖືກຄົນ")
    assert url in text_of(client.get(page_of(case)))


def test_a_wrong_file_is_refused_on_its_page() -> None:
    bob = caseworker()
    case = a_case(bob)
    file = SimpleUploadedFile("x.exe", b"MZ", "application/octet-stream")
    answer = as_(bob).post(on_case("attach", case), {"call_id": str(new_id()), "kind": "letter", "file": file})
    assert error_codes(answer) == {"file_kind_refused"}


def test_strangers_find_no_page() -> None:
    bob, stranger = caseworker(), caseworker(NEIGHBOUR, name="stranger")
    case, client = a_case(bob), as_(stranger)
    need, goal, note, file = a_need(bob, case), a_goal(bob, case), a_note(bob, case), a_file(bob, case)
    action, follow_up = an_action(bob, case), a_follow_up(bob, case, due=in_days(5))
    an_exploitation(bob, case)
    addresses = [
        *(on_case(name, case) for name in ("exploitation", "add_step", "add_need", "set_goal", "add_action", "notes")),
        *(on_case(name, case) for name in ("write_note", "attach", "plan_conference", "schedule", "plan_follow_up")),
        *(reverse(f"plan:{name}", args=[need.pk]) for name in ("need", "settle_need", "reopen_need")),
        *(reverse(f"plan:{name}", args=[goal.pk]) for name in ("goal", "settle_goal", "reopen_goal")),
        *(reverse(f"plan:{name}", args=[action.pk]) for name in ("action", "amend_action", "do_action")),
        *(reverse(f"plan:{name}", args=[file.pk]) for name in ("attachment", "withdraw_attachment")),
        *(reverse(f"plan:{name}", args=[follow_up.pk]) for name in ("follow_up", "do_follow_up", "move_follow_up")),
        reverse("plan:correct_note", args=[note.pk]),
    ]
    assert {client.get(address).status_code for address in addresses} == {404}


def test_the_page_costs_the_same_for_few_and_many_rows() -> None:
    bob = caseworker()
    case, client = a_case(bob), as_(bob)

    def grow(times: int) -> None:
        for number in range(times):
            need = a_need(bob, case, note=WORDS)
            settle_need(by=bob, need=a_need(bob, case).pk, outcome="met", call_id=new_id())
            an_action(bob, case, goal=a_goal(bob, case, need=need.pk).pk)
            do_planned_action(by=bob, planned_action=an_action(bob, case).pk, call_id=new_id())
            a_note(bob, case)
            a_follow_up(bob, case, due=in_days(40 + Need.objects.count() + number))

    grow(1)
    few = queries_of(client, page_of(case))
    grow(3)
    assert queries_of(client, page_of(case)) <= few


def test_what_was_changed_is_told_with_its_old_values_and_reasons() -> None:
    bob, other = caseworker(), supervisor()
    case, client = a_case(bob), as_(bob)
    assert on_case("history", case) not in text_of(client.get(page_of(case)))
    need, goal, action = a_need(bob, case, note="ເຈັບຫຼັງ"), a_goal(bob, case), an_action(bob, case)
    changes = {"note": "ເຈັບທ້ອງ", "urgency": "now", "domain": "legal"}
    amend_need(by=other, need=need.pk, changes=changes, base=1, call_id=new_id())
    settle_need(by=bob, need=need.pk, outcome="met", reason="ໄປໂຮງໝໍແລ້ວ", call_id=new_id())
    amend_goal(by=bob, goal=goal.pk, changes={"need_id": str(need.pk)}, base=1, call_id=new_id())
    amend_goal(by=bob, goal=goal.pk, changes={"need_id": None}, base=2, call_id=new_id())
    moved = {"due": in_days(9).isoformat()}
    amend_planned_action(by=bob, planned_action=action.pk, changes=moved, base=1, call_id=new_id())
    row = an_exploitation(bob, case, started_on="2024-02-01")
    gone: dict[str, object] = {"route": [], "started_on": None, "forms": [], "relationship": "Familial"}
    amend_exploitation(by=bob, exploitation=row.pk, changes=gone, base=1, call_id=new_id())
    amend_exploitation(by=bob, exploitation=row.pk, changes={"relationship": ""}, base=2, call_id=new_id())
    meeting = a_conference(bob, case)
    amend_conference(by=bob, conference=meeting.pk, changes={"invited": [{"words": "ລຸງ"}]}, base=1, call_id=new_id())
    assert on_case("history", case) in text_of(client.get(page_of(case)))
    shown = text_of(client.get(on_case("history", case), {"history-per": "50"}))
    for told in ("ເຈັບຫຼັງ", "ໄປໂຮງໝໍແລ້ວ", other.display_name, STEP["text"], "ແມ່ຂອງຜູ້ກ່ຽວ", "ການບັງຄັບໃຊ້ແຮງງານ"):
        assert told in shown
    only_needs = text_of(client.get(on_case("history", case), {"history-part": "need"}))
    assert STEP["text"] not in only_needs
