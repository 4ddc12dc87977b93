"""Pages of a person's own copy: asking for it, reading it through, paper and file, and handing it over."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.papers import office_of
from pokpong.areas.protection.screens.papers.telling import Telling, variants
from pokpong.doors.office.own_copy.forms import AskForm, HandOverForm, PrepareForm, ThemForm
from pokpong.doors.office.own_copy.jsons import copy_json
from pokpong.doors.office.own_copy.paper import Sheet, copy_paper, mark_of
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.actions.moves import history_of, why_of
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.papers.paper import render_paper
from pokpong.foundation.papers.words import Languages
from pokpong.foundation.ui.parts import StatusWord, SummaryRow
from pokpong.registers.people.actions.own_copies import ask_copy, drop_copy, hand_over_copy, prepare_copy
from pokpong.registers.people.models import Contact, Person, SubjectCopy
from pokpong.registers.people.own_copy import Asked
from pokpong.registers.people.queries import own_copies as queries
from pokpong.registers.people.queries.sight import parts_seen
from pokpong.registers.people.rules import own_copy as rules
from pokpong.registers.people.rules.vocabulary import words_of
from pokpong.registers.people.screens.common import crumbs, opened, person_url
from pokpong.registers.people.screens.consent_paper import VARIANTS
from pokpong.registers.people.screens.consents import guardians
from pokpong.registers.people.screens.forms.around import WhyForm
from pokpong.registers.people.screens.links import PersonLink
from pokpong.registers.people.states import SUBJECT_COPY

ASKS, PREPARES, HANDS_OVER = "subject_copy.ask", "subject_copy.prepare", "subject_copy.hand_over"
TONES = {"asked": "warning", "prepared": "info", "handed_over": "success", "dropped": "closed"}


def state_word(row: SubjectCopy) -> StatusWord:
    return StatusWord(SUBJECT_COPY.words[row.state], TONES[row.state])


def copy_url(row: SubjectCopy) -> str:
    return reverse("office:own_copy", args=[row.pk])


@page(ASKS)
@require_http_methods(["GET", "POST"])
def own_copies(request: PageRequest, person: UUID) -> HttpResponse:
    """The copies a person asked for, and noting that they ask for one."""
    row, _parts = opened(request, person)
    form = AskForm(request.POST or None, guardians=guardians(request, row))
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = form.perform(
            ask_copy,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            person=row.pk,
            them=form.them,
            language=typed["language"],
        )
        if done is not None:
            messages.success(request, _("Noted. A supervisor reads it through and prepares it."))
            return redirect(copy_url(done))
    seen(request, "person", [row])
    copies = queries.copies_of(row)
    context = {
        "form": None if any(copy.is_open for copy in copies) or row.state != "open" else form,
        "copies": [{"url": copy_url(copy), "mark": mark_of(copy), "status": state_word(copy)} for copy in copies],
        "number": row.number,
        "back_url": person_url(row.pk),
        "breadcrumbs": crumbs(request, row, _("Their own copy")),
    }
    return render(request, "office/own_copies.html", context)


@page(ASKS)
@require_GET
def own_copy(request: PageRequest, subject_copy: UUID) -> HttpResponse:
    """Where one copy stands and what comes next."""
    row, asked = _found(request, subject_copy)
    whole = row.is_open and queries.is_whole(asked)
    context = {
        "copy": row,
        "mark": mark_of(row),
        "status": state_word(row),
        "rows": _told(row),
        "safety": _safety(request, row.person) if row.is_open else [],
        "may_prepare": whole and request.user.may(PREPARES, row.person.district_path),
        "may_print": whole and row.is_prepared,
        "not_whole": row.is_open and not whole,
        "paper_url": f"{reverse('office:own_copy_paper', args=[row.pk])}?language={row.language}",
        "json_url": f"{reverse('office:own_copy_json', args=[row.pk])}?language={row.language}",
        "breadcrumbs": _crumbs(request, row),
    }
    return render(request, "office/own_copy.html", context)


@page(PREPARES)
@require_http_methods(["GET", "POST"])
def prepare(request: PageRequest, subject_copy: UUID) -> HttpResponse:
    """Every text that may name others, to be read."""
    row, asked = _found(request, subject_copy)
    if not row.is_open or not queries.is_whole(asked):
        raise NotThere(str(subject_copy))
    records = queries.records(asked, row.released or [], with_texts=True)
    _noted(request, asked)
    form = PrepareForm(request.POST or None, records=records)
    if request.method == "POST" and form.is_valid():
        released = form.cleaned_data.get("released", [])
        if form.perform(prepare_copy, by=request.user, subject_copy=row.pk, released=released) is not None:
            messages.success(request, _("Prepared. Print it, and hand it over in person."))
            return redirect(copy_url(row))
    lead = _("Everything else goes on the copy by itself, without what belongs to others.")
    return _step(request, row, form, title=_("Prepare the copy"), send=_("Prepare it"), lead=lead)


@page(HANDS_OVER)
@require_GET
def paper(request: PageRequest, subject_copy: UUID) -> HttpResponse:
    """Made anew each time from what is kept now; nothing of it is stored."""
    row, sheet, code = _sheet(request, subject_copy)
    telling = Telling(Languages(*VARIANTS[code]))
    return render_paper(copy_paper(sheet, telling, variants=variants(request), back_url=copy_url(row)), request)


@page(HANDS_OVER)
@require_GET
def as_json(request: PageRequest, subject_copy: UUID) -> HttpResponse:
    """The same as a file."""
    row, sheet, code = _sheet(request, subject_copy)
    content = json.dumps(copy_json(sheet, VARIANTS[code][0]), ensure_ascii=False, indent=1)
    response = HttpResponse(content, content_type="application/json")
    name = mark_of(row).lower().replace("/", "-")
    response.headers["Content-Disposition"] = f'attachment; filename="own-copy-{name}.json"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "no-store"
    return response


@page(HANDS_OVER)
@require_http_methods(["GET", "POST"])
def hand_over(request: PageRequest, subject_copy: UUID) -> HttpResponse:
    row, _asked = _found(request, subject_copy)
    if not row.is_prepared:
        raise NotThere(str(subject_copy))
    form = HandOverForm(request.POST or None, guardians=guardians(request, row.person))
    if request.method == "POST" and form.is_valid():
        typed = {name: form.cleaned_data[name] for name in ("where", "asked_whether_safe", "on")}
        call = {"subject_copy": row.pk, "them": form.them, **typed}
        if form.perform(hand_over_copy, by=request.user, **call) is not None:
            messages.success(request, _("Noted: it was handed over in person."))
            return redirect(copy_url(row))
    lead = _("Talk alone with them first. Read out what they cannot read, and explain their rights.")
    return _step(request, row, form, title=_("Handed over in person"), send=_("Note it"), lead=lead)


@page("subject_copy.drop")
@require_http_methods(["GET", "POST"])
def drop(request: PageRequest, subject_copy: UUID) -> HttpResponse:
    row, _asked = _found(request, subject_copy)
    if not row.is_open:
        raise NotThere(str(subject_copy))
    form = WhyForm(request.POST or None, label=_("Why is no copy handed over?"))
    if request.method == "POST" and form.is_valid():
        why = form.cleaned_data["why"]
        done = form.perform(drop_copy, by=request.user, subject_copy=row.pk, why=why)
        if done is not None:
            messages.success(request, _("Noted. They may ask again at any time."))
            return redirect(copy_url(row))
    return _step(request, row, form, title=_("No copy is handed over"), send=_("Note it"), lead=mark_of(row))


# --- what the pages share ----------------------------------------------------------------------------------


def _found(request: PageRequest, copy: UUID) -> tuple[SubjectCopy, Asked]:
    """The copy, noted as read, and the records of its person. Raises NotThere."""
    row = queries.visible_copy(request.user, copy)
    seen(request, "subject_copy", [row])
    seen(request, "person", [row.person])
    return row, queries.asked_for(request.user, row.person.canonical or row.person_id)


def _sheet(request: PageRequest, copy: UUID) -> tuple[SubjectCopy, Sheet, str]:
    """What stands on it. Raises NotThere for one that is not prepared, and for who does not see everything."""
    row, asked = _found(request, copy)
    if not row.is_prepared:
        raise NotThere(str(copy))
    records = queries.records(asked, row.released or [])
    _noted(request, asked)
    code = request.GET.get("language", row.language)
    sheet = Sheet(row, records, request.user.display_name, office_of(request.user.pk))
    return row, sheet, code if code in VARIANTS else row.language


def _noted(request: PageRequest, asked: Asked) -> None:
    """Everything of the person was read now; concerns are left out: no line may join a person to a village."""
    seen(request, "person", list(Person.objects.visible_to(request.user).filter(pk__in=asked.persons)))
    seen(request, "case", list(Case.objects.visible_to(request.user).filter(person__in=asked.persons)))


def _told(row: SubjectCopy) -> list[SummaryRow]:
    names, handing = names_of({row.noted_by, row.prepared_by, row.handed_by}), row.handing or {}
    last = history_of(row.pk)[-1]
    return [
        SummaryRow(_("Asked on"), row.asked_on),
        SummaryRow(_("Who asked?"), words_of(rules.ASKERS, row.asking["asker"])),
        SummaryRow(
            _("How do you know that it is really them?"),
            words_of(rules.IDENTITY, row.asking["identity"]),
            note=row.asking["note"],
        ),
        SummaryRow(_("In which language?"), words_of(rules.LANGUAGES, row.language)),
        SummaryRow(_("Written down by"), names.get(row.noted_by, "")),
        *([SummaryRow(_("Prepared on"), row.prepared_on)] if row.prepared_on else []),
        *([SummaryRow(_("Prepared by"), names.get(row.prepared_by, ""))] if row.prepared_by else []),
        *(_handed(row, handing, names.get(row.handed_by, "") if row.handed_by else "") if handing else []),
        *([SummaryRow(_("Why is no copy handed over?"), why_of(last))] if row.state == "dropped" else []),
    ]


def _handed(row: SubjectCopy, handing: dict[str, Any], by: str) -> list[SummaryRow]:
    return [
        SummaryRow(_("Handed over on"), row.handed_on),
        SummaryRow(_("To whom?"), words_of(rules.ASKERS, handing["asker"])),
        SummaryRow(
            _("How was it made sure that it was them?"),
            words_of(rules.IDENTITY, handing["identity"]),
            note=handing["note"],
        ),
        SummaryRow(_("Where is the paper now?"), words_of(rules.WHERE, handing["where"])),
        SummaryRow(_("Handed over by"), by),
    ]


def _safety(request: PageRequest, person: Person) -> list[str]:
    """What the contacts say about meeting safely, for who sees them."""
    if "contacts" not in parts_seen(request.user, person):
        return []
    kept = Contact.objects.filter(person=person.pk, ended_on=None)
    safety = list(kept.values_list("safety", flat=True))
    unsafe = safety.count("unsafe")
    wrong = ngettext(
        "%(n)s contact is not safe: never use it, not even to make an appointment.",
        "%(n)s contacts are not safe: never use them, not even to make an appointment.",
        unsafe,
    )
    none = _("No contact is known as safe at any time: agree on the next meeting face to face.")
    return [*([wrong % {"n": unsafe}] if unsafe else []), *([none] if "safe" not in safety else [])]


def _crumbs(request: PageRequest, row: SubjectCopy) -> Any:
    return crumbs(request, row.person, _("Their own copy"))


def _step(request: PageRequest, row: SubjectCopy, form: ActionForm | ThemForm, **more: Any) -> HttpResponse:
    context = {"form": form, "back_url": copy_url(row), "breadcrumbs": _crumbs(request, row), **more}
    return render(request, "people/erasure_step.html", context)


def link(request: PageRequest, person: Person) -> list[PersonLink]:
    """For the page of a person."""
    if not request.user.may(ASKS):
        return []
    return [PersonLink(_("Their own copy"), reverse("office:own_copies", args=[person.pk]), "print", "quiet")]
