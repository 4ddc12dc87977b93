"""One story told in two worlds: everything is the same but what the six roles must not know."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

import pokpong.config.wiring  # noqa: F401  registers actions and states
from pokpong.areas.protection.actions import cases, identification, plan, referrals, screening, services
from pokpong.areas.protection.actions.raising import raise_concern
from pokpong.areas.protection.telling import Facts, Told
from pokpong.demo.identity import known
from pokpong.demo.people import PAKSE, VILLAGE
from pokpong.demo.story import tell
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions import nouns
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.actions import add_organisation
from pokpong.registers.people.actions.consents import Agreed, give_consent
from pokpong.registers.people.actions.contacts import add_contact
from pokpong.registers.people.actions.erasing import ask_erasure
from pokpong.registers.people.actions.holds import set_hold
from pokpong.registers.people.actions.own_copies import Them, ask_copy
from pokpong.registers.people.actions.persons import amend_person, register_person
from pokpong.registers.people.actions.retention import keep_longer
from pokpong.registers.people.models import Person
from tests.guards.reach.addresses import FIXED
from tests.guards.reach.cases import add_cases, asking, work_at
from tests.guards.reach.positions import Stand
from tests.guards.reach.records import World
from tests.guards.reach.samples_of_words import WORD
from tests.worlds.pinned import Pinned

SECRET = "ຄວາມລັບ ທີ່ບໍ່ມີໃຜຄວນຮູ້ ນອກຈາກທີມງານ"
HIDDEN_NAME = "ນາງ ບົວລັບ ສົມມຸດ"
NAME = "ນາງ ດາວແຈ້ງ ສົມມຸດ"
WATCHERS = ("provider", "investigator", "chair", "donor", "monitoring_officer", "administrator")
HELPER = "caseworker"  # who works on the case, and must find the two worlds different
EACH = 2  # known and hidden records of one kind that every address is tried with
BODY = UUID("01900000-0000-7000-8000-0000000000b0")


@dataclass
class Retold:
    """A world that was told: who watches, and what addresses may be tried with."""

    watchers: dict[str, User] = field(default_factory=dict)
    pool: dict[str, list[str]] = field(default_factory=dict)


class Story:
    """Tells it; `loud`: with everything that must stay hidden."""

    def __init__(self, pinned: Pinned, *, loud: bool):
        self.pinned, self.loud, self.minute = pinned, loud, 0
        self.users: dict[str, User] = {}

    def tell(self) -> Retold:
        with self.pinned.during("beginning"):
            tell(people=())
            self.users = {user.username: user for user in User.objects.all()}
            watchers = self.watchers()
        self.step("shared: a case", self.open_case)
        self.hidden("before", self.other_people)
        self.step("shared: a referral", self.refer)
        self.hidden("between", self.more_of_the_same_person)
        self.hidden("how long", self.what_is_erased_and_kept)
        self.step("shared: a request", self.ask_body)
        self.step("shared: the answer", self.answer)
        self.hidden("after", self.more_help)
        return Retold(watchers, self.pool())

    def step(self, name: str, act: Any) -> None:
        self.minute += 10
        with self.pinned.during(name, self.minute):
            act()

    def hidden(self, name: str, act: Any) -> None:
        """The time passes in both worlds; only in the loud one something happens in it."""
        self.minute += 10
        if self.loud:
            with self.pinned.during(f"hidden: {name}", self.minute):
                act()

    def do(self, act: Any, by: str = "caseworker", **arguments: Any) -> Any:
        return act(by=self.users[by], call_id=new_id(), **arguments)

    def new(self, act: Any, by: str = "caseworker", **arguments: Any) -> UUID:
        row_id = new_id()
        self.do(act, by, id=row_id, **arguments)
        return row_id

    # --- what everybody may know
    def watchers(self) -> dict[str, User]:
        """The demo's own users, but an investigator of a body that the other cases do not ask."""
        self.do(add_organisation, "admin", id=BODY, kind="police", place=PAKSE, names={"lo": "ໜ່ວຍງານສືບສວນ ສົມມຸດ"})
        self.users["colleague"] = make_user("colleague", "caseworker", PAKSE)
        work_at(self.users["colleague"], "welfare")
        inspector = make_user("inspector", "investigator", "LA16/", organisation=BODY)
        names = ("clinic", "", "chair", "donor", "monitoring", "admin")
        found = {role: self.users.get(name, inspector) for role, name in zip(WATCHERS, names, strict=True)}
        return {**found, HELPER: self.users["caseworker"]}

    def open_case(self) -> None:
        record = {
            "names": [{"text": NAME, "kind": "official"}],
            "sex": "female",
            "district_path": PAKSE,
            "birth_estimate": {"age": 30, "precision": "year", "as_of": str(clock.today())},
        }
        self.person = self.new(register_person, record=record, because_kind="person", why=SECRET)
        self.new(
            add_contact, person=self.person, kind="phone", value="020 5555 0000", safety="careful", how={"when": "ເຊົ້າ"}
        )
        self.agree("referral", known("organisation", "clinic"), ("names", "contacts"))
        self.agree("identification", BODY, ("names", "facts"))
        self.case = self.new(cases.open_case, person=self.person, origin="walk_in")

    def agree(self, purpose: str, organisation: UUID, fields: tuple[str, ...]) -> UUID:
        today = clock.today()
        agreed = Agreed(
            purpose=purpose,
            recipients={str(organisation): "ອົງການ ສົມມຸດ"},
            fields=list(fields),
            given_by="self",
            given_on=today,
            expires_on=today + timedelta(days=90),
            language="lao",
            way="spoken",
            witness="ນາງ ພະຍານ ສົມມຸດ",
        )
        return self.new(give_consent, person=self.person, agreed=agreed)

    def draft(self, organisation: str, kind: str, fields: tuple[str, ...]) -> UUID:
        return self.new(
            referrals.draft_referral,
            case=self.case,
            organisation=known("organisation", organisation),
            kind=kind,
            urgency="soon",
            fields=fields,
            message="ຂໍໃຫ້ກວດສຸຂະພາບ",
            reason=SECRET if self.loud else "",
        )

    def refer(self) -> None:
        self.referral = self.draft("clinic", "medical", ("names", "contacts"))
        self.do(referrals.send_referral, referral=self.referral)
        other = self.draft("clinic", "medical", ("names",))
        self.do(referrals.send_referral, referral=other)
        self.do(referrals.decline_referral, "clinic", referral=other, reason="no_capacity")

    def ask_body(self) -> None:
        self.request = self.new(
            identification.presume_identification, case=self.case, why=SECRET if self.loud else "ຕາມການສຳພາດເບື້ອງຕົ້ນ"
        )
        self.do(
            identification.request_identification,
            identification=self.request,
            body=BODY,
            fields=("names", "facts"),
            message="ຂໍໃຫ້ພິຈາລະນາ",
        )

    def answer(self) -> None:
        self.do(referrals.accept_referral, "clinic", referral=self.referral, words="ມາໄດ້ທຸກມື້")
        self.new(referrals.add_referral_note, "clinic", referral=self.referral, text="ບັນທຶກຂອງພວກເຮົາ")

    # --- what nobody of the six may know
    def other_people(self) -> None:
        """Six other cases with everything in them, and another concern."""
        world = World(demo=self.users, stands=[Stand(self.users["colleague"], "caseworker", "tied")])
        add_cases(world)
        self.new(
            raise_concern,
            place_path=VILLAGE,
            facts=Facts(channel="in_person", urgency="danger"),
            told=Told(story=SECRET, names=HIDDEN_NAME),
        )

    def more_of_the_same_person(self) -> None:
        """What the record says in groups that were not shared, and what the team knows and does."""
        changes = {
            "documents": [{"kind": "passport", "number": "P 0000000"}],
            "home": {"path": VILLAGE, "text": SECRET},
            "birth_estimate": {"age": 41, "precision": "year", "as_of": str(clock.today())},
        }
        version = Person.objects.get(pk=self.person).version
        self.do(amend_person, person=self.person, changes=changes, base=version)
        self.new(
            add_contact, person=self.person, kind="phone", value="020 9999 9999", safety="unsafe", how={"never": SECRET}
        )
        self.do(cases.amend_case, case=self.case, changes={"summary": SECRET}, base=1)
        self.do(cases.add_member, case=self.case, user=self.users["colleague"].pk)
        self.new(plan.write_note, case=self.case, kind="talk", text=SECRET)
        self.new(ask_copy, person=self.person, them=Them("self", "vouched", SECRET), language="lo")
        self.new(
            referrals.make_link,
            referral=self.referral,
            fields=("names",),
            recipient=SECRET,
            code="c" * 64,
            pin="p" * 64,
        )
        self.new(plan.record_exploitation, case=self.case, record={"forms": ["ForcedLabour"]})
        row_id = self.new(screening.begin_screening, case=self.case, asking=asking())
        self.do(screening.answer_screening, screening=row_id, answers={"act_recruited": "present"}, seen={})

    def what_is_erased_and_kept(self) -> None:
        """Somebody else's record is to be erased; this one is kept longer, and nobody may erase it."""
        record = {"names": [{"text": HIDDEN_NAME, "kind": "official"}], "sex": "male", "district_path": PAKSE}
        other = self.new(register_person, record=record, because_kind="person", why=SECRET)
        self.new(ask_erasure, person=other, why=SECRET)
        self.new(set_hold, "supervisor", person=self.person, why=SECRET)
        until = clock.today() + timedelta(days=365)
        self.new(keep_longer, "supervisor", person=self.person, why=SECRET, until=until)

    def more_help(self) -> None:
        """Other services, a shelter, other organisations, a draft that was never sent."""
        self.new(services.plan_service, case=self.case, kind="legal_aid", planned_on=clock.today())
        offer = known("service", "shelter", "shelter")
        self.new(services.admit_to_shelter, case=self.case, offer=offer, starts_on=clock.today())
        self.agree("referral", known("organisation", "shelter"), ("names", "home"))
        self.do(referrals.send_referral, referral=self.draft("shelter", "shelter", ("names", "home")))
        self.draft("clinic", "medical", ("names", "documents"))
        self.new(plan.plan_follow_up, case=self.case, kind="visit", due=clock.today() + timedelta(days=9))

    # --- what addresses are tried with
    def pool(self) -> dict[str, list[str]]:
        """Ids by kind, known ones and hidden ones, and what other parameters take."""
        hidden = {row for step, rows in self.pinned.made.items() if step.startswith("hidden") for row in rows}
        found: dict[str, list[str]] = defaultdict(list)
        for noun, model in nouns.by_name().items():
            rows = sorted(model._default_manager.values_list("pk", flat=True))
            known_rows = [row for row in rows if row not in hidden]
            chosen = [*known_rows[-EACH:], *[row for row in rows if row in hidden][-EACH:]]
            found[noun] = [str(row) for row in chosen]
        # For whom tasks wait in one world only.
        found["user"].append(str(self.users["provider"].pk))
        found.update({name: [str(value)] for name, value in FIXED.items()}, path=[VILLAGE], row=["2"], word=[WORD])
        return dict(found)
