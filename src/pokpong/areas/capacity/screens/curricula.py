"""Curricula: the list, one edition, its questions, and its steps."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.capacity.actions import (
    amend_curriculum,
    draft_curriculum,
    put_in_use,
    revise_curriculum,
    withdraw_curriculum,
)
from pokpong.areas.capacity.models import Curriculum
from pokpong.areas.capacity.rules.completion import plain
from pokpong.areas.capacity.rules.scores import LAO, LATIN
from pokpong.areas.capacity.screens import pages
from pokpong.areas.capacity.screens.forms import (
    AmendCurriculumForm,
    ConfirmForm,
    CurriculumForm,
    QuestionForm,
    ReasonForm,
)
from pokpong.areas.capacity.screens.tables import Curricula
from pokpong.areas.capacity.vocabularies import TOPICS
from pokpong.foundation.access.form_pages import done, form_page, found
from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.actions.forms import AmendForm, row_id_for
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.parts import Link, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.templatetags.ui import reader_language

POST_OR_GET = ["GET", "POST"]


def address(row: Curriculum) -> str:
    return reverse("capacity:curriculum", args=[row.pk])


def _way(*more: Crumb) -> list[Crumb]:
    return pages.crumbs(Crumb(_("Curricula"), reverse("capacity:curricula")), *more)


def _one(request: PageRequest, key: UUID) -> Curriculum:
    row: Curriculum = found(Curriculum.objects.visible_to(request.user), key)
    return row


@require_GET
@page("curriculum.read")
def curriculum_list(request: PageRequest) -> HttpResponse:
    """Every curriculum and edition."""
    table = Curricula(Curriculum.objects.visible_to(request.user), request.GET, path=request.path)
    context = {"table": table, "may_draft": request.user.may("curriculum.draft"), "breadcrumbs": _way()}
    return render(request, "capacity/curricula.html", context)


@require_GET
@page("curriculum.read")
def curriculum_page(request: PageRequest, curriculum: UUID) -> HttpResponse:
    """One edition: what is taught, its test, what completes it."""
    row = _one(request, curriculum)
    may, draft = request.user.may, row.state == "drafted"
    newer = row.successors.exclude(state="withdrawn").first()
    context: dict[str, Any] = {
        "row": row,
        "facts": _facts(row, newer),
        "lessons": [(in_language(lesson["names"]), lesson["hours"]) for lesson in row.lessons],
        "questions": _questions(row) if may("curriculum.amend") or may("test_score.record") else [],
        "shows_questions": may("curriculum.amend") or may("test_score.record"),
        "history": pages.history(row),
        "may_amend": draft and may("curriculum.amend"),
        "may_put_in_use": draft and may("curriculum.put_in_use"),
        "may_revise": not draft and newer is None and may("curriculum.revise"),
        "may_withdraw": row.state in ("drafted", "in_use") and may("curriculum.withdraw"),
        "breadcrumbs": _way(Crumb(row.name)),
    }
    return render(request, "capacity/curriculum.html", context)


def _facts(row: Curriculum, newer: Curriculum | None) -> list[SummaryRow]:
    before = row.predecessor
    rows = [
        SummaryRow(_("Edition"), row.edition),
        SummaryRow(_("State"), pages.status(row)),
        SummaryRow(_("Topics"), TOPICS.all_words(row.topics)),
        SummaryRow(_("Objectives"), in_language(row.objectives)),
        SummaryRow(_("Number of hours"), row.hours.normalize()),
        SummaryRow(_("Hours needed to complete it"), _percent(row.hours_percent)),
        SummaryRow(_("Score needed to complete it"), _percent(row.score_percent)),
        SummaryRow(_("Maximum score of the test"), row.maximum.normalize() if row.questions else ""),
        SummaryRow(_("Edition before"), Link(str(before.edition), address(before)) if before else ""),
        SummaryRow(_("Newer edition"), Link(str(newer.edition), address(newer)) if newer else ""),
    ]
    return [one for one in rows if one.value not in ("", None)]


def _percent(number: int | None) -> str:
    return "" if number is None else f"{number} %"


def _questions(row: Curriculum) -> list[dict[str, Any]]:
    letters = LAO if reader_language() == "lo" else LATIN
    return [
        {
            "number": number,
            "text": in_language(question["text"]),
            "points": question["points"],
            "choices": [
                (letters[place], in_language(choice), place == question["right"])
                for place, choice in enumerate(question["choices"])
            ],
        }
        for number, question in enumerate(row.questions, start=1)
    ]


@require_http_methods(POST_OR_GET)
@page("curriculum.draft")
def draft(request: PageRequest) -> HttpResponse:
    """A new curriculum."""
    form = CurriculumForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        key = row_id_for(form.cleaned_data["call_id"])
        row = form.perform(draft_curriculum, by=request.user, id=key, **form.values())
        if row is not None:
            return done(request, _("The draft was kept. Add the questions of its test."), address(row))
    title = _("Draft a curriculum")
    back = reverse("capacity:curricula")
    return form_page(request, form, title=title, back=back, crumbs=_way(Crumb(title)))


@require_http_methods(POST_OR_GET)
@page("curriculum.amend")
def amend(request: PageRequest, curriculum: UUID) -> HttpResponse:
    """Changes of a draft."""
    row = _one(request, curriculum)
    given = {name: getattr(row, name) for name in ("topics", "lessons", "hours_percent", "score_percent")}
    given |= {"base": row.version, "hours": plain(row.hours)}
    for field, texts in (("name", row.names), ("objectives", row.objectives)):
        given |= {f"{field}_{code}": texts.get(code, "") for code in ("lo", "en")}
    form = AmendCurriculumForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid() and _amended(request, row, form, form.values()):
        return done(request, _("The changes were saved."), address(row))
    title = _("Change the draft")
    return form_page(request, form, title=title, back=address(row), crumbs=_to(row, title))


def _to(row: Curriculum, title: str) -> list[Crumb]:
    return _way(Crumb(row.name, address(row)), Crumb(title))


def _amended(request: PageRequest, row: Curriculum, form: AmendForm, changes: dict[str, Any]) -> bool:
    base = form.cleaned_data["base"]
    done = form.perform(amend_curriculum, by=request.user, curriculum=row.pk, base=base, changes=changes)
    return done is not None


@require_http_methods(POST_OR_GET)
@page("curriculum.amend")
def question_add(request: PageRequest, curriculum: UUID) -> HttpResponse:
    """One more question."""
    row = _one(request, curriculum)
    form = QuestionForm(request.POST if request.method == "POST" else None, initial={"base": row.version, "points": 1})
    if form.is_bound and form.is_valid() and _added(request, row, form):
        return done(request, _("The question was added."), f"{address(row)}#test")
    title = _("Add a question")
    return form_page(request, form, title=title, back=address(row), crumbs=_to(row, title))


def _added(request: PageRequest, row: Curriculum, form: QuestionForm) -> bool:
    return _amended(request, row, form, {"questions": [*row.questions, form.question()]})


def _numbered(row: Curriculum, number: int) -> dict[str, Any]:
    if not 0 < number <= len(row.questions):
        raise NotThere(str(number))
    question: dict[str, Any] = row.questions[number - 1]
    return question


@require_http_methods(POST_OR_GET)
@page("curriculum.amend")
def question_amend(request: PageRequest, curriculum: UUID, number: int) -> HttpResponse:
    """Changes of a question."""
    row = _one(request, curriculum)
    question = _numbered(row, number)
    given = {"base": row.version, "right": question["right"] + 1, "points": question["points"]}
    for code in ("lo", "en"):
        given[f"text_{code}"] = question["text"].get(code, "")
        given[f"choices_{code}"] = [choice[code] for choice in question["choices"] if choice.get(code)]
    form = QuestionForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_bound and form.is_valid():
        questions = [*row.questions[: number - 1], form.question(), *row.questions[number:]]
        if _amended(request, row, form, {"questions": questions}):
            return done(request, _("The changes were saved."), f"{address(row)}#test")
    title = _("Change the question")
    return form_page(request, form, title=title, back=address(row), crumbs=_to(row, title))


@require_http_methods(POST_OR_GET)
@page("curriculum.amend")
def question_remove(request: PageRequest, curriculum: UUID, number: int) -> HttpResponse:
    """Takes a question out of the draft."""
    row = _one(request, curriculum)
    question = _numbered(row, number)
    form = AmendForm(request.POST if request.method == "POST" else None, initial={"base": row.version})
    if form.is_bound and form.is_valid():
        questions = [*row.questions[: number - 1], *row.questions[number:]]
        if _amended(request, row, form, {"questions": questions}):
            return done(request, _("The question was taken out."), f"{address(row)}#test")
    title = _("Take the question out")
    return form_page(
        request,
        form,
        title=title,
        lead=in_language(question["text"]),
        back=address(row),
        crumbs=_to(row, title),
        button=title,
    )


@require_http_methods(POST_OR_GET)
@page("curriculum.put_in_use")
def use(request: PageRequest, curriculum: UUID) -> HttpResponse:
    """Puts a draft in use."""
    row = _one(request, curriculum)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and form.perform(put_in_use, by=request.user, curriculum=row.pk) is not None:
        return done(request, _("The curriculum is in use."), address(row))
    title = _("Put it in use")
    lead = _("Trainings can then be planned by it. It is not changed any more: a change makes a new edition.")
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=_to(row, title), button=title)


@require_http_methods(POST_OR_GET)
@page("curriculum.revise")
def revise(request: PageRequest, curriculum: UUID) -> HttpResponse:
    """Begins a new edition."""
    row = _one(request, curriculum)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        key = row_id_for(form.cleaned_data["call_id"])
        fresh = form.perform(revise_curriculum, by=request.user, id=key, curriculum=row.pk)
        if fresh is not None:
            return done(request, _("The new edition is a draft with everything of this one."), address(fresh))
    title = _("Make a new edition")
    lead = _("This edition stays in use until the new one is put in use.")
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=_to(row, title), button=title)


@require_http_methods(POST_OR_GET)
@page("curriculum.withdraw")
def withdraw(request: PageRequest, curriculum: UUID) -> HttpResponse:
    """Withdraws a curriculum."""
    row = _one(request, curriculum)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        if form.perform(withdraw_curriculum, by=request.user, curriculum=row.pk, reason=reason) is not None:
            return done(request, _("The curriculum was withdrawn."), address(row))
    title = _("Withdraw the curriculum")
    lead = _("No more trainings are planned by it. Those held keep it.")
    return form_page(request, form, title=title, lead=lead, back=address(row), crumbs=_to(row, title), button=title)
