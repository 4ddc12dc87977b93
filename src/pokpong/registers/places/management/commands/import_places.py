"""`import_places`: the country's places into the data base."""

from typing import Any

from django.core.management.base import BaseCommand

from pokpong.registers.places.importing import import_places


class Command(BaseCommand):
    help = "Adds the provinces, districts and villages that are not in the data base yet."

    def handle(self, *args: Any, **options: Any) -> None:
        for what, number in import_places().items():
            self.stdout.write(f"{what}: {number} added")
