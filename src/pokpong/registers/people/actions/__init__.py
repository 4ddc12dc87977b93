"""Every write to the register of persons."""

from pokpong.registers.people.actions import (
    consents,
    contacts,
    erasing,
    holds,
    households,
    merging,
    own_copies,
    persons,
    relations,
    retention,
    ties,
)

__all__ = [
    "consents",
    "contacts",
    "erasing",
    "holds",
    "households",
    "merging",
    "own_copies",
    "persons",
    "relations",
    "retention",
    "ties",
]
