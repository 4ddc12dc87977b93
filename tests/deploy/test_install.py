"""deploy/ puts a server together: into a fresh folder tree, with two roles, served, backed up and tried."""

from __future__ import annotations

import http.client
import os
import re
import shutil
import stat
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from pokpong.config.commands import parsing
from tests.engines.binaries import postgresql_folder
from tests.engines.databases import ROOT
from tests.engines.postgresql import free_port, throw_away_server

DEPLOY = ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
SERVICES = [path for path in UNITS if path.suffix == ".service"]
HOST = "pokpong.example.gov.la"
PATIENCE = 90.0  # seconds


@dataclass
class Server:
    """An installation below `tree`, as systemd would run it: `settings` from pokpong.env, `owner` with owner.env."""

    tree: Path
    settings: dict[str, str]
    owner: dict[str, str]

    def run(self, *words: str, owner: bool = False, typed: str = "") -> subprocess.CompletedProcess[str]:
        return self._ran([str(self.tree / "opt/pokpong/current/bin/pokpong"), *words], owner, typed)

    def done(self, *words: str, owner: bool = False, typed: str = "") -> str:
        finished = self.run(*words, owner=owner, typed=typed)
        assert finished.returncode == 0, f"{words}: {finished.stdout}\n{finished.stderr}"
        return finished.stdout

    def script(self, name: str, *words: str) -> subprocess.CompletedProcess[str]:
        """One of deploy/, on this tree, as root runs it: with the settings of the owner."""
        return self._ran(["sh", str(DEPLOY / name), "--destdir", str(self.tree), *words], owner=True)

    def _ran(self, command: list[str], owner: bool, typed: str = "") -> subprocess.CompletedProcess[str]:
        known = self.owner if owner else self.settings
        return subprocess.run(command, env=known, input=typed, capture_output=True, text=True, check=False, timeout=300)

    @property
    def release(self) -> str:
        return (self.tree / "opt/pokpong/current").readlink().name

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen([str(self.tree / "opt/pokpong/current/bin/pokpong"), *words], env=self.settings)


def install(tree: Path) -> str:
    command = ["sh", str(DEPLOY / "install.sh"), "--destdir", str(tree), "--venv", sys.prefix]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def variables(path: Path) -> dict[str, str]:
    """A file of settings as systemd reads it."""
    lines = [line for line in path.read_text().splitlines() if line and not line.startswith("#")]
    return dict(line.split("=", 1) for line in lines)


def made_roles(address: str) -> None:
    """roles.sql, as the master of the server."""
    folder = postgresql_folder()
    assert folder is not None
    psql = [str(folder / "psql"), "-q", "-d", address, "-v", "owner_password=one", "-v", "app_password=two"]
    done = subprocess.run(
        [*psql, "-f", str(DEPLOY / "postgresql/roles.sql")], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    tree = tmp_path_factory.mktemp("root")
    install(tree)
    with throw_away_server() as address:
        made_roles(address)
        port = address.rsplit(":", 1)[1].split("/")[0]
        settings = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", **variables(tree / "etc/pokpong/pokpong.env")}
        for name in ("POKPONG_DATA", "POKPONG_KEY_FILE", "POKPONG_BACKUP_DIR"):
            settings[name] = f"{tree}{settings[name]}"
        settings["POKPONG_DATABASE"] = settings["POKPONG_DATABASE"].replace("5432", port).replace("CHANGE-ME", "two")
        owner = variables(tree / "etc/pokpong/owner.env")
        owner = {name: value.replace("5432", port).replace("CHANGE-ME", "one") for name, value in owner.items()}
        yield Server(tree, settings, {**settings, **owner})


def asked(port: int, path: str = "/healthz", **headers: str) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path, headers={"Host": HOST, "X-Forwarded-Proto": "https", **headers})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()
    finally:
        connection.close()


def until_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            if asked(port)[0] == 200:
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail("the web server does not answer")


# --- the tree ----------------------------------------------------------------------------------------------------


def test_settings_and_keys_are_private_and_made_once(tmp_path: Path) -> None:
    install(tmp_path)
    private = ["etc/pokpong/pokpong.env", "etc/pokpong/owner.env", "var/lib/pokpong-keys/master.key"]
    before = {name: (tmp_path / name).read_bytes() for name in private}
    assert all(stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600 for name in private)
    assert all(
        stat.S_IMODE((tmp_path / "var/lib" / name).stat().st_mode) == 0o700 for name in ("pokpong", "pokpong-keys")
    )
    assert len(variables(tmp_path / "etc/pokpong/pokpong.env")["POKPONG_SECRET_KEY"]) >= 50
    first = (tmp_path / "opt/pokpong/current").readlink()
    time.sleep(1.1)  # releases are named by the second
    install(tmp_path)
    assert before == {name: (tmp_path / name).read_bytes() for name in private}
    assert (tmp_path / "opt/pokpong/previous").readlink() == first != (tmp_path / "opt/pokpong/current").readlink()
    assert not list((tmp_path / "opt/pokpong/releases").glob("*.building"))


def test_a_lost_master_key_is_not_replaced(tmp_path: Path) -> None:
    install(tmp_path)
    key = tmp_path / "var/lib/pokpong-keys/master.key"
    key.rename(key.with_name("master.key.epochs"))
    time.sleep(1.1)
    command = ["sh", str(DEPLOY / "install.sh"), "--destdir", str(tmp_path), "--venv", sys.prefix]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1
    assert not key.exists()


def test_no_test_and_no_git_is_installed(bare: Path) -> None:
    release = bare / "opt/pokpong/current"
    assert (release / "src/pokpong/config/wsgi.py").is_file()
    assert not list((release / "src").rglob("tests"))
    assert not (release / ".git").exists()


# --- a whole server ------------------------------------------------------------------------------------------------


def test_it_refuses_to_start_as_it_came(server: Server) -> None:
    refused = server.run("serve", "--only", "web")
    assert refused.returncode == 1
    assert "POKPONG_BACKUP_RECIPIENT" in refused.stderr


def test_it_is_installed_migrated_served_backed_up_and_tried(server: Server, tmp_path: Path) -> None:
    identity = tmp_path / "identity.txt"
    recipient = server_identity(identity)
    server.settings["POKPONG_BACKUP_RECIPIENT"] = server.owner["POKPONG_BACKUP_RECIPIENT"] = recipient
    server.done("migrate", owner=True)
    server.done("import-places", owner=True)
    port = free_port()
    parts = [server.start("serve", "--only", name, *more) for name, more in wanted_parts(port)]
    try:
        until_answers(port, parts[0])
        look_at_pages(port)
        look_at_parts(server)
        look_at_doctor(server)
        back_up(server, identity)
    finally:
        for process in parts:
            process.terminate()
        for process in parts:
            process.wait(30)
    restored = server.done("restore", server.settings["POKPONG_BACKUP_DIR"], "--identity", str(identity), owner=True)
    assert "Restored pokpong-" in restored
    assert "UNSAFE" not in server.run("doctor").stdout
    upgraded_and_rolled_back(server, identity)


def upgraded_and_rolled_back(server: Server, identity: Path) -> None:
    """To another release and back; and once more with a data base that the release of before does not know."""
    first = server.release
    upgrade = server.script("upgrade.sh", "--venv", sys.prefix)
    assert "pokpong: upgraded" in upgrade.stdout, upgrade.stdout + upgrade.stderr
    second = server.release
    assert second != first
    back = server.script("roll-back.sh")
    assert server.release == first, back.stderr
    sql(server, "INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_later', now())")
    refused = server.run("serve", "--only", "web")
    assert "newer Pokpong" in refused.stderr
    again = server.script("roll-back.sh", "--identity", str(identity))
    assert "Restored pokpong-" in again.stdout, again.stdout + again.stderr
    assert server.release == second
    assert sql(server, "SELECT count(*) FROM django_migrations WHERE name = '9999_later'") == "0"


def sql(server: Server, statement: str) -> str:
    folder = postgresql_folder()
    assert folder is not None
    command = [str(folder / "psql"), "-qtA", server.owner["POKPONG_OWNER_DATABASE"], "-c", statement]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def server_identity(path: Path) -> str:
    """Made on another computer, with settings of its own."""
    own = {**os.environ, "DJANGO_SETTINGS_MODULE": "pokpong.config.settings.demo", "PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "pokpong.config.commands", "backup", "--new-identity", str(path)]
    said = subprocess.run(command, env=own, capture_output=True, text=True, check=True).stdout
    return said.splitlines()[0].split("=", 1)[1]


def wanted_parts(port: int) -> list[tuple[str, list[str]]]:
    return [("web", ["--port", str(port), "--workers", "1"]), ("worker", []), ("clock", [])]


def look_at_pages(port: int) -> None:
    assert asked(port)[::2] == (200, b"ok\n")
    status, headers, _ = asked(port, "/", **{"X-Forwarded-Proto": "http"})
    assert (status, headers["location"]) == (301, f"https://{HOST}/")
    status, headers, _ = asked(port, "/", Host="evil.example")
    assert status == 400
    assert large_upload(port) == 413
    _, headers, _ = asked(port, "/account/login/")
    for name, part in SAFE_HEADERS.items():
        assert part in headers.get(name.lower(), ""), name


def large_upload(port: int) -> int:
    """2 GB are announced and hardly any of it is sent: the answer comes all the same."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest("POST", "/exchange/in/", skip_host=True)
        for name, value in {"Host": HOST, "X-Forwarded-Proto": "https", "Content-Length": str(2 * 1024**3)}.items():
            connection.putheader(name, value)
        connection.endheaders(b"x" * 1000)
        return connection.getresponse().status
    finally:
        connection.close()


SAFE_HEADERS = {
    "Strict-Transport-Security": "max-age=31536000",
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def look_at_parts(server: Server) -> None:
    """Each leaves a sign of life, noted beside the others."""
    run = Path(server.settings["POKPONG_DATA"]) / "run"
    end = time.monotonic() + PATIENCE
    while not all((run / f"{name}.life").exists() for name in ("web", "worker", "clock")):
        assert time.monotonic() < end, sorted(path.name for path in run.iterdir())
        time.sleep(0.2)


def look_at_doctor(server: Server) -> None:
    said = server.run("doctor").stdout
    assert "UNSAFE" not in said, said
    assert "ok    role at the data base" in said
    assert "LOOK   last backup" in said


def back_up(server: Server, identity: Path) -> None:
    """As the unit does it, then tried as the guide says."""
    assert "LOOK   first turn of the epoch" in server.run("doctor").stdout
    key = Path(server.settings["POKPONG_KEY_FILE"])
    before = key.read_bytes()
    server.done("keys", "turn-epoch", owner=True)
    assert key.read_bytes() != before, "the guide says to copy it after the first turn: nothing else would be safe"
    assert "what was saved before" in server.done("backup", owner=True)
    folder = server.settings["POKPONG_BACKUP_DIR"]
    typed = ("restore", folder, "--identity", "-", "--drill")
    assert "Drill passed" in server.done(*typed, owner=True, typed=identity.read_text())
    said = server.run("doctor").stdout
    assert "ok    last backup" in said, said
    assert "ok    restore drill" in said


def test_the_role_that_serves_pages_cannot_change_tables(server: Server) -> None:
    refused = server.run("migrate", owner=False)
    folder = postgresql_folder()
    assert folder is not None
    drop = [str(folder / "psql"), server.settings["POKPONG_DATABASE"], "-c", "CREATE TABLE mine (id int)"]
    done = subprocess.run(drop, capture_output=True, text=True, check=False)
    assert "permission denied" in done.stderr
    assert "Traceback" not in refused.stderr


# --- units, scripts, proxies ---------------------------------------------------------------------------------------


def read(path: Path) -> dict[str, dict[str, list[str]]]:
    found: dict[str, dict[str, list[str]]] = {}
    section = ""
    for line in path.read_text().splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith(("#", ";")):
            name, _, value = line.partition("=")
            found.setdefault(section, {}).setdefault(name, []).append(value)
    return found


HARD = {
    "User": "pokpong",
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "RestrictSUIDSGID": "yes",
    "CapabilityBoundingSet": "",
    "LimitCORE": "0",
    "UMask": "0077",
}


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_services_are_hardened(path: Path) -> None:
    service = read(path)["Service"]
    assert {name: service.get(name, ["?"])[0] for name in HARD} == HARD
    serves = path.name != "pokpong-backup.service"
    assert ("/etc/pokpong/owner.env" in service["EnvironmentFile"]) is not serves


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree where nothing was started."""
    tree = tmp_path_factory.mktemp("bare")
    install(tree)
    return tree


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_services_start_commands_that_exist(path: Path, bare: Path) -> None:
    installed = bare / "etc/systemd/system" / path.name
    for line in read(installed)["Service"]["ExecStart"]:
        program, *words = line.split()
        assert program == "/opt/pokpong/current/bin/pokpong"
        assert os.access(f"{bare}{program}", os.X_OK)
        assert parsing.parser().parse_args(words).module
    for settings in read(installed)["Service"]["EnvironmentFile"]:
        assert Path(f"{bare}{settings}").is_file()


@pytest.mark.parametrize("path", [path for path in SERVICES if "backup" not in path.name], ids=lambda path: path.name)
def test_services_are_wanted_by_the_target_and_start_again(path: Path) -> None:
    unit = read(path)
    assert unit["Install"]["WantedBy"] == ["pokpong.target"]
    assert unit["Service"]["Restart"] == ["on-failure"]
    assert path.name in " ".join(read(DEPLOY / "systemd/pokpong.target")["Unit"]["Wants"])


def test_systemd_understands_the_units(bare: Path, tmp_path: Path) -> None:
    """Where systemd is there, by itself; elsewhere at least every line must be one."""
    folder = tmp_path / "system"
    shutil.copytree(bare / "etc/systemd/system", folder)
    for path in folder.iterdir():
        path.write_text(path.read_text().replace("/opt/pokpong", f"{bare}/opt/pokpong"))
    program = shutil.which("systemd-analyze")
    if program is None:
        lines = [line for path in UNITS for line in path.read_text().splitlines() if line and line[0] not in "#["]
        assert all(re.fullmatch(r"[A-Z][A-Za-z]+=.*", line) for line in lines)
        return
    own = {**os.environ, "SYSTEMD_UNIT_PATH": f"{folder}:"}
    units = [str(path) for path in sorted(folder.iterdir())]
    done = subprocess.run([program, "verify", "--man=no", *units], env=own, capture_output=True, text=True, check=False)
    wrong = [line for line in done.stderr.splitlines() if "pokpong" in line]
    assert not wrong, "\n".join(wrong)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("path", sorted(DEPLOY.glob("*.sh")) + sorted((DEPLOY / "bin").iterdir()), ids=lambda p: p.name)
def test_scripts_are_read_by_a_plain_shell(path: Path) -> None:
    assert os.access(path, os.X_OK)
    subprocess.run(["sh", "-n", str(path)], check=True)


@pytest.mark.parametrize("name", ["install.sh", "upgrade.sh", "roll-back.sh"])
def test_scripts_refuse_what_they_do_not_know(name: str) -> None:
    done = subprocess.run(["sh", str(DEPLOY / name), "--nonsense"], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert done.stderr


def test_there_is_no_release_to_go_back_to(bare: Path) -> None:
    command = ["sh", str(DEPLOY / "roll-back.sh"), "--destdir", str(bare)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no release to go back to" in done.stderr


def test_without_a_backup_nothing_is_upgraded(bare: Path) -> None:
    """This tree has no data base that answers: the release of before stays."""
    before = (bare / "opt/pokpong/current").readlink()
    command = ["sh", str(DEPLOY / "upgrade.sh"), "--destdir", str(bare), "--venv", sys.prefix]
    done = subprocess.run(command, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no backup, so nothing was changed" in done.stderr
    assert (bare / "opt/pokpong/current").readlink() == before


def instructions() -> list[tuple[str, str]]:
    """Of the container file: word and the rest, with continued lines joined."""
    text = (DEPLOY / "Containerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]


def test_the_container_is_built_from_what_is_pinned_and_runs_as_nobody_special() -> None:
    said = instructions()
    words = [word for word, _rest in said]
    (base,) = [rest for word, rest in said if word == "FROM"]
    assert re.fullmatch(r"docker\.io/library/python:3\.1[123]-slim-[a-z]+", base)
    runs = " ".join(rest for word, rest in said if word == "RUN")
    assert "--require-hashes -r requirements.lock" in runs
    assert not re.search(r"curl|wget|git clone|pip install (?!--no-cache-dir --require-hashes)", runs)
    assert words.index("USER") < words.index("ENTRYPOINT")
    assert [rest for word, rest in said if word == "USER"] == ["pokpong"]
    assert "/healthz" in next(rest for word, rest in said if word == "HEALTHCHECK")
    for copied in (rest.split()[0] for word, rest in said if word == "COPY"):
        assert (ROOT / copied).exists()
    assert not [rest for word, rest in said if word == "ENV" and re.search("SECRET|PASSWORD|MASTER", rest)]


def test_the_container_and_the_guide_want_the_same_libraries() -> None:
    runs = " ".join(rest for word, rest in instructions() if word == "RUN")
    wanted = set(
        re.findall(r"lib[a-z0-9.-]+", (ROOT / "docs/operations.md").read_text().split("sudo apt install")[1][:200])
    )
    assert wanted
    assert all(name in runs for name in wanted)


@pytest.mark.parametrize("name", ["Caddyfile", "nginx.conf"])
def test_the_proxies_say_what_the_program_believes(name: str) -> None:
    words = (DEPLOY / "proxy" / name).read_text()
    for needed in ("X-Forwarded-Proto https", "X-Forwarded-For", "127.0.0.1:8000"):
        assert needed in words
    assert re.search(r"12 ?MB?", words, re.IGNORECASE)
    assert words.count("{") == words.count("}")


def test_every_setting_of_the_example_is_documented() -> None:
    documented = (ROOT / "docs/settings.md").read_text()
    files: Sequence[Path] = sorted((DEPLOY / "environment").iterdir())
    named = {name for path in files for name in variables(path)}
    assert not [name for name in sorted(named) if f"`{name}`" not in documented]
