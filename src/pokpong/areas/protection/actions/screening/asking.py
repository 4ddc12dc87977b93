"""Beginning a screening, keeping its draft, dropping it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from pokpong.areas.protection.actions.cases.reach import locked_case, locked_part
from pokpong.areas.protection.models import Case, Screening
from pokpong.areas.protection.models.facts import facts_of
from pokpong.areas.protection.queries.screening import known_tool
from pokpong.areas.protection.rules import screening as rules
from pokpong.foundation.actions import amend, door, moves
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import tasks
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import refuse
from pokpong.foundation.lao.text import canon

FINISH, DECIDE = "screening.finish", "screening.decide"


@dataclass(frozen=True)
class Asking:
    """Which questions (`tool`, `version`, `set_code`), where, by whose mouth, and that the person agreed."""

    tool: str
    version: str
    set_code: str
    setting: str
    interpreter: str
    agreed: bool
    asked_on: date


@action("screening.begin", doors=("office", "device"))
def begin_screening(
    *, by: Actor, id: UUID, case: UUID, asking: Asking, continues: UUID | None = None, call_id: UUID
) -> Screening:
    """Begins a draft; with `continues` it starts with the answers of an earlier screening of the case.

    Raises NotThere, NotAllowed, Refused with all reasons.
    """
    held = locked_case(by, case)
    tool = known_tool(asking.tool, asking.version)
    told = rules.Beginning(
        tool=tool,
        set_code=asking.set_code,
        setting=asking.setting,
        interpreter=asking.interpreter,
        agreed=asking.agreed,
        asked_on=asking.asked_on,
        child=held.person.is_child,
    )
    earlier = _earlier(held, asking, continues)
    unknown = [rules.EARLIER_UNKNOWN("continues")] if continues and earlier is None else []
    refuse([*rules.wrong_beginning(told, clock.today()), *unknown])
    row = Screening(
        id=id,
        key_id=held.key_id,
        case=held,
        tool=asking.tool,
        tool_version=asking.version,
        set_code=asking.set_code,
        setting=asking.setting,
        interpreter=asking.interpreter,
        asked_on=asking.asked_on,
        asked_by=by.id,
        continues=continues,
        answers=earlier.answered if earlier else {},
        **facts_of(held.person),
    )
    door.add(row)
    moves.begin(row)
    wait_for(row, FINISH, by.id, rules.FINISH_WITHIN)
    door.event(row, {"tool": asking.tool, "version": asking.version})
    return row


def _earlier(case: Case, asking: Asking, continues: UUID | None) -> Screening | None:
    same = Screening.objects.filter(case=case.pk, tool=asking.tool, tool_version=asking.version)
    return same.filter(pk=continues).exclude(state="draft").first() if continues else None


@action("screening.answer", doors=("office", "device"))
def answer_screening(
    *,
    by: Actor,
    screening: UUID,
    answers: dict[str, str],
    seen: dict[str, str],
    note: str | None = None,
    seen_note: str = "",
    call_id: UUID,
) -> Screening:
    """Keeps answers of a draft; `seen` are those the answerer had before them, so that no colleague's is undone.

    `note` None: as it was. Raises NotThere, NotAllowed, Refused naming each answer that somebody else changed.
    """
    row = locked_draft(by, screening)
    found, torn = rules.merged(row.answered, seen, answers)
    said = row.note if note is None else canon(note).strip() or None
    if note is not None and (row.note or "") not in (seen_note, said or ""):
        torn.append("note")
    wrong = [*rules.wrong_answers(row.tool_used, answers), *rules.torn_answers(torn), *rules.wrong_note(said or "")]
    refuse(wrong)
    wanted = {"answers": found, "note": said}
    amend.apply(row, {name: value for name, value in wanted.items() if getattr(row, name) != value})
    door.event(row, {"answered": len(answers)})
    return row


@action("screening.drop", doors=("office", "device"))
def drop_screening(*, by: Actor, screening: UUID, why: str, call_id: UUID) -> Screening:
    """Ends a draft that will not be finished, also of a closed case; its answers are kept.

    Raises NotThere, NotAllowed, Refused.
    """
    row = locked_draft(by, screening, at_work=False)
    why = canon(why).strip()
    refuse([*([] if len(why) >= rules.FEWEST_WHY else [rules.WHY_MISSING("why")]), *rules.wrong_note(why, "why")])
    moves.move(row, "dropped", why=why)
    door.save(row)
    tasks.settle(row, FINISH, done=False)
    door.event(row)
    return row


def locked_draft(by: Actor, screening: UUID, *, at_work: bool = True) -> Screening:
    """The draft, locked, for its case's helpers. Raises NotThere, NotAllowed, Refused."""
    row = locked_part(by, Screening, screening, at_work=at_work)
    refuse([] if row.is_draft else [rules.NOT_A_DRAFT("state")])
    return row


def wait_for(row: Screening, kind: str, user: UUID, within: timedelta) -> None:
    """A task for who asked; nobody else is told, for a screening is no alarm."""
    tasks.ask(row, tasks.Wanted(kind=kind, permission=kind, due=clock.now() + within, user=user))
