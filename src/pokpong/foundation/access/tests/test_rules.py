"""Decisions over plain values."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.access import rules, slip_codes
from pokpong.foundation.access.permission_words import WORDS
from pokpong.foundation.access.roles import OWN, ROLES
from pokpong.foundation.access.rules import OpenGrant, Post
from pokpong.foundation.lao.digits import to_lao_digits

TODAY = date(2026, 3, 22)
NOW = datetime(2026, 3, 22, 8, tzinfo=UTC)
ME, YOU = uuid4(), uuid4()
DISTRICT = "LA16/LA1601/"


def codes_of(found: object) -> set[str]:
    return {problem.code for problem in found}  # type: ignore[attr-defined]  # a list of problems


def give(role: str, path: str = DISTRICT, held: tuple[OpenGrant, ...] = (), **more: object) -> set[str]:
    post = Post(role, path, ends=more.get("ends"))  # type: ignore[arg-type]  # a day or nothing
    return codes_of(rules.may_give(post, held, to_oneself=bool(more.get("own")), today=TODAY))


def test_a_role_is_given() -> None:
    assert give("caseworker") == set()


def test_nobody_gives_to_themselves() -> None:
    assert give("secretary", own=True) == {"not_yourself"}


def test_unknown_role() -> None:
    assert give("king") == {"role_unknown"}


@pytest.mark.parametrize(("role", "path"), [("village_member", DISTRICT), ("case_supervisor", "LA16/LA1601/v/")])
def test_level_that_does_not_fit(role: str, path: str) -> None:
    assert give(role, path) == {"role_level_unfit"}


def test_same_role_in_same_place() -> None:
    assert give("caseworker", held=(OpenGrant("caseworker", DISTRICT, None),)) == {"grant_twice"}


def test_ends_before_today() -> None:
    assert give("caseworker", ends=TODAY - timedelta(days=1)) == {"grant_ends_in_the_past"}
    assert give("caseworker", ends=TODAY) == set()


def test_all_reasons_at_once() -> None:
    held = (OpenGrant("administrator", "", None),)
    found = give("case_supervisor", "LA16/LA1601/v/", held, own=True, ends=TODAY - timedelta(days=9))
    assert found == {"not_yourself", "role_level_unfit", "grant_ends_in_the_past", "roles_apart"}


@pytest.mark.parametrize("first", sorted(ROLES))
@pytest.mark.parametrize("second", sorted(ROLES))
def test_apart_works_both_ways(first: str, second: str) -> None:
    one = rules.apart(ROLES[first], [OpenGrant(second, DISTRICT, None)])
    other = rules.apart(ROLES[second], [OpenGrant(first, DISTRICT, None)])
    assert bool(one) == bool(other)
    apart = second in ROLES[first].apart_from or first in ROLES[second].apart_from
    assert bool(one) == apart


def test_administrator_and_supervisor_are_two_persons() -> None:
    assert rules.apart(ROLES["administrator"], [OpenGrant("case_supervisor", DISTRICT, None, active=False)])


def test_roles_that_see_victims_wait() -> None:
    assert {code for code in ROLES if not rules.active_at_once(code)} == {
        "caseworker",
        "case_supervisor",
        "service_provider",
        "investigator",
        "livelihood_officer",
    }


def test_who_decides_about_a_grant() -> None:
    asker = uuid4()
    assert codes_of(rules.may_decide(by=ME, asked_by=asker, user=YOU)) == set()
    assert codes_of(rules.may_decide(by=ME, asked_by=ME, user=ME)) == {"own_request", "not_yourself"}


def test_key_roles_are_not_lost() -> None:
    lost = [OpenGrant("administrator", "", None), OpenGrant("case_supervisor", "", None)]
    assert codes_of(rules.may_lose(lost, [])) == {"last_administrator", "last_supervisor"}
    assert codes_of(rules.may_lose(lost, ["administrator", "case_supervisor"])) == set()


@pytest.mark.parametrize(
    "grant",
    [
        OpenGrant("administrator", "", None, active=False),
        OpenGrant("case_supervisor", "LA16/", None),
        OpenGrant("secretary", "", None),
    ],
)
def test_other_grants_may_go(grant: OpenGrant) -> None:
    assert rules.may_lose([grant], []) == []


@pytest.mark.parametrize(
    ("grants", "supervised", "may"),
    [
        ([DISTRICT], ["LA16/"], True),
        ([DISTRICT, "LA14/"], ["LA16/"], False),
        ([DISTRICT, "LA14/"], ["LA16/", "LA14/"], True),
        ([""], ["LA16/"], False),
        ([""], [""], True),
        ([], ["LA16/"], False),
        ([], [""], True),
        ([DISTRICT], [], False),
    ],
)
def test_slips_only_for_users_wholly_in_ones_places(grants: list[str], supervised: list[str], may: bool) -> None:
    found = rules.may_print(by=ME, user=YOU, left=False, supervised=supervised, grants=grants)
    assert codes_of(found) == (set() if may else {"slip_not_your_place"})


def test_no_slip_for_oneself_nor_for_who_left() -> None:
    found = rules.may_print(by=ME, user=ME, left=True, supervised=[""], grants=[])
    assert codes_of(found) == {"not_yourself", "user_has_left"}


@pytest.mark.parametrize(
    ("state", "late", "code"),
    [
        ("printed", False, None),
        ("printed", True, "slip_expired"),
        ("used", False, "slip_used"),
        ("used", True, "slip_used"),
        ("replaced", True, "slip_replaced"),
    ],
)
def test_slips_that_cannot_be_used(state: str, late: bool, code: str | None) -> None:
    expires = NOW if late else NOW + timedelta(seconds=1)
    assert codes_of(rules.slip_problems(state, NOW, expires, NOW)) == ({code} if code else set())


def test_a_slip_printed_by_a_clock_that_was_ahead_is_good_no_more() -> None:
    late, soon = NOW + timedelta(days=365), NOW + timedelta(seconds=30)
    assert codes_of(rules.slip_problems("printed", late, late + timedelta(days=14), NOW)) == {"slip_expired"}
    assert codes_of(rules.slip_problems("printed", soon, soon + timedelta(days=14), NOW)) == set()


@pytest.mark.parametrize("name", ["ab", "a b", "a" * 41, "x/y", "", "na@me", "ab\n"])
def test_unfit_user_names(name: str) -> None:
    assert "user_name_unfit" in codes_of(rules.name_problems(name, "Name", taken=False))


@pytest.mark.parametrize("name", ["bounmy", "khamla.v-1", "ບຸນມີ", "ນ້ຳຝົນ", "ທ່ານໜູ"])
def test_fit_user_names(name: str) -> None:
    assert rules.name_problems(name, "Name", taken=False) == []


def test_names_missing_and_taken() -> None:
    found = codes_of(rules.name_problems("bounmy", "  ", taken=True))
    assert found == {"user_name_taken", "display_name_missing"}


@pytest.mark.parametrize(
    ("way", "address", "code"),
    [
        ("none", "", None),
        ("email", "a@b.la", None),
        ("email", "a@b", "contact_unfit"),
        ("email", "a b@c.la", "contact_unfit"),
        ("sms", "+8562055512345", None),
        ("sms", "12", "telephone_unfit"),
        ("pigeon", "", "contact_way_unknown"),
    ],
)
def test_contacts(way: str, address: str, code: str | None) -> None:
    assert codes_of(rules.contact_problems(way, address)) == ({code} if code else set())


def test_breaking_glass_needs_a_reason_and_a_record() -> None:
    assert codes_of(rules.may_break("x " * 19, known=False)) == {"reason_too_short", "record_unknown"}
    assert rules.may_break("x " * 20, known=True) == []


def test_review_of_glass() -> None:
    assert rules.may_review(by=ME, breaker=YOU, verdict="needed", reviewed=False) == []
    found = codes_of(rules.may_review(by=ME, breaker=ME, verdict="maybe", reviewed=True))
    assert found == {"own_glass", "already_reviewed", "verdict_unknown"}


def test_views_have_a_name_and_a_limit() -> None:
    assert rules.may_keep_view("mine", "a=b", 0) == []
    found = codes_of(rules.may_keep_view(" ", "x" * 501, rules.VIEWS_MOST))
    assert found == {"view_name_missing", "view_too_long", "too_many_views"}


@given(st.integers(0, 10**16 - 1), st.text(alphabet=" -.·", max_size=3))
def test_codes_survive_how_people_type_them(number: int, between: str) -> None:
    code = f"{number:016d}"
    assert slip_codes.plain(slip_codes.grouped(code)) == code
    assert slip_codes.plain(between.join(to_lao_digits(code))) == code


def test_codes_are_sixteen_random_figures() -> None:
    found = {slip_codes.new_code() for _ in range(50)}
    assert len(found) == 50
    assert all(len(code) == 16 and code.isdigit() for code in found)


def test_every_permission_has_words() -> None:
    named = OWN.union(*(role.permissions for role in ROLES.values()))
    assert named - set(WORDS) == set()


def test_every_word_has_its_permission() -> None:
    named = OWN.union(*(role.permissions for role in ROLES.values()))
    assert set(WORDS) - named == set()
