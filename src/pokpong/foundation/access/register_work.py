"""The permissions of those who keep the registers, as text: parts of the table in `roles.py`."""

# Who keeps the officials.
OFFICIALS_WORK = (
    "official.add",
    "official.amend",
    "official.leave",
)
# Who keeps the committees and their members.
COMMITTEE_WORK = (
    "committee.add",
    "committee.amend",
    "membership.begin",
    "membership.end",
)
# Who keeps the service directory.
OFFERS_WORK = (
    "service_offer.add",
    "service_offer.amend",
    "service_offer.verify",
    "service_offer.end",
)
