"""Forms of a case that is closed or waits for its closure: what cannot be done is said before anything is typed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from pokpong.areas.protection import actions
from pokpong.areas.protection.models import Case, Need
from pokpong.areas.protection.rules.cases import ALSO_AT_REST
from pokpong.areas.protection.tests.cases import a_case, a_closed_case, asked_to_close
from pokpong.areas.protection.tests.factories import caseworker, supervisor
from pokpong.areas.protection.tests.factories_plan import a_follow_up, a_goal, a_need, an_action, in_days
from pokpong.areas.protection.tests.factories_screening import a_screening, answered, presumed
from pokpong.areas.protection.tests.factories_services import given
from pokpong.areas.protection.tests.referrals import a_draft, a_shelter
from pokpong.areas.protection.tests.walking import as_, call_id_in, error_codes, text_of
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.ids import new_id

pytestmark = pytest.mark.django_db
TEMPLATE = "protection/case_at_rest.html"
FAMILIES = ("cases", "plan", "services", "screening", "identification", "referrals", "papers")
# Pages under the address of a case that ask for nothing, though they are kept by the name of an action.
NO_FORM = {"cases:history", "plan:notes", "services:list"}
LOCKS = {"locked_case", "locked_part", "locked_draft"}  # each refuses a case at rest unless it is told otherwise
# Actions of the area that no page of a case asks for: of the body, of the program.
APART = {
    "case.open",
    "follow_up.miss",
    "identification.answer",
    "referral.expire",
    "referral.stop",
    "referral_link.end",
    "referral_link.enter",
    "referral_link.expire",
    "referral_link.turn_away",
}
# Refused in a case at rest for one of its answers only: whoever decides then notes no presumed victim.
IN_PART = {"screening.decide"}


def brought_to(case: Case, state: str) -> None:
    """As if everything in it had been ended before."""
    with writing.opened("tests"):
        row = Case.objects.get(pk=case.pk)
        row.state = state
        row.save()


def templates_of(answer: Any) -> set[str]:
    return {template.name for template in answer.templates if template.name}


def pages_of_case() -> Iterator[tuple[str, set[str]]]:
    """The pages whose address names a case and nothing else, with what they are kept by."""
    for family in FAMILIES:
        urls = import_module(f"pokpong.areas.protection.screens.{family}.urls")
        for pattern in urls.urlpatterns:
            if set(pattern.pattern.converters) == {"case"}:
                yield f"{family}:{pattern.name}", set(pattern.callback.permission)


def is_at_rest(answer: Any) -> bool:
    assert answer.status_code == 200
    return TEMPLATE in templates_of(answer)


@pytest.mark.parametrize("state", ["closed", "closing"])
def test_every_form_of_a_case_at_rest_says_so_at_once_unless_it_is_for_such_a_case(bob: User, state: str) -> None:
    case, client = a_case(bob), as_(supervisor())
    brought_to(case, state)
    told = set()
    for name, kept_by in pages_of_case():
        if len(kept_by - {"exploitation.amend"}) != 1 or name in NO_FORM:
            continue  # a page that is read
        answer = client.get(reverse(name, args=[case.pk]), follow=True)
        if answer.status_code == 200 and TEMPLATE in templates_of(answer):
            told.add(name)
            assert "<textarea" not in text_of(answer), name
            assert case.number in text_of(answer)
        assert (name in told) is (not kept_by & ALSO_AT_REST), name
    assert {"cases:amend", "plan:add_need", "services:record", "screening:begin", "cases:ask_closure"} <= told
    assert not {"cases:reopen", "plan:plan_follow_up", "cases:recuse"} & told


def test_the_forms_of_its_parts_say_it_too_and_those_that_go_on_do_not(bob: User) -> None:
    case, client = a_case(bob), as_(bob)
    noted, draft = presumed(bob, case), a_draft(bob, case, a_shelter())
    asked = a_screening(bob, case)
    answered(bob, asked)
    waiting = [
        reverse("plan:need", args=[a_need(bob, case).pk]),
        reverse("plan:settle_goal", args=[a_goal(bob, case).pk]),
        reverse("plan:do_action", args=[an_action(bob, case).pk]),
        reverse("services:service_amend", args=[given(bob, case).pk]),
        reverse("referrals:change", args=[draft.pk]),
        reverse("referrals:send", args=[draft.pk]),
        reverse("screening:ask", args=[asked.pk]),
        reverse("identification:request", args=[noted.pk]),
        reverse("identification:set_aside", args=[noted.pk]),
    ]
    going_on = [
        reverse("plan:do_follow_up", args=[a_follow_up(bob, case, due=in_days(9)).pk]),
        reverse("referrals:withdraw", args=[draft.pk]),
        reverse("screening:drop", args=[asked.pk]),
        reverse("screening:screening", args=[asked.pk]),
        reverse("identification:record", args=[noted.pk]),
    ]
    assert not any(is_at_rest(client.get(url)) for url in (*waiting, *going_on))
    brought_to(case, "closed")
    for url in waiting:
        assert is_at_rest(client.get(url)), url
    for url in going_on:
        assert not is_at_rest(client.get(url)), url


def test_it_says_why_and_who_may_is_led_to_opening_it_again(bob: User) -> None:
    boss = supervisor()
    case = a_closed_case(bob, boss)
    url, reopen = reverse("plan:add_need", args=[case.pk]), reverse("cases:reopen", args=[case.pk])
    worker, chief = as_(bob), as_(boss)
    assert "ກໍລະນີນີ້ປິດແລ້ວ" in text_of(worker.get(url))
    assert reopen not in text_of(worker.get(url))
    assert f"{reverse('cases:case', args=[case.pk])}#plan" in text_of(worker.get(url))
    assert reopen in text_of(chief.get(url))
    worker.cookies["pokpong_language"] = "en"
    assert "This case is closed. A supervisor can open it again first" in text_of(worker.get(url))
    chief.post(reopen, {"call_id": call_id_in(text_of(chief.get(reopen))), "reason": "ຕ້ອງການຄວາມຊ່ວຍເຫຼືອອີກ"})
    assert not is_at_rest(chief.get(url))


def test_while_a_closure_waits_who_asked_is_led_to_taking_it_back(bob: User) -> None:
    boss, carol = supervisor(), caseworker(name="carol")
    case = a_case(bob)
    asked_to_close(bob, case)
    url, back = reverse("plan:add_need", args=[case.pk]), reverse("cases:take_back_closure", args=[case.pk])
    assert back in text_of(as_(bob).get(url))
    assert is_at_rest(as_(boss).get(url))
    assert back not in text_of(as_(boss).get(url))
    assert as_(carol).get(url).status_code == 404


def test_what_is_sent_all_the_same_is_refused_as_before(bob: User) -> None:
    case, client = a_case(bob), as_(bob)
    url = reverse("plan:add_need", args=[case.pk])
    call_id = call_id_in(text_of(client.get(url)))
    brought_to(case, "closed")
    sent = client.post(url, {"call_id": call_id, "domain": "health", "urgency": "soon"})
    assert error_codes(sent) == {"case_closed"}
    assert not is_at_rest(sent)
    assert not Need.objects.exists()
    sent = client.post(reverse("cases:risk", args=[case.pk]), {"call_id": str(new_id())})
    assert not is_at_rest(sent)


def functions() -> dict[str, ast.FunctionDef]:
    """Every function of the area's actions, by its name."""
    files = Path(str(actions.__file__)).parent.rglob("*.py")
    nodes = (node for file in files for node in ast.parse(file.read_text("utf-8")).body)
    return {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}


def calls(function: ast.FunctionDef) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func).split(".")[-1], node


def refuses_at_rest(function: ast.FunctionDef) -> bool:
    """Whether it locks a case, or a part of one, without saying that the case may be at rest; or asks the rule."""
    return any(
        name == "not_at_work" or (name in LOCKS and not any(key.arg == "at_work" for key in call.keywords))
        for name, call in calls(function)
    )


def names_of_actions(function: ast.FunctionDef) -> Iterator[str]:
    for mark in function.decorator_list:
        if isinstance(mark, ast.Call) and ast.unparse(mark.func) == "action" and isinstance(mark.args[0], ast.Constant):
            yield str(mark.args[0].value)


def test_the_list_of_what_is_done_at_rest_is_what_the_actions_do() -> None:
    found = {name: function for name, function in functions().items() if name not in LOCKS}
    refusing: set[str] = set()
    more = {name for name, function in found.items() if refuses_at_rest(function)}
    while more - refusing:
        refusing |= more
        more = {
            name for name, function in found.items() if any(called in refusing for called, _call in calls(function))
        }
    done = {action for name in set(found) - refusing for action in names_of_actions(found[name])}
    of_cases = {action for action in done if not action.startswith("concern.")} - APART
    assert of_cases | IN_PART == ALSO_AT_REST
