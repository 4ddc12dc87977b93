"""The papers of a case as pages: who may read them, what stands on them and what never does."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from pokpong.areas.protection.actions.referrals import accept_referral, complete_referral
from pokpong.areas.protection.models import Case, IssuedPaper, Referral
from pokpong.areas.protection.screens.papers.section import sections
from pokpong.areas.protection.screens.papers.summary import DRAWN, PARTS, USUAL
from pokpong.areas.protection.tests.cases import NAME, a_case, a_closed_case, a_person, asked_to_close
from pokpong.areas.protection.tests.factories import DISTRICT, NEIGHBOUR, PROVINCE, caseworker, supervisor
from pokpong.areas.protection.tests.factories_papers import (
    OFFICE,
    SHORT,
    a_full_case,
    a_village_authority,
    an_office,
    numbered,
    officer,
    told_to,
)
from pokpong.areas.protection.tests.factories_plan import WORDS, a_follow_up, a_note, in_days
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
from pokpong.areas.protection.tests.walking import as_, text_of
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.papers.tests.samples import LAO
from pokpong.registers.people.actions.consents import withdraw_consent

pytestmark = pytest.mark.django_db

OF_CASE = ("summary", "information", "closure", "number_closure")
OF_REFERRAL = ("letter", "number_letter")


def url(name: str, *args: UUID) -> str:
    return reverse(f"papers:{name}", args=args)


def received(row: Referral) -> str:
    return reverse("received_papers:letter", args=[row.pk])


def summary_of(client: Client, case: Case, *include: str, language: str = "en") -> str:
    query = "&".join(f"include={code}" for code in include)
    return text_of(client.get(f"{url('summary', case.pk)}?{query}&language={language}"))


def english(client: Client, address: str) -> str:
    return text_of(client.get(f"{address}?language=en"))


def press(client: Client, address: str) -> Any:
    return client.post(address, {"call_id": str(new_id())})


# --- summary -----------------------------------------------------------------------------------------------


def test_the_summary_first_asks_what_shall_stand_on_it() -> None:
    alice = officer()
    case = a_full_case(alice)
    answer = as_(alice).get(url("summary", case.pk))
    assert answer.context["form"]["include"].value() == list(USUAL)
    assert NAME not in text_of(answer)
    nothing = as_(alice).get(f"{url('summary', case.pk)}?language=en")
    assert set(nothing.context["form"].errors) == {"include"}
    wrong = as_(alice).get(f"{url('summary', case.pk)}?include=notes")
    assert set(wrong.context["form"].errors) == {"include"}


def test_the_summary_says_what_was_chosen_and_nothing_else() -> None:
    alice = officer()
    case, client = a_full_case(alice), as_(officer(name="other"))
    assert client.get(url("summary", case.pk)).status_code == 404
    page = summary_of(as_(alice), case, "person", "services")
    for words in (NAME, case.number, "3 sessions", "20.00", "Cost of what was given"):
        assert words in page
    for words in ("Referrals", LAO[:60], "Threats against"):
        assert words not in page
    assert NAME not in summary_of(as_(alice), case, "services")


def test_each_part_of_the_summary_is_drawn_or_says_that_nothing_is_recorded() -> None:
    alice = officer()
    assert set(DRAWN) == set(PARTS)
    full, empty = a_full_case(alice), a_case(alice, person=a_person(alice, name="ນາງ ຄົນອື່ນ"))
    for part in PARTS:
        assert "Nothing is recorded." not in summary_of(as_(alice), full, part), part
    for part in ("story", "exploitation", "identification", "plan", "services", "stays", "referrals"):
        assert "Nothing is recorded." in summary_of(as_(alice), empty, part), part


def test_two_currencies_are_two_sums() -> None:
    alice = officer()
    page = summary_of(as_(alice), a_full_case(alice, services=4), "services")
    sums = [line for line in page.split("<li>") if "Cost of what was given" in line]
    assert len(sums) == 2
    assert any("300,000" in line for line in sums)
    assert any("40" in line for line in sums)


def test_who_sees_the_case_but_not_the_person_prints_no_name() -> None:
    alice = make_user("alice", "caseworker", PROVINCE)
    case = a_case(alice, person=a_person(alice, district=NEIGHBOUR), place_path=DISTRICT)
    other = as_(supervisor(DISTRICT, "other"))
    page = summary_of(other, case, "person", "private", "case")
    assert case.number in page
    assert case.person.number in page
    for words in (NAME, "Nationality", "Age today"):
        assert words not in page
    assert NAME not in english(other, url("information", case.pk))
    assert NAME in summary_of(as_(alice), case, "person")


def test_every_form_of_a_paper_is_noted_as_read() -> None:
    alice = officer()
    case = a_full_case(alice)
    for form in ("", "&as=docx"):
        before = Reading.objects.filter(actor=alice.pk, kind="person", place="papers:summary").count()
        as_(alice).get(f"{url('summary', case.pk)}?include=person{form}")
        assert Reading.objects.filter(actor=alice.pk, kind="person", place="papers:summary").count() == before + 1
        assert Reading.objects.filter(actor=alice.pk, kind="case", place="papers:summary").count() == before + 1


# --- information sheet -------------------------------------------------------------------------------------


@override_settings(POKPONG_HOTLINES=[{"name": {"lo": "ສາຍດ່ວນຕົວຢ່າງ", "en": "Example hotline"}, "number": "1362"}])
def test_the_sheet_says_what_is_kept_who_sees_it_and_whom_to_call() -> None:
    alice, shelter = officer(), a_shelter("ບ້ານພັກທີ່ຮັບ")
    case = a_full_case(alice)
    a_note(alice, case)
    sent(alice, case, shelter)
    page = english(as_(alice), url("information", case.pk))
    for words in (
        "What I need",
        "The help I received",
        "Notes of conversations",
        OFFICE["en"],
        "ບ້ານພັກທີ່ຮັບ",
        "Example hotline",
        "1362",
        "021 000 000",
        "I may take this consent back",
        "Referral to a service: ບ້ານພັກທີ່ຮັບ",
    ):
        assert words in page, words
    for words in (LAO[:60], WORDS, "ForcedLabour", "020 5555 0101", alice.username):
        assert words not in page, words


def test_the_sheet_names_an_organisation_only_while_it_sees_the_person() -> None:
    alice, shelter = officer(), a_shelter("ບ້ານພັກທີ່ຮັບ")
    row = a_referral(alice, shelter)
    sheet = url("information", row.case_id)
    assert "ບ້ານພັກທີ່ຮັບ" in english(as_(alice), sheet)
    assert row.consent is not None
    withdraw_consent(by=alice, id=new_id(), consent=row.consent.pk, call_id=new_id())
    assert "ບ້ານພັກທີ່ຮັບ" not in english(as_(alice), sheet)


def test_the_sheet_of_somebody_who_agreed_to_nothing() -> None:
    bob = caseworker()
    case = a_case(bob)
    page = english(as_(bob), url("information", case.pk))
    assert "I am helped all the same" in page
    assert "Those who work with me" in page
    assert "The office that helps me" in page


def test_the_sheet_asks_for_the_language_in_which_it_was_read_out() -> None:
    bob = caseworker()
    case = a_case(bob, person=a_person(bob, languages=["kjg"], interpreter="kjg"))
    assert "In this language:" in english(as_(bob), url("information", case.pk))


# --- referral letter ---------------------------------------------------------------------------------------


def test_the_letter_is_a_draft_until_it_has_its_number() -> None:
    alice = officer()
    row, client = a_referral(alice), as_(alice)
    page = english(client, url("letter", row.pk))
    assert "Draft" in page
    assert url("number_letter", row.pk) in page
    assert client.get(url("number_letter", row.pk)).status_code == 200
    assert press(client, url("number_letter", row.pk))["Location"] == url("letter", row.pk)
    page = english(client, url("letter", row.pk))
    assert f"1/{SHORT}" in page
    assert "Draft" not in page
    assert url("number_letter", row.pk) not in page
    again = press(client, url("number_letter", row.pk))
    assert "paper_numbered" in {error.code for error in again.context["form"].non_field_errors().as_data()}


def test_the_letter_says_what_is_asked_shared_and_on_what_it_rests() -> None:
    alice, shelter = officer(), a_shelter()
    case = a_case(alice, person=a_person(alice))
    a_contact(alice, case.person)
    row = sent(alice, case, shelter)
    page = english(as_(alice), url("letter", row.pk))
    for words in (shelter.name, MESSAGE, NAME, "020 5555 0101", "The person agreed on", alice.display_name, row.number):
        assert words in page, words
    for words in (REASON, case.number, "Nationality"):
        assert words not in page, words
    told = sent(alice, case, a_shelter("ອີກບ່ອນ"), share_reason=True)
    assert REASON in english(as_(alice), url("letter", told.pk))


def test_a_numbered_letter_bears_the_head_of_the_office_whose_number_it_has() -> None:
    boss = supervisor()
    row = a_referral(boss)
    assert "Example department" not in english(as_(boss), url("letter", row.pk))
    above = officer(an_office(names={"lo": "ພະແນກຕົວຢ່າງ", "en": "Example department"}), "above", "case_supervisor")
    numbered(above, "referral", row.pk)
    page = english(as_(boss), url("letter", row.pk))
    assert "Example department" in page
    assert f"1/{SHORT}" in page


def test_a_letter_without_consent_says_the_exception_but_not_why() -> None:
    alice = officer()
    row = a_referral(alice, consent=False)
    page = english(as_(alice), url("letter", row.pk))
    assert "Danger to life" in page
    assert WHY not in page
    draft = a_draft(alice, row.case, row.organisation)
    assert "Nothing is shared yet" in english(as_(alice), url("letter", draft.pk))


def test_the_organisation_reads_the_same_letter_and_nothing_more() -> None:
    alice, shelter = officer(), a_shelter()
    bob = a_provider(shelter)
    case = a_full_case(alice)
    row = sent(alice, case, shelter)
    theirs = text_of(as_(bob).get(f"{received(row)}?as=&language=en"))
    ours = text_of(as_(alice).get(f"{url('letter', row.pk)}?as=&language=en"))
    assert theirs.split("<main")[1] == ours.split("<main")[1]
    for hidden in (case.number, str(case.pk), str(case.person_id), REASON, LAO[:60], "Nationality", "number/"):
        assert hidden not in theirs, hidden
    assert Reading.objects.filter(actor=bob.pk, kind="person", place="received_papers:letter").count() == 1


def test_what_the_organisation_reads_does_not_hang_on_the_rest_of_the_case() -> None:
    alice, shelter = officer(), a_shelter()
    row = a_referral(alice, shelter)
    client = as_(a_provider(shelter))
    before = client.get(received(row)).content
    case = row.case
    a_note(alice, case)
    a_follow_up(alice, case, due=in_days(11))
    sent(alice, case, a_shelter("ບ້ານພັກອື່ນ"))
    assert client.get(received(row)).content == before


def test_the_organisations_letter_ends_with_the_sharing() -> None:
    alice, shelter = officer(), a_shelter()
    bob = a_provider(shelter)
    row = accepted(alice, bob, shelter)
    assert as_(bob).get(received(row)).status_code == 200
    complete_referral(by=bob, referral=row.pk, outcome="helped", call_id=new_id())
    assert as_(bob).get(received(row)).status_code == 404
    other = a_referral(alice, shelter)
    assert other.consent is not None
    withdraw_consent(by=alice, id=new_id(), consent=other.consent.pk, call_id=new_id())
    assert as_(bob).get(received(other)).status_code == 404


def test_nobody_else_reads_a_letter() -> None:
    alice, shelter = officer(), a_shelter()
    row = a_referral(alice, shelter)
    draft = a_draft(alice, row.case, shelter)
    other = a_provider(a_shelter("ບ້ານພັກອື່ນ"), "other")
    assert as_(other).get(received(row)).status_code == 404
    assert as_(a_provider(shelter)).get(received(draft)).status_code == 404
    assert as_(make_user("donor", "donor")).get(received(row)).status_code == 403
    assert Client().get(received(row)).status_code == 302


# --- the end of a case -------------------------------------------------------------------------------------


def test_a_closure_letter_is_there_for_closing_and_closed_cases_only() -> None:
    alice, boss = officer(), supervisor()
    case, client = a_case(alice), as_(alice)
    assert client.get(url("closure", case.pk)).status_code == 404
    asked_to_close(alice, case)
    page = english(client, url("closure", case.pk))
    assert "Draft" in page
    assert url("number_closure", case.pk) not in page
    closed = a_closed_case(alice, boss, person=a_person(alice, name="ນາງ ຜູ້ກັບບ້ານ"))
    assert url("number_closure", closed.pk) in english(client, url("closure", closed.pk))
    assert press(client, url("number_closure", closed.pk))["Location"] == url("closure", closed.pk)
    assert f"1/{SHORT}" in english(client, url("closure", closed.pk))


def test_the_closure_letter_says_neither_why_nor_which_help() -> None:
    alice, boss = officer(), supervisor()
    closed = a_closed_case(alice, boss, person=a_person(alice, name="ນາງ ຜູ້ກັບບ້ານ"), summary="ເລື່ອງລັບຂອງກໍລະນີ")
    page = english(as_(alice), url("closure", closed.pk))
    for words in ("ນາງ ຜູ້ກັບບ້ານ", closed.number, "You may come back at any time", "021 000 000"):
        assert words in page, words
    for words in ("ເລື່ອງລັບຂອງກໍລະນີ", "ບັນລຸເປົ້າໝາຍແລ້ວ", "goals of the plan"):
        assert words not in page, words


def test_the_village_reads_the_name_and_nothing_else() -> None:
    alice, village = officer(), a_village_authority()
    case = a_closed_case(alice, supervisor(), summary="ເລື່ອງລັບຂອງກໍລະນີ")
    client = as_(alice)
    consent = told_to(alice, case, village)
    page = english(client, url("village", case.pk, consent.pk))
    for words in (village.name, NAME, "This work has ended"):
        assert words in page, words
    body = page.split("<main")[1]
    for words in (case.number, case.person.number, "ເລື່ອງລັບຂອງກໍລະນີ", "ບັນລຸເປົ້າໝາຍແລ້ວ", "victim", "traffick"):
        assert words not in body, words
    press(client, url("number_village", case.pk, consent.pk))
    assert f"1/{SHORT}" in english(client, url("village", case.pk, consent.pk))
    withdraw_consent(by=alice, id=new_id(), consent=consent.pk, call_id=new_id())
    assert client.get(url("village", case.pk, consent.pk)).status_code == 404


def test_without_a_consent_to_it_no_letter_to_a_village() -> None:
    alice = officer()
    case = a_closed_case(alice, supervisor())
    for consent in (
        told_to(alice, case, a_village_authority(), purpose="training"),
        a_consent(alice, case.person, a_shelter()),
    ):
        assert as_(alice).get(url("village", case.pk, consent.pk)).status_code == 404


# --- the section, and everybody else -----------------------------------------------------------------------


def test_the_section_lists_papers_and_numbers(rf: Any) -> None:
    alice, boss, village = officer(), supervisor(), a_village_authority()
    row = a_referral(alice)
    request = rf.get("/")
    request.user = User.objects.get(pk=alice.pk)
    (section,) = sections(request, row.case, at_work=True)
    assert [paper["url"] for paper in section.context["papers"]] == [
        url("summary", row.case_id),
        url("information", row.case_id),
    ]
    assert not section.context["issued"]
    paper = numbered(alice, "referral", row.pk)
    (section,) = sections(request, row.case, at_work=True)
    assert [line["url"] for line in section.context["issued"]] == [url("letter", row.pk)]
    assert section.context["issued"][0]["number"] == paper.number
    closed = a_closed_case(alice, boss, person=a_person(alice, name="ນາງ ຜູ້ກັບບ້ານ"))
    consent = told_to(alice, closed, village)
    letters = [numbered(alice, "closure", closed.pk), numbered(alice, "village", closed.pk, consent=consent.pk)]
    (section,) = sections(request, Case.objects.get(pk=closed.pk), at_work=False)
    found = {paper["url"] for paper in section.context["papers"]}
    assert found >= {url("closure", closed.pk), url("village", closed.pk, consent.pk)}
    assert {line["url"] for line in section.context["issued"]} <= found
    assert len(section.context["issued"]) == len(letters) == IssuedPaper.objects.filter(case=closed.pk).count()


def test_the_papers_are_reached_from_the_pages_they_belong_to() -> None:
    alice, shelter = officer(), a_shelter()
    row = a_referral(alice, shelter)
    page = text_of(as_(alice).get(reverse("cases:case", args=[row.case_id])))
    assert url("summary", row.case_id) in page
    notice = page.split(reverse("people:consent_give", args=[row.case.person_id]))
    assert any(url("information", row.case_id) in part[:300] for part in notice[1:])
    assert url("letter", row.pk) in text_of(as_(alice).get(reverse("referrals:referral", args=[row.pk])))
    bob = a_provider(shelter)
    assert received(row) in text_of(as_(bob).get(reverse("provider:referral", args=[row.pk])))
    complete_referral(by=accepting(bob, row), referral=row.pk, outcome="helped", call_id=new_id())
    assert received(row) not in text_of(as_(bob).get(reverse("provider:referral", args=[row.pk])))


def accepting(bob: User, row: Referral) -> User:
    accept_referral(by=bob, referral=row.pk, call_id=new_id())
    return bob


def test_the_paper_of_one_consent_is_a_file_too() -> None:
    alice = officer()
    row = a_referral(alice)
    assert row.consent is not None
    answer = as_(alice).get(f"{reverse('people:consent_paper', args=[row.consent.pk])}?as=docx&language=lo-en")
    assert answer.headers["Content-Type"].startswith("application/vnd.openxmlformats")
    assert answer.content[:2] == b"PK"


@pytest.mark.parametrize("name", OF_CASE)
def test_no_paper_of_a_case_is_there_for_others(name: str) -> None:
    alice = officer()
    case = a_closed_case(alice, supervisor())
    address = url(name, case.pk)
    assert as_(alice).get(address).status_code == 200
    assert as_(caseworker(name="eve")).get(address).status_code == 404
    assert as_(caseworker(NEIGHBOUR, name="far")).get(address).status_code == 404
    assert as_(make_user("chair", "chair", DISTRICT)).get(address).status_code == 403
    assert as_(a_provider(a_shelter())).get(address).status_code == 403
    assert Client().get(address).status_code == 302


@pytest.mark.parametrize("name", OF_REFERRAL)
def test_no_letter_of_the_sender_is_there_for_others(name: str) -> None:
    alice, shelter = officer(), a_shelter()
    address = url(name, a_referral(alice, shelter).pk)
    assert as_(alice).get(address).status_code == 200
    assert as_(caseworker(name="eve")).get(address).status_code == 404
    assert as_(a_provider(shelter)).get(address).status_code == 403


def test_titles_and_file_names_name_nobody() -> None:
    alice, shelter = officer(), a_shelter()
    row = a_referral(alice, shelter)
    case = a_closed_case(alice, supervisor(), person=a_person(alice, name="ນາງ ຜູ້ກັບບ້ານ"))
    for address, stem in (
        (f"{url('summary', row.case_id)}?include=person", "case-summary"),
        (f"{url('information', row.case_id)}?language=lo", "information-sheet"),
        (f"{url('letter', row.pk)}?language=lo", "referral-letter"),
        (f"{url('closure', case.pk)}?language=lo", "closure-letter"),
    ):
        title = text_of(as_(alice).get(address)).split("<title>")[1].split("</title>")[0]
        assert "ນາງ" not in title
        answer = as_(alice).get(f"{address}&as=docx")
        assert f'filename="{stem}-' in answer.headers["Content-Disposition"]
        assert "no-store" in answer.headers["Cache-Control"]


def test_somebody_without_an_office_draws_letters_but_no_numbers() -> None:
    bob = caseworker()
    row = a_referral(bob)
    assert "Draft" in english(as_(bob), url("letter", row.pk))
    answer = press(as_(bob), url("number_letter", row.pk))
    assert "paper_no_issuer" in {error.code for error in answer.context["form"].non_field_errors().as_data()}
