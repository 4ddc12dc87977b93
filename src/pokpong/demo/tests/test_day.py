"""The day in Champasak is told whole, with invented people only, and the visit keeps bodies and nobody's name."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from pokpong.areas.capacity.models import Certificate, Enrolment, SessionAttendance, TestScore, Trainee, Training
from pokpong.areas.partnership.models import Attendance, Decision, Document, Meeting, Stop, Visit, VisitParty
from pokpong.areas.partnership.queries.papers import is_unchanged
from pokpong.demo.day import meetings, trainings, visit
from pokpong.demo.day.acting import PROVINCES
from pokpong.demo.day.activities import EVERYWHERE, HERE
from pokpong.demo.day.project import PROJECT, RESULTS
from pokpong.demo.people import FAMILY
from pokpong.demo.tests.test_story import OFFICIALS_OF_THE_ARTICLE
from pokpong.doors.office.tests.pages import browser_of, said
from pokpong.foundation.access.models import User
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock
from pokpong.foundation.lao.text import fold
from pokpong.foundation.vault.fields import SealedText
from pokpong.registers.institutions.models import Committee, Official
from pokpong.registers.programme.models import Activity, Calendar, Period, Plan, Population, Project, Result
from pokpong.registers.programme.queries.plans import days_late, money_problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("told")]
SPOKEN_OF = (*OFFICIALS_OF_THE_ARTICLE, "ບຸດຕະກຸນ", "ຣອນນິ່ງ", "Ronning", "Boutakoun")
ON = date(2021, 3, 22)


def written() -> Iterator[tuple[str, str]]:
    """Every text in the clear that the story left, with the column in which it stands."""
    for model in apps.get_models():
        if not model.__module__.startswith("pokpong."):
            continue
        names = [
            field.name
            for field in model._meta.fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
            and not isinstance(field, SealedText)
        ]
        for row in model._default_manager.values_list(*names) if names else ():
            for name, value in zip(names, row, strict=True):
                yield f"{model.__name__}.{name}", str(value or "")


def user(name: str) -> User:
    found: User = User.objects.get(username=name)
    return found


def test_nobody_of_the_article_has_an_account_a_post_or_a_word() -> None:
    names = [fold(name) for name in SPOKEN_OF]
    texts = list(written())
    assert {"Official.name", "User.display_name", "Document.body", "Trainee.name", "Visit.findings"} <= {
        column for column, _text in texts
    }
    assert [column for column, text in texts if any(name in fold(text) for name in names)] == []


def test_everybody_who_is_named_is_obviously_invented() -> None:
    names = [*Official.objects.values_list("name", flat=True), *Trainee.objects.values_list("name", flat=True)]
    assert len(names) > len(trainings.TRAINEES)
    assert [name for name in names if not name.endswith(FAMILY)] == []
    assert [phone for phone in Trainee.objects.values_list("phone", flat=True) if phone] == []


def test_the_visit_is_that_of_the_article_with_bodies_only() -> None:
    row = Visit.objects.get(pk=visit.VISIT)
    assert (row.starts, row.ends, row.state, row.host.names["lo"]) == (ON, ON, "reported", "ຫ້ອງວ່າການແຂວງ")
    parties = VisitParty.objects.filter(visit=row)
    assert {(party.part, party.official) for party in parties} == {("body", None)}
    assert len(parties) == len(visit.CAME)
    assert [stop.kind for stop in Stop.objects.filter(visit=row).order_by("position")] == [
        "office",
        "other",
        "training",
    ]


def test_the_visit_and_the_page_of_the_day_lead_to_each_other_in_words() -> None:
    with override("lo"):
        title = _("The day in Champasak")
    assert f"“{title}”" in Visit.objects.get(pk=visit.VISIT).findings
    browser = browser_of(user("secretary"), "lo")
    assert title in said(browser.get(reverse("partnership:visit", args=[visit.VISIT])))
    about = said(browser.get(reverse("office:about")))
    assert reverse("partnership:visits") in about
    assert all(name in about for name in OFFICIALS_OF_THE_ARTICLE)


def test_the_committees_were_there_before_the_day() -> None:
    assert Committee.objects.count() > 1
    assert not Committee.objects.filter(founded__gt=ON).exists()
    assert not Committee.objects.filter(founded=None).exists()


def test_the_project_of_four_provinces_and_its_results_in_two_languages() -> None:
    project = Project.objects.get(pk=PROJECT)
    assert set(project.place_paths) == set(PROVINCES)
    assert project.state == "running"
    assert {funding.donor.names["lo"] for funding in project.fundings.all()} == {"ອົງການພັດທະນາສາກົນ ອາເມລິກາ"}
    results = Result.objects.filter(framework__project=project, framework__state="in_force")
    assert {row.level for row in results} == {"goal", "ir", "sub_ir", "output"}
    assert len(results) == len(RESULTS)
    assert [row.code for row in results if set(row.names) != {"lo", "en"}] == []


def test_calendars_with_periods_and_people_of_a_plainly_invented_source() -> None:
    assert Calendar.objects.count() == len(Period.objects.filter(parent=None).values("calendar").distinct())
    sources = set(Population.objects.values_list("source", flat=True))
    assert len(sources) == 1
    assert "ສົມມຸດ" in sources.pop()


def test_both_plans_are_carried_out_with_some_done_some_late_and_some_put_off() -> None:
    plans = list(Plan.objects.all())
    assert {plan.state for plan in plans} == {"carried_out"}
    assert [problem for plan in plans for problem in money_problems(plan)] == []
    rows = list(Activity.objects.select_related("plan"))
    assert len(rows) == len(HERE) + len(EVERYWHERE) > 20 - 1
    assert {row.state for row in rows} == {"planned", "partly", "postponed", "done"}
    assert 1 < len([row for row in rows if days_late(row)]) < len(rows) / 3
    assert [row.code for row in rows if row.state == "postponed" and not row.progress.get().reason] == []
    assert {row.place_path.split("/")[0] for row in rows} == {path.rstrip("/") for path in PROVINCES}


def test_the_chair_agreed_and_sees_both_plans() -> None:
    seen = Plan.objects.visible_to(user("chair"))
    assert seen.count() == 2
    assert not seen.filter(drafted_by=user("chair").pk).exists()


def test_a_meeting_was_held_with_minutes_and_the_next_is_invited() -> None:
    held = Meeting.objects.get(pk=meetings.HELD)
    assert (held.state, held.may_decide) == ("held", True)
    assert {row.presence for row in Attendance.objects.filter(meeting=held)} == {"present", "absent"}
    assert [point.text for point in held.items.all() if not point.minutes] == []
    to_come = Meeting.objects.get(pk=meetings.TO_COME)
    assert (to_come.state, to_come.day > clock.today()) == ("invited", True)


def test_one_decision_is_done_one_is_overdue_and_waits_for_somebody() -> None:
    today = clock.today()
    states = {row.state: row for row in Decision.objects.order_by("-due")}
    assert states["done"].result
    late = Decision.objects.get(state="open", due__lt=today)
    assert Task.objects.filter(subject=late.pk, kind="decision.do").exists()
    assert Decision.objects.filter(state="open", due__gte=today).exists()


def test_a_training_is_over_with_tests_and_certificates_and_another_is_planned() -> None:
    over, coming = Training.objects.get(pk=trainings.HELD), Training.objects.get(pk=trainings.PLANNED)
    assert (over.state, coming.state) == ("closed", "planned")
    assert coming.starts > clock.today()
    people = Enrolment.objects.filter(training=over)
    states = list(people.values_list("state", flat=True))
    assert len(states) == len(trainings.TRAINEES)
    assert {"completed", "not_completed"} == set(states)
    assert Certificate.objects.filter(enrolment__training=over).count() == states.count("completed")
    assert SessionAttendance.objects.filter(enrolment__training=over).count() == len(states) * 4
    assert TestScore.objects.filter(enrolment__training=over).count() == len(states) * 2
    points = {
        occasion: sum(TestScore.objects.filter(occasion=occasion).values_list("points", flat=True))
        for occasion in ("before", "after")
    }
    assert points["after"] > points["before"]


def test_its_papers_are_signed_by_a_second_person_and_say_what_was_signed() -> None:
    rows = list(Document.objects.all())
    assert {row.kind for row in rows} == {"invitation", "minutes", "report", "press"}
    assert [row.kind for row in rows if not is_unchanged(row) or not row.number] == []
    assert {row.signed_by for row in rows} == {user("chair").pk}
    assert {writer for row in rows for writer in row.writers} == {str(user("secretary").pk)}


def test_the_pages_of_the_day_open(client: Any) -> None:
    browser = browser_of(user("chair"), "lo")
    plan = Plan.objects.get(place_path="LA16/")
    addresses = [
        reverse("programme:plan", args=[plan.pk]),
        reverse("programme:plan_gantt", args=[plan.pk]),
        reverse("partnership:meeting", args=[meetings.HELD]),
        reverse("partnership:visit", args=[visit.VISIT]),
        reverse("capacity:training", args=[trainings.HELD]),
    ]
    assert {address: browser.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)
