"""Who takes part in the journeys: the demo's invented staff, on an installation where nothing has happened yet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pokpong.demo import people
from pokpong.demo.people import PASSWORD, DemoUser
from pokpong.demo.registers import ORGANISATIONS
from tests.engines.installation import Installation

ADMINISTRATOR, MINISTRY = people.ADMINISTRATOR, people.MINISTRY
SUPERVISOR, CASEWORKER, NEIGHBOUR, CHIEF, VILLAGE, PROVIDER, INVESTIGATOR = (
    next(user for user in people.USERS if user.username == username)
    for username in ("supervisor", "caseworker", "neighbour", "chief", "village", "provider", "investigator")
)
WELFARE, SHELTER, CLINIC, POLICE = (
    next(organisation.lo for organisation in ORGANISATIONS if organisation.key == key)
    for key in ("welfare", "shelter", "clinic", "police")
)
STAFF = tuple(user.display_name for user in people.EVERYBODY)
HERE = "ພະບາດ"  # the village of the chief and of the village member

HIRE = """
from pokpong.demo.story import hire
hire()
"""
FURNISH = """
from pokpong.demo.registers import furnish
from pokpong.demo.story import hire
furnish(hire())
"""


def settle_in(installation: Installation) -> None:
    """Everybody is set up, invited, approved and has a password, all through actions; no concern was raised."""
    installation.script(HIRE)
    installation.restart()  # the gate to set-up opens


def settle_in_with_services(installation: Installation) -> None:
    """Everybody is there, and so are the services of the directory; nobody was helped yet."""
    installation.script(FURNISH)
    installation.restart()


@dataclass(frozen=True)
class NewSlip:
    """What a supervisor reads from a slip that was just printed."""

    code: str
    address: str

    @property
    def in_the_picture(self) -> str:
        """Where a telephone goes that is pointed at the picture."""
        return f"{self.address}#{re.sub(r'[^0-9]', '', self.code)}"


__all__ = [
    "ADMINISTRATOR",
    "CASEWORKER",
    "CHIEF",
    "CLINIC",
    "HERE",
    "INVESTIGATOR",
    "MINISTRY",
    "NEIGHBOUR",
    "PASSWORD",
    "POLICE",
    "PROVIDER",
    "SHELTER",
    "STAFF",
    "SUPERVISOR",
    "VILLAGE",
    "WELFARE",
    "DemoUser",
    "NewSlip",
    "settle_in",
    "settle_in_with_services",
]
