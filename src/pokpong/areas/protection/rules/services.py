"""What may be written of a service, over plain values; and adding up what services cost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from pokpong.areas.protection.vocabulary import services as vocabulary
from pokpong.foundation.kernel.money import DECIMALS, MixedCurrencies, Money
from pokpong.foundation.kernel.problems import Problem, ProblemKind, Refused
from pokpong.foundation.kernel.words import lazy as _

NOTE_LIMIT = 2000
FEWEST_REASON = 5
MOST_QUANTITY = Decimal(100_000)
MOST_COST = Decimal(100_000_000_000)
QUANTITY_DECIMALS = 2
EARLIEST = date(1990, 1, 1)

KIND_UNKNOWN = ProblemKind("service_kind_unknown", _("Choose the kind of service."))
DAY_MISSING = ProblemKind("service_day_missing", _("Write the day on which it was given."))
DAY_FUTURE = ProblemKind("service_day_future", _("A service cannot have been given on a day that has not come yet."))
DAY_TOO_EARLY = ProblemKind("service_day_too_early", _("This day lies too far back."))
QUANTITY_UNFIT = ProblemKind(
    "service_quantity_unfit", _("Write a quantity above 0 and up to 100,000, with at most two decimals.")
)
UNIT_MISSING = ProblemKind("service_unit_missing", _("Choose what is counted: sessions, nights, pieces …"))
COST_UNFIT = ProblemKind("service_cost_unfit", _("Write a cost from 0 to 100,000,000,000."))
COST_TOO_FINE = ProblemKind("service_cost_too_fine", _("This currency has no parts that small."))
CURRENCY_MISSING = ProblemKind("service_currency_missing", _("Choose the currency of the cost."))
CURRENCIES_MIXED = ProblemKind(
    "cost_currencies_mixed", _("Costs in two currencies cannot be added up: %(first)s and %(second)s.")
)
UNITS_MIXED = ProblemKind("service_units_mixed", _("This service is counted in another unit. Record a new one."))
OUTCOME_UNKNOWN = ProblemKind("service_outcome_unknown", _("Choose one of the outcomes."))
MISSED_UNKNOWN = ProblemKind("service_missed_unknown", _("Choose why it was not given."))
REASON_MISSING = ProblemKind("service_reason_missing", _("Write the reason, in a few words at least."))
NOTE_TOO_LONG = ProblemKind("service_note_too_long", _("Write at most %(limit)s letters. There are %(length)s now."))
ORGANISATION_UNKNOWN = ProblemKind("service_organisation_unknown", _("Choose an organisation that is not closed."))
NEED_UNKNOWN = ProblemKind("service_need_unknown", _("Choose a need of this case."))
REFERRAL_UNKNOWN = ProblemKind("service_referral_unknown", _("Choose a referral of this case."))
NOT_DELIVERED = ProblemKind("service_not_delivered", _("Only to a service that was given more can be added."))
NOTHING_ADDED = ProblemKind("service_nothing_added", _("Write the quantity or the cost that is added."))


@dataclass(frozen=True)
class Provided:
    """What is told of a service besides its kind and day. `offer` is one of the directory, of that organisation."""

    organisation: UUID | None = None
    offer: UUID | None = None
    need: UUID | None = None
    referral: UUID | None = None
    quantity: Decimal | None = None
    unit: str = ""
    cost: Decimal | None = None
    currency: str = ""
    outcome: str = ""
    note: str = ""


def wrong_amounts(quantity: Decimal | None, unit: str, cost: Decimal | None, currency: str) -> list[Problem]:
    """Every reason against these amounts: a quantity needs its unit, a cost its currency."""
    checks = [
        (quantity is not None and not _fits_quantity(quantity), QUANTITY_UNFIT("quantity")),
        (quantity is not None and unit not in vocabulary.UNITS, UNIT_MISSING("unit")),
        (quantity is None and unit != "", QUANTITY_UNFIT("quantity")),
        (cost is not None and currency not in DECIMALS, CURRENCY_MISSING("currency")),
        (cost is None and currency != "", COST_UNFIT("cost")),
        (cost is not None and not (cost.is_finite() and 0 <= cost <= MOST_COST), COST_UNFIT("cost")),
        (cost is not None and currency in DECIMALS and _is_too_fine(cost, currency), COST_TOO_FINE("cost")),
    ]
    return [problem for wrong, problem in checks if wrong]


def _fits_quantity(quantity: Decimal) -> bool:
    return quantity.is_finite() and 0 < quantity <= MOST_QUANTITY and _decimals(quantity) <= QUANTITY_DECIMALS


def _is_too_fine(cost: Decimal, currency: str) -> bool:
    return cost.is_finite() and _decimals(cost) > DECIMALS[currency]


def _decimals(number: Decimal) -> int:
    exponent = number.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def wrong_day(day: date | None, today: date, field: str = "delivered_on") -> list[Problem]:
    """The day on which something was given."""
    if day is None:
        return [DAY_MISSING(field)]
    return [DAY_FUTURE(field)] if day > today else wrong_early(day, field)


def wrong_early(day: date | None, field: str) -> list[Problem]:
    return [DAY_TOO_EARLY(field)] if day is not None and day < EARLIEST else []


def wrong_outcome(outcome: str) -> list[Problem]:
    return [] if outcome == "" or outcome in vocabulary.OUTCOMES else [OUTCOME_UNKNOWN("outcome")]


def wrong_note(note: str, field: str = "note") -> list[Problem]:
    return [NOTE_TOO_LONG(field, limit=NOTE_LIMIT, length=len(note))] if len(note) > NOTE_LIMIT else []


def wrong_reason(reason: str) -> list[Problem]:
    missing = [] if len(reason) >= FEWEST_REASON else [REASON_MISSING("reason")]
    return missing + wrong_note(reason, "reason")


def wrong_addition(
    *, delivered: bool, quantity: Decimal | None, cost: Decimal | None, unit: str, kept_unit: str
) -> list[Problem]:
    """Every reason why more cannot be added to a service."""
    checks = (
        (not delivered, NOT_DELIVERED("service")),
        (quantity is None and cost is None, NOTHING_ADDED("quantity")),
        (quantity is not None and kept_unit not in ("", unit), UNITS_MIXED("unit")),
    )
    return [problem for wrong, problem in checks if wrong]


def added_up(costs: Iterable[Money]) -> Money | None:
    """One sum; None when nothing is added. Raises Refused (`cost_currencies_mixed`)."""
    total: Money | None = None
    for cost in costs:
        try:
            total = cost if total is None else total + cost
        except MixedCurrencies:
            first = total.currency if total else ""
            raise Refused([CURRENCIES_MIXED("currency", first=first, second=cost.currency)]) from None
    return total
