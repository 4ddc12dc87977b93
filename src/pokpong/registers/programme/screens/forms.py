"""Forms about projects, donors, money and frameworks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.kernel.money import DECIMALS
from pokpong.foundation.lao.digits import to_arabic_digits
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.registers.institutions.picker import id_of, organisation_field
from pokpong.registers.institutions.screens.forms import select
from pokpong.registers.institutions.screens.places import PlaceLines
from pokpong.registers.programme.rules import common
from pokpong.registers.programme.rules.framework import LEVEL_WORDS


class Figures(forms.DecimalField):
    """An amount in Lao or Arabic figures, with points, commas or spaces between thousands."""

    def __init__(self, **kwargs: Any):
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(plain_number(value) if isinstance(value, str) else value)


def plain_number(text: str) -> str:
    """`1.234.567`, `1,234,567.50` and `໑ ໒໓໔` as a machine reads them; what is unclear is left for the field."""
    found = to_arabic_digits(text).replace("\u00a0", "").replace(" ", "")
    if found.count(",") > 1 or ("," in found and "." in found and found.rfind(",") < found.rfind(".")):
        found = found.replace(",", "")
    elif found.count(".") > 1 or ("," in found and "." in found):
        found = found.replace(".", "")
    head, comma, tail = found.partition(",")
    if comma:
        found = head + tail if len(tail) == 3 else f"{head}.{tail}"
    head, point, tail = found.partition(".")
    return head + tail if point and len(tail) == 3 and "," not in text else found


class NameFields(PokpongForm):
    """Abstract: a name in two languages."""

    name_lo = Text(label=_("Name in Lao"), limit=common.LONGEST_NAME, legacy=True)
    name_en = Text(label=_("Name in English"), limit=common.LONGEST_NAME, required=False)

    def names(self) -> dict[str, str]:
        return {"lo": self.cleaned_data["name_lo"], "en": self.cleaned_data["name_en"]}


class ProjectFields(NameFields):
    """Abstract: what is typed about a project."""

    code = Text(label=_("Code"), help_text=_("Short and unique, such as CTIP2."), limit=30)
    lead = organisation_field(label=_("Lead organisation"))
    places = PlaceLines(label=_("Places"), help_text=_("One a line: provinces, districts or villages."), required=False)
    everywhere = forms.BooleanField(label=_("In the whole country"), required=False)
    starts = LaoDate(label=_("First day"))
    ends = LaoDate(label=_("Last day"), required=False)
    about_lo = LongText(label=_("What it is about, in Lao"), limit=common.LONGEST_ABOUT, required=False)
    about_en = LongText(label=_("What it is about, in English"), limit=common.LONGEST_ABOUT, required=False)
    field_order = ("code", "name_lo", "name_en", "lead")

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        typed = self.cleaned_data
        return {
            "code": typed["code"],
            "names": self.names(),
            "about": {"lo": typed["about_lo"], "en": typed["about_en"]},
            "starts": typed["starts"],
            "ends": typed["ends"],
            "lead_id": id_of(typed["lead"]),
            "place_paths": [""] if typed["everywhere"] else typed["places"],
        }


class ProjectForm(ProjectFields, ActionForm):
    """A new project."""


class AmendProjectForm(ProjectFields, AmendForm):
    """Changes of a project."""


class ReasonForm(ActionForm):
    reason = LongText(label=_("Reason"), limit=300)


class BeginForm(ActionForm):
    """That something begins: nothing need be said."""


class DonorFields(NameFields):
    """Abstract: what is typed about a donor."""

    organisation = organisation_field(
        label=_("Organisation"),
        help_text=_("Users with the role of a donor for this organisation see the projects it pays for."),
        required=False,
    )

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        return {"names": self.names(), "organisation_id": id_of(self.cleaned_data["organisation"])}


class DonorForm(DonorFields, ActionForm):
    """A new donor."""


class AmendDonorForm(DonorFields, AmendForm):
    """Changes of a donor."""


class FundingFields(PokpongForm):
    """Abstract: what is typed about the money of a donor."""

    currency = forms.ChoiceField(label=_("Currency"), choices=[(code, code) for code in DECIMALS])
    amount = Figures(label=_("Amount"), max_digits=20)
    starts = LaoDate(label=_("First day"))
    ends = LaoDate(label=_("Last day"), required=False)
    reference = Text(label=_("Number of the agreement"), limit=80, required=False)

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        return {name: self.cleaned_data[name] for name in ("currency", "amount", "starts", "ends", "reference")}


class FundingForm(FundingFields, ActionForm):
    """Money of a donor for a project."""

    donor = forms.ChoiceField(label=_("Donor"))
    field_order = ("donor",)

    def __init__(self, *args: Any, donors: Sequence[tuple[UUID, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.offer("donor", [("", _("Choose one")), *((str(key), words) for key, words in donors)])


class AmendFundingForm(FundingFields, AmendForm):
    """Changes of what a donor pays."""


class FrameworkForm(NameFields, ActionForm):
    """A new framework."""


class AmendFrameworkForm(NameFields, AmendForm):
    """Another name for a framework."""


class ResultFields(NameFields):
    """Abstract: what is typed about a result."""

    level = select(lambda: list(LEVEL_WORDS.items()), label=_("Level"))
    code = Text(label=_("Code"), help_text=_("As in the framework, such as IR1.2."), limit=20)
    field_order = ("level", "parent", "code", "name_lo", "name_en")

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        typed = self.cleaned_data
        return {"level": typed["level"], "code": typed["code"], "names": self.names()}


class ResultForm(ResultFields, ActionForm):
    """A new result below one of `parents` (id and words)."""

    parent = forms.ChoiceField(label=_("Stands under"), required=False)

    def __init__(self, *args: Any, parents: Sequence[tuple[UUID, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer_parents(self, parents)


class AmendResultForm(ResultFields, AmendForm):
    """Changes of a result."""


class PlaceResultForm(ActionForm):
    """Where in the tree a result stands."""

    parent = forms.ChoiceField(label=_("Stands under"), required=False)
    position = forms.IntegerField(
        label=_("Position among its neighbours"), help_text=_("1 is the first one."), min_value=1
    )

    def __init__(self, *args: Any, parents: Sequence[tuple[UUID, str]], **kwargs: Any):
        super().__init__(*args, **kwargs)
        offer_parents(self, parents)


def offer_parents(form: PokpongForm, parents: Sequence[tuple[UUID, str]]) -> None:
    form.offer("parent", [("", _("Under none: it is a goal")), *((str(key), words) for key, words in parents)])
