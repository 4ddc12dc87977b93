"""A public list of Lao given names with how often each is given, and people who are called so.

Most Lao given names join two words of a small stock. There is no public count of them: the words are common knowledge,
the weights follow Zipf's law. Whoever attacks the index is given the very shares from which the people are drawn, which
is more than anybody knows.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Final

FEMALE, MALE = "female", "male"
SEXES: Final = (FEMALE, MALE)
# Words that lean to one sex are followed by its first letter.
FIRST: Final = (
    "ບຸນ ຄຳ ສົມ ທອງ ແກ້ວ ຈັນ ວັນ ສີ ສຸ ອຸ ວຽງ ພອນ ໄຊ:m ວິໄລ:f ດາວ:f ມະນີ:f ບົວ:f ອ່ອນ ແສງ ເພັດ ລັດ ສຸກ ພູ:m ຈິດ "
    "ພິມ:f ດອກ:f ສາຍ ໃຈ ອາ ທະ:m ຫຼ້າ:f ນ້ອຍ ຂັນ:m ປານີ:f ສິງ:m ອານຸ:m ສຸພາ:f ຂວັນ:f ແພງ:f ມອນ"
)
SECOND: Final = (
    "ພອນ ຈັນ ມະນີ ວັນ ສັກ:m ໄຊ:m ໃຈ ດີ ມາ ສີ ລາ ທອງ ເພັດ ແກ້ວ ສຸກ ມີ ຖະໜອມ:m ເລື່ອນ:f ພູ:m ຫຼ້າ ນ້ອຍ ພັນ:m ສະຫວັນ "
    "ສອນ:m ເພັງ:f ດາ:f ນີ:f ວອນ:f ລັດ ແສງ ສິງ:m ທະວີ:m ຂັນ:m ທິບ:f ສະໄໝ:f ຄູນ:m ປະເສີດ:m ວິໄລ:f ສະໝອນ:f ຍົດ:m"
)
FAMILY_FIRST: Final = "ວົງ ແກ້ວ ສີ ພົມ ຈັນ ອິນທະ ທຳມະ ໄຊຍະ ສຸວັນ ພັນ ບຸບຜາ ຫຼວງ ມະຫາ ນັນທະ ໂພທິ ລັດຕະ ຄູນ ວິລະ ສາ ເທບ"
FAMILY_SECOND: Final = "ວົງ ສາ ພັກດີ ທະວົງ ຈະເລີນ ລາດ ປັນຍາ ໄຊ ສັກ ວິຈິດ ພອນ ສົມບັດ ທອງ ສີ ນະພາ ວົງສາ ບຸນ ລາ ມະນີ ວໍລະວົງ"
LEAN: Final = {"": (1.0, 1.0), "f": (1.0, 0.05), "m": (0.05, 1.0)}
ONLY_GIVEN: Final = 0.15  # family names are optional in Laos


@dataclass(frozen=True)
class Given:
    """`shares`: of a hundred women, and of a hundred men, how many are called so, as parts of 1."""

    name: str
    shares: dict[str, float]


@dataclass(frozen=True)
class Called:
    """Somebody and the open columns that stand beside the index."""

    given: str
    name: str
    sex: str


def _words(text: str) -> Iterator[tuple[str, tuple[float, float]]]:
    """Each with its weights for women and men: the n-th is met 1/n as often as the first, from the third on."""
    for place, word in enumerate(text.split()):
        plain, _, lean = word.partition(":")
        weight = 1 / (place + 3)
        women, men = LEAN[lean]
        yield plain, (women * weight, men * weight)


@cache
def public_list() -> tuple[Given, ...]:
    """Every name of the list; the shares of each sex sum to 1."""
    weights: dict[str, list[float]] = {}
    for first, of_first in _words(FIRST):
        for second, of_second in _words(SECOND):
            if first != second:
                found = weights.setdefault(first + second, [0.0, 0.0])
                for place in (0, 1):
                    found[place] += of_first[place] * of_second[place]
    whole = [sum(found[place] for found in weights.values()) for place in (0, 1)]
    return tuple(
        Given(name, {sex: found[place] / whole[place] for place, sex in enumerate(SEXES)})
        for name, found in weights.items()
    )


@cache
def family_list() -> tuple[Given, ...]:
    """Family names, alike for both sexes; the shares sum to that of the people who have one."""
    weights: dict[str, float] = {}
    for first, of_first in _words(FAMILY_FIRST):
        for second, of_second in _words(FAMILY_SECOND):
            weights[first + second] = weights.get(first + second, 0.0) + of_first[0] * of_second[0]
    whole = sum(weights.values()) / (1 - ONLY_GIVEN)
    return tuple(Given(name, dict.fromkeys(SEXES, weight / whole)) for name, weight in weights.items())


def people(count: int, seed: int = 7, names: Sequence[Given] | None = None) -> list[Called]:
    """Always the same ones: three of four are women."""
    drawn, listed = random.Random(seed), names or public_list()
    given = [one.name for one in listed]
    often = {sex: list(accumulate(one.shares[sex] for one in listed)) for sex in SEXES}
    families = [one.name for one in family_list()]
    family_often = list(accumulate(one.shares[FEMALE] for one in family_list()))
    found = []
    for _ in range(count):
        sex = MALE if drawn.random() < 0.25 else FEMALE
        first = drawn.choices(given, cum_weights=often[sex])[0]
        family = drawn.choices(families, cum_weights=family_often)[0]
        found.append(Called(first, first if drawn.random() < ONLY_GIVEN else f"{first} {family}", sex))
    return found
