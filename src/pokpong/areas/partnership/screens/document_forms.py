"""The forms of documents."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from pokpong.areas.partnership.rules import documents as rules
from pokpong.areas.partnership.rules.names import Stranger
from pokpong.areas.partnership.screens.meeting_forms import NOBODY_HELPED, official_of
from pokpong.areas.partnership.vocabulary import DOCUMENT_KINDS
from pokpong.foundation.actions.forms import ActionForm, AmendForm
from pokpong.foundation.ui.fields import LongText, Text
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.picker import official_field


class DraftForm(ActionForm):
    """Which document."""

    def __init__(self, *args: Any, kinds: Sequence[str], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Which document?"),
            choices=[(kind, DOCUMENT_KINDS[kind]) for kind in kinds],
            widget=forms.RadioSelect,
        )


def body_field(language_words: Any, *, required: bool) -> LongText:
    return LongText(
        label=language_words,
        help_text=_("“# ” begins a heading, “- ” a point of a list, an empty line a new paragraph."),
        limit=rules.LONGEST_BODY,
        required=required,
        widget=LongTextBox(attrs={"rows": 20}),
    )


class EditForm(AmendForm):
    """Titles and texts, and whose names may stand in them."""

    title_lo = Text(label=_("Title in Lao"), limit=rules.LONGEST_TITLE, help_text=NOBODY_HELPED)
    body_lo = body_field(_("Text in Lao"), required=True)
    title_en = Text(label=_("Title in English"), limit=rules.LONGEST_TITLE, required=False)
    body_en = body_field(_("Text in English"), required=False)

    def __init__(self, *args: Any, actor: Any, named: Sequence[Official], **kwargs: Any):
        super().__init__(*args, **kwargs)
        if named:
            self.fields["officials"] = forms.MultipleChoiceField(
                label=_("Officials who may be named"),
                choices=[(str(row.pk), f"{row.name} · {row.post}") for row in named],
                widget=forms.CheckboxSelectMultiple,
                required=False,
            )
        self.fields["another"] = official_field(
            actor,
            label=_("Another official who may be named"),
            help_text=_("Type a part of the name or the post, and choose."),
            required=False,
        )

    def texts(self, name: str) -> dict[str, str]:
        return {language: self.cleaned_data[f"{name}_{language}"] for language in rules.LANGUAGES}

    def officials(self) -> list[UUID]:
        kept = [UUID(key) for key in self.cleaned_data.get("officials", ())]
        added = official_of(self.cleaned_data["another"])
        return [*kept, *([added] if added else [])]


class ClearForm(ActionForm):
    """Which of the marked words is no name."""

    def __init__(self, *args: Any, marked: Sequence[Stranger], **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["word"] = forms.ChoiceField(
            label=_("Which words are no name?"),
            choices=[(one.text, one.text) for one in marked],
            widget=forms.RadioSelect,
        )
