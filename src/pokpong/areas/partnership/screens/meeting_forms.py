"""The forms of meetings and their decisions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from pokpong.areas.partnership.models import AgendaItem
from pokpong.areas.partnership.queries.meetings import Seat
from pokpong.areas.partnership.rules import decisions as decision_rules
from pokpong.areas.partnership.rules import meetings as rules
from pokpong.areas.partnership.rules.meetings import Entry
from pokpong.areas.partnership.vocabulary import MEETING_KINDS, OUTCOMES, PRESENCES
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.institutions.models import Committee
from pokpong.registers.institutions.picker import id_of, official_field
from pokpong.registers.institutions.screens.forms import select
from pokpong.registers.programme.picker import activity_field

NOBODY_HELPED = _("Never write the name or the story of anybody whom the programme helps.")


def official_of(value: Any) -> UUID | None:
    return id_of(value) if value else None


class MeetingFields(PokpongForm):
    """Abstract: what is typed about a meeting."""

    kind = select(MEETING_KINDS.choices, label=_("Kind"))
    subject = Text(label=_("What is it about?"), help_text=NOBODY_HELPED, limit=rules.LONGEST_SUBJECT, legacy=True)
    day = LaoDate(label=_("On which day?"))
    time = Text(label=_("At what time?"), help_text=_("For example 9:00."), limit=5, required=False)
    venue = Text(label=_("Where?"), limit=rules.LONGEST_SUBJECT, required=False, legacy=True)

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["activity"] = activity_field(
            actor,
            label=_("Activity of a plan"),
            help_text=_("Which planned activity it carries, if any."),
            required=False,
        )

    def values(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {name: typed[name] for name in ("kind", "subject", "day", "time", "venue")}

    def activity_id(self) -> UUID | None:
        return official_of(self.cleaned_data["activity"])


class PlanMeetingForm(MeetingFields, ActionForm):
    """A new meeting, with its agenda."""

    agenda = LongText(
        label=_("Agenda"),
        help_text=_("One point a line, in their order. Decisions that are not done are added by themselves."),
        limit=rules.MOST_ITEMS * rules.LONGEST_ITEM,
        required=False,
        widget=LongTextBox(attrs={"rows": 6}),
    )
    field_order = ["committee", "kind", "subject", "day", "time", "venue", "agenda", "activity"]

    def __init__(self, *args: Any, committees: Sequence[Committee], **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices = [("", _("Choose one")), *((str(row.pk), row.name) for row in committees)]
        self.fields["committee"] = forms.ChoiceField(label=_("Committee"), choices=choices)
        self.order_fields(self.field_order)


class AmendMeetingForm(MeetingFields, AmendForm):
    """Changes of a meeting to come."""


class AgendaForm(ActionForm):
    agenda = LongText(
        label=_("Agenda"),
        help_text=_("One point a line, in their order."),
        limit=rules.MOST_ITEMS * rules.LONGEST_ITEM,
        widget=LongTextBox(attrs={"rows": 10}),
    )

    def lines(self) -> list[str]:
        return lines_of(self.cleaned_data["agenda"])


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class OfficialForm(ActionForm):
    """One official."""

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["official"] = official_field(
            actor, label=_("Official"), help_text=_("Type a part of the name or the post, and choose.")
        )


@dataclass(frozen=True)
class Group:
    """The fields about one official on the page of attendance."""

    name: str
    presence: BoundField
    deputy: BoundField
    deputy_name: BoundField

    @property
    def opened(self) -> bool:
        sent = self.presence.value() == "sent" or bool(self.deputy.errors or self.deputy_name.errors)
        return sent or bool(self.deputy.value() or self.deputy_name.value())


class AttendanceForm(ActionForm):
    """Who came: one group of fields for everybody who is invited."""

    def __init__(self, *args: Any, actor: Any, seats: Sequence[Seat], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.seats = list(seats)
        for seat in self.seats:
            self._add(seat, actor)

    def _add(self, seat: Seat, actor: Any) -> None:
        row, key = seat.row, seat.key
        self.fields[f"presence_{key}"] = forms.ChoiceField(
            label=f"{seat.official.name} · {seat.official.post}",
            choices=list(PRESENCES.items()),
            widget=forms.RadioSelect,
            initial=(row.presence if row is not None else "") or "present",
        )
        self.fields[f"deputy_{key}"] = official_field(
            actor,
            label=_("An official"),
            required=False,
            initial=str(row.deputy_id) if row is not None and row.deputy_id else None,
        )
        self.fields[f"deputy_name_{key}"] = Text(
            label=_("Or the name of somebody else who works here"),
            limit=rules.LONGEST_NAME,
            required=False,
            initial=row.deputy_name if row is not None else "",
        )

    @property
    def groups(self) -> list[Group]:
        return [
            Group(
                seat.official.name,
                self[f"presence_{seat.key}"],
                self[f"deputy_{seat.key}"],
                self[f"deputy_name_{seat.key}"],
            )
            for seat in self.seats
        ]

    def entries(self) -> dict[str, Entry]:
        typed = self.cleaned_data
        return {
            seat.key: Entry(
                typed[f"presence_{seat.key}"],
                str(official_of(typed[f"deputy_{seat.key}"]) or ""),
                typed[f"deputy_name_{seat.key}"],
            )
            for seat in self.seats
        }


class MinutesForm(ActionForm):
    """What was said of each point."""

    def __init__(self, *args: Any, items: Sequence[AgendaItem], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.items = list(items)
        for number, item in enumerate(self.items, start=1):
            self.fields[f"minutes_{item.pk}"] = LongText(
                label=f"{number}. {item.text}",
                help_text=NOBODY_HELPED if number == 1 else "",
                limit=rules.LONGEST_MINUTES,
                required=False,
                initial=item.minutes,
                widget=LongTextBox(attrs={"rows": 5}),
            )

    def written(self) -> dict[str, str]:
        return {str(item.pk): self.cleaned_data[f"minutes_{item.pk}"] for item in self.items}


class ReasonForm(ActionForm):
    reason = Text(label=_("Why?"), limit=decision_rules.LONGEST)


class ResultForm(ActionForm):
    result = Text(label=_("What was done?"), help_text=NOBODY_HELPED, limit=decision_rules.LONGEST)


class DecisionFields(PokpongForm):
    """Abstract: what is typed about a decision."""

    text = Text(label=_("What was decided?"), help_text=NOBODY_HELPED, limit=decision_rules.LONGEST, legacy=True)
    due = LaoDate(label=_("Until when?"))
    field_order = ["text", "owner", "due", "item"]

    def __init__(self, *args: Any, actor: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        # The action says itself that a decision needs an owner, in words that say why.
        self.fields["owner"] = official_field(
            actor,
            label=_("Which official does it?"),
            help_text=_("Type a part of the name or the post, and choose."),
            required=False,
        )
        self.order_fields(self.field_order)

    def owner_id(self) -> UUID | None:
        return official_of(self.cleaned_data["owner"])


class DecisionForm(DecisionFields, ActionForm):
    """A new decision; at a meeting, under one of its points."""

    def __init__(self, *args: Any, items: Sequence[AgendaItem] = (), **kwargs: Any):
        super().__init__(*args, **kwargs)
        if items:
            choices = [("", _("None of them")), *((str(item.pk), item.text) for item in items)]
            self.fields["item"] = forms.ChoiceField(label=_("Point of the agenda"), choices=choices, required=False)

    def item_id(self) -> UUID | None:
        return official_of(self.cleaned_data.get("item"))


class AmendDecisionForm(DecisionFields, AmendForm):
    """Changes of an open decision."""


class ReviewForm(ActionForm):
    """What a later meeting said."""

    outcome = forms.ChoiceField(label=_("How does it stand?"), choices=list(OUTCOMES.items()), widget=forms.RadioSelect)
    remark = Text(label=_("What was said?"), help_text=NOBODY_HELPED, limit=decision_rules.LONGEST, required=False)
    new_due = LaoDate(label=_("New day until which it is done"), required=False)
