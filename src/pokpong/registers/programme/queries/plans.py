"""Reading plans: their money, what is late or silent, what changed between two editions, activities to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, Sum

from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.paths import under
from pokpong.foundation.kernel.problems import Problem
from pokpong.foundation.lao.text import fold
from pokpong.registers.programme.models import Activity, ActivityBudget, Funding, Plan
from pokpong.registers.programme.models.activity import OPEN
from pokpong.registers.programme.models.plan import DRAFTS
from pokpong.registers.programme.plan_words import money_words
from pokpong.registers.programme.rules import plans as rules
from pokpong.registers.programme.rules.progress import silent_since

MOST_NAMED = 10  # activities that one reason names
# What of an activity is compared between two editions; `budget` stands for its rows of money.
COMPARED = (
    "code",
    "names",
    "result_id",
    "place_path",
    "starts",
    "ends",
    "official_id",
    "organisation_id",
    "participants_expected",
    "evidence_wanted",
)


def sums_of(plan: Plan) -> dict[str, Decimal]:
    """What the activities of a plan add up to in each currency."""
    rows = ActivityBudget.objects.filter(activity__plan=plan, amount__gt=0).exclude(activity__state="dropped")
    summed = rows.values("currency").annotate(all=Sum("amount")).order_by("currency")
    return {row["currency"]: row["all"] for row in summed}


def funded(plan: Plan) -> dict[str, Decimal]:
    """What the plan's project is given in each currency; nothing without a project."""
    if plan.project_id is None:
        return {}
    rows = Funding.objects.filter(project=plan.project_id, state="agreed")
    summed = rows.values("currency").annotate(all=Sum("amount")).order_by("currency")
    return {row["currency"]: row["all"] for row in summed}


def money_problems(plan: Plan, sums: Mapping[str, Decimal] | None = None) -> list[Problem]:
    """Where the plan's money does not add up: against what it says itself, and against what its project is given.

    `sums` stands for what the activities add up to, where they are not all there yet.
    """
    sums = sums_of(plan) if sums is None else sums
    problems = [
        rules.MONEY_DIFFERS(
            "plan",
            currency=currency,
            sum=money_words(here, currency),
            stated=money_words(said, currency),
            difference=money_words(abs(here - said), currency),
        )
        for currency, (here, said) in rules.differences(sums, plan.stated).items()
    ]
    given = funded(plan)
    return problems + [
        rules.OVER_FUNDING(
            "plan", currency=currency, sum=money_words(here, currency), funded=money_words(there, currency)
        )
        for currency, (here, there) in (rules.beyond(sums, given) if given else {}).items()
    ]


def left_outside(plan: Plan) -> list[Problem]:
    """Activities that lie outside the days or the place of the plan: it may have been changed after them."""
    outside = Q(starts__lt=plan.starts) | Q(ends__gt=plan.ends) | ~under("place_path", plan.place_path)
    codes = list(
        plan.activities.kept().filter(outside).order_by("code_key").values_list("code", flat=True)[:MOST_NAMED]
    )
    return [rules.LEFT_OUTSIDE("plan", codes=", ".join(codes))] if codes else []


def budget_of(activity: Activity) -> dict[str, str]:
    """`{currency: amount as text}`, without what is 0."""
    rows = {row.currency: str(row.amount) for row in activity.budgets.all() if row.amount}
    return rules.plain_money(rows)


def budgets_of(activities: Sequence[UUID]) -> dict[UUID, dict[str, str]]:
    """As `budget_of`, for many activities with one query."""
    found: dict[UUID, dict[str, str]] = {}
    rows = ActivityBudget.objects.filter(activity__in=activities, amount__gt=0)
    for key, currency, amount in rows.values_list("activity", "currency", "amount"):
        found.setdefault(key, {})[currency] = str(amount)
    return {key: rules.plain_money(amounts) for key, amounts in found.items()}


def budgets_of_plan(plan: Plan) -> dict[UUID, dict[str, str]]:
    """As `budgets_of`, for all activities of a plan."""
    found: dict[UUID, dict[str, str]] = {}
    rows = ActivityBudget.objects.filter(activity__plan=plan, amount__gt=0)
    for key, currency, amount in rows.values_list("activity", "currency", "amount"):
        found.setdefault(key, {})[currency] = str(amount)
    return {key: rules.plain_money(amounts) for key, amounts in found.items()}


def late() -> Q:
    """Still to be done after their last day, of a plan that is carried out."""
    today = clock.today()
    passed = Q(moved_to__lt=today) | Q(moved_to=None, ends__lt=today)
    return passed & Q(state__in=OPEN, plan__state="carried_out")


def silent() -> Q:
    """Running ones of which nobody has told anything for a month."""
    since = silent_since(clock.today())
    untold = Q(last_progress=None, starts__lte=since) | Q(last_progress__lte=since)
    return untold & Q(state__in=OPEN, plan__state="carried_out", starts__lte=clock.today())


def with_silence() -> Any:
    """Plans that are carried out and have a running activity of which nobody told anything for a month."""
    rows = Activity.objects.filter(silent(), plan=OuterRef("pk"))
    return Plan.objects.filter(Exists(rows), state="carried_out")


def counts_of(plan: Plan) -> dict[str, int]:
    """How many activities there are, are in each state, late and silent; one query."""
    states = {name: Count("pk", filter=Q(state=name)) for name in ("done", "partly", "postponed")}
    lagging = {"late": Count("pk", filter=late()), "silent": Count("pk", filter=silent())}
    return plan.activities.kept().aggregate(all=Count("pk"), **states, **lagging)


def being_revised(plan: Plan) -> bool:
    return Plan.objects.filter(code=plan.code, state__in=DRAFTS).exclude(pk=plan.pk).exists()


def worked_on(plan: Plan, user: UUID) -> bool:
    """Whether this user drafted the edition or proposed it."""
    return user in (plan.drafted_by, plan.proposed_by)


@dataclass(frozen=True)
class Changed:
    """An activity in two editions: `before` is None for one that was added, `after` for one that fell away."""

    before: Activity | None
    after: Activity | None
    fields: tuple[str, ...] = ()
    budgets: tuple[dict[str, str], dict[str, str]] = field(default_factory=lambda: ({}, {}))

    @property
    def shown(self) -> Activity:
        """The later one there is."""
        found = self.after or self.before
        if found is None:
            raise ValueError("an activity of no edition")
        return found


def difference(before: Plan, after: Plan) -> list[Changed]:
    """Every activity that was added, fell away or says something else, in the order of the codes."""
    old, new = _by_thread(before), _by_thread(after)
    old_money, new_money = budgets_of_plan(before), budgets_of_plan(after)
    found = []
    for thread in {**old, **new}:
        one, other = old.get(thread), new.get(thread)
        money = (old_money.get(one.pk, {}) if one else {}, new_money.get(other.pk, {}) if other else {})
        fields = _different(one, other, money) if one and other else ()
        if one is None or other is None or fields:
            found.append(Changed(one, other, fields, money))
    return sorted(found, key=lambda change: change.shown.code_key)


def _by_thread(plan: Plan) -> dict[UUID, Activity]:
    rows = plan.activities.kept().select_related("result", "official", "organisation")
    return {row.thread: row for row in rows}


def _different(one: Activity, other: Activity, money: tuple[dict[str, str], dict[str, str]]) -> tuple[str, ...]:
    found = [name for name in COMPARED if getattr(one, name) != getattr(other, name)]
    return (*found, *(["budget"] if money[0] != money[1] else []))


def find_activities(actor: Any, text: str, limit: int) -> list[Activity]:
    """Activities of plans in force in sight whose code or name holds `text`; the actor's own places first."""
    wanted = fold(text)
    rows = Activity.objects.filter(plan__in=Plan.objects.visible_to(actor).in_force()).kept()
    rows = rows.filter(search__contains=wanted) if wanted else rows
    return list(rows.select_related("plan").order_by("plan__sort_key", "code_key", "pk")[:limit])


def days_late(activity: Activity, today: date | None = None) -> int:
    """How many days it is late; 0 when it is not, or is over."""
    now = today or clock.today()
    return max((now - activity.last_day).days, 0) if activity.is_open and activity.plan.state == "carried_out" else 0
