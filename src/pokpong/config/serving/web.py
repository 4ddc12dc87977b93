"""The web server's command line, and the question whether it still answers."""

from __future__ import annotations

import http.client
import ssl
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HEALTH = "/healthz"


@dataclass(frozen=True)
class Web:
    """Where the web server listens. `name` is the host name it answers to; `certificate` holds two PEM files."""

    host: str
    port: int
    workers: int = 1
    name: str = "localhost"
    certificate: tuple[Path, Path] | None = None

    @property
    def url(self) -> str:
        shown = "localhost" if self.host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else self.host  # noqa: S104  only compared
        return f"{'https' if self.certificate else 'http'}://{shown}:{self.port}/"

    def command(self) -> list[str]:
        """One thread for each worker: measured faster than more."""
        words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws", "--http", "1"]
        words += ["--host", self.host, "--port", str(self.port), "--workers", str(self.workers)]
        words += ["--blocking-threads", "1", "--log-level", "warning", "--no-access-log", "--respawn-failed-workers"]
        if self.certificate:
            words += ["--ssl-certificate", str(self.certificate[0]), "--ssl-keyfile", str(self.certificate[1])]
            words += ["--ssl-protocol-min", "tls1.2"]
        return [*words, "pokpong.config.wsgi:application"]

    def probe(self) -> Callable[[], bool]:
        """Asks /healthz as a proxy in front of the server would."""
        return lambda: answers(self)


def answers(web: Web, timeout: float = 3.0) -> bool:
    reach = "127.0.0.1" if web.host in {"0.0.0.0", "localhost"} else web.host  # noqa: S104  only compared
    connection = _connection(web, reach, timeout)
    try:
        connection.request("GET", HEALTH, headers={"Host": web.name, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _connection(web: Web, reach: str, timeout: float) -> http.client.HTTPConnection:
    if not web.certificate:
        return http.client.HTTPConnection(reach, web.port, timeout=timeout)
    # Our own certificate on our own machine: its key lies beside it, so checking it would prove nothing.
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return http.client.HTTPSConnection(reach, web.port, timeout=timeout, context=context)
