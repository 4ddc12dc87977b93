"""A paper as PDF, with our own fonts in it.

Lao is written without spaces: for the renderer U+200B stands between its words. It is put in here, while drawing, and
never stored.
"""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Final

from django.template.loader import render_to_string

from pokpong.foundation.kernel.problems import Problem, ProblemKind, Refused
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.words import with_breaks
from pokpong.foundation.papers.parts import Paper

CONTENT_TYPE: Final = "application/pdf"
LONGEST: Final = 60  # seconds for one paper
AT_ONCE: Final = 1  # a drawing takes about 100 MB while it lasts: one at a time in each web process
FOLDER: Final = Path(__file__).parent
WORKER: Final = FOLDER / "pdf_worker.py"
NO_PANGO, LETTERS_MISSING = 3, 4  # exit codes of pdf_worker
SHOWN_LETTERS: Final = 20
# What the worker needs to find its libraries; keys and passwords of this process stay here.
KEPT: Final = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH", "SYSTEMROOT", "TEMP")

NO_PDF = ProblemKind("pdf_unavailable", _("This computer cannot make PDFs. Print from the browser instead."))
PDF_LETTERS = ProblemKind(
    "pdf_letters",
    _("The PDF has no letters for: %(letters)s. Print from the browser instead, or take the Word document."),
)

_log = logging.getLogger(__name__)
_drawing = BoundedSemaphore(AT_ONCE)
_TEXT: Final = re.compile(r"(?<=>)[^<>]+(?=<)")
# ຳ is drawn as ໍ and າ. Written as one letter, the PDF would tell a reader that copies or searches its text that ໍ is
# nothing, or that every າ is a ຳ: WeasyPrint notes one text for each glyph. Thai ำ is alike.
_AM: Final = {
    re.compile("([\u0ec8-\u0ecb]*)\u0eb3"): "\u0ecd\\1\u0eb2",
    re.compile("([\u0e48-\u0e4b]*)\u0e33"): "\u0e4d\\1\u0e32",
}


class PdfUnavailable(Refused):
    """There is no PDF of this paper: a library is missing, it took too long, or the fonts lack a letter."""


def pdf_of(paper: Paper) -> bytes:
    """The paper on A4, with page numbers and the paper's number on every page.

    The same paper is the same file, dated as the paper. Raises PdfUnavailable. Takes about a second; further callers
    wait for their turn.
    """
    html = breathing(render_to_string("papers/paper.html", {"paper": paper, "language": paper.languages.first}))
    if not _drawing.acquire(timeout=LONGEST):
        raise PdfUnavailable([NO_PDF()])
    try:
        return _drawn(html)
    finally:
        _drawing.release()


def breathing(html: str) -> str:
    """The page with U+200B between the Lao words of its texts, and ຳ as it is drawn; attributes stay as they are."""
    head, body, rest = html.partition("<main")
    return head + _TEXT.sub(_breathing_text, body + rest)


def _breathing_text(text: re.Match[str]) -> str:
    written = with_breaks(text[0])
    for am, drawn in _AM.items():
        written = am.sub(drawn, written)
    return written


def _drawn(html: str) -> bytes:
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment["FONTCONFIG_FILE"] = str(FOLDER / "fonts.conf")
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(WORKER)],
            input=html.encode("utf-8"),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # it may quote the paper
            env=environment,
            timeout=LONGEST,
            check=False,
        )
    except (subprocess.TimeoutExpired, OSError):
        _log.error("no PDF was drawn: the worker did not start, or took too long")
        raise PdfUnavailable([NO_PDF()]) from None
    if done.returncode:
        raise PdfUnavailable([_reason(done)])
    return done.stdout


def _reason(done: subprocess.CompletedProcess[bytes]) -> Problem:
    if done.returncode == LETTERS_MISSING:
        return PDF_LETTERS(letters=" ".join(done.stdout.decode("utf-8")[:SHOWN_LETTERS]))
    if done.returncode == NO_PANGO:
        _log.error("no PDF was drawn: Pango is not installed")
    else:
        _log.error("no PDF was drawn: the worker failed")
    return NO_PDF()
