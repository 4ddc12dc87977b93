"""Whether a text may stand in the place of another one: nothing that the program puts into it is lost or invented."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.text import canon

LONGEST_REASON = 300
TIMES_AS_LONG, ALWAYS_ALLOWED = 4, 400  # letters of a text against its English
PERCENT = re.compile(r"%(?:\((\w+)\))?[-+0#]?\d*(?:\.\d+)?[sdf%]")
BRACES = re.compile(r"\{\{|\}\}|\{\w*\}")
TAG = re.compile(r"</?[A-Za-z][^<>]*>")
BEGINS_A_MARK = re.compile(r"<[A-Za-z/!?]")
CLOSED_BY_ITSELF = frozenset({"br", "hr", "img", "wbr"})
LETTER, LAO = re.compile("[A-Za-z]"), re.compile("[\u0e80-\u0eff]")
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

TEXT_MISSING = ProblemKind("word_text_missing", _("Write the text. To take a correction back, use its history."))
TEXT_TOO_LONG = ProblemKind("word_text_too_long", _("Write at most %(limit)s letters here."))
FORMS_WRONG = ProblemKind("word_forms_wrong", _("This word needs %(count)s texts, one for each number."))
PLACEHOLDER_LOST = ProblemKind(
    "word_placeholder_lost", _("These are missing; the program puts something in their place: %(names)s")
)
PLACEHOLDER_UNKNOWN = ProblemKind(
    "word_placeholder_unknown", _("These do not stand in the English and cannot be filled in: %(names)s")
)
TAGS_WRONG = ProblemKind("word_tags_wrong", _("Keep these marks exactly as in the English: %(names)s"))
SIGN_ALONE = ProblemKind("word_sign_alone", _("This sign cannot stand alone here: %(names)s"))
NO_LAO = ProblemKind("word_no_lao", _("Write it in Lao letters."))
NOT_A_TEXT = ProblemKind("word_not_a_text", _("There are signs in it that cannot be shown."))
NO_ENTRY = ProblemKind("word_no_entry", _("This word is no longer in the program."))
SAME_TEXT = ProblemKind("word_same_text", _("This is the text that is shown already."))
CHANGED_MEANWHILE = ProblemKind(
    "word_changed_meanwhile", _("Somebody corrected this word meanwhile. It now says: %(text)s")
)
NOTHING_TO_UNDO = ProblemKind("word_nothing_to_undo", _("The text that ships is shown already."))
REASON_MISSING = ProblemKind("word_reason_missing", _("Write why, in at most 300 letters."))


def settled(text: str, english: str) -> str:
    """Canonical, with the spaces and line ends around it of the English; inside, lines only where that has any."""
    plain = canon(text.replace("\r\n", "\n")).strip()
    if "\n" not in english.strip():
        plain = " ".join(plain.split())
    before = english[: len(english) - len(english.lstrip())]
    after = english[len(english.rstrip()) :] if english.strip() else ""
    return f"{before}{plain}{after}" if plain else ""


def check(forms: Sequence[str], *, english: str, plural: str, count: int, language: str = "lo") -> list[Problem]:
    """Everything that is wrong with `forms`, texts for an entry with `count` plural forms; field `form_0` and so on.

    Placeholders count as in the plural where there is one: a form for many must name the number.
    """
    if len(forms) != count:
        return [FORMS_WRONG("form_0", count=count)]
    model = plural or english
    return [problem for number, text in enumerate(forms) for problem in _wrong(text, model, f"form_{number}", language)]


def _wrong(text: str, model: str, field: str, language: str) -> Iterator[Problem]:
    limit = max(ALWAYS_ALLOWED, TIMES_AS_LONG * len(model))
    if not text.strip():
        yield TEXT_MISSING(field)
        return
    if len(text) > limit:
        yield TEXT_TOO_LONG(field, limit=limit)
    if CONTROL.search(text):
        yield NOT_A_TEXT(field)
    if language == "lo" and LETTER.search(_bare(model)) and not LAO.search(text):
        yield NO_LAO(field)
    yield from _filled(text, model, field)
    yield from _marked(text, model, field)


def placeholders(text: str) -> Counter[str]:
    """What the program fills in, as it is written: `%(name)s`, `%s`, `{x}`; a doubled sign stands for itself."""
    found = [match.group(0) for match in PERCENT.finditer(text)] + [match.group(0) for match in BRACES.finditer(text)]
    return Counter(name for name in found if name not in ("%%", "{{", "}}"))


def tags(text: str) -> list[str]:
    """The marks of a text, in their order: `<b>`, `</b>`."""
    return TAG.findall(text)


def _filled(text: str, model: str, field: str) -> Iterator[Problem]:
    wanted, found = placeholders(model), placeholders(text)
    # A named one may be said twice; those without a name are filled in one after the other.
    lost = [name for name in wanted if name not in found or (_nameless(name) and found[name] < wanted[name])]
    strange = [name for name in found if name not in wanted or (_nameless(name) and found[name] > wanted[name])]
    if lost:
        yield PLACEHOLDER_LOST(field, names=" ".join(sorted(lost)))
    if strange:
        yield PLACEHOLDER_UNKNOWN(field, names=" ".join(sorted(strange)))
    alone = [sign for sign in "%{}" if _alone(text, sign) and not _alone(model, sign)]
    if alone:
        yield SIGN_ALONE(field, names=" ".join(alone))


def _nameless(name: str) -> bool:
    return name == "{}" or (name.startswith("%") and "(" not in name)


def _alone(text: str, sign: str) -> bool:
    return sign in BRACES.sub("", PERCENT.sub("", text))


def _marked(text: str, model: str, field: str) -> Iterator[Problem]:
    wanted, found = tags(model), tags(text)
    if Counter(wanted) != Counter(found) or not _nested(found):
        yield TAGS_WRONG(field, names=" ".join(wanted) or "–")
    rest, usual = TAG.sub("", text), TAG.sub("", model)
    # Templates put words into pages and attributes as they are: nothing may begin a mark or end an attribute.
    alone = [sign for sign in '<>"' if sign in rest and (sign not in usual or BEGINS_A_MARK.search(rest))]
    if alone:
        yield SIGN_ALONE(field, names=" ".join(alone))


def _nested(found: Sequence[str]) -> bool:
    """Whether every mark that opens is closed, the last one first."""
    open_now: list[str] = []
    for tag in found:
        name = tag.strip("</>").split()[0].casefold() if tag.strip("</>").split() else ""
        if tag.startswith("</"):
            if not open_now or open_now.pop() != name:
                return False
        elif name not in CLOSED_BY_ITSELF and not tag.endswith("/>"):
            open_now.append(name)
    return not open_now


def _bare(text: str) -> str:
    """The text without what is filled in and without marks."""
    return TAG.sub("", BRACES.sub("", PERCENT.sub("", text)))
