"""Looks whether all is well and says in plain words what to do where it is not."""

from __future__ import annotations

import shlex
import shutil
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection

from pokpong.config import catalogues
from pokpong.config.commands import doctor_server, doctor_words, migrate
from pokpong.config.settings.safety import NAMES, weaknesses
from pokpong.doors.office import running
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel.rows import Gated
from pokpong.foundation.vault import aes, keyring, master
from pokpong.foundation.vault.models import DataKey
from pokpong.registers.places.models import Place

LEAST_DISK = 1024**3  # bytes


@dataclass(frozen=True)
class Finding:
    """One thing looked at; `advice` is empty when it is well. Nothing is served in production while one is `unsafe`."""

    what: str
    advice: str = ""
    unsafe: bool = False


def run(arguments: Namespace) -> int:
    """Prints every finding; 1 when one needs somebody's attention."""
    findings = list(examine())
    for finding in findings:
        print(f"{mark(finding)} {finding.what}")
        for line in advice_lines(finding):
            print(f"        {line}")
    return 1 if any(finding.advice for finding in findings) else 0


def advice_lines(finding: Finding) -> list[str]:
    """What is wrong and what to do, in English and then in Lao."""
    if not finding.advice:
        return []
    return [*finding.advice.splitlines(), *filter(None, [doctor_words.in_lao(finding.what)])]


def mark(finding: Finding) -> str:
    if not finding.advice:
        return "  ok   "
    return "UNSAFE " if finding.unsafe else " LOOK  "


def examine() -> Iterator[Finding]:
    """Every look, in order; those that need the data base only when it answers."""
    yield from (Finding("settings", words, unsafe=True) for words in safety() or [""])
    yield Finding("words in Lao and English", words_compiled())
    yield Finding("free disk space", disk_space(Path(settings.DATA_DIR)))
    yield Finding("command of the daily summary", notify_command())
    yield Finding("master key", master_key())
    unreachable = data_base()
    yield Finding("data base", unreachable)
    if not unreachable:
        yield from (Finding(what, look()) for what, look in IN_DATA_BASE)
        yield from (Finding(what, look(), unsafe=True) for what, look in guarded())
    yield from (Finding(what, look()) for what, look in kept_safe())
    yield from (Finding(part.name, part_advice(part)) for part in running.parts(Path(settings.DATA_DIR)))


def safety() -> list[str]:
    """Nothing to say about the demo, which is open by nature."""
    if settings.POKPONG_DEMO:
        return []
    return weaknesses({name: getattr(settings, name) for name in NAMES})


def guarded() -> list[tuple[str, Callable[[], str]]]:
    """What must be so wherever real people are written down."""
    return [] if settings.POKPONG_DEMO else AROUND_DATA_BASE


def kept_safe() -> list[tuple[str, Callable[[], str]]]:
    return [] if settings.POKPONG_DEMO else BACKUPS


def refuse_unsafe() -> None:
    """Raises ImproperlyConfigured with everything about the data base that is unsafe; its settings were looked at."""
    found = [
        f"{what}: {advice}\n  {doctor_words.in_lao(what)}" for what, look in AROUND_DATA_BASE if (advice := look())
    ]
    if found:
        raise ImproperlyConfigured("Pokpong refuses to start unsafe:\n- " + "\n- ".join(found))


def unsound() -> list[str]:
    """What is wrong with the data base that Django points to, whoever works in it; empty when nothing is."""
    found = [(what, look()) for what, look in IN_DATA_BASE if what in SOUND]
    return [f"{what}: {advice}" for what, advice in found if advice]


def words_compiled() -> str:
    stale = [path for path in catalogues.sources() if catalogues.is_stale(path)]
    return f"{len(stale)} catalogues are not compiled: python -m pokpong.config.catalogues" if stale else ""


def disk_space(data: Path) -> str:
    there = next(folder for folder in (data, *data.parents) if folder.exists())
    free = shutil.disk_usage(there).free
    return f"only {free // 1024**2} MB are free at {there}" if free < LEAST_DISK else ""


def notify_command() -> str:
    words = shlex.split(settings.POKPONG_NOTIFY_COMMAND)
    if words and shutil.which(words[0]) is None:
        return f"POKPONG_NOTIFY_COMMAND names {words[0]}, which cannot be run"
    return ""


def master_key() -> str:
    try:
        key = master.purpose_key("wrap")
    except ImproperlyConfigured as reason:
        return str(reason)
    return "" if aes.open_sealed(key, aes.seal(key, b"well", b"doctor"), b"doctor") == b"well" else "sealing fails"


def data_base() -> str:
    try:
        connection.ensure_connection()
    except DatabaseError as reason:
        return f"it does not answer ({type(reason).__name__}); look at POKPONG_DATABASE and whether it runs"
    return ""


def migrations() -> str:
    waiting = migrate.missing()
    return f"it is {len(waiting)} steps behind: run `pokpong migrate`" if waiting else ""


def key_fits() -> str:
    """The newest wrapped key must open, or this is the key of other data."""
    try:
        row = DataKey.objects.exclude(wrapped=b"").order_by("-id").first()
        if row is not None:
            keyring.unwrap(row.pk, bytes(row.wrapped), row.epoch)
    except keyring.KeyGone:
        return "the epoch of these keys is over: their archive is older than the last turn of the epoch"
    except aes.SealBroken:
        return "the master key does not open these data: it belongs to another data base"
    except (ImproperlyConfigured, DatabaseError):
        return "cannot be tried before the points above are put right"
    return ""


def append_only() -> str:
    """Every append-only table must still refuse changes by itself."""
    tables = sorted(m._meta.db_table for m in apps.get_models() if issubclass(m, Gated) and m.lasting == "append_only")
    bare = [table for table in tables if f"{table}_no_update" not in triggers()]
    return f"tables that lost their lock: {', '.join(bare)}" if bare else ""


def triggers() -> set[str]:
    """Names of all triggers of this data base."""
    sql = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
    }[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {str(row[0]) for row in cursor.fetchall()}


def places() -> str:
    try:
        return "" if Place.objects.exists() else "there is none: run `pokpong import-places`"
    except DatabaseError:
        return "cannot be counted before the data base is current"


def people_who_work_here() -> str:
    try:
        return (
            "" if User.objects.exists() else "there is nobody: open the set-up page or run `pokpong create-first-users`"
        )
    except DatabaseError:
        return "cannot be counted before the data base is current"


def part_advice(part: running.Part) -> str:
    state = part.state(running.present())
    return {
        "running": "",
        "silent": "gives no sign of life; the supervisor starts it again within two minutes",
        "stopped": "does not run: start `pokpong serve`",
    }[state]


IN_DATA_BASE: list[tuple[str, Callable[[], str]]] = [
    ("steps of the data base", migrations),
    ("master key fits the data", key_fits),
    ("append-only tables", append_only),
    ("places", places),
    ("people who work here", people_who_work_here),
]

SOUND = {"steps of the data base", "master key fits the data", "append-only tables"}
AROUND_DATA_BASE: list[tuple[str, Callable[[], str]]] = [
    ("role at the data base", doctor_server.role),
    ("rows of the data base", doctor_server.rows_guarded),
    ("log of the data base", doctor_server.statement_log),
    ("way to the data base", doctor_server.way_to_data_base),
    ("hashes of passwords", doctor_server.password_hashes),
]
BACKUPS: list[tuple[str, Callable[[], str]]] = [
    ("time of day", doctor_server.time_of_day),
    ("checkpoint of the audit", doctor_server.checkpoint),
    ("last backup", doctor_server.last_backup),
    ("restore drill", doctor_server.restore_drill),
    ("first turn of the epoch", doctor_server.first_turn),
    ("keys of the present epoch", doctor_server.keys_of_epoch),
    ("second place of the epoch keys", doctor_server.second_place),
]
