"""Ids and clock held still, so that two tellings of one story answer byte for byte alike."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from unittest import mock
from uuid import UUID

from pokpong.foundation.kernel import clock, ids
from pokpong.foundation.papers import pdf

BEGINNING = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)
MILLISECOND_BITS, COUNT_BITS, REST_BITS = 48, 12, 62


def _disk(_path: object) -> SimpleNamespace:
    return SimpleNamespace(total=2**40, used=2**39, free=2**39)


class Pinned:
    """Every new id follows from the step in which it is made and its place in that step.

    A step that is told in one world only therefore changes no id of the others. `made` remembers them by step.
    """

    def __init__(self) -> None:
        self.step, self.count, self.moment = "", 0, BEGINNING
        self.made: dict[str, set[UUID]] = {}

    @contextmanager
    def held(self) -> Iterator[None]:
        """Inside, this makes all ids, the disk is as full as it ever was, and a PDF is what it is drawn from.

        The program that draws sees nothing but that text and our own fonts, and stamps these with the time of day.
        """
        with (
            mock.patch.object(ids, "uuid7", self.next_id),
            mock.patch.object(shutil, "disk_usage", _disk),
            mock.patch.object(pdf, "_drawn", str.encode),
        ):
            yield

    @contextmanager
    def during(self, step: str, minutes: float = 0) -> Iterator[None]:
        """Inside, it is `minutes` after the beginning, and ids are those of this step."""
        before = self.step, self.count, self.moment
        self.step, self.count, self.moment = step, 0, BEGINNING + timedelta(minutes=minutes)
        try:
            with clock.standing_at(self.moment):
                yield
        finally:
            self.step, self.count, self.moment = before

    def next_id(self) -> UUID:
        """A UUIDv7 of the step's moment; the random part is a digest."""
        self.count += 1
        digest = hashlib.sha256(f"{self.step}|{self.count}".encode()).digest()
        milliseconds = int(self.moment.timestamp() * 1000) + (self.count >> COUNT_BITS)
        number = milliseconds << (128 - MILLISECOND_BITS) | 7 << 76 | (self.count % (1 << COUNT_BITS)) << 64
        found = UUID(int=number | 2 << REST_BITS | int.from_bytes(digest[:8], "big") >> 2)
        self.made.setdefault(self.step, set()).add(found)
        return found
