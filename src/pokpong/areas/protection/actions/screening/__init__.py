"""Every write of a screening; importing this registers them."""

from pokpong.areas.protection.actions.screening.asking import answer_screening, begin_screening, drop_screening
from pokpong.areas.protection.actions.screening.deciding import decide_screening, finish_screening

__all__ = ["answer_screening", "begin_screening", "decide_screening", "drop_screening", "finish_screening"]
