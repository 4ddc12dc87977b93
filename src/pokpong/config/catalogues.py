"""Compiles the catalogues of translated words: `python -m pokpong.config.catalogues`.

The .mo files are made, not kept: they follow from the .po files, which people write and review.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

PACKAGE = Path(__file__).resolve().parents[1]


class BrokenCatalogue(Exception):
    """A catalogue that cannot be read; names the file and the line."""


def sources(package: Path = PACKAGE) -> list[Path]:
    return sorted(package.glob("**/locale/*/LC_MESSAGES/*.po"))


def is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def compile_stale(paths: Iterable[Path] | None = None) -> list[Path]:
    """The catalogues that were compiled. Raises BrokenCatalogue with every broken one."""
    stale = [path for path in (sources() if paths is None else paths) if is_stale(path)]
    reasons = []
    for path in stale:
        try:
            compile_one(path)
        except BrokenCatalogue as reason:
            reasons.append(str(reason))
    if reasons:
        raise BrokenCatalogue("\n".join(reasons))
    return stale


def compile_one(source: Path) -> None:
    # Written beside and moved: a server reading at this moment sees the old file or the new one, never half.
    catalogue = read(source)
    partial = source.with_suffix(".mo.part")
    with partial.open("wb") as handle:
        write_mo(handle, catalogue)
    partial.replace(source.with_suffix(".mo"))


def read(source: Path) -> Catalog:
    locale = source.parents[1].name
    try:
        with source.open("rb") as handle:
            return read_po(handle, locale=locale, abort_invalid=True)
    except (PoFileError, ValueError) as reason:
        raise BrokenCatalogue(f"{source}: {reason}") from reason


def unfinished(source: Path) -> list[str]:
    """The msgids nobody finished: fuzzy, or a form without a translation. The tests refuse them."""
    return [str(message.id) for message in read(source) if message.id and is_unfinished(message)]


def is_unfinished(message: Message) -> bool:
    words = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return message.fuzzy or not all(words)


def main() -> int:
    try:
        compile_stale()
    except BrokenCatalogue as reason:
        print(reason, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
