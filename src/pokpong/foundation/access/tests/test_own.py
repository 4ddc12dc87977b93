"""One's own account: language, contact, password, sessions, kept views."""

import pytest

from pokpong.foundation.access import rules
from pokpong.foundation.access.actions.own import (
    change_password,
    choose_language,
    drop_view,
    end_sessions,
    save_view,
    set_contact,
)
from pokpong.foundation.access.credentials import hashed_password
from pokpong.foundation.access.models import SavedView, User
from pokpong.foundation.access.queries import views_of
from pokpong.foundation.access.tests.factories import codes, fresh, traces
from pokpong.foundation.access.tests.people import make_user, program
from pokpong.foundation.actions.amend import old_value
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    return make_user("bounmy")


def keep(user: User, name: str = "mine", query: str = "a=b", table: str = "users") -> SavedView:
    return save_view(by=user, table=table, name=name, query=query, call_id=new_id())


def test_language(user: User) -> None:
    choose_language(by=user, language="en", call_id=new_id())
    assert fresh(user).language == "en"
    assert traces(user.pk, "user.choose_language")[0] == 1
    assert old_value(FieldChange.objects.get(row=user.pk)) == "lo"


def test_language_that_is_not_installed(user: User) -> None:
    with pytest.raises(Refused) as refused:
        choose_language(by=user, language="vi", call_id=new_id())
    assert codes(refused.value) == {"language_unknown"}


def test_contact_and_taking_it_back(user: User) -> None:
    set_contact(by=user, notify_by="email", notify_address=" a@example.org ", call_id=new_id())
    assert (fresh(user).notify_by, fresh(user).notify_address) == ("email", "a@example.org")
    set_contact(by=user, notify_by="none", notify_address="left over", call_id=new_id())
    assert (fresh(user).notify_by, fresh(user).notify_address) == ("none", "")
    assert traces(user.pk, "user.set_contact")[0] == 2


def test_lao_figures_in_a_telephone_number(user: User) -> None:
    set_contact(by=user, notify_by="sms", notify_address="໐໒໐ ໕໕໕໑ ໒໓໔໕", call_id=new_id())
    assert fresh(user).notify_address == "02055512345"


def test_contact_that_does_not_fit(user: User) -> None:
    with pytest.raises(Refused) as refused:
        set_contact(by=user, notify_by="sms", notify_address="none", call_id=new_id())
    assert codes(refused.value) == {"telephone_unfit"}
    assert fresh(user).notify_by == "none"


def test_password(user: User) -> None:
    before = user.get_session_auth_hash()
    change_password(by=user, password=hashed_password("seven green boats"), call_id=new_id())
    assert fresh(user).check_password("seven green boats")
    assert fresh(user).get_session_auth_hash() != before
    assert traces(user.pk, "user.change_password")[0] == 1


def test_sessions(user: User) -> None:
    before = user.get_session_auth_hash()
    end_sessions(by=user, call_id=new_id())
    assert fresh(user).get_session_auth_hash() != before
    assert traces(user.pk, "user.end_sessions")[0] == 1


def test_views(user: User) -> None:
    view = keep(user)
    assert traces(view.pk, "view.save")[0] == 1
    assert keep(user, query="c=d").pk == view.pk
    assert [kept.query for kept in views_of(user.pk, "users")] == ["c=d"]
    drop_view(by=user, view=view.pk, call_id=new_id())
    assert list(views_of(user.pk, "users")) == []
    assert traces(view.pk, "view.drop")[0] == 1


def test_views_of_another_table_and_another_user(user: User) -> None:
    view = keep(user, table="concerns")
    assert list(views_of(user.pk, "users")) == []
    with pytest.raises(NotThere):
        drop_view(by=make_user("carol"), view=view.pk, call_id=new_id())


def test_too_many_views(user: User) -> None:
    for number in range(rules.VIEWS_MOST):
        keep(user, str(number))
    with pytest.raises(Refused) as refused:
        keep(user, "one more")
    assert codes(refused.value) == {"too_many_views"}
    assert keep(user, "0", "x=y").query == "x=y"


def test_who_left_has_no_account_any_more() -> None:
    left = User(username="gone", state="left")
    with pytest.raises(NotAllowed):
        choose_language(by=left, language="en", call_id=new_id())


def test_programs_have_no_account() -> None:
    with pytest.raises(NotThere):
        end_sessions(by=program("user.end_sessions"), call_id=new_id())
