"""SQLite by default, PostgreSQL where POKPONG_DATABASE names one (postgresql://user:password@host:port/name)."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    # WAL lets readers and the one writer work beside each other; secure_delete keeps old text out of free pages.
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000;"
    ),
}


def sqlite(path: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(path), "OPTIONS": dict(SQLITE_OPTIONS)}


def postgresql(address: str) -> dict[str, Any]:
    """Raises ValueError when the address is no PostgreSQL address."""
    parts = urlsplit(address)
    if parts.scheme not in {"postgresql", "postgres"}:
        raise ValueError("POKPONG_DATABASE must start with postgresql://")
    return {
        "ENGINE": "pokpong.foundation.access.row_security.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def database_from_environment(data_dir: Path) -> dict[str, Any]:
    address = os.environ.get("POKPONG_DATABASE", "")
    return postgresql(address) if address else sqlite(data_dir / "pokpong.sqlite3")
