"""Form fields of our own: Lao text in canonical form, dates, a choice with "other", a place."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language

from pokpong.foundation.lao.keyboard import rescue
from pokpong.foundation.lao.text import canon, fold
from pokpong.foundation.ui import problems
from pokpong.foundation.ui.dates import check_limits, day_of
from pokpong.foundation.ui.numbers import number_in
from pokpong.foundation.ui.widgets import (
    ChoiceOrOther,
    Chosen,
    DateAnswer,
    LaoDateInput,
    LongTextBox,
    PlaceAnswer,
    PlaceChoice,
    PlacePicker,
    PlaceSource,
    TextBox,
    Typed,
)

Words = str | Promise
CANDIDATES = 12  # how many places a page offers to choose from
REPLACEMENT = "\ufffd"  # what a decoder leaves where it could not read a letter


def counted(number: int) -> str:
    return number_in((get_language() or "lo").split("-")[0], number)


class Text(forms.CharField):
    """One line of text, stored canonical. Says how many letters are too many instead of cutting what is pasted.

    `legacy` asks back once when the text looks typed for an old Lao font, and shows what it would say; the person who
    typed it may keep it as it is.
    """

    widget = TextBox

    def __init__(self, *, limit: int = 200, legacy: bool = False, **kwargs: Any):
        self.limit = limit
        self.legacy = legacy
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        return canon(super().to_python(value) or "").strip()

    def clean(self, value: Any) -> str:
        text: str = super().clean(value)
        kept = isinstance(value, Typed) and value.keep
        if self.legacy and not kept and (rescued := rescue(text)):
            raise problems.invalid(problems.TEXT_OLD_FONT, rescued=rescued)
        return text

    def validate(self, value: str) -> None:
        super().validate(value)
        if len(value) > self.limit:
            raise problems.invalid(problems.TEXT_TOO_LONG, limit=counted(self.limit), length=counted(len(value)))
        if REPLACEMENT in value:
            raise problems.invalid(problems.TEXT_BROKEN)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        if isinstance(widget, forms.Textarea):
            attrs["data-pk-limit"] = str(self.limit)
        return attrs


class LongText(Text):
    """Several lines of text, with a count of the letters that are left."""

    def __init__(self, *, limit: int = 4000, **kwargs: Any):
        kwargs.setdefault("widget", LongTextBox(attrs={"rows": 5}))
        super().__init__(limit=limit, **kwargs)


class LaoDate(forms.Field):
    """A day in three boxes; Lao and Arabic figures. `future=False` refuses days after today.

    `earliest` and `latest` are days or functions that give one. Cleaned value: a `datetime.date` or None.
    """

    widget = LaoDateInput

    def __init__(
        self,
        *,
        future: bool = True,
        earliest: dt.date | Callable[[], dt.date] | None = None,
        latest: dt.date | Callable[[], dt.date] | None = None,
        **kwargs: Any,
    ):
        self.future = future
        self.earliest = earliest
        self.latest = latest
        super().__init__(**kwargs)

    def to_python(self, value: DateAnswer | dt.date | None) -> dt.date | None:
        if value is None or isinstance(value, dt.date):
            return value
        return None if value.is_empty else day_of(value)

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        if value is not None:
            check_limits(value, future=self.future, earliest=self.earliest, latest=self.latest)

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(initial != self.to_python(data))
        except forms.ValidationError:
            return True


class ChoiceOrOtherField(forms.ChoiceField):
    """One of a few choices, the last of which is "other" with words of one's own. Cleaned value: `Chosen`."""

    widget = ChoiceOrOther

    def __init__(self, *, other_label: Words, limit: int = 200, **kwargs: Any):
        super().__init__(**kwargs)
        self.words = Text(limit=limit, required=False)
        self.widget.other_label = other_label

    def to_python(self, value: Any) -> Chosen:
        return value if isinstance(value, Chosen) else Chosen(str(value or ""))

    def validate(self, value: Chosen) -> None:
        super().validate(value.value)
        if value.value == ChoiceOrOther.other_value and not value.other:
            raise problems.invalid(problems.OTHER_MISSING)

    def clean(self, value: Any) -> Chosen:
        chosen: Chosen = super().clean(value)
        # Words left in the box of a choice that was taken back do not count.
        is_other = chosen.value == ChoiceOrOther.other_value
        return Chosen(chosen.value, self.words.clean(chosen.other) if is_other else "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        return self.to_python(initial) != self.to_python(data)


class PlaceField(forms.Field):
    """A place, picked or typed. Cleaned value: a `PlaceChoice`, or None when nothing was asked for."""

    widget = PlacePicker

    def __init__(self, *, source: PlaceSource, search_url: Words = "", **kwargs: Any):
        super().__init__(**kwargs)
        self.source = source
        self.widget.search_url = search_url

    def prepare_value(self, value: Any) -> Any:
        return self.source.get(value) if isinstance(value, str) and value else value

    def clean(self, value: PlaceAnswer | None) -> PlaceChoice | None:
        answer = value or PlaceAnswer()
        text = canon(answer.text).strip()
        if not answer.value and not text:
            if self.required:
                raise forms.ValidationError(self.error_messages["required"], code="required")
            return None
        picked = self.source.get(answer.value) if answer.value else None
        if picked is not None and (not text or self.is_named(picked, text) or self.was_offered(answer)):
            return picked
        return self.look_up(text)

    def is_named(self, place: PlaceChoice, text: str) -> bool:
        """Whether the words in the box are still those of the place that was picked before."""
        return fold(text) in {fold(place.label), fold(f"{place.label}, {place.detail}")}

    def was_offered(self, answer: PlaceAnswer) -> bool:
        """Whether the key was chosen among the candidates for exactly these words."""
        return any(place.value == answer.value for place in self.source.find(canon(answer.text).strip(), CANDIDATES))

    def look_up(self, text: str) -> PlaceChoice:
        found = self.source.find(text, CANDIDATES) if text else []
        exact = [place for place in found if fold(place.label) == fold(text)]
        if len(exact) == 1:
            return exact[0]
        if not found:
            raise problems.invalid(problems.PLACE_NOT_FOUND)
        self.widget.candidates = exact or found
        raise problems.invalid(problems.PLACE_SEVERAL)

    def has_changed(self, initial: Any, data: Any) -> bool:
        before = getattr(initial, "value", initial) or ""
        return bool(before != (data.value if isinstance(data, PlaceAnswer) else data or ""))
