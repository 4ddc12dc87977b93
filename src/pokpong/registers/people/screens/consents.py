"""Consents: giving, reading, withdrawing, the evidence, and the paper for the person."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.papers.paper import render_paper
from pokpong.foundation.ui.addresses import ours
from pokpong.foundation.ui.parts import SummaryRow
from pokpong.foundation.vault import files
from pokpong.foundation.vault.models import SealedFile
from pokpong.registers.people.actions.consents import give_consent, withdraw_consent
from pokpong.registers.people.models import Consent, Person
from pokpong.registers.people.queries.belonging import relations_of, visible_by_id
from pokpong.registers.people.queries.timeline import user_names
from pokpong.registers.people.rules import consent as rules
from pokpong.registers.people.rules.vocabulary import GUARDIANS, LANGUAGES, RELATION_KINDS, words_of
from pokpong.registers.people.screens.common import crumbs, form_page, opened, person_url
from pokpong.registers.people.screens.consent_paper import consent_paper
from pokpong.registers.people.screens.forms.consent import ConsentForm, WithdrawForm
from pokpong.registers.people.screens.organisations import organisation_names, organisation_of
from pokpong.registers.people.screens.person import READS, consent_status
from pokpong.registers.people.screens.words import part_words, purpose_words


def guardians(request: PageRequest, row: Person) -> list[tuple[str, str]]:
    """Relations of this person that can consent for a child, with what they are called."""
    rows = [relation for relation in relations_of(row) if relation.kind in GUARDIANS]
    known = visible_by_id(request.user, [relation.other for relation in rows if relation.other])
    seen(request, "person", known.values())
    return [(str(r.pk), f"{words_of(RELATION_KINDS, r.kind)}: {_name(r, known)}") for r in rows]


def _name(relation: Any, known: dict[UUID, Person]) -> str:
    other = known.get(relation.other)
    return other.name if other else str(relation.other_name or _("a person you do not see"))


@require_http_methods(["GET", "POST"])
@page("consent.give")
def give(request: PageRequest, person: UUID) -> HttpResponse:
    """Writes down a consent; `?next=` is the page of ours that asked for it, and goes on with it."""
    row, _parts = opened(request, person, "consents")
    form = ConsentForm(
        request.POST or None,
        request.FILES or None,
        organisations=organisation_names(request.user),
        guardians=guardians(request, row),
    )
    if request.method == "POST" and form.is_valid():
        name, content = form.evidence_bytes()
        consent = form.perform(
            give_consent,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            person=row.pk,
            agreed=form.agreed(),
            evidence_name=name,
            evidence=content,
        )
        if consent is not None:
            messages.success(request, _("The consent is kept. Print the paper and give it to the person."))
            return redirect(_next(request) or reverse("people:consent", args=[consent.pk]))
    return form_page(
        request,
        form,
        title=_("Write down a consent"),
        person=row,
        send=_("Keep the consent"),
        lead=_("Explain first, in the person's language: who receives what, why, how long, and how to take it back."),
        child=row.is_child,
        multipart=True,
        back_url=_next(request) or person_url(row.pk),
    )


def _next(request: PageRequest) -> str:
    """The page to go on with: only an address of ours. The form is sent to the address it was asked at."""
    return ours(request.GET.get("next", ""))


def visible_consent(request: PageRequest, consent: UUID) -> tuple[Consent, Person]:
    """Raises NotThere, NotAllowed."""
    rows = Consent.objects.visible_to(request.user).select_related("withdrawal")
    found: Consent | None = rows.filter(pk=consent).first()
    if found is None:
        raise NotThere(str(consent))
    row, _parts = opened(request, found.person_id, "consents")
    seen(request, "consent", [found])
    return found, row


@require_GET
@page(READS)
def consent_page(request: PageRequest, consent: UUID) -> HttpResponse:
    found, row = visible_consent(request, consent)
    status = consent_status(found, clock.today())
    context = {
        "consent": found,
        "status": status,
        "rows": consent_rows(request, found, row),
        "withdrawal": getattr(found, "withdrawal", None),
        "may_withdraw": request.user.may("consent.withdraw") and not hasattr(found, "withdrawal"),
        "back_url": person_url(row.pk),
        "breadcrumbs": crumbs(request, row, _("Consent")),
    }
    return render(request, "people/consent.html", context)


def consent_rows(request: PageRequest, found: Consent, row: Person) -> list[SummaryRow]:
    """Everything the consent says, in words."""
    names = user_names([found.asked_by])
    guardian = dict(guardians(request, row)).get(str(found.guardian), "") if found.guardian else ""
    return [
        SummaryRow(_("What is it for?"), purpose_words(found.purpose)),
        SummaryRow(_("Who will receive it?"), [entry["name"] for entry in found.recipients]),
        SummaryRow(_("Which data?"), part_words(found.fields)),
        SummaryRow(
            _("Who consents?"), words_of(rules.GIVEN_BY, found.given_by), note=guardian or found.authority or ""
        ),
        SummaryRow(_("What did the child say?"), words_of(rules.ASSENTS, found.assent) if found.assent else None),
        SummaryRow(_("Explained in"), words_of(LANGUAGES, found.language)),
        SummaryRow(_("Given on"), found.given_on),
        SummaryRow(_("Ends on"), found.expires_on),
        SummaryRow(_("How was it given?"), words_of(rules.KNOWN_WAYS, found.way), note=found.witness or ""),
        SummaryRow(_("Asked by"), names.get(found.asked_by, "")),
        SummaryRow(_("Note"), found.note),
    ]


@require_GET
@page(READS)
def evidence(request: PageRequest, consent: UUID) -> HttpResponse:
    """The picture or PDF, opened for this reader only."""
    found, _row = visible_consent(request, consent)
    file = SealedFile.objects.filter(pk=found.evidence).first() if found.evidence else None
    if file is None:
        raise NotThere(str(consent))
    seen(request, "file", [file])
    response = HttpResponse(files.content_of(file), content_type=file.media_type)
    ending = {"application/pdf": "pdf"}.get(file.media_type, "jpg")
    response.headers["Content-Disposition"] = f'inline; filename="consent.{ending}"'
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response


@require_http_methods(["GET", "POST"])
@page("consent.withdraw")
def withdraw(request: PageRequest, consent: UUID) -> HttpResponse:
    found, row = visible_consent(request, consent)
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = form.perform(
            withdraw_consent,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            consent=found.pk,
            said_by=typed["said_by"],
            reason=typed["reason"],
        )
        if done is not None:
            messages.success(request, _("The consent is withdrawn. From now on nothing more is shared under it."))
            return redirect("people:consent", consent=found.pk)
    return form_page(
        request,
        form,
        title=_("Withdraw a consent"),
        person=row,
        send=_("Withdraw the consent"),
        lead=_("Help goes on. Only sharing under this consent stops."),
        danger=True,
    )


@require_GET
@page(READS)
def paper(request: PageRequest, consent: UUID) -> HttpResponse:
    """The paper that the person takes along, in Lao, English or both (`?language=`)."""
    found, row = visible_consent(request, consent)
    seen(request, "person", [row])
    asker = user_names([found.asked_by]).get(found.asked_by, "")
    return render_paper(
        consent_paper(
            found,
            name=row.name,
            asked_by=asker,
            office=organisation_of(found.asked_by),
            languages=request.GET.get("language", ""),
            address=reverse("people:consent_paper", args=[found.pk]),
        ),
        request,
    )
