"""How many people stand alone in the open columns: whoever knows these facts of somebody finds their row."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from itertools import accumulate
from typing import Any, Final

from django.db import models

from pokpong.foundation.kernel import marks
from pokpong.registers.people.rules.ages import BAND_WORDS
from pokpong.registers.people.rules.vocabulary import LANGUAGE_FAMILIES, NATIONALITIES

FACTS: Final = ("sex", "age_band", "nationality", "language_family", "disability", "district_path")
FEW: Final = 5  # of a group smaller than this every member is in danger
SEX: Final = {"female": 70, "male": 28, "other": 1, "unknown": 1}
COMMON_NATIONALITY, COMMON_FAMILY = {"LA": 96}, {"lao_tai": 65, "mon_khmer": 20, "hmong_iumien": 9}
DISABILITY: Final = {"no": 80, "unknown": 15, "yes": 5}


def alone(rows: Iterable[Hashable], fewer: int = 2) -> float:
    """The share of rows that stand in a group of fewer than so many equal ones, 0 to 1; 0 of no rows."""
    counted = Counter(rows)
    whole = sum(counted.values())
    return sum(size for size in counted.values() if size < fewer) / whole if whole else 0.0


def open_facts(model: type[models.Model]) -> list[str]:
    """The open columns that say something: no ids, no references, no digests, no counters."""
    silent = (models.UUIDField, models.ForeignKey, models.BooleanField)
    return [
        column.attname
        for column in model._meta.concrete_fields
        if marks.mark_of(column) == "open"
        and not isinstance(column, silent)
        and column.name not in ("number", "version", "concern_ref")
    ]


def a_crowd(size: int, districts: Sequence[str], seed: int = 7) -> list[tuple[Any, ...]]:
    """So many people with FACTS, in their order, as a programme of the country might have; always the same ones.

    Every third lives in one of the first ten districts; the weights of the other facts stand above.
    """
    drawn, busy = random.Random(seed), districts[:10]
    ages = [code for code, _words in BAND_WORDS if code != "unknown"]
    columns = [
        _drawn(drawn, size, SEX),
        drawn.choices(ages, k=size),
        _drawn(drawn, size, _others(COMMON_NATIONALITY, [code for code, _words in NATIONALITIES])),
        _drawn(drawn, size, _others(COMMON_FAMILY, [code for code, _words in LANGUAGE_FAMILIES])),
        _drawn(drawn, size, DISABILITY),
        [drawn.choice(busy if drawn.random() < 1 / 3 else districts) for _ in range(size)],
    ]
    return list(zip(*columns, strict=True))


def _others(common: dict[str, int], codes: Sequence[str]) -> dict[str, int]:
    return {code: common.get(code, 1) for code in codes}


def _drawn(drawn: random.Random, size: int, weights: dict[str, int]) -> list[str]:
    return drawn.choices(list(weights), cum_weights=list(accumulate(weights.values())), k=size)
