"""The overview, the meaning of its figures and the report: who sees what, and that nothing live stands there."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.areas.partnership.models import Document
from pokpong.areas.protection.tests.factories import DISTRICT, PROVINCE
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.insight.indicators.tests.factories import JANUARY, at, close, long_since, raise_concerns
from pokpong.insight.reports import situation
from pokpong.insight.reports.shapes import outlines, picture
from pokpong.insight.reports.sight import sight_of, widest
from pokpong.registers.institutions.tests import factories as institutions
from pokpong.registers.programme.tests import factories as programme

pytestmark = pytest.mark.django_db
TODAY = date(2026, 2, 6)
HIDDEN = "ປິດບັງ"


def chair(path: str = PROVINCE) -> User:
    return long_since(f"chair{path}", "chair", path)


def look(user: User, name: str = "overview", *arguments: str, place: str | None = None, **query: str) -> Any:
    visitor = Client()
    visitor.force_login(user, backend="pokpong.foundation.access.sign_in.PokpongBackend")
    with clock.standing_at(at(TODAY)):
        asked = query if place is None else {**query, "place": place}
        return visitor.get(reverse(f"reports:{name}", args=arguments), asked)


def text_of(answer: Any) -> str:
    return re.sub(r"<[^>]+>", " ", answer.content.decode())


def test_an_overview_without_anything_says_so() -> None:
    answer = look(chair())
    assert answer.status_code == 200
    for words in ("ບໍ່ມີແຜນທີ່ມີຜົນບັງຄັບໃຊ້", "ປີນີ້ບໍ່ມີການຝຶກອົບຮົມ", "ບໍ່ມີວຽກຄ້າງ", "ຍັງບໍ່ມີຕົວເລກ"):
        assert words in text_of(answer)


def test_a_committee_without_chair_and_meeting_stands_out() -> None:
    keeper = long_since("keeper", "secretary", PROVINCE)
    with clock.standing_at(at(TODAY)):
        institutions.a_committee(keeper, place=DISTRICT)
    answer = look(chair())
    assert answer.context["committees"].no_chair == 1
    assert answer.context["committees"].no_meeting == 1
    assert "ບໍ່ມີປະທານ" in text_of(answer)


def test_small_figures_are_hidden_with_a_word_and_explained() -> None:
    raise_concerns(6, date(2026, 1, 20))
    raise_concerns(2, date(2026, 1, 21), urgency="danger")
    close(JANUARY, TODAY)
    answer = look(chair())
    assert HIDDEN in text_of(answer)
    assert "pk-not-told" in answer.content.decode()
    assert "ເປັນຫຍັງຈຶ່ງປິດບັງຈຳນວນ?" in text_of(answer)
    assert "url(#pk-map-" in answer.content.decode()


def test_what_is_raised_after_the_closing_stands_nowhere() -> None:
    raise_concerns(6, date(2026, 1, 20))
    close(JANUARY, TODAY)
    reader = chair()
    before = [look(reader, name, *arguments).content for name, *arguments in SEEN]
    raise_concerns(30, date(2026, 1, 25))
    after = [look(reader, name, *arguments).content for name, *arguments in SEEN]
    assert list(map(unstamped, after)) == list(map(unstamped, before))


SEEN = (("overview",), ("meanings",), ("figure", "concerns"), ("figure", "cases"), ("situation",))


def unstamped(content: bytes) -> bytes:
    return re.sub(rb'(nonce|csrfmiddlewaretoken" value|csrf-token" content)="[^"]*"', b"", content)


def test_a_district_chair_sees_the_district_alone() -> None:
    reader = chair(DISTRICT)
    assert look(reader, place=DISTRICT).status_code == 200
    for elsewhere in (PROVINCE, "", "LA16/LA1602/", "LA13/", "nowhere/"):
        assert look(reader, place=elsewhere).status_code == 404
        assert look(reader, "situation", place=elsewhere).status_code == 404
        assert look(reader, "figure", "concerns", place=elsewhere).status_code == 404


def test_a_village_has_no_figures_of_its_own() -> None:
    raise_concerns(6, date(2026, 1, 20))
    close(JANUARY, TODAY)
    reader = chair("LA16/LA1601/LA1601-1601005/")
    answer = look(reader)
    assert answer.context["tables"] == []


def test_who_reads_no_overview_is_refused() -> None:
    for role in ("caseworker", "auditor", "village_member"):
        reader = long_since(role, role, PROVINCE)
        assert [look(reader, name, *arguments).status_code for name, *arguments in SEEN] == [403] * len(SEEN)


def test_a_donor_sees_frozen_figures_of_their_projects_places_as_they_may_leave() -> None:
    raise_concerns(7, date(2026, 1, 20))
    close(JANUARY, TODAY)
    with clock.standing_at(at(TODAY)):
        keeper = long_since("keeper", "programme_manager", "")
        donor = donor_of(keeper, [PROVINCE])
    answer = look(donor)
    assert answer.context["looked"].path == PROVINCE
    assert "committees" not in answer.context
    assert answer.context["tables"][0].total.is_hidden
    assert look(chair()).context["tables"][0].total.number == 7
    assert look(donor, place="LA13/").status_code == 404
    assert look(donor, "situation").status_code == 403


@pytest.mark.parametrize(("kind", "number"), [("international", None), ("civil_society", None), ("department", 7)])
def test_who_works_outside_the_government_sees_what_may_leave_it(kind: str, number: int | None) -> None:
    raise_concerns(7, date(2026, 1, 20))
    close(JANUARY, TODAY)
    with clock.standing_at(at(TODAY)):
        office = institutions.an_organisation(long_since("registrar", "administrator", ""), kind=kind)
    reader = long_since("manager", "programme_manager", PROVINCE, office.pk)
    assert look(reader).context["tables"][0].total.number == number
    assert "committees" in look(reader).context
    hidden_below = look(reader, "figure", "concerns").context["shown"].shown.threshold
    assert hidden_below == (10 if number is None else 5)


def donor_of(keeper: User, places: list[str]) -> User:
    organisation = institutions.an_organisation(long_since("registrar", "administrator", ""))
    project = programme.a_project(keeper, places=places)
    giver = programme.a_donor(keeper, organisation=organisation)
    programme.a_funding(keeper, project, giver)
    return long_since("donor", "donor", "", organisation.pk)


def test_a_donor_without_a_project_sees_that_there_is_none() -> None:
    answer = look(long_since("donor", "donor", ""))
    assert answer.status_code == 200
    assert answer.context["looked"].path is None
    assert "ຍັງບໍ່ມີສະຖານທີ່" in text_of(answer)


def test_every_figure_opens_to_its_meaning() -> None:
    raise_concerns(6, date(2026, 1, 20))
    close(JANUARY, TODAY)
    answer = look(chair(), "figure", "concerns")
    for words in ("ສິ່ງທີ່ນັບ", "ນັບຕາມວັນໃດ", "ແຫຼ່ງຂໍ້ມູນ"):
        assert words in text_of(answer)
    assert answer.context["records"] == ""
    assert look(chair("LA13/"), "figure", "nothing").status_code == 404


@pytest.mark.parametrize("form", ["", "pdf", "docx"])
def test_the_report_is_an_official_paper_in_three_forms(form: str) -> None:
    raise_concerns(12, date(2026, 1, 20))
    close(JANUARY, TODAY)
    answer = look(chair(), "situation", **({"as": form} if form else {}))
    assert answer.status_code == 200
    if not form:
        assert "ສາທາລະນະລັດ" in text_of(answer)
        assert "ກ່ຽວກັບສະພາບລວມ" in text_of(answer)
        assert "ເຫດທີ່ແຈ້ງ: 12" in text_of(answer)


def test_the_report_holds_to_the_threshold_of_what_leaves() -> None:
    raise_concerns(7, date(2026, 1, 20))
    close(JANUARY, TODAY)
    answer = look(chair(), "situation")
    assert "ບໍ່ເຜີຍແຜ່" in text_of(answer)
    assert "ເຫດທີ່ແຈ້ງ: 7" not in text_of(answer)


def test_the_report_is_said_in_both_languages() -> None:
    with clock.standing_at(at(TODAY)):
        found = situation.situation_of(chair(), PROVINCE, TODAY)
    assert "ສະພາບລວມ" in found.title["lo"]
    assert "overall situation" in found.title["en"]
    assert found.body["lo"]
    assert found.body["en"]


def test_a_secretary_drafts_the_report_as_a_document_that_another_one_signs() -> None:
    writer = long_since("writer", "secretary", PROVINCE)
    visitor = Client()
    visitor.force_login(writer, backend="pokpong.foundation.access.sign_in.PokpongBackend")
    with clock.standing_at(at(TODAY)):
        call = new_id()
        answers = [visitor.post(f"{reverse('reports:draft')}?place={PROVINCE}", {"call_id": call}) for _twice in (1, 2)]
    assert {answer.status_code for answer in answers} == {302}
    made = Document.objects.get()
    assert (made.kind, made.place_path, made.state, made.record) == ("report", PROVINCE, "draft", None)
    assert look(chair(), "draft").status_code == 403


def test_places_are_taken_once() -> None:
    assert widest(["LA16/LA1601/", "LA16/", "LA13/"]) == ("LA13/", "LA16/")
    assert widest(["", "LA16/"]) == ("",)
    assert sight_of(long_since("nobody", "auditor", PROVINCE)).paths == ()


def test_every_province_and_district_has_a_boundary() -> None:
    known = outlines()
    assert len(known) == 18 + 148
    found = picture([code for code in known if len(code) == 4])
    assert len(found.shapes) == 18
    assert all(0 <= shape.x <= found.width and 0 <= shape.y <= found.height for shape in found.shapes)
    assert picture(["nowhere"]).shapes == ()


def test_a_country_opens_with_its_provinces() -> None:
    raise_concerns(6, date(2026, 1, 20))
    close(JANUARY, TODAY)
    answer = look(chair(""), place="")
    drawn = answer.context["tables"][0]
    assert len([line for line in drawn.lines if line.path]) == 18
    assert len(answer.context["map"].drawing.split("pk-map-place")) == 19


def test_a_grown_number_says_since_when_it_stands() -> None:
    raise_concerns(6, date(2026, 1, 20))
    close(JANUARY, TODAY)
    raise_concerns(1, date(2026, 2, 10))
    close(date(2026, 2, 1), date(2026, 3, 5))
    answer = look(chair())
    cell = answer.context["tables"][0].total
    assert (cell.number, cell.since) == (6, TODAY.replace(day=1) - timedelta(days=1))
    assert re.search(r'<a href="[^"]*" aria-label="[^"]+: 6 \(ຮອດວັນທີ 31 ມັງກອນ 2026\)"', answer.content.decode())


def test_the_meaning_of_figures_keeps_the_place() -> None:
    reader = chair("")
    assert f"{reverse('reports:meanings')}?place=LA16%2F" in look(reader, place=PROVINCE).content.decode()
    answer = look(reader, "meanings", place=PROVINCE).content.decode()
    assert f"{reverse('reports:figure', args=['concerns'])}?place=LA16%2F" in answer
    assert f"{reverse('reports:overview')}?place=LA16%2F" in answer
    assert look(chair(DISTRICT), "meanings", place=PROVINCE).status_code == 404


def test_one_line_alone_stands_column_by_column_and_many_columns_are_printed_across_the_paper() -> None:
    raise_concerns(6, date(2026, 1, 20))
    close(JANUARY, TODAY)
    reader = chair()
    services = look(reader, "figure", "services")
    assert next(str(head) for head, _cell in services.context["shown"].single) == "ລວມ"
    assert "pk-scroll" not in services.content.decode()
    of_country = look(chair(""), "figure", "services").content.decode()
    assert 'class="pk-scroll pk-across"' in of_country
    assert 'class="pk-scroll"' in look(reader, "figure", "concerns").content.decode()
