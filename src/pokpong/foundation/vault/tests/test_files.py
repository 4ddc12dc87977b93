"""Uploads: looked at, drawn anew, sealed on disk."""

import io
import logging
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.problems import Refused
from pokpong.foundation.vault import aes, files


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 30), **more: Any) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 10, 10)).save(out, kind, **more)
    return out.getvalue()


def with_place_and_camera() -> bytes:
    exif = Image.Exif()
    exif[0x010F] = "SpyPhone 9000"
    exif[0x0132] = "2021:03:22 09:00:00"
    return picture(exif=exif)


def code_of(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        files.clean("x.jpg", content)
    return refused.value.problems[0].code


def test_a_picture_loses_what_its_camera_wrote() -> None:
    before = with_place_and_camera()
    assert b"SpyPhone" in before
    cleaned = files.clean("photo.jpg", before)
    assert b"SpyPhone" not in cleaned.content
    assert not Image.open(io.BytesIO(cleaned.content)).getexif()


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("run.js", "alert(1)")
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize(
    "hidden",
    [b"<script>alert(1)</script>", b"<HTML ><body>", b"<?php system('x');", b"%PDF-1.7 ", zipped(), zipped() + b"end"],
)
def test_a_picture_that_is_something_else_too_is_refused_and_logged(
    kind: str, hidden: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        assert code_of(picture(kind) + hidden) == "file_two_kinds"
    assert "file_two_kinds" in caplog.text
    assert "x.jpg" not in caplog.text


def test_a_script_in_the_remark_of_a_picture_is_refused() -> None:
    exif = Image.Exif()
    exif[0x010E] = "<script>alert(1)</script>"
    assert code_of(picture(exif=exif)) == "file_two_kinds"


def test_a_clip_behind_a_picture_is_not_kept() -> None:
    """Telephones put clips and traces there; drawn anew, only the picture is left."""
    plain = files.clean("x.png", picture("PNG"))
    assert plain.media_type == "image/jpeg"
    assert files.clean("x.png", picture("PNG") + b"a clip of the telephone") == plain


@given(st.binary(max_size=300))
@example(b"%PDF-")
def test_whatever_stands_behind_a_picture_is_left_out_or_refused(behind: bytes) -> None:
    plain = files.clean("x.png", picture("PNG"))
    assert kept_of(picture("PNG") + b"more" + behind) in (plain, "file_two_kinds")


def kept_of(content: bytes) -> files.CleanFile | str:
    """What is kept, or the code of the refusal."""
    try:
        return files.clean("x.png", content)
    except Refused as refused:
        return refused.problems[0].code


def test_a_paper_may_speak_of_scripts() -> None:
    assert files.clean("x.pdf", b"%PDF-1.4 <script> is an element of HTML").media_type == "application/pdf"


def test_a_large_picture_is_made_smaller() -> None:
    cleaned = files.clean("x.jpg", picture(size=(5000, 100)))
    assert Image.open(io.BytesIO(cleaned.content)).width == files.LONGEST_SIDE


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file_empty"),
        (b"hello", "file_kind_refused"),
        (b"MZ" + b"\x00" * 200, "file_kind_refused"),
        (b"PK\x03\x04" + b"\x00" * 200, "file_kind_refused"),
        (b"\xff\xd8\xff\xe0" + b"no picture at all" * 9, "file_no_picture"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "file_no_picture"),
        (b"%PDF-1.4" + b"x" * (files.MOST_BYTES + 1), "file_too_large"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_code(content: bytes, code: str) -> None:
    assert code_of(content) == code


def test_a_picture_cut_short_is_refused() -> None:
    assert code_of(picture(size=(400, 400))[:300]) == "file_no_picture"


def test_a_picture_that_unpacks_to_a_huge_one_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_PIXELS", 1000)
    assert code_of(picture(size=(40, 40))) == "file_too_large"


@pytest.mark.parametrize("name", ["../../etc/passwd", "..\\..\\x", "a/b/c.jpg", "\x00\x1b", "x" * 500, ""])
def test_a_name_is_never_a_path(name: str) -> None:
    plain = files.plain_name(name)
    assert plain
    assert "/" not in plain
    assert "\\" not in plain
    assert len(plain) <= 100


@pytest.mark.django_db
def test_a_file_stands_sealed_on_disk_and_opens_for_its_row_only(settings: Any, tmp_path: Path) -> None:
    settings.POKPONG_FILES_DIR = tmp_path
    clean = files.clean("ຮູບ.pdf", b"%PDF-1.4 " + "ລັບ".encode() * 100)
    with writing.opened("tests"):
        row, other = files.store(clean), files.store(clean)
    assert files.content_of(row) == clean.content
    on_disk = files.path_of(row).read_bytes()
    assert "ລັບ".encode() not in on_disk
    assert files.path_of(row).stat().st_mode & 0o077 == 0
    files.path_of(other).write_bytes(on_disk)
    with pytest.raises(aes.SealBroken):
        files.content_of(other)
