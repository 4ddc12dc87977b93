"""Form fields for amounts, as the reader's language writes numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel.problems import ProblemKind
from pokpong.foundation.lao.digits import parse_number
from pokpong.foundation.lao.text import canon
from pokpong.foundation.ui.numbers import number_in
from pokpong.foundation.ui.problems import invalid

NUMBER_UNREADABLE = ProblemKind("number_unreadable", _("This is not a number. Write it like %(example)s."))
EXAMPLE = Decimal("1250.5")


def reader_language() -> str:
    return "lo" if (get_language() or "lo").split("-")[0] == "lo" else "en"


class NumberField(forms.Field):
    """A decimal number in Lao or Arabic figures: 1.250,5 in Lao, 1,250.5 in English. Cleaned: a Decimal or None."""

    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, Decimal):
            whole = value.to_integral_value()
            return number_in(reader_language(), whole if whole == value else value.normalize())
        return value

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        text = canon(str(value)).strip()
        if not text:
            return None
        try:
            return parse_number(text, reader_language())
        except ValueError:
            raise invalid(NUMBER_UNREADABLE, example=number_in(reader_language(), EXAMPLE)) from None
