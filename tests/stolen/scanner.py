"""Looks for secrets in raw bytes, in every form they may have there.

Tens of thousands of byte strings are sought in tens of megabytes: each block of a file is read as machine words, and
only the strings that have one of those words inside are looked for in that block.
"""

import string
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from tests.stolen.forms import FEWEST_BYTES, forms_of
from tests.stolen.packed import layers
from tests.stolen.wanted import CannotBeSought, Part, Secrets, parts_of

__all__ = ["CannotBeSought", "Finding", "Secrets", "Sieve", "scan"]

BLOCK = 1 << 20
WORDS: dict[int, Literal["Q", "I"]] = {8: "Q", 4: "I"}  # bytes in a word, and its letter for memoryview.cast
ANY = -1  # no machine word
Place = tuple[bytes, int]
LETTERS = frozenset((string.ascii_letters + string.digits).encode())


@dataclass(frozen=True, order=True)
class Finding:
    """`part` of `secret` stands in `label`, in that form."""

    label: str
    secret: str
    form: str
    part: str


@dataclass(frozen=True)
class Sought:
    """What a byte string would give away."""

    part: Part
    form: str

    def fits(self, block: bytes, start: int, end: int) -> bool:
        """Digits alone turn up by chance inside longer runs of digits; in other forms they do not."""
        if not self.part.apart or self.form != "utf-8":
            return True
        return (start == 0 or block[start - 1] not in LETTERS) and (end == len(block) or block[end] not in LETTERS)


class Sieve:
    """Holds every byte string to look for; built once, used on many files."""

    def __init__(self, secrets: Secrets) -> None:
        """Raises CannotBeSought."""
        self.needles = needles(secrets)
        self.longest = max(map(len, self.needles), default=0)
        self.by_word = {width: words_of(self.needles, width) for width in WORDS}
        self.words = {width: frozenset(found) for width, found in self.by_word.items()}

    def find(self, blob: bytes) -> Iterator[Sought]:
        """Everything found, once."""
        found: set[bytes] = set()
        for start in range(0, len(blob), BLOCK):
            block = blob[start : start + BLOCK + self.longest]
            for needle, at in self._places(block):
                if needle not in found and block.startswith(needle, at):
                    here = [sought for sought in self.needles[needle] if sought.fits(block, at, at + len(needle))]
                    if here:
                        found.add(needle)
                        yield from here

    def _places(self, block: bytes) -> Iterator[Place]:
        """Needles and where they may stand in the block, by the one or two words that do stand there."""
        for width, letter in WORDS.items():
            words = memoryview(block)[: len(block) // width * width].cast(letter).tolist()
            known = self.words[width].intersection(words)
            if known:
                by_word = self.by_word[width]
                for number, (word, following) in enumerate(zip(words, [*words[1:], ANY], strict=True)):
                    if word in known:
                        found = by_word[word]
                        here = number * width
                        for needle, offset in (*found.get(ANY, ()), *found.get(following, ())):
                            if offset <= here:
                                yield needle, here - offset


def needles(secrets: Secrets) -> dict[bytes, list[Sought]]:
    """Byte strings, each with the plainest explanation for every secret it belongs to.

    Raises CannotBeSought when a secret has none that is long enough.
    """
    found: dict[bytes, dict[str, Sought]] = defaultdict(dict)
    for part in parts_of(secrets):
        for form, needle in forms_of(part.text):
            if len(needle) >= FEWEST_BYTES:
                found[needle].setdefault(part.secret, Sought(part, form))
    missing = set(secrets) - {secret for by_secret in found.values() for secret in by_secret}
    if missing:
        raise CannotBeSought(", ".join(sorted(missing)))
    return {needle: list(by_secret.values()) for needle, by_secret in found.items()}


def words_of(all_needles: Iterable[bytes], width: int) -> dict[int, dict[int, list[Place]]]:
    """Machine words, and the words after them, to needles and where in them.

    However a needle lies in a file, one of these is on a boundary. A short needle need not hold the word after.
    """
    found: dict[int, dict[int, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for needle in all_needles:
        if width == width_for(needle):
            has_two = len(needle) >= 3 * width - 1
            for offset in range(width):
                word, following = (
                    int.from_bytes(needle[start : start + width], sys.byteorder) for start in (offset, offset + width)
                )
                found[word][following if has_two else ANY].append((needle, offset))
    return found


def width_for(needle: bytes) -> int:
    """The widest word of which a needle of this length surely holds a whole one."""
    return next(width for width in WORDS if len(needle) >= 2 * width - 1)


def scan(blobs: Iterable[tuple[str, bytes]], secrets: Secrets) -> list[Finding]:
    """Everything of `secrets` that stands in one of the (label, bytes), also inside what is packed there.

    Raises CannotBeSought when finding one of the secrets would prove nothing.
    """
    sieve = sieve_for(secrets)
    found = {finding for label, blob in blobs for finding in findings(sieve, label, blob)}
    return sorted(found)


@lru_cache(maxsize=4)
def sieve_for(secrets: Secrets) -> Sieve:
    return Sieve(secrets)


def findings(sieve: Sieve, label: str, blob: bytes) -> Iterator[Finding]:
    for inside, content in layers(blob):
        for sought in sieve.find(content):
            part = sought.part
            form = ", ".join(filter(None, (inside, sought.form, part.spelling)))
            yield Finding(label, part.secret, form, part.text)
