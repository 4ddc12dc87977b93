"""Referrals as people use them: the sender's pages, the organisation's pages, and what each never shows."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.html import escape
from django.utils.http import urlencode

from pokpong.areas.protection.actions.referrals import accept_referral, add_referral_note, complete_referral
from pokpong.areas.protection.models import Case, Referral, ReferralNote
from pokpong.areas.protection.screens.referrals.section import sections
from pokpong.areas.protection.tests.cases import NAME, a_case, a_person
from pokpong.areas.protection.tests.factories import DISTRICT, caseworker, supervisor
from pokpong.areas.protection.tests.referrals import (
    MESSAGE,
    REASON,
    WHY,
    a_consent,
    a_contact,
    a_draft,
    a_provider,
    a_referral,
    a_shelter,
    accepted,
    sent,
)
from pokpong.areas.protection.tests.walking import as_, call_id_in, error_codes, text_of
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import ServiceOffer
from pokpong.registers.people.actions.consents import withdraw_consent
from pokpong.registers.people.models import Consent

pytestmark = pytest.mark.django_db

SENDER_PAGES = ("referral", "change", "send", "withdraw", "refuse", "note", "accept", "decline", "complete", "fail")
RECEIVER_PAGES = ("referral", "note", "accept", "receive", "decline", "start", "complete", "fail")


def ours(name: str, row: Referral) -> str:
    return reverse(f"referrals:{name}", args=[row.pk])


def theirs(name: str, row: Referral) -> str:
    return reverse(f"provider:{name}", args=[row.pk])


def post(client: Client, url: str, **typed: Any) -> Any:
    return client.post(url, {"call_id": str(new_id()), **typed})


def english(user: User) -> Client:
    client = as_(user)
    client.cookies["pokpong_language"] = "en"
    return client


def test_from_the_directory_to_a_sent_referral() -> None:
    bob, shelter = caseworker(), a_shelter()
    case, client = a_case(bob), as_(bob)
    a_consent(bob, case.person, shelter)
    page = client.get(reverse("referrals:choose", args=[case.pk]))
    assert shelter.name in text_of(page)
    add = f"{reverse('referrals:add', args=[case.pk])}?offer={ServiceOffer.objects.get().pk}"
    assert add in text_of(page)
    shown = text_of(client.get(add))
    typed = {"urgency": "soon", "shared": ["names"], "message": MESSAGE, "reason": REASON}
    answer = client.post(add, {"call_id": call_id_in(shown), **typed})
    row = Referral.objects.get()
    assert answer["Location"] == ours("send", row)
    assert MESSAGE in text_of(client.get(ours("send", row)))
    answer = post(client, ours("send", row))
    assert answer["Location"] == ours("referral", row)
    assert Referral.objects.get().state == "sent"


def test_what_the_consent_covers_is_ticked_already() -> None:
    bob, shelter = caseworker(), a_shelter()
    case = a_case(bob)
    a_consent(bob, case.person, shelter, fields=["birth", "history"])
    add = f"{reverse('referrals:add', args=[case.pk])}?offer={ServiceOffer.objects.get().pk}"
    assert as_(bob).get(add).context["form"]["shared"].value() == ["birth"]


def test_a_service_elsewhere_or_none_leads_back_to_the_directory() -> None:
    bob = caseworker()
    a_shelter(places=["LA02/"])
    case, client = a_case(bob), english(bob)
    page = text_of(client.get(reverse("referrals:choose", args=[case.pk])))
    assert "No service fits" in page
    for offer in (str(ServiceOffer.objects.get().pk), "x", ""):
        answer = client.get(f"{reverse('referrals:add', args=[case.pk])}?offer={offer}")
        assert answer["Location"] == reverse("referrals:choose", args=[case.pk])


def test_reasons_stand_beside_their_questions() -> None:
    bob, shelter = caseworker(), a_shelter(capacity=0)
    case = a_case(bob)
    add = f"{reverse('referrals:add', args=[case.pk])}?offer={ServiceOffer.objects.get().pk}"
    answer = post(as_(bob), add, urgency="soon", shared=["names"], message=MESSAGE)
    assert error_codes(answer) == {"referral_no_capacity"}
    assert shelter.name in text_of(answer)
    assert error_codes(post(as_(bob), add, urgency="soon")) == {"required"}


def test_without_a_consent_the_page_asks_for_the_exception() -> None:
    bob, suna, shelter = caseworker(), supervisor(), a_shelter()
    row = a_draft(bob, a_case(bob), shelter)
    client = english(bob)
    page = text_of(client.get(ours("send", row)))
    assert "No consent allows this yet" in page
    assert reverse("people:consent_give", args=[row.case.person_id]) in page
    assert error_codes(post(client, ours("send", row), exception="danger_to_life", why="now")) == {
        "referral_why_too_short"
    }
    post(client, ours("send", row), exception="danger_to_life", why=WHY)
    assert Referral.objects.get().awaits_confirmation
    assert ours("refuse", row) not in text_of(client.get(ours("referral", row)))
    second = english(suna)
    page = text_of(second.get(ours("referral", row)))
    assert "Confirm the exception" in page
    assert WHY in page
    post(second, ours("confirm", row))
    assert Referral.objects.get().confirmed_by == suna.pk
    assert error_codes(post(second, ours("confirm", row))) == {"referral_not_an_exception"}


def test_a_second_person_refuses_on_a_page() -> None:
    bob, suna = caseworker(), supervisor()
    row = a_referral(bob, consent=False)
    post(as_(suna), ours("refuse", row), why=WHY)
    assert Referral.objects.get().state == "stopped"


def test_a_draft_is_changed_and_put_away() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_draft(bob, a_case(bob), shelter)
    client = as_(bob)
    typed = {"urgency": "routine", "shared": ["names", "contacts"], "message": "ອື່ນ", "reason": REASON, "base": 1}
    assert client.get(ours("change", row)).context["form"]["message"].value() == MESSAGE
    post(client, ours("change", row), **typed)
    changed = Referral.objects.get()
    assert (changed.message, changed.urgency, changed.answer_by) == ("ອື່ນ", "routine", row.answer_by)
    post(client, ours("withdraw", row))
    assert Referral.objects.get().state == "withdrawn"


def test_the_organisation_walks_every_step() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    client = english(alice)
    page = text_of(client.get(reverse("provider:queue")))
    assert theirs("referral", row) in page
    page = text_of(client.get(theirs("referral", row)))
    assert theirs("accept", row) in page
    post(client, theirs("receive", row))
    assert "when and where" in text_of(client.get(theirs("accept", row)))
    post(client, theirs("accept", row), words="ມາໄດ້ທຸກເວລາ")
    post(client, theirs("start", row))
    assert error_codes(post(client, theirs("complete", row))) == {"required"}
    post(client, theirs("complete", row), outcome="helped", words="ດີຂຶ້ນແລ້ວ")
    done = Referral.objects.get()
    assert (done.state, done.feedback) == ("completed", "ດີຂຶ້ນແລ້ວ")
    assert "ດີຂຶ້ນແລ້ວ" in text_of(as_(bob).get(ours("referral", row)))


def test_declining_and_failing_on_pages() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    client = as_(alice)
    assert error_codes(post(client, theirs("decline", row), reason="other")) == {"referral_words_needed"}
    post(client, theirs("decline", row), reason="too_far")
    assert Referral.objects.get(pk=row.pk).state == "declined"
    second = sent(bob, row.case, shelter)
    post(client, theirs("accept", second))
    post(client, theirs("fail", second), reason="left")
    assert Referral.objects.get(pk=second.pk).outcome == "left"


def test_the_sender_notes_the_answer_on_the_same_steps() -> None:
    bob, shelter = caseworker(), a_shelter()
    row, client = a_referral(bob, shelter), english(bob)
    assert ours("accept", row) in text_of(client.get(ours("referral", row)))
    assert "told you by telephone" in text_of(client.get(ours("accept", row)))
    post(client, ours("accept", row), words="ຕົກລົງທາງໂທລະສັບ")
    assert Referral.objects.get().state == "accepted"


def test_the_organisation_sees_what_was_shared_and_nothing_else() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, case = a_provider(shelter), a_case(bob, summary="ບົດສະຫຼຸບລັບ")
    a_contact(bob, case.person)
    row = sent(bob, case, shelter, fields=("names", "contacts"))
    other = sent(bob, case, a_shelter("ບ້ານພັກອື່ນ"), kind="shelter")
    page = text_of(as_(alice).get(theirs("referral", row)))
    for words in (NAME, "020 5555 0101", MESSAGE, bob.display_name):
        assert words in page
    for hidden in (
        REASON,
        case.number,
        str(case.pk),
        "ບົດສະຫຼຸບລັບ",
        other.number,
        "ບ້ານພັກອື່ນ",
        "18-24",
        str(case.person_id),
    ):
        assert hidden not in page
    assert Reading.objects.filter(actor=alice.pk, kind="person").count() == 1
    queue = text_of(as_(alice).get(reverse("provider:queue")))
    for hidden in (NAME, MESSAGE, case.number, other.number):
        assert hidden not in queue


def test_the_reason_is_read_only_when_it_is_shared() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice = a_provider(shelter)
    row = a_referral(bob, shelter, share_reason=True)
    assert REASON in text_of(as_(alice).get(theirs("referral", row)))


def test_nothing_of_the_person_stays_after_the_end_but_own_notes() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice = a_provider(shelter)
    row = accepted(bob, alice, shelter)
    add_referral_note(by=alice, id=new_id(), referral=row.pk, text="ບັນທຶກຂອງເຮົາ", call_id=new_id())
    complete_referral(by=alice, referral=row.pk, outcome="helped", call_id=new_id())
    page = text_of(as_(alice).get(theirs("referral", row)))
    assert "ບັນທຶກຂອງເຮົາ" in page
    for hidden in (NAME, MESSAGE, REASON):
        assert hidden not in page


def test_a_withdrawn_consent_takes_the_page_away_at_once() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice = a_provider(shelter)
    row = accepted(bob, alice, shelter)
    client = english(alice)
    assert client.get(theirs("referral", row)).status_code == 200
    assert row.consent is not None
    withdraw_consent(by=bob, id=new_id(), consent=row.consent.pk, call_id=new_id())
    for name in RECEIVER_PAGES:
        assert client.get(theirs(name, row)).status_code == 404
    queue = text_of(client.get(reverse("provider:queue")))
    assert "Taken back in the last 30 days" in queue
    assert theirs("referral", row) not in queue
    page = text_of(english(bob).get(ours("referral", row)))
    assert "The consent was withdrawn" in page


@pytest.mark.parametrize("name", RECEIVER_PAGES)
def test_no_other_organisation_finds_any_page(name: str) -> None:
    row = a_referral(caseworker(), a_shelter())
    other = a_provider(a_shelter("ບ້ານພັກອື່ນ"), "other")
    assert as_(other).get(theirs(name, row)).status_code == 404
    assert as_(make_user("eve", "donor")).get(theirs(name, row)).status_code == 403
    assert Client().get(theirs(name, row)).status_code == 302


@pytest.mark.parametrize("name", SENDER_PAGES)
def test_no_page_of_the_sender_is_there_for_others(name: str) -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_referral(bob, shelter)
    assert as_(bob).get(ours(name, row)).status_code == 200
    assert as_(caseworker(name="eve")).get(ours(name, row)).status_code == 404
    assert as_(a_provider(shelter)).get(ours(name, row)).status_code in (403, 404)
    assert as_(make_user("chair", "chair")).get(ours(name, row)).status_code == 403


def test_the_provider_opens_no_page_of_persons_or_cases() -> None:
    shelter = a_shelter()
    row = a_referral(caseworker(), shelter)
    client = as_(a_provider(shelter))
    for url in (
        reverse("people:person", args=[row.case.person_id]),
        reverse("people:mine"),
        reverse("cases:case", args=[row.case_id]),
        reverse("referrals:mine"),
    ):
        assert client.get(url).status_code == 403


def test_notes_from_both_sides_say_only_which_side_wrote() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    post(as_(alice), theirs("note", row), text="ສະເພາະພວກເຮົາ")
    post(as_(alice), theirs("note", row), text="ໃຫ້ຜູ້ສົ່ງ", shared="on")
    post(as_(bob), ours("note", row), text="ຂໍຂອບໃຈ")
    assert ReferralNote.objects.count() == 3
    page = text_of(as_(bob).get(ours("referral", row)))
    assert "ໃຫ້ຜູ້ສົ່ງ" in page
    assert "ສະເພາະພວກເຮົາ" not in page
    assert alice.display_name not in page.split("ໃຫ້ຜູ້ສົ່ງ")[1].split("</li>")[0]
    assert "ຂໍຂອບໃຈ" in text_of(as_(alice).get(theirs("referral", row)))
    assert "required" in error_codes(post(as_(bob), ours("note", row)))


def test_my_referrals_and_their_filters() -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_referral(bob, shelter)
    draft = a_draft(bob, row.case, shelter)
    client = as_(bob)
    page = text_of(client.get(reverse("referrals:mine")))
    assert ours("referral", row) in page
    assert row.case.number in page
    for situation, expected in (
        ("drafts", {draft}),
        ("unanswered", {row}),
        ("late", set()),
        ("unconfirmed", set()),
        ("helping", set()),
        ("open", {row, draft}),
    ):
        table = client.get(f"{reverse('referrals:mine')}?referrals-situation={situation}").context["table"]
        assert set(table.page_rows) == expected
    assert not as_(caseworker(name="eve")).get(reverse("referrals:mine")).context["table"].page_rows


def test_the_section_of_a_case_says_how_they_stand_in_few_queries(rf: Any) -> None:
    bob, shelter = caseworker(), a_shelter()
    row = a_referral(bob, shelter)
    for _number in range(3):
        a_draft(bob, row.case, shelter)
    request = rf.get("/")
    request.user = User.objects.get(pk=bob.pk)
    assert request.user.may("referral.draft")
    case = Case.objects.get(pk=row.case_id)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        (section,) = sections(request, case, at_work=True)
    assert len(queries) == 1
    assert [line["number"] for line in section.context["referrals"]][-1] == row.number
    assert section.context["add_url"]
    assert not sections(request, case, at_work=False)[0].context["add_url"]


def test_the_queue_costs_as_many_queries_for_many_rows_as_for_one() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice = a_provider(shelter)
    client, counts = as_(alice), []
    client.get(reverse("provider:queue"))
    for number in range(2):
        for each in range(3):
            sent(bob, a_case(bob, person=a_person(bob, name=f"ນາງ ຄົນທີ {number} {each}")), shelter)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("provider:queue")).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_empty_states() -> None:
    bob, alice = caseworker(), a_provider(a_shelter())
    assert "No referral is here" in text_of(english(bob).get(reverse("referrals:mine")))
    assert "No referral is here" in text_of(english(alice).get(reverse("provider:queue")))


def test_titles_and_addresses_name_nobody() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter, path=DISTRICT), a_referral(bob, shelter)
    for client, url in ((as_(alice), theirs("referral", row)), (as_(bob), ours("referral", row))):
        title = text_of(client.get(url)).split("<title>")[1].split("</title>")[0]
        assert NAME not in title
        assert row.number in title


def test_a_double_press_is_one_step() -> None:
    bob, shelter = caseworker(), a_shelter()
    alice, row = a_provider(shelter), a_referral(bob, shelter)
    client, call = as_(alice), {"call_id": str(new_id())}
    for _press in range(2):
        assert client.post(theirs("receive", row), call)["Location"] == theirs("referral", row)
    with pytest.raises(Referral.DoesNotExist):
        Referral.objects.get(state="sent")
    accept_referral(by=alice, referral=row.pk, call_id=new_id())


def test_writing_down_the_missing_consent_leads_back_to_the_draft() -> None:
    bob, shelter = caseworker(), a_shelter()
    case, client = a_case(bob), english(bob)
    row = a_draft(bob, case, shelter)
    give = f"{reverse('people:consent_give', args=[case.person_id])}?{urlencode({'next': ours('send', row)})}"
    shown = client.get(ours("send", row))
    assert f'href="{escape(give)}"' in text_of(shown)
    today = clock.today()
    days = {"given_on": today, "expires_on": today + timedelta(days=30)}
    said = {
        **{f"{name}_{part}": getattr(day, part) for name, day in days.items() for part in ("day", "month", "year")},
        "purpose": "referral",
        "recipients": [str(shelter.pk)],
        "fields_shared": list(row.fields),
        "given_by": "self",
        "language": "lao",
        "way": "spoken",
        "witness": "ນາງ ພະຍານ ຕົວຢ່າງ",
    }
    sent = post(client, give, **said)
    assert sent["Location"] == ours("send", row)
    shown = client.get(sent["Location"])
    assert shown.context["consent"] == Consent.objects.get()
    assert reverse("people:consent_paper", args=[Consent.objects.get().pk]) in text_of(shown)
