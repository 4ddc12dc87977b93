"""The official paper of a Lao office: as a page for the screen and for A4, as PDF, as a Word document.

    say = Languages("lo", "en").say
    paper = Paper(kind=say(_("Notice")), date=today(), sections=(Section(paragraphs=(say(_("...")),)),), ...)
    return render_paper(paper, request)

The page that calls leaves the reading event before, whichever form was asked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.papers import pdf, word
from pokpong.foundation.papers.parts import Paper, PaperLink, PaperTable, Section, Signature

__all__ = ["Paper", "PaperLink", "PaperTable", "Section", "Signature", "file_name", "render_paper"]

_NO_FILE_NAME: Final = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class _Form:
    """A file that a paper can be had as."""

    draw: Callable[[Paper], bytes]
    content_type: str


FORMS: Final = {"pdf": _Form(pdf.pdf_of, pdf.CONTENT_TYPE), "docx": _Form(word.docx_of, word.CONTENT_TYPE)}


def render_paper(paper: Paper, request: HttpRequest) -> HttpResponse:
    """The paper as a page, or as the file that `?as=pdf` or `?as=docx` asks for.

    Where no PDF can be made, the page says why and offers what is left, with status 503. No form is ever kept by a
    browser: a paper may name a person.
    """
    asked = request.GET.get("as", "")
    if asked not in FORMS:
        return _page(paper, request)
    try:
        content = FORMS[asked].draw(paper)
    except pdf.PdfUnavailable as reason:
        return _page(paper, request, reason.problems)
    response = HttpResponse(content, content_type=FORMS[asked].content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name(paper, asked)}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return _not_kept(response)


def file_name(paper: Paper, ending: str) -> str:
    """`notice-1114-2021-03-22.pdf`: what kind of paper, its number and day; ASCII only, and nobody's name."""
    kind = paper.file_stem or _ascii(paper.kind.second) or _ascii(paper.kind.first)
    day = paper.date.isoformat() if paper.date else ""
    return "-".join(part for part in (_ascii(kind) or "paper", _ascii(paper.number), day) if part) + f".{ending}"


def _ascii(text: str) -> str:
    return _NO_FILE_NAME.sub("-", text.lower()).strip("-")


def _page(paper: Paper, request: HttpRequest, problems: Sequence[Problem] = ()) -> HttpResponse:
    files = {form: _address(request, form) for form in FORMS}
    shown = {"paper": paper, "on_screen": True, "problems": problems, "files": files}
    return _not_kept(render(request, "papers/paper.html", shown, status=503 if problems else 200))


def _address(request: HttpRequest, form: str) -> str:
    query = request.GET.copy()
    query["as"] = form
    return f"?{query.urlencode()}"


def _not_kept(response: HttpResponse) -> HttpResponse:
    response.headers["Cache-Control"] = "no-store"
    return response
