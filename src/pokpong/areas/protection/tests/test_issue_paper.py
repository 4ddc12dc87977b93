"""Giving letters their numbers: drawn once, by the right person, for what stands."""

from __future__ import annotations

from typing import Any

import pytest

from pokpong.areas.protection.actions.closing import reopen_case
from pokpong.areas.protection.actions.papers import issue_paper
from pokpong.areas.protection.actions.referrals import withdraw_referral
from pokpong.areas.protection.models import IssuedPaper
from pokpong.areas.protection.queries.papers import issued_of, issuer_for
from pokpong.areas.protection.tests.cases import a_case, a_closed_case, asked_to_close
from pokpong.areas.protection.tests.checks import assert_left_its_traces, everything_stored
from pokpong.areas.protection.tests.factories import PROVINCE, caseworker, supervisor
from pokpong.areas.protection.tests.factories_papers import (
    SHORT,
    a_village_authority,
    an_office,
    numbered,
    officer,
    told_to,
)
from pokpong.areas.protection.tests.referrals import a_draft, a_referral, a_shelter
from pokpong.areas.protection.tests.refusing import reasons, refuses_others
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere
from pokpong.registers.institutions.tests.factories import an_organisation
from pokpong.registers.people.actions.consents import withdraw_consent

pytestmark = pytest.mark.django_db


def test_a_letter_gets_the_next_number_of_its_office() -> None:
    alice, call = officer(), new_id()
    first = a_referral(alice)
    paper = issue_paper(by=alice, id=new_id(), kind="referral", about=first.pk, call_id=call)
    assert paper.number == f"1/{SHORT}"
    assert (paper.case_id, paper.subject, paper.issued_by) == (first.case_id, first.pk, alice.pk)
    assert paper.issued_on == clock.today()
    assert_left_its_traces("paper.issue", call, paper)
    second = numbered(alice, "referral", a_referral(alice, a_shelter("ບ້ານພັກອື່ນ")).pk)
    assert second.number == f"2/{SHORT}"
    assert issued_of(first.case) == [paper]


def test_each_office_counts_for_itself_even_under_one_short_name() -> None:
    alice = officer()
    eve = officer(an_office(names={"lo": "ຫ້ອງການອື່ນ"}), "eve")
    papers = [numbered(user, "referral", a_referral(user, a_shelter(user.username)).pk) for user in (alice, eve)]
    assert [paper.number for paper in papers] == [f"1/{SHORT}", f"1/{SHORT}"]


def test_an_office_without_a_short_name_uses_that_above_it() -> None:
    keeper = make_user("boss", "administrator")
    below = an_organisation(keeper, "ໜ່ວຍງານ", parent=an_office().pk)
    alice = officer(below)
    issuer = issuer_for(alice.pk)
    assert issuer is not None
    assert (issuer.office, issuer.short) == (below.pk, SHORT)


def test_the_same_call_again_draws_no_second_number() -> None:
    alice = officer()
    row, call, key = a_referral(alice), new_id(), new_id()
    papers = {issue_paper(by=alice, id=key, kind="referral", about=row.pk, call_id=call).number for _press in range(2)}
    assert papers == {f"1/{SHORT}"}
    assert IssuedPaper.objects.count() == 1


def test_all_reasons_at_once() -> None:
    nobody = caseworker()
    draft = a_draft(nobody, a_case(nobody), a_shelter())
    assert reasons(issue_paper, by=nobody, id=new_id(), kind="referral", about=draft.pk) == {
        "paper_not_sent",
        "paper_no_issuer",
    }
    assert not IssuedPaper.objects.exists()


def test_a_letter_has_one_number_and_none_once_taken_back() -> None:
    alice = officer()
    row = a_referral(alice)
    numbered(alice, "referral", row.pk)
    assert reasons(issue_paper, by=alice, id=new_id(), kind="referral", about=row.pk) == {"paper_numbered"}
    other = a_referral(alice, a_shelter("ບ້ານພັກອື່ນ"))
    withdraw_referral(by=alice, referral=other.pk, why="ສົ່ງຜິດບ່ອນ, ຕ້ອງສົ່ງໄປບ່ອນອື່ນ", call_id=new_id())
    assert reasons(issue_paper, by=alice, id=new_id(), kind="referral", about=other.pk) == {"paper_not_sent"}


def test_a_closure_letter_waits_for_the_second_person() -> None:
    alice, boss = officer(), supervisor()
    case = a_case(alice)
    with pytest.raises(NotThere):
        numbered(alice, "closure", case.pk)
    asked_to_close(alice, case)
    assert reasons(issue_paper, by=alice, id=new_id(), kind="closure", about=case.pk) == {"paper_not_closed"}
    closed = a_closed_case(alice, boss)
    paper = numbered(alice, "closure", closed.pk)
    assert paper.subject == closed.closures.get().pk
    reopen_case(by=boss, case=closed.pk, reason="ຕ້ອງການຄວາມຊ່ວຍເຫຼືອອີກ", call_id=new_id())
    with pytest.raises(NotThere):
        numbered(alice, "closure", closed.pk)


def test_a_village_hears_only_under_a_consent() -> None:
    alice, boss, village = officer(), supervisor(), a_village_authority()
    case = a_closed_case(alice, boss)
    act: dict[str, Any] = {"by": alice, "kind": "village", "about": case.pk}
    assert reasons(issue_paper, id=new_id(), **act) == {"paper_no_consent"}
    wrong = [told_to(alice, case, village, purpose="training"), told_to(alice, case, village, fields=["birth"])]
    wrong.append(told_to(alice, case, a_shelter()))
    for consent in wrong:
        assert reasons(issue_paper, id=new_id(), consent=consent.pk, **act) == {"paper_no_consent"}
    consent = told_to(alice, case, village)
    assert numbered(consent=consent.pk, **act).consent_id == consent.pk
    assert reasons(issue_paper, id=new_id(), consent=consent.pk, **act) == {"paper_numbered"}
    later = told_to(alice, case, village)
    withdraw_consent(by=alice, id=new_id(), consent=later.pk, call_id=new_id())
    assert reasons(issue_paper, id=new_id(), consent=later.pk, **act) == {"paper_no_consent"}


def test_no_readable_column_of_it_leads_to_the_village() -> None:
    alice, village = officer(), a_village_authority()
    case = a_closed_case(alice, supervisor())
    consent = told_to(alice, case, village)
    numbered(alice, "village", case.pk, consent=consent.pk)
    assert str(village.pk).replace("-", "") not in everything_stored()["protection_issuedpaper"]


def test_an_unknown_paper_is_refused() -> None:
    alice = officer()
    assert reasons(issue_paper, by=alice, id=new_id(), kind="x", about=a_case(alice).pk) == {"paper_kind_unknown"}


def test_only_who_works_on_the_case_draws_numbers() -> None:
    alice = officer()
    row = a_referral(alice)
    refuses_others(issue_paper, id=new_id(), kind="referral", about=row.pk)
    case = a_closed_case(alice, supervisor(PROVINCE, "second"))
    refuses_others(issue_paper, id=new_id(), kind="closure", about=case.pk)
    with pytest.raises(NotAllowed):
        numbered(make_user("chair", "chair", PROVINCE), "closure", case.pk)
