"""Words of plans that are no states: which evidence an activity wants, and the money of a plan."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.lao.digits import format_money

EVIDENCE: dict[str, str | Promise] = {
    "training": _("Training"),
    "meeting": _("Meeting"),
    "visit": _("Visit"),
    "event": _("Awareness event"),
    "document": _("Document"),
    "list": _("List of participants"),
    "photo": _("Photographs"),
}


def money_words(amount: Decimal | str, currency: str) -> str:
    """`1.234.567 ກີບ` in the reader's language."""
    language = (get_language() or "lo").split("-")[0]
    return format_money(Decimal(amount), currency, language if language in ("lo", "en") else "en")


def all_money(amounts: Mapping[str, Decimal | str]) -> str:
    """Every amount that is not 0, never added up across currencies."""
    return " · ".join(money_words(amount, currency) for currency, amount in amounts.items() if Decimal(amount))


def evidence_words(kinds: list[str]) -> str:
    """In the order of the list; an unknown kind as itself."""
    known = [str(words) for kind, words in EVIDENCE.items() if kind in kinds]
    return ", ".join([*known, *(kind for kind in kinds if kind not in EVIDENCE)])
