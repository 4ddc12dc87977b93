"""Seals the data and the keys of this installation into two archives."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from django.conf import settings

from pokpong.config.commands.environment import Stopped
from pokpong.config.commands.migrate import missing
from pokpong.config.commands.restore import tried
from pokpong.config.safekeeping import backup, folders, sealing
from pokpong.config.safekeeping.refusing import BackupRefused


def run(arguments: Namespace) -> int:
    """Raises Stopped with the reason when there is no backup."""
    try:
        if arguments.new_identity:
            return identity(arguments.new_identity)
        made = make(arguments)
        if arguments.verify:
            data = made.data or folders.chosen_data(folder_of(arguments))
            print(tried(data, made.keys, arguments.identity))
    except BackupRefused as reason:
        raise Stopped(str(reason)) from None
    return 0


def identity(path: Path) -> int:
    public = sealing.new_identity(path)
    print(f"POKPONG_BACKUP_RECIPIENT={public}")
    print(f"Move {path} away from this server: it opens every backup. Keep two copies, in two locked places.")
    return 0


def make(arguments: Namespace) -> backup.Made:
    if arguments.verify:
        if arguments.identity is None:
            raise BackupRefused("say which identity opens the archives: --verify --identity FILE")
        sealing.identities(arguments.identity)  # refused before the work, not after it
    if missing():
        raise BackupRefused("the data base is not current: run `pokpong migrate` first")
    made = backup.make(folder_of(arguments), keys_only=arguments.keys_only)
    print(f"Backup {made.name}: what was saved before {made.mark} is in it.")
    for path in filter(None, (made.data, made.keys)):
        print(f"  {path} ({path.stat().st_size // 1024} kB)")
    if made.missing_files:
        print(f"  {len(made.missing_files)} sealed files are gone and not in it")
    for path in made.pruned:
        print(f"  deleted: {path.relative_to(folder_of(arguments))}")
    return made


def folder_of(arguments: Namespace) -> Path:
    """Raises BackupRefused when none is named."""
    named = arguments.folder or settings.POKPONG_BACKUP_DIR
    if not named:
        raise BackupRefused("name a folder: `pokpong backup DIR`, or POKPONG_BACKUP_DIR")
    return Path(named).expanduser().resolve()
