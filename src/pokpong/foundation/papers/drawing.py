"""Where documents and workbooks are drawn: in one thread, one after the other.

Each is tens of thousands of small objects that hold each other. Drawn in whatever thread a request runs in, every
thread of the web process would keep the memory of its own largest one: measured, 240 MB for four threads; here, 10 MB.
"""

import gc
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from django.utils.translation import get_language, override

MUCH: Final = 0.08  # seconds of drawing: one long document
_room = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")


def drawn_alone(draw: Callable[[], bytes]) -> bytes:
    """What `draw` gives, or the exception it raises; it speaks the language of its caller.

    `draw` runs in another thread, so it must not ask the data base: what it needs is read before.
    """
    return _room.submit(_drawn, draw, get_language()).result()


class _Tidier:
    """Clears away what drawing left, but not behind each small one: it looks through all objects of the process."""

    def __init__(self) -> None:
        self.drawn = 0.0

    def after(self, seconds: float) -> None:
        self.drawn += seconds
        if self.drawn >= MUCH:
            self.drawn = 0.0
            gc.collect()


_tidier = _Tidier()


def _drawn(draw: Callable[[], bytes], language: str | None) -> bytes:
    began = time.monotonic()
    try:
        with override(language):
            return draw()
    finally:
        _tidier.after(time.monotonic() - began)
