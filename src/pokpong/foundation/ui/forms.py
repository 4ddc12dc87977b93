"""The form every page uses: our components, an error summary, problems of actions beside their fields."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import DjangoTemplates
from django.template import TemplateDoesNotExist
from django.template.loader import get_template

from pokpong.foundation.kernel.problems import Problem

OURS = {
    "django/forms/widgets/radio.html": "ui/widgets/choices.html",
    "django/forms/widgets/checkbox_select.html": "ui/widgets/choices.html",
}


class PokpongRenderer(DjangoTemplates):
    """Our templates for forms and fields; Django's own for the rest."""

    form_template_name = "ui/form.html"
    field_template_name = "ui/field.html"

    def get_template(self, template_name: str) -> Any:
        try:
            return get_template(OURS.get(template_name, template_name))
        except TemplateDoesNotExist:
            return super().get_template(template_name)


@dataclass(frozen=True)
class SummaryError:
    """One line of the error summary: what is wrong with which question, its stable code, the control to go to."""

    message: str
    code: str
    target: str = ""
    label: str = ""


class PokpongForm(forms.Form):
    """A form whose page comes back with all reasons at once and everything that was typed.

    Views show it with `{{ form }}` (summary and fields) inside their own <form>, or with <c-error-summary> and
    <c-field> one by one.
    """

    default_renderer = PokpongRenderer()
    required_css_class = "pk-required"
    error_css_class = "pk-wrong"
    # The browser's own bubbles are not in Lao and come one at a time.
    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def offer(self, name: str, choices: Iterable[tuple[str, Any]]) -> None:
        """What may be chosen at a question whose choices are known with the request only.

        Raises TypeError for a question that offers no choice.
        """
        field = self.fields[name]
        if not isinstance(field, forms.ChoiceField):
            raise TypeError(f"{name} offers no choice")
        field.choices = list(choices)

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Show the reasons of a refused action: beside the field they name, else at the top of the form."""
        _ = self.errors  # checks the form first: errors added before would be overwritten
        for problem in problems:
            name = problem.field if problem.field in self.fields else None
            self.add_error(name, forms.ValidationError(problem.message, code=problem.code))

    def error_lines(self) -> list[SummaryError]:
        """What the error summary shows."""
        return error_lines(self)


def error_lines(form: forms.BaseForm) -> list[SummaryError]:
    """All errors of any form in the order of its fields, those of the whole form first."""
    errors = form.errors.as_data()
    lines = [SummaryError(text, code) for text, code in words_and_codes(errors.get("__all__", []))]
    for bound in form:
        target, label = first_id(bound), str(bound.label)
        found = words_and_codes(errors.get(bound.name, []))
        lines += [SummaryError(text, code, target, label) for text, code in found]
    return lines


def words_and_codes(errors: Iterable[forms.ValidationError]) -> list[tuple[str, str]]:
    """Message and code of each error."""
    return [(text, error.code or "invalid") for error in errors for text in error.messages]


def first_id(bound: BoundField) -> str:
    """The id of the control that a link to this field must reach: for a group of buttons its first button."""
    base = str(bound.auto_id)
    if isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{base}_0"
    return bound.field.widget.id_for_label(base) or base
