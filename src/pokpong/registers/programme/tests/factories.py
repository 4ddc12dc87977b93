"""Projects, money, frameworks, calendars and figures made through actions, and the people who keep them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.institutions.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    PROVINCE,
    VILLAGE,
    an_organisation,
    assert_left_its_traces,
    codes_of,
)
from pokpong.registers.programme import shipped
from pokpong.registers.programme.actions import (
    add_calendar,
    add_donor,
    add_framework,
    add_funding,
    add_project,
    add_result,
    record_population,
)
from pokpong.registers.programme.models import Calendar, Donor, Framework, Funding, Population, Project, Result

__all__ = ["DISTRICT", "NEIGHBOUR", "PROVINCE", "VILLAGE", "assert_left_its_traces", "codes_of"]

STARTS, ENDS = date(2024, 10, 1), date(2029, 9, 30)


def keeper(role: str = "programme_manager", path: str = PROVINCE) -> User:
    """Somebody who keeps, or reads, the programme in Champasak."""
    return make_user(f"{role}-{path}", role, path)


def a_donor_user(organisation: UUID, path: str = "") -> User:
    """Somebody with a donor's role for an organisation."""
    return make_user(f"donor-{organisation}", "donor", path, organisation)


def an_office(name: str = "ຫ້ອງການໂຄງການທົດສອບ") -> Organisation:
    """An organisation that leads or pays, kept by an administrator of the whole country."""
    there: Organisation | None = Organisation.objects.filter(names__lo=name).first()
    return there or an_organisation(make_user(f"keeper-{new_id()}", "administrator", ""), name, place="")


def a_project(by: Actor, code: str = "CTIP2", **more: Any) -> Project:
    values: dict[str, Any] = {
        "names": {"lo": "ໂຄງການຕ້ານການຄ້າມະນຸດທົດສອບ", "en": "Invented counter-trafficking project"},
        "places": [PROVINCE],
        "starts": STARTS,
        "ends": ENDS,
        **more,
    }
    lead = values.pop("lead", None) or an_office().pk
    return add_project(by=by, id=new_id(), code=code, lead=lead, call_id=new_id(), **values)


def a_donor(by: Actor, organisation: Organisation | None = None, name: str = "ຜູ້ໃຫ້ທຶນທົດສອບ") -> Donor:
    owner = organisation.pk if organisation is not None else None
    return add_donor(by=by, id=new_id(), names={"lo": name}, organisation=owner, call_id=new_id())


def a_funding(by: Actor, project: Project, donor: Donor, **more: Any) -> Funding:
    values: dict[str, Any] = {
        "currency": "USD",
        "amount": Decimal(250_000),
        "starts": STARTS,
        "ends": ENDS,
        "reference": "AID-000",
        **more,
    }
    return add_funding(by=by, id=new_id(), project=project.pk, donor=donor.pk, call_id=new_id(), **values)


def a_framework(by: Actor, project: Project) -> Framework:
    names = {"lo": "ຂອບຜົນໄດ້ຮັບທົດສອບ", "en": "Invented framework"}
    return add_framework(by=by, id=new_id(), project=project.pk, names=names, call_id=new_id())


def a_result(by: Actor, framework: Framework, level: str, code: str, parent: Result | None = None) -> Result:
    return add_result(
        by=by,
        id=new_id(),
        framework=framework.pk,
        level=level,
        code=code,
        names={"lo": f"ຜົນໄດ້ຮັບທົດສອບ {code}", "en": f"Invented result {code}"},
        parent=parent.pk if parent is not None else None,
        call_id=new_id(),
    )


def a_tree(by: Actor, framework: Framework) -> dict[str, Result]:
    """A goal with two intermediate results; the first has a sub-IR with an output. By code."""
    found: dict[str, Result] = {}
    for level, code, above in (
        ("goal", "G", ""),
        ("ir", "IR1", "G"),
        ("ir", "IR2", "G"),
        ("sub_ir", "IR1.1", "IR1"),
        ("output", "O1", "IR1.1"),
    ):
        found[code] = a_result(by, framework, level, code, found.get(above))
    return found


def a_calendar(by: Actor, code: str = "us_fiscal") -> Calendar:
    """One of the calendars that come with Pokpong."""
    return add_calendar(by=by, id=new_id(), call_id=new_id(), **asdict(shipped.calendars()[code]))


def figures(by: Actor, place: str = DISTRICT, **more: Any) -> Population:
    values: dict[str, Any] = {
        "year": 2025,
        "source": "ການສຳຫຼວດທົດສອບ",
        "figures": [
            {"sex": "female", "age_band": "0-4", "count": 120},
            {"sex": "male", "age_band": "0-4", "count": 130},
        ],
        **more,
    }
    return record_population(by=by, id=new_id(), place=place, call_id=new_id(), **values)
