"""Provinces, districts and villages of the country, from the files that ship with the program."""

from argparse import Namespace

from pokpong.config.commands.environment import Stopped
from pokpong.config.commands.migrate import missing
from pokpong.registers.places.importing import import_places


def run(arguments: Namespace) -> int:
    """Raises Stopped when the data base is not current. Safe to repeat: what people changed is left alone."""
    if missing():
        raise Stopped("the data base is not current: run `pokpong migrate` first")
    counts = import_places()
    for name, number in counts.items():
        print(f"{name.replace('_', ' ')}: {number} added")
    if not any(counts.values()):
        print("Everything was there already.")
    return 0
