"""Legal holds on the page of a person, and the way to an erasure."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui.parts import Link, StatusWord
from pokpong.foundation.ui.templatetags.ui import lao_date
from pokpong.registers.people.actions.holds import lift_hold, set_hold
from pokpong.registers.people.models import LegalHold, Person
from pokpong.registers.people.queries.erasures import holds_on
from pokpong.registers.people.screens import beside, links
from pokpong.registers.people.screens.common import form_page, opened, person_url
from pokpong.registers.people.screens.forms.around import WhyForm


@page("hold.set")
@require_http_methods(["GET", "POST"])
def hold(request: PageRequest, person: UUID) -> HttpResponse:
    row, _parts = opened(request, person)
    form = WhyForm(request.POST or None, label=_("Who needs the record, and until when?"))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        call = {"id": row_id_for(typed["call_id"]), "person": row.pk, "why": typed["why"]}
        if form.perform(set_hold, by=request.user, **call) is not None:
            messages.success(request, _("The legal hold stands: nothing about this person can be erased."))
            return redirect(person_url(row.pk))
    return form_page(
        request,
        form,
        title=_("Legal hold"),
        person=row,
        send=_("Set the legal hold"),
        lead=_("While it stands nothing about this person can be erased."),
    )


@page("hold.lift")
@require_http_methods(["GET", "POST"])
def lift(request: PageRequest, hold: UUID) -> HttpResponse:
    found: LegalHold | None = LegalHold.objects.visible_to(request.user).filter(pk=hold).first()
    if found is None:
        raise NotThere(str(hold))
    row, _parts = opened(request, found.person_id)
    form = WhyForm(request.POST or None, label=_("Why is it needed no longer?"))
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        done = form.perform(lift_hold, by=request.user, hold=found.pk, why=why)
        if done is not None:
            messages.success(request, _("The legal hold is lifted."))
            return redirect(person_url(row.pk))
    return form_page(request, form, title=_("Lift the legal hold"), person=row, send=_("Lift it"), lead=found.reason)


def standing(request: PageRequest, person: Person) -> beside.Beside | None:
    """A card only where a hold stands; who may lift it finds the way there."""
    holds = list(holds_on([person.pk]))
    if not holds:
        return None
    may_lift = request.user.may("hold.lift", person.district_path)
    return beside.Beside(
        title=_("Legal hold"),
        icon="lock",
        lines=[
            beside.Line(
                Link(_("Nothing may be erased"), reverse("people:hold_lift", args=[row.pk]) if may_lift else ""),
                StatusWord(_("Stands"), "warning"),
                _("since %(day)s") % {"day": lao_date(row.set_on)},
            )
            for row in holds
        ],
    )


def erasing(request: PageRequest, person: Person) -> Iterator[links.PersonLink]:
    """What this reader may do about an erasure."""
    if person.state != "open":
        return
    if request.user.may("erasure.ask"):
        yield links.PersonLink(
            _("Erase this record"), reverse("people:erase", args=[person.pk]), icon="danger", kind="quiet"
        )
    if request.user.may("hold.set", person.district_path) and not holds_on([person.pk]).exists():
        yield links.PersonLink(_("Legal hold"), reverse("people:hold", args=[person.pk]), icon="lock", kind="quiet")


beside.register("holds", standing)
links.register(erasing)
