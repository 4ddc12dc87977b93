"""A handful of real provinces and districts for the place picker of the design page."""

from collections.abc import Sequence

from pokpong.foundation.lao.text import fold
from pokpong.foundation.ui.widgets import PlaceChoice

PLACES = (
    PlaceChoice("LA16", "ຈຳປາສັກ", "ແຂວງ · Champasak"),
    PlaceChoice("LA1601", "ປາກເຊ", "ແຂວງຈຳປາສັກ · Pakse"),
    PlaceChoice("LA1608", "ຈຳປາສັກ", "ເມືອງ, ແຂວງຈຳປາສັກ · Champasak"),
    PlaceChoice("LA1610", "ໂຂງ", "ແຂວງຈຳປາສັກ · Khong"),
    PlaceChoice("LA14", "ສາລະວັນ", "ແຂວງ · Salavan"),
    PlaceChoice("LA13", "ສະຫວັນນະເຂດ", "ແຂວງ · Savannakhet"),
    PlaceChoice("LA01", "ນະຄອນຫຼວງວຽງຈັນ", "Vientiane Capital"),
)


class ExamplePlaces:
    """Finds by a part of the Lao or English name."""

    def find(self, text: str, limit: int) -> Sequence[PlaceChoice]:
        wanted = fold(text)
        if not wanted:
            return []
        return [place for place in PLACES if wanted in fold(place.label) or wanted in fold(place.detail)][:limit]

    def get(self, value: str) -> PlaceChoice | None:
        return next((place for place in PLACES if place.value == value), None)


EXAMPLE_PLACES = ExamplePlaces()
