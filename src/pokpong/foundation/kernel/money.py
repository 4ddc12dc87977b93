"""Amounts of money: decimals with their currency; two currencies are never added up."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

DECIMALS = {"LAK": 0, "THB": 2, "USD": 2, "EUR": 2, "VND": 0, "CNY": 2}


class MixedCurrencies(ValueError):
    """Two amounts in different currencies were put together."""


@dataclass(frozen=True, order=False)
class Money:
    """`amount` in units of `currency` (ISO 4217), rounded to the decimals that currency uses."""

    amount: Decimal
    currency: str

    def __post_init__(self) -> None:
        if self.currency not in DECIMALS:
            raise ValueError(f"unknown currency {self.currency!r}")
        if not self.amount.is_finite():
            raise ValueError("an amount must be a finite number")
        step = Decimal(1).scaleb(-DECIMALS[self.currency])
        object.__setattr__(self, "amount", self.amount.quantize(step, ROUND_HALF_UP))

    def __add__(self, other: Money) -> Money:
        """Raises MixedCurrencies."""
        if self.currency != other.currency:
            raise MixedCurrencies(f"{self.currency} and {other.currency}")
        return Money(self.amount + other.amount, self.currency)

    def __neg__(self) -> Money:
        return Money(-self.amount, self.currency)

    def __sub__(self, other: Money) -> Money:
        """Raises MixedCurrencies."""
        return self + -other


def totals(amounts: list[Money]) -> dict[str, Money]:
    """The sum for each currency that occurs, by their codes, never across currencies."""
    sums: dict[str, Money] = {}
    for money in amounts:
        sums[money.currency] = sums[money.currency] + money if money.currency in sums else money
    return dict(sorted(sums.items()))
