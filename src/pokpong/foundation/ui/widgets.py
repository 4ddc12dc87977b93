"""Form controls of our own. All of them work without script."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise

Data = Mapping[str, Any]
Files = MultiValueDict[str, Any]


class Typed(str):
    """What was typed, and whether its writer wants to keep it as it is after being asked."""

    keep: bool = False


class KeepsText(forms.Widget):
    """Reads the box "keep it as I typed it" that a page shows beside a text it asked about."""

    def value_from_datadict(self, data: Data, files: Files, name: str) -> Typed:
        typed = Typed(data.get(name) or "")
        typed.keep = bool(data.get(f"{name}_keep"))
        return typed


class TextBox(KeepsText, forms.TextInput):
    """One line."""


class LongTextBox(KeepsText, forms.Textarea):
    """Several lines."""


@dataclass(frozen=True)
class DateAnswer:
    """What was typed into the three boxes, untouched."""

    day: str = ""
    month: str = ""
    year: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.day or self.month or self.year)


class LaoDateInput(forms.Widget):
    """Day, month and year in three boxes. Value: a date, a `DateAnswer` or nothing."""

    template_name = "ui/widgets/date.html"
    use_fieldset = True

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        context["widget"]["answer"] = as_date_answer(value)
        return context

    def value_from_datadict(self, data: Data, files: Files, name: str) -> DateAnswer:
        day, month, year = (str(data.get(f"{name}_{part}", "")).strip() for part in ("day", "month", "year"))
        return DateAnswer(day, month, year)

    def value_omitted_from_data(self, data: Data, files: Files, name: str) -> bool:
        return not any(f"{name}_{part}" in data for part in ("day", "month", "year"))

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_day" if id_ else id_


def as_date_answer(value: object) -> DateAnswer:
    if isinstance(value, DateAnswer):
        return value
    if isinstance(value, dt.date):
        return DateAnswer(str(value.day), str(value.month), str(value.year))
    return DateAnswer()


@dataclass(frozen=True)
class Chosen:
    """A choice, and the words for it when it is "other"."""

    value: str = ""
    other: str = ""


class ChoiceOrOther(forms.RadioSelect):
    """Radio buttons of which one opens a box for free words. Value: `Chosen`, a code or nothing."""

    template_name = "ui/widgets/choice_or_other.html"
    other_value = "other"
    other_label: str | Promise = ""

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        chosen = value if isinstance(value, Chosen) else Chosen(str(value or ""))
        context = super().get_context(name, chosen.value, attrs)
        context["widget"] |= {
            "other": chosen.other,
            "other_value": self.other_value,
            "other_label": self.other_label,
        }
        return context

    def value_from_datadict(self, data: Data, files: Files, name: str) -> Chosen:
        return Chosen(str(data.get(name, "")), str(data.get(f"{name}_other", "")).strip())

    def value_omitted_from_data(self, data: Data, files: Files, name: str) -> bool:
        return name not in data and f"{name}_other" not in data


@dataclass(frozen=True)
class PlaceChoice:
    """A place as a picker offers it: its key, its name, and the larger places it lies in."""

    value: str
    label: str
    detail: str = ""

    def as_json(self) -> dict[str, str]:
        """The shape `static/ui/js/places.js` reads: an address answers `{"results": [this, ...]}`."""
        return {"value": self.value, "label": self.label, "detail": self.detail}


class PlaceSource(Protocol):
    """Where places come from; the register of places provides one."""

    def find(self, text: str, limit: int) -> Sequence[PlaceChoice]:
        """Places whose name resembles `text`, best first."""

    def get(self, value: str) -> PlaceChoice | None:
        """The place with this key, or None."""


@dataclass(frozen=True)
class PlaceAnswer:
    """The key that was chosen and the words that were typed."""

    value: str = ""
    text: str = ""


class PlacePicker(forms.Widget):
    """A box that suggests places while typing. Without script the typed words are looked up when the page is sent,
    and when several places match, the page comes back with them as radio buttons. Value: `PlaceAnswer`, a
    `PlaceChoice` or nothing."""

    template_name = "ui/widgets/place.html"
    search_url: str | Promise = ""

    def __init__(self, attrs: dict[str, Any] | None = None):
        super().__init__(attrs)
        self.candidates: Sequence[PlaceChoice] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        answer = PlaceAnswer(value.value, value.label) if isinstance(value, PlaceChoice) else value
        context["widget"] |= {
            "answer": answer if isinstance(answer, PlaceAnswer) else PlaceAnswer(),
            "candidates": self.candidates,
            "search_url": self.search_url,
        }
        return context

    def value_from_datadict(self, data: Data, files: Files, name: str) -> PlaceAnswer:
        return PlaceAnswer(str(data.get(name, "")).strip(), str(data.get(f"{name}_text", "")).strip())

    def value_omitted_from_data(self, data: Data, files: Files, name: str) -> bool:
        return name not in data and f"{name}_text" not in data

    def id_for_label(self, id_: str) -> str:
        return f"{id_}_text" if id_ else id_
