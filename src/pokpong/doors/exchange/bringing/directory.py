"""The rows of a sheet as organisations, officials or services: what is there already stays, the rest is added."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from pokpong.doors.exchange.directory.looking_up import organisation_named, place_named
from pokpong.doors.exchange.mapping.headers import Header
from pokpong.doors.exchange.mapping.mappings import ColumnMapping, read_line
from pokpong.doors.exchange.mapping.targets import Target
from pokpong.doors.exchange.mapping.values import key
from pokpong.doors.exchange.verdicts import OPENED, REJECTED, UNCHANGED, Verdict, of_refusal
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Line, letters
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, Problem, ProblemKind, Refused
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.vault import blind
from pokpong.registers.institutions import rules
from pokpong.registers.institutions.actions.officials import add_official, check_official
from pokpong.registers.institutions.actions.organisations import add_organisation, check_organisation
from pokpong.registers.institutions.actions.services import add_service_offer, check_service
from pokpong.registers.institutions.models import Official, Organisation, ServiceOffer

# The field of the workbook that is to blame for a reason of the register.
FIELD_OF = {
    "name": "name_lo",
    "short_name": "short_lo",
    "place_path": "place",
    "parent_id": "parent",
    "organisation_id": "organisation",
    "hours": "hours_lo",
    "eligibility": "eligibility_lo",
}
# What each kind of row needs, in its place; a service is added in the place of its organisation.
PERMISSIONS = {"organisations": "organisation.add", "officials": "official.add", "services": "service_offer.add"}
NOT_YOUR_PLACE = ProblemKind("row_directory_not_yours", _("Your roles do not let you add this in that place."))
Values = dict[str, Any]


class DirectoryRows:
    """`_keys` are the rows of this file that a dry run would have added."""

    def __init__(
        self, actor: Actor, target: Target, header: Header, mapping: ColumnMapping, digest: str, *, dry: bool
    ) -> None:
        self.actor, self.target, self.header, self.mapping, self.digest = actor, target, header, mapping, digest
        self.dry = dry
        self._keys: set[str] = set()

    def take(self, line: Line) -> Verdict:
        said, wrong = read_line(self.target, self.header, self.mapping, line)
        looked_up, check, is_there, add = KINDS[self.target.name]
        if not wrong:
            values, missing = looked_up(self.actor, said)
            wrong = self.blamed(line, missing or check(self.actor, values))
        if wrong:
            return Verdict(REJECTED, tuple(wrong))
        if self._is_repeated(values) or is_there(self.actor, values):
            return Verdict(UNCHANGED)
        strange = self._strange(values)
        if strange:
            return Verdict(REJECTED, tuple(self.blamed(line, strange)))
        return Verdict(OPENED) if self.dry else self._added(line, values, add)

    def _is_repeated(self, values: Values) -> bool:
        found = repr(sorted((name, str(value)) for name, value in values.items()))
        repeated = found in self._keys
        self._keys.add(found)
        return repeated

    def _strange(self, values: Values) -> list[Problem]:
        """Whether the importer may add such a row there: the dry run says so, not only the bringing in."""
        owned = self.target.name == "services"
        place = self._place_of(values["organisation"]) if owned else values["place"]
        if self.actor.may(PERMISSIONS[self.target.name], place):
            return []
        return [NOT_YOUR_PLACE("organisation" if owned else "place")]

    def _place_of(self, organisation: UUID) -> str:
        found = Organisation.objects.visible_to(self.actor).filter(pk=organisation)
        return found.values_list("place_path", flat=True).first() or ""

    def _added(self, line: Line, values: Values, add: Callable[..., Any]) -> Verdict:
        call = UUID(bytes=blind.digest("exchange.directory", str(self.actor.id), self.digest, str(line.number))[:16])
        try:
            add(by=self.actor, id=row_id_for(call), call_id=call, **values)
        except Refused as refused:
            return of_refusal(line, refused.problems)
        except NotThere:
            return of_refusal(line, [rules.ORGANISATION_CLOSED("organisation")])
        return Verdict(OPENED)

    def blamed(self, line: Line, problems: list[Problem]) -> list[CellProblem]:
        return [CellProblem(line.number, self._column(problem.field), problem) for problem in problems]

    def _column(self, field: str) -> str:
        at = self.header.columns.get(FIELD_OF.get(field, field), self.header.columns.get(field))
        return letters(at) if at is not None else ""


def _with_field(problems: list[Problem], field: str) -> list[Problem]:
    return [Problem(problem.code, problem.words, field, problem.params) for problem in problems]


def _names(said: Values, stem: str) -> dict[str, str]:
    found = {language: said.get(f"{stem}_{language}") or "" for language in ("lo", "en")}
    return {language: text for language, text in found.items() if text}


def _organisation(actor: Actor, said: Values) -> tuple[Values, list[Problem]]:
    place, wrong = place_named(said["place"])
    parent, unknown = organisation_named(actor, said["parent"])
    values = {
        "kind": said["kind"],
        "names": _names(said, "name"),
        "place": place,
        "parent": parent,
        "short_names": _names(said, "short"),
        "phone": said["phone"],
        "address": said["address"],
    }
    return values, _with_field(wrong, "place") + _with_field(unknown, "parent")


def _official(actor: Actor, said: Values) -> tuple[Values, list[Problem]]:
    organisation, unknown = organisation_named(actor, said["organisation"])
    place, wrong = place_named(said["place"])
    names = ("name", "latin_name", "post", "function", "phone", "starts")
    values = {**{name: said[name] for name in names}, "organisation": organisation, "place": place}
    return values, _with_field(unknown, "organisation") + _with_field(wrong, "place")


def _service(actor: Actor, said: Values) -> tuple[Values, list[Problem]]:
    organisation, unknown = organisation_named(actor, said["organisation"])
    found = [place_named(text.strip()) for text in said["places"].split(";") if text.strip()]
    wrong = [problem for _path, problems in found for problem in problems]
    values = {
        "organisation": organisation,
        "kind": said["kind"],
        "places": list(dict.fromkeys(path for path, _wrong in found)),
        "names": _names(said, "name"),
        "for_whom": list(said["for_whom"]),
        "eligibility": _names(said, "eligibility"),
        "capacity": said["capacity"],
        "hours": _names(said, "hours"),
        "languages": list(said["languages"]),
        "phone": said["phone"],
    }
    return values, _with_field(unknown, "organisation") + _with_field(wrong, "places")


def _check_organisation(actor: Actor, values: Values) -> list[Problem]:
    return check_organisation(actor, {**values, "place_path": values["place"], "parent_id": values["parent"]})


def _check_official(actor: Actor, values: Values) -> list[Problem]:
    return check_official(actor, {**values, "place_path": values["place"], "organisation_id": values["organisation"]})


def _check_service(_actor: Actor, values: Values) -> list[Problem]:
    return check_service({**values, "place_paths": values["places"], "for_whom_codes": values["for_whom"]})


def _has_organisation(actor: Actor, values: Values) -> bool:
    here = Organisation.objects.visible_to(actor).filter(place_path=values["place"], state="active")
    wanted = set(map(key, values["names"].values()))
    return any(wanted & set(map(key, row.names.values())) for row in here)


def _has_official(actor: Actor, values: Values) -> bool:
    there = Official.objects.visible_to(actor).serving(clock.today()).filter(organisation=values["organisation"])
    return any(key(row.name) == key(values["name"]) and key(row.post) == key(values["post"]) for row in there)


def _has_service(actor: Actor, values: Values) -> bool:
    there = ServiceOffer.objects.visible_to(actor).filter(
        organisation=values["organisation"], kind=values["kind"], state="offered"
    )
    return any(set(values["places"]) <= set(row.place_paths) for row in there)


# What the row's words stand for, the register's own rules, whether it is there, and the action that adds it.
KINDS: dict[str, tuple[Callable[..., Any], Callable[..., Any], Callable[..., Any], Callable[..., Any]]] = {
    "organisations": (_organisation, _check_organisation, _has_organisation, add_organisation),
    "officials": (_official, _check_official, _has_official, add_official),
    "services": (_service, _check_service, _has_service, add_service_offer),
}
