"""A draft that was put aside goes on where it was left."""

from __future__ import annotations

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.models import Case, Screening
from pokpong.areas.protection.screens.screening.parts import parts_of, resumed, shown_on
from pokpong.areas.protection.tests.factories_screening import a_screening, answered
from pokpong.areas.protection.tests.walking import as_, text_of
from pokpong.areas.protection.tools.shipped import tools
from pokpong.foundation.access.models import User

pytestmark = pytest.mark.django_db


def address(row: Screening, part: int) -> str:
    return reverse("screening:ask_part", args=[row.pk, part])


def resume(row: Screening) -> str:
    return reverse("screening:ask", args=[row.pk])


def test_a_draft_goes_on_where_it_was_left(bob: User, case: Case) -> None:
    client, row = as_(bob), a_screening(bob, case)
    tool, left = row.tool_used, resume(row)
    assert left in text_of(client.get(reverse("cases:case", args=[case.pk])))
    assert left in text_of(client.get(reverse("screening:screening", args=[row.pk])))
    pages = parts_of(tool, "adult")
    first, second = ({q.code: "absent" for q in shown_on(part, tool, "adult", {})} for part in pages[:2])
    for answers, number in (({}, 1), (first, 2), (second, 3)):
        if answers:
            answered(bob, row, answers, seen={})
        shown = client.get(left)
        assert shown.status_code == 200
        assert shown.context["part"].number == number
        assert f'action="{address(row, number)}"' in text_of(shown)
    left_out = next(iter(first))
    answered(bob, row, {left_out: "not_asked"}, seen={left_out: "absent"})
    assert client.get(left).context["part"].number == 1
    assert client.get(address(row, 2)).context["part"].number == 2


def test_a_draft_with_every_answer_goes_on_with_its_last_page(bob: User, case: Case) -> None:
    row = a_screening(bob, case)
    answered(bob, row, {question.code: "absent" for question in row.tool_used.asked_in("adult")}, seen={})
    shown = as_(bob).get(resume(row))
    row.refresh_from_db()
    asking = [part for part in parts_of(row.tool_used, "adult") if shown_on(part, row.tool_used, "adult", row.answered)]
    assert shown.context["part"].number == asking[-1].number


@given(data=st.data())
def test_nothing_before_the_page_of_resuming_is_unanswered(data: st.DataObject) -> None:
    tool = data.draw(st.sampled_from(sorted(tools().values(), key=lambda tool: (tool.code, tool.version))))
    set_code = data.draw(st.sampled_from(sorted(tool.sets)))
    codes = [question.code for question in tool.asked_in(set_code)]
    given_ = st.sampled_from(["present", "absent", "not_asked"])
    answers = data.draw(st.dictionaries(st.sampled_from(codes), given_, max_size=len(codes)))
    number = resumed(tool, set_code, answers)
    pages = {part.number: shown_on(part, tool, set_code, answers) for part in parts_of(tool, set_code)}

    def is_open(page: int) -> bool:
        return any(answers.get(question.code, "not_asked") == "not_asked" for question in pages[page])

    assert pages[number]
    assert not any(is_open(page) for page in pages if page < number)
    assert is_open(number) or not any(map(is_open, pages))
