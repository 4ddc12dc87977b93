"""The scanner finds a secret in every form it may have in a file, and nothing where there is nothing."""

import base64
import bz2
import codecs
import gzip
import html
import io
import json
import lzma
import quopri
import random
import zipfile
import zlib
from collections.abc import Callable
from urllib.parse import quote, quote_plus, urlencode

import pytest
from django.core import signing
from hypothesis import given
from hypothesis import strategies as st

from pokpong.foundation.lao.romanise import romanise
from pokpong.foundation.lao.text import fold
from tests.stolen import wanted
from tests.stolen.scanner import BLOCK, CannotBeSought, Secrets, scan

NAME = "ນາງ ດາວເພັດສີ ຜົນຄຳແສງ"
LATIN = "Kaewmanivanh Xaysombath"
PHONE = "020 5501 7788"
HOME = "ເຮືອນໄມ້ສີຟ້າ ຫຼັງຕົ້ນໂພໃຫຍ່"
STORY = "ນາຍໜ້າພານ້ອງສາວໄປເຮັດວຽກຢູ່ບ່ອນບໍ່ຮູ້ ແລະ ຍຶດເອົາໜັງສືຜ່ານແດນ\n" * 3 + "ນາງຂໍຄວາມຊ່ວຍເຫຼືອຈາກເພື່ອນບ້ານໃນຕອນກາງຄືນ"
SECRETS = Secrets((NAME, LATIN), (PHONE,), (HOME,), (STORY,))
NOISE = bytes(range(256)) * 3

Write = Callable[[str], bytes]


def secrets_in(blob: bytes, secrets: Secrets = SECRETS) -> set[str]:
    return {finding.secret for finding in scan([("file", NOISE + blob + NOISE)], secrets)}


def percent_small(text: str) -> str:
    return "".join(f"%{byte:02x}" if byte > 0x7F else chr(byte) for byte in text.encode())


def numbered(pattern: str) -> Write:
    """Every letter beyond ASCII by its number."""
    return lambda text: "".join(c if c.isascii() else pattern.format(ord(c)) for c in text).encode()


def of_bytes(pattern: str) -> Write:
    return lambda text: "".join(pattern.format(byte) for byte in text.encode()).encode()


WRITTEN: dict[str, Write] = {
    "utf-8": str.encode,
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "utf-32": lambda text: text.encode("utf-32-be"),
    "JSON": lambda text: json.dumps({"told": text}).encode(),
    "JSON in UTF-8": lambda text: json.dumps([text], ensure_ascii=False).encode(),
    "JSON, capitals": numbered("\\u{0:04X}"),
    "JSON in JSON": lambda text: json.dumps(json.dumps(text)).encode(),
    "HTML": numbered("&#{0};"),
    "HTML, hexadecimal": numbered("&#x{0:x};"),
    "HTML, capitals": numbered("&#x{0:X};"),
    "HTML as Python reads it": lambda text: html.escape(text).encode("ascii", "xmlcharrefreplace"),
    "percent": lambda text: quote(text).encode(),
    "percent, small": lambda text: percent_small(text).encode(),
    "percent, form": lambda text: urlencode({"q": text}).encode(),
    "percent, twice": lambda text: quote(quote(text, safe=""), safe="").encode(),
    "percent, plus": lambda text: quote_plus(text).encode(),
    "Python repr": lambda text: repr({"name": text}).encode(),
    "Python ascii": lambda text: ascii({"name": text}).encode(),
    "Python bytes": lambda text: repr(text.encode()).encode(),
    "quoted-printable": lambda text: b"".join(quopri.encodestring(line) for line in text.encode().splitlines(True)),
    "octal": lambda text: "".join(f"\\{byte:03o}" if byte > 0x7F else chr(byte) for byte in text.encode()).encode(),
    "hex": lambda text: text.encode().hex().encode(),
    "hex, capitals": lambda text: text.encode().hex().upper().encode(),
    "hex of utf-16": lambda text: text.encode("utf-16-le").hex().encode(),
    "hex as PostgreSQL writes bytes": lambda text: b"\\x" + text.encode().hex().encode(),
    "hex behind a stray digit": lambda text: b"7" + text.encode().hex().encode(),
    "hex with \\x": of_bytes("\\x{0:02x}"),
    "hex with \\x, capitals": of_bytes("\\x{0:02X}"),
    "hex apart": lambda text: text.encode().hex(" ").encode(),
    "UTF-8 twice": lambda text: text.encode().decode("latin-1").encode(),
    "zlib": lambda text: zlib.compress(text.encode()),
    "zlib, quick": lambda text: zlib.compress(text.encode(), 1),
    "zlib, best": lambda text: zlib.compress(text.encode(), 9),
    "gzip": lambda text: gzip.compress(text.encode()),
    "bz2": lambda text: bz2.compress(text.encode()),
    "xz": lambda text: lzma.compress(text.encode()),
    "lzma": lambda text: lzma.compress(text.encode(), format=lzma.FORMAT_ALONE),
    "gzip of UTF-16": lambda text: gzip.compress(text.encode("utf-16")),
    "zlib of JSON": lambda text: zlib.compress(json.dumps(text).encode()),
    "zip": lambda text: zipped(text.encode()),
    "zip of gzip": lambda text: zipped(gzip.compress(text.encode())),
    "base64 of gzip": lambda text: base64.b64encode(gzip.compress(text.encode())),
    "base64 of base64": lambda text: base64.b64encode(base64.b64encode(text.encode())),
    "hex of JSON": lambda text: json.dumps(text).encode().hex().encode(),
    "a session": lambda text: signing.dumps({"typed": text}, key="k").encode(),
    "a session, compressed": lambda text: signing.dumps({"typed": text * 9}, key="k", compress=True).encode(),
}


def zipped(content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", content * 3)
    return out.getvalue()


@pytest.mark.parametrize("form", WRITTEN)
def test_every_form_is_found(form: str) -> None:
    for secret in SECRETS:
        assert secret in secrets_in(WRITTEN[form](secret)), secret


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("alphabet", [base64.b64encode, base64.urlsafe_b64encode])
@pytest.mark.parametrize("before", range(3))
@pytest.mark.parametrize("after", range(3))
def test_base64_is_found_wherever_it_begins(
    encoding: str, alphabet: Callable[[bytes], bytes], before: int, after: int
) -> None:
    for secret in SECRETS:
        assert secret in secrets_in(alphabet(b"x" * before + secret.encode(encoding) + b"y" * after)), secret


@pytest.mark.parametrize("stray", range(4))
def test_base64_is_found_behind_stray_letters(stray: int) -> None:
    assert secrets_in(b"x" * stray + base64.b64encode(json.dumps(NAME).encode())) == {NAME}


@pytest.mark.parametrize(
    "written",
    [
        "ດາວເພັດສີ",
        "ຜົນຄຳແສງ",
        fold(NAME),
        fold("ຜົນຄຳແສງ"),
        NAME.replace(" ", ""),
        NAME.replace(" ", "_"),
        NAME.replace("ຳ", "ໍາ"),
        romanise(NAME),
        romanise("ຜົນຄຳແສງ").upper(),
    ],
)
def test_a_name_is_found_by_its_parts_and_spellings(written: str) -> None:
    assert NAME in secrets_in(written.encode(), Secrets(names=(NAME, NAME.replace("ຳ", "ໍາ"))))


@pytest.mark.parametrize("written", ["KAEWMANIVANH", "kaewmanivanh-xaysombath", "Xaysombath", "kaewmanivanhxaysombath"])
def test_a_latin_name_is_found_in_any_case(written: str) -> None:
    assert secrets_in(written.encode()) == {LATIN}


@pytest.mark.parametrize(
    "written",
    [
        "02055017788",
        "2055017788",
        "+856 20 55017788",
        "+8562055017788",
        "008562055017788",
        "020-5501-7788",
        "020 55 017 788",
        "20 55 01 77 88",
        "020.5501.7788",
        "55017788",
        "tel:+856-20-550-177-88",
    ],
)
def test_a_number_is_found_however_it_is_written(written: str) -> None:
    assert secrets_in(written.encode(), Secrets(phones=(PHONE,))) == {PHONE}


@pytest.mark.parametrize("typed", ["+856 20 5501 7788", "02055017788", "໐໒໐ ໕໕໐໑ ໗໗໘໘", "8562055017788"])
def test_a_number_typed_in_any_way_is_the_same_number(typed: str) -> None:
    assert secrets_in(b"0205501" + b"7788", Secrets(phones=(typed,))) == {typed}


def test_eight_digits_inside_a_longer_run_are_no_number() -> None:
    assert secrets_in(b"3a55017788e1", Secrets(phones=(PHONE,))) == set()


@pytest.mark.parametrize("start", [0, 40, 100])
def test_a_part_of_a_story_is_found(start: int) -> None:
    assert secrets_in(STORY[start : start + 3 * wanted.PIECE_LETTERS].encode()) == {STORY}


@given(st.integers(0, 40), st.integers(-40, 40))
def test_nothing_is_lost_between_blocks(shift: int, around: int) -> None:
    blob = bytes(BLOCK + around) + b"\xff" * shift + "ຜົນຄຳແສງ".encode() + b"\xff" * shift
    assert {finding.secret for finding in scan([("file", blob)], Secrets(names=(NAME,)))} == {NAME}


@given(st.integers(0, 2**64))
def test_random_bytes_hold_nothing(seed: int) -> None:
    assert scan([("noise", random.Random(seed).randbytes(200_000))], SECRETS) == []


@given(st.text(alphabet="ກຂຄງຈສຊຍດຕຖທະາິີຶື່້ ", max_size=400))
def test_other_lao_text_holds_nothing(text: str) -> None:
    assert scan([("text", text.encode()), ("packed", gzip.compress(text.encode()))], SECRETS) == []


@given(st.binary(max_size=300))
def test_bytes_that_only_look_packed_are_read_on(content: bytes) -> None:
    heads = b"".join(
        head + content for head in (b"\x78\x9c", b"\x1f\x8b\x08", b"BZh91AY&SY", b"\xfd7zXZ\x00", b"PK\x03\x04")
    )
    assert secrets_in(heads + codecs.BOM_UTF8 + NAME.encode()) == {NAME}


def test_every_file_is_named_once_for_each_form() -> None:
    found = scan([("a", NAME.encode() * 3), ("b", b""), ("c", NAME.encode("utf-16-le"))], Secrets(names=(NAME,)))
    assert {finding.label for finding in found} == {"a", "c"}
    assert len(found) == len(set(found))
    assert {finding.form for finding in found if finding.part == NAME} == {"utf-8, as typed", "utf-16-le, as typed"}


def test_what_two_people_share_gives_both_away() -> None:
    sister = "ນາງ ແກ້ວມະນີວັນ ຜົນຄຳແສງ"
    assert secrets_in("ຜົນຄຳແສງ".encode(), Secrets(names=(NAME, sister))) == {NAME, sister}


def test_words_of_the_reference_data_give_nobody_away() -> None:
    place = next(
        cell for cell in sorted(wanted.reference()) if len(cell) > 8 and " " not in cell and not cell.isascii()
    )
    name = f"ນາງ {place} ຜົນຄຳແສງ"
    assert secrets_in(place.encode(), Secrets(names=(name,))) == set()
    assert secrets_in(name.encode(), Secrets(names=(name,))) == {name}


def test_a_name_that_somebody_bears_in_the_open_is_sought_whole_only() -> None:
    colleague = "ທ້າວ ບຸນ ຜົນຄຳແສງ"
    assert secrets_in(colleague.encode(), Secrets(names=(NAME,), in_clear=(colleague,))) == set()
    assert secrets_in(NAME.encode(), Secrets(names=(NAME,), in_clear=(colleague,))) == {NAME}


@pytest.mark.parametrize(
    "secrets",
    [
        Secrets(names=("ຄຳ",)),
        Secrets(homes=("ໜອງປິງ",)),
        Secrets(phones=("1191",)),
        Secrets(names=(LATIN,), in_clear=(LATIN,)),
    ],
)
def test_what_would_prove_nothing_is_refused(secrets: Secrets) -> None:
    with pytest.raises(CannotBeSought):
        scan([], secrets)


def test_without_secrets_nothing_is_found() -> None:
    assert scan([("file", NOISE)], Secrets()) == []
