import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from django.contrib.messages import get_messages
from django.test import Client, RequestFactory

from pokpong.foundation.lao.script import has_lao
from pokpong.foundation.ui import confirmation, notices
from pokpong.foundation.ui.design.views_cookie import MOST

GOOD = {
    "name": "ນາງ ຕົວຢ່າງ",
    "urgency": "soon",
    "way": "visit",
    "district": "pakse",
    "place_text": "ປາກເຊ",
    "day_day": "22",
    "day_month": "3",
    "day_year": "2021",
    "story": "ຕົວຢ່າງ",
}


class Outline(HTMLParser):
    """Ids, heading levels, and the words of a page outside script and style."""

    def __init__(self, html: str):
        super().__init__()
        self.ids: list[str] = []
        self.levels: list[int] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value for name, value in attrs if name == "id" and value]
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.words.append(data.strip())


def page(client: Client, address: str = "/design/") -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def codes(html: str) -> list[str]:
    return re.findall(r'data-code="([^"]+)"', html)


def test_the_page_is_in_lao_by_default(reader: Client) -> None:
    outline = Outline(page(reader))
    # Names of icons, numbers and names of languages are the same everywhere.
    ours = [word for word in outline.words if re.search(r"[A-Za-z]{4,}", word) and not has_lao(word)]
    assert [word for word in ours if not re.fullmatch(r"[a-z-]+|English|P-\d+", word)] == []


def test_the_page_is_in_english_when_asked_for(english_reader: Client) -> None:
    words = " ".join(Outline(page(english_reader)).words)
    lao_words = [word for word in words.split() if has_lao(word)]
    assert set(lao_words) <= {"ລາວ", "ປາກເຊ,", "ແຂວງຈຳປາສັກ"}


def test_no_id_twice_and_headings_in_steps(reader: Client) -> None:
    outline = Outline(page(reader))
    assert sorted(set(outline.ids)) == sorted(outline.ids)
    assert outline.levels[0] == 1
    assert outline.levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(outline.levels))


def test_the_form_comes_back_with_all_reasons_and_everything_typed(reader: Client) -> None:
    typed = GOOD | {"name": "", "day_year": "2564", "place_text": "ຈຳປາສັກ", "callback": "on", "way": "other"}
    html = reader.post("/design/", typed).content.decode()
    assert codes(html) == ["required", "example_unsafe_call", "other_missing", "place_several", "day_buddhist_era"]
    assert 'value="2564"' in html
    assert 'value="ຈຳປາສັກ"' in html
    assert "ຕົວຢ່າງ</textarea>" in html


def test_a_good_form_is_thanked_once(reader: Client) -> None:
    answer = reader.post("/design/", GOOD, follow=True)
    assert answer.redirect_chain == [("/design/#form", 302)]
    assert "pk-message-success" in answer.content.decode()


def test_a_million_letters_come_back_with_a_reason(reader: Client) -> None:
    answer = reader.post("/design/", GOOD | {"story": "ກ" * 1_000_000})
    assert answer.status_code == 200
    assert codes(answer.content.decode()) == ["text_too_long"]


def test_the_table_sorts_filters_and_pages(reader: Client) -> None:
    html = page(reader, "/design/?example-sort=number&example-district=khong&example-page=2")
    shown = [int(number) for number in re.findall(r">P-(\d{4})<", html)]
    assert shown == sorted(shown)
    assert 'aria-sort="ascending"' in html
    assert '<option value="khong" selected>' in html
    assert page(reader, "/design/?example-text=P-0007").count(">P-") == 1
    assert "ບໍ່ມີລາຍການໃດກົງກັບຕົວກັ່ນຕອງ" in page(reader, "/design/?example-text=zzz")


def test_a_view_is_kept_shown_and_taken_away(reader: Client) -> None:
    query = "example-district=khong"
    answer = reader.post("/design/view/save/", {"view_name": "ເມືອງໂຂງ", "view_query": query})
    assert answer.headers["Location"] == f"/design/?{query}#table"
    assert f'href="/design/?{query}#table-example">ເມືອງໂຂງ</a>' in page(reader)
    reader.post("/design/view/save/", {"view_name": "", "view_query": query})
    reader.post("/design/view/remove/0/")
    assert "#table-example" not in re.sub(r"<form.*?</form>", "", page(reader), flags=re.S)


def test_only_so_many_views_are_kept_and_a_forged_cookie_is_nothing(reader: Client) -> None:
    for number in range(MOST + 3):
        reader.post("/design/view/save/", {"view_name": f"v{number}", "view_query": "example-sort=number"})
    assert page(reader).count("/view/remove/") == MOST
    reader.cookies["pokpong_design_views"] = '[["<b>","x"]]:forged'
    assert page(reader).count("/view/remove/") == 0


def test_suggestions_of_places(reader: Client) -> None:
    found = reader.get("/design/places/", {"q": "pakse"}).json()["results"]
    assert [place["label"] for place in found] == ["ປາກເຊ"]
    assert reader.get("/design/places/", {"q": ""}).json() == {"results": []}
    assert reader.get("/design/places/").json() == {"results": []}


def test_an_action_asks_first_then_offers_to_undo(reader: Client) -> None:
    asked = reader.post("/design/action/", {"row": '7"'})
    assert 'name="confirmed" value="yes"' in asked.content.decode()
    assert 'name="row" value="7&quot;"' in asked.content.decode()
    done = reader.post("/design/action/", {"confirmed": "yes"}, follow=True).content.decode()
    assert '<div class="pk-messages"' in done
    assert '<form method="post" action="/design/action/"' in done
    undone = reader.post("/design/action/", {"undo": "yes"}, follow=True).content.decode()
    assert "pk-message-info" in undone


def test_a_link_cannot_confirm(rf: RequestFactory) -> None:
    assert not confirmation.is_confirmed(rf.get("/", {"confirmed": "yes"}))
    assert not confirmation.is_confirmed(rf.post("/", {"confirmed": "no"}))
    assert confirmation.is_confirmed(rf.post("/", {"confirmed": "yes"}))


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "/a b", ""])
def test_undo_leads_nowhere_else(rf: RequestFactory, elsewhere: str) -> None:
    with pytest.raises(ValueError, match="address"):
        notices.offer_undo(rf.get("/"), "Done", elsewhere)


@pytest.mark.parametrize("status", [400, 403, 404, 500])
def test_failures_say_what_to_do_in_lao(reader: Client, status: int) -> None:
    answer = reader.get(f"/design/errors/{status}/")
    assert answer.status_code == status
    html = answer.content.decode()
    assert '<html lang="lo"' in html
    assert len(re.findall(r"<p>[^<]+</p>", html)) == 2
    assert "ໄປໜ້າຫຼັກ" in html


def test_a_page_that_is_not_there(reader: Client) -> None:
    assert "ບໍ່ພົບໜ້ານີ້" in reader.get("/nowhere/").content.decode()
    assert reader.get("/design/errors/418/").status_code == 404


def test_the_language_of_the_message_is_the_language_of_the_reader(english_reader: Client) -> None:
    answer = english_reader.post("/design/", GOOD)
    assert [str(message) for message in get_messages(answer.wsgi_request)] == [
        "The form is complete. Nothing was stored: this is a page of examples."
    ]
