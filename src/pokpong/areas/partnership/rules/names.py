"""Words of a text that look like somebody's name and are not the name of an official.

A press text goes to the public. Whoever was trafficked must never stand in it; so every name is either that of an
official who was chosen as such, or it is marked. Three signs make words look like a name: a title before them, a given
name that many people bear, and in Latin letters a capital that belongs to no word of the programme.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Final

from pokpong.foundation.lao.text import canon, fold
from pokpong.foundation.lao.words import break_points

AFTER_TITLE, GIVEN_NAME, CAPITAL = "after_title", "given_name", "capital"
_LAO: Final = "\u0e80-\u0eff"
_HIDDEN: Final = "\ue000"  # stands for every letter of what is known; of the private use area, in no text
_PUBLIC: Final = "\ue001"  # the same for institutions and places, which after a title are a name all the same
_LONGEST: Final = 40
# Short ones stand for a title only with a full stop or a space behind and nothing before: ປອ. ດຣ. ທ. ນ.
_LAO_TITLES: Final = ("ທ່ານນາງ", "ທ່ານ", "ນາງສາວ", "ຍານາງ", "ນາງ", "ທ້າວ", "ພະອາຈານ", "ອາຈານ", "ສະຫາຍ")
_SHORT_TITLES: Final = ("ປອ", "ດຣ", "ອຈ", "ສຈ", "ຮສ", "ທ", "ນ")
_LATIN_TITLES: Final = ("mr", "mrs", "ms", "miss", "dr", "prof", "professor", "thao", "nang")
_TITLE: Final = re.compile(
    rf"(?:{'|'.join(_LAO_TITLES)})"
    rf"|(?<![{_LAO}])(?:{'|'.join(_SHORT_TITLES)})(?:\.|(?=\s))"
    rf"|(?<![A-Za-z])(?i:{'|'.join(_LATIN_TITLES)})(?:\.|(?=\s))"
)
# Months as they stand in a date, and quantities before what is counted; elsewhere each of them is a name, too.
_MONTH: Final = r"(?:April|May|June|August)"
_LAO_MONTH: Final = "(?:ມັງກອນ|ກຸມພາ|ມີນາ|ເມສາ|ພຶດສະພາ|ມິຖຸນາ|ກໍລະກົດ|ສິງຫາ|ກັນຍາ|ຕຸລາ|ພະຈິກ|ທັນວາ)"
_DAY: Final = r"(?:(?<=^\d )|(?<=\D\d )|(?<=\D\d\d )|(?<=^\d\d ))"
_COUNTED: Final = (
    r"(?:of|people|women|men|children|girls|boys|young|families|village|villages|villagers|districts|provinces|officials"
    r"|participants|members|migrants|workers|victims|survivors|others|person|day|year|month|week)"
)
_NO_NAME: Final = re.compile(
    rf"{_DAY}{_MONTH}(?![A-Za-z])|(?<![A-Za-z]){_MONTH}(?= \d{{4}}(?!\d))"
    rf"|{_DAY}{_LAO_MONTH}(?= \d{{4}}(?!\d))|(?:(?<=ເດືອນ)|(?<=ເດືອນ )){_LAO_MONTH}(?= \d{{4}}(?!\d))"
    rf"|(?<![A-Za-z])(?:One|Many)(?= {_COUNTED}\b)|(?<![A-Za-z])Viet Nam(?![A-Za-z])"
)
_SHORTEST_STEM: Final = 4
# How English words bend: an ending, and what stood there before.
_ENDINGS: Final = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("d", ""), ("ed", ""), ("ied", "y")),
    *(("ing", ""), ("ing", "e"), ("ly", "")),
)
_TOKEN: Final = re.compile(r"[^\s.,;:()\[\]{}\"“”«»/|!?\ue000\ue001–—]+")
_CAPITAL: Final = re.compile(r"(?<![A-Za-z])[A-Z][A-Za-z'’]*(?:-[A-Za-z'’]+)*")
_RUN_ENDS: Final = re.compile(r"[^ \t]")


@dataclass(frozen=True)
class Known:
    """What is no stranger's name. `officials`: names of those who may be named. `public`: institutions, places, terms.

    `posts` and `words` may follow a title. `given`: given names in Lao and Latin; `common`: those of them that are also
    everyday words. `latin`: words that may have a capital; those in capitals are known in capitals only, as `TIP` is no
    name and `Tip` is one. `cleared`: confirmed to be no name.
    """

    officials: Collection[str] = ()
    public: Collection[str] = ()
    posts: Collection[str] = ()
    words: Collection[str] = ()
    given: Collection[str] = ()
    common: Collection[str] = ()
    latin: Collection[str] = ()
    cleared: Collection[str] = ()

    @cached_property
    def cleared_keys(self) -> frozenset[str]:
        return frozenset(map(fold, self.cleared))

    @cached_property
    def latin_words(self) -> frozenset[str]:
        return frozenset(word.casefold() for word in self.latin if not word.isupper()) | frozenset(_LATIN_TITLES)

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        return frozenset(word for word in self.latin if word.isupper())

    @cached_property
    def given_latin(self) -> frozenset[str]:
        return frozenset(name.casefold() for name in self.given if name.isascii())


@dataclass(frozen=True)
class Stranger:
    """Words that look like a name, and why: AFTER_TITLE, GIVEN_NAME or CAPITAL."""

    text: str
    why: str


def strangers(text: str, known: Known) -> list[Stranger]:
    """Every such word of `text` once, in the order of the text; none of those that were cleared."""
    half = _without_officials(canon(text), known)
    plain = _without_public(half, known)
    found = sorted([*_after_titles(half, plain, known), *_given(plain, known), *_capitals(plain, known)])
    told: dict[str, Stranger] = {}
    for _start, words, why in found:
        key = fold(words)
        if key and key not in known.cleared_keys:
            told.setdefault(key, Stranger(words, why))
    return list(told.values())


def _without_officials(text: str, known: Known) -> str:
    """The text with the names of officials hidden, letter for letter."""
    text = _NO_NAME.sub(lambda found: _HIDDEN * len(found[0]), text)
    goes_on = "|".join(map(re.escape, known.words))
    for name in sorted(filter(None, map(_plain, known.officials)), key=len, reverse=True):
        text = re.sub(_whole(name, goes_on), lambda found: _HIDDEN * len(found[0]), text, flags=re.IGNORECASE)
    return text


def _without_public(text: str, known: Known) -> str:
    """The text with institutions, places and terms hidden, too."""
    for words in sorted(filter(None, map(_plain, known.public)), key=len, reverse=True):
        text = re.sub(_bounded(words), lambda found: _PUBLIC * len(found[0]), text, flags=re.IGNORECASE)
    return text


def called(name: str) -> set[str]:
    """An official's name as it is kept, and as it stands behind another title: who is called ທ່ານ is not ທ້າວ too.

    One word alone is too short to be somebody's whole name: it is taken with that title only.
    """
    whole = _plain(name)
    title = _TITLE.match(whole)
    bare = whole[title.end() :].strip(" .") if title else ""
    if not bare or (title is not None and whole[title.end()] not in " ."):
        return {whole}
    return {whole, bare} if len(bare.split()) > 1 else {whole, f"ທ່ານ {bare}"}


def _plain(words: str) -> str:
    return canon(words).strip()


def _whole(name: str, goes_on: str) -> str:
    """An official's whole name as words of their own, so that a short name hides no part of a longer one.

    A title may be written onto it, and an everyday word onto a name of several parts.
    """
    parts = name.split()
    before = "|".join([rf"(?<![{_LAO}A-Za-z])", *(f"(?<={title})" for title in _LAO_TITLES if _is_lao(name))])
    after = f"|(?={goes_on})" if goes_on and len(parts) > 1 and _is_lao(name) else ""
    return rf"(?:{before})" + r"\s+".join(map(re.escape, parts)) + rf"(?:(?![{_LAO}A-Za-z]){after})"


def _bounded(words: str) -> str:
    edge = "" if _is_lao(words) else "(?![A-Za-z])"
    start = "" if _is_lao(words) else "(?<![A-Za-z])"
    return start + r"\s+".join(map(re.escape, words.split())) + edge


def _is_lao(text: str) -> bool:
    return any("\u0e80" <= letter <= "\u0eff" for letter in text)


Found = tuple[int, str, str]


# --- after a title -----------------------------------------------------------------------------------------------


def _after_titles(half: str, plain: str, known: Known) -> Iterator[Found]:
    """`half` hides officials only, `plain` public bodies too: a place name behind a title is a name all the same."""
    for title in _TITLE.finditer(half):
        found = _named(half, plain, title.end(), known)
        if found is not None:
            yield found


def _named(half: str, plain: str, begin: int, known: Known) -> Found | None:
    """What follows a title, unless it is known. Titles and posts may follow one another."""
    start, after_post = begin, False
    for _step in range(4):
        start = _after_spaces(half, start)
        title = _TITLE.match(half, start)
        post = _begins(half, start, known.posts)
        if title is None and not post:
            break
        after_post = after_post or title is None
        start = title.end() if title else start + len(post)
    if after_post and _PUBLIC in plain[begin : start + 1]:
        return None
    token = _TOKEN.match(half, start)
    words = _cut(token[0], known) if token else ""
    return (start, words, AFTER_TITLE) if words else None


def _after_spaces(text: str, start: int) -> int:
    while start < len(text) and text[start] in " \t.":
        start += 1
    return start


def _begins(text: str, start: int, words: Collection[str]) -> str:
    """The longest of `words` with which the text goes on."""
    return max((word for word in words if text.startswith(word, start)), key=len, default="")


def _cut(token: str, known: Known) -> str:
    """The token up to the first everyday word in it: nothing is parted by spaces in Lao."""
    if not _is_lao(token):
        return token if token[:1].isalpha() else ""
    borders = [0, *break_points(token), len(token)]
    for begin, end in pairwise(borders):
        if token[begin:end] in known.words:
            return token[:begin][:_LONGEST]
    return token[:_LONGEST]


# --- given names -------------------------------------------------------------------------------------------------


def _given(text: str, known: Known) -> Iterator[Found]:
    """Given names that stand as words of their own."""
    borders: frozenset[int] | None = None
    for name in known.given:
        if not _is_lao(name):
            continue
        for match in re.finditer(re.escape(name), text):
            free = not _letter(text, match.start() - 1) and not _goes_on(text, match.end())
            if not free and name not in known.common:
                borders = _borders(text) if borders is None else borders
                free = match.start() in borders and match.end() in borders
            if free:
                yield match.start(), name, GIVEN_NAME


def _goes_on(text: str, at: int) -> bool:
    """Whether a word goes on here, in a term that is hidden, too: `ຢ່າງ` is a name alone, and none in `ຢ່າງເປັນປະຈຳ`."""
    return _letter(text, at) or text[at : at + 1] == _PUBLIC


def _letter(text: str, at: int) -> bool:
    return 0 <= at < len(text) and "\u0e80" <= text[at] <= "\u0eff"


def _borders(text: str) -> frozenset[int]:
    return frozenset([0, *break_points(text), len(text)])


# --- Latin letters -----------------------------------------------------------------------------------------------


def _capitals(text: str, known: Known) -> Iterator[Found]:
    """Runs of capitalised words, without the known ones around them."""
    run: list[re.Match[str]] = []
    for match in [*_CAPITAL.finditer(text), None]:
        joins = match is not None and run and not _RUN_ENDS.search(text[run[-1].end() : match.start()])
        if run and not joins:
            yield from _unknown(run, known)
            run = []
        if match is not None:
            run.append(match)


def _unknown(run: list[re.Match[str]], known: Known) -> Iterator[Found]:
    odd = [not _is_known(word[0], known) for word in run]
    if any(odd):
        first, last = odd.index(True), len(odd) - odd[::-1].index(True)
        yield run[first].start(), " ".join(word[0] for word in run[first:last]), CAPITAL


def _is_known(word: str, known: Known) -> bool:
    """A word of the programme or of plain English, also with an s behind an apostrophe; a given name never."""
    small = word.casefold()
    parts = re.split(r"['’-]", small)
    if any(part in known.given_latin for part in parts):
        return False
    if small in known.latin_words or re.split(r"['’]", word)[0].removesuffix("s") in known.abbreviations:
        return True
    return all(len(part) < 2 or any(form in known.latin_words for form in _forms(part)) for part in parts)


def _forms(word: str) -> Iterator[str]:
    """The word, and what it may be bent from: `agencies` from `agency`, `planned` from `plan`, `leading` from `lead`.

    A short stem is no proof: too many names end like that.
    """
    yield word
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < _SHORTEST_STEM:
            continue
        yield stem + instead
        if ending in ("ed", "ing") and stem[-1] == stem[-2]:
            yield stem[:-1]
