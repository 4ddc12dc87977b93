from pokpong.registers.places.models.history import PlaceCode, PlaceName
from pokpong.registers.places.models.level import Level
from pokpong.registers.places.models.place import Place

__all__ = ["Level", "Place", "PlaceCode", "PlaceName"]
