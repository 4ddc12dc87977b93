"""The base of every model: a UUIDv7, a declared lasting, and writes that only an action may do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models

from pokpong.foundation.kernel import marks, writing
from pokpong.foundation.kernel.ids import new_id


class NothingIsDeleted(RuntimeError):
    """Rows are ended, closed or replaced by a later row; none is deleted."""


class AppendOnly(RuntimeError):
    """A row that may only be added was about to be changed."""


class RowQuerySet(models.QuerySet[Any]):
    """Reads freely; writes only while an action is under way."""

    def create(self, **values: Any) -> Any:
        writing.require_open(self.model.__name__)
        return super().create(**values)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        writing.require_open(self.model.__name__)
        return super().bulk_create(objs, *args, **kwargs)

    def update(self, **values: Any) -> int:
        writing.require_open(self.model.__name__)
        if self.model.lasting == "append_only":
            raise AppendOnly(self.model.__name__)
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        """Only derived rows. Raises NothingIsDeleted for every other model."""
        writing.require_open(self.model.__name__)
        if self.model.lasting != "derived":
            raise NothingIsDeleted(self.model.__name__)
        return super().delete()


class Gated(models.Model):
    """Abstract. Written by actions only; `lasting` is declared by every model.

    `append_only` (also held by triggers), `mutable` (edits keep the old value) or `derived` (computed, replaceable).
    """

    lasting: ClassVar[str] = ""
    noun: ClassVar[str] = ""

    if not TYPE_CHECKING:  # mypy takes a manager declared here for a class variable that no model may refine
        objects = models.Manager.from_queryset(RowQuerySet)()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        writing.require_open(type(self).__name__)
        if self.lasting == "append_only" and not self._state.adding:
            raise AppendOnly(type(self).__name__)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """Raises NothingIsDeleted."""
        raise NothingIsDeleted(type(self).__name__)


class Row(Gated):
    """Abstract. A gated model named by a UUIDv7."""

    id = marks.open_field(models.UUIDField(primary_key=True, default=new_id, editable=False))

    class Meta:
        abstract = True

    def scope_keys(self) -> list[str]:
        """Whose copy this row belongs to: `place:PATH`, `user:ID`, `organisation:ID`, `compartment:ID`."""
        return []


class AppendOnlyRow(Row):
    """Abstract. Added once, never changed: the data base itself refuses UPDATE and DELETE (`kernel.triggers`)."""

    lasting = "append_only"

    class Meta:
        abstract = True


class MutableRow(Row):
    """Abstract. Edited through `amend` only, which keeps every old value; `version` counts the edits."""

    lasting = "mutable"

    version = marks.open_field(models.PositiveIntegerField(default=1, editable=False))

    class Meta:
        abstract = True


class DerivedRow(Row):
    """Abstract. Computed from other rows and replaced when they change (search indexes): holds nothing of its own."""

    lasting = "derived"

    class Meta:
        abstract = True

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        writing.require_open(type(self).__name__)
        return models.Model.delete(self, *args, **kwargs)
