"""What is hidden inside other bytes: compressed streams, and runs of base64 or hexadecimal digits."""

import base64
import binascii
import bz2
import lzma
import re
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

DEEPEST = 3  # a compressed text in base64 in a compressed file
MOST_OUT = 16 << 20  # of one stream
STEP = 256  # what comes out of the last step before a stream breaks is lost
SHORTEST = 4  # bytes; fewer come out of anything

BEGINNINGS = (
    ("zlib", b"\x78\x01"),
    ("zlib", b"\x78\x5e"),
    ("zlib", b"\x78\x9c"),
    ("zlib", b"\x78\xda"),
    ("gzip", b"\x1f\x8b\x08"),
    ("bz2", b"BZh"),
    ("xz", b"\xfd7zXZ\x00"),
    ("lzma", b"\x5d\x00\x00"),
    ("zip", b"PK\x03\x04"),
)
# The dictionary's size and the length of the content, or that it is unknown: this format has no better sign.
LZMA_HEAD = re.compile(rb"\x5d\x00\x00[\x00-\xff][\x00-\x08](?:\xff{8}|[\x00-\xff]{4}\x00{4})")

LETTERS = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_")
ONES_AND_ZEROS = bytes(byte in LETTERS for byte in range(256))
SHORTEST_RUN = b"\x01" * 16
HEX = re.compile(rb"[0-9A-Fa-f]{16,}")
BEYOND_HEX = re.compile(rb"[^0-9A-Fa-f-]")
SOFT_BREAK = re.compile(rb"(=[0-9A-F]{2})=\r?\n")  # of quoted-printable
ADDRESS_LETTERS = bytes.maketrans(b"-_", b"+/")


class Unpacker(Protocol):
    @property
    def eof(self) -> bool: ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


UNPACKERS: dict[str, Callable[[], Unpacker]] = {
    "zlib": zlib.decompressobj,
    "gzip": lambda: zlib.decompressobj(wbits=31),
    "zip": lambda: zlib.decompressobj(wbits=-15),
    "bz2": bz2.BZ2Decompressor,
    "xz": lzma.LZMADecompressor,
    "lzma": lambda: lzma.LZMADecompressor(format=lzma.FORMAT_ALONE, memlimit=64 << 20),
}
BROKEN = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)


def layers(blob: bytes, deep: int = DEEPEST) -> Iterator[tuple[str, bytes]]:
    """The blob itself under an empty name, then everything in it that unpacks, and in that again."""
    yield "", blob
    if deep:
        for name, inner in unpacked(blob):
            for inside, found in layers(inner, deep - 1):
                yield f"{name} > {inside}" if inside else name, found


def unpacked(blob: bytes) -> Iterator[tuple[str, bytes]]:
    yield from streams(blob)
    if SOFT_BREAK.search(blob):
        yield "lines joined", SOFT_BREAK.sub(b"\\1", blob)
    found = list(runs(blob))
    for name, read in (("hex", from_hex), ("base64", from_base64)):
        content = b"\0".join(reading for run in found for reading in read(run))
        if content:
            yield name, content


def streams(blob: bytes) -> Iterator[tuple[str, bytes]]:
    for kind, beginning in BEGINNINGS:
        start = blob.find(beginning)
        while start >= 0:
            out = stream_at(blob, kind, start)
            if len(out) >= SHORTEST:
                yield kind, out
            start = blob.find(beginning, start + 1)


def stream_at(blob: bytes, kind: str, start: int) -> bytes:
    """What the stream at `start` holds; empty when there is none."""
    if kind == "lzma" and not LZMA_HEAD.match(blob, start):
        return b""
    if kind == "zip":
        start = zip_content(blob, start)
    return unpack(UNPACKERS[kind](), memoryview(blob)[start:])


def zip_content(blob: bytes, start: int) -> int:
    """Behind the header of one file in an archive: 30 bytes, its name, its extra field."""
    name, extra = (int.from_bytes(blob[start + at : start + at + 2], "little") for at in (26, 28))
    return start + 30 + name + extra


def unpack(unpacker: Unpacker, stream: memoryview) -> bytes:
    """What comes out until the stream ends or breaks."""
    out = bytearray()
    for at in range(0, len(stream), STEP):
        try:
            out += unpacker.decompress(bytes(stream[at : at + STEP]), MOST_OUT)
        except BROKEN:
            break
        if unpacker.eof or len(out) > MOST_OUT:
            break
    return bytes(out)


def runs(blob: bytes) -> Iterator[bytes]:
    """Everything that may be base64: at least 16 of its letters, `-` and `_` among them."""
    marked = blob.translate(ONES_AND_ZEROS)
    inside = marked.find(SHORTEST_RUN)
    while inside >= 0:
        end = marked.find(b"\x00", inside)
        end = len(blob) if end < 0 else end
        yield blob[inside:end]
        inside = marked.find(SHORTEST_RUN, end)


def from_hex(run: bytes) -> Iterator[bytes]:
    """Both readings of an odd number of digits: one of them is a stray."""
    for found in HEX.finditer(run):
        digits = found[0]
        yield from (binascii.unhexlify(digits[odd : len(digits) - (len(digits) - odd) % 2]) for odd in readings(digits))


def readings(digits: bytes) -> tuple[int, ...]:
    return (0, 1) if len(digits) % 2 else (0,)


def from_base64(run: bytes) -> Iterator[bytes]:
    """All four readings: the run may stand behind stray letters. Identifiers are no base64."""
    if not BEYOND_HEX.search(run):
        return
    letters = run.translate(ADDRESS_LETTERS)
    for start in range(4):
        own = letters[start:]
        own = own[:-1] if len(own) % 4 == 1 else own
        yield base64.b64decode(own + b"=" * (-len(own) % 4))
