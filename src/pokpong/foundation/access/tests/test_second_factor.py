"""Second factors: what is kept and how, who may do what, and what is good for how long."""

from __future__ import annotations

import base64
import json
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.access import factors, recovery_codes, totp
from pokpong.foundation.access.actions.own import end_session
from pokpong.foundation.access.actions.second_factor import (
    add_app,
    add_passkey,
    new_codes,
    note_use,
    note_wrong_factor,
    remove_factor,
    reset_factor,
    use_recovery_code,
)
from pokpong.foundation.access.actions.signing_in import SIGN_IN
from pokpong.foundation.access.factors import APP, CODES, PASSKEY
from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.sign_in import SecondFactorAdapter
from pokpong.foundation.access.tests.factories import DISTRICT, OTHER_DISTRICT, codes, fresh, traces
from pokpong.foundation.access.tests.people import give, make_user
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.foundation.vault.aes import SealBroken

pytestmark = pytest.mark.django_db
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
REASON = "ໂທລະສັບເສຍ (ສົມມຸດ)"


@pytest.fixture
def user() -> User:
    return make_user("bounmy", "caseworker", DISTRICT)


def code_now(secret: str = SECRET) -> str:
    return totp.code_at(secret, totp.counter_now())


def with_app(user: User) -> int:
    """The id of the app that was set up."""
    add_app(by=user, secret=SECRET, code=code_now(), call_id=new_id())
    return int(Authenticator.objects.get(user_id=user.pk, type=APP).pk)


def with_passkey(user: User, name: str = "ໂທລະສັບ") -> int:
    add_passkey(by=user, name=name, credential="AAAA", call_id=new_id())
    return int(Authenticator.objects.filter(user_id=user.pk, type=PASSKEY).latest("pk").pk)


def with_codes(user: User) -> list[str]:
    found = recovery_codes.new_codes()
    new_codes(by=user, codes=[factors.code_digest(user.pk, code) for code in found], call_id=new_id())
    return found


def recovers(user: User, code: str) -> None:
    use_recovery_code(by=SIGN_IN, user=user.pk, code=factors.code_digest(user.pk, code), call_id=new_id())


# --- what is kept --------------------------------------------------------------------------------------------
def test_nothing_of_a_factor_stands_in_clear(user: User) -> None:
    with_app(user)
    with_passkey(user, "ໂທລະສັບ ຂອງ ບຸນມີ")
    paper = with_codes(user)
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)), ensure_ascii=False)
    assert not [secret for secret in (SECRET, "ບຸນມີ", "AAAA", "counter", *paper) if secret in kept]
    assert [factor.data.get("name", "") for factor in factors.factors_of(user.pk)] == ["", "ໂທລະສັບ ຂອງ ບຸນມີ"]


def test_a_factor_moved_to_another_user_does_not_open(user: User) -> None:
    mine = with_app(user)
    other = make_user("victim")
    Authenticator.objects.filter(pk=mine).update(user_id=other.pk)
    with pytest.raises(SealBroken):
        factors.factors_of(other.pk)


def test_a_factor_turned_into_another_kind_does_not_open(user: User) -> None:
    mine = with_app(user)
    Authenticator.objects.filter(pk=mine).update(type=PASSKEY)
    with pytest.raises(SealBroken):
        factors.factors_of(user.pk)


def test_the_library_keeps_nothing_by_itself() -> None:
    with pytest.raises(RuntimeError):
        SecondFactorAdapter().encrypt("x")
    with pytest.raises(RuntimeError):
        SecondFactorAdapter().decrypt("x")


# --- apps ----------------------------------------------------------------------------------------------------
@given(secret=st.binary(min_size=20, max_size=20), steps=st.integers(-4, 4))
def test_a_code_is_good_half_a_minute_around_its_own(secret: bytes, steps: int) -> None:
    text = base64.b32encode(secret).decode()
    with clock.standing_at(clock.now()):
        now = totp.counter_now()
        found = totp.counter_of(text, totp.code_at(text, now + steps), after=0)
    others = {totp.code_at(text, now + near) for near in totp.AROUND}
    assert (found is not None) == (totp.code_at(text, now + steps) in others)
    assert abs(steps) > 1 or found is not None


def test_the_code_of_the_standard() -> None:
    """RFC 6238, appendix B, in six figures: the secret 12345678901234567890 at 59 seconds."""
    assert totp.code_at("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", 59 // totp.SECONDS) == "287082"


def test_an_app_is_set_up_with_its_first_code(user: User) -> None:
    with_app(user)
    assert factors.has_factor(user.pk)
    assert traces(user.pk, "second_factor.add_app") == (1, 1, 1)


def test_a_wrong_first_code_and_a_second_app_are_refused(user: User) -> None:
    with pytest.raises(Refused) as refused:
        add_app(by=user, secret=SECRET, code="000000x", call_id=new_id())
    assert codes(refused.value) == {"second_code_wrong"}
    with_app(user)
    with clock.standing_at(clock.now() + timedelta(minutes=2)), pytest.raises(Refused) as refused:
        add_app(by=user, secret=SECRET, code=code_now(), call_id=new_id())
    assert codes(refused.value) == {"app_there"}


def test_a_code_is_good_once(user: User) -> None:
    start = clock.now()
    with clock.standing_at(start):
        app = with_app(user)
        with pytest.raises(Refused):
            note_use(by=SIGN_IN, user=user.pk, factor=app, code=code_now(), call_id=new_id())
    with clock.standing_at(start + timedelta(minutes=1)):
        note_use(by=SIGN_IN, user=user.pk, factor=app, code=code_now(), call_id=new_id())
        with pytest.raises(Refused):
            note_use(by=SIGN_IN, user=user.pk, factor=app, code=code_now(), call_id=new_id())
    [factor] = factors.factors_of(user.pk)
    assert factor.used == start + timedelta(minutes=1)


def test_a_factor_of_somebody_else_is_not_there(user: User) -> None:
    app = with_app(user)
    other = make_user("other")
    with pytest.raises(NotThere):
        note_use(by=SIGN_IN, user=other.pk, factor=app, code=code_now(), call_id=new_id())
    with pytest.raises(NotThere):
        remove_factor(by=other, factor=app, call_id=new_id())


# --- passkeys, codes -----------------------------------------------------------------------------------------
@pytest.mark.parametrize("name", ["", "   ", "x" * 61])
def test_a_passkey_needs_a_name(user: User, name: str) -> None:
    with pytest.raises(Refused) as refused:
        with_passkey(user, name)
    assert codes(refused.value) == {"passkey_name_missing"}


def test_a_passkey_is_used(user: User) -> None:
    key = with_passkey(user)
    note_use(by=SIGN_IN, user=user.pk, factor=key, call_id=new_id())
    assert factors.factors_of(user.pk)[0].used is not None
    assert traces(user.pk, "second_factor.add_passkey")[0] == 1
    assert traces(user.pk, "second_factor.used")[0] == 1


def test_a_recovery_code_is_good_once(user: User) -> None:
    with_app(user)
    first, second, *_ = with_codes(user)
    recovers(user, first)
    assert factors.codes_left(user.pk) == recovery_codes.COUNT - 1
    with pytest.raises(Refused):
        recovers(user, first)
    recovers(user, second)
    assert traces(user.pk, "second_factor.code_used")[0] == 2


def test_new_codes_end_the_old_ones(user: User) -> None:
    with_app(user)
    old, new = with_codes(user), with_codes(user)
    with pytest.raises(Refused):
        recovers(user, old[0])
    recovers(user, new[0])


def test_codes_belong_to_a_factor(user: User) -> None:
    with pytest.raises(Refused) as refused:
        with_codes(user)
    assert codes(refused.value) == {"no_factor"}
    with pytest.raises(Refused):
        recovers(user, "1234567890")


def test_codes_are_ten_different_ones() -> None:
    found = recovery_codes.new_codes()
    assert len(set(found)) == recovery_codes.COUNT
    assert {len(code) for code in found} == {recovery_codes.FIGURES}
    assert recovery_codes.grouped("1234567890") == "12345 67890"


# --- taking away ---------------------------------------------------------------------------------------------
def test_with_the_last_factor_its_codes_go(user: User) -> None:
    app, key = with_app(user), with_passkey(user)
    with_codes(user)
    remove_factor(by=user, factor=app, call_id=new_id())
    assert factors.codes_left(user.pk) == recovery_codes.COUNT
    remove_factor(by=user, factor=key, call_id=new_id())
    assert not Authenticator.objects.exists()
    assert traces(user.pk, "second_factor.remove")[0] == 2


@override_settings(POKPONG_SECOND_FACTOR="required")
def test_who_must_have_one_keeps_the_last(user: User) -> None:
    app, key = with_app(user), with_passkey(user)
    remove_factor(by=user, factor=app, call_id=new_id())
    with pytest.raises(Refused) as refused:
        remove_factor(by=user, factor=key, call_id=new_id())
    assert codes(refused.value) == {"last_factor"}


# --- reset ---------------------------------------------------------------------------------------------------
def reset(by: User, user: User, *, reason: str = REASON, in_person: bool = True) -> None:
    reset_factor(by=by, user=user.pk, reason=reason, in_person=in_person, call_id=new_id())


def test_a_supervisor_resets_who_stands_before_them(user: User) -> None:
    with_app(user)
    with_codes(user)
    supervisor = make_user("bob", "case_supervisor", DISTRICT)
    before = fresh(user).session_round
    reset(supervisor, user)
    assert not Authenticator.objects.filter(user_id=user.pk).exists()
    assert fresh(user).session_round == before + 1
    told = factors.last_reset(user.pk)
    assert told is not None
    assert told.actor == supervisor.pk
    assert traces(user.pk, "second_factor.reset")[0] == 1
    with clock.standing_at(clock.now() + factors.TOLD_FOR):
        assert factors.last_reset(user.pk) is None


def test_all_reasons_against_a_reset_come_at_once(user: User) -> None:
    with pytest.raises(Refused) as refused:
        reset(make_user("bob", "case_supervisor", OTHER_DISTRICT), user, reason=" ", in_person=False)
    assert codes(refused.value) == {"factor_not_your_place", "no_factor", "reason_missing", "not_in_person"}


def test_nobody_resets_their_own() -> None:
    supervisor = make_user("bob", "case_supervisor")
    with_app(supervisor)
    with pytest.raises(Refused) as refused:
        reset(supervisor, supervisor)
    assert codes(refused.value) == {"not_yourself"}


def test_a_supervisor_of_one_district_does_not_reset_who_works_in_two(user: User) -> None:
    with_app(user)
    give(user, "caseworker", OTHER_DISTRICT)
    with pytest.raises(Refused) as refused:
        reset(make_user("bob", "case_supervisor", DISTRICT), user)
    assert codes(refused.value) == {"factor_not_your_place"}


@pytest.mark.parametrize("role", ["administrator", "caseworker", "auditor"])
def test_other_roles_reset_nobody(user: User, role: str) -> None:
    with_app(user)
    with pytest.raises(NotAllowed):
        reset(make_user("alice", role), user)


# --- who must, and how often one may be wrong ----------------------------------------------------------------
@override_settings(POKPONG_SECOND_FACTOR="required")
@pytest.mark.parametrize(
    ("role", "must"),
    [
        ("caseworker", True),
        ("case_supervisor", True),
        ("service_provider", True),
        ("investigator", True),
        ("livelihood_officer", True),
        ("administrator", True),
        ("auditor", True),
        ("village_member", False),
        ("chair", False),
        ("secretary", False),
        ("donor", False),
        ("trainer", False),
    ],
)
def test_who_must_have_a_second_factor(role: str, must: bool) -> None:
    user = make_user("bounmy", role, "" if 0 in ROLES[role].levels else DISTRICT)
    assert factors.must_have_factor(user) is must
    with override_settings(POKPONG_SECOND_FACTOR="offered"):
        assert not factors.must_have_factor(user)


@override_settings(POKPONG_SECOND_FACTOR="required")
def test_a_role_that_waits_asks_for_nothing_yet() -> None:
    user = make_user("bounmy")
    give(user, "caseworker", DISTRICT, state="asked")
    assert not factors.must_have_factor(user)


def test_eight_wrong_factors_close_the_second_step_for_a_quarter_of_an_hour(user: User) -> None:
    for _ in range(factors.WRONG_MOST):
        assert not factors.too_many_wrong(user.pk)
        note_wrong_factor(by=SIGN_IN, user=user.pk, call_id=new_id())
    assert factors.too_many_wrong(user.pk)
    assert not factors.too_many_wrong(make_user("other").pk)
    with clock.standing_at(clock.now() + factors.WRONG_WITHIN):
        assert not factors.too_many_wrong(user.pk)


@pytest.mark.parametrize("years", [-10, 10])
def test_a_clock_that_jumps_locks_nobody_out(user: User, years: int) -> None:
    with clock.standing_at(clock.now() + timedelta(days=365 * years)):
        app = with_app(user)
        for _ in range(factors.WRONG_MOST):
            note_wrong_factor(by=SIGN_IN, user=user.pk, call_id=new_id())
        assert factors.too_many_wrong(user.pk)
    assert not factors.too_many_wrong(user.pk)
    note_use(by=SIGN_IN, user=user.pk, factor=app, code=code_now(), call_id=new_id())
    with pytest.raises(Refused):
        note_use(by=SIGN_IN, user=user.pk, factor=app, code=code_now(), call_id=new_id())


def test_a_clock_that_falls_back_a_little_takes_no_code_twice(user: User) -> None:
    app = with_app(user)
    code = code_now()
    with clock.standing_at(clock.now() - timedelta(seconds=30)), pytest.raises(Refused):
        note_use(by=SIGN_IN, user=user.pk, factor=app, code=code, call_id=new_id())


def test_users_cannot_play_the_sign_in(user: User) -> None:
    for act, more in ((note_wrong_factor, {}), (use_recovery_code, {"code": "x"}), (note_use, {"factor": 1})):
        with pytest.raises(NotAllowed):
            act(by=user, user=user.pk, call_id=new_id(), **more)


def test_a_session_of_somebody_else_is_not_there(user: User) -> None:
    with pytest.raises(NotThere):
        end_session(by=user, session=4711, call_id=new_id())


def test_recovery_rows_are_of_their_own_kind(user: User) -> None:
    with_app(user)
    with_codes(user)
    assert [factor.kind for factor in factors.factors_of(user.pk)] == [APP]
    assert factors.codes_row(user.pk).type == CODES  # type: ignore[union-attr]  # made above
