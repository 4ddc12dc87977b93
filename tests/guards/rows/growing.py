"""More of everything: records of every kind in Pakse, and children for the records of the world."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from pokpong.areas.protection.actions.amending import amend_concern, attach_file
from pokpong.areas.protection.actions.ending import join_concern
from pokpong.areas.protection.actions.raising import raise_concern
from pokpong.areas.protection.actions.sight import compartment_concern, recuse_from_concern
from pokpong.areas.protection.actions.triage import triage_concern
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.rules.concerns import MOST_FILES
from pokpong.areas.protection.telling import Facts, Told
from pokpong.areas.protection.tests.factories import picture
from pokpong.doors.office.watching.actions import PROOF, WATCH, begin_verification, kept, note_unusual
from pokpong.foundation.access import slip_codes
from pokpong.foundation.access.actions.glass import break_glass
from pokpong.foundation.access.actions.own import save_view
from pokpong.foundation.access.actions.slips import print_slip
from pokpong.foundation.access.actions.users import invite_user
from pokpong.foundation.access.models import SavedView
from pokpong.foundation.access.rules import VIEWS_MOST, Post
from pokpong.foundation.audit import log
from pokpong.foundation.audit.verifying import Result
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.wording import queries
from pokpong.foundation.wording.actions import correct_word
from pokpong.registers.institutions.models import Committee, Official, Organisation
from pokpong.registers.institutions.tests import factories as institutions
from pokpong.registers.people.actions.consents import withdraw_consent
from pokpong.registers.people.actions.own_copies import ask_copy, drop_copy
from pokpong.registers.people.actions.persons import amend_person
from pokpong.registers.people.models import Person
from pokpong.registers.people.tests import factories as people
from pokpong.registers.places.actions.propose import propose_place
from pokpong.registers.places.actions.rename import recode_place, rename_place
from pokpong.registers.places.models import Place
from tests.guards.reach.own_copies import THEM
from tests.guards.reach.positions import HERE, VILLAGE_HERE
from tests.guards.reach.samples_of_words import WORD
from tests.guards.reach.world import World, plant_tie
from tests.guards.rows.growing_cases import SAMENAME, cases_of
from tests.guards.rows.growing_erasures import erasures_of
from tests.guards.rows.growing_files import files_of
from tests.guards.rows.growing_partnership import partnership_of
from tests.guards.rows.growing_plans import plans_of
from tests.guards.rows.growing_programme import programme_of
from tests.guards.rows.growing_trainings import trainings_of

__all__ = ["SAMENAME", "grow"]
REASON = "ເຫດຜົນທີ່ຈະແຈ້ງ ເພື່ອການທົດສອບເທົ່ານັ້ນ"
PICTURE = picture()


def grow(world: World, number: int, beginning: int) -> None:
    """`number` more of everything; `beginning` numbers the first, so that names differ from those made before."""
    for count in range(beginning, beginning + number):
        for make in GROWING:
            make(world, count)


def copies_of(world: World, count: int) -> None:
    """One that nobody took."""
    caseworker, person = world.demo["caseworker"], world.ids["person_of_bare_case"]
    copy = ask_copy(by=caseworker, id=new_id(), person=person, them=THEM, language="lo", call_id=new_id())
    drop_copy(by=caseworker, subject_copy=copy.pk, why=REASON, call_id=new_id())


def watching_of(world: World, count: int) -> None:
    """A week in which the caseworker read much, and a check of the history."""
    note_unusual(
        by=WATCH,
        id=new_id(),
        week=date(2020, 1, 6) + timedelta(weeks=count),
        reader=world.demo["caseworker"].pk,
        kind="many_people",
        count=90,
        usual=12,
        place_path=HERE,
        call_id=new_id(),
    )
    check = begin_verification(by=PROOF, id=new_id(), call_id=new_id())
    kept(check, Result(batches=1, lines=1), new_id())


def a_concern(world: World) -> UUID:
    row_id = new_id()
    raise_concern(
        by=world.demo["caseworker"],
        id=row_id,
        place_path=VILLAGE_HERE,
        facts=Facts(channel="in_person", urgency="soon", sex="female", age_band="15-17"),
        told=Told(story="ເລື່ອງສົມມຸດ ສຳລັບການທົດສອບ", names=SAMENAME, reporter_contact="020 0000 4417"),
        call_id=new_id(),
    )
    return row_id


def concerns(world: World, count: int) -> None:
    """Waiting, in hand, joined, closed in a circle, in conflict, opened by a neighbour; and edits and files of one."""
    caseworker, supervisor = world.demo["caseworker"], world.demo["supervisor"]
    one = world.ids["concern"]
    bands = ("12-14", "18-24")
    a_concern(world)
    triage_concern(by=caseworker, concern=a_concern(world), decision="at_risk", call_id=new_id())
    join_concern(by=caseworker, concern=a_concern(world), into=one, reason=REASON, call_id=new_id())
    closed = a_concern(world)
    compartment_concern(
        by=supervisor, concern=closed, members=(supervisor.pk, caseworker.pk), reason=REASON, call_id=new_id()
    )
    contested = a_concern(world)
    for who, band in zip((caseworker, supervisor), bands, strict=True):
        amend_concern(by=who, concern=contested, changes={"age_band": band}, base=1, call_id=new_id())
    number = Concern.objects.get(pk=contested).number
    break_glass(
        by=world.demo["neighbour"], id=new_id(), kind="concern", number=number, reason=REASON * 3, call_id=new_id()
    )
    recuse_from_concern(
        by=supervisor, concern=contested, users=(world.demo["savan"].pk,), reason=REASON, call_id=new_id()
    )
    version = Concern.objects.get(pk=one).version
    amend_concern(by=caseworker, concern=one, changes={"age_band": bands[count % 2]}, base=version, call_id=new_id())
    log.reading(actor=caseworker.pk, kind="concern", place="protection:concern", shown=[one, contested])
    for each in (contested, *([one] if count < MOST_FILES - 1 else [])):
        attach_file(by=caseworker, concern=each, name=f"{count}.jpg", content=PICTURE, call_id=new_id())


def users(world: World, count: int) -> None:
    """Invited, with a role that waits and a slip; and kept views of the caseworker, as many as may be."""
    invited = new_id()
    invite_user(
        by=world.demo["admin"],
        id=invited,
        username=f"grown-{count}",
        display_name=f"ນາງ ທົດສອບ {count}",
        posts=[Post("caseworker", HERE)],
        call_id=new_id(),
    )
    code = slip_codes.digest(slip_codes.new_code())
    print_slip(by=world.demo["ministry"], id=new_id(), user=invited, code=code, call_id=new_id())
    caseworker = world.demo["caseworker"]
    if SavedView.objects.filter(user=caseworker.pk, table="inbox").count() < VIEWS_MOST:
        save_view(by=caseworker, table="inbox", name=f"{count}", query="inbox-state=received", call_id=new_id())


def places(world: World, count: int) -> None:
    """Proposed villages, and a village with many names and codes."""
    admin, place = world.demo["admin"], Place.objects.get(pk=world.ids["place"])
    propose_place(
        by=world.demo["caseworker"], id=new_id(), parent=HERE, names={"lo": f"ບ້ານທົດສອບ {count}"}, call_id=new_id()
    )
    rename_place(
        by=admin,
        place=place.pk,
        base=place.version,
        names={"lo": f"ບ້ານຊື່ທີ {count}"},
        since=clock.today(),
        reason=REASON,
        call_id=new_id(),
    )
    recode_place(
        by=admin,
        place=place.pk,
        scheme="nso",
        code=f"16{count:04}",
        since=clock.today(),
        source="ທົດສອບ",
        call_id=new_id(),
    )


def persons(world: World, count: int) -> None:
    """Persons with everything that hangs on one, and more of it for the person of the world."""
    caseworker, one = world.demo["caseworker"], Person.objects.get(pk=world.ids["person"])
    person = people.register(caseworker, SAMENAME)
    household = people.household_for(caseworker, VILLAGE_HERE)
    people.member_of(caseworker, household.pk, person.pk)
    people.member_of(caseworker, world.ids["household"], people.register(caseworker, SAMENAME).pk)
    for each in (person.pk, one.pk):
        people.contact_for(caseworker, each)
        people.relation_for(caseworker, each, kind="sibling", other_name=f"ນາງ ອື່ນ ທີ {count}")
        consent = people.consent_for(caseworker, each)
        withdraw_consent(by=caseworker, id=new_id(), consent=consent.pk, reason=REASON, call_id=new_id())
    amend_person(
        by=caseworker,
        person=one.pk,
        changes={"nationality": ("LA", "TH")[count % 2]},
        base=one.version,
        call_id=new_id(),
    )
    with writing.opened("tests"):
        plant_tie(one, new_id())


def institutions_of(world: World, count: int) -> None:
    """Organisations, officials, committees, seats and services, and more of them for those of the world."""
    admin, secretary = world.demo["admin"], world.demo["secretary"]
    for owner in (institutions.an_organisation(admin, f"ບ້ານພັກທົດສອບ {count}"), organisation_of(world)):
        official = institutions.an_official(admin, f"ສົມໝາຍ ທົດສອບ {count}", organisation=owner.pk)
        institutions.a_service(admin, owner)
        for committee in (institutions.a_committee(secretary), committee_of(world)):
            institutions.a_seat(secretary, committee, official)
        institutions.an_asking(secretary, official, Official.objects.get(pk=world.ids["official"]))


def words_of(world: World, count: int) -> None:
    """Corrections of one word, one after the other."""
    last = queries.history(WORD)[0]
    correct_word(
        by=world.demo["admin"],
        id=new_id(),
        key=WORD,
        forms=[f"ຄຳສັບ {count} {new_id().hex[:6]}"],
        reason="ທົດສອບ",
        base=last.pk,
        call_id=new_id(),
    )


def organisation_of(world: World) -> Organisation:
    found: Organisation = Organisation.objects.get(pk=world.ids["organisation"])
    return found


def committee_of(world: World) -> Committee:
    found: Committee = Committee.objects.get(pk=world.ids["district_committee"])
    return found


GROWING = (
    *(concerns, users, places, persons, institutions_of, cases_of, files_of, copies_of, watching_of),
    erasures_of,
    words_of,
    programme_of,
    trainings_of,
    plans_of,
    partnership_of,
)
