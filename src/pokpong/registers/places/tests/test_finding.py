import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from pokpong.foundation.lao.keyboard import LAYOUTS
from pokpong.registers.places.finding import find
from pokpong.registers.places.models.place import folded_names
from pokpong.registers.places.tests.factories import DISTRICT, PROVINCE, VILLAGE

pytestmark = pytest.mark.django_db


def paths(text: str, **more: object) -> list[str]:
    return [place.path for place in find(text, **more)]  # type: ignore[arg-type]  # passed on as given


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("ປາກເຊ", DISTRICT),
        ("Pakse", DISTRICT),
        ("pakse district", DISTRICT),
        ("ເມືອງປາກເຊ", DISTRICT),
        ("ເມືອງ ປາກເຊ", DISTRICT),
        ("muang pakse", DISTRICT),
        ("ແຂວງຈຳປາສັກ", PROVINCE),
        ("ແຂວງຈໍາປາສັກ", PROVINCE),
        ("ເເຂວງຈຳປາສັກ", PROVINCE),
        ("Champasack", PROVINCE),
        ("champasak", PROVINCE),
        ("ບ້ານໂພນໄຊ, ປາກເຊ", VILLAGE),
        ("ໂພນໄຊ ປາກເຊ", VILLAGE),
        ("phonxai, pakse", VILLAGE),
        ("ນະຄອນຫຼວງ", "LA01/"),
        ("ນະຄອນຫລວງວຽງຈັນ", "LA01/"),
        ("Vientiane Capital", "LA01/"),
    ],
)
def test_what_people_type_is_found_first(typed: str, first: str) -> None:
    assert paths(typed)[:1] == [first]


@pytest.mark.parametrize("name", ["ປາກເຊ", "ຈຳປາສັກ", "ສະຫວັນນະເຂດ"])
def test_a_name_typed_with_the_wrong_keyboard_is_found(name: str) -> None:
    assert paths(LAYOUTS[0].keys_of(name))[:1] == paths(name)[:1] != []


def test_a_whole_name_comes_before_a_beginning_and_that_before_the_inside() -> None:
    found = [place.names["lo"] for place in find("ປາກເຊ", limit=50)]
    kinds = [0 if name == "ປາກເຊ" else 1 if name.startswith("ປາກເຊ") else 2 for name in found]
    assert kinds == sorted(kinds)
    assert set(kinds) == {0, 1, 2}


def test_the_search_is_narrowed_by_place_and_level() -> None:
    assert set(paths("ໂພນໄຊ", under_path=DISTRICT)) == {VILLAGE}
    assert all(place.level == 2 for place in find("ນ", level=2))
    assert paths("ໂພນໄຊ", under_path="LA13/LA1301/LA1301-0/") == []


def test_never_more_than_asked_for() -> None:
    assert len(find("ນ", limit=7)) == 7
    assert len(find("ບ້ານ ໂພນ", limit=3)) == 3


@pytest.mark.parametrize("nothing", ["", "   ", ",", "|", "qqqqqqq", "ກ" * 300, "\u200b", "%", "_", "'; --"])
def test_nothing_is_found_without_a_name(nothing: str) -> None:
    assert find(nothing) == []


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_search(text: str) -> None:
    find(text, limit=3)


def test_few_queries_however_many_are_found() -> None:
    with CaptureQueriesContext(connection) as few:
        find("ນ", limit=2)
    with CaptureQueriesContext(connection) as many:
        find("ນ", limit=100)
    assert len(few) == len(many) <= 4


def test_folded_names_are_distinct_and_stand_between_edges() -> None:
    assert folded_names(["ປາກເຊ", "Pakse", "PAKSE", ""]) == "|ປາກເຊ|pakse|"
    assert folded_names(["a|b"]) == "|a b|"
    assert folded_names([]) == ""
