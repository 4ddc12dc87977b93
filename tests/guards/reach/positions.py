"""Every role in three positions, and what design.md says each may see there."""

from __future__ import annotations

from dataclasses import dataclass

from pokpong.demo.identity import known
from pokpong.foundation.access.models import User
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.access.tests.people import make_user

HERE, VILLAGE_HERE = "LA16/LA1601/", "LA16/LA1601/LA1601-1601004/"
THERE, VILLAGE_THERE = "LA13/LA1301/", "LA13/LA1301/LA1301-1301001/"
POSITIONS = ("tied", "untied", "outside")

# Who reads a record of a kind: by place, or only by a tie. Written from the table of the design, not from the code.
BY_PLACE = {
    "concern": {"caseworker", "case_supervisor"},
    "person": {"case_supervisor"},
    "household": {"case_supervisor"},
    "case": {"case_supervisor"},
    "closed_case": {"case_supervisor"},
    "referral": {"case_supervisor"},
    "received": set[str](),
    # Trainings are seen by the chair too, those who were trained only by who runs or teaches them.
    "training": {"secretary", "chair", "programme_manager", "monitoring_officer"},
    "trainees": {"secretary", "programme_manager"},
    "request": set[str](),
}
BY_TIE = {
    "person": {"caseworker", "case_supervisor"},
    "household": {"caseworker", "case_supervisor"},
    "case": {"caseworker", "case_supervisor"},
    # After a closure only the one who was responsible keeps the tie.
    "closed_case": {"case_supervisor"},
    # Both sides of a referral; the organisation's side of it; and what a deciding body was asked.
    "referral": {"caseworker", "case_supervisor", "service_provider"},
    "received": {"service_provider"},
    "request": {"investigator"},
    "training": {"trainer"},
    "trainees": {"trainer"},
}
# For whom somebody in such a role works when they are tied, by the key of the demo's organisation.
WORKS_FOR = {"service_provider": "shelter", "investigator": "police"}


@dataclass(frozen=True)
class Stand:
    """One user: a role, and where they stand to the records of the world (which lie in Pakse)."""

    user: User
    role: str
    position: str

    @property
    def in_place(self) -> bool:
        return self.position != "outside"

    @property
    def name(self) -> str:
        return f"{self.role}, {self.position}"

    def sees(self, kind: str) -> bool:
        """By the design's table; a kind that is in neither list is shown to whoever may open its page."""
        if kind not in BY_PLACE:
            return True
        by_place = self.in_place and self.role in BY_PLACE[kind]
        return by_place or (self.position == "tied" and self.role in BY_TIE.get(kind, set()))


def everybody() -> list[Stand]:
    """One user for each role and position."""
    return [stand(role, position) for role in ROLES for position in POSITIONS]


def stand(role: str, position: str) -> Stand:
    village = ROLES[role].levels == (3,)
    near, far = (VILLAGE_HERE, VILLAGE_THERE) if village else (HERE, THERE)
    office = known("organisation", WORKS_FOR[role]) if role in WORKS_FOR and position == "tied" else None
    user = make_user(f"{role}-{position}", role, far if position == "outside" else near, office)
    return Stand(user, role, position)
