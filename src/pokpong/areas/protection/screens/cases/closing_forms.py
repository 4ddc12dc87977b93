"""The form by which the closure of a case is asked for."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.protection.rules import closing as rules
from pokpong.areas.protection.vocabulary import cases as vocabulary
from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.ui.fields import LongText


class CloseCaseForm(ActionForm):
    reasons = forms.MultipleChoiceField(
        label=_("Why can the case be closed?"),
        help_text=_("That somebody does not work with the police, or has no formal identification, is no reason."),
        choices=list(vocabulary.CLOSURE_REASONS.items()),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one reason for the closure.")},
    )
    told = forms.ChoiceField(
        label=_("Does the person know, and agree?"),
        choices=list(vocabulary.TOLD.items()),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose whether the person knows of the closure.")},
    )
    wishes = LongText(
        label=_("What the person wishes"),
        help_text=_("In their own words; needed when they do not agree."),
        limit=rules.SUMMARY_LIMIT,
        required=False,
    )
    summary = LongText(
        label=_("What was reached, and what is left?"),
        help_text=_("Also whom the person can call if they need help again. It is sealed."),
        limit=rules.SUMMARY_LIMIT,
        error_messages={"required": _("Write what was reached and what is left.")},
    )
    follow_ups_go_on = forms.BooleanField(
        label=_("Follow the person up after the closure"),
        help_text=_("What is planned goes on, and the usual visits begin anew. Not ticked: all are cancelled."),
        required=False,
        initial=True,
    )
    field_order = ("reasons", "told", "wishes", "summary", "follow_ups_go_on", "call_id")
