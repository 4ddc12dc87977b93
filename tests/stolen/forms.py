"""The forms in which one text may stand in a file: encodings, escapes, base64, hexadecimal."""

import base64
import html
import json
import quopri
import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be")
# Fewer letters than this of an alphabet of 256, 64 or 16 turn up by chance in a hundred megabytes.
FEWEST = {"hex": 14, "base64": 10}
FEWEST_BYTES = 7


def forms_of(text: str) -> Iterator[tuple[str, bytes]]:
    """Every form with its name, the plainest first; some may be equal."""
    for encoding in (*ENCODINGS, "utf-32-le", "utf-32-be"):
        yield encoding, text.encode(encoding)
    for name, written in (*escapes(text), *of_utf_8(text)):
        yield name, written.encode()
    for encoding in ENCODINGS:
        raw = text.encode(encoding)
        yield from ((f"{name} of {encoding}", written) for name, written in (*hexadecimal(raw), *in_base64(raw)))


def escapes(text: str) -> Iterator[tuple[str, str]]:
    """Of programs and pages; the letters of ASCII stand for themselves."""
    as_json = json.dumps(text)[1:-1]
    yield "JSON", json.dumps(text, ensure_ascii=False)[1:-1]
    yield "JSON escapes", as_json
    yield "JSON escapes, capitals", capital_digits(r"\\u[0-9a-f]{4}", as_json)
    yield "JSON escapes in JSON", json.dumps(as_json)[1:-1]
    yield "HTML", html.escape(text)
    yield "HTML entities", entities(text, "&#{0};")
    yield "HTML entities, hexadecimal", entities(text, "&#x{0:x};")
    yield "HTML entities, hexadecimal, capitals", entities(text, "&#x{0:X};")
    yield "HTML entities, four digits", entities(text, "&#x{0:04x};")
    yield "Python repr", repr(text)[1:-1]
    yield "Python ascii", ascii(text)[1:-1]


def entities(text: str, pattern: str) -> str:
    return "".join(letter if letter.isascii() else pattern.format(ord(letter)) for letter in text)


def capital_digits(pattern: str, text: str) -> str:
    """`\\u0e9a` becomes `\\u0E9A`."""
    return re.sub(pattern, lambda found: found[0][:2] + found[0][2:].upper(), text)


def of_utf_8(text: str) -> Iterator[tuple[str, str]]:
    """Escapes of the single bytes of UTF-8."""
    raw = text.encode()
    percent = quote(text, safe="")
    yield "percent", percent
    yield "percent, small", re.sub("%..", lambda found: found[0].lower(), percent)
    yield "percent, form", quote_plus(text)
    yield "percent, twice", quote(percent, safe="")
    yield "Python bytes", repr(raw)[2:-1]
    yield "Python bytes in JSON", json.dumps(repr(raw)[2:-1])[1:-1]
    yield "octal", "".join(chr(byte) if byte < 0x80 else f"\\{byte:03o}" for byte in raw)
    yield "quoted-printable", quopri.encodestring(raw).decode().replace("=\n", "")
    yield "UTF-8 twice", raw.decode("latin-1")


def hexadecimal(raw: bytes) -> Iterator[tuple[str, bytes]]:
    if 2 * len(raw) < FEWEST["hex"]:
        return
    for name, before, between in (("hex", "", ""), ("hex with \\x", "\\x", "\\x"), ("hex apart", "", " ")):
        small = before + between.join(f"{byte:02x}" for byte in raw)
        yield name, small.encode()
        yield f"{name}, capitals", re.sub("[0-9a-f]{2}", lambda found: found[0].upper(), small).encode()


def in_base64(raw: bytes) -> Iterator[tuple[str, bytes]]:
    """For each of the three places in a group of three bytes where it may begin, what does not depend on neighbours."""
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + raw)
        first = (0, 2, 3)[before]
        whole = (before + len(raw)) // 3 * 4
        last = whole + (0, 1, 2)[(before + len(raw)) % 3]
        certain = encoded[first:last]
        if len(certain) >= FEWEST["base64"]:
            yield f"base64 from {before}", certain
            yield f"base64 for addresses from {before}", certain.replace(b"+", b"-").replace(b"/", b"_")
