"""The master key: outside the data base, in a key file or the environment; every other key hangs from it."""

import base64
import binascii
import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from pokpong.foundation.vault import aes


def write_key_file(path: Path) -> None:
    """Makes a fresh master key at `path`, readable by its owner only. Raises FileExistsError, never overwrites."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(base64.b64encode(aes.new_key()) + b"\n")


def decode(text: str) -> bytes:
    """32 bytes. Raises ImproperlyConfigured, without showing the text."""
    try:
        key = base64.b64decode(text.strip(), validate=True)
    except (binascii.Error, ValueError):
        raise ImproperlyConfigured("the master key is not base64") from None
    if len(key) != aes.KEY_BYTES:
        raise ImproperlyConfigured(f"the master key must be {aes.KEY_BYTES} bytes long")
    return key


@lru_cache(maxsize=4)
def _load(in_environment: str, path: str) -> bytes:
    if in_environment:
        return decode(in_environment)
    if not path:
        raise ImproperlyConfigured("no master key: set POKPONG_KEY_FILE (see docs/threats.md)")
    try:
        return decode(Path(path).read_text("ascii"))
    except (OSError, UnicodeDecodeError):
        raise ImproperlyConfigured(f"the key file {path} cannot be read") from None


@lru_cache(maxsize=64)
def _derived(master: bytes, purpose: str) -> bytes:
    return aes.derive(master, purpose)


def purpose_key(purpose: str) -> bytes:
    """The key for one purpose (`wrap`, `index:name`, `receipt` …). Raises ImproperlyConfigured without a master key."""
    in_environment = settings.POKPONG_MASTER_KEY
    return _derived(_load(in_environment, str(settings.POKPONG_KEY_FILE)), purpose)
