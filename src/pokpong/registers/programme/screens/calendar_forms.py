"""Forms about calendars and figures of population."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import lazystr
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.lao.dates import month_name
from pokpong.foundation.lao.digits import to_arabic_digits
from pokpong.foundation.ui.fields import Text
from pokpong.registers.institutions.screens.forms import ticks
from pokpong.registers.places.picker import place_field
from pokpong.registers.programme.rules.calendar import KIND_WORDS, MONTHS_OF
from pokpong.registers.programme.rules.population import LONGEST_SOURCE, USUAL_BANDS
from pokpong.registers.programme.screens.forms import NameFields, plain_number
from pokpong.registers.programme.screens.tables import band_words


class _Month:
    def __init__(self, number: int):
        self.number = number

    def __str__(self) -> str:
        return month_name(self.number, "en" if (get_language() or "lo").startswith("en") else "lo")


class Whole(forms.IntegerField):
    """A whole number in Lao or Arabic figures, with points, commas or spaces between thousands."""

    def __init__(self, **kwargs: Any):
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_number(value) if isinstance(value, str) else value)


class Year(forms.IntegerField):
    """A year in Lao or Arabic figures."""

    def __init__(self, **kwargs: Any):
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(to_arabic_digits(value) if isinstance(value, str) else value)


class CalendarFields(NameFields):
    """Abstract: what is typed about a calendar."""

    start_month = forms.TypedChoiceField(
        label=_("Month in which the year begins"),
        choices=[(number, lazystr(_Month(number))) for number in range(1, 13)],
        coerce=int,
    )
    start_day = forms.IntegerField(label=_("Day on which the year begins"), initial=1, min_value=1, max_value=28)
    parts = ticks([(part, KIND_WORDS[part]) for part in MONTHS_OF], label=_("Parts of the year"))
    year_name_lo = Text(
        label=_("How a year is called, in Lao"), help_text=_("{year} stands for the number of the year."), limit=60
    )
    year_name_en = Text(label=_("How a year is called, in English"), limit=60, required=False)
    named_by_end = forms.BooleanField(label=_("Named after the year in which it ends"), required=False)

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        typed = self.cleaned_data
        return {
            "names": self.names(),
            "start_month": typed["start_month"],
            "start_day": typed["start_day"],
            "parts": [part for part in MONTHS_OF if part in typed["parts"]],
            "year_names": {"lo": typed["year_name_lo"], "en": typed["year_name_en"]},
            "named_by_end": typed["named_by_end"],
        }


class CalendarForm(CalendarFields, ActionForm):
    """A new calendar."""

    code = Text(label=_("Code"), help_text=_("Short and unique, such as us_fiscal."), limit=30)
    field_order = ("code",)


class AmendCalendarForm(CalendarFields, AmendForm):
    """Changes of a calendar."""


class YearForm(ActionForm):
    year = Year(label=_("Year"), help_text=_("The number after which the year is named."))


class TakeForm(ActionForm):
    """That a calendar which comes with Pokpong is taken over."""


def _key(sex: str, band: str) -> str:
    return f"{sex}_{band.replace('-', '_').replace('+', '_up')}"


class FiguresForm(ActionForm):
    """The figures of one source for one place and year: women and men of each usual age group."""

    place = place_field(label=_("Place"), help_text=_("Empty: the whole country."), required=False)
    year = Year(label=_("Year"))
    source = Text(
        label=_("Source"), help_text=_("Such as: census of 2015, Lao Statistics Bureau."), limit=LONGEST_SOURCE
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for band in USUAL_BANDS:
            for sex, words in (("female", _("Women")), ("male", _("Men"))):
                self.fields[_key(sex, band)] = Whole(
                    label=format_lazy("{}, {}", words, band_words(band)), required=False
                )

    @property
    def place_path(self) -> str:
        place = self.cleaned_data["place"]
        return place.value if place else ""

    def figures(self) -> list[dict[str, Any]]:
        """Those that were filled in."""
        found = [
            {"sex": sex, "age_band": band, "count": self.cleaned_data[_key(sex, band)]}
            for band in USUAL_BANDS
            for sex in ("female", "male")
        ]
        return [one for one in found if one["count"] is not None]


class AmendFigureForm(AmendForm):
    count = Whole(label=_("Number of people"))
