"""Logs say what happened, never about whom: addresses lose their queries, and Lao text is taken out."""

import logging
import re

LAO = re.compile("[\u0e80-\u0eff]+")
QUERY = re.compile(r"\?[^\s\"']+")
LONG_DIGITS = re.compile(r"(?<![\w-])\+?\d[\d ]{6,}\d(?![\w-])")


def without_persons(line: str) -> str:
    """`line` with Lao text, query strings and long runs of digits (telephone numbers) replaced."""
    line = QUERY.sub("?…", line)
    line = LAO.sub("…", line)
    return LONG_DIGITS.sub("…", line)


class NothingPersonal(logging.Filter):
    """Rewrites each record; arguments of an exception are dropped, its type and places in the code stay."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = without_persons(record.getMessage())
        record.args = ()
        if record.exc_info and record.exc_info[1] is not None:
            record.msg += f" [{type(record.exc_info[1]).__name__}]"
            record.exc_text = _places(record)
            record.exc_info = None
        return True


def _places(record: logging.LogRecord) -> str:
    trace = record.exc_info[2] if record.exc_info else None
    lines = []
    while trace is not None:
        code = trace.tb_frame.f_code
        lines.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}")
        trace = trace.tb_next
    return "\n".join(lines)
