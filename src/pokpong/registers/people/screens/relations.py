"""Adding and ending relations."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.actions.forms import ActionForm, row_id_for
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.ui import confirmation
from pokpong.registers.people.actions.relations import end_relation, relate
from pokpong.registers.people.models import Person, Relation, Tie
from pokpong.registers.people.queries.belonging import visible_by_id
from pokpong.registers.people.screens.common import form_page, opened, person_url
from pokpong.registers.people.screens.forms.around import RelationForm

MOST_OFFERED = 100


def others(request: PageRequest, person: Person) -> list[Person]:
    """Other persons the reader is tied to, newest first: whom they may name as a relative."""
    tied = Tie.objects.of(request.user).exclude(person=person.pk).order_by("-starts")
    known = visible_by_id(request.user, list(tied.values_list("person", flat=True)[:MOST_OFFERED]))
    return sorted((row for row in known.values() if row.state == "open"), key=lambda row: row.pk, reverse=True)


@require_http_methods(["GET", "POST"])
@page("person.relate")
def add(request: PageRequest, person: UUID) -> HttpResponse:
    row, _parts = opened(request, person, "relations")
    offered = others(request, row)
    form = RelationForm(request.POST or None, others=[(str(other.pk), other.name) for other in offered])
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        relation = form.perform(
            relate,
            by=request.user,
            id=row_id_for(typed["call_id"]),
            person=row.pk,
            kind=typed["kind"],
            other=UUID(typed["other"]) if typed["other"] else None,
            other_name=typed["other_name"],
            suspected=typed["suspected"],
            suspected_why=typed["suspected_why"],
        )
        if relation is not None:
            messages.success(request, _("The relation was added."))
            return redirect(person_url(row.pk))
    seen(request, "person", offered)
    lead = _("To know a relative is no reason to see their record.")
    return form_page(request, form, title=_("Add a relation"), person=row, send=_("Add the relation"), lead=lead)


@require_POST
@page("relation.end")
def end(request: PageRequest, relation: UUID) -> HttpResponse:
    """Asks, then ends it."""
    found = Relation.objects.living().filter(pk=relation).first()
    if found is None:
        raise NotThere(str(relation))
    ends = [end for end in (found.person, found.other) if end]
    row = Person.objects.visible_to(request.user).filter(pk__in=ends).first()
    if row is None:
        raise NotThere(str(relation))
    form = ActionForm(request.POST)
    if not confirmation.is_confirmed(request) or not form.is_valid():
        return confirmation.ask(
            request,
            title=_("End this relation?"),
            text=_("It is no longer shown, and stays in the history."),
            yes=_("Yes, end it"),
            back_url=person_url(row.pk),
            danger=True,
        )
    if form.perform(end_relation, by=request.user, relation=found.pk) is None:
        for line in form.error_lines():
            messages.error(request, line.message)
    else:
        messages.success(request, _("The relation was ended."))
    return redirect(person_url(row.pk))
