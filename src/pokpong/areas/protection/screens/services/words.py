"""Services, stays and returns in words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pokpong.areas.protection.models import ReturnHome, Service, Stay
from pokpong.areas.protection.rules.stays import Beds
from pokpong.areas.protection.screens.services.fields import reader_language
from pokpong.areas.protection.states.services import RETURN, SERVICE, STAY, TONES
from pokpong.areas.protection.vocabulary import returns as returning
from pokpong.areas.protection.vocabulary import services as vocabulary
from pokpong.foundation.kernel.money import Money
from pokpong.foundation.lao.digits import format_money
from pokpong.foundation.ui.numbers import number_in
from pokpong.foundation.ui.parts import StatusWord
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS

MACHINES = {"service": SERVICE, "stay": STAY, "return": RETURN}


def state_of(row: Any) -> StatusWord:
    """The state of a service, stay or return; a late one says so."""
    late = (isinstance(row, Service) and row.is_due) or (isinstance(row, Stay) and row.is_overdue)
    if late:
        return StatusWord(
            _("%(state)s – the day has passed") % {"state": MACHINES[row.noun].words[row.state]}, "warning"
        )
    return StatusWord(MACHINES[row.noun].words[row.state], TONES[row.state])


def kind_of(service: Service) -> str:
    return SERVICE_KINDS.words(service.kind)


def number(value: Decimal) -> str:
    """Without the noughts that a column adds."""
    whole = value.to_integral_value()
    return number_in(reader_language(), whole if whole == value else value.normalize())


def quantity_of(service: Service) -> str:
    """`3 sessions`; empty when nobody wrote it."""
    if service.quantity is None:
        return ""
    return f"{number(service.quantity)} {vocabulary.UNITS.get(service.unit, service.unit)}"


def money_words(money: Money | None) -> str:
    return "" if money is None else format_money(money.amount, money.currency, reader_language())


def sums(costs: Iterable[Money]) -> str:
    """Each currency for itself: nothing is added across."""
    return " + ".join(money_words(money) for money in costs)


def way_of(row: ReturnHome, places: dict[str, str]) -> str:
    """From another country, to a district."""
    country = str(returning.COUNTRIES.get(row.country, row.country))
    to = places.get(row.to_path, "")
    if row.kind == "to_abroad":
        return country
    return f"{country} → {to}" if row.country else to


def free_words(beds: Beds) -> str:
    """How many beds are free; a shelter that never wrote how many it has says so."""
    if beds.free is None:
        return _("not known")
    return number_in(reader_language(), beds.free)
