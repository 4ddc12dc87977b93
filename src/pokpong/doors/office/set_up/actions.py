"""What set-up writes of its own."""

from __future__ import annotations

from uuid import UUID

from pokpong.doors.office.models import Installation
from pokpong.foundation.access.problems import ALREADY_SET_UP, LANGUAGE_UNKNOWN
from pokpong.foundation.actions import door
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.ui.language import is_installed

INSTALLER = Program("installer", frozenset({"installation.begin", "organisation.add"}))


@action("installation.begin", doors=("program",))
def begin_installation(
    *, by: Actor, language: str, place_path: str, organisation: UUID | None, id: UUID, call_id: UUID
) -> Installation:
    """Keeps the answers of the set-up page. Raises Refused: `already_set_up`, `language_unknown`."""
    checks = [
        (Installation.objects.exists(), ALREADY_SET_UP()),
        (not is_installed(language), LANGUAGE_UNKNOWN("language")),
    ]
    refuse(problem for wrong, problem in checks if wrong)
    row = door.add(Installation(id=id, language=language, place_path=place_path, organisation=organisation))
    door.event(row, {"language": language, "place": place_path})
    return row
