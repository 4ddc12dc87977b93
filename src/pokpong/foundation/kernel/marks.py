"""Every model field says where it is declared how dangerous it is; the build fails for one that does not.

open: may be counted and shown. personal: staff and officials, in clear, never in logs. sensitive: sealed (the vault's
fields carry that mark themselves). secret: keys, tokens, codes: hashed or sealed, never shown, exported or synced.
"""

from typing import Any, TypeVar

from django.db import models

F = TypeVar("F", bound="models.Field[Any, Any]")
MARKS = ("open", "personal", "sensitive", "secret")


def _marked(field: F, mark: str) -> F:
    field.mark = mark  # type: ignore[attr-defined]  # Django fields take attributes; `mark_of` reads it back
    return field


def open_field(field: F) -> F:
    return _marked(field, "open")


def personal(field: F) -> F:
    return _marked(field, "personal")


def secret(field: F) -> F:
    return _marked(field, "secret")


def mark_of(field: Any) -> str | None:
    """The field's mark, or None when it was declared without one."""
    return getattr(field, "mark", None)
