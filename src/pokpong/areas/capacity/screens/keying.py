"""Keying attendance and scores back from paper, and what the test says."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from pokpong.areas.capacity.actions import record_attendance, record_scores
from pokpong.areas.capacity.models import Training
from pokpong.areas.capacity.queries.trainings import pairs_of, sheets_of
from pokpong.areas.capacity.rules import analysis
from pokpong.areas.capacity.rules.scores import AFTER, BEFORE, LAO, LATIN
from pokpong.areas.capacity.rules.trainings import KEYED
from pokpong.areas.capacity.screens import pages
from pokpong.areas.capacity.screens.forms import ConfirmForm
from pokpong.areas.capacity.screens.grids import AttendanceGrid, ScoreGrid, keep_undo, letters, take_undo
from pokpong.foundation.access.form_pages import done, found
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused
from pokpong.foundation.kernel.words import in_language
from pokpong.foundation.ui.charts import Bar
from pokpong.foundation.ui.notices import offer_undo
from pokpong.foundation.ui.parts import StatusWord
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.ui.templatetags.ui import reader_language


@require_http_methods(["GET", "POST"])
@page("session_attendance.record")
def attendance(request: PageRequest, training: UUID) -> HttpResponse:
    """All sessions of a training on one page, by keyboard."""
    row = pages.training_of(request, training)
    grid = AttendanceGrid(row, request.POST if request.method == "POST" else None)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    seen(request, "enrolment", grid.people)
    if form.is_bound and form.is_valid():
        marks = grid.read()
        form.add_problems(grid.problems)
        done = None if grid.problems else _kept(request, form, row, marks)
        if done is not None:
            key = form.cleaned_data["call_id"]
            keep_undo(request, key, grid.backwards(marks))
            words = _("Attendance is noted: %(count)s marks.") % {"count": len(marks)}
            offer_undo(request, words, reverse("capacity:attendance_undo", args=[row.pk, key]))
            return HttpResponseRedirect(reverse("capacity:attendance", args=[row.pk]))
    title = _("Attendance")
    context = {"row": row, "grid": grid, "form": form, "title": title, "may_key": row.state in KEYED}
    context["letters"] = letters()
    crumbs = pages.of_training(row, Crumb(title))
    return render(request, "capacity/attendance.html", {**context, "breadcrumbs": crumbs, "back": pages.address(row)})


def _kept(request: PageRequest, form: ConfirmForm, row: Training, marks: list[Any]) -> Training | None:
    return form.perform(record_attendance, by=request.user, training=row.pk, marks=marks)


@require_POST
@page("session_attendance.record")
def attendance_undo(request: PageRequest, training: UUID, call: UUID) -> HttpResponse:
    """Takes the last keying back, unless somebody changed the same marks meanwhile."""
    row = pages.training_of(request, training)
    marks = take_undo(request, call)
    try:
        if marks:
            record_attendance(by=request.user, training=row.pk, marks=marks, call_id=new_id())
            messages.success(request, _("The keying was undone."))
        else:
            messages.warning(request, _("There is nothing left to undo."))
    except Refused as refused:
        for problem in refused.problems:
            messages.error(request, problem.message)
    return HttpResponseRedirect(reverse("capacity:attendance", args=[row.pk]))


@require_http_methods(["GET", "POST"])
@page("test_score.record")
def scores(request: PageRequest, training: UUID, occasion: str) -> HttpResponse:
    """The scores of everybody in one test."""
    row = pages.training_of(request, training)
    grid = ScoreGrid(row, occasion, request.POST if request.method == "POST" else None)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    seen(request, "enrolment", grid.people)
    if form.is_bound and form.is_valid():
        marks = grid.read()
        form.add_problems(grid.problems)
        given = {"by": request.user, "training": row.pk, "occasion": occasion, "marks": marks}
        if not grid.problems and form.perform(record_scores, **given) is not None:
            told = _("Scores are noted: %(count)s.") % {"count": len(marks)}
            return done(request, told, reverse(f"capacity:scores_{occasion}", args=[row.pk]))
    title = _("Test before the training") if occasion == BEFORE else _("Test after the training")
    choices = LAO if reader_language() == "lo" else LATIN
    context = {"row": row, "grid": grid, "form": form, "title": title, "may_key": row.state in KEYED}
    context |= {"letters": " ".join(choices), "breadcrumbs": pages.of_training(row, Crumb(title))}
    return render(request, "capacity/scores.html", {**context, "back": pages.address(row)})


@require_GET
@page(("training.read", "training.tied"))
def results(request: PageRequest, training: UUID) -> HttpResponse:
    """What was learnt, and how good each question is. No name."""
    rows = Training.objects.visible_to(request.user).select_related("curriculum")
    row = found(rows, training)
    questions = row.curriculum.questions
    sheets = sheets_of(row, AFTER)
    gain = analysis.gain(pairs_of(row), row.curriculum.maximum)
    title = _("What was learnt")
    context = {
        "row": row,
        "title": title,
        "gain": gain,
        "bars": _gain_bars(gain),
        "items": [_item(item, questions[item.number - 1]) for item in analysis.items(sheets, questions)],
        "sheets": len(sheets),
        "few": len(sheets) < analysis.FEW_SHEETS,
        "has_test": bool(questions),
        "reliability": analysis.reliability(sheets, questions),
        "breadcrumbs": pages.of_training(row, Crumb(title)),
    }
    return render(request, "capacity/results.html", context)


def _gain_bars(gain: analysis.Gain) -> list[Bar]:
    if gain.before is None or gain.after is None:
        return []
    return [Bar(_("Before"), round(gain.before)), Bar(_("After"), round(gain.after))]


def _item(item: analysis.Item, question: dict[str, Any]) -> dict[str, Any]:
    verdicts = {
        "few": StatusWord(_("Too few sheets"), "neutral"),
        "good": StatusWord(_("Good"), "success"),
        "easy": StatusWord(_("Very easy"), "info"),
        "hard": StatusWord(_("Very hard"), "warning"),
        "weak": StatusWord(_("Tells little: look at it again"), "warning"),
    }
    named = LAO if reader_language() == "lo" else LATIN
    bars = [
        Bar(f"{named[n]}. {in_language(choice)}{' ✓' if n == item.right_choice else ''}", item.chosen[n])
        for n, choice in enumerate(question["choices"])
    ]
    return {
        "item": item,
        "text": in_language(question["text"]),
        "bars": [*bars, Bar(_("No answer"), item.open)] if item.open else bars,
        "difficulty": None if item.difficulty is None else round(100 * item.difficulty),
        "discrimination": None if item.discrimination is None else round(item.discrimination, 2),
        "verdict": verdicts[item.verdict],
        "unused": [named[n] for n in item.unused] if item.verdict != "few" else [],
    }
