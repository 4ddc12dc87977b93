"""Two edits of one answer, in the case or in a part of it: the page of the case leads to each choice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.urls import reverse

from pokpong.areas.protection.actions.cases import amend_case
from pokpong.areas.protection.actions.plan import (
    amend_exploitation,
    amend_goal,
    amend_need,
    amend_planned_action,
)
from pokpong.areas.protection.actions.services import amend_service, amend_stay
from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.conflicts import AMENDED, open_conflicts
from pokpong.areas.protection.screens.cases.conflicts import KIND_WORDS
from pokpong.areas.protection.tests.cases import a_case
from pokpong.areas.protection.tests.factories import caseworker, supervisor
from pokpong.areas.protection.tests.factories_plan import a_goal, a_need, an_action, an_exploitation
from pokpong.areas.protection.tests.factories_services import a_shelter, admitted, given
from pokpong.areas.protection.tests.walking import as_, queries_of, text_of
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.conflicts import settle_conflict
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.actions.registry import ACTIONS
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.rows import MutableRow

pytestmark = pytest.mark.django_db
Make = Callable[[User, Case], Any]
TWICE: dict[str, tuple[Make, Callable[..., Any], str, tuple[Any, Any]]] = {
    "case": (lambda by, case: case, amend_case, "summary", ("ໜຶ່ງ", "ສອງ")),
    "exploitation": (an_exploitation, amend_exploitation, "note", ("ໜຶ່ງ", "ສອງ")),
    "need": (a_need, amend_need, "note", ("ໜຶ່ງ", "ສອງ")),
    "goal": (a_goal, amend_goal, "text", ("ໜຶ່ງ ສອງ ສາມ", "ສອງ ສາມ ສີ່")),
    "planned_action": (an_action, amend_planned_action, "text", ("ໜຶ່ງ ສອງ ສາມ", "ສອງ ສາມ ສີ່")),
    "service": (given, amend_service, "note", ("ໜຶ່ງ", "ສອງ")),
    "stay": (lambda by, case: admitted(by, case, a_shelter().pk), amend_stay, "note", ("ໜຶ່ງ", "ສອງ")),
}


def torn(kind: str, alice: User, bob: User, case: Case) -> Conflict:
    """Two colleagues change one answer without knowing of each other."""
    make, act, field, values = TWICE[kind]
    row = make(alice, case)
    for who, value in zip((alice, bob), values, strict=True):
        act(by=who, **{kind: row.pk}, changes={field: value}, base=1, call_id=new_id())
    return Conflict.objects.get(row=row.pk)


def shown_to(user: User, case: Case) -> str:
    return text_of(as_(user).get(reverse("cases:case", args=[case.pk])))


def page_of(conflict: Conflict) -> str:
    return reverse("office:conflict", args=[conflict.pk])


@pytest.mark.parametrize("kind", sorted(TWICE))
def test_the_page_of_the_case_leads_to_the_choice_until_it_is_made(kind: str) -> None:
    alice, boss = caseworker(), supervisor()
    case, other = a_case(alice), a_case(alice)
    conflict = torn(kind, alice, boss, case)
    assert conflict.kind == kind
    assert page_of(conflict) in shown_to(alice, case)
    assert page_of(conflict) not in shown_to(alice, other)
    assert as_(alice).get(page_of(conflict)).status_code == 200
    settle_conflict(by=boss, conflict=conflict.pk, choice="kept", call_id=new_id())
    assert page_of(conflict) not in shown_to(alice, case)


def test_several_stand_in_one_notice_and_cost_no_more(django_assert_max_num_queries: Any) -> None:
    alice, boss = caseworker(), supervisor()
    case = a_case(alice)
    first = torn("need", alice, boss, case)
    few = queries_of(as_(boss), reverse("cases:case", args=[case.pk]))
    made = [first, *(torn(kind, alice, boss, case) for kind in ("need", "goal", "case"))]
    shown = shown_to(alice, case)
    assert [shown.count(page_of(conflict)) for conflict in made] == [1, 1, 1, 1]
    assert shown.count("ຄຳຕອບໜຶ່ງມີສອງສະບັບ ລໍຖ້າການເລືອກ") == 1
    with django_assert_max_num_queries(1):
        assert open_conflicts(case) == made
    # The first goal of a case lets its needs be asked for; nothing else is asked more often.
    assert queries_of(as_(boss), reverse("cases:case", args=[case.pk])) <= few + 1


def test_who_may_not_choose_is_not_told(monkeypatch: pytest.MonkeyPatch) -> None:
    alice, boss = caseworker(), supervisor()
    case = a_case(alice)
    conflict, may = torn("need", alice, boss, case), User.may
    monkeypatch.setattr(User, "may", lambda user, name, *at: name != "conflict.settle" and may(user, name, *at))
    assert page_of(conflict) not in shown_to(alice, case)


def test_no_part_that_can_be_corrected_is_forgotten() -> None:
    parts = {
        model.noun
        for model in apps.get_models()
        if issubclass(model, MutableRow)
        and model._meta.app_label == "protection"
        and any(field.name == "case" for field in model._meta.get_fields())
    }
    # A follow-up is corrected by moving it.
    corrected = {noun for noun in parts if {f"{noun}.amend", f"{noun}.move"} & set(ACTIONS)}
    assert {model.noun for model in AMENDED} == corrected
    assert set(KIND_WORDS) == corrected | {Case.noun}
