"""Two plans of a year: of the committee of Champasak, and of the project for its four provinces."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from pokpong.demo.day.acting import CHAMPASAK, PLAN_BEGAN, Day
from pokpong.demo.day.activities import EVERYWHERE, HERE, DemoActivity
from pokpong.demo.day.project import PROJECT, result
from pokpong.demo.identity import known
from pokpong.registers.programme.actions.planning import (
    add_activity,
    agree_plan,
    draft_plan,
    propose_plan,
    record_progress,
    start_plan,
)

MONTHS = 12


def activity(code: str) -> UUID:
    return known("activity", code)


def draw_up(day: Day) -> None:
    """Drafted, proposed, agreed by a chair, carried out."""
    _draw_up(
        day,
        "CPS",
        ("secretary", "chair"),
        HERE,
        names={"lo": "ແຜນການຈັດຕັ້ງປະຕິບັດ ປະຈຳປີ (ສົມມຸດ)", "en": "Implementation plan of the year (invented)"},
        place=CHAMPASAK,
        committee=known("committee", "province"),
    )
    _draw_up(
        day,
        "CTIP-4",
        ("manager", "national-chair"),
        EVERYWHERE,
        names={
            "lo": "ແຜນການຂອງໂຄງການ ສຳລັບສີ່ແຂວງ (ສົມມຸດ)",
            "en": "Plan of the project for the four provinces (invented)",
        },
        place="",
        organisation=known("organisation", "dsw"),
    )


def _draw_up(day: Day, code: str, by: tuple[str, str], wanted: Sequence[DemoActivity], **more: Any) -> None:
    """`by`: who drafts and who agrees."""
    drafts, agrees = by
    plan = known("plan", code)
    with day.days_ago(PLAN_BEGAN + 6):
        day.do(
            draft_plan,
            drafts,
            code,
            id=plan,
            code=f"{code}-{day.month(0).year}",
            starts=day.month(0),
            ends=day.last_of(MONTHS - 1),
            project=PROJECT,
            stated=_money(wanted),
            **more,
        )
        for one in wanted:
            _add(day, drafts, plan, one)
        day.do(propose_plan, drafts, code, plan=plan)
    with day.days_ago(PLAN_BEGAN + 2):
        day.do(agree_plan, agrees, code, plan=plan)
    with day.days_ago(PLAN_BEGAN):
        day.do(start_plan, drafts, code, plan=plan)


def _money(wanted: Sequence[DemoActivity]) -> dict[str, str]:
    sums: Counter[str] = Counter()
    for one in wanted:
        for currency, amount in one.money.items():
            sums[currency] += int(amount)
    return {currency: str(Decimal(amount)) for currency, amount in sums.items()}


def _add(day: Day, by: str, plan: UUID, one: DemoActivity) -> None:
    day.do(
        add_activity,
        by,
        one.code,
        id=activity(one.code),
        plan=plan,
        code=one.code,
        names={"lo": one.lo, "en": one.en},
        place=one.place,
        starts=day.month(one.first),
        ends=day.last_of(one.last),
        result=result(one.result),
        official=known("official", one.who) if one.who else None,
        organisation=None if one.who else known("organisation", "ctip"),
        participants_expected=one.people,
        evidence_wanted=list(one.evidence),
        budget=one.money,
    )


def follow_up(day: Day) -> None:
    """How the activities went on, in the order of the days."""
    told = [(one, step) for one in (*HERE, *EVERYWHERE) for step in one.told]
    for one, step in sorted(told, key=lambda pair: -pair[1].days_ago):
        with day.days_ago(step.days_ago):
            day.do(
                record_progress,
                "secretary" if one in HERE else "manager",
                one.code,
                step.days_ago,
                id=known("progress", one.code, step.days_ago),
                activity=activity(one.code),
                state=step.state,
                day=day.day(step.days_ago),
                reason=step.reason,
                new_end=day.last_of(step.until) if step.until is not None else None,
            )
