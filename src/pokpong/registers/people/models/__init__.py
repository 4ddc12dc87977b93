"""Persons and what is kept about them."""

from pokpong.registers.people.models.consents import Consent, ConsentWithdrawal
from pokpong.registers.people.models.contacts import Contact
from pokpong.registers.people.models.erasure import Erasure, LegalHold
from pokpong.registers.people.models.households import Household, HouseholdMember
from pokpong.registers.people.models.names import NameIndex
from pokpong.registers.people.models.own_copy import SubjectCopy
from pokpong.registers.people.models.person import Person
from pokpong.registers.people.models.relations import Relation
from pokpong.registers.people.models.retention import KeptLonger, RetentionDue
from pokpong.registers.people.models.ties import Tie

__all__ = [
    "Consent",
    "ConsentWithdrawal",
    "Contact",
    "Erasure",
    "Household",
    "HouseholdMember",
    "KeptLonger",
    "LegalHold",
    "NameIndex",
    "Person",
    "Relation",
    "RetentionDue",
    "SubjectCopy",
    "Tie",
]
