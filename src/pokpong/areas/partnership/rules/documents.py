"""Documents: how a text is laid out, when it may be signed, and what freezes it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pokpong.areas.partnership.rules.meetings import check_text
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

LANGUAGES: Final = ("lo", "en")
LONGEST_TITLE: Final = 300
LONGEST_BODY: Final = 20_000
BASES: Final = ("ອີງຕາມ", "pursuant to")

KIND_UNKNOWN = ProblemKind("document_kind_unknown", _("There is no such document for this record."))
TITLE_MISSING = ProblemKind("document_title_missing", _("Write the title."))
BODY_MISSING = ProblemKind("document_body_missing", _("The text is empty."))
LAO_MISSING = ProblemKind("document_lao_missing", _("Write the text in Lao."))
SIGNED = ProblemKind("document_signed", _("This document is signed: it can no longer be changed."))
CHANGED_MEANWHILE = ProblemKind(
    "document_changed_meanwhile", _("Somebody changed the text since you opened it. Read it once more.")
)
OWN_TEXT = ProblemKind(
    "document_own_text", _("Whoever wrote in a text does not sign it. A second person reads and signs.")
)
STRANGERS = ProblemKind(
    "document_strangers",
    _("Not an official: %(words)s. Take the words out, or a second person confirms that they are no name."),
)
WORD_UNKNOWN = ProblemKind("document_word_unknown", _("These words are not marked in the text."))
OWN_WORD = ProblemKind(
    "document_own_word", _("Whoever wrote in a text does not confirm its words. A second person does.")
)


@dataclass
class Block:
    """`kind` is heading, points or text; `lines` are what stands in it."""

    kind: str
    lines: list[str] = field(default_factory=list)


def blocks(text: str) -> list[Block]:
    """A text as it is typed: `# ` begins a heading, `- ` a point, a blank line a new paragraph."""
    found: list[Block] = []
    joins = False
    for line in (each.strip() for each in text.splitlines()):
        kind = "heading" if line.startswith("# ") else "points" if line.startswith("- ") else "text"
        words = line[2:].strip() if kind != "text" else line
        if joins and words and found and found[-1].kind == kind != "heading":
            found[-1].lines.append(words)
        elif words:
            found.append(Block(kind, [words]))
        joins = bool(words)
    return found


def with_bases(text: str) -> tuple[list[str], list[Block]]:
    """The legal bases (the points a text begins with, when they say on what it rests), and the rest."""
    found = blocks(text)
    first = found[0] if found else None
    if first is None or first.kind != "points" or not all(line.casefold().startswith(BASES) for line in first.lines):
        return [], found
    return first.lines, found[1:]


def check_texts(title: Mapping[str, str], body: Mapping[str, str]) -> list[Problem]:
    """Lao is needed; nothing is too long; a title and a text come together."""
    problems = [] if title.get("lo") else [TITLE_MISSING("title_lo")]
    problems += [] if body.get("lo") else [LAO_MISSING("body_lo")]
    for language in LANGUAGES:
        problems += check_text(title.get(language, ""), f"title_{language}", LONGEST_TITLE)
        problems += check_text(body.get(language, ""), f"body_{language}", LONGEST_BODY)
    problems += [TITLE_MISSING("title_en")] if body.get("en") and not title.get("en") else []
    return problems + ([BODY_MISSING("body_en")] if title.get("en") and not body.get("en") else [])


def check_signing(signer: str, writers: Container[str], strangers: Collection[str]) -> list[Problem]:
    """Reasons against signing. `strangers`: words of a press text that look like the name of no official."""
    problems = [OWN_TEXT()] if signer in writers else []
    return problems + ([STRANGERS(words="; ".join(strangers))] if strangers else [])


def digest(frozen: Mapping[str, Any]) -> str:
    """SHA-256 over what was signed, in 64 figures; the same for the same values in any order of keys."""
    text = json.dumps(frozen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
