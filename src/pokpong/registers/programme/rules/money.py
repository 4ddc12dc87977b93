"""What a donor agrees to pay."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from pokpong.foundation.kernel.money import DECIMALS
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

MOST = Decimal(10) ** 15

CURRENCY_UNKNOWN = ProblemKind("funding_currency_unknown", _("Choose one of the currencies in the list."))
AMOUNT_UNFIT = ProblemKind("funding_amount_unfit", _("Write an amount above zero, in figures."))
AMOUNT_TOO_FINE = ProblemKind("funding_amount_too_fine", _("%(currency)s has no amounts as small as this."))
OUTSIDE_PROJECT = ProblemKind(
    "funding_outside_project", _("The days of the funding must lie within those of the project.")
)
PROJECT_CLOSED = ProblemKind("funding_project_closed", _("The project is closed."))
WITHDRAWN = ProblemKind("funding_withdrawn", _("This funding was withdrawn."))


def check_amount(amount: Decimal | None, currency: str) -> list[Problem]:
    """Above zero and no finer than the currency is."""
    if currency not in DECIMALS:
        return [CURRENCY_UNKNOWN("currency")]
    if amount is None or not amount.is_finite() or not 0 < amount < MOST:
        return [AMOUNT_UNFIT("amount")]
    step = Decimal(1).scaleb(-DECIMALS[currency])
    return [AMOUNT_TOO_FINE("amount", currency=currency)] if amount % step else []


def check_within(
    starts: date | None, ends: date | None, project_starts: date, project_ends: date | None
) -> list[Problem]:
    """The days of the money against those of the project."""
    early = starts is not None and starts < project_starts
    late = project_ends is not None and ((ends or starts or project_starts) > project_ends)
    return [OUTSIDE_PROJECT("starts")] if early or late else []
