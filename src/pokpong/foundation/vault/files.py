"""Files, sealed: looked at before they are taken, pictures drawn anew without metadata, nothing on disk in clear."""

import io
import logging
import os
import re
import warnings
import zipfile
from dataclasses import dataclass
from pathlib import Path

import filetype
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from pokpong.foundation.kernel.problems import Problem, ProblemKind, Refused
from pokpong.foundation.vault import aes, keyring
from pokpong.foundation.vault.models import SealedFile

logger = logging.getLogger(__name__)
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
LONGEST_SIDE = 2400
PICTURES = {"image/jpeg", "image/png", "image/webp"}
PAPERS = {"application/pdf"}

TOO_LARGE = ProblemKind("file_too_large", _("The file is larger than 10 MB. Choose a smaller one."))
NOT_ACCEPTED = ProblemKind(
    "file_kind_refused", _("This kind of file is not accepted. Choose a picture (JPEG, PNG, WebP) or a PDF.")
)
NO_PICTURE = ProblemKind("file_no_picture", _("This file says it is a picture but cannot be read as one."))
TWO_KINDS = ProblemKind(
    "file_two_kinds", _("This file is a picture and hides something else. Choose a picture that a camera made.")
)
# What programs other than those that show pictures would find and run or unpack.
PAPER_SIGN, PAPER_SIGN_WITHIN = b"%PDF-", 1024  # readers of PDF look for it that far
PROGRAM_SIGNS = re.compile(rb"<script[\s>]|<html[\s>]|<\?php", re.IGNORECASE)
EMPTY = ProblemKind("file_empty", _("The file is empty."))


@dataclass(frozen=True)
class CleanFile:
    """What may be stored: its real type and its bytes, pictures without metadata."""

    name: str
    media_type: str
    content: bytes


def clean(name: str, content: bytes, *, field: str = "file") -> CleanFile:
    """Decides by the bytes, never by the name or what the browser says. Raises Refused.

    A refusal is logged by its code: neither the name nor a byte of the file.
    """
    try:
        return _clean(name, content, field)
    except Refused as refused:
        logger.warning("a file of %d kB was refused: %s", len(content) // 1024, refused.problems[0].code)
        raise


def _clean(name: str, content: bytes, field: str) -> CleanFile:
    problem = _refusal(content, field)
    if problem is not None:
        raise Refused([problem])
    kind = filetype.guess_mime(content)
    if kind in PICTURES:
        return CleanFile(plain_name(name), "image/jpeg", _drawn_anew(content, field))
    return CleanFile(plain_name(name), kind, content)


def _refusal(content: bytes, field: str) -> Problem | None:
    if not content:
        return EMPTY(field)
    if len(content) > MOST_BYTES:
        return TOO_LARGE(field)
    if filetype.guess_mime(content) not in PICTURES | PAPERS:
        return NOT_ACCEPTED(field)
    return TWO_KINDS(field) if _hides_another_kind(content) else None


def _hides_another_kind(content: bytes) -> bool:
    """Whether this picture is also an archive, a page, a program's text or a PDF. Drawing it anew would take that
    away; but nobody makes such a file by mistake."""
    if filetype.guess_mime(content) not in PICTURES:
        return False
    return (
        PAPER_SIGN in content[:PAPER_SIGN_WITHIN]
        or PROGRAM_SIGNS.search(content) is not None
        or zipfile.is_zipfile(io.BytesIO(content))
    )


def _drawn_anew(content: bytes, field: str) -> bytes:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(content))
            if picture.width * picture.height > MOST_PIXELS:
                raise Refused([TOO_LARGE(field)])
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        raise Refused([NO_PICTURE(field)]) from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    fresh = Image.new("RGB", upright.size)
    fresh.paste(upright)
    out = io.BytesIO()
    fresh.save(out, "JPEG", quality=85)
    return out.getvalue()


def plain_name(name: str) -> str:
    """The last part of a path, without control characters, at most 100 letters; for showing, never for opening."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(letter for letter in last if letter.isprintable())[:100] or "file"


def store(file: CleanFile) -> SealedFile:
    """Seals the bytes under a fresh key and adds the row. Call inside an action."""
    row = SealedFile(name=file.name, media_type=file.media_type, size=len(file.content))
    path = path_of(row)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    sealed = aes.seal(row.sealing_key(), file.content, row.id.bytes)
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as out:
        out.write(sealed)
        out.flush()
        os.fsync(out.fileno())
    row.save()
    return row


def content_of(row: SealedFile) -> bytes:
    """The opened bytes. Raises SealBroken, KeyGone, FileNotFoundError."""
    return keyring.opened(row.known_key(), path_of(row).read_bytes(), row.id.bytes)


def path_of(row: SealedFile) -> Path:
    name = row.id.hex
    return Path(settings.POKPONG_FILES_DIR) / name[-2:] / name
