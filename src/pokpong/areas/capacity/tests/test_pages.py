"""Every page answers, says what it says to whom it may, and does what it offers."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from pokpong.areas.capacity.actions import ask_merge, close_training, issue_certificates, withdraw_enrolment
from pokpong.areas.capacity.certificate_codes import code_of, grouped
from pokpong.areas.capacity.models import (
    Certificate,
    Curriculum,
    Enrolment,
    SessionAttendance,
    TestScore,
    Trainee,
    Training,
)
from pokpong.areas.capacity.queries.trainings import enrolments_of, sessions_of
from pokpong.areas.capacity.tests.factories import (
    DISTRICT,
    PROVINCE,
    a_curriculum,
    a_finished,
    a_running,
    a_training,
    an_office,
    enrolled,
    manager,
    present,
    scored,
    secretary,
    trainer_user,
)
from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.models import Official
from pokpong.registers.institutions.tests.factories import a_committee, a_seat, an_official, keeper

pytestmark = pytest.mark.django_db


def visitor(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="pokpong.foundation.access.sign_in.PokpongBackend")
    return client


def shown(client: Client, name: str, *args: Any, **query: str) -> str:
    answer = client.get(reverse(f"capacity:{name}", args=args), query)
    assert answer.status_code == 200, (name, answer.status_code)
    return str(answer.content.decode())


def sent(client: Client, name: str, /, *args: Any, **values: Any) -> Any:
    return client.post(reverse(f"capacity:{name}", args=args), {"call_id": str(new_id()), **values}, follow=True)


def test_empty_pages_say_what_to_do() -> None:
    client = visitor(manager())
    for name in ("trainings", "curricula", "trainees", "coaching", "numbers", "gaps", "doubles"):
        assert "pk-empty" in shown(client, name)


def test_a_curriculum_is_drafted_tested_and_put_in_use() -> None:
    client = visitor(manager())
    draft = {"name_lo": "ຫຼັກສູດທົດລອງ", "topics": ["law"], "hours": "6", "lessons": "2 | ກົດໝາຍ | Law\n໒,5 | ຝຶກ"}
    answer = sent(client, "curriculum_draft", **draft, score_percent="60")
    row = Curriculum.objects.get()
    assert answer.redirect_chain[-1][0] == reverse("capacity:curriculum", args=[row.pk])
    assert [lesson["hours"] for lesson in row.lessons] == ["2", "2.5"]
    question = {"text_lo": "ຖາມ", "choices_lo": "ໜຶ່ງ\nສອງ", "right": "2", "points": "1", "base": row.version}
    sent(client, "question_add", row.pk, **question)
    row.refresh_from_db()
    assert row.questions[0]["right"] == 1
    assert "ສອງ" in shown(client, "curriculum", row.pk)
    sent(client, "question_amend", row.pk, 1, **question | {"base": row.version, "right": "1"})
    assert "ໜຶ່ງ" in shown(client, "question_amend", row.pk, 1)
    sent(client, "curriculum_use", row.pk)
    row.refresh_from_db()
    assert (row.state, row.questions[0]["right"]) == ("in_use", 0)
    sent(client, "curriculum_revise", row.pk)
    assert row.successors.get().edition == 2


def test_a_bad_draft_shows_every_reason() -> None:
    answer = sent(visitor(manager()), "curriculum_draft", name_lo="", hours="abc", topics=["law"], lessons="x")
    assert answer.status_code == 200
    assert answer.content.decode().count("data-code=") >= 2
    assert not Curriculum.objects.exists()


def test_a_training_is_planned_on_its_page() -> None:
    by = manager()
    taught = a_curriculum(by)
    days = {"starts_day": "2", "starts_month": "3", "starts_year": "2026"}
    days |= {"ends_day": "3", "ends_month": "3", "ends_year": "2026"}
    client = visitor(by)
    shown(client, "plan")
    sent(client, "plan", curriculum=str(taught.pk), place=DISTRICT, cost="1.500.000", currency="LAK", **days)
    row = Training.objects.get()
    assert (row.place_path, str(row.money.amount if row.money else ""), len(sessions_of(row))) == (
        DISTRICT,
        "1500000",
        2,
    )
    assert taught.names["lo"] in shown(client, "training", row.pk)
    assert "ການກຳນົດ" in shown(client, "trainings", **{"trainings-name": "ການກຳນົດ"})


def test_the_chair_sees_the_training_and_no_name() -> None:
    row = a_finished(secretary(), "ນາງ ຄຳດີ ລັບ")
    client = visitor(make_user("chair", "chair", PROVINCE))
    assert "ຄຳດີ" not in shown(client, "training", row.pk)
    assert "ຄຳດີ" not in shown(client, "numbers")
    assert client.get(reverse("capacity:trainees")).status_code == 403
    assert client.get(reverse("capacity:attendance", args=[row.pk])).status_code == 403
    assert "ຄຳດີ" in shown(visitor(secretary(name="other")), "training", row.pk)


def test_a_trainer_sees_only_the_trainees_of_their_own_trainings() -> None:
    by = secretary()
    own, other = a_running(by), a_running(by)
    enrolled(by, own, "ນາງ ຂອງຄູ")
    enrolled(by, other, "ທ້າວ ຂອງອື່ນ")
    official = own.trainers.get().official
    client = visitor(trainer_user(official))
    assert "ຂອງຄູ" in shown(client, "training", own.pk)
    assert "ຂອງຄູ" in shown(client, "trainees")
    assert "ຂອງອື່ນ" not in shown(client, "trainees")
    assert client.get(reverse("capacity:training", args=[other.pk])).status_code == 404
    shown(client, "attendance", own.pk)


def told(**more: str) -> dict[str, str]:
    return {"name": "ສົມສັກ ແກ້ວ", "sex": "male", "function": "police", "place": DISTRICT, **more}


def test_the_same_person_under_another_spelling_is_offered_and_never_merged_silently() -> None:
    by = secretary()
    row, client = a_training(by), visitor(by)
    sent(client, "enrol", row.pk, **told())
    later = a_training(by)
    page = sent(client, "enrol", later.pk, **told(name="ສົມສັກ ແກ້ວ ")).content.decode()
    known = Trainee.objects.get()
    assert str(known.pk) in page
    assert not later.enrolments.exists()
    sent(client, "enrol", later.pk, **told(chosen=str(known.pk)))
    assert later.enrolments.get().trainee == known
    sent(client, "enrol", row.pk, **told(chosen="apart"))
    assert Trainee.objects.count() == 2


def test_members_of_a_committee_are_ticked() -> None:
    keeps, by = keeper(), secretary()
    board, person = a_committee(keeps), an_official(keeps)
    a_seat(keeps, board, person)
    row, client = a_training(by), visitor(by)
    assert board.names["lo"] in shown(client, "members", row.pk)
    key = str(person.pk)
    page = shown(client, "members", row.pk, committee=str(board.pk))
    assert person.name in page
    values = {"committee": str(board.pk), f"tick-{key}": "1", f"sex-{key}": "male", f"function-{key}": "police"}
    sent(client, "members", row.pk, **values)
    found = row.enrolments.get()
    assert (found.official, found.committee, found.sex, found.post) == (person, board, "male", person.post)
    answer = sent(client, "members", row.pk, **values)
    assert answer.status_code == 200
    assert row.enrolments.count() == 1


def keyed(row: Training, **marks: str) -> dict[str, str]:
    """A grid as the page sends it; the marks by number of the session."""
    person = enrolments_of(row)[0]
    names = [f"m-{session.pk}-{person.pk}" for session in sessions_of(row)]
    given = {name: marks.get(f"s{number}", "") for number, name in enumerate(names, start=1)}
    return given | {"was": json.dumps(dict.fromkeys(names, ""))}


def test_attendance_is_keyed_and_undone() -> None:
    by = secretary()
    row, client = a_running(by), visitor(by)
    enrolled(by, row)
    shown(client, "attendance", row.pk)
    answer = sent(client, "attendance", row.pk, **keyed(row, s1="p", s2="ຂ"))
    assert sorted(SessionAttendance.objects.values_list("presence", flat=True)) == ["absent", "present"]
    undo = next(line for line in answer.content.decode().split('"') if "/attendance/undo/" in line)
    client.post(undo)
    assert set(SessionAttendance.objects.values_list("presence", flat=True)) == {""}
    client.post(undo)
    assert set(SessionAttendance.objects.values_list("presence", flat=True)) == {""}


def test_what_cannot_be_read_or_was_changed_meanwhile_is_not_lost() -> None:
    by = secretary()
    row, client = a_running(by), visitor(by)
    enrolled(by, row)
    page = sent(client, "attendance", row.pk, **keyed(row, s1="p", s2="zz")).content.decode()
    assert 'value="zz"' in page
    assert 'value="p"' in page
    assert not SessionAttendance.objects.exists()
    stale = keyed(row, s1="a")
    present(by, row)
    page = sent(client, "attendance", row.pk, **stale).content.decode()
    assert "capacity_changed_meanwhile" in page


def test_scores_are_keyed_as_letters_or_totals_and_none_is_above_the_maximum() -> None:
    by = secretary()
    row, client = a_running(by), visitor(by)
    first, second = enrolled(by, row, "ນາງ ກ"), enrolled(by, row, "ນາງ ຂ")
    shown(client, "scores_before", row.pk)
    given = {f"s-{first.pk}": "ກຂ", f"s-{second.pk}": "໒", "was": "{}"}
    sent(client, "scores_after", row.pk, **given)
    points = {score.enrolment_id: (float(score.points or 0), score.answers) for score in TestScore.objects.all()}
    assert points == {first.pk: (3.0, [0, 1]), second.pk: (2.0, None)}
    page = sent(client, "scores_before", row.pk, **{f"s-{first.pk}": "9", "was": "{}"}).content.decode()
    assert "capacity_above_maximum" in page
    scored(by, row, first, "-b", "before")
    assert "pk-chart" in shown(client, "results", row.pk)


def certified() -> tuple[User, Certificate]:
    by = manager()
    row = a_running(by, organisation=an_office().pk)
    person = enrolled(by, row, "ນາງ ຮຽນຈົບ")
    present(by, row)
    scored(by, row, person, "ab")
    client = visitor(by)
    for step in ("finish", "close", "certificates"):
        shown(client, step, row.pk)
        sent(client, step, row.pk)
    return by, Certificate.objects.get()


def test_a_certificate_is_issued_checked_and_withdrawn() -> None:
    by, certificate = certified()
    code = grouped(code_of(certificate.pk, certificate.paper()))
    client, nobody = visitor(by), Client()
    assert code in shown(client, "certificate", certificate.pk)
    assert "ຮຽນຈົບ" not in shown(nobody, "check")
    assert "ຮຽນຈົບ" in sent(nobody, "check", code=code.lower()).content.decode()
    assert "ຮຽນຈົບ" not in sent(nobody, "check", code="ABCD-EFGH-JKMN-PQRS").content.decode()
    shown(client, "certificate_withdraw", certificate.pk)
    sent(client, "certificate_withdraw", certificate.pk, reason="ພິມຜິດ")
    assert "ຮຽນຈົບ" not in sent(nobody, "check", code=code).content.decode()


def test_checking_is_slowed_down(monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    monkeypatch.setattr("pokpong.areas.capacity.screens.certificates.RATE", (2, 600))
    secretary()  # an installation without anybody would be set up first
    nobody = Client()
    url = reverse("capacity:check")
    codes = [nobody.post(url, {"code": "ABCD-EFGH-JKMN-PQRS"}).status_code for _try in range(3)]
    assert codes == [200, 200, 429]


def test_a_record_shows_trainings_and_is_joined_by_two_people() -> None:
    by = secretary()
    row = a_finished(by, "ນາງ ບຸນມາ ແກ້ວ", "ບຸນມາ ແກ້ວ")
    close_training(by=by, training=row.pk, call_id=new_id())
    first, second = Trainee.objects.order_by("pk")
    client = visitor(by)
    assert row.all_names["lo"] in shown(client, "trainee", first.pk)
    assert str(first.pk) in shown(client, "doubles") or str(second.pk) in shown(client, "doubles")
    assert str(second.pk) in shown(client, "merge_ask", first.pk)
    sent(client, "merge_ask", first.pk, into=str(second.pk), why="ຄົນດຽວກັນ")
    first.refresh_from_db()
    assert first.state == "merge_asked"
    sent(client, "merge_confirm", first.pk)
    first.refresh_from_db()
    assert first.state == "merge_asked"
    other = visitor(secretary(name="other"))
    assert second.name in shown(other, "merge_confirm", first.pk)
    sent(other, "merge_confirm", first.pk)
    first.refresh_from_db()
    assert (first.state, first.merged_into) == ("merged", second)
    shown(other, "trainee_part", first.pk)
    sent(other, "trainee_part", first.pk, why="ສອງຄົນ")
    first.refresh_from_db()
    assert first.merged_into is None


def test_every_other_page_opens() -> None:
    by = manager()
    row = a_running(by)
    person = enrolled(by, row)
    other = enrolled(by, row, "ບຸນມີ ສົມມຸດ")
    ask_merge(by=by, trainee=person.trainee_id, into=other.trainee_id, why="x", call_id=new_id())
    client = visitor(by)
    for name in ("amend", "begin", "finish", "resume", "close", "reopen", "cancel", "session_add", "trainer_name"):
        shown(client, name, row.pk)
    for name in ("enrol", "members", "scores_after", "results", "sheet", "certificates"):
        shown(client, name, row.pk)
    session, trainer = sessions_of(row)[0], row.trainers.get()
    for name, key in (("session_amend", session.pk), ("session_drop", session.pk), ("trainer_release", trainer.pk)):
        shown(client, name, key)
    for name in ("enrolment_amend", "enrolment_withdraw"):
        shown(client, name, person.pk)
    for name in ("trainee_amend", "merge_refuse", "coach", "trainee"):
        shown(client, name, person.trainee_id)
    for name in ("curriculum_amend", "curriculum_withdraw", "question_add"):
        shown(client, name, row.curriculum_id)
    shown(client, "question_remove", row.curriculum_id, 1)
    assert client.get(reverse("capacity:question_remove", args=[row.curriculum_id, 9])).status_code == 404


def test_coaching_is_recorded_and_changed() -> None:
    by = secretary()
    person = enrolled(by, a_training(by)).trainee
    coach: Official = an_official(keeper(), "ຄູສອນ ໜ້າວຽກ")
    client = visitor(by)
    day = {"day_day": "5", "day_month": "3", "day_year": "2026"}
    values = {"coach": str(coach.pk), "hours": "2", "topic": "interview", "observed": "ຖາມດີ", **day}
    sent(client, "coach", person.pk, **values)
    visit = person.coaching.get()
    assert "ຄູສອນ" in shown(client, "coaching")
    shown(client, "coaching_amend", visit.pk)
    sent(client, "coaching_amend", visit.pk, **values | {"hours": "3", "base": "1"})
    visit.refresh_from_db()
    assert visit.hours == 3


def test_numbers_count_four_ways_and_gaps_show_committees() -> None:
    keeps, by = keeper(), secretary()
    a_seat(keeps, a_committee(keeps), an_official(keeps))
    a_finished(by, "ນາງ ໜຶ່ງ", "ທ້າວ ສອງ")
    period = {"first_day": "1", "first_month": "1", "first_year": "2026"}
    period |= {"last_day": "31", "last_month": "12", "last_year": "2026"}
    page = shown(visitor(by), "numbers", **period)
    assert '<td class="pk-number">4</td>' in page
    assert '<td class="pk-number">2</td>' in page
    assert "pk-status-danger" in shown(visitor(by), "gaps")
    assert "pk-empty" in shown(visitor(by), "gaps", **{"gaps-trained": "some"})


def test_issuing_needs_a_closed_training() -> None:
    by = manager()
    row = a_finished(by, "ນາງ ດີ")
    assert "capacity_certificate_not_closed" in sent(visitor(by), "certificates", row.pk).content.decode()
    assert issue_certificates is not None
    assert Enrolment.objects.get().state == "enrolled"


def test_an_official_is_enrolled_with_their_post_of_today() -> None:
    by, person = secretary(), an_official(keeper())
    row, client = a_training(by), visitor(by)
    assert reverse("capacity:enrol_official", args=[row.pk]) in shown(client, "training", row.pk)
    shown(client, "enrol_official", row.pk)
    sent(client, "enrol_official", row.pk, official=str(person.pk), sex="female", function="teacher")
    found = row.enrolments.get()
    assert (found.official, found.post, found.sex, found.function) == (person, person.post, "female", "teacher")
    later = a_training(by)
    enrolled(by, later, person.name)
    page = sent(client, "enrol_official", later.pk, official=str(person.pk), sex="female").content.decode()
    assert "capacity_enrolled_already" not in page
    assert later.enrolments.filter(official=person).exists()


def test_an_official_who_sounds_like_a_known_trainee_is_offered_first() -> None:
    by, person = secretary(), an_official(keeper())
    row, client = a_training(by), visitor(by)
    known = enrolled(by, a_training(by), person.name).trainee
    given = {"official": str(person.pk), "sex": "male", "function": "police"}
    assert str(known.pk) in sent(client, "enrol_official", row.pk, **given).content.decode()
    assert not row.enrolments.exists()
    sent(client, "enrol_official", row.pk, **given, chosen=str(known.pk))
    known.refresh_from_db()
    assert (row.enrolments.get().trainee, known.official) == (known, person)


def test_what_was_typed_for_somebody_taken_out_meanwhile_is_not_left_out_silently() -> None:
    by = secretary()
    row, client = a_running(by), visitor(by)
    gone = enrolled(by, row)
    attendance, scores = keyed(row, s1="p"), {f"s-{gone.pk}": "ab", "was": "{}"}
    enrolled(by, row, "ນາງ ຍັງຢູ່")
    withdraw_enrolment(by=by, enrolment=gone.pk, reason="ປ່ວຍ", call_id=new_id())
    for name, values in (("attendance", attendance), ("scores_after", scores)):
        assert "capacity_gone_meanwhile" in sent(client, name, row.pk, **values).content.decode()
    assert not SessionAttendance.objects.exists()
    assert not TestScore.objects.exists()


def test_a_wrong_code_and_a_malformed_one_are_answered_alike() -> None:
    cache.clear()
    secretary()
    nobody = Client()

    def told(code: str) -> str:
        page = nobody.post(reverse("capacity:check"), {"code": code}).content.decode()
        return re.sub(r'value="[^"]*"|nonce="[^"]*"', "", page)

    wrong = told("ABCD-EFGH-JKMN-PQRS")
    assert "pk-status-danger" in wrong
    for code in ("x", "ABCD", "ກ" * 400, "ABCD-EFGH-JKMN-PQRS-TUVW", "\ufffd", "' or 1=1"):
        assert told(code) == wrong


def test_the_results_of_one_person_and_of_a_training_without_a_test() -> None:
    by = secretary()
    row, client = a_running(by), visitor(by)
    person = enrolled(by, row)
    scored(by, row, person, "ab")
    scored(by, row, person, "3", "before")
    page = shown(client, "results", row.pk)
    assert page.count("pk-chart") >= 3
    bare = a_running(by, curriculum=a_curriculum(manager(name="m2"), questions=[], score_percent=None))
    assert "ຫຼັກສູດບໍ່ມີແບບທົດສອບ" in shown(client, "results", bare.pk)


def test_trainings_are_found_by_who_teaches_them() -> None:
    by = secretary()
    row, other = a_running(by), a_running(by)
    client = visitor(by)
    name = row.trainers.get().official.name
    page = shown(client, "trainings", **{"trainings-trainer": name})
    assert str(row.pk) in page
    assert str(other.pk) in page or other.trainers.get().official.name != name
    assert "pk-empty" in shown(client, "trainings", **{"trainings-trainer": "ບໍ່ມີຊື່ນີ້"})


def test_a_trainer_sees_the_number_of_a_certificate_and_no_link_that_is_closed_to_them() -> None:
    _by, certificate = certified()
    training = certificate.enrolment.training
    client = visitor(trainer_user(training.trainers.get().official))
    page = shown(client, "training", training.pk)
    assert certificate.number in page
    assert reverse("capacity:certificate", args=[certificate.pk]) not in page
    assert reverse("capacity:certificate_withdraw", args=[certificate.pk]) not in page


def test_hours_are_shown_for_correction_as_they_are_written() -> None:
    by = manager()
    row = a_curriculum(by, in_use=False, hours=Decimal(20))
    assert 'value="20"' in shown(visitor(by), "curriculum_amend", row.pk)
