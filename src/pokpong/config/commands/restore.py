"""Puts a backup in the place of the data here, or only tries it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from django.conf import settings

from pokpong.config.commands import doctor, migrate, proving
from pokpong.config.commands.environment import Stopped
from pokpong.config.safekeeping import restore, sealing
from pokpong.config.safekeeping.refusing import BackupRefused
from pokpong.config.serving import launching


def run(arguments: Namespace) -> int:
    """Raises Stopped with the reason when nothing was restored."""
    try:
        data, keys = restore.archives_in(arguments.source, arguments.name, arguments.keys)
        if arguments.drill:
            print(tried(data, keys, arguments.identity))
            return 0
        launching.refuse_second(Path(settings.DATA_DIR))
        done = restore.restore(
            wanted(data, keys, arguments.identity), replacing=arguments.replace, over_newer=arguments.over_newer
        )
    except (BackupRefused, launching.AlreadyRunning) as reason:
        raise Stopped(str(reason)) from None
    report(done)
    return 0


def wanted(data: Path, keys: Path, identity: Path) -> restore.Wanted:
    """Raises BackupRefused when the identity cannot be read."""
    return restore.Wanted(
        data,
        keys,
        sealing.identities(identity),
        bring_up=migrate.bring_up,
        looks=doctor.unsound,
        proofs=proving.all_of_it,
        noted=proving.note,
        lost=proving.lost,
        accept=proving.accept,
    )


def tried(data: Path, keys: Path, identity: Path) -> str:
    """What to say of a backup that was restored into a temporary place. Raises BackupRefused with what is wrong."""
    done = restore.verify(wanted(data, keys, identity))
    rows = sum(done.manifest.counts.values())
    lines = [
        f"Drill passed: {done.manifest.name} can be restored: {rows} rows, {done.keys} keys.",
        "Every sealed value opens, and the history is whole. It was all taken away again.",
        *done.remarks,
    ]
    return "\n  ".join(lines)


def report(done: restore.Restored) -> None:
    print(f"Restored {done.manifest.name}: what was saved before {done.manifest.mark}.")
    print(f"  {sum(done.manifest.counts.values())} rows, {done.keys} keys; {done.destroyed} of them erased again")
    if done.aside:
        print(f"  the data base of before is kept as {done.aside}: delete it when all is well")
    for remark in done.remarks:
        print(f"  {remark}")
    print(f"  the history says that it was restored; {done.lost} closed batches from after the backup are not in it,")
    print("  and the checkpoint files begin anew with it (`pokpong audit accept` was done)")
    print("  Everybody signs in anew. Start the server, then run `pokpong doctor`.")
