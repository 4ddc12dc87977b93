"""The file behind a workbook: a zip of XML parts, looked at before anything of it is unpacked."""

from __future__ import annotations

import io
import logging
import zipfile

from pokpong.doors.exchange.workbooks import problems
from pokpong.foundation.kernel.problems import ProblemKind, Refused

logger = logging.getLogger(__name__)
MOST_BYTES = 10 * 1024 * 1024
MOST_UNPACKED = 60 * 1024 * 1024
MOST_PARTS = 2000
# Sheets of repeated values shrink well; nothing real shrinks to less than a hundredth of itself.
MOST_GROWTH = 100
SMALL_ENOUGH = 5 * 1024 * 1024

_COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_TYPES = "[Content_Types].xml"
_ENCRYPTED_FLAG = 0x1
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_MACRO_PARTS = (
    "xl/vbaproject",
    "xl/macrosheets/",
    "xl/dialogsheets/",
    "xl/activex/",
    "xl/embeddings/",
    "xl/ctrlprops/",
)
_LINK_PARTS = ("xl/externallinks/", "xl/connections", "xl/querytables/")


def opened(content: bytes) -> zipfile.ZipFile:
    """The package, safe to read part by part. Raises Refused with the reason for anything that is no plain workbook.

    A refusal is logged by its code.
    """
    try:
        return _opened(content)
    except Refused as refused:
        logger.warning("a workbook of %d kB was refused: %s", len(content) // 1024, refused.problems[0].code)
        raise


def _opened(content: bytes) -> zipfile.ZipFile:
    if not content:
        raise Refused([problems.EMPTY("file")])
    if len(content) > MOST_BYTES:
        raise Refused([problems.TOO_LARGE("file")])
    if content.startswith(_COMPOUND):
        raise Refused([(problems.ENCRYPTED if _ENCRYPTED_PACKAGE in content else problems.OLD_FORMAT)("file")])
    try:
        package = zipfile.ZipFile(io.BytesIO(content))
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):  # the last: a kind of zip Python cannot read
        raise Refused([problems.NOT_A_WORKBOOK("file")]) from None
    found = _refusal(package.infolist())
    if found is not None:
        raise Refused([found("file")])
    return package


def _refusal(parts: list[zipfile.ZipInfo]) -> ProblemKind | None:
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        return problems.ENCRYPTED
    if _explodes(parts):
        return problems.BOMB
    names = [part.filename.lower() for part in parts]
    if _TYPES.lower() not in names:
        return problems.OPEN_DOCUMENT if "mimetype" in names and "content.xml" in names else problems.NOT_A_WORKBOOK
    if not any(name.startswith("xl/") for name in names):
        return problems.NOT_A_WORKBOOK
    if len(set(names)) < len(names) or any(part.compress_type not in _METHODS for part in parts):
        return problems.DAMAGED
    return _active_content(names)


def _explodes(parts: list[zipfile.ZipInfo]) -> bool:
    """By the sizes the package declares: zipfile never unpacks more of a part than that."""
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts)
    too_much = unpacked > MOST_UNPACKED or len(parts) > MOST_PARTS
    return too_much or (unpacked > SMALL_ENOUGH and unpacked > MOST_GROWTH * packed)


def _active_content(names: list[str]) -> ProblemKind | None:
    if any(name.startswith(_MACRO_PARTS) for name in names):
        return problems.MACROS
    if any(name.startswith(_LINK_PARTS) for name in names):
        return problems.EXTERNAL_LINKS
    return None
