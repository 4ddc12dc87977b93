"""Exports asked for by one and released by another."""

from __future__ import annotations

from typing import Any

from pokpong.areas.protection.tests.factories import PROVINCE
from pokpong.doors.exchange.actions.asking import ask_export, release_export
from pokpong.doors.exchange.exporting import take_out
from pokpong.doors.exchange.models import ExportRequest
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel.ids import new_id

PURPOSE = "ລາຍງານ"


def second_person(path: str = "", name: str = "second") -> User:
    """A supervisor who may release; the same one again when asked twice."""
    known: User | None = User.objects.filter(username=name).first()
    return known or make_user(name, "case_supervisor", path)


def asked(by: User, place: str = PROVINCE, **more: Any) -> ExportRequest:
    """Asked for, with somebody there who may release it."""
    second_person()
    return ask_export(
        by=by, call_id=new_id(), **{"id": new_id(), "purpose": PURPOSE, "place": place, "states": [], **more}
    )


def released(by: User, place: str = PROVINCE, **more: Any) -> ExportRequest:
    row = asked(by, place, **more)
    return release_export(by=second_person(), export_request=row.pk, call_id=new_id())


def printed(sheet: Any) -> tuple[str, str]:
    """What stands above and below the printed pages of a sheet."""
    return str(sheet.oddHeader.center.text), str(sheet.oddFooter.center.text)


def exported(by: User, place: str = PROVINCE, **more: Any) -> bytes:
    """The file of an export that was asked for and released."""
    return take_out(by, released(by, place, **more), call_id=new_id())[1]
