import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pokpong.foundation.access.tests.people import make_user
from pokpong.registers.places.models import Level, Place
from pokpong.registers.places.queries import (
    along,
    by_path,
    children,
    label,
    labels,
    look_alikes,
    names_along,
    own_label,
    present,
)
from pokpong.registers.places.tests.factories import DISTRICT, PROVINCE, VILLAGE, the_place

pytestmark = pytest.mark.django_db


def test_labels_are_full_in_both_languages() -> None:
    assert label(VILLAGE, "lo") == "ບ້ານໂພນໄຊ, ເມືອງປາກເຊ, ແຂວງຈຳປາສັກ"
    assert label(DISTRICT, "en") == "Pakse district, Champasack province"


def test_a_name_that_says_its_level_gets_no_second_word() -> None:
    assert label("LA01/", "lo") == "ນະຄອນຫຼວງວຽງຈັນ"
    assert label("LA01/LA0101/", "lo") == "ເມືອງຈັນທະບູລີ, ນະຄອນຫຼວງວຽງຈັນ"
    level = Level.objects.get(number=3)
    assert level.label("ບ້ານດອນ", "lo") == "ບ້ານດອນ"
    assert level.label("ດອນ", "lo") == "ບ້ານດອນ"


def test_everywhere_is_the_country() -> None:
    assert label("", "lo") == "ສປປ ລາວ"
    assert names_along("") == [{"lo": "ສປປ ລາວ", "en": "Lao PDR"}]


def test_an_unknown_path_has_what_is_known_of_it() -> None:
    assert label("LA99/", "lo") == ""
    assert label(f"{DISTRICT}LA1601-0/", "lo") == label(DISTRICT, "lo")


def test_labels_of_many_paths_cost_as_many_queries_as_of_one() -> None:
    paths = list(Place.objects.filter(level=3).values_list("path", flat=True)[:300])
    with CaptureQueriesContext(connection) as queries:
        found = labels(paths, "lo")
    assert len(queries) == 2
    assert set(found) == set(paths)
    assert all(text.startswith("ບ້ານ") for text in found.values())


def test_names_along_a_path_come_largest_first() -> None:
    assert [names["lo"] for names in names_along(VILLAGE)] == ["ຈຳປາສັກ", "ປາກເຊ", "ໂພນໄຊ"]
    assert along(VILLAGE) == [PROVINCE, DISTRICT, VILLAGE]


def test_own_label_is_the_place_alone() -> None:
    assert own_label(the_place(DISTRICT), "lo") == "ເມືອງປາກເຊ"


def test_children_stand_in_lao_order() -> None:
    provinces = [place.names["lo"] for place in children("")]
    assert len(provinces) == 18
    assert provinces.index("ຄຳມ່ວນ") < provinces.index("ຈຳປາສັກ") < provinces.index("ເຊກອງ")
    assert provinces.index("ສາລະວັນ") < provinces.index("ຫົວພັນ") < provinces.index("ອຸດົມໄຊ")


def test_by_path_knows_what_exists() -> None:
    assert by_path(VILLAGE) == the_place(VILLAGE)
    assert by_path("LA16/LA1601") is None


def test_a_place_in_use_stands_for_itself() -> None:
    assert present(VILLAGE) == VILLAGE
    assert present("LA99/") == "LA99/"


def test_look_alikes_fold_equal_with_and_without_the_word_for_village() -> None:
    district = the_place(DISTRICT)
    assert [place.path for place in look_alikes(district, {"lo": "ໂພນ\u200bໄຊ"})] == [VILLAGE]
    assert look_alikes(district, {"lo": "ໂພນໄຊ"}, apart_from=the_place(VILLAGE)) == []
    assert look_alikes(district, {"en": "pakse"}) == []
    with_word = Place.objects.filter(level=3, names__lo__startswith="ບ້ານ").select_related("parent").first()
    assert with_word is not None
    assert with_word.parent is not None
    without = with_word.names["lo"].removeprefix("ບ້ານ")
    assert with_word in look_alikes(with_word.parent, {"lo": without})


def test_everybody_sees_every_place() -> None:
    assert Place.objects.visible_to(make_user("donor", "donor", "LA13/")).count() == 18 + 148 + 8940 + 1
