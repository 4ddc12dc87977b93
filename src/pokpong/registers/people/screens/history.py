"""Every value a field had before, for those who may change it."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.ui.parts import Happening
from pokpong.registers.people.queries.timeline import field_history
from pokpong.registers.people.rules.record import GROUPS
from pokpong.registers.people.screens.common import crumbs, opened, person_url
from pokpong.registers.people.screens.words import FIELD_WORDS, shown


@require_GET
@page("person.amend")
def history(request: PageRequest, person: UUID) -> HttpResponse:
    row, parts = opened(request, person, "history")
    fields = [name for group, names in GROUPS.items() if group in parts for name in names]
    changes = [
        Happening(change.at, FIELD_WORDS[change.field], change.who, text=was(change.field, change.old))
        for change in field_history(row, fields)
    ]
    seen(request, "person", [row])
    context = {
        "changes": changes,
        "back_url": person_url(row.pk),
        "breadcrumbs": crumbs(request, row, _("Old values")),
    }
    return render(request, "people/history.html", context)


def was(field: str, old: object) -> str:
    """The old value in one line."""
    value = shown(field, old)
    if value is None:
        return _("Before: nothing")
    return _("Before: %(value)s") % {"value": "; ".join(map(str, value)) if isinstance(value, list) else value}
