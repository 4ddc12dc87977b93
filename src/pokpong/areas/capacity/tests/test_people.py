"""Enrolling, keying, merging, certificates, coaching: each action does it, refuses it, leaves its event."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from pokpong.areas.capacity.actions import (
    amend_coaching,
    amend_enrolment,
    amend_trainee,
    ask_merge,
    cancel_training,
    close_training,
    confirm_merge,
    enrol,
    finish_training,
    issue_certificates,
    part_trainee,
    record_attendance,
    record_coaching,
    record_scores,
    refuse_merge,
    withdraw_certificate,
    withdraw_enrolment,
)
from pokpong.areas.capacity.certificate_codes import code_of
from pokpong.areas.capacity.models import Certificate, Coaching, SessionAttendance, TestScore, Trainee
from pokpong.areas.capacity.queries.certificates import check
from pokpong.areas.capacity.queries.trainees import alike, records_of
from pokpong.areas.capacity.queries.trainings import sessions_of
from pokpong.areas.capacity.rules.attendance import Mark
from pokpong.areas.capacity.rules.scores import Score
from pokpong.areas.capacity.tests.factories import (
    DISTRICT,
    PROVINCE,
    VILLAGE,
    a_finished,
    a_running,
    a_training,
    an_office,
    enrolled,
    manager,
    present,
    scored,
    secretary,
    told,
    trainer_user,
)
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.institutions.tests.factories import (
    NEIGHBOUR,
    an_official,
    assert_left_its_traces,
    codes_of,
    keeper,
)

pytestmark = pytest.mark.django_db


def refused_with(act: Any, **arguments: Any) -> set[str]:
    with pytest.raises(Refused) as refused:
        act(call_id=new_id(), **arguments)
    return codes_of(refused.value)


# --- enrolling --------------------------------------------------------------------------------------------


def test_somebody_new_is_enrolled_as_what_they_are_that_day() -> None:
    by = secretary()
    row = enrolled(by, a_training(by), place_path=VILLAGE)
    assert (row.level, row.function, row.post, row.trainee.level) == ("village", "police", "ວິຊາການ", "village")
    assert_left_its_traces("enrolment.add", row)
    later = enrol(
        by=by,
        id=new_id(),
        training=a_training(by).pk,
        trainee=row.trainee_id,
        told={"function": "teacher", "place_path": DISTRICT},
        call_id=new_id(),
    )
    row.refresh_from_db()
    assert (row.function, later.function, later.level) == ("police", "teacher", "district")


@pytest.mark.parametrize("name", ["ບຸນມີ ສົມມຸດ", "ບຸນມີ  ສົມມຸດ", "Bounmy Sommout", "ທ້າວ ບຸນມີ ສົມມຸດ"])
def test_a_name_that_sounds_known_is_never_taken_for_somebody_new(name: str) -> None:
    by = secretary()
    known = enrolled(by, a_training(by)).trainee
    new: dict[str, Any] = {"id": new_id(), "training": a_training(by).pk, "told": told(name)}
    assert [one.trainee for one in alike(by, name)] == [known]
    assert refused_with(enrol, by=by, **new) == {"capacity_looks_known"}
    assert enrol(by=by, **new, apart=True, call_id=new_id()).trainee != known


def test_an_official_is_the_same_trainee_each_time_and_joined_to_a_known_one_only_when_chosen() -> None:
    by, keeps = secretary(), keeper()
    official = an_official(keeps, "ຄຳສິງ ສົມມຸດ")
    first = enrol(by=by, id=new_id(), training=a_training(by).pk, official=official.pk, call_id=new_id())
    again = enrol(by=by, id=new_id(), training=a_training(by).pk, official=official.pk, call_id=new_id())
    assert first.trainee == again.trainee
    assert (first.official, first.post, first.trainee.sex) == (official, official.post, "unknown")
    other = an_official(keeps, "ບຸນມີ ສົມມຸດ", organisation=official.organisation_id)
    known = enrolled(by, a_training(by)).trainee
    new: dict[str, Any] = {"id": new_id(), "training": a_training(by).pk, "official": other.pk}
    assert refused_with(enrol, by=by, **new) == {"capacity_looks_known"}
    chosen = enrol(by=by, **new, trainee=known.pk, call_id=new_id())
    known.refresh_from_db()
    assert (chosen.trainee, known.official) == (known, other)


def test_who_may_not_be_enrolled() -> None:
    by = secretary()
    row = a_training(by)
    known = enrolled(by, row).trainee
    new: dict[str, Any] = {"id": new_id(), "training": row.pk}
    assert refused_with(enrol, by=by, **new) == {"capacity_who_missing"}
    assert refused_with(enrol, by=by, **new, trainee=known.pk) == {"capacity_enrolled_already"}
    assert refused_with(enrol, by=by, **new, told=told("")) == {"capacity_trainee_name_missing"}
    bad = told("ກ", function="king", sex="x", phone="abc")
    assert refused_with(enrol, by=by, **new, told=bad) == {"capacity_code_unknown", "capacity_phone_unusable"}
    with pytest.raises(NotThere):
        enrol(by=secretary(NEIGHBOUR), **new, told=told(), call_id=new_id())
    with pytest.raises(NotAllowed):
        enrol(by=make_user("chair", "chair", PROVINCE), **new, told=told(), call_id=new_id())
    cancel_training(by=by, training=row.pk, reason="ນ້ຳຖ້ວມ", call_id=new_id())
    assert refused_with(enrol, by=by, **new, told=told("ຄົນໃໝ່")) == {"capacity_training_not_open"}


def test_an_enrolment_is_corrected_withdrawn_and_made_again() -> None:
    by = secretary()
    row = enrolled(by, a_training(by))
    done = amend_enrolment(by=by, enrolment=row.pk, base=1, changes={"sex": "male"}, call_id=new_id())
    assert (done.sex, done.trainee.sex) == ("male", "female")
    assert_left_its_traces("enrolment.amend", done)
    assert refused_with(withdraw_enrolment, by=by, enrolment=row.pk, reason="") == {"capacity_reason_missing"}
    gone = withdraw_enrolment(by=by, enrolment=row.pk, reason="ປ່ວຍ", call_id=new_id())
    assert_left_its_traces("enrolment.withdraw", gone)
    again = enrol(by=by, id=new_id(), training=row.training_id, trainee=row.trainee_id, call_id=new_id())
    assert (again.pk, again.state) == (row.pk, "enrolled")
    with pytest.raises(NotThere):
        withdraw_enrolment(by=secretary(NEIGHBOUR), enrolment=row.pk, reason="ກ", call_id=new_id())
    with pytest.raises(NotAllowed):
        amend_enrolment(
            by=make_user("chair", "chair", PROVINCE), enrolment=row.pk, base=1, changes={}, call_id=new_id()
        )


# --- keying -----------------------------------------------------------------------------------------------


def test_attendance_is_kept_cleared_and_leaves_its_event() -> None:
    by = secretary()
    row = a_running(by)
    person = enrolled(by, row)
    assert_left_its_traces("session_attendance.record", present(by, row))
    marks = [Mark(person.pk, session.pk, "", "present") for session in sessions_of(row)]
    record_attendance(by=by, training=row.pk, marks=marks, call_id=new_id())
    assert set(SessionAttendance.objects.values_list("presence", flat=True)) == {""}


def test_attendance_of_somebody_not_enrolled_is_refused() -> None:
    by = secretary()
    row, other = a_running(by), a_running(by)
    stranger = enrolled(by, other)
    gone = withdraw_enrolment(by=by, enrolment=enrolled(by, row).pk, reason="ປ່ວຍ", call_id=new_id())
    session = sessions_of(row)[0]
    for enrolment in (stranger.pk, gone.pk, new_id()):
        given = {"training": row.pk, "marks": [Mark(enrolment, session.pk, "present")]}
        assert refused_with(record_attendance, by=by, **given) == {"capacity_not_enrolled"}
    person = enrolled(by, row, "ນາງ ໃໝ່")
    strange = [Mark(person.pk, sessions_of(other)[0].pk, "present"), Mark(person.pk, session.pk, "maybe")]
    codes = refused_with(record_attendance, by=by, training=row.pk, marks=strange)
    assert codes == {"capacity_session_unknown", "capacity_presence_unknown"}
    assert refused_with(record_attendance, by=by, training=row.pk, marks=[]) == {"capacity_nothing_keyed"}
    assert not SessionAttendance.objects.exists()


def test_a_mark_that_somebody_else_changed_is_never_overwritten() -> None:
    by = secretary()
    row = a_running(by)
    person = enrolled(by, row)
    present(by, row)
    stale = [Mark(person.pk, sessions_of(row)[0].pk, "absent", "")]
    given = {"training": row.pk, "marks": stale}
    assert refused_with(record_attendance, by=by, **given) == {"capacity_changed_meanwhile"}


def test_keying_waits_for_the_training_and_for_who_may() -> None:
    by = secretary()
    row = a_training(by)
    mark = [Mark(enrolled(by, row).pk, sessions_of(row)[0].pk, "present")]
    given: dict[str, Any] = {"training": row.pk, "marks": mark}
    assert refused_with(record_attendance, by=by, **given) == {"capacity_training_not_keyed"}
    with pytest.raises(NotAllowed):
        record_attendance(by=make_user("chair", "chair", PROVINCE), **given, call_id=new_id())
    with pytest.raises(NotThere):
        record_attendance(by=trainer_user(an_official(keeper())), **given, call_id=new_id())


def test_scores_are_kept_and_none_is_above_the_maximum() -> None:
    by = secretary()
    row = a_running(by)
    person = enrolled(by, row)
    assert_left_its_traces("test_score.record", scored(by, row, person, "ab"))
    assert TestScore.objects.get().points == 3
    given: dict[str, Any] = {"training": row.pk, "occasion": "after"}

    def codes(*marks: Score, **more: Any) -> set[str]:
        return refused_with(record_scores, by=by, **{**given, **more}, marks=list(marks))

    assert codes(Score(person.pk, Decimal("3.5"), was="ab")) == {"capacity_above_maximum"}
    assert codes(Score(person.pk, Decimal(-1), was="ab")) == {"capacity_below_zero"}
    assert codes(Score(new_id(), Decimal(1))) == {"capacity_not_enrolled"}
    assert codes(Score(person.pk, Decimal(1))) == {"capacity_scores_changed"}
    assert codes(Score(person.pk, Decimal(1)), occasion="during") == {"capacity_occasion_unknown"}
    assert codes(Score(person.pk, None, [0], "ab")) == {"capacity_score_unreadable"}
    record_scores(by=by, **given, marks=[Score(person.pk, Decimal(99), [1, 1], "ab")], call_id=new_id())
    assert TestScore.objects.get().points == 2
    with pytest.raises(NotAllowed):
        record_scores(by=make_user("chair", "chair", PROVINCE), **given, marks=[], call_id=new_id())
    with pytest.raises(NotThere):
        record_scores(by=secretary(NEIGHBOUR), **given, marks=[], call_id=new_id())


# --- trainees ---------------------------------------------------------------------------------------------


def two(by: Any) -> tuple[Trainee, Trainee]:
    row = a_training(by)
    return enrolled(by, row, "ສົມສັກ ແກ້ວ").trainee, enrolled(by, row, "Somsack Keo").trainee


def test_a_trainee_is_corrected() -> None:
    by = secretary()
    row, other = two(by)
    done = amend_trainee(by=by, trainee=row.pk, base=1, changes={"place_path": VILLAGE}, call_id=new_id())
    assert done.level == "village"
    assert_left_its_traces("trainee.amend", done)
    official = an_official(keeper())
    amend_trainee(by=by, trainee=row.pk, base=2, changes={"official_id": official.pk}, call_id=new_id())
    change = {"trainee": other.pk, "base": 1, "changes": {"official_id": official.pk}}
    assert refused_with(amend_trainee, by=by, **change) == {"capacity_official_taken"}
    with pytest.raises(NotThere):
        amend_trainee(by=secretary(NEIGHBOUR), trainee=row.pk, base=1, changes={}, call_id=new_id())
    with pytest.raises(NotAllowed):
        amend_trainee(by=make_user("chair", "chair", PROVINCE), trainee=row.pk, base=1, changes={}, call_id=new_id())


def test_two_records_are_joined_by_two_people_and_parted_again() -> None:
    by, other_user = secretary(), secretary(name="other")
    row, into = two(by)
    asked = ask_merge(by=by, trainee=row.pk, into=into.pk, why="ຄົນດຽວກັນ", call_id=new_id())
    assert_left_its_traces("trainee.ask_merge", asked)
    assert Task.objects.get(kind="trainee.merge_asked").state == "open"
    assert refused_with(confirm_merge, by=by, trainee=row.pk) == {"capacity_merge_own"}
    joined = confirm_merge(by=other_user, trainee=row.pk, call_id=new_id())
    assert_left_its_traces("trainee.confirm_merge", joined)
    assert Task.objects.get(kind="trainee.merge_asked").state == "done"
    assert set(records_of(into)) == {row.pk, into.pk}
    change = {"trainee": row.pk, "base": 1, "changes": {"sex": "male"}}
    assert refused_with(amend_trainee, by=by, **change) == {"capacity_trainee_merged"}
    parted = part_trainee(by=by, trainee=row.pk, why="ສອງຄົນ", call_id=new_id())
    assert_left_its_traces("trainee.part", parted)
    assert set(records_of(into)) == {into.pk}


def test_joining_is_refused_for_oneself_in_a_circle_and_without_a_reason() -> None:
    by, other_user = secretary(), secretary(name="other")
    row, into = two(by)
    ask: dict[str, Any] = {"trainee": row.pk, "into": into.pk, "why": "ຄົນດຽວກັນ"}
    assert refused_with(ask_merge, by=by, **ask | {"into": row.pk}) == {"capacity_merge_same"}
    assert refused_with(ask_merge, by=by, **ask | {"why": " "}) == {"capacity_merge_why"}
    ask_merge(by=by, **ask, call_id=new_id())
    refused = refuse_merge(by=other_user, trainee=row.pk, why="ສອງຄົນ", call_id=new_id())
    assert (refused.state, refused.asked_into) == ("known", None)
    assert_left_its_traces("trainee.refuse_merge", refused)
    ask_merge(by=by, **ask, call_id=new_id())
    confirm_merge(by=other_user, trainee=row.pk, call_id=new_id())
    back = {"trainee": into.pk, "into": row.pk, "why": "ກັບຄືນ"}
    assert "capacity_merge_circle" in refused_with(ask_merge, by=by, **back)


def test_only_who_sees_the_trainee_joins_or_parts() -> None:
    row, into = two(secretary())
    far = secretary(NEIGHBOUR)
    with pytest.raises(NotThere):
        ask_merge(by=far, trainee=row.pk, into=into.pk, why="ກ", call_id=new_id())
    acts: list[tuple[Any, dict[str, str]]]
    acts = [(confirm_merge, {}), (refuse_merge, {"why": "ກ"}), (part_trainee, {"why": "ກ"})]
    for act, more in acts:
        with pytest.raises(NotThere):
            act(by=far, trainee=row.pk, call_id=new_id(), **more)
        with pytest.raises(NotAllowed):
            act(by=make_user(f"chair-{new_id()}", "chair", PROVINCE), trainee=row.pk, call_id=new_id(), **more)


# --- certificates -----------------------------------------------------------------------------------------


def certified(by: Any) -> Certificate:
    row = a_running(by, organisation=an_office().pk)
    person = enrolled(by, row)
    present(by, row)
    scored(by, row, person, "ab")
    row = close_training(by=by, training=finish(by, row).pk, call_id=new_id())
    assert_left_its_traces("certificate.issue", issue_certificates(by=by, training=row.pk, call_id=new_id()))
    return Certificate.objects.get()


def finish(by: Any, row: Any) -> Any:
    return finish_training(by=by, training=row.pk, call_id=new_id())


def test_a_certificate_is_issued_once_keeps_what_it_shows_and_is_withdrawn() -> None:
    by = manager()
    row = certified(by)
    assert row.number == "1/ຮສສ"
    training = row.enrolment.training
    assert refused_with(issue_certificates, by=by, training=training.pk) == {"capacity_certificate_nobody"}
    trainee = row.enrolment.trainee
    amend_trainee(by=by, trainee=trainee.pk, base=trainee.version, changes={"name": "ຊື່ໃໝ່"}, call_id=new_id())
    row.refresh_from_db()
    assert row.shown["name"] == "ບຸນມີ ສົມມຸດ"
    with pytest.raises(NotThere):
        withdraw_certificate(by=secretary(NEIGHBOUR), certificate=row.pk, reason="ກ", call_id=new_id())
    with pytest.raises(NotAllowed):
        withdraw_certificate(by=make_user("chair", "chair", PROVINCE), certificate=row.pk, reason="ກ", call_id=new_id())
    gone = withdraw_certificate(by=by, certificate=row.pk, reason="ພິມຜິດ", call_id=new_id())
    assert_left_its_traces("certificate.withdraw", gone)


def test_a_certificate_altered_in_the_data_base_is_not_genuine() -> None:
    row = certified(manager())
    code = code_of(row.pk, row.paper())
    assert check(code).paper["name"] == "ບຸນມີ ສົມມຸດ"
    with writing.opened("tests"):
        Certificate.objects.filter(pk=row.pk).update(shown={**row.shown, "name": "ຄົນອື່ນ"})
    assert check(code).verdict == "unknown"
    assert check("").verdict == "unknown"


def test_certificates_wait_for_the_closing_and_an_office() -> None:
    by = secretary()
    row = a_finished(by, "ນາງ ດີ")
    assert refused_with(issue_certificates, by=by, training=row.pk) == {"capacity_certificate_not_closed"}
    close_training(by=by, training=row.pk, call_id=new_id())
    codes = refused_with(issue_certificates, by=by, training=row.pk)
    assert codes == {"capacity_certificate_nobody", "capacity_certificate_issuer"}


# --- coaching ---------------------------------------------------------------------------------------------


def test_coaching_is_recorded_and_corrected_by_who_sees_the_trainee() -> None:
    by, coach = secretary(), an_official(keeper())
    person = enrolled(by, a_training(by)).trainee
    visit: dict[str, Any] = {"trainee": person.pk, "coach": coach.pk, "day": clock.today(), "hours": Decimal(2)}
    row = record_coaching(by=by, id=new_id(), **visit, topic="law", call_id=new_id())
    assert_left_its_traces("coaching.record", row)
    done = amend_coaching(by=by, coaching=row.pk, base=1, changes={"agreed": "ຝຶກຕື່ມ"}, call_id=new_id())
    assert_left_its_traces("coaching.amend", done)
    wrong = {**visit, "hours": Decimal(0), "day": None, "coach": None}
    assert refused_with(record_coaching, by=by, id=new_id(), **wrong, topic="x") == {
        *("capacity_day_missing", "capacity_coaching_hours", "capacity_coaching_topic", "capacity_coach_unknown")
    }
    amend_trainee(by=by, trainee=person.pk, base=1, changes={"official_id": coach.pk}, call_id=new_id())
    assert refused_with(record_coaching, by=by, id=new_id(), **visit, topic="law") == {"capacity_coach_self"}
    far = secretary(NEIGHBOUR)
    assert row not in Coaching.objects.visible_to(far)
    with pytest.raises(NotThere):
        record_coaching(by=far, id=new_id(), **visit, topic="law", call_id=new_id())
    with pytest.raises(NotAllowed):
        amend_coaching(by=make_user("chair", "chair", PROVINCE), coaching=row.pk, base=1, changes={}, call_id=new_id())
