"""Who takes part in the journeys: the demo's invented staff, on an installation where nothing has happened yet."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pokpong.demo import people
from pokpong.demo.people import PASSWORD, DemoUser
from tests.engines.installation import Installation

ADMINISTRATOR, MINISTRY = people.ADMINISTRATOR, people.MINISTRY
SUPERVISOR, CASEWORKER, NEIGHBOUR, CHIEF, VILLAGE = (
    next(user for user in people.USERS if user.username == username)
    for username in ("supervisor", "caseworker", "neighbour", "chief", "village")
)
STAFF = tuple(user.display_name for user in people.EVERYBODY)
HERE = "ພະບາດ"  # the village of the chief and of the village member

HIRE = """
import pokpong.config.wiring
from pokpong.demo.story import hire
hire()
"""


def settle_in(installation: Installation) -> None:
    """Everybody is set up, invited, approved and has a password, all through actions; no concern was raised."""
    installation.script(HIRE)
    installation.restart()  # the gate to set-up opens


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
    "HERE",
    "MINISTRY",
    "NEIGHBOUR",
    "PASSWORD",
    "STAFF",
    "SUPERVISOR",
    "VILLAGE",
    "DemoUser",
    "NewSlip",
    "settle_in",
]
