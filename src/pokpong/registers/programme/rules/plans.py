"""What a plan and its activities must say, and which step of a plan may come next."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation

from pokpong.foundation.kernel.money import DECIMALS
from pokpong.foundation.kernel.paths import covers
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.programme.rules import common

LONGEST_CODE = 30
LONGEST_TEXT = 4000
MOST_DAYS = 5 * 366
MOST_PARTICIPANTS = 1_000_000
MOST_MONEY = Decimal(10) ** 15
CODE = re.compile(r"\S{1,30}")

BODY_WRONG = ProblemKind("plan_body_wrong", _("Choose either the committee or the organisation whose plan it is."))
TOO_LONG = ProblemKind("plan_too_long", _("A plan covers at most five years."))
CODE_UNFIT = ProblemKind("activity_code_unfit", _("Write a code of at most 30 letters and figures without spaces."))
CODE_TAKEN = ProblemKind("activity_code_taken", _("The plan has an activity with the code “%(code)s” already."))
CODE_TWICE = ProblemKind("activity_code_twice", _("The code “%(code)s” stands in more than one row: %(rows)s."))
OUTSIDE_PLAN = ProblemKind(
    "activity_outside_plan", _("The activity must lie within the days of the plan: %(starts)s to %(ends)s.")
)
PLACE_OUTSIDE = ProblemKind("activity_place_outside", _("The activity must lie in the place of the plan."))
RESULT_FOREIGN = ProblemKind("activity_result_foreign", _("Choose a result of the plan's project."))
RESPONSIBLE_UNKNOWN = ProblemKind("activity_responsible_unknown", _("Choose an official who holds a post today."))
PARTICIPANTS_UNFIT = ProblemKind("activity_participants_unfit", _("Write how many participants, as a whole number."))
EVIDENCE_UNKNOWN = ProblemKind("activity_evidence_unknown", _("Choose the evidence from the list."))
CURRENCY_UNKNOWN = ProblemKind("plan_currency_unknown", _("Choose one of the currencies in the list."))
AMOUNT_UNFIT = ProblemKind("plan_amount_unfit", _("Write the amount in figures; it cannot be below zero."))
AMOUNT_TOO_FINE = ProblemKind("plan_amount_too_fine", _("%(currency)s has no amounts as small as this."))
NOT_A_DRAFT = ProblemKind("plan_not_a_draft", _("Only a draft can be changed. Begin a new edition of the plan."))
EMPTY = ProblemKind("plan_empty", _("The plan has no activity yet."))
LEFT_OUTSIDE = ProblemKind(
    "plan_left_outside", _("These activities lie outside the days or the place of the plan: %(codes)s.")
)
MONEY_DIFFERS = ProblemKind(
    "plan_money_differs",
    _(
        "%(currency)s: the activities add up to %(sum)s, but the plan says %(stated)s. "
        "The difference is %(difference)s."
    ),
)
OVER_FUNDING = ProblemKind(
    "plan_over_funding", _("%(currency)s: the activities add up to %(sum)s, but the project is given %(funded)s only.")
)
OWN_DRAFT = ProblemKind("plan_own_draft", _("Nobody agrees to a plan that they drafted or proposed themselves."))
NOT_IN_FORCE = ProblemKind("plan_not_in_force", _("Only a plan that is in force can be revised or closed."))
REVISED_ALREADY = ProblemKind("plan_revised_already", _("The next edition of this plan is being drafted already."))
ACHIEVED_MISSING = ProblemKind("plan_achieved_missing", _("Write what was achieved, in at most 4,000 letters."))
LEARNT_MISSING = ProblemKind("plan_learnt_missing", _("Write what was learnt, in at most 4,000 letters."))


@dataclass(frozen=True)
class Around:
    """What of the plan limits an activity; `codes` are those of its other activities."""

    starts: date
    ends: date
    place_path: str
    state: str = "drafted"
    codes: Collection[str] = field(default_factory=frozenset)


def check_body(committee: object, organisation: object) -> list[Problem]:
    return [] if (committee is None) != (organisation is None) else [BODY_WRONG("committee")]


def check_length(starts: date | None, ends: date | None) -> list[Problem]:
    too_long = starts is not None and ends is not None and (ends - starts).days > MOST_DAYS
    return [TOO_LONG("ends")] if too_long else []


def check_place(path: str, *, in_use: bool) -> list[Problem]:
    return [] if in_use or not path else [common.PLACE_UNKNOWN("place")]


def check_draft(state: str) -> list[Problem]:
    return [] if state == "drafted" else [NOT_A_DRAFT("plan")]


def check_activity_code(code: str, taken: Collection[str]) -> list[Problem]:
    """A code without spaces that no other activity of the plan has."""
    if not CODE.fullmatch(code):
        return [CODE_UNFIT("code")]
    return [CODE_TAKEN("code", code=code)] if code in taken else []


def check_within(starts: date | None, ends: date | None, place_path: str, around: Around) -> list[Problem]:
    """Days and place against those of the plan; the days are blamed one by one."""
    limits = {"starts": f"{around.starts:%d/%m/%Y}", "ends": f"{around.ends:%d/%m/%Y}"}
    given = (("starts", starts), ("ends", ends))
    problems = [
        OUTSIDE_PLAN(name, **limits)
        for name, day in given
        if day is not None and not around.starts <= day <= around.ends
    ]
    return problems + ([] if covers(around.place_path, place_path) else [PLACE_OUTSIDE("place")])


def check_participants(number: int | None) -> list[Problem]:
    fits = number is None or 0 <= number <= MOST_PARTICIPANTS
    return [] if fits else [PARTICIPANTS_UNFIT("participants_expected")]


def check_evidence(kinds: Sequence[str], known: Collection[str]) -> list[Problem]:
    return [] if set(kinds) <= set(known) else [EVIDENCE_UNKNOWN("evidence_wanted")]


def check_money(amounts: Mapping[str, str], field: str = "budget") -> list[Problem]:
    """Every amount as its currency writes it, nothing below zero. The field of one is `budget_LAK`."""
    return [problem for currency, text in amounts.items() for problem in _check_amount(currency, text, field)]


def _check_amount(currency: str, text: str, field: str) -> list[Problem]:
    if currency not in DECIMALS:
        return [CURRENCY_UNKNOWN(field)]
    amount = amount_of(text)
    if amount is None:
        return [AMOUNT_UNFIT(f"{field}_{currency}")]
    step = Decimal(1).scaleb(-DECIMALS[currency])
    return [AMOUNT_TOO_FINE(f"{field}_{currency}", currency=currency)] if amount % step else []


def amount_of(text: str) -> Decimal | None:
    """The amount in a plain text of figures with a point; None for what is none, is negative or too large."""
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and 0 <= amount < MOST_MONEY else None


def plain_money(amounts: Mapping[str, str]) -> dict[str, str]:
    """Checked amounts as they are kept: in the decimals of the currency, without those that are 0, in one order."""
    found = {currency: Decimal(amounts[currency]) for currency in DECIMALS if currency in amounts}
    return {
        currency: str(amount.quantize(Decimal(1).scaleb(-DECIMALS[currency])))
        for currency, amount in found.items()
        if amount
    }


def differences(sums: Mapping[str, Decimal], stated: Mapping[str, str]) -> dict[str, tuple[Decimal, Decimal]]:
    """What the activities add up to and what the plan says, for each currency in which the two are not the same."""
    said = {currency: Decimal(text) for currency, text in stated.items()}
    nothing = Decimal(0)
    pairs = {name: (sums.get(name, nothing), said.get(name, nothing)) for name in DECIMALS}
    return {currency: pair for currency, pair in pairs.items() if pair[0] != pair[1]}


def beyond(sums: Mapping[str, Decimal], funded: Mapping[str, Decimal]) -> dict[str, tuple[Decimal, Decimal]]:
    """What the activities add up to and what the project is given, for each currency of which there is too little."""
    return {
        currency: (amount, funded.get(currency, Decimal(0)))
        for currency, amount in sums.items()
        if amount > funded.get(currency, Decimal(0))
    }


def check_agreeing(own: bool) -> list[Problem]:
    return [OWN_DRAFT("plan")] if own else []


def check_in_force(state: str, *, being_revised: bool) -> list[Problem]:
    """Whether a plan may be revised, or closed."""
    problems = [] if state in ("agreed", "carried_out") else [NOT_IN_FORCE("plan")]
    return problems + ([REVISED_ALREADY("plan")] if being_revised else [])


def check_evaluation(achieved: str, learnt: str) -> list[Problem]:
    given = ((achieved, ACHIEVED_MISSING("achieved")), (learnt, LEARNT_MISSING("learnt")))
    return [problem for text, problem in given if not 0 < len(text) <= LONGEST_TEXT]
