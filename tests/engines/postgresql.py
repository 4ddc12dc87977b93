"""A throw-away PostgreSQL server in a temporary folder. Standard library only: ./run starts it."""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.engines.binaries import postgresql_folder

# Nothing here outlives the run, so nothing waits for the disk.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "80",
    "shared_buffers": "128MB",
    # A test is one transaction with every request it makes: it holds the locks of all of them.
    "max_locks_per_transaction": "1024",
    "autovacuum_naptime": "600",
    "log_min_messages": "fatal",
}
# What is measured waits for the disk, and has the memory that a small server gives it.
AS_IN_USE = {"max_connections": "80", "shared_buffers": "1GB", "max_wal_size": "4GB", "log_min_messages": "fatal"}
OWNER = "pokpong"
UNPRIVILEGED = ("postgres", "nobody")  # PostgreSQL refuses to run as root
TRIES = 3


class ServerDidNotStart(Exception):
    """With the last lines the server wrote."""


@dataclass(frozen=True)
class Account:
    """Whom the server runs as; None where the caller is not root and stays who they are."""

    user: int | None
    group: int | None

    def options(self) -> Mapping[str, object]:
        if self.user is None:
            return {}
        return {"user": self.user, "group": self.group, "extra_groups": []}


def account() -> Account:
    if os.geteuid() != 0:
        return Account(None, None)
    for name in UNPRIVILEGED:
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return Account(entry.pw_uid, entry.pw_gid)
    raise ServerDidNotStart("started as root, and there is no unprivileged user to run PostgreSQL as")


def address(port: int, database: str = "postgres") -> str:
    return f"postgresql://{OWNER}@127.0.0.1:{port}/{database}"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def throw_away_server(settings: Mapping[str, str] = FAST) -> Iterator[str]:
    """The address of a fresh server with these settings that is stopped and deleted afterwards.

    Raises ServerDidNotStart, with what the server said.
    """
    binaries = postgresql_folder()
    if binaries is None:
        raise ServerDidNotStart("PostgreSQL 15 or newer is not installed")
    folder = Path(tempfile.mkdtemp(prefix="pokpong-postgresql-"))
    runs_as = account()
    try:
        if runs_as.user is not None and runs_as.group is not None:
            os.chown(folder, runs_as.user, runs_as.group)
        make_cluster(binaries, folder, runs_as)
        with started(binaries, folder, runs_as, settings) as port:
            yield address(port)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_cluster(binaries: Path, folder: Path, runs_as: Account) -> None:
    command = [binaries / "initdb", "-D", folder / "data", "-U", OWNER, "-A", "trust", "-E", "UTF8"]
    command += ["--locale=C.UTF-8", "--no-sync", "--no-instructions"]
    finished = subprocess.run(
        [str(part) for part in command],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **runs_as.options(),  # type: ignore[call-overload]  # the same three options of Popen, or none
    )
    if finished.returncode:
        raise ServerDidNotStart(f"initdb: {finished.stderr.strip()[-800:]}")


@contextlib.contextmanager
def started(binaries: Path, folder: Path, runs_as: Account, settings: Mapping[str, str] = FAST) -> Iterator[int]:
    """Another process may take the free port first: then another one is tried."""
    for _ in range(TRIES):
        port = free_port()
        server = start(binaries, folder, port, runs_as, settings)
        if answers(server, port):
            break
        stop(server)
    else:
        raise ServerDidNotStart((folder / "log").read_text(errors="replace")[-800:])
    try:
        yield port
    finally:
        stop(server)


def start(
    binaries: Path, folder: Path, port: int, runs_as: Account, settings: Mapping[str, str]
) -> subprocess.Popen[bytes]:
    settings = {**settings, "port": str(port), "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
    command = [str(binaries / "postgres"), "-D", str(folder / "data")]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with (folder / "log").open("ab") as log:
        # Its own session: Ctrl-C at the terminal reaches the tests, the server only through stop().
        server: subprocess.Popen[bytes] = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            **runs_as.options(),  # type: ignore[call-overload]  # the same three options of Popen, or none
        )
    return server


def answers(server: subprocess.Popen[bytes], port: int, seconds: float = 30) -> bool:
    """Whether the server takes connections before it dies or the time is over."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and server.poll() is None:
        if takes_sessions(port):
            return server.poll() is None
        time.sleep(0.05)
    return False


def takes_sessions(port: int) -> bool:
    """The port opens a moment before the server does: only its own answer counts."""
    folder = postgresql_folder()
    asked = [str(folder / "pg_isready") if folder else "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    return subprocess.run(asked, check=False).returncode == 0


def stop(server: subprocess.Popen[bytes]) -> None:
    if server.poll() is None:
        server.send_signal(signal.SIGINT)  # "fast shutdown": ends sessions, does not wait for them
    try:
        server.wait(timeout=15)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
