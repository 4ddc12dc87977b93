"""`./run pictures [--dark] [--into FOLDER]`: takes the pictures of docs/pictures/ again, from the demo, in Lao."""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from pokpong.demo.identity import known
from pokpong.demo.people import PASSWORD
from tests.engines.browser import DESK, PHONE, context_options, launch_options
from tests.engines.databases import ROOT
from tests.engines.installation import an_installation

FOLDER = ROOT / "docs" / "pictures"
HELPED = "baitong"  # somebody of the demo whose case has nearly everything
TALLEST = 1600  # pixels of a page that are kept: a picture in a document is looked at, not scrolled


@dataclass(frozen=True)
class Picture:
    """`who` is a demo sign-in, or empty for a visitor."""

    name: str
    address: str
    who: str = ""


PICTURES = (
    Picture("sign-in", "/account/login/"),
    Picture("home", "/", "caseworker"),
    Picture("home-village", "/", "village"),
    Picture("raise", "/concerns/raise/", "village"),
    Picture("inbox", "/concerns/", "caseworker"),
    Picture("caseload", "/cases/", "caseworker"),
    Picture("case", f"/cases/{known('case', HELPED)}/", "caseworker"),
    Picture("screening", f"/cases/screenings/{known('helped', HELPED, 'screening')}/", "caseworker"),
    Picture(
        "referral-letter", f"/cases/referrals/{known('helped', HELPED, 'referral', 'medical')}/letter/", "caseworker"
    ),
    Picture("referrals-received", "/referrals/", "provider"),
    Picture("whole-person", f"/people/{known('helped', HELPED)}/whole/", "supervisor"),
    Picture("design", "/design/"),
    Picture("may", "/account/may/", "supervisor"),
)


def main(arguments: list[str]) -> int:
    asked = parser().parse_args(arguments)
    into = Path(asked.into)
    into.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="pokpong-pictures-") as folder,
        an_installation(Path(folder)) as here,
        sync_playwright() as playwright,
    ):
        here.script("import pokpong.config.wiring\nfrom pokpong.demo.story import tell\ntell()")
        here.restart()
        browser = playwright.chromium.launch(**launch_options())
        for size in (PHONE, DESK):
            for picture in PICTURES:
                take(browser, here.url, picture, size["width"], into, dark=asked.dark)
        browser.close()
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="./run pictures")
    made.add_argument("--dark", action="store_true", help="in dark colours; names end in -dark")
    made.add_argument("--into", default=str(FOLDER), help="another folder")
    return made


def take(browser: Browser, url: str, picture: Picture, width: int, into: Path, *, dark: bool) -> None:
    size = PHONE if width == PHONE["width"] else DESK
    options = {**context_options(size, url), "color_scheme": "dark" if dark else "light"}
    context = browser.new_context(**options)
    page = context.new_page()
    if picture.who:
        sign_in(page, picture.who)
    page.goto(picture.address)
    page.wait_for_load_state("networkidle")
    name = f"{picture.name}-lo-{width}{'-dark' if dark else ''}.png"
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": max(size["height"], int(height))})
    page.screenshot(path=into / name)
    print(into / name)
    context.close()


def sign_in(page: Page, username: str) -> None:
    page.goto("/account/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/account/login/" not in address)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
