"""A mapping of any shape is taken or refused with a reason: never a crash, and nothing half-written."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pokpong.areas.protection.tests.checks import codes
from pokpong.areas.protection.tests.factories import caseworker
from pokpong.areas.protection.tests.walking import as_
from pokpong.doors.exchange import running
from pokpong.doors.exchange.actions.files import map_import
from pokpong.doors.exchange.actions.mappings import save_mapping
from pokpong.doors.exchange.mapping.headers import REASONS
from pokpong.doors.exchange.mapping.mappings import ColumnMapping
from pokpong.doors.exchange.mapping.shapes import FARTHEST_HEAD, MOST_LETTERS, field_problems, mapping_said
from pokpong.doors.exchange.models import Import, SavedMapping
from pokpong.doors.exchange.running import result_of
from pokpong.doors.exchange.targets import target_named
from pokpong.doors.exchange.tests.factories import one_row, uploaded
from pokpong.doors.exchange.workbooks.scanning import MOST_COLUMNS
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused

GOOD: dict[str, Any] = ColumnMapping("cases", "Sheet", 2, {"first name": "prs_FirstName"}).as_json()
PARTS = tuple(GOOD)
NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # each example signs somebody up: seconds
REASONS_AGAINST = {"mapping_malformed", "mapping_too_large", "mapping_field_unknown", "import_target_unknown"}
texts = st.text(st.characters(), max_size=8)  # with halves of surrogate pairs
leaves = st.none() | st.booleans() | st.integers() | st.floats() | texts
jsons = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3), max_leaves=6
)
mappings = st.dictionaries(st.sampled_from(PARTS), jsons).map(lambda wrong: {**GOOD, **wrong}) | st.dictionaries(
    st.sampled_from(PARTS) | texts, jsons
)
WRONG: tuple[Any, ...] = (
    *({name: GOOD[name] for name in PARTS if name != left_out} for left_out in ("sheet", "header_row", "columns")),
    {**GOOD, "sheet": ["Sheet"]},
    {**GOOD, "sheet": "\ud800"},
    {**GOOD, "header_row": "2"},
    {**GOOD, "header_row": True},
    {**GOOD, "header_row": float("nan")},
    {**GOOD, "header_row": 0},
    {**GOOD, "header_row": FARTHEST_HEAD + 1},
    {**GOOD, "columns": [["first name", "prs_FirstName"]]},
    {**GOOD, "columns": {"first name": ["prs_FirstName"]}},
    {**GOOD, "columns": {"first name": "no_such_field"}},
    {**GOOD, "columns": {str(number): "prs_FirstName" for number in range(MOST_COLUMNS + 1)}},
    {**GOOD, "fixed": "x"},
    {**GOOD, "fixed": {"prs_FirstName": "x" * MOST_LETTERS}},
    {**GOOD, "fixed": {"no_such_field": "x"}},
    {**GOOD, "identity": None},
    ["sheet"],
    "sheet",
    None,
)


def codes_of(act: Callable[[], object]) -> set[str]:
    """The reasons of the refusal; none when it was done."""
    try:
        act()
    except Refused as refused:
        return {problem.code for problem in refused.problems}
    return set()


@given(jsons | mappings)
def test_any_json_is_a_mapping_or_is_refused(said: Any) -> None:
    refused = codes_of(lambda: mapping_said(said))
    assert refused <= {"mapping_malformed", "mapping_too_large"}
    if refused:
        return
    mapping = mapping_said(said)
    kept = json.loads(json.dumps(mapping.as_json(), ensure_ascii=False).encode())
    assert mapping_said(kept) == mapping
    assert {name: said[name] for name in PARTS} == mapping.as_json()


def test_every_part_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(Refused) as refused:
        mapping_said({})
    assert {problem.params["part"] for problem in refused.value.problems} == set(PARTS)


def test_the_fields_of_the_target_and_the_column_of_reasons_are_known() -> None:
    target = target_named("cases")
    names = [*(one.name for one in target.fields), REASONS]
    assert field_problems(ColumnMapping("cases", "s", 1, {name: name for name in names}), target) == []
    strange = ColumnMapping("cases", "s", 1, {"a": "x", "b": "x"}, {"y": "1"})
    assert [problem.params["meant"] for problem in field_problems(strange, target)] == ["x", "y"]


@pytest.mark.django_db
def test_a_damaged_mapping_is_refused_in_the_users_language_and_changes_nothing() -> None:
    worker = caseworker()
    row = uploaded(worker, one_row())
    for wrong in WRONG:
        with pytest.raises(Refused) as refused:
            map_import(by=worker, file=row.pk, mapping=wrong, call_id=new_id())
        assert codes(refused) <= REASONS_AGAINST, wrong
        with translation.override("lo"):
            assert all(any("\u0e80" < letter < "\u0eff" for letter in p.message) for p in refused.value.problems)
        with pytest.raises(Refused):
            save_mapping(by=worker, id=new_id(), name="ກ", content=wrong, call_id=new_id())
    assert Import.objects.get().mapping == row.mapping
    assert not SavedMapping.objects.exists()


@pytest.mark.django_db
@settings(
    max_examples=30, deadline=None, phases=NO_SHRINKING, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(said=mappings)
def test_a_hostile_mapping_never_breaks_the_action(said: dict[str, Any]) -> None:
    worker = caseworker(name=f"worker-{new_id()}")
    row = uploaded(worker, one_row())
    refused = codes_of(lambda: map_import(by=worker, file=row.pk, mapping=said, call_id=new_id()))
    assert refused <= REASONS_AGAINST
    running.run(row.pk)
    assert Import.objects.get(pk=row.pk).state == ("uploaded" if refused else "checked")


@pytest.mark.django_db
def test_the_page_takes_no_hostile_answer_either() -> None:
    worker = caseworker()
    row = uploaded(worker, one_row())
    page = reverse("exchange:columns", args=[row.pk])
    for query in ("sheet=gone&head=1", "sheet[]=x", "sheet=Sheet&head=99999999999", "head=%ED%A0%80"):
        assert as_(worker).get(f"{page}?{query}").status_code == 200
    hostile = {"column_1": "no_such_field", "column_2": ["a", "b"], "identity": "gone", "call_id": str(new_id())}
    answer = as_(worker).post(page, hostile)
    assert answer.status_code == 200
    assert {"column_1", "identity"} <= set(answer.context["form"].errors)
    assert Import.objects.get().state == "uploaded"


@pytest.mark.django_db
def test_a_mapping_of_a_sheet_that_is_not_there_brings_nothing() -> None:
    worker = caseworker()
    row = uploaded(worker, one_row())
    map_import(by=worker, file=row.pk, mapping={**row.mapping, "sheet": "gone"}, total=1, call_id=new_id())
    running.run(row.pk)
    found = Import.objects.get(pk=row.pk)
    assert (found.state, found.total, found.opened) == ("checked", 0, 0)
    assert [problem.problem.code for problem in result_of(found).problems] == ["mapping_sheet_gone"]
