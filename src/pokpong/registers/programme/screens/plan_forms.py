"""Forms about plans, activities and progress."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.money import DECIMALS
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.registers.institutions.models import Committee
from pokpong.registers.institutions.picker import id_of, official_field, organisation_field
from pokpong.registers.places.picker import place_field
from pokpong.registers.programme.models import Plan, Project, Result
from pokpong.registers.programme.plan_words import EVIDENCE
from pokpong.registers.programme.rules.plans import LONGEST_CODE, LONGEST_TEXT
from pokpong.registers.programme.rules.progress import LONGEST_REASON
from pokpong.registers.programme.screens.forms import Figures, NameFields

Choices = Sequence[tuple[str, str]]
NONE = ("", _("None"))


def choose(form: PokpongForm, name: str, choices: Choices) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = [NONE, *choices]


class MoneyFields(PokpongForm):
    """Abstract: an amount in each currency; `money_prefix` is how the fields begin."""

    money_prefix = "budget"

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for currency in DECIMALS:
            self.fields[f"{self.money_prefix}_{currency}"] = Figures(
                label=_("Money in %(currency)s") % {"currency": currency},
                required=False,
                max_digits=18,
                decimal_places=DECIMALS[currency],
                min_value=0,
            )

    def money(self) -> dict[str, str]:
        """`{currency: amount as text}`, empty fields left out."""
        typed = {name: self.cleaned_data.get(f"{self.money_prefix}_{name}") for name in DECIMALS}
        return {name: str(amount) for name, amount in typed.items() if amount is not None}


def money_given(prefix: str, amounts: dict[str, str]) -> dict[str, Any]:
    return {f"{prefix}_{currency}": Decimal(amount) for currency, amount in amounts.items()}


class PlanFields(MoneyFields, NameFields):
    """Abstract: what is typed about a plan."""

    money_prefix = "stated"
    code = Text(label=_("Code"), help_text=_("Short and unique, such as CPS-2027."), limit=LONGEST_CODE)
    committee = forms.ChoiceField(
        label=_("Committee"), help_text=_("Whose plan it is: a committee or an organisation."), required=False
    )
    organisation = organisation_field(label=_("Organisation"), required=False)
    place = place_field(label=_("Place"), help_text=_("Empty: the whole country."), required=False)
    project = forms.ChoiceField(label=_("Project"), required=False)
    starts = LaoDate(label=_("First day"))
    ends = LaoDate(label=_("Last day"))
    field_order = ("code", "name_lo", "name_en", "committee", "organisation", "place", "project", "starts", "ends")

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        boards = Committee.objects.visible_to(actor).filter(state="active").order_by("place_path", "pk")
        choose(self, "committee", [(str(row.pk), row.name) for row in boards])
        projects = Project.objects.visible_to(actor).exclude(state="closed").order_by("sort_key", "pk").distinct()
        choose(self, "project", [(str(row.pk), f"{row.code} · {row.name}") for row in projects])
        for currency in DECIMALS:
            field = self.fields[f"stated_{currency}"]
            field.label = _("Money that the plan needs, in %(currency)s") % {"currency": currency}

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        typed = self.cleaned_data
        return {
            "code": typed["code"],
            "names": self.names(),
            "committee_id": id_of(typed["committee"]),
            "organisation_id": id_of(typed["organisation"]),
            "place_path": typed["place"].value if typed["place"] else "",
            "project_id": id_of(typed["project"]),
            "starts": typed["starts"],
            "ends": typed["ends"],
            "stated": self.money(),
        }


class PlanForm(PlanFields, ActionForm):
    """A new plan."""


class AmendPlanForm(PlanFields, AmendForm):
    """Changes of a draft."""


class ActivityFields(MoneyFields, NameFields):
    """Abstract: what is typed about an activity of `plan`."""

    code = Text(label=_("Code"), help_text=_("Unique in the plan, such as 1.2."), limit=LONGEST_CODE)
    result = forms.ChoiceField(label=_("Result"), required=False)
    place = place_field(label=_("Place"), help_text=_("Empty: the place of the plan."), required=False)
    starts = LaoDate(label=_("First day"))
    ends = LaoDate(label=_("Last day"))
    organisation = organisation_field(label=_("Responsible organisation"), required=False)
    participants_expected = forms.IntegerField(label=_("Participants expected"), required=False, min_value=0)
    evidence_wanted = forms.MultipleChoiceField(
        label=_("Evidence wanted"),
        choices=list(EVIDENCE.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    field_order = (
        *("code", "name_lo", "name_en", "result", "place", "starts", "ends", "official", "organisation"),
        *("participants_expected", *(f"budget_{currency}" for currency in DECIMALS), "evidence_wanted"),
    )

    def __init__(self, *args: Any, actor: Any, plan: Plan, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["official"] = official_field(actor, label=_("Responsible official"), required=False)
        rows = Result.objects.filter(framework__project=plan.project_id, framework__state="in_force", state="active")
        self.results = [(str(row.pk), f"{row.code} · {row.name}") for row in rows.order_by("path")]
        choose(self, "result", self.results)
        self.order_fields(self.field_order)

    def values(self) -> dict[str, Any]:
        """By the names that the actions use for changes."""
        typed = self.cleaned_data
        return {
            "code": typed["code"],
            "names": self.names(),
            "place_path": typed["place"].value if typed["place"] else self.plan.place_path,
            "starts": typed["starts"],
            "ends": typed["ends"],
            "result_id": id_of(typed["result"]),
            "official_id": id_of(typed["official"]),
            "organisation_id": id_of(typed["organisation"]),
            "participants_expected": typed["participants_expected"],
            "evidence_wanted": typed["evidence_wanted"],
        }


class ActivityForm(ActivityFields, ActionForm):
    """A new activity."""


class AmendActivityForm(ActivityFields, AmendForm):
    """Changes of an activity."""

    def __init__(self, *args: Any, kept: Result | None = None, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if kept is not None and str(kept.pk) not in {key for key, _words in self.results}:
            # A result of an earlier framework stays until somebody chooses another one.
            choose(self, "result", [*self.results, (str(kept.pk), f"{kept.code} · {kept.name}")])


class DropActivityForm(ActionForm):
    reason = LongText(label=_("Reason"), limit=300, required=False)


class ReasonForm(ActionForm):
    reason = LongText(label=_("Reason"), limit=300)


class StepForm(ActionForm):
    """A step of a plan that needs no words."""


class CloseForm(ActionForm):
    """How a plan ended."""

    achieved = LongText(label=_("What was achieved?"), limit=LONGEST_TEXT)
    learnt = LongText(label=_("What was learnt?"), limit=LONGEST_TEXT)


class ProgressForm(ActionForm):
    state = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=[("done", _("Done")), ("partly", _("Partly done")), ("postponed", _("Postponed"))],
        widget=forms.RadioSelect,
    )
    day = LaoDate(label=_("On which day?"), future=False, initial=clock.today)
    reason = LongText(
        label=_("What was done, or why is it postponed?"),
        help_text=_("Without the name of anybody who is helped."),
        limit=LONGEST_REASON,
        required=False,
    )
    new_end = LaoDate(label=_("New last day"), help_text=_("When it is postponed."), required=False)
