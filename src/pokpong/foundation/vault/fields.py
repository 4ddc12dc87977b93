"""Sealed model fields: plain to the code, sealed in the data base under the row's own key.

A value is bound to table, column and row: copied elsewhere it does not open. A sealed column can be read and
written, never filtered or sorted by.
"""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Self
from uuid import UUID

from django.apps import apps
from django.core.exceptions import FieldError
from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.query_utils import DeferredAttribute

from pokpong.foundation.kernel.rows import Row, RowQuerySet
from pokpong.foundation.vault import aes, keyring, master


class Sealed(bytes):
    """Bytes as they stand in the data base, not opened yet."""


class SealedAttribute(DeferredAttribute):
    """Opens on first read, so that a list that shows no story opens none."""

    field: SealedField

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if isinstance(value, Sealed):
            value = self.field.opened(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value


class SealedField(models.BinaryField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Abstract: what its subclasses turn into bytes and back."""

    mark = "sensitive"
    descriptor_class = SealedAttribute

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError  # abstract

    def decode(self, raw: bytes) -> Any:
        raise NotImplementedError  # abstract

    def to_python(self, value: Any) -> Any:
        return value

    def get_default(self) -> Any:
        # BinaryField turns a missing default into b"": a sealed value that was never given is None.
        return models.Field.get_default(self) if self.has_default() else None

    def value_to_string(self, obj: Any) -> str:
        raise FieldError("sealed values are not serialised")

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        value = model_instance.__dict__.get(self.attname)
        if isinstance(value, Sealed):
            return self.under_present_key(model_instance, value)
        return None if value is None else self.sealed(model_instance, value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise FieldError(f"{self.name} is sealed: set it on the row and save the row")
        return super().get_db_prep_value(value, connection, prepared)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed and cannot be searched with {lookup_name}")
        return super().get_lookup(lookup_name)

    def sealed(self, row: Any, value: Any) -> Sealed:
        """`value` sealed for this column of `row`; makes the row's key when it has none."""
        # The version tells a value of today from one of an earlier version that was put back in the data base.
        padded = aes.pad(self.encode(value), getattr(row, "version", None))
        return Sealed(aes.seal(row.sealing_key(), padded, self.place(row)))

    def under_present_key(self, row: Any, value: Sealed) -> Sealed:
        """The same value; sealed anew when the key was rotated after this row was read. Raises KeyGone."""
        bundle, place = row.sealing_keys(), self.place(row)
        if len(bundle) == aes.KEY_BYTES:
            return value
        padded = keyring.under_any(bundle, value, place)
        present = keyring.under_any(bundle[: aes.KEY_BYTES], value, place)
        if padded is None or present is not None:  # one that does not open stays as it is, for `keys check` to name
            return value
        return Sealed(aes.seal(row.sealing_key(), padded, place))

    def opened(self, row: Any, value: bytes) -> Any:
        """Raises SealBroken, KeyGone."""
        return self.decode(aes.unpad(self.padded(row, value)))

    def padded(self, row: Any, value: bytes) -> bytes:
        """Raises SealBroken, which names the column and the row and nothing that stands in them, and KeyGone."""
        try:
            return keyring.opened(row.known_key(), value, self.place(row))
        except keyring.KeyGone:
            raise
        except aes.SealBroken as reason:
            raise aes.SealBroken(f"{self.place(row).decode()}: {reason}") from None

    def place(self, row: Any) -> bytes:
        return self.place_of(row.pk)

    def place_of(self, pk: UUID) -> bytes:
        """What a value of this column in this row is bound to."""
        return f"{self.model._meta.db_table}|{self.column}|{pk}".encode()


class SealedText(SealedField):
    def encode(self, value: Any) -> bytes:
        return str(value).encode()

    def decode(self, raw: bytes) -> str:
        return raw.decode()


class SealedDate(SealedField):
    def encode(self, value: Any) -> bytes:
        return (value if isinstance(value, str) else value.isoformat()).encode()

    def decode(self, raw: bytes) -> date:
        return date.fromisoformat(raw.decode())

    def to_python(self, value: Any) -> Any:
        return date.fromisoformat(value) if isinstance(value, str) and value else value


class SealedReference(SealedField):
    """The id of another row, where a readable one would lead from a person to a place or a story."""

    def encode(self, value: Any) -> bytes:
        return UUID(str(value)).bytes

    def decode(self, raw: bytes) -> UUID:
        return UUID(bytes=raw)

    def to_python(self, value: Any) -> Any:
        return UUID(value) if isinstance(value, str) and value else value


class SealedJSON(SealedField):
    def encode(self, value: Any) -> bytes:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def decode(self, raw: bytes) -> Any:
        return json.loads(raw)


class KeyReference(models.UUIDField):  # type: ignore[type-arg]  # not subscriptable at run time
    """Which data key seals this row; a row saved without one gets a key of its own."""

    mark = "open"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.update(editable=False, default=None)
        super().__init__(*args, **kwargs)

    def pre_save(self, model_instance: Any, add: bool) -> Any:
        model_instance.sealing_key()
        return super().pre_save(model_instance, add)


def erased_rows(noun: str) -> models.QuerySet[Any]:
    """For an `in`: the ids of the rows of this kind whose keys were destroyed."""
    rows: models.QuerySet[Any] = apps.get_model("vault", "ErasedRow").objects.filter(kind=noun).values("row")
    return rows


class SealedQuerySet(RowQuerySet):
    """Fetches the keys of all its rows with one query."""

    def living(self) -> Self:
        """Without the rows that were erased: nothing sealed in them opens any more.

        Looked up row by row in an index: a list of all that was erased would be built anew for every query.
        """
        return self.exclude(Exists(erased_rows(self.model.noun).filter(row=OuterRef("pk"))))

    def _fetch_all(self) -> None:
        fresh = self._result_cache is None
        super()._fetch_all()
        if fresh and self._result_cache and isinstance(self._result_cache[0], SealedRow):
            keyring.preload(row.__dict__.get("key_id") for row in self._result_cache)


class SealedRow(Row):
    """Abstract. A row with sealed columns; give it the `key_id` of the person or record it belongs to."""

    key_id = KeyReference()

    if not TYPE_CHECKING:  # as in kernel.rows
        objects = models.Manager.from_queryset(SealedQuerySet)()

    class Meta:
        abstract = True

    def known_key(self) -> UUID:
        """The id of the row's key; makes one for a row that has none yet."""
        if self.key_id is None:
            self.key_id = keyring.new_data_key()
        known: UUID = self.key_id
        return known

    def sealing_keys(self) -> bytes:
        """The bundle of the row's key, held until the transaction ends. Raises KeyGone."""
        return keyring.held(self.known_key())

    def sealing_key(self) -> bytes:
        """The key that seals now. Raises KeyGone."""
        return self.sealing_keys()[: aes.KEY_BYTES]


def seal_beside(row: Row, label: str, value: Any) -> tuple[bytes, UUID | None]:
    """A JSON value kept outside its row (old values, audit details), bound to `label`, and the id of its key.

    A row without a key of its own (a place, an office) uses the installation's key: id None.
    """
    plain = aes.pad(json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str).encode())
    if isinstance(row, SealedRow):
        return aes.seal(row.sealing_key(), plain, label.encode()), row.key_id
    return aes.seal(master.purpose_key("beside"), plain, label.encode()), None


def open_beside(key_id: UUID | None, label: str, sealed: bytes | memoryview) -> Any:
    """The inverse of `seal_beside`. Raises SealBroken, KeyGone."""
    raw, place = bytes(sealed), label.encode()
    if key_id is None:
        return json.loads(aes.unpad(aes.open_sealed(master.purpose_key("beside"), raw, place)))
    return json.loads(aes.unpad(keyring.opened(key_id, raw, place)))
