"""Brings a workbook of the Human Trafficking Case Data Standard in, as one user."""

from __future__ import annotations

import json
import sys
from argparse import Namespace

from django.utils import translation

from pokpong.config import wiring  # noqa: F401  registers the actions
from pokpong.config.commands.acting import acting_user, current_data
from pokpong.config.commands.environment import Stopped
from pokpong.doors.exchange import running
from pokpong.doors.exchange.actions.files import PLACE_NO_DISTRICT, map_import, start_import, upload_import
from pokpong.doors.exchange.bringing.going import Work, go_through, rows_of
from pokpong.doors.exchange.cases.places import is_district
from pokpong.doors.exchange.cases.target import CASES
from pokpong.doors.exchange.htcds.columns import find_header
from pokpong.doors.exchange.models import Import
from pokpong.doors.exchange.running import result_of
from pokpong.doors.exchange.targets import guessed
from pokpong.doors.exchange.verdicts import Result
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Book, read_workbook
from pokpong.foundation.access.models import User
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Problem, Refused

REJECTED, UNREADABLE = 1, 2
NEEDED = ("import.upload", "case.open", "import.open_case")


def run(arguments: Namespace) -> int:
    """0 when no row was rejected, 1 otherwise, 2 when the file cannot be read. Raises Stopped."""
    current_data()
    user = acting_user(arguments.user, NEEDED)
    with translation.override(user.language):
        if arguments.place and not is_district(arguments.place):
            raise Stopped(PLACE_NO_DISTRICT("place").message)
        try:
            book = _book(arguments)
        except Refused as refused:
            _print_unreadable(refused.problems, as_json=arguments.json)
            return UNREADABLE
        result = _brought_in(user, book, arguments)
        _print(result, as_json=arguments.json)
    return REJECTED if result.rejected else 0


def _book(arguments: Namespace) -> Book:
    """The workbook, with the columns of the standard in it. Raises Refused, Stopped."""
    try:
        content = arguments.file.read_bytes()
    except OSError as reason:
        print(f"{arguments.file}: {reason.strerror}", file=sys.stderr)
        raise Refused([]) from None
    book = read_workbook(content)
    find_header(book)
    return book


def _brought_in(user: User, book: Book, arguments: Namespace) -> Result:
    work = Work(book, guessed(CASES, book), arguments.source, arguments.place)
    if arguments.dry_run:
        return go_through(rows_of(user, work, dry=True), work.lines)
    return _as_on_the_page(user, work, arguments)


def _as_on_the_page(user: User, work: Work, arguments: Namespace) -> Result:
    """The file stands among the user's files afterwards, where rows that asked are answered."""
    call = new_id()
    row = upload_import(
        by=user,
        id=row_id_for(call),
        target=CASES,
        name=arguments.file.name,
        content=arguments.file.read_bytes(),
        source=arguments.source,
        call_id=call,
    )
    map_import(
        by=user,
        file=row.pk,
        mapping=work.mapping.as_json(),
        place=arguments.place,
        source=arguments.source,
        total=len(work.lines),
        call_id=new_id(),
    )
    running.run(row.pk)
    start_import(by=user, file=row.pk, call_id=new_id())
    running.run(row.pk)
    return result_of(Import.objects.get(pk=row.pk))


def _print(result: Result, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps(result.as_json(), ensure_ascii=False))
        return
    print(
        f"read {result.read}, opened {result.opened}, unchanged {result.unchanged}, "
        f"asked {result.asked}, rejected {result.rejected}"
    )
    for found in [*result.problems, *result.unread]:
        print(f"row {found.row} {found.column}: {found.problem.message} ({found.problem.code})")


def _print_unreadable(problems: list[Problem], *, as_json: bool) -> None:
    """A file that cannot be read has no rows: its reasons stand under row 0."""
    wrong = Result(problems=[CellProblem(0, "", problem) for problem in problems])
    if as_json:
        print(json.dumps(wrong.as_json(), ensure_ascii=False))
    for problem in problems:
        print(f"{problem.message} ({problem.code})", file=sys.stderr)
