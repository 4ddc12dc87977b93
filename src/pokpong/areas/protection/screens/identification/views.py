"""Identification for those who help: presumed, asked for, answered, appealed. Nothing waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.actions.identification import (
    appeal_identification,
    presume_identification,
    record_identification,
    request_identification,
    set_aside_identification,
    take_back_identification,
)
from pokpong.areas.protection.models import Identification
from pokpong.areas.protection.queries import identification as queries
from pokpong.areas.protection.screens import of_case
from pokpong.areas.protection.screens.identification import words
from pokpong.areas.protection.screens.identification.forms import PresumeForm, RecordForm, RequestForm, WhyForm
from pokpong.areas.protection.screens.identification.letters import letter_of
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.people.queries.consents import holding
from pokpong.registers.people.screens.words import part_words

READS = ("case.tied", "case.read", "glass.break")
SECTION = "identification"


def address(row: Identification) -> str:
    return reverse("identification:page", args=[row.pk])


def found(request: PageRequest, identification: UUID) -> Identification:
    """Raises NotThere."""
    row = queries.visible_identification(request.user, identification)
    seen(request, "identification", [row])
    return row


def crumbs(row: Identification, title: str = "") -> list[Crumb]:
    """The way to an identification through its case, and to a page below it."""
    way = of_case.crumbs(row.case, _("Identification"))
    return [*way[:-1], Crumb(_("Identification"), address(row)), Crumb(title)] if title else way


def bodies() -> list[tuple[str, str]]:
    """The bodies that may decide, for a form."""
    return [(str(body.pk), body.name) for body in queries.deciding_bodies()]


def steps(request: PageRequest, row: Identification) -> list[dict[str, str]]:
    """What this reader may do with it as it stands; asking needs a case that is worked on, a letter may come late."""
    states: dict[str, tuple[tuple[str, ...], str, str]] = {
        "request": (("presumed",), "identification.request", _("Ask for formal identification")),
        "record": (
            ("presumed", "requested", "appealed"),
            "identification.record",
            _("Write down a letter that came"),
        ),
        "appeal": (("declined",), "identification.appeal", _("Appeal")),
        "take_back": (("requested", "appealed"), "identification.take_back", _("Take the request back")),
        "set_aside": (("presumed", "declined"), "identification.set_aside", _("No longer presumed")),
    }
    late = ("record", "take_back")
    return [
        {"label": label, "url": reverse(f"identification:{name}", args=[row.pk])}
        for name, (when, permission, label) in states.items()
        if row.state in when and (row.case.is_at_work or name in late) and request.user.may(permission)
    ]


@page(READS)
@require_GET
def identification_page(request: PageRequest, identification: UUID) -> HttpResponse:
    """Where it stands, what was answered, what happened."""
    row = found(request, identification)
    answers = queries.answers_to(row)
    names = words.organisation_words([row.body, row.decided_body, *(answer.body for answer in answers)])
    context = {
        "identification": row,
        "case": row.case,
        "state": words.state_word(row.state),
        "steps": steps(request, row),
        "body": names.get(row.body, "") if row.body else "",
        "parts": part_words(row.fields),
        "consent_holds": row.consent is not None and row.consent.holds_on(clock.today()),
        "answers": [
            words.answer_shown(answer, names, reverse("identification:letter", args=[row.pk, answer.pk]))
            for answer in answers
        ],
        "timeline": words.happenings(row),
        "breadcrumbs": crumbs(row),
    }
    return render(request, "protection/identification/identification.html", context)


@page(READS)
@require_GET
def letter(request: PageRequest, identification: UUID, answer: UUID) -> HttpResponse:
    """The letter a body sent."""
    return letter_of(request, found(request, identification), answer)


@page("identification.presume")
@require_http_methods(["GET", "POST"])
def presume(request: PageRequest, case: UUID) -> HttpResponse:
    """Notes a presumed victim by hand."""
    held = of_case.found(request, case)
    form = PresumeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        made = row_id_for(typed["call_id"])
        row = form.perform(presume_identification, by=request.user, id=made, case=held.pk, why=typed["why"])
        if row is not None:
            return of_case.done(request, held, _("Noted. Help goes on as planned."), SECTION)
    title, button = _("Note a presumed victim"), _("Note it")
    lead = _("It asks nobody and tells nobody. Whether the person is helped does not depend on it.")
    return of_case.asked(request, held, form, title, button, part=SECTION, lead=lead)


@page("identification.request")
@require_http_methods(["GET", "POST"])
def ask(request: PageRequest, identification: UUID) -> HttpResponse:
    """Asks a body, within what the person agreed to."""
    row = found(request, identification)
    if (answer := of_case.at_rest(request, row.case, _("Ask for formal identification"), SECTION)) is not None:
        return answer
    consents = _consents(row)
    form = RequestForm(request.POST or None, bodies=bodies(), initial=_agreed(consents))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = form.perform(
            request_identification,
            by=request.user,
            identification=row.pk,
            body=UUID(typed["body"]),
            fields=typed["fields_shown"],
            message=typed["message"],
        )
        if done is not None:
            messages.success(request, _("Asked. Help goes on meanwhile."))
            return redirect(address(row))
    context = {
        "identification": row,
        "case": row.case,
        "form": form,
        "consents": consents,
        "consent_url": of_case.consent_url(row.case, request.path),
        "breadcrumbs": crumbs(row, _("Ask for formal identification")),
    }
    return render(request, "protection/identification/ask.html", context)


def _consents(row: Identification) -> list[dict[str, Any]]:
    """The person's consents to identification that hold today: to whom, and for which parts."""
    agreed = holding(row.case.person, clock.today()).order_by("-given_on")
    return [
        {
            "bodies": [entry["organisation"] for entry in consent.recipients],
            "names": ", ".join(entry["name"] for entry in consent.recipients),
            "fields": consent.fields,
            "parts": part_words(consent.fields),
            "until": consent.expires_on,
        }
        for consent in agreed
        if consent.purpose == queries.PURPOSE
    ]


def _agreed(consents: list[dict[str, Any]]) -> dict[str, Any]:
    """What the newest consent allows is chosen already."""
    if not consents:
        return {}
    return {"body": consents[0]["bodies"][0], "fields_shown": consents[0]["fields"]}


@page("identification.record")
@require_http_methods(["GET", "POST"])
def record(request: PageRequest, identification: UUID) -> HttpResponse:
    """A letter that came on paper."""
    row = found(request, identification)
    sent = request.method == "POST"
    form = RecordForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        bodies=bodies(),
        initial={"body": str(row.body or "")},
    )
    if sent and form.is_valid():
        name, content = form.paper()
        done = form.perform(
            record_identification,
            by=request.user,
            identification=row.pk,
            body=UUID(form.cleaned_data["body"]),
            letter=form.letter(),
            file_name=name,
            file=content,
        )
        if done is not None:
            messages.success(request, _("The letter is kept. It changes nothing in the help."))
            return redirect(address(row))
    title = _("Write down a letter that came")
    more: dict[str, Any] = {"with_file": True, "back": address(row)}
    return of_case.asked(request, row.case, form, title, _("Keep the letter"), **more)


def _with_reason(
    request: PageRequest, identification: UUID, act: Callable[..., Identification], said: str, **shown: Any
) -> HttpResponse:
    """A page with one reason, and the action it starts."""
    row = found(request, identification)
    form: ActionForm = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = form.perform(act, by=request.user, identification=row.pk, why=form.cleaned_data["why"])
        if done is not None:
            messages.success(request, said)
            return redirect(address(row))
    return of_case.asked(request, row.case, form, back=address(row), **shown)


@page("identification.appeal")
@require_http_methods(["GET", "POST"])
def appeal(request: PageRequest, identification: UUID) -> HttpResponse:
    """Appeals against a refusal."""
    lead = _("A body that answered here sees the request again while the consent holds; to any other send a letter.")
    shown = {"title": _("Appeal"), "button": _("Appeal"), "lead": lead}
    return _with_reason(request, identification, appeal_identification, _("The appeal is noted."), **shown)


@page("identification.take_back")
@require_http_methods(["GET", "POST"])
def take_back(request: PageRequest, identification: UUID) -> HttpResponse:
    """Takes a request back; the body sees nothing of it from now on."""
    shown = {"title": _("Take the request back"), "button": _("Take it back"), "danger": True}
    said = _("Taken back. The body no longer sees it.")
    return _with_reason(request, identification, take_back_identification, said, **shown)


@page("identification.set_aside")
@require_http_methods(["GET", "POST"])
def set_aside(request: PageRequest, identification: UUID) -> HttpResponse:
    """Notes that the person is no longer presumed to be a victim."""
    lead = _("The case goes on, and so does the help.")
    shown = {"title": _("No longer presumed"), "button": _("Note it"), "lead": lead, "danger": True}
    return _with_reason(
        request, identification, set_aside_identification, _("Noted. Help goes on as planned."), **shown
    )
