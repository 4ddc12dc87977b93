"""Every write to the register of persons."""

from pokpong.registers.people.actions import (
    consents,
    contacts,
    households,
    merging,
    persons,
    relations,
    ties,
)

__all__ = ["consents", "contacts", "households", "merging", "persons", "relations", "ties"]
