"""The program that draws a PDF: HTML comes in at standard input, the PDF leaves by standard output.

It runs as a process of its own, started by `pdf.py` for one paper and gone behind it: WeasyPrint takes 50 MB the moment
it is imported, which the web process would keep for ever. It imports nothing of Pokpong, opens no file but our style
sheets and fonts, and reaches no network.

Exit codes: 0 drawn; 3 Pango is missing; 4 the fonts lack letters of the text, which stand in the output.
"""

from __future__ import annotations

import io
import sys
import unicodedata
from pathlib import Path
from typing import Any, Final

from fontTools.ttLib import TTFont

try:
    import weasyprint
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcherResponse
except OSError:  # a library that WeasyPrint opens as it is imported is not there
    weasyprint = None

NO_PANGO: Final = 3
LETTERS_MISSING: Final = 4

FOUNDATION: Final = Path(__file__).parent.parent
STATIC: Final = {"papers": FOUNDATION / "papers" / "static", "ui": FOUNDATION / "ui" / "static"}
BASE: Final = "http://pokpong.invalid/"  # an address that nothing answers, for relative ones to stand on
SHEETS: Final = ("ui/tokens.css", "papers/fonts.css", "papers/paper.css", "papers/pdf.css")
# tokens.css enlarges Phetsarath by `size-adjust`, which WeasyPrint does not know.
PHETSARATH: Final = "ui/vendor/phetsarath/"
SIZE_ADJUST: Final = 1.12
_TYPES: Final = {".css": "text/css; charset=utf-8", ".woff2": "font/woff2"}
_NEEDS_NO_GLYPH: Final = ("C", "Z")  # controls, formats, spaces


class Faces:
    """Serves our own static files to WeasyPrint, and remembers which letters the fonts among them hold."""

    def __init__(self) -> None:
        self.letters: set[int] = set()

    def __call__(self, url: str) -> Any:
        """The file behind `BASE`. Any other address stops the drawing (FatalURLFetchingError)."""
        path = static_file(url)
        if path is None:
            raise FatalURLFetchingError("a paper may only use its own files")
        content = path.read_bytes()
        if path.suffix == ".woff2":
            content = self._font(url, content)
        return URLFetcherResponse(url, content, {"Content-Type": _TYPES[path.suffix]})

    def _font(self, url: str, content: bytes) -> bytes:
        # Not noting when it was saved: the same paper is the same file.
        fresh = TTFont(io.BytesIO(content), recalcTimestamp=False)
        self.letters.update(fresh.getBestCmap())
        fresh.flavor = None
        if PHETSARATH in url:
            fresh["head"].unitsPerEm = round(fresh["head"].unitsPerEm / SIZE_ADJUST)
        out = io.BytesIO()
        fresh.save(out)
        return out.getvalue()


def static_file(url: str) -> Path | None:
    """The style sheet or font of ours at `url`, or None for anything else."""
    name = url.removeprefix(BASE).lstrip("/")
    folder = STATIC.get(name.split("/")[0])
    if not url.startswith(BASE) or folder is None:
        return None
    path = (folder / name).resolve()
    return path if folder.resolve() in path.parents and path.suffix in _TYPES and path.is_file() else None


def draw(html: str) -> tuple[bytes, str]:
    """The PDF, and the letters of the text that no font of ours holds (the PDF would show boxes for them)."""
    faces = Faces()
    fonts = FontConfiguration()
    sheets = [weasyprint.CSS(url=BASE + name, url_fetcher=faces, font_config=fonts) for name in SHEETS]
    page = weasyprint.HTML(string=html, base_url=BASE, url_fetcher=faces)
    lacking = missing("".join(page.etree_element.itertext()), faces.letters)
    return (
        b"" if lacking else page.write_pdf(stylesheets=sheets, font_config=fonts, presentational_hints=True)
    ), lacking


def missing(text: str, letters: set[int]) -> str:
    """The characters of `text`, each once, that need a glyph and have none in `letters`."""
    needed = sorted({one for one in text if unicodedata.category(one)[0] not in _NEEDS_NO_GLYPH})
    return "".join(one for one in needed if ord(one) not in letters)


def main() -> int:
    if weasyprint is None:
        return NO_PANGO
    pdf, lacking = draw(sys.stdin.buffer.read().decode("utf-8"))
    sys.stdout.buffer.write(lacking.encode("utf-8") if lacking else pdf)
    return LETTERS_MISSING if lacking else 0


if __name__ == "__main__":
    sys.exit(main())
