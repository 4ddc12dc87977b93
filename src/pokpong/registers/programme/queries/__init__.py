"""Reading the programme."""

from pokpong.registers.programme.queries.periods import period_of, year_of
from pokpong.registers.programme.queries.population import people_of

__all__ = ["people_of", "period_of", "year_of"]
