"""What the clock does about erasures: what goes apart, the daily turn of the epoch while one waits, and the end."""

from __future__ import annotations

import logging

from django.core.exceptions import ImproperlyConfigured

from pokpong.foundation.agenda.ticking import each_tick
from pokpong.foundation.kernel import clock
from pokpong.foundation.vault import epochs
from pokpong.foundation.vault.alone import Busy
from pokpong.registers.people.actions.erasing import erase_what_is_apart, finish_what_is_final
from pokpong.registers.people.queries.erasures import not_final
from pokpong.registers.people.rules.erasure import is_time_to_turn

log = logging.getLogger(__name__)


@each_tick
def tick_erasures() -> int:
    """Returns how many rows it moved. Without an erasure that waits it looks at one index and does nothing."""
    if not not_final().exists():
        return 0
    moved = erase_what_is_apart()
    if any(row.decided_on and is_time_to_turn(row.decided_on, clock.today()) for row in not_final()):
        _turn()
    return moved + finish_what_is_final()


def _turn() -> None:
    """What stops it is said once a minute until it is put right; nothing else of the clock waits for it."""
    try:
        epochs.turn()
    except (epochs.CannotTurn, Busy, ImproperlyConfigured) as reason:
        log.warning("the key epoch is not turned: %s", reason)
