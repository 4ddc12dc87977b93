"""Slips: printed by supervisors for users wholly in their places, used once, replaced, expired."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password

from pokpong.foundation.access import slip_codes
from pokpong.foundation.access.actions.slips import WELCOME, use_slip
from pokpong.foundation.access.actions.users import deactivate_user
from pokpong.foundation.access.credentials import hashed_password
from pokpong.foundation.access.models import Grant, Slip, User
from pokpong.foundation.access.tests.factories import (
    DISTRICT,
    OTHER_DISTRICT,
    PROVINCE,
    approved,
    codes,
    fresh,
    invite,
    slip_for,
    traces,
)
from pokpong.foundation.access.tests.people import give, make_user
from pokpong.foundation.actions.models import Change, Receipt
from pokpong.foundation.audit import queries as audit
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused

pytestmark = pytest.mark.django_db
CODE = "1234567890123456"
NEW = "a boat on the river"


@pytest.fixture
def admin() -> User:
    return make_user("alice", "administrator")


@pytest.fixture
def supervisor() -> User:
    return make_user("bob", "case_supervisor", PROVINCE)


def use(code: str = CODE, password: str = NEW) -> User:
    return use_slip(by=WELCOME, code=slip_codes.digest(code), password=hashed_password(password), call_id=new_id())


def test_from_invitation_to_first_password(admin: User, supervisor: User) -> None:
    user = invite(admin, "bounmy")
    approved(supervisor, Grant.objects.get(user=user.pk))
    slip = slip_for(supervisor, user, CODE)
    assert (slip.purpose, slip.state) == ("welcome", "printed")
    use()
    now = fresh(user)
    assert (now.state, now.roles) == ("active", ["caseworker"])
    assert now.check_password(NEW)
    assert Slip.objects.get(pk=slip.pk).state == "used"
    assert traces(slip.pk, "slip.print")[0] == 1
    assert traces(user.pk, "slip.use")[0] == traces(slip.pk, "slip.use")[0] == 1


def test_a_forgotten_password(supervisor: User) -> None:
    user = make_user("bounmy", "caseworker", DISTRICT)
    before = user.get_session_auth_hash()
    assert slip_for(supervisor, user).purpose == "password"
    use()
    assert fresh(user).get_session_auth_hash() != before
    assert not fresh(user).check_password("rice-field-and-river-42")


def test_a_slip_works_once(supervisor: User) -> None:
    slip_for(supervisor, make_user("bounmy", "caseworker", DISTRICT))
    use()
    with pytest.raises(Refused) as refused:
        use(password="another good one")
    assert codes(refused.value) == {"slip_used"}


def test_only_the_newest_slip_works(supervisor: User) -> None:
    user = make_user("bounmy", "caseworker", DISTRICT)
    slip_for(supervisor, user, CODE)
    slip_for(supervisor, user, "6543210987654321")
    with pytest.raises(Refused) as refused:
        use(CODE)
    assert codes(refused.value) == {"slip_replaced"}
    use("6543210987654321")


@pytest.mark.parametrize(("state", "days"), [("invited", 14), ("active", 3)])
def test_slips_expire(admin: User, supervisor: User, state: str, days: int) -> None:
    user = make_user("bounmy", "caseworker", DISTRICT) if state == "active" else invite(admin, "bounmy")
    slip_for(supervisor, user)
    with clock.standing_at(clock.now() + timedelta(days=days, seconds=1)), pytest.raises(Refused) as refused:
        use()
    assert codes(refused.value) == {"slip_expired"}
    with clock.standing_at(clock.now() + timedelta(days=days, seconds=-60)):
        use()


@pytest.mark.parametrize("code", ["", "0000000000000000", "12345678901234567"])
def test_an_unknown_code(supervisor: User, code: str) -> None:
    slip_for(supervisor, make_user("bounmy", "caseworker", DISTRICT))
    with pytest.raises(Refused) as refused:
        use(code)
    assert codes(refused.value) == {"slip_unknown"}


def test_a_slip_of_somebody_who_left(admin: User, supervisor: User) -> None:
    user = make_user("bounmy", "caseworker", DISTRICT)
    slip_for(supervisor, user)
    deactivate_user(by=admin, user=user.pk, reason="goes", call_id=new_id())
    with pytest.raises(Refused) as refused:
        use()
    assert codes(refused.value) == {"slip_replaced"}
    with pytest.raises(Refused) as refused:
        slip_for(supervisor, user)
    assert "user_has_left" in codes(refused.value)


def test_neither_code_nor_password_stands_anywhere(supervisor: User) -> None:
    user = make_user("bounmy", "caseworker", DISTRICT)
    slip = slip_for(supervisor, user)
    use()
    kept = [str(vars(row)) for model in (Slip, Receipt, Change) for row in model.objects.all()]
    kept += [str(audit.detail(event)) for event in audit.history(slip.pk)]
    kept += [str(audit.detail(event)) for event in audit.history(user.pk)]
    assert not [line for line in kept if CODE in line or NEW in line]
    assert check_password(NEW, fresh(user).password)


@pytest.mark.parametrize("role", ["administrator", "caseworker", "secretary", "auditor", "programme_manager"])
def test_only_supervisors_print(role: str) -> None:
    user = make_user("bounmy", "caseworker", DISTRICT)
    with pytest.raises(NotAllowed):
        slip_for(make_user("carol", role, "" if role == "administrator" else DISTRICT), user)


def test_not_for_a_user_with_a_role_elsewhere(supervisor: User) -> None:
    user = make_user("bounmy", "caseworker", DISTRICT)
    give(user, "secretary", "LA14/")
    with pytest.raises(Refused) as refused:
        slip_for(supervisor, user)
    assert codes(refused.value) == {"slip_not_your_place"}


def test_not_upwards_and_not_sideways() -> None:
    local = make_user("dan", "case_supervisor", DISTRICT)
    for user in (make_user("bob", "case_supervisor", PROVINCE), make_user("eve", "caseworker", OTHER_DISTRICT)):
        with pytest.raises(Refused) as refused:
            slip_for(local, user)
        assert codes(refused.value) == {"slip_not_your_place"}


def test_not_for_oneself(supervisor: User) -> None:
    with pytest.raises(Refused) as refused:
        slip_for(supervisor, supervisor)
    assert "not_yourself" in codes(refused.value)


def test_users_do_not_use_slips_by_name(supervisor: User) -> None:
    slip_for(supervisor, make_user("bounmy", "caseworker", DISTRICT))
    with pytest.raises(NotAllowed):
        use_slip(by=supervisor, code=slip_codes.digest(CODE), password=hashed_password(NEW), call_id=new_id())
