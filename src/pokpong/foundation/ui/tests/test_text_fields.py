from typing import Any

import pytest
from django import forms
from django.utils.datastructures import MultiValueDict
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.lao.text import canon
from pokpong.foundation.ui.fields import LongText, Text
from pokpong.foundation.ui.widgets import LongTextBox, TextBox, Typed

NO_FILES: MultiValueDict[str, Any] = MultiValueDict()


def codes_of(field: forms.Field, value: object) -> list[str | None]:
    """The codes a field refuses a value with."""
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(value)
    return [error.code for error in refused.value.error_list]


def test_text_comes_out_canonical() -> None:
    assert Text().clean("  ນໍ້າ\u200b ເເຂວງ ") == "ນ້ຳ ແຂວງ"


@given(st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\x00\ufffd"), max_size=80))
def test_whatever_passes_is_canonical_and_passes_again_unchanged(typed: str) -> None:
    field = Text(required=False)
    once = field.clean(typed)
    assert canon(once) == once
    assert field.clean(once) == once


@pytest.mark.parametrize("length", [200, 1])
def test_as_many_letters_as_allowed(length: int) -> None:
    assert Text(limit=length).clean("ກ" * length) == "ກ" * length


def test_a_million_letters_are_counted_and_refused_in_plain_words(lao: None) -> None:
    with pytest.raises(forms.ValidationError) as refused:
        LongText().clean("ກ" * 1_000_000)
    error = refused.value.error_list[0]
    assert error.code == "text_too_long"
    assert error.messages == ["ຂຽນໄດ້ບໍ່ເກີນ 4.000 ຕົວອັກສອນ. ປັດຈຸບັນມີ 1.000.000 ຕົວ."]


def test_the_browser_is_not_told_to_cut_what_is_pasted() -> None:
    field = Text(limit=5)
    assert "maxlength" not in field.widget_attrs(TextBox())
    assert LongText(limit=5).widget.attrs["data-pk-limit"] == "5"


def test_missing_text() -> None:
    assert codes_of(Text(), "") == codes_of(Text(), " \u200b ") == ["required"]
    assert Text(required=False).clean(None) == ""


def test_broken_letters_are_refused() -> None:
    assert codes_of(Text(), "ບ\ufffdານ") == ["text_broken"]


def test_text_for_an_old_font_is_asked_about_and_may_be_kept() -> None:
    field = LongText(legacy=True)
    with pytest.raises(forms.ValidationError) as refused:
        field.clean(Typed("c[[IPo;aoot7tfu"))
    assert refused.value.error_list[0].code == "text_old_font"
    assert "ແບບຮຽນວັນນະຄະດີ" in refused.value.messages[0]
    kept = Typed("c[[IPo;aoot7tfu")
    kept.keep = True
    assert field.clean(kept) == "c[[IPo;aoot7tfu"


@pytest.mark.parametrize("plain", ["ບ້ານຂອງຂ້ອຍ", "She was offered work in a factory.", "P-0012, 020 5555 1234"])
def test_ordinary_text_is_not_asked_about(plain: str) -> None:
    assert LongText(legacy=True).clean(plain) == canon(plain)


def test_fields_that_do_not_ask_keep_old_text() -> None:
    assert Text().clean("c[[IPo;aoot7tfu") == "c[[IPo;aoot7tfu"


def test_the_box_to_keep_it_is_read() -> None:
    widget = LongTextBox()
    assert not widget.value_from_datadict({"a": "x"}, NO_FILES, "a").keep
    assert widget.value_from_datadict({"a": "x", "a_keep": "on"}, NO_FILES, "a").keep
    assert widget.value_from_datadict({}, NO_FILES, "a") == ""
