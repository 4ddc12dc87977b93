"""What the set-up pages ask."""

from __future__ import annotations

from pathlib import Path

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from pokpong.doors.office.set_up import code
from pokpong.foundation.kernel.problems import ProblemKind
from pokpong.foundation.ui.fields import Text
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.language import default_language, installed_languages

CODE_WRONG = ProblemKind("set_up_code_wrong", _("This is not the code. Copy it from the console of the server."))


class CodeForm(PokpongForm):
    code = Text(
        label=_("Set-up code"),
        help_text=_("It stands on the console where the server was started: three groups of four letters and figures."),
        limit=40,
    )

    def clean_code(self) -> str:
        typed: str = self.cleaned_data["code"]
        if not code.matches(Path(settings.DATA_DIR), typed):
            raise forms.ValidationError(str(CODE_WRONG.words), code=CODE_WRONG.code)
        return typed


class LanguageForm(PokpongForm):
    language = forms.ChoiceField(
        label=_("Which language do pages speak first?"),
        help_text=_("Everybody can switch at the top of each page. The first users are asked in this language too."),
        widget=forms.RadioSelect,
        choices=installed_languages,
        initial=default_language,
    )
