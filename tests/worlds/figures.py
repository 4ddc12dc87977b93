"""Two worlds around a closing: they differ in what happened to people after it, and in nothing before it."""

from __future__ import annotations

from datetime import date
from uuid import NAMESPACE_URL, uuid5

from pokpong.areas.protection.actions.raising import raise_concern
from pokpong.areas.protection.telling import Facts, Told
from pokpong.demo.people import VILLAGE
from pokpong.demo.story import tell
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel.ids import new_id
from pokpong.insight.indicators.actions import CLOSING, close_month
from pokpong.registers.programme.actions import add_donor
from pokpong.registers.programme.models import Donor
from pokpong.registers.programme.tests import factories as programme
from tests.worlds.story import BODY, SECRET, Retold, Story

READERS = ("chair", "national_chair", "programme_manager", "donor", "monitoring_officer")
MAY, JUNE = date(2026, 5, 1), date(2026, 6, 1)
DAY = 24 * 60  # minutes
EARLY, IN_MAY = -45 * DAY, -20 * DAY
IN_JULY = 25 * DAY
FEW, MANY = 2, 12


class Figures(Story):
    """May is closed while both worlds are alike; then only the loud one has more concerns, cases and help.

    `again`: June is closed, too, when the loud world has had one concern more than the quiet one.
    """

    again = False

    def tell(self) -> Retold:
        with self.pinned.during("beginning", EARLY):
            tell(people=())
            self.users = {user.username: user for user in User.objects.all()}
            super().watchers()
            readers = self.readers()
        with self.pinned.during("shared: May", IN_MAY):
            self.concerns(MANY, "soon")
            self.concerns(FEW, "danger")
        with self.pinned.during("shared: closing"):
            self.close(MAY)
        if self.again:
            self.hidden("one more", lambda: self.concerns(1, "soon"))
            with self.pinned.during("shared: the next closing", IN_JULY):
                self.close(JUNE)
        else:
            self.step("shared: a case", self.open_case)
            self.hidden("people", self.other_people)
            self.step("shared: a referral", self.refer)
            self.hidden("help", self.more_help)
        return Retold(readers, self.pool())

    def readers(self) -> dict[str, User]:
        """A donor who pays for a project in Champasak; chair and manager of the province; two who read everywhere."""
        keeper = make_user("keeps-projects", "programme_manager", "")
        project = programme.a_project(keeper, "FIGURES", places=["LA16/"])
        giver = self.new_donor(keeper)
        programme.a_funding(keeper, project, giver)
        return {
            "chair": self.users["chair"],
            "national_chair": self.users["national-chair"],
            "monitoring_officer": self.users["monitoring"],
            "programme_manager": make_user("manages", "programme_manager", "LA16/"),
            "donor": make_user("pays", "donor", "", BODY),
        }

    def new_donor(self, keeper: User) -> Donor:
        names = {"lo": "ຜູ້ໃຫ້ທຶນ ສົມມຸດ"}
        return add_donor(by=keeper, id=new_id(), names=names, organisation=BODY, call_id=new_id())

    def concerns(self, number: int, urgency: str) -> None:
        for _each in range(number):
            facts = Facts(channel="in_person", urgency=urgency)
            self.new(raise_concern, place_path=VILLAGE, facts=facts, told=Told(story=SECRET))

    def close(self, month: date) -> None:
        close_month(by=CLOSING, id=new_id(), month=month, call_id=uuid5(NAMESPACE_URL, month.isoformat()))


class AgainClosed(Figures):
    again = True
