"""Measurements: `./run bench NAME`. Each bench is a module bench_NAME with `run(size) -> list[Result]`."""

from tests.bench.results import Result, Size

__all__ = ["Result", "Size"]
