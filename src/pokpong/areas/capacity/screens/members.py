"""The page on which members of a committee are ticked: one call for each, and a reason beside each that is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.functional import cached_property
from django.utils.translation import ngettext

from pokpong.areas.capacity.actions import enrol
from pokpong.areas.capacity.models import Trainee, Training
from pokpong.areas.capacity.queries.trainees import alike, of_officials
from pokpong.areas.capacity.rules.trainees import LOOKS_KNOWN
from pokpong.areas.capacity.screens.pages import call_for
from pokpong.areas.capacity.vocabularies import FUNCTIONS, SEXES, function_of
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused
from pokpong.registers.institutions.models import Committee, Membership
from pokpong.registers.institutions.picker import id_of

APART = "apart"


@dataclass
class Line:
    """One member: what is ticked and chosen, what was refused, and who they may be."""

    seat: Membership
    ticked: bool = False
    sex: str = "unknown"
    function: str = ""
    chosen: str = ""
    problems: list[str] = field(default_factory=list)
    known: Sequence[Trainee] = ()

    @property
    def key(self) -> str:
        return str(self.seat.official_id)


class Members:
    """The members of one committee, for one training."""

    sexes = SEXES
    functions = FUNCTIONS

    def __init__(
        self, training: Training, committee: Committee, seats: Sequence[Membership], posted: Mapping[str, str] | None
    ):
        self.training = training
        self.committee = committee
        self.seats = seats
        self.posted = posted
        self.count = 0

    @cached_property
    def call_id(self) -> UUID:
        try:
            return UUID((self.posted or {}).get("call_id", ""))
        except ValueError:
            return new_id()

    @cached_property
    def lines(self) -> list[Line]:
        known = of_officials(seat.official_id for seat in self.seats)
        return [self._line(seat, known.get(seat.official_id)) for seat in self.seats]

    def _line(self, seat: Membership, person: Trainee | None) -> Line:
        posted = self.posted or {}
        line = Line(
            seat,
            sex=person.sex if person is not None else "unknown",
            function=person.function if person is not None else function_of(seat.official.function) or "community",
        )
        if self.posted is not None:
            line.ticked = bool(posted.get(f"tick-{line.key}"))
            line.sex = posted.get(f"sex-{line.key}", line.sex)
            line.function = posted.get(f"function-{line.key}", line.function)
            line.chosen = posted.get(f"chosen-{line.key}", "")
        return line

    def enrol(self, by: Any) -> bool:
        """Enrols everybody who is ticked; False when somebody was refused: the page then says why."""
        ticked = [line for line in self.lines if line.ticked]
        for line in ticked:
            self._enrol(by, line)
        return bool(ticked) and not any(line.problems for line in ticked)

    def _enrol(self, by: Any, line: Line) -> None:
        call = call_for(self.call_id, f"{line.key}:{line.chosen}:{line.sex}:{line.function}")
        trainee = None if line.chosen == APART else id_of(line.chosen)
        try:
            enrol(
                by=by,
                id=row_id_for(call),
                training=self.training.pk,
                trainee=trainee,
                official=line.seat.official_id,
                committee=self.committee.pk,
                told={"sex": line.sex, "function": line.function},
                apart=line.chosen == APART,
                call_id=call,
            )
        except Refused as refused:
            line.problems = [problem.message for problem in refused.problems]
            if LOOKS_KNOWN.code in {problem.code for problem in refused.problems}:
                official = line.seat.official
                line.known = [one.trainee for one in alike(by, official.name, official.latin_name)]
        else:
            self.count += 1

    @property
    def told(self) -> str:
        words = ngettext("%(count)d person was enrolled.", "%(count)d people were enrolled.", self.count)
        return words % {"count": self.count}
