"""Writes the words of the program, with what readers corrected, as a catalogue for the next version."""

from __future__ import annotations

from argparse import Namespace

from pokpong.config import catalogues
from pokpong.config.commands.acting import current_data
from pokpong.config.commands.environment import Stopped
from pokpong.foundation.wording import queries
from pokpong.foundation.wording.export import catalogue


def run(arguments: Namespace) -> int:
    """Raises Stopped when the file cannot be written, or the data base is not current."""
    current_data()
    catalogues.compile_stale()
    corrected = sum(1 for word in queries.words() if word.is_corrected)
    lost = len(queries.stale())
    try:
        arguments.file.write_bytes(catalogue(only_corrected=arguments.only_corrected))
    except OSError as reason:
        raise Stopped(f"{arguments.file} cannot be written: {reason.strerror}") from reason
    print(f"{arguments.file}: {corrected} corrected, {lost} whose English is gone")
    return 0
