"""The names, telephones, homes and stories of the demo, and whether a text holds one of them."""

from __future__ import annotations

import re
from functools import cache

from pokpong.demo import secrets
from pokpong.demo.people import EVERYBODY
from pokpong.foundation.lao.text import fold

BEGINNING = 24  # letters of a story or home that nobody writes by chance


@cache
def marks_of_persons() -> dict[str, str]:
    """What to look for, folded, and what it is."""
    found = {folded(name): "a name" for name in secrets.names()}
    found |= {folded(user.display_name): "the name of somebody who works here" for user in EVERYBODY}
    found |= {re.sub(r"\D", "", phone): "a telephone number" for phone in secrets.phones()}
    found |= {folded(home)[:BEGINNING]: "a home" for home in secrets.homes()}
    found |= {folded(story)[:BEGINNING]: "a story" for story in secrets.stories()}
    return found


def folded(text: str) -> str:
    """As in the search keys, and without spaces: a name broken over lines is still a name."""
    return fold(text).replace(" ", "")


@cache  # pages repeat their addresses
def told_in(text: str) -> list[str]:
    """What of a person stands in `text`."""
    digits = re.sub(r"[\s.-]", "", text)
    whole = folded(text)
    return sorted({what for mark, what in marks_of_persons().items() if mark in whole or mark in digits})
