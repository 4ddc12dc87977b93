"""The settings of a session in which the data base is told for whom it is asked. Empty is not told.

Each is read where it is needed, without taking a text apart: arrays are written as PostgreSQL reads them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pokpong.foundation.access.row_security.policies import KINDS, TIED

# `program`: its name; who is `user`, at which moment and on which day; granted paths and organisations by kind; `held`:
# ids of the rows in the hand of an action.
NAMES = (
    "program",
    "user",
    "at",
    "on",
    *(f"paths_{kind}" for kind in KINDS),
    *(f"of_{kind}" for kind in TIED),
    "held",
)
Told = tuple[str, ...]  # a value for each of NAMES


def told(values: Mapping[str, str]) -> Told:
    return tuple(values.get(name, "") for name in NAMES)


def setting(name: str) -> str:
    """The expression that reads it: text, or NULL."""
    if name not in NAMES:
        raise KeyError(name)
    return f"NULLIF(current_setting('pokpong.{name}', true), '')"


def tell() -> str:
    """The statement that tells all of them, with a place for each value."""
    return "SELECT " + ", ".join(f"set_config('pokpong.{name}', %s, false)" for name in NAMES)


def ask() -> str:
    """The statement that answers what the session was told; for tests and the console."""
    return "SELECT " + ", ".join(f"COALESCE(current_setting('pokpong.{name}', true), '')" for name in NAMES)


def array(values: Iterable[str]) -> str:
    """As PostgreSQL writes an array of texts or ids."""
    quoted = (value.replace("\\", "\\\\").replace('"', '\\"') for value in values)
    return "{" + ",".join(f'"{value}"' for value in quoted) + "}"
