"""Closes batches of the history, checks all of them, or writes the checkpoint files anew."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from pokpong.config import wiring  # noqa: F401  registers the actions
from pokpong.config.commands.acting import current_data
from pokpong.config.commands.environment import Stopped
from pokpong.doors.office.watching.actions import PROOF, begin_verification, kept, under_way
from pokpong.foundation.audit import chain, checkpoints
from pokpong.foundation.audit.closing import close_waiting
from pokpong.foundation.audit.verifying import Finding, Result, verify
from pokpong.foundation.kernel.ids import new_id

WELL, FOUND, NOT_CHECKED = 0, 1, 2
KINDS = {
    "altered": "was altered",
    "missing": "is missing",
    "inserted": "was put in (or the clock jumped: see `audit close --late`)",
    "reordered": "stands in another place than before",
    "cut_off": "and everything after it was cut off",
    "behind": "is older than the batches: put back, or not writable",
    "unreadable": "cannot be read",
}


def run(arguments: Namespace) -> int:
    """0 done or well, 1 something was found, 2 not checked. Raises Stopped for another thing that cannot be done."""
    what: dict[str, Callable[[Namespace], int]] = {"verify": _verify, "close": _close, "accept": _accept}
    return what[arguments.what](arguments)


def _verify(arguments: Namespace) -> int:
    """The result is kept as a row, so that the page shows it; one that is under way elsewhere is left alone."""
    try:
        current_data()
        busy = under_way()
        row = None if busy else begin_verification(by=PROOF, id=new_id(), call_id=new_id())
        result = verify()
        if row is not None:
            kept(row, result, new_id())
    except (Stopped, ImproperlyConfigured, DatabaseError) as reason:
        print(f"not checked: {reason}", file=sys.stderr)
        return NOT_CHECKED
    print(json.dumps(result.as_json(), indent=1) if arguments.json else _said(result))
    return WELL if result.is_well else FOUND


def _said(result: Result) -> str:
    lines = [f"{result.batches} batches with {result.lines} lines checked; {result.waiting} lines are not closed yet"]
    if result.late:
        lines.append(f"{result.late} lines were closed by hand, long after their time")
    if not checkpoints.places():
        lines.append("no checkpoint file is set: an end that was cut off would not be noticed")
    lines += [f"- {words(finding)}" for finding in result.findings] or ["nothing was found"]
    return "\n".join(lines)


def words(finding: Finding) -> str:
    """Which thing, and what happened to it."""
    named = {
        "batch": f"batch {finding.batch}",
        "line": f"{finding.table} {finding.line}" + (f" of batch {finding.batch}" if finding.batch else ""),
        "checkpoint": "checkpoint file",
    }[finding.what]
    place = f" ({finding.place} place)" if finding.place else ""
    return f"{named}{place} {KINDS[finding.kind]}"


def _close(arguments: Namespace) -> int:
    current_data()
    run = close_waiting(everything=True, late=arguments.late)
    print(f"{run.lines} lines closed in {run.batches} batches")
    if run.elsewhere:
        print("another process is closing too: it does the rest")
    return WELL


def _accept(arguments: Namespace) -> int:
    current_data()
    head = chain.head()
    try:
        checkpoints.accept(head)
    except OSError as reason:
        raise Stopped(f"a checkpoint file cannot be written: {reason.strerror}") from None
    print(f"{len(checkpoints.places())} checkpoint files say: {head.number} batches")
    return WELL
