"""Numbers as the languages of the pages write them."""

from decimal import Decimal

from pokpong.foundation.lao.digits import format_number


def number_in(language: str, value: int | float | Decimal) -> str:
    """1.234.567,5 in Lao; 1,234,567.5 in every other language. A float is shown as it prints, without its noise."""
    exact = value if isinstance(value, int | Decimal) else Decimal(repr(value))
    return format_number(exact, language="lo" if language == "lo" else "en")
