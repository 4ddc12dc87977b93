"""For six roles every page, file, count and header is the same in two worlds that differ in what they must not know."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from django.test import override_settings

from tests.worlds.crawl import Answers, Pool, differences, visit
from tests.worlds.leaks import LEAKS
from tests.worlds.pinned import Pinned
from tests.worlds.story import HELPER, HIDDEN_NAME, NAME, SECRET, WATCHERS, Retold, Story

pytestmark = pytest.mark.django_db
WORDS = (HIDDEN_NAME, NAME, SECRET, "ສົມມຸດ", "020 9999 9999")
SHOWN = 12  # differences told of in full


@contextmanager
def a_world(*, loud: bool) -> Iterator[tuple[Retold, Pinned]]:
    """One telling of the story; all of it is forgotten afterwards."""
    pinned, folder = Pinned(), TemporaryDirectory()
    own_files = override_settings(POKPONG_FILES_DIR=Path(folder.name))
    with folder, own_files, transaction.atomic(), pinned.held():
        yield Story(pinned, loud=loud).tell(), pinned
        transaction.set_rollback(True)


def in_both(look: Callable[[Retold, Pinned, Pool], Answers]) -> list[str]:
    """What differs. The loud world knows every record: its addresses are asked for in the quiet one too."""
    with a_world(loud=True) as (world, pinned):
        pool, loud = world.pool, look(world, pinned, world.pool)
    with a_world(loud=False) as (world, pinned):
        quiet = look(world, pinned, pool)
    return differences(quiet, loud)


@pytest.mark.alternating
@pytest.mark.parametrize("role", WATCHERS)
def test_nothing_hidden_changes_anything_that_is_seen(role: str) -> None:
    wrong = in_both(lambda world, pinned, pool: visit(world.watchers[role], pinned, pool, WORDS))
    assert not wrong, f"{len(wrong)} answers differ:\n" + "\n".join(wrong[:SHOWN])


def test_a_planted_leak_is_found_and_the_helper_finds_the_worlds_different() -> None:
    """Otherwise the two worlds, or the comparison, could be empty."""
    seen: list[dict[str, Answers]] = []
    pool: Pool = {}
    for loud in (True, False):
        with a_world(loud=loud) as (world, pinned):
            pool = pool or world.pool
            found = {HELPER: visit(world.watchers[HELPER], pinned, pool, (), spaces=("cases",))}
            for leak in LEAKS:
                with leak.plant():
                    found[leak.name] = visit(world.watchers[leak.role], pinned, pool, (), spaces=leak.spaces)
        seen.append(found)
    alike = [name for name, answers in seen[0].items() if not differences(seen[1][name], answers)]
    assert not alike, f"not found: {alike}"
