"""Form fields of this area: several lines that mean lessons or answers, numbers, lists of data."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.capacity.models import Curriculum
from pokpong.areas.capacity.vocabularies import FUNCTIONS, SEXES, TOPICS
from pokpong.foundation.kernel.money import DECIMALS
from pokpong.foundation.lao.digits import to_arabic_digits
from pokpong.foundation.lao.text import canon
from pokpong.foundation.ui.fields import LongText
from pokpong.registers.institutions.screens.forms import select
from pokpong.registers.programme.models import Project
from pokpong.registers.programme.screens.forms import Figures

STROKE = "|"
NONE = ("", _("None"))


class Lessons(LongText):
    """Lessons, one a line: `hours | name in Lao | name in English`. Cleaned: the lessons as data."""

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        return "\n".join(
            f" {STROKE} ".join(filter(None, (row["hours"], row["names"].get("lo", ""), row["names"].get("en", ""))))
            for row in value
        )

    def clean(self, value: Any) -> Any:
        lines = [line for line in super().clean(value).splitlines() if line.strip()]
        return [lesson_of(line) for line in lines]


def lesson_of(line: str) -> dict[str, Any]:
    """What one line says; a line that says something else gives a lesson that the rules refuse."""
    hours, lao, english = ([part.strip() for part in line.split(STROKE)] + ["", ""])[:3]
    return {"hours": to_arabic_digits(hours).replace(",", "."), "names": {"lo": lao, "en": english}}


class Lines(LongText):
    """Texts, one a line. Cleaned: the list of them."""

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        return [line.strip() for line in canon(super().clean(value)).splitlines() if line.strip()]


def hours_field(**kwargs: Any) -> Figures:
    kwargs.setdefault("max_digits", 7)
    return Figures(decimal_places=2, **kwargs)


def percent_field(**kwargs: Any) -> forms.IntegerField:
    return forms.IntegerField(
        min_value=0, max_value=100, required=False, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs
    )


def cost_field() -> Figures:
    return Figures(label=_("Cost"), max_digits=18, decimal_places=2, min_value=Decimal(0), required=False)


def currency_field() -> forms.ChoiceField:
    return forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in DECIMALS], required=False)


def topics_field(**kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(choices=TOPICS.choices, widget=forms.CheckboxSelectMultiple, **kwargs)


def function_field(**kwargs: Any) -> forms.ChoiceField:
    return select(FUNCTIONS.choices, label=_("Function"), **kwargs)


def sex_field(**kwargs: Any) -> forms.ChoiceField:
    return select(SEXES.choices, label=_("Sex"), **kwargs)


def curriculum_choices(actor: Any) -> list[tuple[str, str]]:
    """Curricula in use."""
    rows = Curriculum.objects.visible_to(actor).filter(state="in_use").order_by("sort_key", "pk")
    return [(str(row.pk), f"{row.name} · {_('Edition')} {row.edition}") for row in rows]


def project_choices(actor: Any, *, closed: bool = False) -> list[tuple[str, Any]]:
    """Projects in sight; those that are closed only when they are asked for."""
    rows = Project.objects.visible_to(actor).order_by("sort_key", "pk")
    rows = rows if closed else rows.exclude(state="closed")
    return [NONE, *((str(row.pk), f"{row.code} · {row.name}") for row in rows)]
