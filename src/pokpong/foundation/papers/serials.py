"""Numbering papers. The row is written by the action that issues the paper, in its transaction: no gap, no double."""

from django.db import IntegrityError, transaction

from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.lao.text import canon
from pokpong.foundation.papers.models import Serial

FIRST = 1


def next_serial(issuer: str, year: int) -> int:
    """The next number of `issuer` in `year`, from 1. Two papers issued at once wait for each other.

    Call it inside an action: raises WrittenOutsideAction elsewhere, ValueError without an issuer.
    """
    issuer = canon(issuer).strip()
    if not issuer:
        raise ValueError("a number needs its issuer")
    if _begun(issuer, year):
        return FIRST
    row = Serial.objects.select_for_update().get(issuer=issuer, year=year)
    row.last += 1
    row.version += 1
    row.save()
    return int(row.last)


def _begun(issuer: str, year: int) -> bool:
    if Serial.objects.filter(issuer=issuer, year=year).exists():
        return False
    try:
        with transaction.atomic():
            Serial(id=new_id(), issuer=issuer, year=year, last=FIRST).save(force_insert=True)
    except IntegrityError:  # somebody else issued the first paper of the year a moment ago
        return False
    return True


def paper_number(serial: int, issuer: str) -> str:
    """`1114/ຮສສ`. Raises ValueError for a serial below 1."""
    if serial < FIRST:
        raise ValueError(f"no such serial: {serial}")
    return f"{serial}/{canon(issuer).strip()}"
