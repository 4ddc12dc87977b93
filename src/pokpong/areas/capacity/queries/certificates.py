"""Certificates: those of a training, and what a code leads to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pokpong.areas.capacity.certificate_codes import LENGTH, digest_of, is_signed, plain
from pokpong.areas.capacity.models import Certificate, Training


@dataclass(frozen=True)
class Checked:
    """What a code leads to: genuine, withdrawn, or `unknown`; `paper` is what stands on it, only of a genuine one."""

    verdict: str
    paper: dict[str, Any]


def check(typed: str) -> Checked:
    """Whoever holds the code holds the paper: nothing else is asked, and nothing else is told."""
    if len(plain(typed)) != LENGTH:
        return Checked("unknown", {})
    row = Certificate.objects.filter(digest=digest_of(typed)).first()
    if row is None or not is_signed(typed, row.pk, row.paper()):
        return Checked("unknown", {})
    return Checked("genuine", row.paper()) if row.state == "issued" else Checked("withdrawn", {})


def certificates_of(training: Training) -> dict[UUID, Certificate]:
    """The valid certificate of each enrolment."""
    rows = Certificate.objects.filter(enrolment__training=training, state="issued")
    return {row.enrolment_id: row for row in rows}
