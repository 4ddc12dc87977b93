"""Record numbers: what people say on the telephone instead of a name. They tell nothing and follow no order."""

from __future__ import annotations

from uuid import UUID

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing looks like anything else
LENGTH = 8
BITS = 5
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})


def record_number(row: UUID) -> str:
    """`P-7K3M-2QX9`, from the random end of a record's id."""
    rest, letters = row.int, ""
    for _place in range(LENGTH):
        rest, digit = divmod(rest, 1 << BITS)
        letters = LETTERS[digit] + letters
    return f"P-{letters[:4]}-{letters[4:]}"


def read_number(text: str) -> str:
    """The number that was typed, however spaced and in whatever case; empty when it is none."""
    plain = text.strip().upper().translate(READ_AS)
    if len(plain) != LENGTH + 1 or plain[0] != "P" or set(plain[1:]) - set(LETTERS):
        return ""
    return f"P-{plain[1:5]}-{plain[5:]}"
