"""Finds benches, runs one, shows what it measured."""

import argparse
import importlib
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import django

from tests.bench.results import Result, Size, as_json, as_table
from tests.engines.databases import a_copy
from tests.engines.postgresql import AS_IN_USE, throw_away_server

FOLDER = Path(__file__).resolve().parent

Bench = Callable[[Size], list[Result]]


class NoSuchBench(Exception):
    """Names the benches there are."""


def names() -> list[str]:
    return sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))


def require(name: str) -> None:
    """Raises NoSuchBench."""
    if name not in names():
        raise NoSuchBench(f"there is no bench {name!r}; there are: {', '.join(names()) or 'none yet'}")


def measure(name: str, size: Size) -> list[Result]:
    """Runs the bench with Django set up, on a copy of the template data base (migrated, with places).

    Raises NoSuchBench.
    """
    require(name)
    with tempfile.TemporaryDirectory(prefix="pokpong-bench-") as folder, a_copy() as database:
        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.engines.settings"
        os.environ["POKPONG_TEST_DATABASE"] = database
        os.environ["POKPONG_DATA"] = folder
        django.setup()
        # Only now: a bench may import models, which need Django to be set up.
        bench = cast(Bench, importlib.import_module(f"tests.bench.bench_{name}").run)
        return bench(size)


@contextmanager
def on(engine: str) -> Iterator[None]:
    """The data base for `measure`: a file, or a server of its own that keeps its promises about the disk."""
    os.environ["POKPONG_TEST_ENGINE"] = engine
    if engine == "sqlite":
        yield
        return
    with throw_away_server(AS_IN_USE) as address:
        os.environ["POKPONG_TEST_PG"] = address
        yield


def main(arguments: Sequence[str]) -> int:
    asked = parser().parse_args(arguments)
    if asked.name is None:
        print("\n".join(names()))
        return 0
    try:
        with on(asked.engine):
            results = measure(asked.name, asked.size)
    except NoSuchBench as reason:
        print(reason, file=sys.stderr)
        return 2
    return show(asked.name, asked.size, results, only_json=asked.json)


def show(name: str, size: Size, results: Sequence[Result], *, only_json: bool) -> int:
    if not results:
        print(f"the bench {name!r} measured nothing", file=sys.stderr)
        return 1
    if not only_json:
        print(as_table(results) + "\n")
    print(as_json(name, size, results))
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="./run bench")
    made.add_argument("name", nargs="?", help="which; none: a list of them")
    made.add_argument("--size", choices=("small", "full"), default="small", help="small fits in a minute")
    made.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite", help="the data base")
    made.add_argument("--json", action="store_true", help="only the JSON object")
    return made
