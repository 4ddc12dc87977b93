"""One call of every action about curricula, trainings and those who are trained."""

from __future__ import annotations

from decimal import Decimal

from pokpong.areas.capacity.rules.attendance import Mark
from pokpong.areas.capacity.rules.scores import Score
from pokpong.areas.capacity.tests.factories import FIRST, LAST, told
from pokpong.foundation.kernel import clock
from tests.guards.reach.positions import HERE
from tests.guards.reach.records import REASON
from tests.guards.reach.sampling import Sample, new, of

NAMES = {"lo": "ຊື່ທົດສອບ"}

SAMPLES: dict[str, Sample] = {
    "curriculum.draft": new("any", names=NAMES, topics=["law"], hours=Decimal(6)),
    "curriculum.amend": of("any", curriculum="@curriculum_draft", base=1, changes={"names": NAMES}),
    "curriculum.put_in_use": of("any", curriculum="@curriculum_draft"),
    "curriculum.revise": new("any", curriculum="@curriculum"),
    "curriculum.withdraw": of("any", curriculum="@curriculum", reason=REASON),
    "training.plan": new("here", curriculum="@curriculum", place=HERE, starts=FIRST, ends=LAST),
    "training.amend": of("trainees", training="@training", base=1, changes={"venue": "ຫ້ອງ"}),
    "training.begin": of("trainees", training="@training_planned"),
    "training.finish": of("trainees", training="@training"),
    "training.resume": of("trainees", training="@training_finished"),
    "training.close": of("trainees", training="@training_finished"),
    "training.reopen": of("trainees", training="@training_closed", reason=REASON),
    "training.cancel": of("trainees", training="@training", reason=REASON),
    "trainer.name": new("trainees", training="@training", official="@chief"),
    "trainer.release": of("trainees", trainer="@trainer"),
    "training_session.add": new("trainees", training="@training", day=FIRST, hours=Decimal(2)),
    "training_session.amend": of("trainees", session="@session_of_training", base=1, changes={"hours": Decimal(2)}),
    "training_session.drop": of("trainees", session="@session_of_training"),
    "enrolment.add": new("trainees", training="@training", told=told("ນາງ ໃໝ່ ສົມມຸດ"), apart=True),
    "enrolment.amend": of("trainees", enrolment="@enrolment", base=1, changes={"post": "ຄູ"}),
    "enrolment.withdraw": of("trainees", enrolment="@enrolment", reason=REASON),
    "session_attendance.record": Sample(
        "trainees",
        lambda world, stand: {
            "training": world.ids["training"],
            "marks": [Mark(world.ids["enrolment"], world.ids["session_of_training"], "present")],
        },
    ),
    "test_score.record": Sample(
        "trainees",
        lambda world, stand: {
            "training": world.ids["training"],
            "occasion": "after",
            "marks": [Score(world.ids["enrolment"], Decimal(2))],
        },
    ),
    "trainee.amend": of("trainees", trainee="@trainee_apart", base=1, changes={"sex": "male"}),
    "trainee.ask_merge": of("trainees", trainee="@trainee_apart", into="@trainee", why=REASON),
    "trainee.confirm_merge": of("trainees", trainee="@trainee_asked"),
    "trainee.refuse_merge": of("trainees", trainee="@trainee_asked", why=REASON),
    "trainee.part": of("trainees", trainee="@trainee_merged", why=REASON),
    "certificate.issue": of("trainees", training="@training_closed"),
    "certificate.withdraw": of("trainees", certificate="@certificate", reason=REASON),
    "coaching.record": new(
        "trainees", trainee="@trainee", coach="@official", day=clock.today(), hours=Decimal(1), topic="law"
    ),
    "coaching.amend": of("trainees", coaching="@coaching", base=1, changes={"agreed": REASON}),
}
