"""What the start page shows of cases, referrals and requests: to each role its own, without a name."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from pokpong.areas.protection.actions.plan import cancel_follow_up
from pokpong.areas.protection.actions.referrals import accept_referral
from pokpong.areas.protection.models import Case, FollowUp
from pokpong.areas.protection.tests import factories_plan as plan
from pokpong.areas.protection.tests import factories_screening as screening
from pokpong.areas.protection.tests import factories_services as services
from pokpong.areas.protection.tests import referrals
from pokpong.areas.protection.tests.cases import NAME, a_case, a_closed_case, a_person, asked_to_close
from pokpong.doors.office import caseload
from pokpong.doors.office.caseload import SHOWN, WAITING, load_of
from pokpong.doors.office.tests.pages import DISTRICT, PROVINCE, browse_as, browser_of, said
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db


def the_worker() -> User:
    return make_user("worker", "caseworker", DISTRICT)


def without_follow_ups(by: User, case: Case) -> Case:
    """Those that the pattern planned when the case was opened are cancelled."""
    for row in FollowUp.objects.filter(case=case.pk):
        cancel_follow_up(by=by, follow_up=row.pk, reason="ບໍ່ຈຳເປັນອີກແລ້ວ", call_id=new_id())
    return case


def card(page: str, title: str) -> str:
    """One card of the page."""
    return page.split(f">{title}</h2>")[1].split("</section>")[0]


# --- my caseload -------------------------------------------------------------------------------------------


def test_a_case_stands_with_what_is_due_next_and_without_a_name() -> None:
    worker = the_worker()
    case = without_follow_ups(worker, a_case(worker))
    plan.an_action(worker, case, due=plan.in_days(1))
    shown = card(said(browser_of(worker).get("/")), "My caseload")
    assert reverse("cases:case", args=[case.pk]) in shown
    assert case.number in shown
    assert "Action of the plan: " in shown
    assert "Risk: Not assessed yet" in shown
    assert NAME not in said(browser_of(worker).get("/"))


def test_what_is_late_says_so() -> None:
    worker = the_worker()
    a_case(worker)
    with clock.standing_at(clock.now() + dt.timedelta(days=5)):
        assert "pk-status-danger" in card(said(browser_of(worker).get("/")), "My caseload")


def test_only_running_cases_of_my_teams_stand_there() -> None:
    worker, colleague = the_worker(), make_user("colleague", "caseworker", DISTRICT)
    boss = make_user("boss", "case_supervisor", PROVINCE)
    mine, theirs = a_case(worker), a_case(colleague)
    closed = a_closed_case(worker, boss, person=a_person(worker))
    shown = card(said(browser_of(worker).get("/")), "My caseload")
    assert mine.number in shown
    assert theirs.number not in shown
    assert closed.number not in shown
    assert "No case is entrusted to you" in said(browser_of(boss).get("/"))


def test_more_than_fit_are_counted() -> None:
    worker = the_worker()
    for _number in range(SHOWN + 3):
        a_case(worker)
    shown = card(said(browser_of(worker).get("/")), "My caseload")
    assert shown.count("<li>") == SHOWN
    assert "3 more" in shown
    assert load_of(worker).total == SHOWN + 3


def soonest_by_hand(worker: User) -> list[tuple[dt.date, str]]:
    """What `load_of` must say, looked up case by case."""
    found = []
    for case in Case.objects.visible_to(worker).running():
        days = [case.risk_review_on]
        for waiting in WAITING:
            rows = waiting.model.objects.filter(case=case.pk, state__in=waiting.states)
            days += [getattr(row, waiting.day) for row in rows if getattr(row, waiting.day)]
        found.append((min(days), case.number))
    return sorted(found)


@settings(max_examples=8)
@given(due=st.lists(st.lists(st.integers(1, 40), max_size=3, unique=True), min_size=1, max_size=5))
def test_the_soonest_are_the_soonest_of_all(due: list[list[int]]) -> None:
    """With a list shorter than the caseload, whatever is due where."""
    worker = make_user(f"worker-{new_id()}", "caseworker", DISTRICT)
    for days in due:
        case = without_follow_ups(worker, a_case(worker))
        for number, day in enumerate(days):
            (plan.an_action if number % 2 else plan.a_follow_up)(worker, case, due=plan.in_days(day))
    before, caseload.SHOWN = caseload.SHOWN, 3
    try:
        load = load_of(worker)
    finally:
        caseload.SHOWN = before
    numbers = dict(Case.objects.values_list("pk", "number"))
    wanted = [day for day, _number in soonest_by_hand(worker)][:3]
    assert [following.day for following in load.upcoming.values()] == wanted
    assert load.total == len(due)
    assert {numbers[case] for case in load.upcoming} <= {number for _day, number in soonest_by_hand(worker)}


# --- what waits for a decision -----------------------------------------------------------------------------


def test_a_closure_to_approve_stands_among_the_decisions_of_the_second_person() -> None:
    worker, boss = the_worker(), make_user("boss", "case_supervisor", PROVINCE)
    case = a_case(worker)
    asked_to_close(worker, case)
    shown = card(said(browser_of(boss).get("/")), "What waits for your decision")
    assert f"Decide about the closure of a case · {case.number}" in shown
    assert reverse("cases:case", args=[case.pk]) in shown
    assert "Decide about the closure" not in said(browser_of(worker).get("/"))


def test_an_exception_to_confirm_stands_there() -> None:
    worker, boss = the_worker(), make_user("boss", "case_supervisor", PROVINCE)
    row = referrals.a_referral(worker, consent=False)
    shown = card(said(browser_of(boss).get("/")), "What waits for your decision")
    assert f"Confirm or refuse a referral without consent · {row.number}" in shown


def test_who_decides_nothing_is_not_told_that_no_decision_waits() -> None:
    assert "What waits for your decision" not in said(browse_as("service_provider", DISTRICT).get("/"))
    assert "What waits for your decision" in said(browse_as("case_supervisor", PROVINCE).get("/"))


# --- the provider and the investigator ---------------------------------------------------------------------


def test_a_provider_finds_the_referrals_of_their_organisation() -> None:
    worker, shelter = the_worker(), referrals.a_shelter()
    provider = referrals.a_provider(shelter)
    row = referrals.a_referral(worker, shelter)
    page = said(browser_of(provider).get("/"))
    shown = card(page, "Referrals to your organisation")
    assert row.number in shown
    assert reverse("provider:referral", args=[row.pk]) in shown
    for secret in (row.case.number, NAME, referrals.REASON, str(row.case_id)):
        assert secret not in page
    accept_referral(by=provider, referral=row.pk, words="ມີຕຽງຫວ່າງ", call_id=new_id())
    assert "Accepted" in card(said(browser_of(provider).get("/")), "Referrals to your organisation")


def test_another_organisation_finds_nothing() -> None:
    row = referrals.a_referral(the_worker(), referrals.a_shelter())
    other = referrals.a_provider(referrals.a_shelter("ບ້ານພັກອື່ນ"), "other")
    page = said(browser_of(other).get("/"))
    assert row.number not in page
    assert "No referral waits" in page


def test_an_investigator_finds_requests_to_their_body_and_no_number_of_a_case() -> None:
    worker, body = the_worker(), screening.a_body()
    case = a_case(worker)
    row = screening.requested(worker, case, body)
    page = said(browser_of(screening.investigator(body)).get("/"))
    assert reverse("body:request", args=[row.pk]) in card(page, "Requests to identify")
    for secret in (case.number, NAME, str(case.pk)):
        assert secret not in page


# --- the numbers of each role ------------------------------------------------------------------------------


def figure(page: str, label: str) -> int:
    before = page.split(f'<p class="pk-figure-label">{label}</p>')[0]
    return int(before.rsplit("</a>", 1)[0].rsplit(">", 1)[1])


def test_a_supervisor_sees_how_many_cases_run_and_whose_risk_is_late() -> None:
    worker, boss = the_worker(), make_user("boss", "case_supervisor", PROVINCE)
    a_case(worker)
    assert figure(said(browser_of(boss).get("/")), "Cases not yet closed") == 1
    assert figure(said(browser_of(boss).get("/")), "Risk not assessed in time") == 0
    with clock.standing_at(clock.now() + dt.timedelta(days=4)):
        assert figure(said(browser_of(boss).get("/")), "Risk not assessed in time") == 1
    away = make_user("away", "case_supervisor", "LA13/")
    assert figure(said(browser_of(away).get("/")), "Cases not yet closed") == 0


@pytest.mark.parametrize(
    ("role", "label"),
    [
        ("secretary", "Committees of my places"),
        ("chair", "Officials in their posts"),
        ("donor", "Services on offer"),
        ("programme_manager", "Organisations"),
        ("administrator", "People who can sign in"),
        ("auditor", "Done in the last 24 hours"),
        ("village_member", "My concerns not yet closed"),
    ],
)
def test_each_role_has_its_own_numbers(role: str, label: str) -> None:
    path = "LA16/LA1601/LA1601-1601005/" if role == "village_member" else ""
    assert figure(said(browse_as(role, path).get("/")), label) >= 0


@pytest.mark.parametrize(
    "role",
    [
        "secretary",
        "chair",
        "donor",
        "programme_manager",
        "administrator",
        "monitoring_officer",
        "trainer",
        "livelihood_officer",
    ],
)
def test_who_must_not_know_sees_the_same_page_whether_anybody_is_helped_or_not(role: str) -> None:
    """But for what a browser is given anew each time."""
    services.the_keeper()
    referrals.a_shelter()
    worker = the_worker()
    browser = browse_as(role, "" if role != "livelihood_officer" else DISTRICT)
    before = plain(said(browser.get("/")))
    case = a_case(worker)
    plan.a_note(worker, case)
    services.given(worker, case)
    assert plain(said(browser.get("/"))) == before


def plain(page: str) -> str:
    """Without tokens and nonces."""
    return "\n".join(line for line in page.splitlines() if "csrf" not in line and "nonce" not in line)
