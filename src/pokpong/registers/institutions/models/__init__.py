from pokpong.registers.institutions.models.committee import Committee, Membership
from pokpong.registers.institutions.models.merging import OfficialMerge
from pokpong.registers.institutions.models.official import Official
from pokpong.registers.institutions.models.organisation import Organisation
from pokpong.registers.institutions.models.service import ServiceOffer

__all__ = ["Committee", "Membership", "Official", "OfficialMerge", "Organisation", "ServiceOffer"]
