"""The forms by which services are planned, recorded and corrected."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.actions.services.planning import AMENDABLE
from pokpong.areas.protection.models import Case, Need, Service
from pokpong.areas.protection.rules import services as rules
from pokpong.areas.protection.rules.services import Provided
from pokpong.areas.protection.screens.services.fields import NumberField
from pokpong.areas.protection.vocabulary import services as vocabulary
from pokpong.areas.protection.vocabulary.plan import DOMAINS
from pokpong.foundation.actions.amend import values_at
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.fields import LaoDate, LongText
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.institutions.picker import id_of, organisation_field
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS
from pokpong.registers.people.screens.forms.choices import offer

Choice = tuple[str, str | Promise]
CHOOSE: Choice = ("", _("Choose one"))
NOT_SAID: Choice = ("", _("Not said"))
USUAL_CURRENCY = "LAK"


def select(words: Mapping[str, Any], first: Choice = CHOOSE, **kwargs: Any) -> forms.ChoiceField:
    return forms.ChoiceField(choices=[first, *words.items()], **kwargs)


def note_field(label: Any, help_text: Any = "", **kwargs: Any) -> LongText:
    kwargs.setdefault("required", False)
    box = LongTextBox(attrs={"rows": 3})
    return LongText(label=label, help_text=help_text, limit=rules.NOTE_LIMIT, widget=box, legacy=True, **kwargs)


def reason_field(help_text: Any = "", **kwargs: Any) -> LongText:
    return note_field(_("Reason"), help_text, required=kwargs.pop("required", True))


class AmountFields(PokpongForm):
    """Abstract: how much was given, and what it cost."""

    quantity = NumberField(label=_("How much?"), help_text=_("A number, like 3."), required=False)
    unit = select(vocabulary.UNITS, label=_("Of what?"), required=False)
    cost = NumberField(
        label=_("What did it cost?"),
        help_text=_("Leave it empty when nobody knows. 0 means that it was free."),
        required=False,
    )
    currency = select(vocabulary.CURRENCIES, label=_("Currency"), required=False, initial=USUAL_CURRENCY)

    def amounts(self) -> dict[str, Any]:
        """A unit without a number, or a currency without a cost, says nothing."""
        typed = self.cleaned_data
        return {
            "quantity": typed["quantity"],
            "unit": typed["unit"] if typed["quantity"] is not None else "",
            "cost": typed["cost"],
            "currency": typed["currency"] if typed["cost"] is not None else "",
        }


def outcome_field() -> forms.ChoiceField:
    return select(vocabulary.OUTCOMES, NOT_SAID, label=_("Did it help?"), required=False)


def needs_of(case: Case) -> Sequence[Choice]:
    """The needs of a case, the open ones first."""
    rows = sorted(Need.objects.filter(case=case.pk), key=lambda need: (not need.is_open, need.pk))
    return [(str(need.pk), DOMAINS.get(need.domain, need.domain)) for need in rows]


class ServiceFields(AmountFields):
    """Abstract: what is told of a service."""

    kind = forms.ChoiceField(choices=lambda: [CHOOSE, *SERVICE_KINDS.choices()], label=_("Kind of service"))
    organisation = organisation_field(
        label=_("Who gives it?"),
        help_text=_("Type a part of the name and choose. Empty: we ourselves."),
        required=False,
    )
    need = forms.ChoiceField(label=_("Which need does it answer?"), required=False)
    note = note_field(_("Note"), _("What a colleague must know. It is sealed."))

    def __init__(self, *args: Any, case: Case, **kwargs: Any):
        super().__init__(*args, **kwargs)
        needs = needs_of(case)
        if needs:
            offer(self, "need", [NOT_SAID, *needs])
        else:
            del self.fields["need"]

    def told(self) -> dict[str, Any]:
        typed = self.cleaned_data
        need = typed.get("need")
        return {
            **self.amounts(),
            "organisation": id_of(typed["organisation"]) if typed["organisation"] else None,
            "need": UUID(need) if need else None,
            "outcome": typed.get("outcome", ""),
            "note": typed["note"],
        }


class PlanForm(ServiceFields, ActionForm):
    planned_on = LaoDate(
        label=_("For which day?"), help_text=_("On that day you are reminded. It may stay empty."), required=False
    )

    field_order = ("kind", "planned_on", "organisation", "need", "quantity", "unit", "cost", "currency", "note")

    def arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"kind": typed["kind"], "planned_on": typed["planned_on"], "what": Provided(**self.told())}


class RecordForm(ServiceFields, ActionForm):
    delivered_on = LaoDate(label=_("On which day was it given?"), future=False, initial=clock.today)
    outcome = outcome_field()

    field_order = (
        *("kind", "delivered_on", "organisation", "need", "quantity", "unit", "cost", "currency", "outcome", "note"),
    )

    def arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {"kind": typed["kind"], "delivered_on": typed["delivered_on"], "what": Provided(**self.told())}


class DeliverForm(AmountFields, ActionForm):
    delivered_on = LaoDate(label=_("On which day was it given?"), future=False, initial=clock.today)
    outcome = outcome_field()
    note = note_field(_("Note"), _("What you write here takes the place of the earlier note, which is kept."))

    field_order = ("delivered_on", "quantity", "unit", "cost", "currency", "outcome", "note")

    def arguments(self) -> dict[str, Any]:
        typed = self.cleaned_data
        what = Provided(**self.amounts(), outcome=typed["outcome"], note=typed["note"])
        return {"delivered_on": typed["delivered_on"], "what": what}


class ExtendForm(AmountFields, ActionForm):
    delivered_on = LaoDate(label=_("On which day was it given?"), future=False, initial=clock.today)

    field_order = ("delivered_on", "quantity", "unit", "cost", "currency")

    def arguments(self) -> dict[str, Any]:
        return {"delivered_on": self.cleaned_data["delivered_on"], "what": Provided(**self.amounts())}


class MissForm(ActionForm):
    missed = forms.ChoiceField(
        label=_("Why was it not given?"), choices=list(vocabulary.MISSED.items()), widget=forms.RadioSelect
    )
    reason = reason_field(_("Needed for “another reason”; welcome for the others."), required=False)


class ReasonForm(ActionForm):
    reason = reason_field(_("So that a colleague understands it in a year."))


class AmendServiceForm(ServiceFields, AmendForm):
    """Corrects what was typed; only what the editor changed is sent."""

    planned_on = LaoDate(label=_("For which day?"), required=False)
    delivered_on = LaoDate(label=_("On which day was it given?"), future=False, required=False)
    outcome = outcome_field()

    field_order = (
        *("kind", "planned_on", "delivered_on", "organisation", "need"),
        *("quantity", "unit", "cost", "currency", "outcome", "note"),
    )

    def corrected(self) -> dict[str, Any]:
        """New values by column, of those that differ from what the editor saw."""
        typed, seen = self.cleaned_data, self.initial["columns"]
        days = {name: typed[name] for name in ("planned_on", "delivered_on")}
        new = {**self.told(), **days, "kind": typed["kind"], "note": typed["note"] or None}
        if "need" not in self.fields:
            del new["need"]
        return {name: value for name, value in new.items() if value != seen[name]}


def typed_before(service: Service, base: int) -> dict[str, Any]:
    """What the form of corrections starts with; `columns` are the values its editor saw at version `base`."""
    columns = {name: getattr(service, name) for name in AMENDABLE} | values_at(service, base)
    shown = {name: "" if value is None else value for name, value in columns.items()}
    texts = {name: str(columns[name] or "") for name in ("organisation", "need")}
    days = {name: columns[name] for name in ("planned_on", "delivered_on")}
    return {**shown, **texts, **days, "base": base, "columns": columns}
