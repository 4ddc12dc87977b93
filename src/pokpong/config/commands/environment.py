"""What must be known before Django starts: which settings, where the data and the keys are."""

from __future__ import annotations

import os
import secrets
from argparse import Namespace
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pokpong.config.serving import ports

PRODUCTION = "pokpong.config.settings.production"
# The role that serves pages cannot change tables, nor read past its rows: these commands are the owner's.
OWNERS_COMMANDS = {"migrate", "backup", "restore", "import-places"}
EVERYWHERE = {"0.0.0.0", "::"}  # noqa: S104  only compared


class Stopped(Exception):
    """A command cannot go on; its words say why and what to do."""


def prepare(arguments: Namespace) -> None:
    """Sets the environment for this process and those it starts. Raises Stopped.

    `demo` names its own settings; every other command takes POKPONG_SETTINGS, or production's.
    """
    if arguments.command == "demo":
        prepare_demo(arguments)
        os.environ["DJANGO_SETTINGS_MODULE"] = arguments.settings
        return
    if not os.environ.get("DJANGO_SETTINGS_MODULE"):
        os.environ["DJANGO_SETTINGS_MODULE"] = os.environ.get("POKPONG_SETTINGS", PRODUCTION)
    if arguments.command in OWNERS_COMMANDS and os.environ.get("POKPONG_OWNER_DATABASE"):
        role = urlsplit(os.environ.get("POKPONG_DATABASE", "")).username or ""
        os.environ.setdefault("POKPONG_DATABASE_ROLE", unquote(role))  # `migrate` lets it work with the tables
        os.environ["POKPONG_DATABASE"] = os.environ["POKPONG_OWNER_DATABASE"]


def prepare_demo(arguments: Namespace) -> None:
    """Data in DIR, keys in `DIR.keys`, beside it: a copy of the data alone opens nothing. Raises Stopped."""
    data = arguments.data.expanduser().resolve()
    keys = data.with_name(f"{data.name}.keys")
    make_private(data)
    make_private(data / "static")  # whitenoise looks for it, though the demo serves the files where they are
    make_private(keys)
    if (data / "pokpong.sqlite3").exists() and not (keys / "master.key").exists():
        raise Stopped(f"the key of the data in {data} is gone ({keys}/master.key). Choose another --data DIR.")
    os.environ.update(
        POKPONG_DATA=str(data),
        POKPONG_KEY_FILE=str(keys / "master.key"),
        POKPONG_SECRET_KEY=kept_secret(keys / "secret.key"),
        POKPONG_HTTPS="1" if arguments.https else "",
        POKPONG_HOSTS=",".join(hosts_of(arguments.host)),
    )
    os.environ.pop("POKPONG_DATABASE", None)
    os.environ.pop("POKPONG_MASTER_KEY", None)


def hosts_of(host: str) -> list[str]:
    """The names under which a server that listens on `host` is reached."""
    if host in EVERYWHERE:
        return ["localhost", "127.0.0.1", *ports.own_addresses()]
    return list(dict.fromkeys(["localhost", "127.0.0.1", host]))


def make_private(folder: Path) -> None:
    """Raises Stopped when the folder cannot be made or written to."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as reason:
        raise Stopped(f"the folder {folder} cannot be made: {reason.strerror}") from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise Stopped(f"the folder {folder} cannot be written to")


def kept_secret(path: Path) -> str:
    """The text kept at `path`, made on first use, readable by its owner only."""
    if not path.exists():
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as out:
            out.write(secrets.token_urlsafe(48))
    return path.read_text("ascii")
