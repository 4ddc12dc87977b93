"""What every page of this family does: find a part, ask one form, call one action, go back to the case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case
from pokpong.areas.protection.queries.cases import team_of
from pokpong.areas.protection.queries.parts import visible_part
from pokpong.areas.protection.queries.plan import team_names
from pokpong.areas.protection.screens.of_case import asked, done
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.actions.amend import values_at
from pokpong.foundation.actions.forms import ActionForm, AmendForm, row_id_for
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.kernel.rows import MutableRow, Row

R = TypeVar("R", bound=Row)
F = TypeVar("F", bound=ActionForm)
Answers = dict[str, Any]

EXPLOITATION, PLAN, FOLLOW_UPS, NOTES = "exploitation", "plan", "follow_ups", "notes"
CONFERENCES, FILES = "conferences", "files"
READS = ("case.tied", "case.read", "glass.break")


def part(request: PageRequest, model: type[R], row: UUID) -> R:
    """Raises NotThere."""
    return visible_part(request.user, model, row)


def filled(kind: type[F], request: PageRequest, **more: Any) -> F:
    """The form with what was sent, or fresh."""
    return kind(request.POST, **more) if request.method == "POST" else kind(**more)


def step(
    request: PageRequest,
    case: Case,
    form: ActionForm,
    act: Callable[..., Any],
    arguments: Callable[[Answers], Answers],
    words: str,
    *,
    title: str,
    button: str,
    part: str,
    **more: Any,
) -> HttpResponse:
    """Asks one form; what is sent goes to `act` with `arguments(cleaned answers)`, then back to the case."""
    sent = request.method == "POST" and form.is_valid()
    if sent and form.perform(act, by=request.user, **arguments(form.cleaned_data)) is not None:
        return done(request, case, words, part)
    return asked(request, case, form, title, button, part=part, **more)


def new_id_of(answers: Answers) -> UUID:
    """The id of the row that this form makes, the same when it is sent again."""
    return row_id_for(answers["call_id"])


def base_of(request: PageRequest, row: MutableRow) -> int:
    """The version the editor saw: the present one when the page is drawn, else what the page carried."""
    sent = request.POST.get("base", "")
    return int(sent) if sent.isascii() and sent.isdigit() and len(sent) < 9 else row.version


def before(row: MutableRow, names: tuple[str, ...], base: int) -> Answers:
    """The columns as the editor saw them at version `base`: only what differs from them was changed by the editor."""
    later = values_at(row, base) if base < row.version else {}
    return {name: later[name] if name in later else getattr(row, name) for name in names}


def changed(answers: Mapping[str, Any], seen: Mapping[str, Any]) -> Answers:
    """What the editor changed: empty answers and missing ones count as the same."""
    return {name: value for name, value in answers.items() if name in seen and (value or None) != (seen[name] or None)}


def corrected(
    request: PageRequest,
    case: Case,
    row: MutableRow,
    form: AmendForm,
    act: Callable[..., Any],
    changes: Callable[[Answers], Answers],
    *,
    title: str,
    part: str,
    **more: Any,
) -> HttpResponse:
    """Asks for corrections of `row`; what somebody else changed meanwhile is put to a choice."""
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"]
        arguments = {row.noun: row.pk, "changes": changes(form.cleaned_data), "base": base}
        if form.perform(act, by=request.user, **arguments) is not None:
            return after_correction(request, case, row, base, part)
    return asked(request, case, form, title, _("Save the corrections"), part=part, **more)


def after_correction(request: PageRequest, case: Case, row: MutableRow, base: int, part: str) -> HttpResponse:
    if Conflict.objects.filter(row=row.pk, who=request.user.id, base=base, state="open").exists():
        messages.warning(request, _("Somebody else changed the same answer meanwhile. Choose which one holds."))
        return done(request, case, _("Both values are kept."), part)
    return done(request, case, _("Saved. The old values are kept in the history."), part)


def colleagues(case: Case) -> list[tuple[str, str]]:
    """The team, the one responsible first: id as text, and name."""
    return list(team_names(case, [member.user for member in team_of(case)]).items())
