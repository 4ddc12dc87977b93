import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.actions.actor import Program
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.places.actions.merge import merge_place
from pokpong.registers.places.models import Place
from pokpong.registers.places.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    VILLAGE,
    a_proposal,
    administrator,
    member,
    supervisor,
    the_place,
)

pytestmark = pytest.mark.django_db
OTHER = "LA16/LA1601/LA1601-1601007/"


def signed_in(user: User, language: str = "lo") -> Client:
    client = Client(headers={"accept-language": language})
    client.force_login(user, backend="pokpong.foundation.access.sign_in.PokpongBackend")
    return client


def text_of(client: Client, url: str, **data: str) -> str:
    answer = client.get(url, data)
    assert answer.status_code == 200, url
    return answer.content.decode()


def test_from_the_country_down_to_a_village() -> None:
    client = signed_in(member())
    assert "ຈຳປາສັກ" in text_of(client, reverse("places:browse"))
    assert "ປາກເຊ" in text_of(client, reverse("places:place", args=["LA16/"]))
    assert "ໂພນໄຊ" in text_of(client, reverse("places:place", args=[DISTRICT]), **{"below-name": "ໂພນໄຊ"})
    assert "ບ້ານໂພນໄຊ, ເມືອງປາກເຊ, ແຂວງຈຳປາສັກ" in text_of(client, reverse("places:place", args=[VILLAGE]))


def test_the_table_sorts_and_filters_by_every_column() -> None:
    client = signed_in(member())
    url = reverse("places:place", args=["LA16/"])
    for column in ("name", "-name", "code", "below", "-below", "state"):
        assert "LA1601" in text_of(client, url, **{"below-sort": column, "below-per": "100"})
    assert "LA1601" not in text_of(client, url, **{"below-name": "ຊະນະສົມບູນ"})
    assert "LA1601" in text_of(client, url, **{"below-doubts": "no"})


@pytest.mark.parametrize("path", ["LA99/", "LA16", "../", "LA16/LA1601"])
def test_a_place_that_is_not_there(path: str) -> None:
    assert signed_in(member()).get(f"/places/at/{path}").status_code == 404


def test_doubts_are_shown_in_words() -> None:
    page = text_of(signed_in(member(), "lo"), reverse("places:place", args=["LA09/LA0900/LA0900-908001/"]))
    assert "908" in page
    assert "pk-notice-warning" in page


def test_search_shows_places_or_offers_to_propose() -> None:
    client = signed_in(member())
    assert reverse("places:place", args=[DISTRICT]) in text_of(client, reverse("places:search"), q="ປາກເຊ")
    assert reverse("places:propose") in text_of(client, reverse("places:search"), q="ບໍ່ມີບ້ານນີ້ແທ້")
    assert reverse("places:propose") not in text_of(
        signed_in(make_user("donor", "donor")), reverse("places:search"), q="ບໍ່ມີບ້ານນີ້ແທ້"
    )
    assert reverse("places:browse") in text_of(client, reverse("places:search"))


def test_the_picker_is_answered_with_paths() -> None:
    client = signed_in(member())
    results = client.get(reverse("places:find_level", args=[2]), {"q": "pakse"}).json()["results"]
    assert [found["value"] for found in results] == [DISTRICT]
    assert "ຈຳປາສັກ" in results[0]["detail"] or "Champasack" in results[0]["detail"]
    inside = client.get(reverse("places:find_in", args=[3, DISTRICT]), {"q": "ໂພນໄຊ"}).json()["results"]
    assert [found["value"] for found in inside] == [VILLAGE]
    assert client.get(reverse("places:find"), {"q": ""}).json() == {"results": []}


def test_without_a_sign_in_every_page_leads_to_it() -> None:
    for name in ("browse", "search", "find", "propose", "waiting", "add"):
        answer = Client().get(reverse(f"places:{name}"))
        assert answer.status_code == 302


def call_id_of(page: str) -> str:
    found = re.search(r'name="call_id" value="([^"]+)"', page)
    assert found is not None
    return found[1]


def propose(client: Client, **more: str) -> Any:
    url = reverse("places:propose")
    page = text_of(client, url)
    data = {"call_id": call_id_of(page), "parent": DISTRICT, "parent_text": "ປາກເຊ", "name_lo": "ນາດອນແກ້ວ"}
    return client.post(url, {**data, **more})


def test_a_village_is_proposed_from_the_page() -> None:
    answer = propose(signed_in(member()))
    row = Place.objects.get(state="proposed")
    assert answer.url == reverse("places:place", args=[row.path])


def test_after_proposing_one_goes_on_where_one_came_from() -> None:
    answer = propose(signed_in(member()), next="/concerns/raise/?step=2")
    row = Place.objects.get(state="proposed")
    assert answer.url.startswith("/concerns/raise/?step=2&place=LA16%2FLA1601%2F")
    assert row.code in answer.url


def test_nobody_is_led_to_another_site() -> None:
    answer = propose(signed_in(member()), next="https://example.org/")
    assert answer.url.startswith("/places/")


def test_a_look_alike_is_shown_and_what_was_typed_is_kept() -> None:
    client = signed_in(member())
    page = propose(client, name_lo="ໂພນໄຊ", name_en="Phonesay").content.decode()
    assert 'data-code="place_looks_alike"' in page
    assert reverse("places:place", args=[VILLAGE]) in page
    assert "Phonesay" in page
    assert Place.objects.filter(state="proposed").count() == 0
    propose(client, name_lo="ໂພນໄຊ", although_alike="on")
    assert Place.objects.filter(state="proposed").count() == 1


def test_a_proposal_is_listed_and_decided_from_the_page() -> None:
    row = a_proposal(member(), "ນາດອນແກ້ວ")
    client = signed_in(supervisor())
    assert "Nadonkeo" in text_of(client, reverse("places:waiting")) or row.names["en"] in text_of(
        client, reverse("places:waiting")
    )
    url = reverse("places:confirm", args=[row.pk])
    page = text_of(client, url)
    answer = client.post(url, {"call_id": call_id_of(page), "decision": "confirm", "name_lo": "ນາດອນແກ້ວ"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.state == "confirmed"
    assert client.get(url).status_code == 404


def test_the_page_names_what_is_missing_for_a_merge() -> None:
    row = a_proposal(member(), "ນາດອນແກ້ວ")
    client = signed_in(supervisor())
    url = reverse("places:confirm", args=[row.pk])
    data = {"call_id": call_id_of(text_of(client, url)), "decision": "merge", "name_lo": "ນາດອນແກ້ວ"}
    assert 'data-code="place_into_missing"' in client.post(url, data).content.decode()
    answer = client.post(url, {**data, "into": VILLAGE, "into_text": "ໂພນໄຊ"})
    assert answer.status_code == 302
    row.refresh_from_db()
    assert row.state == "merged"


def test_a_supervisor_elsewhere_may_not_open_the_decision() -> None:
    row = a_proposal(member())
    assert signed_in(supervisor(NEIGHBOUR)).get(reverse("places:confirm", args=[row.pk])).status_code == 403


def test_the_administration_renames_merges_and_adds_from_pages() -> None:
    client = signed_in(administrator())
    row = the_place(VILLAGE)
    day = {"since_day": "1", "since_month": "5", "since_year": "2024", "reason": "ດຳລັດ 12"}
    url = reverse("places:rename", args=[row.pk])
    data = {"call_id": call_id_of(text_of(client, url)), "base": str(row.version), "name_lo": "ໂພນທອງ", **day}
    assert client.post(url, data).status_code == 302
    assert "ໂພນໄຊ" in text_of(client, reverse("places:place", args=[VILLAGE]))
    url = reverse("places:merge", args=[row.pk])
    data = {"call_id": call_id_of(text_of(client, url)), "into": OTHER, "into_text": "ປາກເຊ", **day}
    answer = client.post(url, {**data, "into": OTHER})
    assert answer.status_code == 302
    assert reverse("places:place", args=[OTHER]) in text_of(client, reverse("places:place", args=[VILLAGE]))
    url = reverse("places:add")
    data = {"call_id": call_id_of(text_of(client, url)), "parent": DISTRICT, "parent_text": "ປາກເຊ"}
    assert client.post(url, {**data, "name_lo": "ນາດອນ", "code": "LA1601-99"}).status_code == 302
    assert Place.objects.filter(path=f"{DISTRICT}LA1601-99/", state="confirmed").exists()


def test_pages_of_changes_are_only_for_who_may_change_the_place() -> None:
    row = the_place(VILLAGE)
    elsewhere, nobody = signed_in(administrator("LA13/")), signed_in(member())
    for name in ("rename", "merge"):
        url = reverse(f"places:{name}", args=[row.pk])
        assert elsewhere.get(url).status_code == 403
        assert nobody.get(url).status_code == 403
        assert (
            signed_in(make_user(f"a{name}", "administrator"))
            .get(reverse(f"places:{name}", args=[new_id()]))
            .status_code
            == 404
        )


def test_who_decided_is_shown_only_to_who_keeps_places() -> None:
    boss = Program("tests", {"place.merge"})
    merge_place(
        by=boss,
        place=the_place(VILLAGE).pk,
        into=the_place(OTHER).pk,
        since=date(2023, 1, 1),
        reason="ເຫດຜົນລັບຂອງພວກເຮົາ",
        call_id=new_id(),
    )
    url = reverse("places:place", args=[VILLAGE])
    assert "ເຫດຜົນລັບຂອງພວກເຮົາ" not in text_of(signed_in(member()), url)
    assert "ເຫດຜົນລັບຂອງພວກເຮົາ" in text_of(signed_in(supervisor()), url)
