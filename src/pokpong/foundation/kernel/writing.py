"""Nothing writes but an action: rows refuse to be saved unless the door stands open."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

_open: ContextVar[str] = ContextVar("writing_open", default="")
_by_program: ContextVar[bool] = ContextVar("writing_by_program", default=False)
_held: ContextVar[list[UUID] | None] = ContextVar("writing_held", default=None)


class WrittenOutsideAction(RuntimeError):
    """Some code tried to write a row without going through an action."""


def is_open() -> bool:
    return bool(_open.get())


def require_open(what: str) -> None:
    """Raises WrittenOutsideAction."""
    if not _open.get():
        raise WrittenOutsideAction(f"{what} is written by actions only")


@contextmanager
def opened(by: str, *, program: bool = False) -> Iterator[None]:
    """Used by the door, and by imports of reference data in migrations and commands. `program`: nobody's own action."""
    token, kind = _open.set(by), _by_program.set(program)
    try:
        with holding():
            yield
    finally:
        _open.reset(token)
        _by_program.reset(kind)


@contextmanager
def holding(*rows: UUID) -> Iterator[None]:
    """Inside, these rows and those that `hold` adds are in the hand of an action; it shares them with its callers."""
    outer = _held.get()
    token = _held.set([] if outer is None else outer)
    try:
        for row in rows:
            hold(row)
        yield
    finally:
        _held.reset(token)


def hold(row: UUID) -> None:
    """Notes that the action under way has this row in its hand and goes on with it, even once it is out of sight."""
    rows = _held.get()
    if rows is not None and row not in rows:
        rows.append(row)


def held() -> list[UUID]:
    """The rows in the hand of the action under way."""
    return _held.get() or []


def by_program() -> bool:
    """Whether the innermost action under way is a program's."""
    return _by_program.get()
