"""A document as an official Lao paper, in one of its languages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from pokpong.areas.partnership.models import Document
from pokpong.areas.partnership.queries.papers import head_of
from pokpong.areas.partnership.rules.documents import LANGUAGES, Block, with_bases
from pokpong.areas.partnership.vocabulary import DOCUMENT_KINDS
from pokpong.foundation.papers.paper import Paper, PaperLink, Section, Signature
from pokpong.foundation.papers.words import Languages, Said

LANGUAGE_NAMES = {"lo": "ລາວ", "en": "English"}
FILE_STEMS = {"report": "report", "minutes": "minutes", "invitation": "invitation", "press": "press-text"}
WITHOUT_SIGNER: str | Promise = gettext_lazy("Signature")


def paper_of(row: Document, language: str, url: str, back_url: str) -> Paper:
    """The same values give the same paper; what is signed depends on nothing but the row."""
    written = [code for code in LANGUAGES if row.body.get(code)] or ["lo"]
    chosen = language if language in written else written[0]
    languages = Languages(chosen)
    bases, blocks = with_bases(row.body.get(chosen, ""))
    head: dict[str, Any] = head_of(row)
    kind = languages.say(DOCUMENT_KINDS.get(row.kind, row.kind))
    return Paper(
        kind=kind,
        languages=languages,
        # The kind stands above it in large letters: it is not said twice.
        subject=Said(row.title.get(chosen, "").removeprefix(f"{kind.first}: ")),
        issuers=[languages.name(names) for names in head["issuers"]],
        number=row.number or ("" if row.state == "signed" else languages.say(gettext_lazy("Draft")).first),
        place=languages.name(head["place"]) if head["place"] else None,
        date=row.signed_on or row.made_on,
        bases=[Said(line) for line in bases],
        sections=sections(blocks),
        signatures=[_signature(row, languages)],
        settled=row.state == "signed",
        file_stem=FILE_STEMS.get(row.kind, "document"),
        variants=[_variant(url, code, current=code == chosen) for code in written],
        back_url=back_url,
    )


def _variant(url: str, code: str, *, current: bool) -> PaperLink:
    return PaperLink(LANGUAGE_NAMES[code], f"{url}?{urlencode({'language': code})}", current)


def sections(blocks: list[Block]) -> list[Section]:
    """A section for each heading with what stands below it; paragraphs and points keep their order."""
    found: list[Section] = []
    heading: Said | None = None
    for block in blocks:
        if block.kind == "heading":
            if heading is not None:
                found.append(Section(heading))
            heading = Said(block.lines[0])
            continue
        if block.kind == "points":
            found.append(Section(heading, points=[Said(line) for line in block.lines]))
        else:
            found.append(Section(heading, paragraphs=[Said("\n".join(block.lines))]))
        heading = None
    return [*found, Section(heading)] if heading is not None else found


def _signature(row: Document, languages: Languages) -> Signature:
    post = Said(row.signer_post) if row.signer_post else languages.say(WITHOUT_SIGNER)
    return Signature(post, row.signer_name)
