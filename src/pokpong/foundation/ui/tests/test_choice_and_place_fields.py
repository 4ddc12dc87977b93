from collections.abc import Sequence

import pytest

from pokpong.foundation.lao.text import fold
from pokpong.foundation.ui.fields import ChoiceOrOtherField, PlaceField
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.tests.test_text_fields import codes_of
from pokpong.foundation.ui.widgets import Chosen, PlaceAnswer, PlaceChoice

PAKSE = PlaceChoice("1", "ປາກເຊ", "ຈຳປາສັກ")
NORTH = PlaceChoice("2", "ໂພນ", "ເມືອງ ກ")
SOUTH = PlaceChoice("3", "ໂພນ", "ເມືອງ ຂ")
HILL = PlaceChoice("4", "ໂພນສະຫວັນ", "ຊຽງຂວາງ")


class FourPlaces:
    def find(self, text: str, limit: int) -> Sequence[PlaceChoice]:
        return [place for place in (PAKSE, NORTH, SOUTH, HILL) if fold(text) in fold(place.label)][:limit]

    def get(self, value: str) -> PlaceChoice | None:
        return next((place for place in (PAKSE, NORTH, SOUTH, HILL) if place.value == value), None)


class VisitForm(PokpongForm):
    way = ChoiceOrOtherField(
        label="Way", choices=(("foot", "Foot"), ("other", "Other")), other_label="Which?", limit=10
    )
    place = PlaceField(label="Place", source=FourPlaces(), search_url="/find/")


def asked(**typed: str) -> VisitForm:
    return VisitForm({"way": "foot", **typed})


# --- a choice, or other ------------------------------------------------------------------------------------


def test_a_choice_needs_no_words_and_drops_left_over_ones() -> None:
    assert VisitForm.base_fields["way"].clean(Chosen("foot", "left over")) == Chosen("foot", "")


def test_other_needs_words_and_makes_them_canonical() -> None:
    field = VisitForm.base_fields["way"]
    assert field.clean(Chosen("other", "ເເຂວງ ")) == Chosen("other", "ແຂວງ")
    assert codes_of(field, Chosen("other", "")) == ["other_missing"]
    assert codes_of(field, Chosen("other", "ກ" * 11)) == ["text_too_long"]


def test_nothing_or_nonsense_chosen() -> None:
    field = VisitForm.base_fields["way"]
    assert codes_of(field, Chosen()) == ["required"]
    assert codes_of(field, Chosen("horse")) == ["invalid_choice"]


def test_the_words_typed_for_other_are_shown_again() -> None:
    html = str(asked(way="other", way_other="<ເຮືອ>")["way"])
    assert 'value="&lt;ເຮືອ&gt;"' in html
    assert "checked" in html


def test_a_changed_choice_is_noticed() -> None:
    field = VisitForm.base_fields["way"]
    assert not field.has_changed("foot", Chosen("foot"))
    assert field.has_changed("foot", Chosen("other", "boat"))


# --- a place -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ({"place": "1", "place_text": "ປາກເຊ"}, PAKSE),  # picked with script
        ({"place_text": "ປາກເຊ"}, PAKSE),  # typed without script
        ({"place_text": " ປາກ\u200bເຊ "}, PAKSE),
        ({"place": "3", "place_text": "ໂພນ"}, SOUTH),  # chosen among candidates
        ({"place": "2"}, NORTH),
        ({"place": "1", "place_text": "ໂພນສະຫວັນ"}, HILL),  # the words were changed after picking
        ({"place": "99", "place_text": "ປາກເຊ"}, PAKSE),
    ],
)
def test_a_place_is_found(typed: dict[str, str], place: PlaceChoice) -> None:
    form = asked(**typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["place"] == place


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({}, "required"),
        ({"place_text": "ບໍ່ມີ"}, "place_not_found"),
        ({"place": "99"}, "place_not_found"),
        ({"place_text": "ໂພນ"}, "place_several"),
        ({"place": "1", "place_text": "ໂພນ"}, "place_several"),
    ],
)
def test_a_place_that_is_not_clear(typed: dict[str, str], code: str) -> None:
    form = asked(**typed)
    assert [error.code for error in form.errors.as_data()["place"]] == [code]


def test_candidates_are_offered_without_script_and_only_to_this_form() -> None:
    form = asked(place_text="ໂພນ")
    assert not form.is_valid()
    html = str(form["place"])
    assert 'type="radio" name="place"' in html
    assert 'value="2"' in html
    assert 'value="3"' in html
    assert 'value="4"' not in html
    assert 'type="radio"' not in str(VisitForm()["place"])


def test_the_picker_carries_key_words_and_address() -> None:
    html = str(VisitForm(initial={"place": "1"})["place"])
    assert 'value="ປາກເຊ"' in html
    assert 'type="hidden" name="place" value="1"' in html
    assert 'data-url="/find/"' in html


def test_a_place_that_may_be_left_out() -> None:
    field = PlaceField(source=FourPlaces(), required=False)
    assert field.clean(PlaceAnswer()) is None
    assert not field.has_changed("1", PlaceAnswer("1", "ປາກເຊ"))
    assert field.has_changed("1", PlaceAnswer("2", "ໂພນ"))


def test_the_shape_the_script_reads() -> None:
    assert PAKSE.as_json() == {"value": "1", "label": "ປາກເຊ", "detail": "ຈຳປາສັກ"}
