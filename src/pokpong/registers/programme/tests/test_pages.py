"""The pages about projects, donors, frameworks, calendars and population, as people see them."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.foundation.access.models import User
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.picker import ORGANISATIONS
from pokpong.registers.programme.actions import agree_framework, retire_result
from pokpong.registers.programme.models import Calendar, Donor, Framework, Funding, Population, Project, Result
from pokpong.registers.programme.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    PROVINCE,
    a_calendar,
    a_donor,
    a_donor_user,
    a_framework,
    a_funding,
    a_project,
    a_tree,
    an_office,
    figures,
    keeper,
)

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="pokpong.foundation.access.sign_in.PokpongBackend")
    return client


def url(name: str, *args: Any) -> str:
    return reverse(f"programme:{name}", args=args)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def send(client: Client, address: str, **data: Any) -> Any:
    return client.post(address, {"call_id": new_id(), **data})


def day(name: str, year: int, month: int, number: int) -> dict[str, Any]:
    return {f"{name}_day": number, f"{name}_month": month, f"{name}_year": year}


def picked(name: str, row: Any) -> dict[str, Any]:
    choice = ORGANISATIONS.get(str(row.pk))
    assert choice is not None
    return {name: choice.value, f"{name}_text": choice.label}


def test_the_lists_say_so_when_they_are_empty_and_offer_what_may_be_done() -> None:
    client = signed_in(keeper())
    for name in ("projects", "donors", "calendars", "population"):
        assert 'class="pk-empty"' in text(client, url(name))
    assert url("project_add") in text(client, url("projects"))
    assert url("calendar_take", "us_fiscal") in text(client, url("calendars"))
    assert "target=population" in text(client, url("population"))
    reader = signed_in(keeper("chair"))
    assert url("project_add") not in text(reader, url("projects"))
    assert url("calendar_take", "us_fiscal") not in text(reader, url("calendars"))


def test_every_page_opens_for_who_keeps_them() -> None:
    by = keeper()
    project = a_project(by)
    money = a_funding(by, project, donor := a_donor(by))
    tree = a_framework(by, project)
    found = a_tree(by, tree)
    retire_result(by=by, result=found["IR2"].pk, reason="ປ່ຽນແຜນ", call_id=new_id())
    calendar, figure = a_calendar(by), figures(by)
    client = signed_in(by)
    for name, args in (
        ("project", (project.pk,)),
        ("project_amend", (project.pk,)),
        ("project_state", (project.pk, "running")),
        ("funding_add", (project.pk,)),
        ("framework_add", (project.pk,)),
        ("funding", (money.pk,)),
        ("funding_amend", (money.pk,)),
        ("funding_withdraw", (money.pk,)),
        ("donor", (donor.pk,)),
        ("donor_amend", (donor.pk,)),
        ("framework", (tree.pk,)),
        ("framework_amend", (tree.pk,)),
        ("framework_agree", (tree.pk,)),
        ("framework_revise", (tree.pk,)),
        ("result_add", (tree.pk,)),
        ("result", (found["IR1"].pk,)),
        ("result", (found["IR2"].pk,)),
        ("result_amend", (found["IR1"].pk,)),
        ("result_place", (found["IR1"].pk,)),
        ("result_retire", (found["IR1"].pk,)),
        ("result_resume", (found["IR2"].pk,)),
        ("calendar", (calendar.pk,)),
        ("calendar_amend", (calendar.pk,)),
        ("period_make", (calendar.pk,)),
        ("calendar_take", ("lao_year",)),
        ("population_figure", (figure.pk,)),
        ("population_amend", (figure.pk,)),
        ("population_withdraw", (figure.pk,)),
        *((name, ()) for name in ("project_add", "donor_add", "calendar_add", "population_add")),
    ):
        text(client, url(name, *args))


def test_a_project_is_added_from_the_page_and_reasons_stand_beside_their_fields() -> None:
    lead, client = an_office(), signed_in(keeper())
    typed = {
        "code": "CTIP2",
        "name_lo": "ໂຄງການທົດສອບ",
        "places": "ແຂວງຈຳປາສັກ",
        **picked("lead", lead),
        **day("starts", 2024, 10, 1),
    }
    again = send(client, url("project_add"), **{**typed, "code": "?"})
    assert again.status_code == 200
    assert "programme_code_unfit" in {
        error.code for errors in again.context["form"].errors.as_data().values() for error in errors
    }
    answer = send(client, url("project_add"), **typed)
    row = Project.objects.get()
    assert answer["Location"] == url("project", row.pk)
    assert row.place_paths == [PROVINCE]
    send(client, url("project_state", row.pk, "running"))
    row.refresh_from_db()
    assert row.state == "running"
    page = text(client, url("project", row.pk))
    assert "CTIP2" in page
    assert url("project_state", row.pk, "closed") in page


def test_money_is_noted_from_the_page_in_figures_as_people_write_them() -> None:
    by = keeper()
    project, donor, client = a_project(by), a_donor(by), signed_in(by)
    typed = {"donor": donor.pk, "currency": "USD", "amount": "1.250.000,50", **day("starts", 2024, 10, 1)}
    send(client, url("funding_add", project.pk), **typed)
    row = Funding.objects.get()
    assert f"{row.amount:.2f}" == "1250000.50"
    send(client, url("funding_withdraw", row.pk), reason="ສິ້ນສຸດທຶນ")
    row.refresh_from_db()
    assert row.state == "withdrawn"
    assert "ສິ້ນສຸດທຶນ" in text(client, url("funding", row.pk))


def test_a_framework_grows_from_the_page_into_a_picture_and_nested_words() -> None:
    by = keeper()
    project, client = a_project(by), signed_in(by)
    send(client, url("framework_add", project.pk), name_lo="ຂອບທົດສອບ")
    tree = Framework.objects.get()
    send(client, url("result_add", tree.pk), level="goal", code="G", name_lo="ເປົ້າໝາຍທົດສອບ")
    goal = Result.objects.get()
    for code in ("IR1", "IR2"):
        send(client, url("result_add", tree.pk), level="ir", code=code, name_lo="ຜົນທົດສອບ", parent=goal.pk)
    page = text(client, url("framework", tree.pk))
    assert page.count('rx="8"') == 3
    assert page.index("IR1 ·") < page.index("IR2 ·")
    second = Result.objects.get(code="IR2")
    send(client, url("result_place", second.pk), parent=goal.pk, position=1)
    page = text(client, url("framework", tree.pk))
    assert page.index("IR2 ·") < page.index("IR1 ·")
    send(client, url("framework_agree", tree.pk))
    send(client, url("framework_revise", tree.pk))
    assert set(Framework.objects.values_list("edition", "state")) == {(1, "in_force"), (2, "drafted")}


def test_a_calendar_is_taken_over_and_its_year_made() -> None:
    client = signed_in(keeper())
    send(client, url("calendar_take", "us_fiscal"))
    calendar = Calendar.objects.get()
    send(client, url("period_make", calendar.pk), year="໒໐໒໖")
    assert calendar.periods.count() == 17
    assert "ໄຕມາດ 1 ສົກງົບປະມານ 2026" in text(client, f"{url('calendar', calendar.pk)}?periods-kind=quarter")
    assert client.get(url("calendar_take", "unknown")).status_code == 404


def test_figures_are_typed_in_and_found_again() -> None:
    client = signed_in(keeper())
    typed = {"year": "2025", "source": "ສຳມະໂນທົດສອບ", "place": DISTRICT, "female_0_4": "໑.໒໐໐", "male_60_up": "80"}
    send(client, url("population_add"), **typed)
    assert set(Population.objects.values_list("sex", "age_band", "count")) == {
        ("female", "0-4", 1200),
        ("male", "60+", 80),
    }
    assert "60+" in text(client, f"{url('population')}?population-sex=male")
    assert 'class="pk-empty"' in text(client, f"{url('population')}?population-year=1999")
    row = Population.objects.get(sex="male")
    send(client, url("population_amend", row.pk), base=1, count="81")
    send(client, url("population_withdraw", row.pk), reason="ພິມຜິດ")
    page = text(client, url("population_figure", row.pk))
    assert "ພິມຜິດ" in page
    assert "80" in page


def test_lists_are_searched_and_sorted_by_the_address() -> None:
    by = keeper()
    a_project(by, "AAA", names={"lo": "ໂຄງການໜຶ່ງ"})
    a_project(by, "BBB", names={"lo": "ໂຄງການສອງ"})
    client = signed_in(by)
    found = text(client, f"{url('projects')}?projects-name=bbb")
    assert "BBB" in found
    assert "AAA" not in found
    page = text(client, f"{url('projects')}?projects-sort=-code")
    assert page.index("BBB") < page.index("AAA")


def test_who_only_reads_opens_no_form_and_who_is_elsewhere_finds_nothing() -> None:
    by = keeper()
    project = a_project(by, places=[DISTRICT])
    chair, away = signed_in(keeper("chair")), signed_in(keeper("programme_manager", NEIGHBOUR))
    assert url("project_amend", project.pk) not in text(chair, url("project", project.pk))
    assert chair.get(url("project_amend", project.pk)).status_code == 403
    assert away.get(url("project", project.pk)).status_code == 404
    assert signed_in(keeper("caseworker")).get(url("projects")).status_code == 403


def test_a_donor_sees_what_it_pays_for_and_no_amount_of_others() -> None:
    by, payer = keeper(), an_office("ຜູ້ໃຫ້ທຶນທົດສອບ")
    paid, other = a_project(by, "PAID"), a_project(by, "OTHER")
    a_funding(by, paid, a_donor(by, payer))
    a_funding(by, paid, a_donor(by, name="ຜູ້ໃຫ້ທຶນລັບ"), reference="HIDDEN")
    tree = a_framework(by, paid)
    a_tree(by, tree)
    agree_framework(by=by, framework=tree.pk, call_id=new_id())
    client = signed_in(a_donor_user(payer.pk))
    listed, page = text(client, url("projects")), text(client, url("project", paid.pk))
    assert "PAID" in listed
    assert "OTHER" not in listed
    assert "AID-000" in page
    assert "HIDDEN" not in page
    assert "O1 ·" in text(client, url("framework", tree.pk))
    assert client.get(url("project", other.pk)).status_code == 404
    assert client.get(url("donors")).status_code == 403
    assert Donor.objects.count() == 2
