"""./run lock: resolve the dependencies of pyproject.toml again and pin them with hashes."""

import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from runner import bootstrap
from runner.layout import DEV_LOCK, ROOT, RUNTIME_LOCK, VAR, Refused


def main(arguments: Sequence[str]) -> int:
    uv = find_uv()
    for command in (compile_command(uv, RUNTIME_LOCK), compile_command(uv, DEV_LOCK, "--group", "dev")):
        finished = subprocess.run([*command, *arguments], cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        if finished.returncode:
            raise Refused("the dependencies could not be resolved; the lines above say why.")
    print(f"Wrote {RUNTIME_LOCK.name} and {DEV_LOCK.name}: look at what changed, then ./run test.")
    return 0


def compile_command(uv: str, lock: Path, *options: str) -> list[str]:
    """Universal: one lock for every system and Python we support."""
    fixed = ["--generate-hashes", "--universal", "--python-version", "3.11", "--no-annotate"]
    return [uv, "pip", "compile", *fixed, "pyproject.toml", *options, "-o", lock.name]


def find_uv() -> str:
    """Only resolving needs uv (pip makes no such lock); where absent it gets an environment of its own."""
    found = shutil.which("uv")
    if found:
        return found
    folder = VAR / "lock-venv"
    if not (folder / "bin" / "uv").exists():
        bootstrap.make(folder, uv=None)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", "uv"], check=False)
    if not (folder / "bin" / "uv").exists():
        raise Refused(f"uv could not be installed for {sys.executable}; see https://docs.astral.sh/uv/")
    return str(folder / "bin" / "uv")
