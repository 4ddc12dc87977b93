"""The code on a certificate: a signed digest of everything the paper shows, under a key outside the data base.

Sixteen letters, about 79 bits: nobody guesses one. Only a keyed digest of it is stored; whether a paper is genuine is
found by its digest and proved by signing what is stored once more.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from pokpong.foundation.vault import blind

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that are taken for one another
LENGTH = 16
GROUP = 4
LONGEST_TYPED = 60
SEPARATORS = str.maketrans("", "", " -–")


def code_of(certificate: UUID, paper: Mapping[str, Any]) -> str:
    """The code of this certificate for what its paper shows; another name or number gives another code."""
    signed = json.dumps(paper, sort_keys=True, ensure_ascii=False)
    number = int.from_bytes(blind.digest("certificate", str(certificate), signed)[:16], "big")
    letters = []
    for _place in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "".join(letters)


def grouped(code: str) -> str:
    """In groups of four, as it is printed."""
    return "-".join(code[start : start + GROUP] for start in range(0, len(code), GROUP))


def plain(typed: str) -> str:
    """The code as it is compared: capitals, no spaces or dashes; also of a whole address that was pasted."""
    return typed.strip().rpartition("#")[2][:LONGEST_TYPED].upper().translate(SEPARATORS)


def digest_of(typed: str) -> str:
    """What is stored and looked up."""
    return blind.reference("certificate.code", plain(typed))


def is_signed(typed: str, certificate: UUID, paper: Mapping[str, Any]) -> bool:
    """Whether the code was made for exactly this paper."""
    return hmac.compare_digest(plain(typed).encode(), code_of(certificate, paper).encode())
