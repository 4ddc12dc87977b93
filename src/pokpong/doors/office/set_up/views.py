"""The set-up pages, one decision each. Nothing is written before the last one, and then all of it together."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.doors.office.set_up import actions, code, own_body, steps
from pokpong.doors.office.set_up.forms import CodeForm, LanguageForm
from pokpong.doors.office.set_up.own_body import OwnBodyForm
from pokpong.doors.office.set_up.steps import set_up_page
from pokpong.foundation.access.actions import set_up
from pokpong.foundation.access.actions.set_up import FirstUser
from pokpong.foundation.access.pages import public_page
from pokpong.foundation.access.screens.password_forms import FirstUserForm
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.language import remember_language
from pokpong.registers.places.importing import import_places
from pokpong.registers.places.models import Place

LEVELS = (1, 2, 3)
DONE_KEY = "set_up_done"
either = require_http_methods(["GET", "POST"])


def shown(request: HttpRequest, key: str, form: PokpongForm | None = None, **more: Any) -> HttpResponse:
    """The page of a step, in the language chosen on the first one."""
    context = {"form": form, "steps": steps.progress(request, key), "step": key, **more}
    return render(request, f"office/set_up/{key or 'code'}.html", context)


@either
@set_up_page("")
def begin(request: HttpRequest) -> HttpResponse:
    """Asks for the code from the console."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        request.session.cycle_key()
        steps.keep(request, "code", True)
        return HttpResponseRedirect(steps.next_of(request))
    return shown(request, "", form)


@either
@set_up_page("language")
def language(request: HttpRequest) -> HttpResponse:
    form = LanguageForm(request.POST or None, initial=given(request, "language", "language"))
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["language"]
        steps.keep(request, "language", chosen)
        response = HttpResponseRedirect(steps.next_of(request))
        remember_language(response, chosen, secure=request.is_secure())
        return response
    return shown(request, "language", form)


@either
@set_up_page("places")
def places(request: HttpRequest) -> HttpResponse:
    """Shows what is loaded; loads it when the reader asks; goes on when there are villages."""
    counts = counted()
    if request.method == "POST":
        if not counts.get(LEVELS[-1]):
            import_places()
        steps.keep(request, "places", True)
        return HttpResponseRedirect(steps.next_of(request))
    return shown(request, "places", counts=[counts.get(level, 0) for level in LEVELS], loaded=bool(counts))


def counted() -> dict[int, int]:
    """How many places of each level there are."""
    rows = Place.objects.values("level").annotate(number=Count("pk"))
    return {row["level"]: row["number"] for row in rows}


@either
@set_up_page("organisation")
def organisation(request: HttpRequest) -> HttpResponse:
    form = OwnBodyForm(request.POST or None, initial=steps.answers(request).get("organisation"))
    if request.method == "POST" and form.is_valid():
        steps.keep(request, "organisation", form.answer())
        return HttpResponseRedirect(steps.next_of(request))
    return shown(request, "organisation", form)


@either
@set_up_page("administrator")
def administrator(request: HttpRequest) -> HttpResponse:
    form = FirstUserForm(request.POST or None, initial=first_user_given(request, "administrator"))
    if request.method == "POST" and form.is_valid():
        # Only a hash of the password goes into the session.
        steps.keep(request, "administrator", form.first_user(steps.answers(request)["language"]).as_json())
        return HttpResponseRedirect(steps.next_of(request))
    return shown(request, "administrator", form)


@either
@set_up_page("supervisor")
def supervisor(request: HttpRequest) -> HttpResponse:
    """The last question; then everything is written in one transaction."""
    form = FirstUserForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            write(steps.answers(request), form.first_user(steps.answers(request)["language"]))
        except Refused as refused:
            form.add_problems(refused.problems)
        else:
            code.drop(Path(settings.DATA_DIR))
            request.session.flush()
            request.session[DONE_KEY] = True
            return HttpResponseRedirect(reverse("office:set_up_done"))
    return shown(request, "supervisor", form)


def write(answers: dict[str, Any], second: FirstUser) -> None:
    """All or nothing. Raises Refused."""
    with transaction.atomic(), translation.override(answers["language"]):
        body = own_body.add(answers["organisation"])
        call_id = new_id()
        set_up.first_users(
            by=set_up.SET_UP,
            administrator=FirstUser.from_json(answers["administrator"]),
            supervisor=second,
            id=row_id_for(call_id),
            call_id=call_id,
        )
        call_id = new_id()
        actions.begin_installation(
            by=actions.INSTALLER,
            language=answers["language"],
            place_path="",
            organisation=body.pk,
            id=row_id_for(call_id),
            call_id=call_id,
        )


@require_GET
@public_page
def done(request: HttpRequest) -> HttpResponse:
    """Only for the browser that did it, until it is closed or somebody signs in."""
    if not request.session.get(DONE_KEY):
        raise Http404
    return render(request, "office/set_up/done.html")


def given(request: HttpRequest, key: str, field: str) -> dict[str, Any]:
    """An earlier answer, when its page is opened again."""
    answer = steps.answers(request).get(key)
    return {} if answer is None else {field: answer}


def first_user_given(request: HttpRequest, key: str) -> dict[str, str]:
    """Names that were answered before; a password is typed again."""
    answer: dict[str, str] = steps.answers(request).get(key, {})
    return {name: answer[name] for name in ("username", "display_name") if name in answer}
