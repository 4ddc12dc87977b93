"""A whole installation for a journey: its own data base and folder, and a real web server process."""

import contextlib
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.engines.databases import ROOT, a_copy
from tests.engines.postgresql import free_port

SECONDS_TO_START = 60
TRIES = 3
# What the server does before it answers: the applications, and every action and state that they register.
READY = "import django\ndjango.setup()\nimport pokpong.config.wiring"


class ServerDidNotAnswer(Exception):
    """With the last lines of its log."""


class CommandFailed(Exception):
    """With everything the command wrote."""


@dataclass
class Installation:
    """What a journey visits. `environment` reaches the server and every command."""

    database: str
    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    port: int = 0
    server: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Without a slash at the end."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def log_file(self) -> Path:
        return self.folder / "server.log"

    def log(self) -> str:
        """Everything the server wrote so far."""
        return self.log_file.read_text(errors="replace") if self.log_file.exists() else ""

    def command(self, *arguments: str, typed: str = "") -> str:
        """Runs `./run pokpong ARGUMENTS` on this installation; what it printed. Raises CommandFailed."""
        return self._run(["-m", "pokpong.config.commands", *arguments], typed)

    def manage(self, *arguments: str) -> str:
        """Runs one of Django's management commands on this installation. Raises CommandFailed."""
        return self._run(["-m", "django", *arguments])

    def script(self, code: str) -> str:
        """Runs Python code on this installation, set up as its server is; what it printed. Raises CommandFailed.

        For what a person cannot do from a page, above all letting time pass (`kernel.clock.standing_at`).
        """
        return self._run(["-c", f"{READY}\n{code}"])

    def _run(self, arguments: list[str], typed: str = "") -> str:
        finished = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            input=typed,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        if finished.returncode:
            raise CommandFailed(f"{' '.join(arguments)}:\n{finished.stdout}\n{finished.stderr}")
        return finished.stdout

    def start(self, **more: str) -> None:
        """Starts the web server; `more` are variables of its environment. Raises ServerDidNotAnswer."""
        for _ in range(TRIES):
            self.port = free_port()
            self.server = self._start({**self.environment, **more})
            if self._answers():
                return
            self.stop()
        raise ServerDidNotAnswer(self.log()[-4000:])

    def _start(self, environment: Mapping[str, str]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1"]
        command += [
            "--port",
            str(self.port),
            "--workers",
            "1",
            "--blocking-threads",
            "2",
            "--backpressure",
            "128",
            "pokpong.config.wsgi:application",
        ]
        with self.log_file.open("ab") as log:
            return subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def _answers(self) -> bool:
        end = time.monotonic() + SECONDS_TO_START
        while time.monotonic() < end and self.server is not None and self.server.poll() is None:
            with contextlib.suppress(urllib.error.URLError, OSError):
                return self._status() > 0
            time.sleep(0.1)
        return False

    def _status(self) -> int:
        try:
            with urllib.request.urlopen(f"{self.url}/", timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refused:
            return refused.code

    def stop(self) -> None:
        if self.server is None:
            return
        self.server.terminate()
        try:
            self.server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        self.server = None

    def restart(self, **more: str) -> None:
        """Also how a journey moves on in time or changes a setting: by a variable of the environment."""
        self.stop()
        self.start(**more)


@contextlib.contextmanager
def an_installation(folder: Path, **more: str) -> Iterator[Installation]:
    """Migrated, with places, nobody in it; served until the end. `more` are variables of its environment."""
    with a_copy() as database:
        here = Installation(database, folder)
        here.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.engines.settings",
            "POKPONG_TEST_DATABASE": database,
            "POKPONG_DATA": str(folder / "data"),
            "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}",
            "PYTHONUNBUFFERED": "1",
            **more,
        }
        try:
            here.start()
            yield here
        finally:
            here.stop()
