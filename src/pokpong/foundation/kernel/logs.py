"""Logs say what happened, never about whom: addresses lose their queries, and Lao text is taken out."""

import logging
import re
from typing import Any

LAO = re.compile("[\u0e80-\u0eff]+")
# Django writes letters beyond ASCII so; browsers send them so.
ESCAPED = re.compile(r"(?:\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|%[0-9a-f]{2})+", re.IGNORECASE)
QUERY = re.compile(r"\?[^\s\"']+")
SHORTEST_PATH = 2  # "/" says nothing, and stands in other words
LONG_DIGITS = re.compile(r"(?<![\w-])\+?\d[\d ]{6,}\d(?![\w-])")


def without_persons(line: str) -> str:
    """`line` with Lao text (also escaped), query strings and long runs of digits (telephone numbers) replaced."""
    line = QUERY.sub("?…", line)
    line = LAO.sub("…", ESCAPED.sub("…", line))
    return LONG_DIGITS.sub("…", line)


class NothingPersonal(logging.Filter):
    """Rewrites each record; arguments of an exception are dropped, its type and places in the code stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_persons(_without_address(record))
        record.args = ()
        if record.exc_info and record.exc_info[1] is not None:
            record.msg += f" [{type(record.exc_info[1]).__name__}]"
            record.exc_text = _places(record)
            record.exc_info = None
        return True


def _without_address(record: logging.LogRecord) -> str:
    """The message; an address that was asked for is given as its pattern only: anybody can type a name into one."""
    request: Any = getattr(record, "request", None)
    path: str = getattr(request, "path", "")
    line = record.getMessage()
    if len(path) < SHORTEST_PATH:
        return line
    match: Any = getattr(request, "resolver_match", None)
    pattern = f"/{match.route}" if match else "…"
    for written in (path.encode("unicode_escape").decode(), path):
        line = line.replace(written, pattern)
    return line


def _places(record: logging.LogRecord) -> str:
    trace = record.exc_info[2] if record.exc_info else None
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(lines)
