"""The words of the program: searched, corrected, taken back, exported."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.foundation.access.pages import PageRequest, page
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.ui.parts import Happening, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.foundation.wording import queries
from pokpong.foundation.wording.actions import correct_word, undo_correction
from pokpong.foundation.wording.export import catalogue
from pokpong.foundation.wording.models import Correction
from pokpong.foundation.wording.queries import LANGUAGE, Word
from pokpong.foundation.wording.screens.forms import BasedForm, CorrectForm
from pokpong.foundation.wording.screens.tables import Words, shortened
from pokpong.foundation.wording.usage import places_of

ONLY_CORRECTED = "corrected"


def address(key: str) -> str:
    return reverse("wording:word", args=[key])


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Words of the program"), reverse("wording:words")), *more]


@require_GET
@page("word.correct")
def word_list(request: PageRequest) -> HttpResponse:
    """Every interface word and text of a report, to look for in English or Lao."""
    table = Words(queries.words(), request.GET, path=request.path)
    return render(request, "wording/words.html", {"table": table, "stale": len(queries.stale())})


@require_GET
@page("word.correct")
def stale_list(request: PageRequest) -> HttpResponse:
    """Corrections whose English is gone, each with the words that may have taken its place."""
    rows = queries.stale()
    context = {
        "rows": [(row, queries.successors_of(row)) for row in rows],
        "breadcrumbs": crumbs(Crumb(_("Corrections without their English"))),
    }
    return render(request, "wording/stale.html", context)


@require_GET
@page("word.correct")
def export(request: PageRequest) -> HttpResponse:
    """The catalogue as a file for the next version of the program."""
    only = request.GET.get("only") == ONLY_CORRECTED
    answer = HttpResponse(catalogue(only_corrected=only), content_type="text/x-gettext-translation; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="pokpong-{LANGUAGE}.po"'
    return answer


@require_http_methods(["GET", "POST"])
@page("word.correct")
def word_page(request: PageRequest, word: str) -> HttpResponse:
    """One word: its English, where it stands, its history, and the box to correct it in."""
    row = _found(word)
    held = row.correction.pk if row.correction else None
    form = CorrectForm(request.POST if request.method == "POST" else None, word=row, initial={"base": held})
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        done = form.perform(
            correct_word,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            key=row.entry.key,
            forms=form.forms(),
            reason=typed["reason"],
            base=typed["base"],
        )
        if done is not None:
            messages.success(request, _("The word was corrected. Everybody sees it from now on."))
            return redirect(address(word))
    past = queries.history(row.entry.key)
    context: dict[str, Any] = {
        "form": form,
        "row": row,
        "facts": _facts(row),
        "history": _happenings(row, past),
        "may_undo": row.is_corrected and request.user.may("word.undo"),
        "breadcrumbs": crumbs(Crumb(shortened(row.entry.english))),
    }
    return render(request, "wording/word.html", context)


@require_http_methods(["GET", "POST"])
@page("word.undo")
def undo(request: PageRequest, word: str, correction: UUID | None = None) -> HttpResponse:
    """Back to the text that ships, or to an earlier correction."""
    row = _found(word)
    past = queries.history(row.entry.key)
    earlier = next((one for one in past if one.pk == correction), None)
    if correction is not None and earlier is None:
        raise Http404
    held = row.correction.pk if row.correction else None
    form = BasedForm(request.POST if request.method == "POST" else None, initial={"base": held})
    if form.is_bound and form.is_valid():
        typed = form.cleaned_data
        done = form.perform(
            undo_correction,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            key=row.entry.key,
            to=correction,
            base=typed["base"],
            reason=typed["reason"],
        )
        if done is not None:
            messages.success(request, _("The earlier text is shown again. The history keeps both."))
            return redirect(address(word))
    context: dict[str, Any] = {
        "form": form,
        "row": row,
        "after": (earlier.forms if earlier else None) or row.entry.forms,
        "breadcrumbs": crumbs(Crumb(shortened(row.entry.english), address(word)), Crumb(_("Take a correction back"))),
    }
    return render(request, "wording/undo.html", context)


def _found(key: str) -> Word:
    word = queries.word(key)
    if word is None:
        raise Http404
    return word


def breakable(path: str) -> str:
    """A path that may be broken behind its folders, or it would be wider than a phone."""
    return path.replace("/", "/\u200b").replace(".", ".\u200b")


def _facts(row: Word) -> list[SummaryRow]:
    entry = row.entry
    rows = [SummaryRow(_("English"), entry.english), SummaryRow(_("English, for several"), entry.plural)]
    rows += [SummaryRow(_("What it is about"), entry.context)]
    rows += [
        SummaryRow(_("Lao, as it ships"), " / ".join(entry.forms)),
        SummaryRow(_("Lao, as it is shown"), " / ".join(row.forms)),
    ]
    rows += [SummaryRow(_("Where it stands"), [breakable(path) for path in places_of(entry) or entry.rooms])]
    return [one for one in rows if one.value not in ("", None)]


def _happenings(row: Word, past: list[Correction]) -> list[Happening]:
    """Newest first; an earlier text leads to the page that brings it back."""
    names = names_of([one.who for one in past])
    present = past[0].pk if past else None
    return [
        Happening(
            one.at,
            " / ".join(one.forms) or _("The text that ships"),
            who=names.get(one.who, _("Somebody who left")),
            text=one.reason,
            url="" if one.pk == present or not one.forms else reverse("wording:undo_to", args=[row.entry.key, one.pk]),
        )
        for one in past
    ]
