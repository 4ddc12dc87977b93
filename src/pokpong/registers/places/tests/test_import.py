from datetime import date

import pytest

from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import writing
from pokpong.registers.places import data
from pokpong.registers.places.importing import import_places, other_spellings, unknown_district
from pokpong.registers.places.models import Level, Place, PlaceCode
from pokpong.registers.places.rules import DOUBTS

pytestmark = pytest.mark.django_db


def of_level(number: int) -> int:
    return Place.objects.filter(level=number).count()


def test_the_whole_country_is_there() -> None:
    assert [of_level(number) for number in range(4)] == [1, 18, 148, 8940]
    assert Place.objects.exclude(state="confirmed").count() == 0
    assert Level.objects.count() == 4


def test_importing_again_adds_nothing_and_leaves_no_event() -> None:
    events = Event.objects.count()
    assert set(import_places().values()) == {0}
    assert Event.objects.count() == events


def test_the_first_import_left_an_event_about_the_country() -> None:
    event = Event.objects.get(name="places.import")
    assert event.subject == Place.objects.get(path="").pk
    assert event.actor_kind == "program"


def test_what_people_changed_is_left_alone() -> None:
    village = Place.objects.get(path="LA16/LA1601/LA1601-1601005/")
    village.names = {"lo": "ໂພນທອງ", "en": "Phonthong"}
    village.valid_from = date(2024, 1, 1)
    with writing.opened("tests"):
        village.save()
    import_places()
    village.refresh_from_db()
    assert village.names["lo"] == "ໂພນທອງ"
    assert of_level(3) == 8940


def test_a_place_that_is_missing_is_added_again() -> None:
    with writing.opened("tests"):
        new = Level(number=9, names={"lo": "ໜ່ວຍ"}, labels={"lo": "ໜ່ວຍ{name}"})
        new.save()
    assert import_places()["levels"] == 0


def test_every_place_has_names_in_both_languages_but_those_the_list_left_without() -> None:
    rows = Place.objects.values_list("names", flat=True)
    assert all(names["lo"] for names in rows)
    assert all(names["en"] for names in rows)


def test_latin_names_made_by_rule_are_marked() -> None:
    assert Place.objects.filter(level=3, romanised=True).count() == 8407
    assert not Place.objects.filter(level__lt=3, romanised=True).exists()


def test_paths_follow_the_tree_and_can_stand_in_an_address() -> None:
    for place in Place.objects.filter(level__gt=0).select_related("parent").iterator():
        assert place.path.startswith(place.parent.path)
        assert place.path.endswith(f"{place.code}/")
        assert place.path.count("/") == place.level
        assert place.path.isascii()
        assert not set(place.path) - set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/")


def doubts(code: str) -> list[Place]:
    return [place for place in Place.objects.all() if code in {doubt["code"] for doubt in place.doubts}]


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("code_conflict", 4),
        ("name_disputed", 10),
        ("name_shared", 166),
        ("foreign_characters", 272),
        ("district_unknown", 24),
    ],
)
def test_doubts_are_kept(code: str, number: int) -> None:
    assert len(doubts(code)) == number


def test_every_doubt_has_words() -> None:
    found = {doubt["code"] for place in Place.objects.all() for doubt in place.doubts}
    assert found == set(DOUBTS)


def test_a_village_of_an_unknown_district_lies_in_its_province_under_a_part_that_names_nothing() -> None:
    village = Place.objects.get(code="LA0900-908001")
    assert village.path == "LA09/LA0900/LA0900-908001/"
    assert village.parent.path == "LA09/"
    assert not Place.objects.filter(path="LA09/LA0900/").exists()


def test_the_province_of_an_unknown_district_follows_from_the_number() -> None:
    assert unknown_district("908001") == "LA0900"
    assert unknown_district("1805001") == "LA1800"
    assert unknown_district("12") == "LA0000"


def test_codes_of_other_lists_are_kept() -> None:
    xaisomboun = Place.objects.get(path="LA18/")
    assert set(xaisomboun.codes.values_list("scheme", "code")) == {("p-code", "LA18"), ("iso-3166-2", "LA-XS")}
    assert PlaceCode.objects.filter(scheme="baan").count() == 4
    assert PlaceCode.objects.filter(scheme="lao-address").count() == 8940


def test_the_same_place_has_the_same_id_in_every_installation() -> None:
    assert str(Place.objects.get(path="LA16/").pk) == "d1320b1e-e46a-5d54-8967-9abace7e0824"


def test_other_spellings_come_once_and_never_repeat_a_name() -> None:
    assert other_spellings({"lo": "ກ", "en": "A"}, "A", "B", "", "B", "ກ") == ["B"]


def test_the_files_name_their_sources() -> None:
    readme = (data.FOLDER / "README.md").read_text(encoding="utf-8")
    assert "CC BY 3.0 IGO" in readme
    assert "lao-address" in readme
    assert (data.FOLDER / "lao_adm12_web.topojson").stat().st_size > 50_000
