"""Documents are drafted from a record, edited, and signed by a second person, which freezes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from pokpong.areas.partnership.drafting import Draft, draft_of
from pokpong.areas.partnership.models import Document
from pokpong.areas.partnership.queries import documents as queries
from pokpong.areas.partnership.queries.papers import frozen_of, head_of
from pokpong.areas.partnership.rules import documents as rules
from pokpong.areas.partnership.vocabulary import DOCUMENT_KINDS, DRAFTED_FROM
from pokpong.foundation.access.models import User
from pokpong.foundation.actions import amend, door, moves, nouns
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, refuse
from pokpong.foundation.lao.text import canon, fold
from pokpong.foundation.papers.serials import next_serial, paper_number
from pokpong.registers.institutions.models import Official

FIELDS = ("title", "body", "officials", "writers")
DAYS_TO_SIGN = 7


def texts(words: Mapping[str, str]) -> dict[str, str]:
    """Canonical texts by language; empty ones left out."""
    found = {language: canon(text.replace("\r\n", "\n")).strip() for language, text in words.items()}
    return {language: text for language, text in found.items() if text}


@action("document.draft")
def draft_document(
    *,
    by: Actor,
    id: UUID,
    kind: str,
    record_kind: str = "",
    record: UUID | None = None,
    place: str = "",
    text: Draft | None = None,
    call_id: UUID,
) -> Document:
    """Drafts a document of `kind` from a meeting or visit; or of `place` and without a record, with the `text` given.

    Raises Refused, NotAllowed, NotThere.
    """
    if record is not None:
        row = _record(by, record_kind, record)
        place = row.place_path
        door.check(place=place)
        known = kind in DRAFTED_FROM.get(record_kind, ())
        refuse([] if known else [rules.KIND_UNKNOWN("kind")])
        text = text or draft_of(kind, row)
    door.check(place=place)
    found = text or Draft({}, {})
    title, body = texts(found.title), texts(found.body)
    unknown = [] if kind in DOCUMENT_KINDS or record is None else [rules.KIND_UNKNOWN("kind")]
    refuse(unknown + rules.check_texts(title, body))
    office = queries.office_of(by.id)
    document = door.add(
        Document(
            id=id,
            kind=kind,
            record_kind=record_kind,
            record=record,
            place_path=place,
            title=title,
            body=body,
            officials=[str(official) for official in found.officials],
            writers=[str(by.id)],
            made_by=by.id,
            issuer=office.pk if office is not None else None,
        )
    )
    moves.begin(document)
    _ask_to_sign(document)
    door.event(document, {"kind": kind})
    return document


def _record(by: Actor, kind: str, record: UUID) -> Any:
    """The meeting or visit in the caller's sight. Raises NotThere."""
    if kind not in DRAFTED_FROM:
        raise NotThere(kind)
    found = nouns.model_of(kind).objects.visible_to(by).filter(pk=record).first()
    if found is None:
        raise NotThere(str(record))
    return found


def _ask_to_sign(document: Document) -> None:
    tasks.ask(
        document,
        tasks.Wanted(
            kind="document.sign",
            permission="document.sign",
            place_path=document.place_path,
            due=clock.now() + timedelta(days=DAYS_TO_SIGN),
        ),
    )


def _document(by: Actor, document: UUID) -> Document:
    """The document, locked. Raises NotThere, NotAllowed."""
    row: Document = door.locked(Document.objects.visible_to(by), document)
    door.check(place=row.place_path)
    return row


@action("document.amend")
def amend_document(
    *,
    by: Actor,
    document: UUID,
    base: int,
    title: Mapping[str, str],
    body: Mapping[str, str],
    officials: Sequence[UUID] = (),
    call_id: UUID,
) -> Document:
    """Changes the texts of a draft, and which officials may be named in it. Raises Refused, NotAllowed, NotThere."""
    row = _document(by, document)
    wanted_title, wanted_body = texts(title), texts(body)
    chosen = {str(key) for key in officials}
    kept = [key for key in row.officials if key in chosen]
    visible = Official.objects.visible_to(by).filter(pk__in=chosen - set(row.officials)).order_by("sort_key", "pk")
    added = [str(key) for key in visible.values_list("pk", flat=True)]
    if len(kept) + len(added) != len(chosen):
        raise NotThere("an official out of sight")
    refuse(([] if row.state == "draft" else [rules.SIGNED()]) + rules.check_texts(wanted_title, wanted_body))
    changes = {"title": wanted_title, "body": wanted_body, "officials": [*kept, *added]}
    amend.amend(row, changes, base=base, fields=FIELDS)
    if str(by.id) not in row.writers:
        amend.apply(row, {"writers": [*row.writers, str(by.id)]})
    door.event(row, {"changed": sorted(changes)})
    return row


@action("document.clear_word")
def clear_word(*, by: Actor, document: UUID, word: str, call_id: UUID) -> Document:
    """A second person confirms that words which look like a name are none. Raises Refused, NotAllowed, NotThere."""
    row = _document(by, document)
    plain = canon(word).strip()
    marked = {fold(one.text) for one in queries.strangers_in(row, queries.officials_of(row))}
    problems = [] if row.state == "draft" else [rules.SIGNED()]
    problems += [rules.OWN_WORD("word")] if str(by.id) in row.writers else []
    refuse(problems + ([] if fold(plain) in marked else [rules.WORD_UNKNOWN("word")]))
    amend.apply(row, {"cleared": [*row.cleared, {"word": plain, "by": str(by.id)}]})
    door.event(row, {"cleared": len(row.cleared)})
    return row


@action("document.sign")
def sign_document(*, by: Actor, document: UUID, base: int, call_id: UUID) -> Document:
    """Signs the text that the signer saw at version `base`: it gets its number and is frozen with a digest.

    Raises Refused, NotAllowed, NotThere.
    """
    row = _document(by, document)
    odd = queries.strangers_in(row, queries.officials_of(row)) if row.kind == "press" else []
    problems = [] if row.state == "draft" else [rules.SIGNED()]
    problems += [] if row.version == base else [rules.CHANGED_MEANWHILE()]
    refuse(problems + rules.check_signing(str(by.id), row.writers, [one.text for one in odd]))
    moves.move(row, "signed")
    _freeze(row, by)
    door.save(row)
    tasks.settle(row, "document.sign")
    door.event(row, {"digest": row.digest})
    return row


def _freeze(row: Document, by: Actor) -> None:
    """Number, day, signature, head and digest. An office without a short name gives no number."""
    row.signed_by, row.signed_on = by.id, clock.today()
    row.head = head_of(row)
    official = Official.objects.filter(pk__in=[getattr(by, "official", None)]).first()
    named = User.objects.filter(pk=by.id).values_list("display_name", flat=True).first()
    row.signer_name = official.name if official is not None else (named or "")
    row.signer_post = official.post if official is not None else ""
    office = queries.office_with(row.issuer)
    short = queries.short_name_of(office)
    if office is not None and short:
        row.number = paper_number(next_serial(str(office.pk), row.signed_on.year), short)
    row.digest = rules.digest(frozen_of(row))
