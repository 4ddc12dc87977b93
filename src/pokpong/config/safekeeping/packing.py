"""An archive is a tar whose last member is the signed manifest; read and written as a stream."""

from __future__ import annotations

import hashlib
import re
import tarfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO

from pokpong.config.safekeeping.manifest import Manifest, Part, checked, signed
from pokpong.config.safekeeping.refusing import BackupRefused

CHUNK = 1024 * 1024
MANIFEST = "manifest.json"
LARGEST_MANIFEST = 256 * 1024 * 1024
EXPECTED = re.compile(r"database|keys|files/[0-9a-f]{2}/[0-9a-f]{32}")


class Packed:
    """Reads like a file: each of `sources` (name in the archive, path on disk), then the manifest."""

    def __init__(self, manifest: Manifest, sources: dict[str, Path]) -> None:
        self.manifest = manifest
        self._blocks = self._all(sources)
        self._rest = b""

    def read(self, size: int = -1, /) -> bytes:
        while size < 0 or len(self._rest) < size:
            block = next(self._blocks, b"")
            if not block:
                break
            self._rest += block
        size = len(self._rest) if size < 0 else size
        answer, self._rest = self._rest[:size], self._rest[size:]
        return answer

    def _all(self, sources: dict[str, Path]) -> Iterator[bytes]:
        parts: list[Part] = []
        for name, path in sources.items():
            yield from self._one(name, path, parts)
        self.manifest = replace(self.manifest, parts=parts)
        content = signed(self.manifest)
        yield _head(MANIFEST, len(content))
        yield content + _filling(len(content))
        yield bytes(2 * tarfile.BLOCKSIZE)

    def _one(self, name: str, path: Path, parts: list[Part]) -> Iterator[bytes]:
        size, seen, digest = path.stat().st_size, 0, hashlib.sha256()
        yield _head(name, size)
        with path.open("rb") as source:
            while chunk := source.read(CHUNK):
                seen += len(chunk)
                digest.update(chunk)
                yield chunk
        if seen != size:
            raise BackupRefused(f"{name} changed while it was read")
        if _filling(size):
            yield _filling(size)
        parts.append(Part(name, size, digest.hexdigest()))


def _head(name: str, size: int) -> bytes:
    head = tarfile.TarInfo(name)
    head.size, head.mode = size, 0o600
    return head.tobuf(tarfile.PAX_FORMAT)


def _filling(size: int) -> bytes:
    return bytes(-size % tarfile.BLOCKSIZE)


def unpack(archive: Path, into: Path, kind: str) -> Manifest:
    """Every part of the opened archive below `into`. Raises BackupRefused unless all is there, unaltered and signed."""
    try:
        with tarfile.open(archive, "r:") as tar:
            found, content = _members(tar, into)
    except tarfile.TarError:
        raise BackupRefused("the archive is cut short or was altered") from None
    manifest = checked(content, kind)
    promised = {part.name: part for part in manifest.parts}
    wrong = sorted(name for name in promised.keys() | found.keys() if promised.get(name) != found.get(name))
    if wrong:
        raise BackupRefused(f"the archive does not hold what its manifest says: {', '.join(wrong[:5])}")
    return manifest


def _members(tar: tarfile.TarFile, into: Path) -> tuple[dict[str, Part], bytes]:
    found, content = {}, b""
    for member in tar:
        source = tar.extractfile(member) if member.isreg() else None
        if source is None:
            raise BackupRefused("the archive holds something that is no file")
        if member.name == MANIFEST and member.size <= LARGEST_MANIFEST:
            content = source.read()
        elif EXPECTED.fullmatch(member.name):
            found[member.name] = _write(member.name, source, into / member.name)
        else:
            raise BackupRefused("the archive holds a file that does not belong into it")
    return found, content


def _write(name: str, source: IO[bytes], target: Path) -> Part:
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    with target.open("xb") as out:
        target.chmod(0o600)
        while chunk := source.read(CHUNK):
            digest.update(chunk)
            size += len(chunk)
            out.write(chunk)
    return Part(name, size, digest.hexdigest())
