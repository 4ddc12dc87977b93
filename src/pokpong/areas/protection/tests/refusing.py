"""What holds for every action on a part of a case: who may not, and that a closed case stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.tests.checks import codes
from pokpong.areas.protection.tests.factories import NEIGHBOUR, caseworker, member, supervisor
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused

Act = Callable[..., Any]


def closed(case: Case) -> None:
    """The row as it stands once its closure was approved."""
    with writing.opened("tests"):
        Case.objects.filter(pk=case.pk).update(state="closed")


def refuses_others(act: Act, /, **arguments: Any) -> None:
    """Neither somebody of another district, nor a colleague outside the team, nor a village member."""
    strangers = (
        known("elsewhere") or caseworker(NEIGHBOUR, name="elsewhere"),
        known("colleague") or caseworker(name="colleague"),
        known("far") or supervisor("LA10/", name="far"),
    )
    for stranger in strangers:
        with pytest.raises(NotThere):
            act(by=stranger, call_id=new_id(), **arguments)
    with pytest.raises(NotAllowed):
        act(by=known("member") or member(), call_id=new_id(), **arguments)


def known(username: str) -> User | None:
    """Whoever was made by an earlier call of the same test."""
    found: User | None = User.objects.filter(username=username).first()
    return found


def refuses_closed(case: Case, act: Act, /, **arguments: Any) -> None:
    closed(case)
    with pytest.raises(Refused) as refused:
        act(call_id=new_id(), **arguments)
    assert codes(refused) == {"case_closed"}


def reasons(act: Act, /, **arguments: Any) -> set[str]:
    """The codes with which the action refuses."""
    with pytest.raises(Refused) as refused:
        act(**{"call_id": new_id(), **arguments})
    return codes(refused)
