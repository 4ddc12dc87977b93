"""The fixed set of tables that are frozen when a month ends; nothing else is ever counted for who sees no victim."""

from pokpong.insight.indicators.tables import cases, concerns, referrals, services
from pokpong.insight.indicators.tables.definition import FigureTable

TABLES: dict[str, FigureTable] = {module.TABLE.code: module.TABLE for module in (concerns, cases, services, referrals)}
