"""Fetch the vendored front-end parts and record what they are.

``python -m pokpong.foundation.ui.vendor`` fetches every part again from the npm registry (needs ``npm``; package
scripts never run) and rewrites ``vendor/README.md`` and ``vendor/hashes.json``.
``python -m pokpong.foundation.ui.vendor --check`` only compares the files with the recorded hashes.
"""

import argparse
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parent / "static" / "ui" / "vendor"
HASHES = "hashes.json"
README = "README.md"

# A reference to a source map we do not ship makes Django's hashed static storage fail.
SOURCE_MAP = re.compile(rb"\s*(?:/\*# sourceMappingURL=[^*]*\*/|//# sourceMappingURL=\S+)\s*$")


@dataclass(frozen=True)
class Part:
    """One npm package: where it comes from and which of its files we ship (path in package -> path here)."""

    name: str
    version: str
    licence: str
    source: str
    purpose: str
    files: Mapping[str, str] = field(default_factory=dict)


PARTS: Sequence[Part] = (
    Part(
        "bootstrap",
        "5.3.9",
        "MIT",
        "https://github.com/twbs/bootstrap",
        "base styles and grid, under our own tokens",
        {"dist/css/bootstrap.min.css": "bootstrap/bootstrap.min.css", "LICENSE": "bootstrap/LICENSE"},
    ),
    Part(
        "htmx.org",
        "4.0.1",
        "0BSD",
        "https://github.com/bigskysoftware/htmx",
        "parts of a page that refresh by themselves",
        {"dist/htmx.min.js": "htmx/htmx.min.js", "LICENSE": "htmx/LICENSE"},
    ),
    Part(
        "@fontsource/phetsarath",
        "5.3.0",
        "OFL-1.1",
        "https://github.com/fontsource/font-files",
        "the Lao typeface",
        {
            "files/phetsarath-lao-400-normal.woff2": "phetsarath/phetsarath-lao-400-normal.woff2",
            "files/phetsarath-lao-700-normal.woff2": "phetsarath/phetsarath-lao-700-normal.woff2",
            "LICENSE": "phetsarath/LICENSE",
        },
    ),
    Part(
        "@fontsource-variable/noto-sans-lao",
        "5.3.0",
        "OFL-1.1",
        "https://github.com/fontsource/font-files",
        "the Lao typeface where Phetsarath lacks a letter",
        {
            "files/noto-sans-lao-lao-wght-normal.woff2": "noto-sans-lao/noto-sans-lao-lao-wght-normal.woff2",
            "LICENSE": "noto-sans-lao/LICENSE",
        },
    ),
    Part(
        "@fontsource/noto-sans",
        "5.3.0",
        "OFL-1.1",
        "https://github.com/fontsource/font-files",
        "the Latin typeface of papers, with the letters of Vietnamese",
        {
            **{
                f"files/noto-sans-{script}-{weight}-normal.woff2": f"noto-sans/noto-sans-{script}-{weight}-normal.woff2"
                for script in ("latin", "latin-ext", "vietnamese")
                for weight in (400, 700)
            },
            "LICENSE": "noto-sans/LICENSE",
        },
    ),
    Part(
        "@fontsource/noto-sans-thai",
        "5.3.0",
        "OFL-1.1",
        "https://github.com/fontsource/font-files",
        "the Thai typeface of papers",
        {
            "files/noto-sans-thai-thai-400-normal.woff2": "noto-sans-thai/noto-sans-thai-thai-400-normal.woff2",
            "files/noto-sans-thai-thai-700-normal.woff2": "noto-sans-thai/noto-sans-thai-thai-700-normal.woff2",
            "LICENSE": "noto-sans-thai/LICENSE",
        },
    ),
)


def without_source_map(content: bytes) -> bytes:
    """The file without its closing ``sourceMappingURL`` comment; everything else byte for byte."""
    return SOURCE_MAP.sub(b"\n", content)


def digest(path: Path) -> str:
    """SHA-256 of a file, as lower-case hex."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def vendored_files(folder: Path) -> Iterator[Path]:
    """Every shipped file below ``folder`` except the two records written about them."""
    records = {folder / HASHES, folder / README}
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and path not in records)


def differences(folder: Path = FOLDER) -> list[str]:
    """What does not match ``hashes.json``: one line for each changed, missing or unrecorded file."""
    recorded: dict[str, str] = json.loads((folder / HASHES).read_text("utf-8"))
    present = {path.relative_to(folder).as_posix(): digest(path) for path in vendored_files(folder)}
    return [
        f"{name}: " + ("not recorded" if name not in recorded else "missing" if name not in present else "changed")
        for name in sorted(recorded.keys() | present.keys())
        if recorded.get(name) != present.get(name)
    ]


def fetch(part: Part, folder: Path) -> None:
    """Pack one npm package without running its scripts and copy our files of it into ``folder``.

    Raises ``subprocess.CalledProcessError`` when npm fails and ``KeyError`` when the package lacks a file.
    """
    with tempfile.TemporaryDirectory() as scratch:
        command = ["npm", "pack", "--ignore-scripts", "--silent", f"{part.name}@{part.version}"]
        packed = subprocess.run(command, cwd=scratch, check=True, capture_output=True, text=True)
        with tarfile.open(Path(scratch) / packed.stdout.strip().splitlines()[-1]) as archive:
            for inside, target in part.files.items():
                member = archive.extractfile(f"package/{inside}")
                if member is None:
                    raise KeyError(inside)
                content = member.read()
                destination = folder / target
                destination.parent.mkdir(parents=True, exist_ok=True)
                destination.write_bytes(without_source_map(content) if target.endswith((".css", ".js")) else content)


def describe(parts: Sequence[Part]) -> str:
    """The text of ``vendor/README.md``: a table of name, version, licence, source and purpose."""
    rows = "".join(
        f"| {part.name} | {part.version} | {part.licence} | {part.source} | {part.purpose} |\n" for part in parts
    )
    return (
        "# Vendored front-end parts\n\n"
        "Written by `python -m pokpong.foundation.ui.vendor`; do not edit by hand. Each folder holds the licence of\n"
        "its part. `hashes.json` holds the SHA-256 of every file. The only change made to a file: the closing\n"
        "reference to a source map is removed, because the map is not shipped.\n\n"
        "| part (npm) | version | licence | source | what for |\n|---|---|---|---|---|\n" + rows
    )


def refresh(folder: Path = FOLDER) -> None:
    """Replace everything below ``folder`` by freshly fetched parts and write both records."""
    with tempfile.TemporaryDirectory() as scratch:
        fresh = Path(scratch) / "vendor"
        for part in PARTS:
            fetch(part, fresh)
        hashes = {path.relative_to(fresh).as_posix(): digest(path) for path in vendored_files(fresh)}
        (fresh / HASHES).write_text(json.dumps(hashes, indent=2) + "\n", "utf-8")
        (fresh / README).write_text(describe(PARTS), "utf-8")
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(fresh, folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line; returns the exit status (1 when files and hashes differ)."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--check", action="store_true", help="only compare the files with hashes.json")
    if not parser.parse_args(arguments).check:
        refresh()
    found = differences()
    print("\n".join(found) if found else "vendored files match their hashes")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
