import pokpong.registers.places.states  # noqa: F401  the moves that actions make
from pokpong.registers.places.actions.add import add_place
from pokpong.registers.places.actions.confirm import confirm_place
from pokpong.registers.places.actions.merge import merge_place
from pokpong.registers.places.actions.propose import propose_place
from pokpong.registers.places.actions.rename import recode_place, rename_place

__all__ = ["add_place", "confirm_place", "merge_place", "propose_place", "recode_place", "rename_place"]
