"""One call of every action, about the records of the world; an action without a sample fails the guard."""

from __future__ import annotations

from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from pokpong.areas.protection.telling import Facts, Told
from pokpong.foundation.access import slip_codes
from pokpong.foundation.access.rules import Post
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.actions.consents import Agreed
from tests.guards.reach import (
    factor_samples,
    identity_samples,
    samples_of_cases,
    samples_of_files,
    samples_of_own_copies,
    samples_of_partnership,
    samples_of_plans,
    samples_of_programme,
    samples_of_trainings,
    samples_of_words,
)
from tests.guards.reach.positions import HERE, VILLAGE_HERE
from tests.guards.reach.sampling import Sample, new, of
from tests.guards.reach.world import REASON

SAMPLES: dict[str, Sample] = {
    **samples_of_cases.SAMPLES,
    **samples_of_files.SAMPLES,
    **samples_of_own_copies.SAMPLES,
    **samples_of_programme.SAMPLES,
    **samples_of_trainings.SAMPLES,
    **samples_of_plans.SAMPLES,
    **samples_of_partnership.SAMPLES,
    **samples_of_words.SAMPLES,
    # concerns
    "concern.raise": new(
        "any",
        place_path=VILLAGE_HERE,
        facts=Facts(channel="in_person", urgency="soon"),
        told=Told(story="ເລື່ອງສົມມຸດ ສຳລັບການທົດສອບເທົ່ານັ້ນ"),
    ),
    "concern.amend": of("concern", concern="@concern", changes={"sex": "male"}, base=9),
    "concern.attach": of("concern", concern="@concern", name="x.pdf", content=b"%PDF-1.4 x"),
    "concern.triage": of("concern", concern="@concern", decision="screening", reason=REASON),
    "concern.close": of("concern", concern="@in_hand", outcome="helped", reason=REASON),
    "concern.reopen": of("concern", concern="@closed", reason=REASON),
    "concern.join": of("concern", concern="@concern", into="@into", reason=REASON),
    "concern.recuse": Sample(
        "concern",
        lambda world, stand: {
            "concern": world.ids["concern"],
            "reason": REASON,
            "users": (world.demo["neighbour"].pk,),
        },
    ),
    "concern.compartment": Sample(
        "concern",
        lambda world, stand: {
            "concern": world.ids["concern"],
            "members": (stand.user.pk, world.demo["caseworker"].pk),
            "reason": REASON,
        },
    ),
    "concern.unveil_typist": of("concern", concern="@anonymous", reason=REASON),
    "conflict.settle": of("concern", conflict="@conflict", choice="offered"),
    "task.done": of("concern", task="@task"),
    # users, roles, slips
    "user.invite": new("here", username="another", display_name="ນາງ ອື່ນ ສົມມຸດ", posts=[Post("trainer", HERE)]),
    "user.amend": of("here", user="@newcomer", changes={"display_name": "ຊື່ໃໝ່"}, base=1),
    "user.change_post": of("here", user="@newcomer", posts=[Post("trainer", HERE)]),
    "user.deactivate": of("here", user="@newcomer", reason=REASON),
    "user.reactivate": of("here", user="@left", posts=[Post("trainer", HERE)]),
    "user.hand_over": Sample(
        "any", lambda world, stand: {"user": world.ids["user"], "to": world.demo["supervisor"].pk}
    ),
    "user.choose_language": of("own", language="en"),
    "user.set_contact": of("own", notify_by="email", notify_address="invented@example.org"),
    "user.change_password": of("own", password=make_password("another-river-17")),
    "user.end_sessions": of("own"),
    "user.end_session": Sample("own", lambda world, stand: factor_samples.session_of(stand.user)),
    "user.link_identity": of("here", user="@newcomer", identity="a" * 64),
    "user.unlink_identity": Sample("here", lambda world, stand: identity_samples.removable(world.ids["newcomer"])),
    "user.confirm_identity": Sample("own", lambda world, stand: identity_samples.recorded_for(stand.user)),
    "second_factor.add_app": Sample("own", lambda world, stand: factor_samples.app()),
    "second_factor.add_passkey": of("own", name="ໂທລະສັບ", credential="AAAA"),
    "second_factor.remove": Sample("own", lambda world, stand: factor_samples.factor_of(stand.user)),
    "second_factor.new_codes": Sample("own", lambda world, stand: factor_samples.codes_of(stand.user)),
    "second_factor.reset": Sample("here", lambda world, stand: factor_samples.reset(world.ids["newcomer"])),
    "grant.ask": of("here", user="@newcomer", role="trainer", place_path=HERE),
    "grant.approve": of("here", grant="@grant"),
    "grant.refuse": of("here", grant="@grant", reason=REASON),
    "grant.end": of("here", grant="@grant", reason=REASON),
    "slip.print": new("here", user="@newcomer", code=slip_codes.digest("1234567890123456")),
    "glass.break": Sample(
        "any",
        lambda world, stand: {
            "id": new_id(),
            "kind": "concern",
            "number": world.texts["concern_number"],
            "reason": REASON * 2,
        },
    ),
    "glass.review": of("here", glass="@glass", verdict="needed"),
    "reading.review": of("here", unusual_reading="@unusual_reading", remark=REASON),
    "audit.verify": new("any"),
    "view.save": of("own", table="inbox", name="ມຸມມອງ", query="inbox-state=received"),
    "view.drop": Sample("own", lambda world, stand: {"view": world.ids[f"view:{stand.name}"]}),
    # places
    "place.propose": new("any", parent=HERE, names={"lo": "ບ້ານທົດສອບໃໝ່"}),
    "place.add": new("here", parent=HERE, names={"lo": "ບ້ານທົດສອບອື່ນ"}),
    "place.confirm": of("here", place="@proposed", decision="confirm"),
    "place.merge": of("here", place="@place", into="@other_place", since=date(2026, 1, 1), reason=REASON),
    "place.rename": of(
        "here", place="@place", base=1, names={"lo": "ຊື່ໃໝ່ຂອງບ້ານ"}, since=date(2026, 1, 1), reason=REASON
    ),
    "place.recode": of("here", place="@place", scheme="nso", code="160199", since=date(2026, 1, 1), source="ທົດສອບ"),
    # people
    "person.register": Sample(
        "any",
        lambda world, stand: {
            "id": new_id(),
            "record": {"names": [{"text": "ນາງ ຄົນໃໝ່ ສົມມຸດ"}], "district_path": HERE},
            "because_kind": "person",
            "why": REASON,
        },
    ),
    "person.amend": of("person", person="@person", changes={"sex": "other"}, base=9),
    "person.add_contact": new(
        "person", person="@person", kind="phone", value="020 0000 1111", safety="safe", how={"when": "ທຸກເວລາ"}
    ),
    "person.end_contact": of("person", contact="@contact", why=REASON),
    "person.relate": new("person", person="@person", kind="father", other_name="ທ້າວ ພໍ່ ສົມມຸດ"),
    "relation.end": of("person", relation="@relation"),
    "person.assign": Sample(
        "person",
        lambda world, stand: {
            "person": world.ids["person"],
            "user": world.demo["neighbour"].pk,
            "why": REASON,
        },
    ),
    "erasure.ask": new("person", person="@person", why=REASON),
    "erasure.take_back": of("asked", erasure="@erasure"),
    "erasure.refuse": of("here", erasure="@erasure", why=REASON),
    "erasure.approve": of("here", erasure="@erasure", number="@double_number"),
    "retention.keep_longer": new("here", person="@person", why=REASON, until=clock.today() + timedelta(days=365)),
    "hold.set": new("here", person="@person", why=REASON),
    "hold.lift": of("here", hold="@hold", why=REASON),
    "person.merge": of("person", person="@person", into="@double", why=REASON),
    "person.part": of("person", person="@merged", why=REASON),
    "tie.end": of("person", tie="@tie", why=REASON),
    "consent.give": Sample(
        "person",
        lambda world, stand: {
            "id": new_id(),
            "person": world.ids["person"],
            "agreed": Agreed(
                purpose="assistance",
                recipients={str(world.ids["organisation"]): "ໂຮງໝໍ"},
                fields=["names"],
                given_by="self",
                given_on=clock.today(),
                expires_on=clock.today() + timedelta(days=30),
                language="lao",
                way="spoken",
                witness="ນາງ ພະຍານ ສົມມຸດ",
            ),
        },
    ),
    "consent.withdraw": new("person", consent="@consent", said_by="self", reason=REASON),
    "household.register": new("any", place_path=VILLAGE_HERE, label="ເຮືອນໃໝ່"),
    "household.join": new("person", household="@household", person="@double"),
    "household.leave": of("household", member="@member"),
    # institutions
    "organisation.add": new("here", kind="school", names={"lo": "ໂຮງຮຽນທົດສອບ"}, place=HERE),
    "organisation.amend": of("here", organisation="@organisation", base=9, changes={"phone": "020 0000 2222"}),
    "official.add": new(
        "here",
        name="ນາງ ຄູໃໝ່ ສົມມຸດ",
        post="ຄູ",
        function="teacher",
        organisation="@organisation",
        place=HERE,
        starts=date(2026, 1, 5),
    ),
    "official.amend": of("here", official="@official", base=9, changes={"post": "ຫົວໜ້າ"}),
    "official.leave": of("here", official="@official", on=date(2026, 11, 1)),
    "committee.add": new("here", kind="child_protection", names={"lo": "ຄະນະກຳມະການທົດສອບ"}, place=HERE),
    "committee.amend": of("here", committee="@district_committee", base=9, changes={"decree": "1/ຮສສ"}),
    "membership.begin": new(
        "here", committee="@district_committee", official="@chief", role="member", starts=date(2026, 1, 5)
    ),
    "membership.end": of("here", membership="@district_membership", on=date(2026, 11, 1)),
    "service_offer.add": new("here", organisation="@organisation", kind="hotline", places=[HERE]),
    "service_offer.amend": of("here", service_offer="@service_offer", base=9, changes={"capacity": 7}),
    "service_offer.verify": of("here", service_offer="@service_offer"),
    "service_offer.end": of("here", service_offer="@service_offer", reason=REASON),
}
