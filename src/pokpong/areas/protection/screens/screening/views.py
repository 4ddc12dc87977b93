"""Asking a screening page by page, reading its result, deciding."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from pokpong.areas.protection.actions.screening import (
    answer_screening,
    begin_screening,
    decide_screening,
    drop_screening,
    finish_screening,
)
from pokpong.areas.protection.models import Case, Screening
from pokpong.areas.protection.queries.identification import current_of
from pokpong.areas.protection.queries.parts import visible_part
from pokpong.areas.protection.rules.screening import ANSWER_CHANGED
from pokpong.areas.protection.screens import of_case
from pokpong.areas.protection.screens.screening import words
from pokpong.areas.protection.screens.screening.forms import AskForm, BeginForm, DecideForm, WhyForm
from pokpong.areas.protection.screens.screening.parts import Part, neighbour, parts_of, resumed, shown_on
from pokpong.areas.protection.tools.shipped import newest
from pokpong.areas.protection.vocabulary import screening as vocabulary
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.people.queries.timeline import user_names

READS = ("case.tied", "case.read", "glass.break")
SECTION = "screening"


def address(row: Screening) -> str:
    return reverse("screening:screening", args=[row.pk])


def ask_address(row: Screening, part: int = 1) -> str:
    return reverse("screening:ask_part", args=[row.pk, part])


def resume_address(row: Screening) -> str:
    """The questions of a draft, where they were left."""
    return reverse("screening:ask", args=[row.pk])


def found(request: PageRequest, screening: UUID) -> Screening:
    """Raises NotThere."""
    row = visible_part(request.user, Screening, screening)
    seen(request, "screening", [row])
    return row


def crumbs(row: Screening, title: str = "") -> list[Crumb]:
    """The way to a screening through its case, and to a page below it."""
    way = of_case.crumbs(row.case, _("Screening"))
    return [*way[:-1], Crumb(_("Screening"), address(row)), Crumb(title)] if title else way


@page("screening.begin")
@require_http_methods(["GET", "POST"])
def begin(request: PageRequest, case: UUID) -> HttpResponse:
    """Which questions, where, by whose mouth; with `continues` it starts with earlier answers."""
    held = of_case.found(request, case)
    earlier = _earlier(held, request.GET.get("continues", ""))
    form = BeginForm(request.POST or None, initial=_usual(held, earlier))
    if request.method == "POST" and form.is_valid():
        row = form.perform(
            begin_screening,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            case=held.pk,
            asking=form.asking(),
            continues=earlier.pk if earlier else None,
        )
        if row is not None:
            return redirect(ask_address(row))
    lead = _("Ask in private. Nothing the person says decides whether they are helped.")
    if earlier is not None:
        lead = _("It starts with the answers of the earlier screening, which stays as it is.")
    return of_case.asked(request, held, form, _("Begin a screening"), _("Begin"), part=SECTION, lead=lead)


def _earlier(case: Case, screening: str) -> Screening | None:
    """The finished screening named in the address, if it can be continued. Raises NotThere for any other."""
    if not screening:
        return None
    try:
        row = Screening.objects.filter(case=case.pk, pk=UUID(screening)).exclude(state="draft").first()
    except ValueError:
        raise NotThere(screening) from None
    if row is None:
        raise NotThere(screening)
    return row if may_continue(row) else None


def may_continue(row: Screening) -> bool:
    """Its answers fit the version that is asked today."""
    return not row.is_draft and newest(row.tool).version == row.tool_version


def _usual(case: Case, earlier: Screening | None) -> dict[str, Any]:
    """What is chosen already: the short tool, for a child where the record says so."""
    if earlier is not None:
        return {"questions": f"{earlier.tool}|{earlier.tool_version}|{earlier.set_code}"}
    tool = newest("act-means-purpose")
    return {"questions": f"{tool.code}|{tool.version}|{'child' if case.person.is_child else 'adult'}"}


@page("screening.answer")
@require_http_methods(["GET", "POST"])
def ask(request: PageRequest, screening: UUID, part: int | None = None) -> HttpResponse:
    """One page of questions, without `part` where the draft was left: saved whichever way it is left."""
    row = found(request, screening)
    if not row.is_draft:
        return redirect(address(row))
    if (answer := of_case.at_rest(request, row.case, _("Questions"), SECTION)) is not None:
        return answer
    tool, answers = row.tool_used, row.answered
    here = _part(row, resumed(tool, row.set_code, answers) if part is None else part)
    questions = shown_on(here, tool, row.set_code, answers)
    form = AskForm(request.POST or None, questions=questions, answers=answers, note=row.note)
    if request.method == "POST" and form.is_valid():
        kept = form.perform(
            answer_screening,
            by=request.user,
            screening=row.pk,
            answers=form.answers(),
            seen=form.seen(),
            note=form.note(),
            seen_note=form.seen_note(),
        )
        if kept is not None:
            return redirect(_onwards(request, kept, here, form.codes))
        row = visible_part(request.user, Screening, screening)
        form.show_again(row.answered, row.note)
    torn = _torn(form)
    context = {
        "screening": row,
        "case": row.case,
        "part": here,
        "send_to": ask_address(row, here.number),
        "parts": len(parts_of(tool, row.set_code)),
        "form": form,
        "tool": words.tool_words(row),
        "alerts": words.alerts_of(tool.asked_in(row.set_code), row.answered),
        "before": neighbour(here.number, -1, tool, row.set_code, answers),
        "torn": torn,
        "torn_answers": words.answers_shown([q for q in questions if q.code in torn], row.answered),
        "breadcrumbs": crumbs(row, _("Questions")),
    }
    return render(request, "protection/screening/ask.html", context)


def _part(row: Screening, number: int) -> Part:
    """Raises Http404 for a page the tool has not."""
    parts = parts_of(row.tool_used, row.set_code)
    if not 1 <= number <= len(parts):
        raise Http404
    return parts[number - 1]


def _onwards(request: PageRequest, row: Screening, here: Part, asked: list[str]) -> str:
    """Where the pressed button leads; a question that an answer just brought up is asked first."""
    tool, answers, go = row.tool_used, row.answered, request.POST.get("go", "next")
    if go == "stop":
        messages.success(request, _("The draft is kept. Go on whenever the person is ready."))
        return of_case.address(row.case, SECTION)
    if go == "back":
        before = neighbour(here.number, -1, tool, row.set_code, answers)
        return ask_address(row, before) if before else address(row)
    if {question.code for question in shown_on(here, tool, row.set_code, answers)} - set(asked):
        return ask_address(row, here.number)
    following = neighbour(here.number, 1, tool, row.set_code, answers)
    return ask_address(row, following) if following else address(row)


def _torn(form: AskForm) -> set[str]:
    """The questions (or the note) that a colleague answered otherwise meanwhile."""
    errors = form.errors.as_data()
    return {name for name, found in errors.items() if any(error.code == ANSWER_CHANGED.code for error in found)}


@page(READS)
@require_http_methods(["GET", "POST"])
def screening_page(request: PageRequest, screening: UUID) -> HttpResponse:
    """A draft to be checked and finished; or the result with every reason, and the decision of a human apart."""
    row = found(request, screening)
    form = ActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if form.perform(finish_screening, by=request.user, screening=row.pk) is not None:
            return redirect(address(row))
        row = visible_part(request.user, Screening, screening)
    return render(request, "protection/screening/screening.html", {"form": form, **_shown(request, row)})


def _shown(request: PageRequest, row: Screening) -> dict[str, Any]:
    tool, answers, outcome = row.tool_used, row.answered, row.outcome or {}
    names = user_names([row.asked_by, row.decided_by])
    may, at_work = request.user.may, row.case.is_at_work
    return {
        "screening": row,
        "case": row.case,
        "state": words.state_word(row.state),
        "tool": words.tool_words(row),
        "source": tool.source,
        "setting": vocabulary.SETTINGS[row.setting],
        "interpreter": vocabulary.INTERPRETERS[row.interpreter],
        "result": words.result_label(row),
        "result_words": words.result_words(row),
        "reasons": words.reasons_shown(tool, outcome),
        "dimensions": words.dimensions_shown(tool, outcome),
        "outcome": outcome,
        "alerts": words.alerts_of(tool.asked_in(row.set_code), answers),
        "parts": words.parts_shown(row, ask_address),
        "decision": words.decision_word(row.decision),
        "decision_note": vocabulary.DECISION_NOTES.get(row.decision, ""),
        "asked_by": names.get(row.asked_by, ""),
        "decided_by": names.get(row.decided_by, "") if row.decided_by else "",
        "may_answer": row.is_draft and at_work and may("screening.answer"),
        "may_finish": row.is_draft and may("screening.finish"),
        "may_decide": row.state in ("finished", "decided") and may("screening.decide"),
        "may_continue": at_work and may("screening.begin") and may_continue(row),
        "breadcrumbs": crumbs(row),
    }


@page("screening.decide")
@require_http_methods(["GET", "POST"])
def decide(request: PageRequest, screening: UUID) -> HttpResponse:
    """What a human makes of it, beside the result and its reasons."""
    row = found(request, screening)
    may_presume = row.case.is_at_work and request.user.may("identification.presume")
    may_presume = may_presume and current_of(row.case_id) is None
    form = DecideForm(request.POST or None, may_presume=may_presume)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        done = form.perform(
            decide_screening,
            by=request.user,
            screening=row.pk,
            decision=typed["decision"],
            why=typed["why"],
            presume=typed.get("presume", False),
        )
        if done is not None:
            messages.success(request, _("Decided. Help goes on as planned."))
            return redirect(address(row))
    context = {"form": form, **_shown(request, row), "breadcrumbs": crumbs(row, _("Decide"))}
    return render(request, "protection/screening/decide.html", context)


@page("screening.drop")
@require_http_methods(["GET", "POST"])
def drop(request: PageRequest, screening: UUID) -> HttpResponse:
    """Ends a draft that will not be finished."""
    row = found(request, screening)
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = form.perform(drop_screening, by=request.user, screening=row.pk, why=form.cleaned_data["why"])
        if done is not None:
            return of_case.done(request, row.case, _("The draft is dropped. Its answers are kept."), SECTION)
    title, button = _("Drop this screening"), _("Drop the draft")
    return of_case.asked(request, row.case, form, title, button, part=SECTION, danger=True)
