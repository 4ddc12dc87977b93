"""Concerns made through the action, and the people around them. Everybody here is invented."""

from __future__ import annotations

import io
from typing import Any
from uuid import UUID

from PIL import Image

from pokpong.areas.protection.actions import raise_concern, triage_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.telling import NOBODY, Facts, LeftOut, Told
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Official, Organisation

PROVINCE = "LA16/"
DISTRICT = "LA16/LA1601/"
NEIGHBOUR = "LA16/LA1602/"
VILLAGE = "LA16/LA1601/LA1601-1601005/"
OTHER_VILLAGE = "LA16/LA1601/LA1601-1601006/"
STORY = "ຄົນຕ່າງຖິ່ນມາຊວນເດັກຍິງສອງຄົນໄປເຮັດວຽກຢູ່ຕ່າງປະເທດ ໂດຍບໍ່ບອກວ່າວຽກຫຍັງ"
ROUTINE = Facts(channel="in_person", urgency="soon")


def member(path: str = VILLAGE) -> User:
    return make_user("member", "village_member", path)


def caseworker(path: str = DISTRICT, name: str = "caseworker") -> User:
    return make_user(name, "caseworker", path)


def supervisor(path: str = PROVINCE, name: str = "supervisor") -> User:
    return make_user(name, "case_supervisor", path)


def facts(**more: Any) -> Facts:
    return Facts(**{"channel": "in_person", "urgency": "soon", **more})


def told(story: str = STORY, **more: Any) -> Told:
    return Told(story=story, **more)


def a_concern(
    by: Actor,
    *,
    place: str = VILLAGE,
    facts: Facts = ROUTINE,
    told: Told | None = None,
    left_out: LeftOut = NOBODY,
    call_id: UUID | None = None,
    **more: Any,
) -> Concern:
    """A concern raised by `by`; `more` goes to the action."""
    call_id = call_id or new_id()
    return raise_concern(
        by=by,
        id=row_id_for(call_id),
        place_path=place,
        facts=facts,
        told=told or Told(story=STORY),
        left_out=left_out,
        call_id=call_id,
        **more,
    )


def in_hand(by: Actor, triager: Actor, decision: str = "screening", **more: Any) -> Concern:
    """A concern that was triaged."""
    row = a_concern(by, **more)
    return triage_concern(by=triager, concern=row.pk, decision=decision, call_id=new_id())


def picture(format_: str = "JPEG") -> bytes:
    """A small picture that carries where it was taken."""
    image, out = Image.new("RGB", (40, 30), (120, 90, 20)), io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "taken at the hiding place"
    image.save(out, format_, exif=exif)
    return out.getvalue()


def an_official(name: str, place: str, function: str = "village_chief") -> Official:
    """Somebody who holds a post at a place today."""
    with writing.opened("tests"):
        office = Organisation(kind="government", place_path=place, names={"lo": "ຫ້ອງການ ຕົວຢ່າງ"})
        office.save(force_insert=True)
        official = Official(
            name=name,
            post="ນາຍບ້ານ",
            function=function,
            organisation=office,
            place_path=place,
            starts=clock.today(),
        )
        official.save(force_insert=True)
    return official
