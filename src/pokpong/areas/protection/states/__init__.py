"""The moves each noun allows. All are known as soon as one is: an action of one noun begins rows of another."""

from pokpong.areas.protection.states import (
    cases,
    closures,
    concerns,
    identification,
    plan,
    referrals,
    screening,
    services,
)

__all__ = ["cases", "closures", "concerns", "identification", "plan", "referrals", "screening", "services"]
