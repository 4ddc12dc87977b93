"""What makes an installation unsafe, as plain checks that name what to do. `doctor` prints the same list."""

import stat
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def weaknesses(
    *, secret_key: str, hosts: list[str], engine: str, key_file: str, master_key: str, debug: bool
) -> list[str]:
    """Every reason why these settings are unsafe, in plain English; an empty list when there is none."""
    checks = [
        (debug, "DEBUG is on: switch it off."),
        (len(secret_key) < 50, "POKPONG_SECRET_KEY is missing or shorter than 50 characters."),
        (not hosts or "*" in hosts, "POKPONG_HOSTS must name the host names of this server, and not '*'."),
        ("sqlite" in engine, "POKPONG_DATABASE must name a PostgreSQL data base in production."),
        (not key_file and not master_key, "POKPONG_KEY_FILE must name the file that holds the master key."),
        (bool(key_file) and not Path(key_file).is_file(), "POKPONG_KEY_FILE names a file that is not there."),
        (readable_by_others(key_file), "The key file can be read by others: chmod 600 and own it."),
    ]
    return [words for wrong, words in checks if wrong]


def readable_by_others(path: str) -> bool:
    return bool(path) and Path(path).is_file() and bool(Path(path).stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO))


def refuse_unsafe(
    *, secret_key: str, hosts: list[str], engine: str, key_file: str, master_key: str, debug: bool
) -> None:
    """Raises ImproperlyConfigured with all the reasons at once."""
    found = weaknesses(
        secret_key=secret_key, hosts=hosts, engine=engine, key_file=key_file, master_key=master_key, debug=debug
    )
    if found:
        raise ImproperlyConfigured("Pokpong refuses to start unsafe:\n- " + "\n- ".join(found))
