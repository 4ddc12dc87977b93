import io
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st
from weasyprint.urls import FatalURLFetchingError

from pokpong.foundation.papers import pdf, pdf_worker
from pokpong.foundation.papers.pdf_worker import BASE, Faces, missing, static_file


@pytest.mark.parametrize("name", pdf_worker.SHEETS)
def test_our_style_sheets_are_served(name: str) -> None:
    assert Faces()(BASE + name).read() == static_file(BASE + name).read_bytes()  # type: ignore[union-attr]  # None only for what is refused


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/x.css",
        "file:///etc/passwd",
        "file:///etc/fonts/fonts.css",
        BASE + "ui/../../../config/settings/base.py",
        BASE + "ui/../../pdf_worker.py",
        BASE + "papers/nothing.css",
        BASE + "ui/pokpong.js",
        BASE + "other/x.css",
        BASE,
        "papers/paper.css",
        "http://pokpong.invalid.example/papers/paper.css",
    ],
)
def test_nothing_else_is(url: str) -> None:
    assert static_file(url) is None
    with pytest.raises(FatalURLFetchingError):
        Faces()(url)


def test_a_paper_that_asks_the_network_is_not_drawn() -> None:
    with pytest.raises(FatalURLFetchingError):
        pdf_worker.draw('<main><img src="http://192.0.2.1/x.png"></main>')


def test_phetsarath_is_enlarged_as_on_the_screen() -> None:
    url = BASE + "ui/vendor/phetsarath/phetsarath-lao-400-normal.woff2"
    font = TTFont(io.BytesIO(Faces()(url).read()))
    shipped = TTFont(static_file(url))
    assert shipped["head"].unitsPerEm / font["head"].unitsPerEm == pytest.approx(1.12, abs=0.001)


@given(st.text(max_size=30), st.sets(st.characters(), max_size=30))
def test_exactly_what_has_no_glyph_is_missing(text: str, held: set[str]) -> None:
    lacking = missing(text, set(map(ord, held)))
    assert set(lacking) <= set(text) - held
    assert not missing(text, set(map(ord, held | set(lacking))))


def test_spaces_and_what_cannot_be_seen_need_no_glyph() -> None:
    assert missing("a\u200b \u00a0\n\u2060b", {ord("a")}) == "b"


def answer(monkeypatch: pytest.MonkeyPatch, capsysbinary: Any, html: str) -> tuple[int, bytes]:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(html.encode())))
    code = pdf_worker.main()
    return code, capsysbinary.readouterr().out


def test_the_answers_of_the_worker(monkeypatch: pytest.MonkeyPatch, capsysbinary: Any) -> None:
    code, out = answer(monkeypatch, capsysbinary, "<main>ລາວ</main>")
    assert (code, out[:5]) == (0, b"%PDF-")
    assert answer(monkeypatch, capsysbinary, "<main>ລາວ 王</main>") == (pdf.LETTERS_MISSING, "王".encode())
    monkeypatch.setattr(pdf_worker, "weasyprint", None)
    assert answer(monkeypatch, capsysbinary, "<main>ລາວ</main>") == (pdf_worker.NO_PANGO, b"")
    assert (pdf.NO_PANGO, pdf.LETTERS_MISSING) == (pdf_worker.NO_PANGO, pdf_worker.LETTERS_MISSING)
