"""Places, officials, organisations and results that a row of a plan names by their words."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import Any, Final
from uuid import UUID

from pokpong.doors.exchange.directory.looking_up import organisation_named, place_named
from pokpong.doors.exchange.mapping.values import key
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.institutions.models import Official, Organisation
from pokpong.registers.institutions.queries import find_officials
from pokpong.registers.places.models import Place
from pokpong.registers.programme.models import Plan, Result
from pokpong.registers.programme.rules import plans as rules

CANDIDATES: Final = 12
OFFICIAL_UNKNOWN = ProblemKind("row_official_not_found", _("No official who serves today is called “%(text)s”."))
OFFICIAL_SEVERAL = ProblemKind(
    "row_official_several", _("Several officials are called “%(text)s”. Write the whole name.")
)
Found = tuple[Any, list[Problem]]
_MARKED: Final = re.compile(r"\[([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\]$")


def marked(text: str) -> UUID | None:
    """The id in brackets at the end, which the sheet carries where a name alone does not say who is meant."""
    match = _MARKED.search(text)
    return UUID(match[1]) if match else None


class Naming:
    """Looks every text up once; a plan has few officials and places and many rows."""

    def __init__(self, actor: Actor):
        self.actor = actor
        self._known: dict[tuple[str, ...], Found] = {}

    def _once(self, wanted: tuple[str, ...], find: Any, *arguments: Any) -> Found:
        if wanted not in self._known:
            self._known[wanted] = find(*arguments)
        return self._known[wanted]

    def place(self, text: str, plan: Plan) -> Found:
        """The path of a place; nothing written means the place of the plan."""
        return self._once(("place", text), self._place, text) if text else (plan.place_path, [])

    def _place(self, text: str) -> Found:
        code = text.split(maxsplit=1)[0].rstrip(",").upper()
        path = Place.objects.in_use().filter(code=code).values_list("path", flat=True).first()
        return (path, []) if path is not None else _blaming("place", place_named(text))

    def official(self, text: str) -> Found:
        return self._once(("official", text), self._official, text) if text else (None, [])

    def _official(self, text: str) -> Found:
        serving = Official.objects.visible_to(self.actor).serving(clock.today())
        named, only = marked(text), []
        if named is not None:
            only = list(Official.objects.visible_to(self.actor).filter(pk=named))
        only = only or list(serving.filter(name=text)[:2])
        if not only:
            near = [row for row in find_officials(self.actor, text, CANDIDATES) if row.state == "serving"]
            only = [row for row in near if key(row.name) == key(text)] or near
        if len(only) == 1:
            return only[0].pk, []
        kind = OFFICIAL_SEVERAL if only else OFFICIAL_UNKNOWN
        return None, [kind("official", text=text[:80])]

    def organisation(self, text: str) -> Found:
        return self._once(("organisation", text), self._organisation, text) if text else (None, [])

    def _organisation(self, text: str) -> Found:
        named = marked(text)
        if named is not None and Organisation.objects.visible_to(self.actor).filter(pk=named).exists():
            return named, []
        exact = self._organisations[text]
        return (exact[0], []) if len(exact) == 1 else _blaming("organisation", organisation_named(self.actor, text))

    @cached_property
    def _organisations(self) -> dict[str, list[UUID]]:
        """The active ones by every name they have, letter for letter."""
        rows = Organisation.objects.visible_to(self.actor).filter(state="active")
        found: dict[str, list[UUID]] = defaultdict(list)
        for pk, names, short in rows.values_list("pk", "names", "short_names"):
            for name in {*names.values(), *short.values()}:
                found[name].append(pk)
        return found

    def result(self, text: str, plan: Plan) -> Found:
        """A result of the plan's project by its code: of the framework in force, else of the latest that has it."""
        return self._once(("result", str(plan.pk), text), self._result, text, plan) if text else (None, [])

    def _result(self, text: str, plan: Plan) -> Found:
        rows = Result.objects.filter(framework__project=plan.project_id, code=text) if plan.project_id else []
        known = {row.framework.state: row for row in sorted(rows, key=lambda row: row.framework.edition)}
        found = known.get("in_force") or next(iter(reversed(known.values())), None)
        return (found.pk, []) if found is not None else (None, [rules.RESULT_FOREIGN("result")])


def _blaming(field: str, found: tuple[Any, list[Problem]]) -> Found:
    value, problems = found
    return value, [Problem(one.code, one.words, field, one.params) for one in problems]
