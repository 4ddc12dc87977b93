import datetime as dt
import re
from decimal import Decimal
from typing import Any

import pytest
from django.http import HttpRequest
from django.template import engines
from django.template.loader import render_to_string
from django.utils import translation
from django_cotton.compiler_regex import CottonCompiler

from pokpong.foundation.ui.charts import Bar
from pokpong.foundation.ui.icons import ICONS, draw_icon, draw_mark
from pokpong.foundation.ui.parts import (
    TONE_ICONS,
    Difference,
    Happening,
    Link,
    StatusWord,
    SummaryRow,
    Task,
    Versions,
)
from pokpong.foundation.ui.shell import Account, Bell, Crumb, MenuItem
from pokpong.foundation.ui.templatetags.ui import breaks, cell, iso, lao_date, lao_number, status_tag


def component(tag: str, request: HttpRequest | None = None, **values: Any) -> str:
    """The component as a page would draw it, with `values` as its attributes."""
    attributes = " ".join(f':{key}="{key}"' for key in values)
    source = CottonCompiler().process(f"<c-{tag.replace('_', '-')} {attributes} />")
    return engines["django"].from_string(source).render(values, request)


# --- values ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "lao", "english"),
    [
        (1234567, "1.234.567", "1,234,567"),
        (Decimal("1234567.5"), "1.234.567,5", "1,234,567.5"),
        (0.1, "0,1", "0.1"),
        (None, "", ""),
        ("5", "5", "5"),
    ],
)
def test_numbers(value: object, lao: str, english: str) -> None:
    with translation.override("lo"):
        assert lao_number(value) == lao
    with translation.override("en"):
        assert lao_number(value) == english


def test_days_and_times_of_the_installation() -> None:
    moment = dt.datetime(2021, 3, 22, 18, 30, tzinfo=dt.UTC)  # already the 23rd in Vientiane
    with translation.override("lo"):
        assert lao_date(dt.date(2021, 3, 22)) == "22 ມີນາ 2021"
        assert lao_date(moment) == "23 ມີນາ 2021 01:30"
    with translation.override("en"):
        assert lao_date(dt.date(2021, 3, 22)) == "22 March 2021"
    assert iso(moment) == "2021-03-23T01:30:00+07:00"
    assert lao_date("22") == iso("22") == ""


def test_breaks_are_invisible_and_only_added() -> None:
    text = "ຄະນະກຳມະການຕ້ານການຄ້າມະນຸດ"
    assert breaks(text).replace("\u200b", "") == text
    assert "\u200b" in breaks(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("<b>", "&lt;b&gt;"),
        (True, "Yes"),
        (False, "No"),
        (0, "0"),
        (1234, "1,234"),
        (dt.date(2021, 3, 22), '<time datetime="2021-03-22">22 March 2021</time>'),
        (Link("<x>", '/a"b'), '<a href="/a&quot;b">&lt;x&gt;</a>'),
        (["<a>", 2], "&lt;a&gt;<br>2"),
    ],
)
def test_cells_show_every_kind_of_value_escaped(english: None, value: object, expected: str) -> None:
    assert cell(value) == expected


@pytest.mark.parametrize("nothing", [None, ""])
def test_an_empty_cell_says_so_to_a_screen_reader(english: None, nothing: object) -> None:
    assert "not given" in cell(nothing)


# --- states, icons -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("tone", TONE_ICONS)
def test_a_state_is_word_icon_and_colour(tone: str) -> None:
    html = status_tag(StatusWord("<ລໍຖ້າ>", tone))
    assert "&lt;ລໍຖ້າ&gt;" in html
    assert "<svg" in html
    assert f"pk-status-{tone}" in html
    assert cell(StatusWord("x", tone)) == status_tag("x", tone)


def test_each_tone_has_an_icon_of_its_own() -> None:
    assert len(set(TONE_ICONS.values())) == len(TONE_ICONS)
    assert set(TONE_ICONS.values()) <= ICONS.keys()


def test_an_unknown_tone_or_icon_is_refused() -> None:
    with pytest.raises(ValueError, match="purple"):
        StatusWord("x", "purple")
    with pytest.raises(KeyError):
        draw_icon("unicorn")


def test_icons_are_decoration_unless_they_speak() -> None:
    assert 'aria-hidden="true"' in draw_icon("bell")
    assert 'role="img" aria-label="&lt;3"' in draw_icon("bell", "<3")
    assert "style=" not in draw_mark()


@pytest.mark.parametrize("path", ICONS.values())
def test_icons_stay_on_their_field(path: str) -> None:
    assert re.fullmatch(r"[MmLlHhVvCcSsAaZz0-9 .,-]+", path)
    assert path.startswith("M")


# --- components --------------------------------------------------------------------------------------------


def test_timeline(lao: None) -> None:
    event = Happening(dt.date(2021, 3, 22), "ແຈ້ງ", "ໃຜ", "<ຂໍ້ຄວາມ>", StatusWord("ໃໝ່"), "/x/")
    html = component("timeline", events=[event])
    assert '<time datetime="2021-03-22">22 ມີນາ 2021</time>' in html
    assert '<a href="/x/">ແຈ້ງ</a>' in html
    assert "&lt;ຂໍ້ຄວາມ&gt;" in html
    assert "ຍັງບໍ່ມີເຫດການ" in component("timeline")


def test_task_list_links_only_what_can_be_started() -> None:
    html = component(
        "task_list", tasks=[Task("One", StatusWord("x"), "/1/"), Task("Two", StatusWord("y"), hint="Wait")]
    )
    assert '<a href="/1/">One</a>' in html
    assert "<span>Two</span>" in html
    assert "Wait" in html


def test_answers_to_check_say_what_changes(english: None) -> None:
    html = component("summary_list", rows=[SummaryRow("Where", "ປາກເຊ", "/w/"), SummaryRow("When", None)])
    assert re.search(r'<a href="/w/">Change<span class="visually-hidden"> Where</span></a>', html)
    assert html.count("Change") == 1
    assert "not given" in html


def test_two_versions_offer_a_choice_only_where_they_differ(english: None) -> None:
    rows = (Difference("a", "A", 1, 2), Difference("b", "B", 3, 3))
    html = component("side_by_side", versions=Versions("Old", "New", rows, choose=True))
    assert set(re.findall(r'name="([^"]+)" value="([^"]+)"', html)) == {("choice-a", "left"), ("choice-a", "right")}
    assert "the same" in html
    assert "radio" not in component("side_by_side", versions=Versions("Old", "New", rows))


def test_a_chart_has_its_table_and_hides_what_is_hidden(lao: None) -> None:
    html = component("bar_chart", bars=[Bar("ກ", 1234), Bar("ຂ", None, "ໜ້ອຍກວ່າ 5")], title="T", value_heading="V")
    assert html.count("1.234") == 2
    assert html.count("ໜ້ອຍກວ່າ 5") == 2
    assert 'role="img" aria-label="T"' in html
    assert "<table" in html
    assert "ບໍ່ມີຕົວເລກ" in component("bar_chart", title="T")


def test_buttons_are_links_when_they_lead_somewhere() -> None:
    html = component("button", kind="danger", name="a")
    assert re.search(r'<button class="pk-button pk-button-danger[^>]*type="submit"[^>]*name="a"', html)
    link = component("button", url="/x/")
    assert '<a class="pk-button' in link
    assert "<button" not in link


def test_asking_first_works_without_script(rf: Any) -> None:
    html = component(
        "confirm", rf.get("/"), url="/act/", id="c1", label="Do", title="Sure?", yes="Yes", fields={"row": '"7'}
    )
    assert '<form class="pk-confirm" method="post" action="/act/"' in html
    assert 'name="row" value="&quot;7"' in html
    assert 'name="confirmed"' not in html
    assert "csrfmiddlewaretoken" in html


# --- the shell ---------------------------------------------------------------------------------------------


def test_the_shell_shows_menu_bell_account_and_way(rf: Any, english: None) -> None:
    html = render_to_string(
        "ui/shell.html",
        {
            "menu": [
                MenuItem("Concerns", "/c/", "concern", current=True, count=3),
                MenuItem("People", "/p/", "people"),
            ],
            "bell": Bell(2, "/tasks/", overdue=1),
            "account": Account("Example Name", "Caseworker", [MenuItem("Rights", "/r/", "key")], "/out/"),
            "breadcrumbs": [Crumb("Start", "/"), Crumb("<Here>")],
        },
        rf.get("/"),
    )
    assert '<a href="/c/" aria-current="page">' in html
    assert "2 tasks wait for you" in html
    assert "pk-count-late" in html
    assert "Example Name" in html
    assert 'method="post" action="/out/"' in html
    assert "&lt;Here&gt;" in html
    assert 'href="#main"' in html
    assert html.count("<main") == 1
    assert "pk-nav-fold" not in html


def test_a_long_menu_folds_on_a_phone(rf: Any, english: None) -> None:
    menu = [MenuItem(f"Page {number}", f"/{number}/", current=number == 2) for number in range(6)]
    html = render_to_string("ui/shell.html", {"menu": menu}, rf.get("/"))
    assert '<span class="pk-nav-here">Page 2</span>' in html
    assert html.count('href="/5/"') == 2


def test_the_shell_without_anybody(rf: Any, lao: None) -> None:
    html = render_to_string("ui/shell.html", {}, rf.get("/"))
    assert "ປົກປ້ອງ" in html
    assert "pk-account" not in html
    assert "pk-nav" not in html


@pytest.mark.parametrize("way", ['title="{{ words }}"', ':title="words"'])
def test_words_given_to_a_component_are_escaped_once(way: str) -> None:
    source = CottonCompiler().process(f"<c-card {way}></c-card>")
    html = engines["django"].from_string(source).render({"words": "<b> & 'ກ'"})
    assert "&lt;b&gt; &amp; &#x27;ກ&#x27;" in html
