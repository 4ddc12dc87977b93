"""Looking a file through and bringing it in: at once when it is short, in the background when it is long."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from django.utils import translation

from pokpong.doors.exchange.actions.files import GOING_THROUGH, keep_progress, keep_result
from pokpong.doors.exchange.bringing.going import go_through, rows_of
from pokpong.doors.exchange.mapping.headers import WHOLE_FILE
from pokpong.doors.exchange.models import Import
from pokpong.doors.exchange.states import WAITING
from pokpong.doors.exchange.uploads import work_of
from pokpong.doors.exchange.verdicts import Result, is_remark, is_unread, kept_problems, read_problems
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.foundation.access import row_security
from pokpong.foundation.access.models import User
from pokpong.foundation.agenda import jobs
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused

JOB: Final = "exchange.go_through"
AT_ONCE: Final = 20  # rows that a page waits for


def begin(row: Import) -> None:
    """Goes through a file whose turn has come, or puts it into the queue."""
    if row.total <= AT_ONCE:
        run(row.pk)
    else:
        jobs.do_later(JOB, row.pk)


@jobs.job(JOB)
def run(import_id: UUID) -> None:
    """Goes through the file as its user. Nothing happens to one that does not wait, or whose user has left."""
    row = Import.objects.filter(pk=import_id, state__in=WAITING).first()
    user = User.objects.filter(pk=row.user, state="active").first() if row is not None else None
    if row is None or user is None:
        return
    with row_security.scope_of(user), translation.override(user.language):
        _go_through(row, user)


def _go_through(row: Import, user: User) -> None:
    def tell(done: int, _result: Result) -> None:
        keep_progress(by=GOING_THROUGH, file=row.pk, position=done, call_id=new_id())

    try:
        work = work_of(row)
        result = go_through(rows_of(user, work, dry=row.state == "checking"), work.lines, tell)
    except Refused as refused:
        # The file or its sheet has gone: nothing was brought in, and the page says why.
        result = Result(problems=[CellProblem(WHOLE_FILE, "", problem) for problem in refused.problems])
    if not Import.objects.filter(pk=row.pk, state=row.state).exists():
        return  # put aside meanwhile, or gone through by a second start: every row is one call and came in once
    keep_result(
        by=GOING_THROUGH,
        file=row.pk,
        counts={name: getattr(result, name) for name in ("read", "opened", "unchanged", "asked", "rejected")},
        problems=kept_problems([*result.problems, *result.unread, *result.remarks]),
        questions=result.questions,
        call_id=new_id(),
    )


def result_of(row: Import) -> Result:
    """What became of the rows, as it was kept."""
    problems = read_problems(row.problems)
    return Result(
        read=row.total,
        opened=row.opened,
        unchanged=row.unchanged,
        asked=row.asked,
        rejected=row.rejected,
        problems=[found for found in problems if not is_unread(found) and not is_remark(found)],
        questions=row.questions or {},
        unread=[found for found in problems if is_unread(found)],
        remarks=[found for found in problems if is_remark(found)],
    )
