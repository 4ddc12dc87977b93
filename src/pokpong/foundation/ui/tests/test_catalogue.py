import re
from datetime import date

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django import forms
from django.contrib.auth.password_validation import CommonPasswordValidator, MinimumLengthValidator
from django.core.exceptions import ValidationError
from django.utils import dates, translation
from django.utils.formats import date_format, number_format

from pokpong.foundation.lao.script import has_lao
from pokpong.foundation.lao.text import canon
from pokpong.foundation.ui.tests.messages import PACKAGE, asked_for

PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sd]")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (PACKAGE / "locale/lo/LC_MESSAGES/django.po").open("rb") as file:
        return read_po(file, locale="lo")


def texts(value: object) -> list[str]:
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]  # Babel: text or tuple


def test_every_message_asked_for_is_in_lao(catalogue: Catalog) -> None:
    known = {texts(message.id)[0] for message in catalogue if message.id and all(texts(message.string))}
    missing = {msgid: path.name for msgid, path in asked_for().items() if msgid not in known}
    assert missing == {}


def test_the_extraction_sees_code_and_templates() -> None:
    found = asked_for()
    assert found["This day has not come yet."].name == "problems.py"
    assert found["Sign out"].name == "shell.html"
    assert "%(first)s–%(last)s of %(total)s" in found
    assert len(found) > 150


def test_lao_strings_are_lao_canonical_and_differ_from_english(catalogue: Catalog) -> None:
    for message in catalogue:
        if not message.id:
            continue
        assert not message.fuzzy, message.id
        for text in texts(message.string):
            assert has_lao(text), message.id
            assert canon(text) == text, message.id
            assert text not in texts(message.id)


def test_placeholders_survive_translation(catalogue: Catalog) -> None:
    for message in catalogue:
        if message.id:
            wanted = set(PLACEHOLDER.findall(texts(message.id)[0]))
            for text in texts(message.string):
                assert set(PLACEHOLDER.findall(text)) == wanted, message.id


def test_django_speaks_lao_about_forms(lao: None) -> None:
    with pytest.raises(ValidationError) as required:
        forms.CharField().clean("")
    assert required.value.messages == ["ໃຫ້ຕື່ມຂໍ້ນີ້."]
    with pytest.raises(ValidationError) as long:
        forms.CharField(max_length=3).clean("abcdef")
    assert long.value.messages == ["ຕ້ອງມີບໍ່ເກີນ 3 ຕົວອັກສອນ (ປັດຈຸບັນມີ 6)."]


@pytest.mark.parametrize("validator", [MinimumLengthValidator(10), CommonPasswordValidator()])
def test_django_speaks_lao_about_passwords(lao: None, validator: MinimumLengthValidator) -> None:
    assert has_lao(validator.get_help_text())
    with pytest.raises(ValidationError) as weak:
        validator.validate("password1")
    assert all(has_lao(text) for text in weak.value.messages)


def test_lao_months_and_week_days(lao: None) -> None:
    assert str(dates.MONTHS[3]) == "ມີນາ"
    assert all(has_lao(str(name)) for table in (dates.MONTHS, dates.WEEKDAYS) for name in table.values())


def test_formats_of_both_languages() -> None:
    day = date(2021, 3, 22)
    with translation.override("lo"):
        assert date_format(day) == "22 ມີນາ 2021"
        assert date_format(day, "SHORT_DATE_FORMAT") == "22/03/2021"
        assert number_format(1234567.5, force_grouping=True) == "1.234.567,5"
        assert forms.DateField().clean("22/3/2021") == day
    with translation.override("en"):
        assert date_format(day) == "22 March 2021"
        assert number_format(1234567.5, force_grouping=True) == "1,234,567.5"
        assert forms.DateField().clean("22/3/2021") == day
