"""Forms about words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pokpong.foundation.actions.forms import ActionForm
from pokpong.foundation.ui.fields import LongText, Text
from pokpong.foundation.ui.widgets import LongTextBox
from pokpong.foundation.wording.queries import LANGUAGE, Word, form_count
from pokpong.foundation.wording.validity import LONGEST_REASON, placeholders, tags

ROOM = 8000  # the rules know better how long each text may be


class BasedForm(ActionForm):
    """Carries the last correction that the reader saw; empty where there was none."""

    base = forms.UUIDField(widget=forms.HiddenInput, required=False)
    reason = Text(label=gettext_lazy("Reason"), help_text=gettext_lazy("The history shows it."), limit=LONGEST_REASON)


class CorrectForm(BasedForm):
    """One box for each plural form."""

    def __init__(self, *args: Any, word: Word, **kwargs: Any):
        super().__init__(*args, **kwargs)
        count = form_count(word.entry, LANGUAGE)
        for number in range(count):
            self.fields[f"form_{number}"] = LongText(
                label=_("Lao text")
                if count == 1
                else _("Lao text for number form %(number)s") % {"number": number + 1},
                help_text=kept_words(word),
                initial=word.forms[number] if number < len(word.forms) else "",
                limit=ROOM,
                widget=LongTextBox(attrs={"rows": 3, "lang": LANGUAGE}),
            )
        self.order_fields([*(f"form_{number}" for number in range(count)), "reason"])
        self.count = count

    def forms(self) -> list[str]:
        """The texts as typed."""
        return [self.cleaned_data[f"form_{number}"] for number in range(self.count)]


def kept_words(word: Word) -> str:
    """What must stay in the text as it is; empty for plain words."""
    model = word.entry.plural or word.entry.english
    kept = [*placeholders(model), *dict.fromkeys(tags(model))]
    return _("Keep these as they are: %(names)s") % {"names": " ".join(kept)} if kept else ""
