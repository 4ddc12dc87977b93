"""What the doctor looks at around the data: the roles and the log of PostgreSQL, the hashes, the clock, the backups."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from pokpong.config.safekeeping import folders, standby
from pokpong.config.safekeeping.manifest import KEYS
from pokpong.doors.office import backup_notes
from pokpong.foundation.access import row_security
from pokpong.foundation.audit import checkpoints
from pokpong.foundation.audit.models import Event
from pokpong.foundation.kernel import clock
from pokpong.foundation.vault import key_source

LEAST_MEMORY, LEAST_TIME = 19 * 1024, 2  # KiB and passes of Argon2id: OWASP, Password Storage Cheat Sheet
AHEAD = dt.timedelta(minutes=5)
NEAR = {"", "localhost", "127.0.0.1", "::1"}


# --- PostgreSQL --------------------------------------------------------------------------------------------


def row(query: str) -> tuple[object, ...]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return tuple(cursor.fetchone() or ())


def role() -> str:
    """The role that serves pages must be neither the master of the server nor the owner of the tables."""
    if connection.vendor != "postgresql":
        return ""
    mighty, passing = row("SELECT rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user")
    (owned,) = row("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
    reasons = [
        *(["it is a superuser"] if mighty else []),
        *(["it passes row security by"] if passing else []),
        *(["it owns the tables"] if owned else []),
    ]
    advice = "use the two roles of deploy/postgresql/roles.sql: the application's in POKPONG_DATABASE"
    return f"{' and '.join(reasons)}: {advice}" if reasons else ""


def statement_log() -> str:
    """What people search for would stand in a log of every statement."""
    if connection.vendor != "postgresql":
        return ""
    (statements,) = row("SHOW log_statement")
    slow = [
        name for name in ("log_min_duration_statement", "log_min_duration_sample") if row(f"SHOW {name}") != ("-1",)
    ]
    wrong = [*(["log_statement"] if statements == "all" else []), *slow]
    return f"it writes down what people search for: in postgresql.conf, reset {', '.join(wrong)}" if wrong else ""


def rows_guarded() -> str:
    return " ".join(row_security.gaps()) if connection.vendor == "postgresql" else ""


def way_to_data_base() -> str:
    if connection.vendor != "postgresql":
        return ""
    host = str(connection.settings_dict["HOST"])
    if host in NEAR or host.startswith("/"):
        return ""
    encrypted = row("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    return "" if encrypted == (True,) else f"the way to {host} is not encrypted: set ssl = on there"


# --- hashes and time ---------------------------------------------------------------------------------------


def password_hashes() -> str:
    first = import_string(settings.PASSWORD_HASHERS[0])
    weak = getattr(first, "memory_cost", 0) < LEAST_MEMORY or getattr(first, "time_cost", 0) < LEAST_TIME
    return f"they are guessed too fast: at least {LEAST_MEMORY} KiB and {LEAST_TIME} passes of Argon2" if weak else ""


def time_of_day() -> str:
    """A clock that was set back makes deadlines, locks and the order of events wrong."""
    latest = Event.objects.order_by("-at").values_list("at", flat=True).first()
    if latest is not None and latest > clock.now() + AHEAD:
        return f"it is behind: events of {latest:%Y-%m-%d %H:%M} UTC are there already; set the clock right"
    return "it is not set by the network: `timedatectl set-ntp true`" if synchronised() == "no" else ""


def synchronised() -> str:
    """`yes`, `no`, or nothing where the system does not say."""
    program = shutil.which("timedatectl")
    if program is None:
        return ""
    asked = [program, "show", "--property=NTPSynchronized", "--value"]
    try:
        return subprocess.run(asked, capture_output=True, text=True, check=False, timeout=10).stdout.strip()
    except subprocess.TimeoutExpired:
        return ""


def checkpoint() -> str:
    """The proof of what was done: where it cannot be read, or stands in one place only, a cut-off end goes unseen."""
    for path in checkpoints.places():
        try:
            checkpoints.read(path)
        except (checkpoints.Unreadable, OSError):
            return f"the checkpoint {path.name} cannot be read: run `pokpong audit verify`"
    if settings.POKPONG_CHECKPOINT_SECOND:
        return ""
    return "it stands in one place only: name a file on another machine's disk in POKPONG_CHECKPOINT_SECOND"


# --- backups -----------------------------------------------------------------------------------------------


def last_backup() -> str:
    if not settings.POKPONG_BACKUP_DIR:
        return "no daily backup: name a folder on another disk in POKPONG_BACKUP_DIR"
    if Path(settings.DATA_DIR).resolve() in Path(settings.POKPONG_BACKUP_DIR).resolve().parents:
        return "POKPONG_BACKUP_DIR lies inside the data: name a folder on another disk"
    said = backup_notes.read().made
    made = backup_notes.moment(said)
    if made is None:
        return "there was none yet: run `pokpong backup`"
    old = backup_notes.is_older(said, backup_notes.OLDEST_BACKUP)
    return f"the last one is of {made:%Y-%m-%d}: run `pokpong backup`" if old else ""


def restore_drill() -> str:
    """A backup that nobody ever restored is a hope."""
    said = backup_notes.read()
    tried, failed = backup_notes.moment(said.verified), backup_notes.moment(said.failed)
    how = "run `pokpong restore DIR --identity FILE --drill`"
    if failed is not None and backup_notes.drill_failed(said):
        return f"the one of {failed:%Y-%m-%d} did not pass: {how}, and read why; make a new backup"
    if tried is None:
        return f"there was none yet: {how}"
    old = backup_notes.is_older(said.verified, backup_notes.OLDEST_DRILL)
    return f"none has passed since {tried:%Y-%m-%d}: {how}" if old else ""


def first_turn() -> str:
    """The first turn writes another master key into the key file: a copy from before it opens nothing afterwards."""
    epochs = key_source.epochs_file()
    if epochs is not None and epochs.exists():
        return ""
    how = "run `pokpong keys turn-epoch` and `pokpong backup`, and copy the master key only then"
    return f"it was not done yet, and it changes the master key: {how}"


def keys_of_epoch() -> str:
    """A key archive from before the last turn of the epoch opens nothing any more."""
    epochs, folder = key_source.epochs_file(), settings.POKPONG_BACKUP_DIR
    if not folder or epochs is None or not epochs.exists():
        return ""
    turned = dt.datetime.fromtimestamp(epochs.stat().st_mtime, dt.UTC).replace(microsecond=0)
    found = folders.archives(Path(folder), KEYS)
    if found and found[-1].made >= turned:
        return ""
    return "the epoch was turned after the last key archive: run `pokpong backup --keys-only`"


def second_place() -> str:
    missing = standby.behind()
    if not missing:
        return ""
    names = ", ".join(path.name for path in missing)
    return f"no second place holds {names}: set POKPONG_EPOCHS_COPY and run `pokpong backup --keys-only`"
