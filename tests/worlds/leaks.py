"""Leaks planted on purpose: each shows one role something it must not know, by a way a mistake would take."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any
from unittest import mock

from django.db.models import Q

from pokpong.areas.protection.models import Case, Referral
from pokpong.areas.protection.queries import referrals
from pokpong.areas.protection.rules.referrals import SHAREABLE
from pokpong.config import menu
from pokpong.foundation.access import queries, roles
from pokpong.foundation.access.screens import one_user
from pokpong.foundation.ui import csp
from pokpong.foundation.ui.shell import MenuItem


@dataclass(frozen=True)
class Leak:
    """`plant` opens it inside a world; `spaces` is where the role would meet it."""

    name: str
    role: str
    spaces: tuple[str, ...]
    plant: Callable[[], AbstractContextManager[Any]]


def every_group_shown() -> AbstractContextManager[Any]:
    return mock.patch.object(referrals, "shared_parts", return_value=frozenset(SHAREABLE))


def referrals_of_others() -> AbstractContextManager[Any]:
    queryset = type(Referral.objects.all())
    return mock.patch.object(queryset, "_received", staticmethod(lambda actor: ~Q(state="drafted")))


def count_in_a_header() -> AbstractContextManager[Any]:
    return mock.patch.dict(csp.HEADERS, {"X-Cases": str(Case.objects.count())})


def count_in_the_menu() -> AbstractContextManager[Any]:
    usual = menu.items

    def counted(*arguments: Any) -> list[MenuItem]:
        return [*usual(*arguments), MenuItem(str(Case.objects.count()), "/", "home", current=False)]

    return mock.patch.object(menu, "items", counted)


def too_much(role: str, *permissions: str) -> Callable[[], AbstractContextManager[Any]]:
    """The role with more permissions than the design gives it."""

    def plant() -> AbstractContextManager[Any]:
        usual = roles.ROLES[role]
        return mock.patch.dict(roles.ROLES, {role: replace(usual, permissions=usual.permissions | set(permissions))})

    return plant


def whether_tasks_wait() -> AbstractContextManager[Any]:
    return mock.patch.object(one_user, "may_hold_tasks", lambda user: queries.tasks_of(user.pk).exists())


LEAKS = (
    Leak("groups that were not shared", "provider", ("provider",), every_group_shown),
    Leak("referrals to other organisations", "provider", ("provider",), referrals_of_others),
    Leak("the number of cases in a header", "investigator", ("body",), count_in_a_header),
    Leak("the number of cases in the menu", "chair", ("help",), count_in_the_menu),
    Leak("cases of every place", "donor", ("cases",), too_much("donor", "case.read")),
    Leak("persons by name", "monitoring_officer", ("people",), too_much("monitoring_officer", "person.read")),
    Leak("whether tasks wait for who helps victims", "administrator", ("access",), whether_tasks_wait),
)
