"""Registering a person: the questions, then the answers to check beside who is like them, then the record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.registers.people.actions.persons import register_person
from pokpong.registers.people.models import Person
from pokpong.registers.people.queries.finding import Found, find
from pokpong.registers.people.rules.ties import INTAKE
from pokpong.registers.people.screens.common import crumbs, person_url
from pokpong.registers.people.screens.forms.registering import RegisterForm
from pokpong.registers.people.screens.search import shown
from pokpong.registers.people.screens.words import FIELD_WORDS
from pokpong.registers.people.screens.words import shown as value_shown

CARRIED = {"csrfmiddlewaretoken", "step"}


@require_http_methods(["GET", "POST"])
@page("person.register")
def register(request: PageRequest) -> HttpResponse:
    """`?because_kind=concern&because=ID` names the record that is the reason; without it the reason is asked for."""
    if request.method == "GET":
        return _questions(request, RegisterForm(initial=_reason(request)))
    form = RegisterForm(request.POST)
    step = request.POST.get("step", "")
    if not form.is_valid() or step == "change":
        return _questions(request, form)
    if step != "confirmed":
        return _check(request, form)
    person = _registered(request, form)
    if person is None:
        return _questions(request, form)
    messages.success(request, _("The person is registered. You may see this record because you registered it."))
    return redirect(person_url(person.pk))


def _reason(request: PageRequest) -> dict[str, Any]:
    try:
        because = UUID(request.GET.get("because", ""))
    except ValueError:
        return {}
    return {"because_kind": request.GET.get("because_kind", "")[:40], "because": because}


def _registered(request: PageRequest, form: RegisterForm) -> Person | None:
    typed = form.cleaned_data
    return form.perform(
        register_person,
        by=request.user,
        id=row_id_for(typed["call_id"]),
        record=form.values(),
        because_kind=typed["because_kind"] or INTAKE,
        because=typed["because"],
        why=typed.get("why", ""),
    )


def _questions(request: PageRequest, form: RegisterForm) -> HttpResponse:
    context = {"form": form, "breadcrumbs": crumbs(request, None, _("Register a person"))}
    return render(request, "people/register.html", context)


def _check(request: PageRequest, form: RegisterForm) -> HttpResponse:
    values = form.values()
    alike: Found = find(request.user, " ".join(name["text"] for name in values["names"][:1]))
    context = {
        "rows": answers(values, form.cleaned_data.get("why", "")),
        "alike": shown(request, alike),
        "posted": [(key, value) for key, found in request.POST.lists() if key not in CARRIED for value in found],
        "breadcrumbs": crumbs(request, None, _("Check the answers")),
    }
    return render(request, "people/check.html", context)


def answers(values: dict[str, Any], why: str) -> list[SummaryRow]:
    """What was typed, in words."""
    rows = [SummaryRow(FIELD_WORDS[name], value_shown(name, value)) for name, value in values.items()]
    return [*rows, SummaryRow(_("How did the person come to you?"), why)] if why else rows
