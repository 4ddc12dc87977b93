"""What an archive says of itself: its parts with their digests, signed under a key of this installation."""

from __future__ import annotations

import hmac
import json
from dataclasses import asdict, dataclass, field
from typing import Any

from django.conf import settings

from pokpong.config.safekeeping.refusing import BackupRefused
from pokpong.foundation.vault import aes, blind, master

FORMAT = 1
DATA, KEYS = "data", "keys"
# What changes the meaning of kept data when it differs; secrets and addresses are left out.
MEANINGFUL = ("TIME_ZONE", "POKPONG_TRIAGE_HOURS", "POKPONG_FOLLOW_UP_PATTERN", "POKPONG_REFERRAL_LAPSE_DAYS")


@dataclass(frozen=True)
class Part:
    """One file in the archive; `size` in bytes."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """`mark` (ISO, UTC): what was acknowledged before it is in the backup. `epoch`: of the last restore before."""

    kind: str
    name: str
    installation: str
    version: str
    engine: str
    mark: str
    epoch: str
    settings: str
    migrations: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    missing_files: list[str] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    format: int = FORMAT


def installation() -> str:
    """The same for every server that holds this master key."""
    return blind.reference("backup.installation")[:32]


def settings_fingerprint() -> str:
    """Of the settings that give kept data their meaning, and of the parts of the program."""
    said = {name: getattr(settings, name) for name in MEANINGFUL}
    apps = [name for name in settings.INSTALLED_APPS if name != "pokpong.demo"]
    return blind.reference("backup.settings", json.dumps([said, apps], sort_keys=True, default=str))[:32]


def signed(manifest: Manifest) -> bytes:
    body = _canonical(asdict(manifest))
    return json.dumps({"manifest": body, "signature": _signature(body)}).encode()


def checked(content: bytes, kind: str) -> Manifest:
    """Raises BackupRefused when it was not signed by this installation, or is of another kind or a later format."""
    try:
        outer = json.loads(content)
        body, signature = str(outer["manifest"]), str(outer["signature"])
        said: dict[str, Any] = json.loads(body)
    except (ValueError, KeyError, TypeError):
        raise BackupRefused("the manifest of the archive cannot be read") from None
    if not hmac.compare_digest(_signature(body), signature):
        raise BackupRefused("the archive was not made under this master key, or its manifest was altered")
    if said.get("format") != FORMAT:
        raise BackupRefused("the archive was made by a newer Pokpong")
    if said.get("kind") != kind:
        raise BackupRefused(f"this is an archive of {said.get('kind')}, and not of {kind}")
    parts = [Part(**part) for part in said.pop("parts")]
    return Manifest(**said, parts=parts)


def _canonical(said: dict[str, Any]) -> str:
    return json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def _signature(body: str) -> str:
    return aes.keyed_digest(master.purpose_key("backup.manifest"), body.encode()).hex()
