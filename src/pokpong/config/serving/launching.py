"""Starting a server for `demo` and `serve`: the parts, what the console says, the end."""

from __future__ import annotations

import datetime as dt
import sys
import threading
import time
import webbrowser
from collections.abc import Callable
from pathlib import Path

from pokpong.config.serving import certificate
from pokpong.config.serving.supervisor import Part, Supervisor
from pokpong.config.serving.web import Web, answers
from pokpong.doors.office import running

PATIENCE = 60.0  # seconds the browser waits for the web server's first answer


class AlreadyRunning(RuntimeError):
    """The data folder is in use by another server."""


def say(line: str) -> None:
    print(line, flush=True)


def own_certificate(data: Path, hosts: list[str]) -> tuple[Path, Path]:
    return certificate.ensure(running.folder(data), hosts, dt.datetime.now(dt.UTC))


def refuse_second(data: Path, only: str | None = None) -> None:
    """Raises AlreadyRunning when another supervisor keeps this folder: two clocks and workers would run over it.

    Parts that run on their own stand beside each other; whoever starts them (systemd) starts each once.
    """
    if only:
        return
    pid = int(running.read_status(data).get("supervisor", {}).get("pid") or 0)
    started_here = any(part.pid and running.is_alive(part.pid) for part in running.parts(data))
    if pid and started_here and running.is_alive(pid):
        raise AlreadyRunning(f"a server with the data in {data} runs already (process {pid})")


def keep_running(data: Path, web: Web, version: str, only: str | None = None) -> int:
    """Runs web, worker and clock, or the web server only, until told to stop; the exit code."""
    first = Part("web", web.command(), web.probe())
    parts = [first] if only else [first, beside("worker"), beside("clock")]
    return Supervisor(data, parts, version, say, alone=not only).run()


def keep_one(data: Path, name: str, version: str) -> int:
    """Runs the worker or the clock until told to stop; the exit code."""
    return Supervisor(data, [beside(name)], version, say, alone=False).run()


def beside(name: str) -> Part:
    return Part(name, [sys.executable, "-m", "pokpong.config.serving", name])


def when_up(web: Web, do: Callable[[], object]) -> threading.Thread:
    """Calls `do` once the web server answers, from a thread of its own; never when it does not come up."""

    def wait() -> None:
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if answers(web, timeout=1.0):
                do()
                return
            time.sleep(0.2)

    thread = threading.Thread(target=wait, daemon=True)
    thread.start()
    return thread


def open_browser(url: str) -> None:
    try:
        webbrowser.open(url)
    except webbrowser.Error:
        say(f"No browser could be opened; open {url} yourself.")
