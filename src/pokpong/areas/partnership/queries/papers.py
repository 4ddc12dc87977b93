"""What stands at the head of a document, and what its digest is over."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from pokpong.areas.partnership.models import Document, Meeting, Visit
from pokpong.areas.partnership.queries.documents import office_with
from pokpong.areas.partnership.rules.documents import LANGUAGES, digest
from pokpong.foundation.kernel.paths import cut
from pokpong.registers.institutions.models import Committee
from pokpong.registers.institutions.vocabularies import HIDDEN_KINDS
from pokpong.registers.places.queries import by_path, own_label

DISTRICT = 2
SIGNED = ("kind", "title", "body", "number", "signed_by", "signer_name", "signer_post", "head")


def head_of(document: Document) -> dict[str, Any]:
    """Issuers and place as they are called today, each as texts by language: as signed, once it is signed."""
    if document.state == "signed" and document.digest:
        return dict(document.head)
    office, board = office_with(document.issuer), committee_of(document)
    bodies = [office.parent, office] if office is not None else []
    issuers = [row.names for row in [*bodies, board] if row is not None]
    shown = office is not None and office.kind not in HIDDEN_KINDS and bool(office.place_path)
    place = by_path(cut(office.place_path if shown and office is not None else document.place_path, DISTRICT))
    named = {code: own_label(place, code) for code in LANGUAGES} if place is not None and place.path else {}
    return {"issuers": issuers, "place": named}


def committee_of(document: Document) -> Committee | None:
    """The committee whose meeting or visit it is about."""
    rows: dict[str, QuerySet[Any]] = {"meeting": Meeting.objects.all(), "visit": Visit.objects.all()}
    if document.record_kind not in rows:
        return None
    row = rows[document.record_kind].select_related("committee").filter(pk=document.record).first()
    return row.committee if row is not None else None


def frozen_of(document: Document) -> dict[str, Any]:
    """What was signed, as plain values."""
    values = {name: getattr(document, name) for name in SIGNED}
    return {**values, "signed_by": str(document.signed_by), "signed_on": str(document.signed_on)}


def is_unchanged(document: Document) -> bool:
    """Whether a signed document still says what was signed."""
    return document.state == "signed" and digest(frozen_of(document)) == document.digest
