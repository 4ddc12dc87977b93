"""The index by which sealed names are found: keyed, cut to buckets of many persons, no text in it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db import models

from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import DerivedRow
from pokpong.foundation.lao.names import KEY_VERSION, NameKeys, name_keys
from pokpong.foundation.vault import blind

# Buckets for each kind of key. Fewer buckets for what is shared by more names, so that how often a bucket occurs
# tells little about which name stands behind it.
BITS = {"token": 12, "phonetic": 10, "beginning": 8}
Key = tuple[str, int]


class NameIndex(DerivedRow):
    """One way to find one person. `person` is the row's id; `bucket` is shared by many names on purpose."""

    noun = "name_index"

    person = marks.open_field(models.UUIDField())
    kind = marks.open_field(models.CharField(max_length=10))
    bucket = marks.open_field(models.PositiveIntegerField())
    key_version = marks.open_field(models.PositiveSmallIntegerField(default=KEY_VERSION))

    class Meta:
        indexes = [
            # Whole in itself: a search never fetches the rows.
            models.Index(fields=["kind", "bucket", "key_version", "person"], name="nameindex_search"),
            models.Index(fields=["person"], name="nameindex_person"),
        ]


def bucket_of(kind: str, text: str) -> int:
    """Raises KeyError for an unknown kind."""
    return blind.bucket(f"name:{kind}:{KEY_VERSION}", text, bits=BITS[kind])


def keys_of(names: Iterable[str]) -> set[Key]:
    """Every key under which one of these names is found."""
    return {key for name in names for key in _keys(name_keys(name))}


def _keys(keys: NameKeys) -> set[Key]:
    by_kind = {"token": keys.tokens, "phonetic": keys.phonetic, "beginning": keys.beginnings}
    return {(kind, bucket_of(kind, text)) for kind, texts in by_kind.items() for text in texts}


def keep_index(person: UUID, names: Iterable[str]) -> None:
    """Makes the index of one person say exactly these names. Call inside an action."""
    wanted = keys_of(names)
    rows = NameIndex.objects.filter(person=person)
    kept = {(row.kind, row.bucket): row.pk for row in rows if row.key_version == KEY_VERSION}
    staying = {pk for key, pk in kept.items() if key in wanted}
    stale = [row.pk for row in rows if row.pk not in staying]
    if stale:
        NameIndex.objects.filter(pk__in=stale).delete()
    fresh = [NameIndex(person=person, kind=kind, bucket=bucket) for kind, bucket in sorted(wanted - set(kept))]
    NameIndex.objects.bulk_create(fresh)
