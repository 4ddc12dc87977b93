"""What a thief would look for: names, telephone numbers, homes and stories, in the parts and spellings they have."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import chain

from pokpong.foundation.lao.romanise import romanise
from pokpong.foundation.lao.text import canon, fold
from tests.engines.databases import ROOT

TOKEN_LETTERS = 4  # shorter parts of names stand in many words
WORD_LETTERS = 8
PIECE_LETTERS = 16  # of a long text: pages of a data base cut long texts, so no long text is sought whole
FIRST_PIECES, OTHER_PIECES = 4, 8
BETWEEN_NAMES = (" ", "", "_", "-", ".", "+")
BETWEEN_DIGITS = (" ", "-", ".", "/", "\u00a0")
COUNTRY = "856"
SUBSCRIBER_DIGITS = 8
GROUPINGS = ((4, 4), (2, 3, 3), (3, 3, 2), (2, 2, 2, 2))
RUN = 4
LAO_DIGITS = {0x0ED0 + digit: str(digit) for digit in range(10)}
REFERENCE = ("**/data/*.csv", "**/data/*.txt", "**/data/*.json", "**/data/*.topojson", "**/*.po")


class CannotBeSought(ValueError):
    """A text that stands in public reference data, or is too short: finding it would prove nothing."""


@dataclass(frozen=True)
class Secrets:
    """Texts as they were typed. `in_clear` are names that stand in the open by design: people who work here."""

    names: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    stories: tuple[str, ...] = ()
    in_clear: tuple[str, ...] = ()

    def __iter__(self) -> Iterator[str]:
        return chain(self.names, self.phones, self.homes, self.stories)


@dataclass(frozen=True)
class Part:
    """One spelling of a part of `secret`. `apart`: only where no letter or digit stands beside it."""

    secret: str
    text: str
    spelling: str
    apart: bool = False


def parts_of(secrets: Secrets) -> list[Part]:
    """Every part worth looking for. Raises CannotBeSought for a secret that has none, or is public."""
    public = public_with(secrets.in_clear)
    found: list[Part] = []
    for secret in secrets:
        if secret in public:
            raise CannotBeSought(secret)
        parts = [*name_parts(secret, public)] if secret in secrets.names else [*other_parts(secret, secrets)]
        found += [part for part in parts if part.text not in public]
    return found


def other_parts(secret: str, secrets: Secrets) -> Iterator[Part]:
    return phone_parts(secret) if secret in secrets.phones else text_parts(secret)


@cache
def public_with(in_clear: tuple[str, ...]) -> Public:
    return Public((*reference(), *in_clear))


@cache
def reference() -> frozenset[str]:
    """Everything that is public: names of places, the glossary, the words of the pages."""
    package = ROOT / "src" / "pokpong"
    paths = [path for pattern in REFERENCE for path in package.glob(pattern)]
    return frozenset(cell for path in paths for cell in re.split(r'[\n,;"|]', path.read_text("utf-8")) if cell)


class Public:
    """Whether a text stands in public texts, in one of their spellings."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.text = "\n".join({spelt for text in texts for spelt in common_spellings(text)})
        # Searching megabytes for each of thousands of parts is slow; most have a run of letters that is nowhere here.
        self.runs = {self.text[start : start + RUN] for start in range(len(self.text))}

    def __contains__(self, part: str) -> bool:
        if any(part[start : start + RUN] not in self.runs for start in range(len(part) - RUN + 1)):
            return False
        return part in self.text


def common_spellings(text: str) -> tuple[str, ...]:
    plain = canon(text)
    return text, plain, fold(text), plain.casefold(), plain.upper(), plain.title(), without_spaces(plain)


def without_spaces(text: str) -> str:
    return "".join(text.split())


def text_parts(secret: str) -> Iterator[Part]:
    for spelling, text in spellings(secret):
        for piece in pieces(text):
            yield Part(secret, piece, spelling)


def name_parts(secret: str, public: Public) -> Iterator[Part]:
    """A name whole, however its words are joined, and each of its words that is nobody else's."""
    for spelling, text in spellings(secret):
        for mark in BETWEEN_NAMES:
            yield Part(secret, mark.join(text.split()), spelling)
    for token in secret.split():
        if len(token) >= TOKEN_LETTERS and token not in public:
            for spelling, text in spellings(token):
                yield Part(secret, text, f"one word, {spelling}")


def spellings(text: str) -> Iterator[tuple[str, str]]:
    """Different spellings only; the first is the one typed."""
    latin = romanise(text)
    all_of_them = {
        "as typed": text,
        "canonical": canon(text),
        "folded": fold(text),
        "folded word by word": " ".join(map(fold, text.split())),
        "casefolded": text.casefold(),
        "capitals": text.upper(),
        "romanised": latin,
        "romanised, small": latin.casefold(),
        "romanised, capitals": latin.upper(),
        "romanised, titled": latin.title(),
    }
    spelt = {spelt: spelling for spelling, spelt in reversed(all_of_them.items())}
    return ((spelling, text) for text, spelling in reversed(spelt.items()))


def pieces(text: str) -> Iterator[str]:
    """A short text whole, of a long one some stretches; of both the longer words, however spaces are written."""
    lines = text.splitlines()
    if len(lines) == 1 and len(text) < 2 * PIECE_LETTERS:
        yield text
    else:
        yield from samples([stretch for line in lines for stretch in stretches(line)])
    yield from samples([stretch for word in text.split() for stretch in stretches(word)])


def stretches(run: str) -> Iterator[str]:
    """Consecutive pieces of one length; what is shorter than a long word is left out."""
    for start in range(0, len(run), PIECE_LETTERS):
        piece = run[start : start + PIECE_LETTERS]
        if len(piece) >= WORD_LETTERS:
            yield piece


def samples(all_of_them: list[str]) -> list[str]:
    """The beginning, the end, and some from between."""
    rest = all_of_them[FIRST_PIECES:]
    step = max(1, -(-len(rest) // OTHER_PIECES))
    return list(dict.fromkeys([*all_of_them[:FIRST_PIECES], *rest[::step], *rest[-1:]]))


def phone_parts(secret: str) -> Iterator[Part]:
    """With and without country code, in the usual groups; the bare subscriber's digits only where they stand apart."""
    national = national_digits(secret)
    subscriber = national[-SUBSCRIBER_DIGITS:]
    yield Part(secret, secret, "as typed", apart=True)
    yield Part(secret, subscriber, "subscriber", apart=True)
    if len(national) > SUBSCRIBER_DIGITS:
        yield Part(secret, national, "national")
        yield Part(secret, COUNTRY + national, "international")
    for sizes in GROUPINGS:
        for mark in BETWEEN_DIGITS:
            yield Part(secret, mark.join(groups(subscriber, sizes)), f"in groups with {mark!r}")


def national_digits(phone: str) -> str:
    """Digits without the country code and the 0 before the network. Raises CannotBeSought for fewer than eight."""
    digits = re.sub(r"[^0-9]", "", phone.translate(LAO_DIGITS)).lstrip("0")
    if digits.startswith(COUNTRY) and len(digits) > SUBSCRIBER_DIGITS:
        digits = digits[len(COUNTRY) :].lstrip("0")
    if len(digits) < SUBSCRIBER_DIGITS:
        raise CannotBeSought(phone)
    return digits


def groups(digits: str, sizes: tuple[int, ...]) -> Iterator[str]:
    start = 0
    for size in sizes:
        yield digits[start : start + size]
        start += size
