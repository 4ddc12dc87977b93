"""What of the demo must never be readable in a stolen data base, for those who check that."""

from __future__ import annotations

import re

from pokpong.demo.concerns import CONCERNS
from pokpong.demo.people import FAMILY
from pokpong.demo.persons import PERSONS

NAME = re.compile(rf"(\S+) {FAMILY}")


def names() -> list[str]:
    """Full names of victims, reporters and others in the stories; never of staff."""
    texts = [text for concern in CONCERNS for text in (concern.story, concern.names, concern.reporter[0])]
    found = {f"{given} {FAMILY}" for text in texts for given in NAME.findall(text)}
    return sorted(found | {name for person in PERSONS for name in person.names})


def phones() -> list[str]:
    found = {concern.reporter[1] for concern in CONCERNS} | {person.phone for person in PERSONS}
    return sorted(phone for phone in found if phone)


def homes() -> list[str]:
    return sorted({person.home for person in PERSONS if person.home})


def stories() -> list[str]:
    return sorted(concern.story for concern in CONCERNS)
