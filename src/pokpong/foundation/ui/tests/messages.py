"""Every msgid that the package's own code and templates ask for."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.extract import extract
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).parents[1]
KEYWORDS = {"gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
Message = str | tuple[str, ...]


def sources() -> Iterator[tuple[Path, str]]:
    """Each source file as Python text that Babel can read."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "tests" not in path.parts:
            yield path, path.read_text("utf-8")
    for path in sorted((PACKAGE / "templates").rglob("*.html")):
        yield path, templatize(path.read_text("utf-8"), origin=str(path))


def asked_for() -> dict[str, Path]:
    """msgid -> the first file that asks for it."""
    found: dict[str, Path] = {}
    for path, text in sources():
        for _line, message, _comments, _context in extract("python", BytesIO(text.encode()), KEYWORDS):
            for msgid in [message] if isinstance(message, str) else message[:1]:
                found.setdefault(msgid, path)
    return found
