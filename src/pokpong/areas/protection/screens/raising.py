"""Raising a concern in three short pages; nothing is kept between them but in the page itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection import receipts
from pokpong.areas.protection.actions import raise_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.queries.concerns import own_by_receipt, own_of
from pokpong.areas.protection.screens.hotlines import hotlines
from pokpong.areas.protection.screens.officials import official_choices
from pokpong.areas.protection.screens.presenters import own_word, typed_answers
from pokpong.areas.protection.screens.raising_forms import LeftOutForm, RaiseForm, ReceiptForm, SendForm
from pokpong.foundation.access.pages import PageRequest, page, public_page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.paths import parts
from pokpong.foundation.ui.forms import PokpongForm
from pokpong.foundation.ui.parts import Happening
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.places.picker import PlacesOf

VILLAGE = 3
SKIPPED = {"csrfmiddlewaretoken", "step", "call_id", "photo"}


@page("concern.raise")
@require_http_methods(["GET", "POST"])
def raising(request: PageRequest) -> HttpResponse:
    """One address for the three pages: `step` says which one was sent."""
    if request.method == "GET":
        return _what(request, RaiseForm(initial=_usual(request)))
    step = request.POST.get("step", "what")
    told = RaiseForm(request.POST)
    if not told.is_valid() or step == "back_what":
        return _what(request, told)
    left_out = _left_out(request, told)
    if not left_out.is_bound or not left_out.is_valid() or step in ("what", "back_who"):
        return _who(request, told, left_out)
    return _sent(request, told, left_out) if step == "send" else _check(request, told, left_out, SendForm())


def _usual(request: PageRequest) -> dict[str, Any]:
    """A place just added, or a village member's own village, so that it need not be typed."""
    added = request.GET.get("place", "")
    if added and PlacesOf().get(added):
        return {"place": added}
    villages = [path for path in request.user.paths("concern.raise") if len(parts(path)) == VILLAGE]
    return {"place": villages[0]} if len(villages) == 1 else {}


def _left_out(request: PageRequest, told: RaiseForm) -> LeftOutForm:
    officials = official_choices(request.user, told.place_path())
    sent = any(name.startswith(f"{LeftOutForm.prefix}-") for name in request.POST)
    return LeftOutForm(request.POST if sent else None, officials=officials)


def _what(request: PageRequest, form: RaiseForm) -> HttpResponse:
    back = urlencode({"next": reverse("protection:raise")})
    propose = f"{reverse('places:propose')}?{back}" if request.user.may("place.propose") else ""
    return _shown(request, "raise_what.html", form, carried=_carried(request, form), propose_url=propose)


def _who(request: PageRequest, told: RaiseForm, form: LeftOutForm) -> HttpResponse:
    return _shown(request, "raise_who.html", form, carried=_carried(request, form))


def _check(request: PageRequest, told: RaiseForm, left_out: LeftOutForm, form: SendForm) -> HttpResponse:
    answers = typed_answers(told, left_out)
    return _shown(request, "raise_check.html", form, carried=_carried(request, form), answers=answers)


def _shown(request: PageRequest, template: str, form: PokpongForm, **context: Any) -> HttpResponse:
    crumbs = [Crumb(_("Start page"), "/"), Crumb(_("Raise a concern"))]
    context |= {"form": form, "hotlines": hotlines(), "breadcrumbs": crumbs}
    return render(request, f"protection/{template}", context)


def _carried(request: PageRequest, form: PokpongForm) -> list[tuple[str, object]]:
    """What was typed on the other pages, sent along hidden: it stands in no session and no data base."""
    own = {form.add_prefix(name) for name in form.fields}
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in SKIPPED and not any(name == field or name.startswith(f"{field}_") for field in own)
        for value in values
    ]


def _sent(request: PageRequest, told: RaiseForm, left_out: LeftOutForm) -> HttpResponse:
    form = SendForm(request.POST, request.FILES)
    row = _performed(request, form, told, left_out)
    if row is None:
        return _check(request, told, left_out, form)
    if not row.anonymous:
        return redirect("protection:thanks")
    # No redirect: the code would have to wait in a session that names the typist. A reload sends the same call again.
    code = receipts.code_for(form.cleaned_data["call_id"])
    return render(request, "protection/thanks.html", {"code": code, "hotlines": hotlines()})


def _performed(request: PageRequest, form: SendForm, told: RaiseForm, left_out: LeftOutForm) -> Concern | None:
    if not form.is_valid():
        return None
    call_id, photo = form.cleaned_data["call_id"], form.cleaned_data["photo"]
    anonymous = told.cleaned_data["anonymous"]
    return form.perform(
        raise_concern,
        by=request.user,
        id=row_id_for(call_id),
        place_path=told.place_path(),
        facts=told.facts(),
        told=told.told(),
        left_out=left_out.left_out(),
        anonymous=anonymous,
        receipt=receipts.digest_of(receipts.code_for(call_id)) if anonymous else "",
        photo=photo.read() if photo else b"",
        photo_name=photo.name if photo else "",
    )


@page("concern.raise")
@require_GET
def thanks(request: PageRequest) -> HttpResponse:
    """What happens next, after a concern that was raised by name."""
    return render(request, "protection/thanks.html", {"hotlines": hotlines()})


@page("concern.follow")
@require_GET
def mine(request: PageRequest) -> HttpResponse:
    """The reporter's view: when, and received, in hand or closed."""
    happenings = [
        Happening(concern.raised_at, _("Concern raised"), status=own_word(concern.state))
        for concern in own_of(request.user)
    ]
    crumbs = [Crumb(_("Start page"), "/"), Crumb(_("My concerns"))]
    return render(request, "protection/mine.html", {"happenings": happenings, "breadcrumbs": crumbs})


@public_page
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """The state of an anonymous concern for whoever holds its code; the code is posted, never in the address."""
    sent: Mapping[str, Any] | None = request.POST if request.method == "POST" else None
    form = ReceiptForm(sent)
    found = own_by_receipt(form.cleaned_data["code"]) if sent is not None and form.is_valid() else None
    if sent is not None and form.is_valid() and found is None:
        form.add_error("code", _("No concern has this code. Check each letter and figure."))
    context = {"form": form, "found": found, "word": own_word(found.state) if found else None}
    return render(request, "protection/receipt.html", context)
