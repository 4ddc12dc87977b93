"""The menu: only what the reader may open, every address there is, one entry current."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from pokpong.config import menu
from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.tests.people import make_user

pytestmark = pytest.mark.django_db


def labels(user: User, path: str = "/") -> dict[str, bool]:
    return {str(item.label): item.current for item in menu.items(menu.MAIN, user, path)}


@pytest.mark.parametrize("entry", [*menu.MAIN, *menu.OWN], ids=lambda entry: entry.url_name)
def test_every_entry_has_its_page(entry: menu.Entry) -> None:
    assert reverse(entry.url_name).startswith("/")


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_role_sees_what_it_may_open(role: str, client: object) -> None:
    user = make_user(role, role, "LA16/" if ROLES[role].levels != (3,) else "LA16/LA1601/LA1601-1601005/")
    shown = {item.url for item in menu.items(menu.MAIN, user, "/")}
    for entry in menu.MAIN:
        held = not entry.permissions or any(user.may(name) for name in entry.permissions)
        if entry.unless and user.may(entry.unless):
            held = False
        assert (reverse(entry.url_name) in shown) == held


@pytest.mark.parametrize("role", sorted(ROLES))
def test_a_menu_stays_short(role: str) -> None:
    assert len(menu.items(menu.MAIN, make_user(role, role), "/")) <= 10


def test_nobody_sees_victims_through_the_menu() -> None:
    donor = labels(make_user("donor", "donor"))
    assert not {"My people", "Concerns raised", "ເຫດທີ່ແຈ້ງ"} & set(donor)


@pytest.mark.parametrize(
    ("path", "current"),
    [
        ("/", "office:home"),
        ("/history/read/", "office:history"),
        ("/institutions/services/", "office:directory"),
        ("/places/", "office:directory"),
        ("/nowhere/", None),
    ],
)
def test_one_entry_is_current(path: str, current: str | None) -> None:
    user = make_user("auditor", "auditor")
    found = [item.url for item in menu.items(menu.MAIN, user, path) if item.current]
    assert found == ([reverse(current)] if current else [])


def test_a_stranger_gets_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    with django_assert_num_queries(0):
        shown = menu.menu(request)
    assert (shown["menu"], shown["bell"], shown["account"], shown["demo_sign_ins"]) == ([], None, None, "")
    assert shown["ask_with_code"] == "/concerns/receipt/"


def test_what_a_page_does_not_show_costs_nothing(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    request = RequestFactory().get("/")
    request.user = make_user("boss", "case_supervisor", "LA16/")
    with django_assert_num_queries(0):
        menu.menu(request)


def test_the_account_names_the_reader_and_the_roles() -> None:
    found = menu.account(make_user("boss", "case_supervisor", "LA16/", display_name="ນາງ ທົດລອງ"))
    assert found.name == "ນາງ ທົດລອງ"
    assert found.sign_out_url == reverse("account_logout")
    assert str(found.post)
