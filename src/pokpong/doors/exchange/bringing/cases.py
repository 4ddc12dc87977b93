"""The rows of a sheet as cases: judged, and brought in by the ordinary actions."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from pokpong.doors.exchange.actions.settling import open_row
from pokpong.doors.exchange.cases import judging
from pokpong.doors.exchange.cases.jsons import as_json
from pokpong.doors.exchange.cases.judging import Judged, Reader, judge
from pokpong.doors.exchange.verdicts import ASKED, OPENED, REJECTED, Verdict
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Line
from pokpong.foundation.kernel.problems import NotThere, Refused


class CaseRows:
    """A question keeps all that is needed to answer it later: the file may be gone by then."""

    def __init__(self, reader: Reader):
        self.reader = reader
        self.dry, self.header = reader.dry, reader.header

    def take(self, line: Line) -> Verdict:
        judged = judge(self.reader, line)
        if judged.outcome == OPENED and not self.dry:
            return self._open(line, judged)
        question = _question(self.reader, judged) if judged.outcome == ASKED else {}
        return Verdict(judged.outcome, judged.problems, question)

    def _open(self, line: Line, judged: Judged) -> Verdict:
        try:
            open_row(self.reader.actor, _question(self.reader, judged))
        except Refused as refused:
            blamed = tuple(
                self.reader.blamed(line, judging.COLUMN_OF.get(problem.field, ""), problem)
                for problem in refused.problems
            )
            return Verdict(REJECTED, blamed)
        except NotThere:
            return Verdict(REJECTED, (CellProblem(line.number, "", judging.OUT_OF_SIGHT("row")),))
        return Verdict(OPENED)


def _question(reader: Reader, judged: Judged) -> dict[str, Any]:
    return {
        "said": as_json(judged.record),
        "references": asdict(judged.references),
        "place": judged.place,
        "home": judged.home,
        "source": reader.source.name,
        "persons": [str(person) for person in judged.persons],
    }
