"""Forms of users, roles, slips and one's own account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.access import glass_finders, problems
from pokpong.foundation.access.directories import SHELF
from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import ROLES, Role
from pokpong.foundation.access.rules import REASON_LEAST, Post
from pokpong.foundation.access.screens.fields import OnShelf, PlaceUnless, official_field, organisation_field
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.ui.fields import LaoDate, LongText, Text
from pokpong.foundation.ui.language import installed_languages
from pokpong.foundation.ui.problems import invalid
from pokpong.foundation.ui.widgets import PlaceChoice

# What actions call an argument, and which box of these forms it was typed into.
BOXES = {"role": "roles"}


def role_choices() -> list[tuple[str, SafeString]]:
    """Every role with what it may do, and whether it waits for a supervisor."""
    return [(role.code, role_words(role)) for role in ROLES.values()]


def role_words(role: Role) -> SafeString:
    how = gettext("A case supervisor must approve it.") if role.sees_victims else gettext("Holds at once.")
    return format_html('{} <span class="pk-detail">{} {}</span>', role.words, role.about, how)


class RolesForm(ActionForm):
    """Roles in one place, until a day."""

    whole_country = forms.BooleanField(label=_("The whole country"), required=False)
    place = PlaceUnless(
        source=OnShelf("places"),
        label=_("Place of the roles"),
        help_text=_("Required, unless “The whole country” is ticked. Type a part of the name in Lao or English."),
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=role_choices,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Roles that see persons wait until a case supervisor of the place approves them. The others hold at once."
        ),
    )
    ends = LaoDate(label=_("Last day"), help_text=_("Leave it empty when no end is known."), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if SHELF.place_search:
            self.fields["place"].widget.search_url = SHELF.place_search

    def clean(self) -> dict[str, Any]:
        answers: dict[str, Any] = super().clean() or {}
        if not answers.get("whole_country") and not answers.get("place") and "place" not in self.errors:
            self.add_error("place", invalid(problems.PLACE_MISSING))
        return answers

    @property
    def place_path(self) -> str:
        chosen: PlaceChoice | None = self.cleaned_data["place"]
        return "" if self.cleaned_data["whole_country"] or chosen is None else chosen.value

    def posts(self) -> list[Post]:
        organisation = self.cleaned_data.get("organisation")
        ends = self.cleaned_data["ends"]
        return [Post(role, self.place_path, organisation, ends) for role in self.cleaned_data["roles"]]

    def add_problems(self, problems: Iterable[Problem]) -> None:
        super().add_problems(
            Problem(problem.code, problem.words, BOXES.get(problem.field, problem.field), problem.params)
            for problem in problems
        )


class AskForm(RolesForm):
    """One more role."""

    roles = forms.ChoiceField(  # type: ignore[assignment]  # one of them instead of several
        label=_("Role"),
        choices=role_choices,
        widget=forms.RadioSelect,
        help_text=_("A role that sees persons waits until a case supervisor of the place approves it."),
    )

    def posts(self) -> list[Post]:
        """The one post asked for."""
        return [Post(self.cleaned_data["roles"], self.place_path, None, self.cleaned_data["ends"])]


class InviteForm(RolesForm):
    """Somebody new."""

    display_name = Text(label=_("Name that others see"), help_text=_("As it stands on papers."), limit=120)
    username = Text(
        label=_("User name"), help_text=_("Typed at sign-in: 3 to 40 letters, figures, dots or hyphens."), limit=40
    )
    language = forms.ChoiceField(
        label=_("Language"), choices=installed_languages, widget=forms.RadioSelect, initial="lo"
    )
    organisation = organisation_field()
    official = official_field()
    field_order = [
        "display_name",
        "username",
        "language",
        "organisation",
        "official",
        "whole_country",
        "place",
        "roles",
    ]


class PostForm(RolesForm):
    """A new post: these roles stay, all others end."""

    organisation = organisation_field()
    official = official_field()
    field_order = ["organisation", "official", "whole_country", "place", "roles", "ends"]


class AmendUserForm(AmendForm):
    """Corrections of what was typed at the invitation."""

    display_name = Text(label=_("Name that others see"), limit=120)
    username = Text(label=_("User name"), limit=40)
    organisation = organisation_field()
    official = official_field()


class ReasonForm(ActionForm):
    """Why."""

    reason = LongText(label=_("Reason"), help_text=_("It is kept in the history."), limit=500)


class TakerField(forms.ModelChoiceField):  # type: ignore[type-arg]  # not subscriptable at run time
    """A user by their name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.display_name} ({obj.username})"


class HandOverForm(ActionForm):
    """Who takes over the tasks."""

    hand_over_to = TakerField(
        label=_("Who takes over the open tasks?"), queryset=User.objects.none(), empty_label=_("Choose one")
    )

    def __init__(self, *args: Any, takers: Any, needed: bool = True, **kwargs: Any):
        super().__init__(*args, **kwargs)
        field: Any = self.fields["hand_over_to"]
        field.queryset = takers
        field.required = needed
        if not needed:
            del self.fields["hand_over_to"]


class LeaveForm(HandOverForm):
    """The end of somebody's work here."""

    reason = LongText(label=_("Reason"), help_text=_("It is kept in the history."), limit=500)
    field_order = ["reason", "hand_over_to"]


class PressForm(ActionForm):
    """One button and nothing to type."""


class LanguageForm(ActionForm):
    language = forms.ChoiceField(label=_("Language"), choices=installed_languages, widget=forms.RadioSelect)


class ContactForm(ActionForm):
    """How the daily word that something waits reaches its reader."""

    notify_by = forms.ChoiceField(
        label=_("Daily message that something waits for you"),
        choices=(("none", _("No message")), ("email", _("By e-mail")), ("sms", _("By text message"))),
        widget=forms.RadioSelect,
        help_text=_("It says only that something waits, never what or about whom."),
    )
    notify_address = Text(label=_("E-mail address or telephone number"), limit=120, required=False)


class GlassForm(ActionForm):
    """Which record, and why it must be seen now."""

    kind = forms.ChoiceField(label=_("Kind of record"), choices=glass_finders.choices, widget=forms.RadioSelect)
    number = Text(label=_("Number of the record"), limit=40)
    reason = LongText(
        label=_("Why must you see it now?"),
        help_text=format_lazy(_("At least {least} letters. Your supervisors read it."), least=REASON_LEAST),
        limit=1000,
    )


class VerdictForm(ActionForm):
    verdict = forms.ChoiceField(
        label=_("Was it needed?"),
        choices=(("needed", _("Yes, it was needed")), ("not_needed", _("No, it was not needed"))),
        widget=forms.RadioSelect,
    )
