"""The design page in a real browser: what script adds, that everything works without it, and that it can be read.

The browser lives in a thread of its own: its event loop must not reach the tests that use the data base.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from socketserver import ThreadingMixIn
from typing import Any, TypeVar
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from playwright.sync_api import Page, Playwright, sync_playwright

from pokpong.foundation.ui.theme import COOKIE as THEME
from tests.engines import accessibility
from tests.engines.browser import DESK, PHONE, Windows, launch_options

T = TypeVar("T")
Visit = Callable[[Page], T]


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Silent(WSGIRequestHandler):
    def log_message(self, *_arguments: Any) -> None:
        """Nothing to say about single requests."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = make_server("127.0.0.1", 0, StaticFilesHandler(WSGIHandler()), Server, Silent)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def visit(address: str) -> Iterator[Callable[..., Any]]:
    """Runs a function with a fresh page; options are those of a browser window. Complaints of the page fail it."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        player: Playwright = thread.submit(sync_playwright().start).result()
        browser = thread.submit(player.chromium.launch, **launch_options()).result()

        def run(go: Visit[T], cookies: dict[str, str], options: dict[str, Any]) -> T:
            windows = Windows(browser, address)
            try:
                page = windows(**options)
                page.context.add_cookies([{"name": k, "value": v, "url": address} for k, v in cookies.items()])
                page.goto("/design/")
                answer = go(page)
                assert windows.watch.complaints == []
                return answer
            finally:
                windows.close()

        def in_thread(go: Visit[T], cookies: dict[str, str] | None = None, **options: Any) -> T:
            return thread.submit(run, go, cookies or {}, options).result()

        yield in_thread
        thread.submit(browser.close).result()
        thread.submit(player.stop).result()


def test_a_place_is_picked_with_the_keyboard(visit: Callable[..., Any]) -> None:
    def go(page: Page) -> None:
        page.locator("#id_place_text").press_sequentially("ຈຳປາ")
        page.locator("#id_place_text_list li").first.wait_for()
        page.keyboard.press("ArrowUp")
        assert page.locator("li[aria-selected=true]").count() == 1
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert page.locator("input[name=place]").input_value() == "LA16"
        assert page.locator("#id_place_text_list").is_hidden()
        page.locator("#id_place_text").press_sequentially("x")
        assert page.locator("input[name=place]").input_value() == ""
        page.keyboard.press("Escape")

    visit(go)


def test_nothing_happens_before_the_dialog_says_yes(visit: Callable[..., Any]) -> None:
    def go(page: Page) -> None:
        press = page.locator(".pk-confirm button")
        press.click()
        assert page.locator("dialog[open]").count() == 1
        assert page.evaluate("document.activeElement.matches('[data-pk-no]')")
        page.locator("dialog [data-pk-no]").click()
        assert page.locator("dialog[open]").count() == 0
        press.click()
        page.locator("dialog [data-pk-yes]").click()
        page.locator(".pk-toasts").wait_for()
        page.locator(".pk-toasts [data-pk-close]").click()
        assert page.locator(".pk-toasts").count() == 0

    visit(go)


def test_undo_undoes(visit: Callable[..., Any]) -> None:
    def go(page: Page) -> None:
        page.locator(".pk-confirm button").click()
        page.locator("dialog [data-pk-yes]").click()
        page.locator(".pk-toasts form button").click()
        page.locator(".pk-message-info").wait_for()

    visit(go)


def test_the_table_answers_in_place_and_the_address_follows(visit: Callable[..., Any]) -> None:
    def go(page: Page) -> None:
        page.evaluate("document.documentElement.dataset.same = 'yes'")
        page.locator("#table-example thead a").first.click()
        page.locator("#table-example th[aria-sort=ascending]").wait_for()
        assert page.locator("#table-example tbody td").first.inner_text() == "P-0001"
        page.locator("#table-example .pk-filters > summary").click()
        page.select_option("#filter-example-district", "khong")
        page.locator("#table-example .pk-filters .pk-count").wait_for()
        assert "example-sort=number" in page.url
        assert "example-district=khong" in page.url
        assert page.evaluate("document.documentElement.dataset.same") == "yes"

    visit(go)


def test_the_theme_switches_at_once_and_stays(visit: Callable[..., Any]) -> None:
    def go(page: Page) -> None:
        with page.expect_response("**/design/theme/"):
            page.locator("form[data-pk-theme] button[value=dark]").first.click()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"
        page.reload()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"

    visit(go)


def test_mistakes_are_named_and_reached(visit: Callable[..., Any]) -> None:
    def go(page: Page) -> None:
        page.locator("#form button[type=submit]").click()
        page.locator("[data-pk-error-summary]").wait_for()
        page.locator("[data-pk-error-summary]:focus").wait_for()
        page.locator("[data-pk-error-summary] a[href='#id_day_day']").click()
        assert page.evaluate("document.activeElement.id") == "id_day_day"

    visit(go)


def test_the_box_for_other_words_opens_with_its_choice(visit: Callable[..., Any]) -> None:
    def go(page: Page) -> None:
        assert page.locator("#id_way_other").is_hidden()
        page.locator("label[for=id_way_2]").click()
        assert page.locator("#id_way_other").is_visible()

    visit(go)


def test_everything_works_without_script(visit: Callable[..., Any]) -> None:
    def go(page: Page) -> None:
        page.fill("#id_place_text", "ຈຳປາສັກ")
        page.locator("#form button[type=submit]").click()
        assert page.locator(".pk-place-candidates input").count() == 2
        page.locator(".pk-place-candidates label").first.click()
        page.locator("#form button[type=submit]").click()
        assert page.locator("[data-code^=place_]").count() == 0
        page.locator(".pk-header-button[value=en]").click()
        assert page.locator("html").get_attribute("lang") == "en"
        page.locator("form[data-pk-theme] button[value=dark]").first.click()
        assert page.locator("html").get_attribute("data-theme") == "dark"
        page.locator("#table-example thead a").first.click()
        assert page.locator("#table-example th[aria-sort=ascending]").count() == 1
        page.locator(".pk-confirm button").click()
        assert page.locator("h1").inner_text() == "Close this example?"
        page.locator("main button[type=submit]").click()
        page.locator(".pk-message form button").first.click()
        assert page.locator(".pk-message-info").count() == 1

    visit(go, java_script_enabled=False)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_axe_finds_nothing_and_nothing_is_wider_than_the_screen(
    visit: Callable[..., Any], theme: str, size: Any
) -> None:
    def go(page: Page) -> None:
        page.locator("#form button[type=submit]").click()
        page.locator("[data-pk-error-summary]").wait_for()
        accessibility.check(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        page.goto("/design/errors/404/")
        accessibility.check(page)

    visit(go, {THEME: theme}, size=size)


def test_lao_letters_come_from_the_lao_fonts(visit: Callable[..., Any]) -> None:
    def go(page: Page) -> set[str]:
        session = page.context.new_cdp_session(page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
        selector = {"nodeId": root, "selector": "h1, h2, .pk-brand-name, .pk-label, .pk-button span, .pk-chart-label"}
        nodes = session.send("DOM.querySelectorAll", selector)["nodeIds"]
        used = [session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"] for node in nodes]
        return {font["familyName"] for fonts in used for font in fonts if font["isCustomFont"]} | {
            font["familyName"] for fonts in used for font in fonts if "Lao" in font["familyName"]
        }

    assert visit(go) == {"Phetsarath"}


def test_buttons_and_fields_are_large_enough_to_touch(visit: Callable[..., Any]) -> None:
    def go(page: Page) -> list[str]:
        found: list[str] = page.evaluate(
            """() => [...document.querySelectorAll("button, select, textarea, input[type=text], input[type=search],"
              + ".pk-choice label, summary, .pk-nav a")]
              .filter(element => element.getClientRects().length && element.getBoundingClientRect().height < 43.5)
              .map(element => element.outerHTML.slice(0, 120))"""
        )
        return found

    assert visit(go, size=PHONE) == []
