"""Ports, certificate, the web server's command line and the question whether it answers."""

from __future__ import annotations

import datetime as dt
import http.server
import os
import socket
import ssl
import stat
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509

from pokpong.config.serving import certificate, launching, ports
from pokpong.config.serving.web import Web, answers
from pokpong.doors.office import running

NOW = dt.datetime(2026, 11, 22, tzinfo=dt.UTC)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port somebody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_taken_port_is_passed_over(taken: int) -> None:
    assert not ports.is_free("127.0.0.1", taken)
    assert ports.free_port("127.0.0.1", taken) > taken


def test_without_a_free_port_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ports, "is_free", lambda host, port: False)
    with pytest.raises(ports.NoFreePort, match="8400"):
        ports.free_port("127.0.0.1", 8400)


def test_own_addresses_are_addresses() -> None:
    for address in ports.own_addresses():
        socket.inet_aton(address)


def test_a_certificate_names_its_hosts_and_is_kept(tmp_path: Path) -> None:
    hosts = ["localhost", "127.0.0.1", "[::1]", "pokpong.example"]
    path, key = certificate.ensure(tmp_path / "run", hosts, NOW)
    made = x509.load_pem_x509_certificate(path.read_bytes())
    names = made.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert set(names.get_values_for_type(x509.DNSName)) == {"localhost", "pokpong.example"}
    assert {str(address) for address in names.get_values_for_type(x509.IPAddress)} == {"127.0.0.1", "::1"}
    assert not stat.S_IMODE(key.stat().st_mode) & 0o077
    before = path.read_bytes()
    certificate.ensure(tmp_path / "run", hosts, NOW)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("hosts", "later"),
    [(["localhost", "other.example"], dt.timedelta(0)), (["localhost"], dt.timedelta(days=380))],
)
def test_a_certificate_is_renewed(tmp_path: Path, hosts: list[str], later: dt.timedelta) -> None:
    path, _key = certificate.ensure(tmp_path, ["localhost"], NOW)
    before = path.read_bytes()
    certificate.ensure(tmp_path, hosts, NOW + later)
    assert path.read_bytes() != before


def test_a_certificate_and_its_key_belong_together(tmp_path: Path) -> None:
    path, key = certificate.ensure(tmp_path, ["localhost"], NOW)
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(path, key)


def test_the_command_line_of_the_web_server(tmp_path: Path) -> None:
    plain = Web("127.0.0.1", 8400)
    assert plain.url == "http://localhost:8400/"
    assert plain.command()[-1] == "pokpong.config.wsgi:application"
    assert "--no-access-log" in plain.command(), "addresses would be written down"
    assert "--ssl-certificate" not in plain.command()
    secure = Web("0.0.0.0", 8443, certificate=(tmp_path / "c", tmp_path / "k"))
    assert secure.url == "https://localhost:8443/"
    assert str(tmp_path / "k") in secure.command()


class Health(http.server.BaseHTTPRequestHandler):
    """Answers only as the program would: to its own host name, over what a proxy calls https."""

    def do_GET(self) -> None:
        well = (
            urlsplit(self.path).path == "/healthz"
            and self.headers["Host"] == "pokpong.example"
            and self.headers["X-Forwarded-Proto"] == "https"
        )
        self.send_response(200 if well else 400)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[http.server.HTTPServer]:
    with http.server.HTTPServer(("127.0.0.1", 0), Health) as found:
        threading.Thread(target=found.serve_forever, daemon=True).start()
        yield found
        found.shutdown()


def test_a_probe_asks_as_a_proxy_would(server: http.server.HTTPServer) -> None:
    assert answers(Web("127.0.0.1", server.server_port, name="pokpong.example"))
    assert not answers(Web("127.0.0.1", server.server_port, name="stranger.example"))


def test_a_probe_over_the_own_certificate(server: http.server.HTTPServer, tmp_path: Path) -> None:
    files = certificate.ensure(tmp_path, ["localhost"], NOW)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    assert answers(Web("127.0.0.1", server.server_port, name="pokpong.example", certificate=files))


def test_nobody_there_is_no_answer(taken: int) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert not answers(Web("127.0.0.1", port), timeout=0.5)


def test_a_second_server_over_the_same_data_is_refused(tmp_path: Path) -> None:
    launching.refuse_second(tmp_path)
    mine = {"pid": os.getpid(), "since": 1.0}
    running.write_status(tmp_path, {"supervisor": mine, "parts": {"web": {**mine, "restarts": 0}}})
    with pytest.raises(launching.AlreadyRunning, match=str(tmp_path)):
        launching.refuse_second(tmp_path)
    running.write_status(tmp_path, {"supervisor": mine, "parts": {"web": {"pid": 0, "since": 1.0, "restarts": 0}}})
    launching.refuse_second(tmp_path)


def test_what_waits_for_the_server_is_done_once_it_answers(server: http.server.HTTPServer) -> None:
    done = threading.Event()
    thread = launching.when_up(Web("127.0.0.1", server.server_port, name="pokpong.example"), done.set)
    thread.join(10)
    assert done.is_set()
