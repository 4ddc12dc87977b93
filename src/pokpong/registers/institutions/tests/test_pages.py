import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Reading
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.institutions.actions import leave_post
from pokpong.registers.institutions.models import Committee, Membership, Official, Organisation, ServiceOffer
from pokpong.registers.institutions.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    START,
    VILLAGE,
    a_committee,
    a_seat,
    a_service,
    an_official,
    an_organisation,
    keeper,
)

pytestmark = pytest.mark.django_db


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="pokpong.foundation.access.sign_in.PokpongBackend")
    return client


def text_of(client: Client, url: str, **data: str) -> str:
    answer = client.get(url, data)
    assert answer.status_code == 200, url
    return answer.content.decode()


def send(client: Client, url: str, page: str = "", **data: object) -> str:
    """Sends the form of `page` (default: the same address); the answer's address, or its text when it was refused."""
    text = text_of(client, page or url)
    hidden = dict(re.findall(r'name="(call_id|base)" value="([^"]+)"', text))
    answer = client.post(url, {**hidden, **data})
    return str(answer.headers.get("location") or answer.content.decode())


def day(name: str, value: date) -> dict[str, str]:
    return {f"{name}_day": str(value.day), f"{name}_month": str(value.month), f"{name}_year": str(value.year)}


PLACE = {"place": DISTRICT, "place_text": "ປາກເຊ"}


def test_empty_lists_say_so() -> None:
    client = signed_in(keeper())
    for name in ("organisations", "services", "officials", "committees"):
        assert "pk-empty" in text_of(client, reverse(f"institutions:{name}"))


def test_an_organisation_is_added_changed_and_closed_from_pages() -> None:
    client = signed_in(keeper())
    url = send(client, reverse("institutions:organisation_add"), name_lo="ສູນທົດລອງ", kind="civil_society", **PLACE)
    row = Organisation.objects.get()
    assert url == reverse("institutions:organisation", args=[row.pk])
    assert "ສູນທົດລອງ" in text_of(client, url)
    edit = reverse("institutions:organisation_amend", args=[row.pk])
    assert "place_day" not in text_of(client, edit)
    send(
        client,
        edit,
        name_lo="ສູນທົດລອງໃໝ່",
        kind="civil_society",
        state="closed",
        reason="ຍຸບ",
        **PLACE,
    )
    row.refresh_from_db()
    assert (row.names["lo"], row.state) == ("ສູນທົດລອງໃໝ່", "closed")


def test_what_is_wrong_stands_in_the_summary_and_what_was_typed_is_kept() -> None:
    text = send(
        signed_in(keeper()),
        reverse("institutions:organisation_add"),
        name_lo="ບ້ານພັກທົດລອງ",
        kind="shelter",
        address="ຮ່ອມ 12 ບ້ານທົດລອງ",
        **PLACE,
    )
    assert 'data-code="institution_place_too_exact"' in text
    assert "ຮ່ອມ 12 ບ້ານທົດລອງ" in text


def test_a_service_is_added_found_checked_and_ended_from_pages() -> None:
    by = keeper()
    client, owner = signed_in(by), an_organisation(by)
    url = send(
        client,
        reverse("institutions:service_add", args=[owner.pk]),
        kind="shelter",
        places="ເມືອງປາກເຊ\nແຂວງສາລະວັນ",
        languages=["lao", "hmn"],
        for_whom=["women"],
        capacity="8",
    )
    row = ServiceOffer.objects.get()
    assert row.place_paths == [DISTRICT, "LA14/"]
    directory = reverse("institutions:services")
    assert url in text_of(client, directory, place=VILLAGE, place_text="ໂພນໄຊ", language="hmn")
    assert url not in text_of(client, directory, place=NEIGHBOUR, place_text="ຊະນະສົມບູນ")
    assert url not in text_of(client, directory, kind="medical")
    with clock.standing_at(timezone.now() + timedelta(days=200)):
        assert "pk-notice-warning" in text_of(client, url)
        send(client, reverse("institutions:service_verify", args=[row.pk]), page=url)
        assert "pk-notice-warning" not in text_of(client, url)
    send(client, reverse("institutions:service_end", args=[row.pk]), reason="ໝົດງົບ")
    assert url not in text_of(client, directory)


def test_a_service_is_changed_and_its_places_come_back_as_they_were() -> None:
    by = keeper()
    client, row = signed_in(by), a_service(by, places=[DISTRICT, "LA14/"])
    edit = reverse("institutions:service_amend", args=[row.pk])
    box = re.search(r"<textarea[^>]*name=\"places\"[^>]*>([^<]*)<", text_of(client, edit))
    assert box is not None
    send(client, edit, kind="shelter", places=box[1].strip(), phone="020 5555 0000")
    row.refresh_from_db()
    assert (row.place_paths, row.phone) == ([DISTRICT, "LA14/"], "020 5555 0000")


@pytest.mark.parametrize(("line", "code"), [("ບໍ່ມີແທ້ໆ", "place_unknown"), ("ໂພນໄຊ", "place_ambiguous")])
def test_a_line_that_names_no_place_or_several_is_asked_about(line: str, code: str) -> None:
    by = keeper()
    url = reverse("institutions:service_add", args=[an_organisation(by).pk])
    assert f'data-code="{code}"' in send(signed_in(by), url, kind="shelter", places=line)
    assert not ServiceOffer.objects.exists()


def test_an_official_is_added_leaves_and_the_post_is_handed_over_from_pages() -> None:
    by = keeper()
    client, owner = signed_in(by), an_organisation(by)
    post = {
        "post": "ຫົວໜ້າ",
        "function": "district_police",
        "organisation": str(owner.pk),
        "organisation_text": owner.names["lo"],
        **PLACE,
    }
    send(client, reverse("institutions:official_add"), name="ສົມໝາຍ ທົດລອງ", **post, **day("starts", START))
    first = Official.objects.get()
    page = reverse("institutions:official", args=[first.pk])
    assert "ສົມໝາຍ ທົດລອງ" in text_of(client, page)
    leave = reverse("institutions:official_leave", args=[first.pk])
    assert send(client, leave, **day("on", date(2025, 1, 31))) == page
    follow = reverse("institutions:official_follow", args=[first.pk])
    send(client, follow, name="ວັນນາ ທົດລອງ", **post, **day("starts", date(2025, 2, 1)))
    second = Official.objects.get(predecessor=first)
    text = text_of(client, reverse("institutions:official", args=[second.pk]))
    assert "ສົມໝາຍ ທົດລອງ" in text
    assert page in text


def test_looking_at_officials_leaves_a_reading_event() -> None:
    by = keeper()
    row = an_official(by)
    client = signed_in(by)
    for name, arguments in (("officials", []), ("official", [row.pk]), ("organisation", [row.organisation_id])):
        before = Reading.objects.filter(kind="official").count()
        text_of(client, reverse(f"institutions:{name}", args=arguments))
        assert Reading.objects.filter(kind="official").count() == before + 1
    client.get(reverse("institutions:find_official"), {"q": "ສົມໝາຍ"})
    assert Reading.objects.filter(place="institutions:find_official").exists()


def test_an_organisation_shows_no_people_to_who_reads_no_officials() -> None:
    row = an_official(keeper())
    text = text_of(
        signed_in(make_user("member", "village_member", VILLAGE)),
        reverse("institutions:organisation", args=[row.organisation_id]),
    )
    assert row.post not in text
    assert "table-officials" not in text


def test_addresses_and_titles_carry_no_name() -> None:
    by = keeper()
    row = an_official(by)
    text = text_of(signed_in(by), reverse("institutions:official", args=[row.pk]))
    title = re.search(r"<title>([^<]*)</title>", text)
    assert title is not None
    assert row.name not in title[1]


def test_a_committee_and_its_members_from_pages() -> None:
    by = keeper()
    client, person = signed_in(by), an_official(by)
    send(
        client,
        reverse("institutions:committee_add"),
        kind="counter_trafficking",
        name_lo="ຄະນະກຳມະການທົດລອງ",
        **PLACE,
    )
    board = Committee.objects.get()
    page = reverse("institutions:committee", args=[board.pk])
    begin = reverse("institutions:membership_begin", args=[board.pk])
    member = {"official": str(person.pk), "official_text": person.name, "role": "chair"}
    assert send(client, begin, **member, **day("starts", START)) == page
    assert person.name in text_of(client, page)
    assert person.name not in text_of(client, page, **day("day", START - timedelta(days=1)))
    end = reverse("institutions:membership_end", args=[Membership.objects.get().pk])
    assert send(client, end, **day("on", date(2025, 1, 31))) == page
    assert person.name not in text_of(client, page)
    assert person.name in text_of(client, page, **day("day", START))
    edit = reverse("institutions:committee_amend", args=[board.pk])
    send(client, edit, kind="child_protection", name_lo="ຊື່ໃໝ່", **day("dissolved", date(2025, 2, 1)))
    board.refresh_from_db()
    assert (board.kind, board.state) == ("child_protection", "dissolved")


def test_pages_out_of_sight_are_not_there_and_changes_need_the_place() -> None:
    by = keeper()
    official, board = an_official(by), a_committee(by)
    seat = a_seat(by, board, official)
    neighbour = signed_in(make_user("neighbour", "secretary", NEIGHBOUR))
    for name, key in (
        ("official", official.pk),
        ("official_amend", official.pk),
        ("committee", board.pk),
        ("membership_end", seat.pk),
        ("organisation", new_id()),
        ("service", new_id()),
    ):
        assert neighbour.get(reverse(f"institutions:{name}", args=[key])).status_code in {403, 404}
    manager = signed_in(make_user("manager", "programme_manager", "LA13/"))
    service = a_service(by)
    for name in ("service_amend", "service_end"):
        assert manager.get(reverse(f"institutions:{name}", args=[service.pk])).status_code == 403


def test_pickers_offer_what_is_in_use() -> None:
    by = keeper()
    client = signed_in(by)
    kept, gone = an_official(by), an_official(by, "ສົມໝາຍ ອອກແລ້ວ")
    leave_post(by=by, official=gone.pk, on=START, call_id=new_id())
    results = client.get(reverse("institutions:find_official"), {"q": "ສົມໝາຍ"}).json()["results"]
    assert [found["value"] for found in results] == [str(kept.pk)]
    results = client.get(reverse("institutions:find_organisation"), {"q": "ຫ້ອງການ"}).json()["results"]
    assert len(results) == 2
    assert client.get(reverse("institutions:find_organisation"), {"q": ""}).json() == {"results": []}
