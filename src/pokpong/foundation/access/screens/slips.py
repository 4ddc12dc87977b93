"""Printing a slip. The code is made here, shown on this one page, and kept nowhere."""

from __future__ import annotations

from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from pokpong.foundation.access import problems, slip_codes
from pokpong.foundation.access.actions.slips import print_slip as print_slip_action
from pokpong.foundation.access.models import Slip, User
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.screens import words
from pokpong.foundation.access.screens.forms import PressForm
from pokpong.foundation.access.screens.one_user import user_or_404
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.papers.qr import qr_svg
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.templatetags.ui import lao_date


class SlipForm(PressForm):
    """The button that prints; a page that is sent twice gets another reason than “sent before”."""

    def add_problems(self, found: list[Problem]) -> None:  # type: ignore[override]  # a list is what `Refused` holds
        super().add_problems(problems.SLIP_SHOWN_ONCE() if p.code == "id_taken" else p for p in found)


@page("slip.print")
def print_slip(request: PageRequest, user: UUID) -> HttpResponse:
    """Asks, then shows the slip once. The printer gives the password again: a slip opens somebody's account."""
    answer: HttpResponse = _print_slip(request, user)
    return answer


@reauthentication_required  # type: ignore[untyped-decorator]  # allauth ships no types
def _print_slip(request: PageRequest, user: UUID) -> HttpResponse:
    found = user_or_404(request, user)
    form = SlipForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = slip_codes.new_code()
        slip = form.perform(
            print_slip_action,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            user=found.pk,
            code=slip_codes.digest(code),
        )
        if slip is not None:
            seen(request, "slip", [slip])
            return render(request, "access/slip.html", slip_page(request, found, slip, code))
    crumbs = words.crumbs(Crumb(found.display_name, words.user_url(found)), Crumb(_("Print a slip")))
    return render(request, "access/slip_ask.html", {"person": found, "form": form, "breadcrumbs": crumbs})


def slip_page(request: PageRequest, user: User, slip: Slip, code: str) -> dict[str, object]:
    """What stands on the paper, in Lao and in English."""
    address = request.build_absolute_uri(reverse("access:welcome"))
    return {
        "person": user,
        "slip": slip,
        "address": address,
        "code": slip_codes.grouped(code),
        # Behind the # sign nothing is sent to the server, so the code stands in no log.
        "picture": qr_svg(f"{address}#{code}", _("The address and the code, to be read by a telephone")),
        "sides": [side(language, slip) for language in ("lo", "en")],
        "back_url": words.user_url(user),
    }


def side(language: str, slip: Slip) -> dict[str, object]:
    """The words of the slip in one language."""
    with override(language):
        title = _("Welcome to Pokpong") if slip.purpose == "welcome" else _("A new password for Pokpong")
        steps = [
            _("Point the camera of a telephone at the picture, or open the address below."),
            _("Type the 16 figures if they are not there already, then a password of your own, twice."),
            _("Sign in with your user name and the new password. Then tear this slip up."),
        ]
        return {
            "language": language,
            "title": title,
            "steps": steps,
            "name": _("User name"),
            "code": _("Code, to be used once"),
            "expires": _("Good until"),
            "until": lao_date(slip.expires),
            "warning": _("Nobody else may use this slip, and nobody will ever ask you for your password."),
        }
