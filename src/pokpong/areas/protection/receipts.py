"""The code by which somebody who stays anonymous can ask what became of their concern.

It follows from the id of the call under a key outside the data base: the page that is sent twice shows the same
code, and nothing of it has to be kept in a session. Only a keyed digest stands in the data base.
"""

from uuid import UUID

from pokpong.foundation.vault import blind

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # none that are taken for one another
LENGTH = 12
GROUP = 4
SEPARATORS = str.maketrans("", "", " -–")


def code_for(call_id: UUID) -> str:
    """Twelve letters in groups of four: about 59 bits."""
    number = int.from_bytes(blind.digest("concern.receipt", str(call_id))[:16], "big")
    letters = []
    for _place in range(LENGTH):
        number, rest = divmod(number, len(LETTERS))
        letters.append(LETTERS[rest])
    return "-".join("".join(letters[start : start + GROUP]) for start in range(0, LENGTH, GROUP))


def plain(typed: str) -> str:
    """The code as it is compared: capitals, no spaces or dashes."""
    return typed[:60].upper().translate(SEPARATORS)


def digest_of(typed: str) -> str:
    """What is stored and looked up."""
    return blind.reference("concern.receipt_code", plain(typed))
