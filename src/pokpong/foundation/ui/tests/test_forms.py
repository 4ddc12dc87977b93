import re

import pytest
from django import forms
from django.template import engines
from django_cotton.compiler_regex import CottonCompiler

from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.ui.fields import LongText, Text
from pokpong.foundation.ui.forms import PokpongForm, PokpongRenderer, SummaryError, error_lines


class ReportForm(PokpongForm):
    secret = forms.CharField(widget=forms.HiddenInput, required=False)
    name = Text(label="Name", help_text="As you like", limit=5)
    kind = forms.ChoiceField(label="Kind", choices=(("a", "A"), ("b", "B")), widget=forms.RadioSelect)
    helps = forms.MultipleChoiceField(
        label="Help", choices=(("x", "X"), ("y", "Y")), widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="Agreed", required=False)
    story = LongText(label="Story", required=False, legacy=True)


class SignInForm(forms.Form):
    """A form of somebody else, as libraries bring them."""

    login = forms.CharField(label="Login", help_text="Your name here")


def ids(html: str) -> set[str]:
    return set(re.findall(r'\bid="([^"]+)"', html))


def test_labels_help_and_mistakes_are_tied_to_their_controls(english: None) -> None:
    html = str(ReportForm({"name": "", "kind": "z"}))
    assert '<label class="pk-label" for="id_name">Name' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert {"id_name", "id_name_helptext", "id_name_error", "id_kind_0", "id_kind_error"} <= ids(html)
    assert '<fieldset aria-describedby="id_kind_error">' in html
    described = {name for names in re.findall(r'aria-describedby="([^"]+)"', html) for name in names.split()}
    assert described <= ids(html)


def test_every_label_and_every_line_of_the_summary_leads_to_a_control(lao: None) -> None:
    html = str(ReportForm({}))
    labelled = set(re.findall(r'<label[^>]* for="([^"]+)"', html))
    linked = set(re.findall(r'href="#([^"]+)"', html))
    assert linked == {"id_name", "id_kind_0"}
    assert labelled | linked <= ids(html)


def test_no_id_twice(lao: None) -> None:
    html = str(ReportForm({"kind": "z"}))
    found = re.findall(r'\bid="([^"]+)"', html)
    assert sorted(found) == sorted(set(found))


def test_the_summary_names_question_reason_and_code(english: None) -> None:
    form = ReportForm({"name": "abcdefg", "kind": "a"})
    assert error_lines(form) == [
        SummaryError("Write at most 5 letters. There are 7 now.", "text_too_long", "id_name", "Name")
    ]
    assert 'data-code="text_too_long"' in str(form)


def test_a_form_without_mistakes_has_no_summary(english: None) -> None:
    form = ReportForm({"name": "a", "kind": "a"})
    assert form.is_valid()
    assert error_lines(form) == []
    assert "pk-error-summary" not in str(form)
    assert "pk-error-summary" not in str(ReportForm())


def test_reasons_of_an_action_stand_beside_their_fields_all_at_once(english: None) -> None:
    form = ReportForm({"name": "a", "kind": "a"})
    assert form.is_valid()
    form.add_problems(
        [
            Problem("name_taken", "%(name)s is taken.", "name", {"name": "a"}),
            Problem("too_early", "Too early."),
            Problem("not_a_field", "About something else.", "elsewhere"),
        ]
    )
    assert [(line.code, line.target) for line in error_lines(form)] == [
        ("too_early", ""),
        ("not_a_field", ""),
        ("name_taken", "id_name"),
    ]
    assert "a is taken." in str(form["name"].errors)
    assert not form.is_valid()


def test_problems_added_before_the_form_was_checked_are_kept() -> None:
    form = ReportForm({"kind": "a"})
    form.add_problems([Problem("late", "Too late.")])
    assert {line.code for line in error_lines(form)} == {"late", "required"}


def test_what_was_typed_is_kept_and_escaped() -> None:
    html = str(ReportForm({"name": '"><script>', "kind": "b", "helps": ["y"], "agreed": "on", "story": "</textarea>"}))
    assert "<script>" not in html
    assert html.count("</textarea>") == 1
    assert re.search(r'value="b"[^>]*checked', html)
    assert re.search(r'value="y"[^>]*checked', html)
    assert not re.search(r'value="x"[^>]*checked', html)
    assert re.search(r'name="agreed"[^>]*checked', html)


def test_hidden_fields_are_there_without_label() -> None:
    html = str(ReportForm())
    assert 'type="hidden" name="secret"' in html
    assert 'for="id_secret"' not in html


def test_the_browser_does_not_judge() -> None:
    assert not re.search(r"<(input|select|textarea)[^>]* required", str(ReportForm()))


def test_text_for_an_old_font_offers_to_be_kept(lao: None) -> None:
    form = ReportForm({"name": "a", "kind": "a", "story": "c[[IPo;aoot7tfu"})
    html = str(form)
    assert 'name="story_keep"' in html
    assert "ແບບຮຽນວັນນະຄະດີ" in html
    kept = ReportForm({"name": "", "kind": "a", "story": "c[[IPo;aoot7tfu", "story_keep": "on"})
    assert [line.target for line in error_lines(kept)] == ["id_name"]
    assert re.search(r'name="story_keep"[^>]*checked', str(kept))
    assert "story_keep" not in str(ReportForm({"name": "", "kind": "a", "story": "ບ້ານ"}))


def test_components_draw_forms_of_libraries_too(english: None) -> None:
    form = SignInForm({})
    source = CottonCompiler().process('<c-error-summary :form="form" /><c-field :field="form.login" />')
    html = engines["django"].from_string(source).render({"form": form})
    assert '<a href="#id_login">Login</a> This field is required.' in html
    assert '<label class="pk-label" for="id_login">Login' in html
    assert 'id="id_login_helptext"' in html
    assert 'id="id_login_error"' in html
    assert "pk-error-summary" not in engines["django"].from_string(source).render({"form": SignInForm()})


def test_a_library_form_drawn_whole_looks_like_ours(english: None) -> None:
    html = str(SignInForm({}, renderer=PokpongRenderer()))
    assert "pk-error-summary" in html
    assert '<label class="pk-label" for="id_login">Login' in html


def test_choices_are_offered_where_a_question_offers_any() -> None:
    class Offer(PokpongForm):
        fruit = forms.ChoiceField()
        note = forms.CharField(required=False)

    form = Offer({"fruit": "mango"})
    form.offer("fruit", (pair for pair in [("mango", "Mango")]))
    assert form.is_valid()
    with pytest.raises(TypeError, match="note"):
        form.offer("note", [])
