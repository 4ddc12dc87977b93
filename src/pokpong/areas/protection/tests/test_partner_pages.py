"""One-time links as people use them: the sender's page that shows one once, and the pages of whoever holds it."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from pokpong.areas.protection.actions.referrals import revoke_link
from pokpong.areas.protection.models import Referral, ReferralLink, ReferralNote
from pokpong.areas.protection.screens.partner import door
from pokpong.areas.protection.screens.partner.cookies import name_of
from pokpong.areas.protection.tests.cases import NAME
from pokpong.areas.protection.tests.factories import caseworker
from pokpong.areas.protection.tests.links import RECIPIENT, WRONG, Handed, enter, let_in, made, partner
from pokpong.areas.protection.tests.referrals import MESSAGE, REASON, a_contact, a_provider, a_referral, kinds
from pokpong.areas.protection.tests.walking import as_, call_id_in, error_codes, text_of
from pokpong.doors.office import people_here
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Event, Reading
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.consents import withdraw_consent

pytestmark = pytest.mark.django_db
CODE = re.compile(r"#([0-9A-Z-]{24})<")
PIN = re.compile(r'class="link-pin">(\d{3}) (\d{3})<')


@pytest.fixture(autouse=True)
def somebody_works_here() -> None:
    """Before that every page leads to set-up; and nothing was counted yet."""
    cache.clear()
    make_user("keeper-of-doors", "administrator")


def a_link(**more: Any) -> tuple[User, Referral, Handed]:
    bob = caseworker()
    row = a_referral(bob)
    return bob, row, made(bob, row, **more)


def english(user: User) -> Client:
    client = as_(user)
    client.cookies["pokpong_language"] = "en"
    return client


def step(handed: Handed, name: str) -> str:
    return reverse(f"partner:{name}", args=[handed.link])


def post(client: Client, url: str, **typed: Any) -> Any:
    return client.post(url, {"call_id": str(new_id()), **typed})


# --- the sender ---------------------------------------------------------------------------------------------


def test_link_and_pin_are_shown_once_and_open_the_referral() -> None:
    bob = caseworker()
    row = a_referral(bob)
    client, url = english(bob), reverse("referrals:make_link", args=[row.pk])
    assert url in text_of(client.get(reverse("referrals:referral", args=[row.pk])))
    typed = {"call_id": call_id_in(text_of(client.get(url))), "recipient": RECIPIENT, "shown": ["names"], "days": "3"}
    shown = text_of(client.post(url, typed))
    [code], [pin] = CODE.findall(shown), ["".join(parts) for parts in PIN.findall(shown)]
    link = ReferralLink.objects.get()
    assert (link.fields, link.recipient) == (["names"], RECIPIENT)
    assert reverse("partner:enter") + "#" + code in shown
    again = client.post(url, typed)
    assert error_codes(again) == {"link_shown_once"}
    assert enter(partner(), Handed(link.pk, code, pin)).status_code == 302


def test_the_form_says_what_is_wrong() -> None:
    bob = caseworker()
    row = a_referral(bob)
    url = reverse("referrals:make_link", args=[row.pk])
    assert error_codes(post(english(bob), url, recipient="", days="90", shown=["home"])) == {
        "required",
        "invalid_choice",
    }
    assert not ReferralLink.objects.exists()


def test_the_page_of_the_referral_tells_of_every_look_and_takes_the_link_back() -> None:
    bob, row, handed = a_link()
    holder = let_in(handed)
    for _look in range(2):
        assert holder.get(handed.page).status_code == 200
    client, page = english(bob), reverse("referrals:referral", args=[row.pk])
    shown = text_of(client.get(page))
    assert RECIPIENT in shown
    assert "Looked at 2 times" in shown
    assert post(client, reverse("referrals:revoke_link", args=[handed.link])).status_code == 302
    assert "Taken back" in text_of(client.get(page))
    gone = holder.get(handed.page)
    assert gone.status_code == 410
    assert NAME not in text_of(gone)


def test_a_provider_with_an_account_finds_no_link() -> None:
    _bob, row, handed = a_link()
    client = as_(a_provider(row.organisation))
    assert RECIPIENT not in text_of(client.get(reverse("provider:referral", args=[row.pk])))
    assert client.get(reverse("referrals:make_link", args=[row.pk])).status_code == 403
    assert post(client, reverse("referrals:revoke_link", args=[handed.link])).status_code == 403


# --- the door -----------------------------------------------------------------------------------------------


def test_code_and_pin_open_the_named_fields_and_nothing_else() -> None:
    bob = caseworker()
    row = a_referral(bob)
    a_contact(bob, row.case.person)
    handed = made(bob, row, fields=("names",))
    page = text_of(let_in(handed).get(handed.page))
    assert NAME in page
    assert MESSAGE in page
    for hidden in (REASON, "5555 0101", row.case.number, RECIPIENT, str(row.case_id), str(row.case.person_id)):
        assert hidden not in page


def test_contacts_are_shown_where_the_link_names_them() -> None:
    bob = caseworker()
    row = a_referral(bob)
    a_contact(bob, row.case.person)
    handed = made(bob, row)
    assert "5555 0101" in text_of(let_in(handed).get(handed.page))


def test_every_look_is_noted_with_the_link_as_the_reader() -> None:
    bob, row, handed = a_link()
    holder = let_in(handed)
    holder.get(handed.page)
    looks = dict(Reading.objects.filter(actor=handed.link).values_list("kind", "shown"))
    assert looks == {"referral": [str(row.pk)], "person": [str(row.case.person_id)]}
    named = people_here.names({handed.link, None})
    assert bob.display_name in named[handed.link]


def test_another_browser_is_refused_and_the_sender_is_told() -> None:
    bob, _row, handed = a_link()
    first = let_in(handed)
    other = enter(partner(), handed)
    assert other.status_code == 403
    assert "used already" in text_of(other)
    assert NAME not in text_of(other)
    assert "referral_link.other_browser" in kinds(bob)
    assert partner().get(handed.page)["Location"] == reverse("partner:enter")
    assert first.get(handed.page).status_code == 200, "who opened it first goes on"
    assert enter(first, handed)["Location"] == handed.page, "and may type the code again"


def test_a_foreign_cookie_opens_nothing() -> None:
    bob, row, handed = a_link()
    other = made(bob, row)
    holder = let_in(handed)
    holder.cookies[name_of(other.link)] = holder.cookies[name_of(handed.link)].value
    assert holder.get(other.page).status_code == 302


def test_the_cookie_is_kept_from_scripts_and_from_other_pages() -> None:
    _bob, _row, handed = a_link()
    cookie = let_in(handed).cookies[name_of(handed.link)]
    assert cookie["httponly"]
    assert (cookie["path"], cookie["samesite"]) == (reverse("partner:enter"), "Strict")
    assert 0 < int(cookie["max-age"]) <= timedelta(days=7).total_seconds()


def test_a_double_press_lets_the_same_browser_in_twice() -> None:
    _bob, _row, handed = a_link()
    client, call = partner(), str(new_id())
    first, second = (enter(client, handed, call_id=call) for _press in range(2))
    assert first["Location"] == second["Location"] == handed.page
    lost = partner()
    assert enter(lost, handed, call_id=call)["Location"] == handed.page
    assert lost.get(handed.page).status_code == 200, "the answer to the first press was lost on the way"


def test_wrong_pins_are_counted_also_when_a_form_is_sent_again() -> None:
    bob, _row, handed = a_link()
    client = partner()
    for left in (4, 3, 2, 1):
        answer = enter(client, handed, WRONG)
        assert error_codes(answer) == {"link_pin_wrong"}
        assert f"left: {left}." in text_of(answer)
        assert WRONG not in text_of(answer)
    last = enter(client, handed, WRONG)
    assert (last.status_code, "wrong five times" in text_of(last)) == (410, True)
    assert enter(client, handed).status_code == 410, "the right one comes too late"
    assert "referral_link.wrong_pins" in kinds(bob)


def test_the_form_after_a_wrong_pin_is_another_call() -> None:
    _bob, _row, handed = a_link()
    call = str(new_id())
    shown = text_of(enter(partner(), handed, WRONG, call_id=call))
    assert call_id_in(shown) != call


@pytest.mark.parametrize(
    "code", ["", "ABCD", "<script>", "ກ" * 80, "x" * 1000], ids=["empty", "short", "markup", "lao", "long"]
)
def test_nonsense_opens_nothing(code: str) -> None:
    answer = enter(partner(), Handed(new_id(), "ABCD"), code=code)
    assert answer.status_code == 200
    assert error_codes(answer) <= {"required", "link_unknown", "text_too_long"}
    assert not Event.objects.filter(name__startswith="referral_link.").exists()


def test_many_tries_have_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "ORIGIN_RATE", (2, 600))
    answers = [enter(partner(), Handed(new_id(), "ABCD")).status_code for _try in range(3)]
    assert answers == [200, 200, 429]


def test_one_link_answers_only_so_often(monkeypatch: pytest.MonkeyPatch) -> None:
    _bob, _row, handed = a_link()
    holder = let_in(handed)
    monkeypatch.setattr("pokpong.areas.protection.screens.partner.inside.LINK_RATE", (1, 600))
    assert holder.get(handed.page).status_code == 429


def test_neither_code_nor_pin_reach_the_log_or_the_title(caplog: pytest.LogCaptureFixture) -> None:
    _bob, _row, handed = a_link()
    with caplog.at_level(logging.DEBUG):
        holder = let_in(handed)
        page = text_of(holder.get(handed.page))
        enter(partner(), handed, WRONG)
    assert handed.code not in caplog.text
    assert handed.pin not in caplog.text
    assert re.search(r"<title>One-time link · Pokpong</title>", page)
    assert "Counter-trafficking" not in page


def test_pages_of_links_are_kept_nowhere() -> None:
    _bob, _row, handed = a_link()
    answer = let_in(handed).get(handed.page)
    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "same-origin"


# --- inside -------------------------------------------------------------------------------------------------


def test_answer_and_feedback_reach_the_sender() -> None:
    bob, row, handed = a_link()
    holder = let_in(handed)
    assert post(holder, step(handed, "accept"), words="ມາໄດ້ມື້ອື່ນ")["Location"] == handed.page
    assert post(holder, step(handed, "start"))["Location"] == handed.page
    assert post(holder, step(handed, "note"), text="ມາຮອດແລ້ວ")["Location"] == handed.page
    assert "ມາຮອດແລ້ວ" in text_of(holder.get(handed.page))
    done = post(holder, step(handed, "complete"), outcome="helped", words="ດີແລ້ວ")
    assert "Thank you" in text_of(done)
    assert holder.get(handed.page).status_code == 410
    shown = text_of(english(bob).get(reverse("referrals:referral", args=[row.pk])))
    for told in ("ມາໄດ້ມື້ອື່ນ", "ມາຮອດແລ້ວ", "ດີແລ້ວ", f"through a one-time link made by {bob.display_name}"):
        assert told in shown
    assert ReferralNote.objects.get().shared


def test_declining_needs_a_reason_and_ends_the_link() -> None:
    _bob, row, handed = a_link()
    holder = let_in(handed)
    assert holder.get(step(handed, "decline")).status_code == 200
    assert error_codes(post(holder, step(handed, "decline"), reason="other")) == {"referral_words_needed"}
    assert "Thank you" in text_of(post(holder, step(handed, "decline"), reason="no_capacity"))
    assert Referral.objects.get(pk=row.pk).state == "declined"


def test_a_step_that_is_not_next_is_refused() -> None:
    _bob, row, handed = a_link()
    answer = post(let_in(handed), step(handed, "complete"), outcome="helped")
    assert error_codes(answer) == {"move_not_allowed"}
    assert Referral.objects.get(pk=row.pk).state == "sent"


def test_without_the_cookie_no_step_is_done() -> None:
    _bob, row, handed = a_link()
    let_in(handed)
    for name in ("accept", "decline", "note", "complete"):
        assert post(partner(), step(handed, name), words="x", text="x")["Location"] == reverse("partner:enter")
    assert Referral.objects.get(pk=row.pk).state == "sent"


@pytest.mark.parametrize("how", ["time", "consent", "sender"])
def test_whatever_ends_the_sharing_closes_the_open_page(how: str) -> None:
    bob, row, handed = a_link(days=1)
    holder = let_in(handed)
    later = timedelta()
    if how == "time":
        later = timedelta(days=1, hours=1)
    elif how == "consent":
        assert row.consent is not None
        withdraw_consent(by=bob, id=new_id(), consent=row.consent.pk, call_id=new_id())
    else:
        revoke_link(by=bob, link=handed.link, call_id=new_id())
    with clock.standing_at(clock.now() + later):
        for url in (handed.page, step(handed, "accept")):
            answer = holder.get(url)
            assert answer.status_code == 410
            assert NAME not in text_of(answer)
        assert post(holder, step(handed, "accept"), words="").status_code == 410
    assert Referral.objects.get(pk=row.pk).state != "accepted"
