"""The world the sweep walks through: the demo's story, and one record of each kind that a page or action can name."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pokpong.config.wiring  # noqa: F401  registers actions and states
from pokpong.areas.protection.actions.amending import amend_concern, attach_file
from pokpong.areas.protection.models import Concern
from pokpong.demo.identity import known
from pokpong.demo.people import PAKSE, VILLAGE
from pokpong.demo.story import tell
from pokpong.doors.office.watching.actions import PROOF, WATCH, begin_verification, kept, note_unusual
from pokpong.foundation.access.actions.glass import break_glass
from pokpong.foundation.access.actions.own import save_view
from pokpong.foundation.access.actions.users import deactivate_user, invite_user
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.rules import Post
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.models import Conflict
from pokpong.foundation.agenda.tasks import AGENDA, Wanted, ask_task
from pokpong.foundation.audit.verifying import Finding, Result
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.actions.committees import add_committee, begin_membership
from pokpong.registers.people.actions.erasing import ask_erasure
from pokpong.registers.people.actions.holds import set_hold
from pokpong.registers.people.actions.households import join_household, register_household
from pokpong.registers.people.actions.merging import merge_person
from pokpong.registers.people.actions.persons import register_person
from pokpong.registers.people.actions.relations import relate
from pokpong.registers.people.models import Person, Tie
from pokpong.registers.places.actions.propose import propose_place
from pokpong.registers.places.models import Place
from tests.guards.reach.cases import add_cases
from tests.guards.reach.files import add_files
from tests.guards.reach.own_copies import add_copies
from tests.guards.reach.partnership import add_partnership
from tests.guards.reach.plans import add_plans
from tests.guards.reach.positions import everybody
from tests.guards.reach.programme import add_programme
from tests.guards.reach.records import REASON, World
from tests.guards.reach.samples_of_words import add_words_and_spellings
from tests.guards.reach.trainings import add_trainings

__all__ = ["REASON", "World", "make", "plant_tie"]


def make() -> World:
    tell(people=(), day=False)
    world = World()
    world.demo = {user.username: user for user in User.objects.all()}
    world.ids = {
        "concern": known("concern", "new"),
        "into": known("concern", "double"),
        "in_hand": known("concern", "screening"),
        "closed": known("concern", "closed"),
        "anonymous": known("concern", "anonymous"),
        "user": world.demo["caseworker"].pk,
    }
    add_newcomer(world)
    add_conflict(world)
    attached = attach_file(
        by=world.demo["caseworker"],
        concern=world.ids["concern"],
        name="x.pdf",
        content=b"%PDF-1.4 x",
        call_id=new_id(),
    )
    world.ids["file"] = UUID(attached.files[0]["id"])
    world.ids["task"] = ask_task(
        by=AGENDA,
        subject_kind="concern",
        subject=world.ids["concern"],
        wanted=Wanted("test.by_hand", "concern.triage", clock.now(), place_path=PAKSE, by_hand=True),
        call_id=new_id(),
    ).pk
    world.stands = everybody()
    add_users(world)
    add_places(world)
    add_glass(world)
    add_unusual_reading(world)
    add_people(world)
    add_erasures(world)
    add_institutions(world)
    add_words_and_spellings(world)
    add_programme(world)
    add_trainings(world)
    add_plans(world)
    add_partnership(world)
    add_cases(world)
    add_files(world)
    add_copies(world)
    return world


def add_newcomer(world: World) -> None:
    """Somebody invited whose role still waits for the supervisor."""
    newcomer = new_id()
    invite_user(
        by=world.demo["admin"],
        id=newcomer,
        username="newcomer",
        display_name="ທ້າວ ໃໝ່ ສົມມຸດ",
        posts=[Post("caseworker", PAKSE)],
        call_id=new_id(),
    )
    world.ids["newcomer"] = newcomer
    world.ids["grant"] = Grant.objects.get(user=newcomer).pk


def add_conflict(world: World) -> None:
    """Two edits of one field that did not know of each other."""
    for who, band in (("caseworker", "12-14"), ("supervisor", "18-24")):
        amend_concern(
            by=world.demo[who],
            concern=world.ids["concern"],
            changes={"age_band": band},
            base=1,
            call_id=new_id(),
        )
    world.ids["conflict"] = Conflict.objects.get(row=world.ids["concern"]).pk


def add_users(world: World) -> None:
    """Somebody who left, and a kept view of every stand."""
    gone = make_user("gone", "trainer", PAKSE)
    deactivate_user(by=world.demo["admin"], user=gone.pk, reason=REASON, call_id=new_id())
    world.ids["left"] = gone.pk
    for stand in world.stands:
        view = save_view(by=stand.user, table="inbox", name="kept", query="inbox-state=closed", call_id=new_id())
        world.ids[f"view:{stand.name}"] = view.pk
    world.ids["view"] = world.ids[f"view:{world.stands[0].name}"]


def add_places(world: World) -> None:
    """A proposed village, and two confirmed ones."""
    proposed = propose_place(
        by=world.demo["caseworker"], id=new_id(), parent=PAKSE, names={"lo": "ບ້ານສະເໜີໃໝ່"}, call_id=new_id()
    )
    world.ids["proposed"] = proposed.pk
    first, second = Place.objects.filter(path__startswith=PAKSE, level=3, state="confirmed").order_by("code")[:2]
    world.ids.update(place=first.pk, other_place=second.pk)
    world.paths["path"] = first.path


def add_glass(world: World) -> None:
    """A record opened in an emergency by the neighbour district, not reviewed yet."""
    number = Concern.objects.get(pk=world.ids["concern"]).number
    glass = break_glass(
        by=world.demo["neighbour"], id=new_id(), kind="concern", number=number, reason=REASON * 3, call_id=new_id()
    )
    world.ids["glass"] = glass.pk
    world.texts["concern_number"] = number


def add_unusual_reading(world: World) -> None:
    """Much reading in Pakse that nobody has looked at yet, and a check of the history that has ended."""
    row = note_unusual(
        by=WATCH,
        id=new_id(),
        week=date(2026, 1, 5),
        reader=world.demo["caseworker"].pk,
        kind="many_people",
        count=90,
        usual=12,
        place_path=PAKSE,
        call_id=new_id(),
    )
    world.ids["unusual_reading"] = row.pk
    check = begin_verification(by=PROOF, id=new_id(), call_id=new_id())
    kept(check, Result(batches=3, lines=250, findings=[Finding("missing", "batch", 2)]), new_id())


def add_people(world: World) -> None:
    """A person in Pakse, known to the caseworker and to every stand that is tied; a household, relations, a double."""
    caseworker, supervisor = world.demo["caseworker"], world.demo["supervisor"]
    person = Person.objects.get(pk=known("person", "daoneua"))
    double = known("person", "namob")
    with writing.opened("tests"):
        for stand in world.stands:
            if stand.position == "tied":
                plant_tie(person, stand.user.pk)
                plant_tie(Person.objects.get(pk=double), stand.user.pk)
    household = register_household(by=caseworker, id=new_id(), place_path=VILLAGE, label="ເຮືອນສົມມຸດ", call_id=new_id())
    member = join_household(by=caseworker, id=new_id(), household=household.pk, person=person.pk, call_id=new_id())
    relation = relate(
        by=caseworker, id=new_id(), person=person.pk, kind="mother", other_name="ນາງ ແມ່ ສົມມຸດ", call_id=new_id()
    )
    merged = register_person(
        by=caseworker,
        id=new_id(),
        record={"names": [{"text": "ດາວເໜືອ ສົມມຸດ"}], "district_path": PAKSE},
        because_kind="concern",
        because=world.ids["in_hand"],
        call_id=new_id(),
    )
    merge_person(by=supervisor, person=merged.pk, into=person.pk, why=REASON, call_id=new_id())
    world.ids.update(
        person=person.pk,
        double=double,
        household=household.pk,
        member=member.pk,
        relation=relation.pk,
        merged=merged.pk,
        contact=known("contact", "daoneua"),
        consent=known("consent", "daoneua"),
        tie=Tie.objects.get(person=person.pk, user=caseworker.pk).pk,
    )


def add_erasures(world: World) -> None:
    """An erasure that waits for the supervisor, and a legal hold on somebody else."""
    caseworker = world.member("caseworker")
    asked = ask_erasure(by=caseworker, id=new_id(), person=world.ids["double"], why=REASON, call_id=new_id())
    held = register_person(
        by=world.demo["caseworker"],
        id=new_id(),
        record={"names": [{"text": "ຄຳແພງ ສົມມຸດ"}], "district_path": PAKSE},
        because_kind="person",
        why=REASON,
        call_id=new_id(),
    )
    hold = set_hold(by=world.demo["supervisor"], id=new_id(), person=held.pk, why=REASON, call_id=new_id())
    world.ids.update(erasure=asked.pk, hold=hold.pk)
    world.texts["double_number"] = Person.objects.get(pk=world.ids["double"]).number


def plant_tie(person: Person, user: UUID) -> None:
    """A tie as a case would make it, whatever the role: a role that may not use it must still see nothing."""
    Tie(
        key_id=person.key_id,
        person=person,
        user=user,
        because_kind="concern",
        because=person.pk,
        because_ref="tests",
    ).save(force_insert=True)


def add_institutions(world: World) -> None:
    """What the demo furnished, by the names that addresses use."""
    world.ids.update(
        organisation=known("organisation", "clinic"),
        official=known("official", "nurse"),
        chief=known("official", "chief"),
        committee=known("committee", "province"),
        membership=known("membership", "nurse"),
        district_committee=new_id(),
        district_membership=new_id(),
        service_offer=known("service", "clinic", "medical"),
        shelter=known("organisation", "shelter"),
        police=known("organisation", "police"),
        beds=known("service", "shelter", "shelter"),
    )
    secretary = make_user("district-secretary", "secretary", PAKSE)
    add_committee(
        by=secretary,
        id=world.ids["district_committee"],
        kind="child_protection",
        names={"lo": "ຄະນະກຳມະການເມືອງ ສົມມຸດ"},
        place=PAKSE,
        call_id=new_id(),
    )
    begin_membership(
        by=secretary,
        id=world.ids["district_membership"],
        committee=world.ids["district_committee"],
        official=world.ids["official"],
        role="member",
        starts=date(2026, 1, 5),
        call_id=new_id(),
    )
