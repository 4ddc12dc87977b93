"""Switches of language and theme, the pages shown when something fails, and the design page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pokpong.foundation.ui import confirmation, notices
from pokpong.foundation.ui.addresses import ours
from pokpong.foundation.ui.context import page
from pokpong.foundation.ui.design import sample
from pokpong.foundation.ui.design.example_form import ExampleForm
from pokpong.foundation.ui.design.places import EXAMPLE_PLACES
from pokpong.foundation.ui.design.views_cookie import CookieViews
from pokpong.foundation.ui.language import is_installed, remember_language
from pokpong.foundation.ui.public import public
from pokpong.foundation.ui.table_views import SAVE_NAME, SAVE_QUERY
from pokpong.foundation.ui.theme import THEMES, remember_theme

SUGGESTIONS = 12


def back_to(request: HttpRequest) -> str:
    """The page a switch was pressed on, or the start page when the address given is not one of ours."""
    return ours(request.POST.get("next", ""), "/")


@public
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen language on this device and returns to the page."""
    response = HttpResponseRedirect(back_to(request))
    if is_installed(chosen := request.POST.get("language", "")):
        remember_language(response, chosen, secure=request.is_secure())
    return response


@public
@require_POST
def choose_theme(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen theme on this device and returns to the page."""
    response = HttpResponseRedirect(back_to(request))
    if (chosen := request.POST.get("theme", "")) in THEMES:
        remember_theme(response, chosen, secure=request.is_secure())
    return response


# --- when something fails ----------------------------------------------------------------------------------


def failure(request: HttpRequest, status: int) -> HttpResponse:
    """A page that needs neither data base nor menu, because either may be what failed."""
    return render_failure(request, status, {})


def render_failure(request: HttpRequest, status: int, more: dict[str, object]) -> HttpResponse:
    """The same, with what only this failure says."""
    return HttpResponse(get_template(f"{status}.html").render({**page(request), **more}), status=status)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return failure(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return failure(request, 403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open too long, or was not ours."""
    return HttpResponse(get_template("403_csrf.html").render(page(request)), status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return failure(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    return failure(request, 500)


FAILURES: dict[int, Callable[[HttpRequest], HttpResponse]] = {
    400: bad_request,
    403: forbidden,
    404: not_found,
    500: server_error,
}


# --- the design page ---------------------------------------------------------------------------------------


@public
@require_http_methods(["GET", "POST"])
def design(request: HttpRequest) -> HttpResponse:
    """Every component in every state, with a form that validates and a table that sorts, filters and pages."""
    form = ExampleForm(request.POST) if request.method == "POST" else ExampleForm(initial=sample.initial())
    if form.is_bound and form.is_valid():
        messages.success(request, _("The form is complete. Nothing was stored: this is a page of examples."))
        return HttpResponseRedirect(reverse("ui:design") + "#form")
    context: dict[str, Any] = sample.page(request.path)
    table = sample.ExampleTable(sample.table_rows(), request.GET, path=request.path, saved_views=CookieViews(request))
    empty = sample.EmptyTable([], request.GET, path=request.path)
    return render(request, "ui/design/page.html", {**context, "form": form, "table": table, "empty_table": empty})


@public
@require_GET
def design_places(request: HttpRequest) -> JsonResponse:
    """Suggestions for the place picker of the design page."""
    found = EXAMPLE_PLACES.find(request.GET.get("q", ""), SUGGESTIONS)
    return JsonResponse({"results": [place.as_json() for place in found]})


@public
@require_POST
def design_action(request: HttpRequest) -> HttpResponse:
    """Does nothing, after asking; shows how an action is confirmed and undone."""
    if request.POST.get("undo"):
        messages.info(request, _("Undone. Nothing was changed."))
    elif confirmation.is_confirmed(request):
        notices.offer_undo(request, _("The example was closed."), reverse("ui:design_action"))
    else:
        return confirmation.ask(
            request,
            title=_("Close this example?"),
            text=_("Nothing will be changed: this is a page of examples."),
            yes=_("Yes, close it"),
            back_url=reverse("ui:design"),
            danger=True,
        )
    return HttpResponseRedirect(reverse("ui:design") + "#confirm")


@public
@require_POST
def save_view(request: HttpRequest) -> HttpResponse:
    """Keeps a view of the example table in a signed cookie of this browser."""
    views = CookieViews(request)
    response = HttpResponseRedirect(f"{reverse('ui:design')}?{request.POST.get(SAVE_QUERY, '')[:500]}#table")
    views.add(request.POST.get(SAVE_NAME, ""), request.POST.get(SAVE_QUERY, ""))
    views.store(response)
    return response


@public
@require_POST
def remove_view(request: HttpRequest, number: int) -> HttpResponse:
    """Takes a kept view of the example table away."""
    views = CookieViews(request)
    response = HttpResponseRedirect(reverse("ui:design") + "#table")
    views.remove(number)
    views.store(response)
    return response


@public
@require_GET
def error_sample(request: HttpRequest, status: int) -> HttpResponse:
    """The pages shown when something fails, to look at."""
    if status not in FAILURES:
        raise Http404
    return FAILURES[status](request)
