from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from pokpong.foundation.ui import table_rows
from pokpong.foundation.ui.table_rows import on_page, sorted_by
from pokpong.foundation.ui.tables import PAGE_SIZES, Column, Filter, Table


@dataclass(frozen=True)
class Row:
    number: int
    name: str = "a"
    score: int | None = None


class Rows(Table[Row]):
    name = "rows"
    columns = (
        Column("number", "Number", lambda row: row.number, sort="number", numeric=True),
        Column("name", "Name", lambda row: row.name, sort=lambda row: row.name),
        Column("score", "Score", lambda row: row.score, sort="score"),
        Column("plain", "Plain", lambda row: "-"),
    )
    filters = (
        Filter("name", "Name", (("a", "A"), ("b", "B"))),
        Filter("least", "At least", apply=lambda rows, value: [row for row in rows if row.number >= int(value)]),
    )
    order = "number"


def table(count: int = 130, **parameters: str) -> Rows:
    rows = [Row(number, "ab"[number % 2], number % 7 or None) for number in range(1, count + 1)]
    return Rows(rows, {f"rows-{key}": value for key, value in parameters.items()}, path="/list/")


def numbers(shown: Rows) -> list[int]:
    return [row.number for row in shown.page_rows]


def parameters_of(url: str) -> dict[str, str]:
    return {key: values[0] for key, values in parse_qs(urlsplit(url).query).items()}


def test_the_first_page_in_the_usual_order() -> None:
    shown = table()
    assert numbers(shown) == list(range(1, 26))
    assert (shown.first_number, shown.last_number, shown.total, shown.page_count) == (1, 25, 130, 6)


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ({"page": "6"}, [126, 127, 128, 129, 130]),
        ({"page": "999999"}, [126, 127, 128, 129, 130]),
        ({"sort": "-number", "page": "6"}, [5, 4, 3, 2, 1]),
        ({"least": "128"}, [128, 129, 130]),
        ({"name": "b", "least": "128"}, [129]),
    ],
)
def test_the_address_decides(parameters: dict[str, str], expected: list[int]) -> None:
    assert numbers(table(130, **parameters)) == expected


@pytest.mark.parametrize(
    "nonsense",
    [
        {"page": "-1"},
        {"page": "0"},
        {"page": "x"},
        {"page": "໑"},
        {"page": "9" * 5000},
        {"per": "7"},
        {"per": "²"},
        {"sort": "password"},
        {"sort": "--number"},
        {"sort": "plain"},
        {"name": "c"},
    ],
)
def test_nonsense_in_the_address_counts_as_nothing(nonsense: dict[str, str]) -> None:
    assert numbers(table(130, **nonsense)) == list(range(1, 26))


@given(st.integers(0, 260), st.sampled_from(PAGE_SIZES), st.sampled_from(["number", "-number", "name", "-score"]))
def test_every_row_stands_on_exactly_one_page(count: int, per: int, sort: str) -> None:
    first = table(count, per=str(per), sort=sort)
    pages = [table(count, per=str(per), sort=sort, page=str(n)) for n in range(1, first.page_count + 1)]
    assert sorted(number for page in pages for number in numbers(page)) == list(range(1, count + 1))


def test_empty_values_come_last_either_way() -> None:
    rows = [Row(1, score=None), Row(2, score=5), Row(3, score=1)]
    assert [row.number for row in sorted_by(rows, "score", descending=False)] == [3, 2, 1]
    assert [row.number for row in sorted_by(rows, "score", descending=True)] == [2, 3, 1]


def test_headings_sort_and_turn_round() -> None:
    up = {str(heading.label): heading for heading in table(sort="number", page="3").headings}
    assert up["Number"].direction == "ascending"
    assert parameters_of(up["Number"].url) == {"rows-sort": "-number"}
    assert parameters_of(up["Name"].url) == {"rows-sort": "name"}
    assert up["Plain"].url == ""
    down = table(sort="-number").headings[0]
    assert (down.direction, parameters_of(down.url)) == ("descending", {"rows-sort": "number"})


def test_addresses_keep_filters_and_other_tables() -> None:
    rows = [Row(number) for number in range(1, 131)]
    shown = Rows(rows, {"rows-name": "a", "rows-per": "50", "other-page": "2"}, path="/list/")
    assert parameters_of(shown.next_url) == {"rows-name": "a", "rows-per": "50", "other-page": "2", "rows-page": "2"}
    assert parameters_of(shown.plain_url) == {"rows-per": "50", "other-page": "2"}
    assert dict(shown.other_parameters) == {"rows-per": "50", "other-page": "2"}


def test_pages_leave_gaps() -> None:
    assert [link.number for link in table(260, page="5").pages] == [1, 0, 4, 5, 6, 0, 11]
    assert [link.number for link in table(10).pages] == [1]
    assert table(10).next_url == table(10).previous_url == ""


def test_a_saved_view_keeps_filters_and_order_but_not_the_page() -> None:
    shown = table(name="a", sort="-number", page="2", per="50")
    assert parameters_of("?" + shown.query) == {"rows-name": "a", "rows-sort": "-number"}
    assert table().query == ""


def test_words_in_a_filter_come_canonical_and_short() -> None:
    words = Filter("text", "Text")
    assert words.accept(" ເເຂວງ\u200b ") == "ແຂວງ"
    assert len(words.accept("ກ" * 10_000)) == 100


def test_nothing_to_show() -> None:
    shown = table(0)
    assert (shown.total, shown.page_count, shown.first_number, shown.last_number, shown.body) == (0, 1, 0, 0, [])


def test_a_row_may_have_an_address() -> None:
    shown = Rows([Row(7)], QueryDict(""), row_url=lambda row: f"/row/{row.number}/")
    url, cells = shown.body[0]
    assert url == "/row/7/"
    assert [cell.value for cell in cells] == [7, "a", None, "-"]


def test_a_query_set_refuses_a_function_to_sort_by() -> None:
    with pytest.raises(TypeError):
        sorted_by(ContentType.objects.all(), lambda row: row, descending=False)


class Kinds(Table[ContentType]):
    name = "kinds"
    columns = (Column("model", "Model", lambda row: row.model, sort="model"),)
    filters = (Filter("app", "App", field="app_label"),)
    order = "model"


def test_a_query_set_is_sorted_filtered_and_cut_by_the_data_base() -> None:
    shown = Kinds(ContentType.objects.all(), {"kinds-sort": "-model", "kinds-app": "ui", "kinds-page": "1"})
    assert isinstance(shown.matching, QuerySet)
    sql = str(shown.matching.query)
    assert '"app_label" = ui' in sql
    assert 'ORDER BY "django_content_type"."model" DESC NULLS LAST, "django_content_type"."id" ASC' in sql


@pytest.mark.django_db
@pytest.mark.parametrize("count", [0, 3, 60])
def test_two_queries_however_many_rows(count: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    ContentType.objects.bulk_create(ContentType(app_label="example", model=f"m{n:03d}") for n in range(count))
    rows = ContentType.objects.filter(app_label="example")
    with django_assert_num_queries(2):
        shown = Kinds(rows, {"kinds-page": "2"})
        assert shown.total == count
        assert len(shown.body) == (0 if count == 0 else 3 if count == 3 else 25)
        assert (shown.headings, shown.pages, shown.query) == (shown.headings, shown.pages, "")


class UsualRows(Rows):
    usual = {"name": "b"}
    usual_words = "Only b"


def usual_table(**parameters: str) -> UsualRows:
    given = {f"rows-{key}": value for key, value in parameters.items()}
    return UsualRows(table(10).rows, given, path="/list/")


def follow(url: str) -> UsualRows:
    return UsualRows(table(10).rows, parameters_of(url), path="/list/")


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["model", "-model"])
def test_a_page_of_many_holds_the_rows_a_page_of_few_would(sort: str, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = ContentType.objects.all()
    ordered = sorted_by(rows, "model", descending=sort.startswith("-"))
    few = on_page(ordered, 5, 12, rows.count())
    monkeypatch.setattr(table_rows, "MANY", 1)
    assert on_page(ordered, 5, 12, rows.count()) == few
    assert len(few) == 7
    assert on_page(ordered, rows.count(), rows.count() + 5, rows.count()) == []


def test_usual_filters_hold_until_others_or_all_are_chosen() -> None:
    shown = usual_table()
    assert (shown.is_usual, numbers(shown), shown.chosen) == (True, [1, 3, 5, 7, 9], {"name": "b"})
    assert numbers(usual_table(name="a")) == [2, 4, 6, 8, 10]
    assert numbers(usual_table(least="9")) == [9, 10]
    assert usual_table(name="impossible").is_usual
    everything = follow(shown.plain_url)
    assert (everything.is_usual, everything.query, everything.total) == (False, "", 10)
    assert follow(everything.address(sort="-number")).total == 10
    assert follow(everything.usual_url).is_usual


def test_the_filter_form_sent_with_nothing_chosen_shows_all() -> None:
    sent = dict(usual_table(sort="-number").other_parameters)
    assert sent == {"rows-sort": "-number", "rows-all": "1"}
    assert UsualRows(table(10).rows, sent | {"rows-name": ""}, path="/list/").total == 10


def test_a_table_without_usual_filters_has_no_trace_of_them() -> None:
    shown = table()
    assert (shown.is_usual, shown.plain_url, shown.other_parameters) == (False, "/list/?", [])
