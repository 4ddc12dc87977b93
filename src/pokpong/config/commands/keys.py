"""Keys: how they stand, a new master key, a new epoch. What is destroyed by a turn never comes back."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Max

from pokpong.config import wiring  # noqa: F401  what is destroyed apart is registered there
from pokpong.config.commands.acting import current_data
from pokpong.config.commands.environment import Stopped
from pokpong.foundation.actions.models import FieldChange
from pokpong.foundation.vault import checking, epochs, key_source, rotating
from pokpong.foundation.vault.alone import Busy
from pokpong.registers.people.actions.erasing import erase_what_is_apart, finish_what_is_final


def run(arguments: Namespace) -> int:
    """Raises Stopped with what to do."""
    act: Callable[[Namespace], int] = {
        "status": status,
        "check": check,
        "rotate-master": rotate_master,
        "turn-epoch": turn_epoch,
        "rotate-data": rotate_data,
    }[arguments.what]
    try:
        return act(arguments)
    except FileExistsError:
        raise Stopped(f"{arguments.new_file} is there already: name a new file") from None
    except (epochs.CannotTurn, rotating.StillInUse, Busy, ImproperlyConfigured) as reason:
        raise Stopped(str(reason)) from None


def status(arguments: Namespace) -> int:
    current_data()
    found = epochs.status()
    print(f"epoch: {found.current}{' (a turn is under way: run turn-epoch, it goes on)' if found.turning else ''}")
    for epoch in found.epochs:
        print(f"  keys wrapped in epoch {epoch}: {found.by_epoch.get(epoch, 0)}")
    lost = sum(count for epoch, count in found.by_epoch.items() if epoch not in found.epochs)
    if lost:
        print(f"  keys of an epoch that is over, which nothing opens: {lost}")
    print(f"destroyed keys: {found.destroyed}")
    rotation = rotating.standing()
    if rotation.due:
        print(f"data keys are being rotated: {rotation.living - rotation.due} of {rotation.living} done")
    print(f"epochs file: {key_source.epochs_file() or 'none: set POKPONG_EPOCHS_FILE'}")
    if found.masters > 1:
        print("master key: two of them open the epochs file; run `pokpong keys rotate-master --finish`")
    return 1 if lost else 0


def check(arguments: Namespace) -> int:
    """1 when a sealed value was altered, moved or replaced by an earlier one; says which, never what it said."""
    current_data()
    found = list(checking.faults(last_edits))
    for fault in found:
        print(f"{fault.kind}: {fault.noun} {fault.row} {fault.column}")
    print(f"{len(found)} faults" if found else "Every sealed value opens where it stands, and none was put back.")
    return 1 if found else 0


def last_edits(noun: str, rows: Sequence[UUID]) -> dict[tuple[UUID, str], int]:
    edits = FieldChange.objects.filter(kind=noun, row__in=list(rows)).values("row", "field")
    return {(edit["row"], edit["field"]): edit["last"] for edit in edits.annotate(last=Max("version"))}


def rotate_master(arguments: Namespace) -> int:
    """A new master key in a new file, or the end of that."""
    if arguments.finish:
        epochs.finish_rotation()
        print("Only the present master key opens the epochs file now. Destroy the old one.")
        return 0
    if arguments.new_file is None:
        raise Stopped("name the file for the new key, or --finish")
    epochs.rotate_master(arguments.new_file)
    print(f"The new master key stands in {arguments.new_file}; no row was touched.")
    print("Name it in POKPONG_KEY_FILE, start again, then run `pokpong keys rotate-master --finish`.")
    return 0


def turn_epoch(arguments: Namespace) -> int:
    """Wraps every data key anew and destroys the old epoch key; goes on where it was cut off."""
    current_data()
    erase_what_is_apart()
    epoch = epochs.turn(batch=arguments.batch, progress=told)
    final = finish_what_is_final()
    print(f"Epoch {epoch}. Key archives of before open nothing any more.")
    if final:
        print(f"Erased for good: {final}")
    return 0


def rotate_data(arguments: Namespace) -> int:
    """A fresh key for every record. 1 when keys were found that nothing unwraps."""
    current_data()
    if arguments.batch < 1:
        raise Stopped("--batch is at least 1")
    if not arguments.finish:
        due = rotating.start()
        if arguments.background:
            print(
                f"{due} data keys wait for a fresh key; the worker does it. `pokpong keys status` says how far it is."
            )
            return 0
    done = rotating.run(batch=arguments.batch, progress=told)
    print(f"Data keys rotated: {done.moved}. What may never be changed goes on opening under its old key.")
    if done.broken:
        print(f"keys that nothing unwraps, left as they are: {done.broken}")
    return 1 if done.broken else 0


def told(done: int, all_of_them: int) -> None:
    print(f"  {done} of {all_of_them} keys", file=sys.stderr)
