"""Proof of restored data: their history and their sealed values looked at, and the restore itself written down."""

from __future__ import annotations

from pokpong.config.commands.audit import words
from pokpong.config.commands.keys import last_edits
from pokpong.config.safekeeping.manifest import Manifest
from pokpong.doors.office.watching.actions import PROOF, kept, note_restore
from pokpong.foundation.audit import chain, checkpoints
from pokpong.foundation.audit.verifying import Result, verify
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault import checking

SAID = 10  # faults of each kind that are spelled out


def all_of_it() -> list[str]:
    """What is wrong with the history, and with every sealed value opened where it stands: minutes with much data."""
    faults = [f"{fault.kind}: {fault.noun} {fault.row} {fault.column}" for fault in checking.faults(last_edits)]
    return [*findings_of(checked()), *first_of(faults)]


def checked() -> Result:
    """The checkpoint files belong to other data and are left out."""
    return verify(against_files=False)


def findings_of(result: Result) -> list[str]:
    return first_of([f"history: {words(finding)}" for finding in result.findings])


def first_of(found: list[str]) -> list[str]:
    more = len(found) - SAID
    return [*found[:SAID], *([f"and {more} more"] if more > 0 else [])]


def note(head: Manifest) -> list[str]:
    """Leaves the event of the restore in the restored history, with the result of its check; what was found."""
    result = checked()
    row = note_restore(by=PROOF, id=new_id(), backup=head.name, mark=head.mark, call_id=new_id())
    kept(row, result, new_id())
    return findings_of(result)


def lost() -> int:
    """How many closed batches the checkpoint files know more than the data that Django points to."""
    known = [mark.number for mark in map(checkpoints.readable, checkpoints.places()) if mark]
    return max(0, max(known, default=0) - chain.head().number)


def accept() -> None:
    """Lets the checkpoint files begin with the data that are here. Raises OSError."""
    checkpoints.accept(chain.head())
