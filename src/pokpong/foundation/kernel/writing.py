"""Nothing writes but an action: rows refuse to be saved unless the door stands open."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_open: ContextVar[str] = ContextVar("writing_open", default="")


class WrittenOutsideAction(RuntimeError):
    """Some code tried to write a row without going through an action."""


def is_open() -> bool:
    return bool(_open.get())


def require_open(what: str) -> None:
    """Raises WrittenOutsideAction."""
    if not _open.get():
        raise WrittenOutsideAction(f"{what} is written by actions only")


@contextmanager
def opened(by: str) -> Iterator[None]:
    """Used by the door, and by imports of reference data in migrations and commands."""
    token = _open.set(by)
    try:
        yield
    finally:
        _open.reset(token)
