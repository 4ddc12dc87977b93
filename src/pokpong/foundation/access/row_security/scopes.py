"""For whom the data base is asked: one person, a program by name, or nobody. Nobody gets no row."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import Any, Final

from pokpong.foundation.access.row_security.policies import KINDS, PROGRAMS, TIED
from pokpong.foundation.access.row_security.told import Told, array, told
from pokpong.foundation.kernel import clock, writing

NOBODY: Final = told({})


class Asking:
    """What the data base is told of one actor: who it is, which paths are granted for which kind, for whom it works.

    Read at the first question, once: what somebody may see does not change in the middle of a page.
    """

    def __init__(self, actor: Any) -> None:
        self.actor = actor

    @cached_property
    def told(self) -> Told:
        return told(
            {
                "user": str(self.actor.id),
                "at": clock.now().isoformat(),
                "on": clock.today().isoformat(),
                **{f"paths_{kind}": array(self.actor.paths(f"{kind}.read")) for kind in KINDS},
                **{f"of_{kind}": array(self._organisations(permission)) for kind, permission in TIED.items()},
            }
        )

    def _organisations(self, permission: str) -> list[str]:
        """Of the grants held today; a program holds none."""
        grants = getattr(self.actor, "grants", [])
        return sorted(
            {str(g.organisation) for g in grants if g.organisation and (not permission or permission in g.permissions)}
        )


class Named:
    """A program, by one of the names of `policies.PROGRAMS`."""

    def __init__(self, name: str) -> None:
        self.told = told({"program": name})


_present: ContextVar[Asking | Named | None] = ContextVar("row_security_scope", default=None)
PROGRAM_ACTS: Final = Named("action").told


@contextmanager
def scope(name: str) -> Iterator[None]:
    """Everything is in sight, for one reason that is written down: `scope("program:numbering")`.

    Raises KeyError for a name that is not in `policies.PROGRAMS`.
    """
    beginning, _colon, program = name.partition(":")
    if beginning != "program" or program not in PROGRAMS:
        raise KeyError(name)
    with _entered(Named(program)):
        yield


@contextmanager
def scope_of(actor: Any) -> Iterator[None]:
    """What this actor's grants and ties reach; None: nobody is asking."""
    with _entered(None if actor is None else Asking(actor)):
        yield


def present() -> Asking | Named | None:
    """The scope of this thread now."""
    return _present.get()


@contextmanager
def entered(found: Asking | Named | None) -> Iterator[None]:
    """Goes on in a scope that was found before, as the body of a response that streams does."""
    with _entered(found):
        yield


@contextmanager
def _entered(found: Asking | Named | None) -> Iterator[None]:
    token = _present.set(found)
    try:
        yield
    finally:
        _present.reset(token)


def wanted() -> Told:
    """What the data base must know before the next question: the scope, and the rows in the hand of an action."""
    found = _present.get()
    if found is None:
        return NOBODY
    if writing.by_program():
        return PROGRAM_ACTS
    held = writing.held()
    return (*found.told[:-1], array(map(str, held))) if held else found.told
