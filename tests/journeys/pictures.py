"""`./run pictures [--dark] [--into FOLDER]`: takes the pictures of docs/pictures/ again, from the demo, in Lao.

Pages as they are shown on a telephone and at a desk; papers as the first page of their PDF.
"""

from __future__ import annotations

import argparse
import subprocess
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
MEETING, VISIT, TRAINING = known("meeting", "held"), known("visit", "2021-03-22"), known("training", "children")
TALLEST = 1600  # pixels of a page that are kept: a picture in a document is looked at, not scrolled
DOTS_PER_INCH = 80


class NotShown(Exception):
    """With the address that answered with something else than its page."""


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
    Picture("plan", f"/programme/plans/{known('plan', 'CPS')}/", "chair"),
    Picture("plan-bars", f"/programme/plans/{known('plan', 'CPS')}/bars/", "chair"),
    Picture("meeting", f"/partnership/meetings/{MEETING}/", "secretary"),
    Picture("visit", f"/partnership/visits/{VISIT}/", "secretary"),
    Picture("training", f"/trainings/{TRAINING}/", "secretary"),
    Picture("overview", "/overview/", "chair"),
    Picture("design", "/design/"),
    Picture("may", "/account/may/", "supervisor"),
)

OF_TRAINING = f"/trainings/{TRAINING}/"
DOCUMENTS = "/partnership/documents"
# Papers; of the certificates of a training the one that stands first on its page.
PAPERS = (
    Picture("paper-situation", "/overview/situation/", "chair"),
    Picture("paper-report", f"{DOCUMENTS}/{known('document', 'report', VISIT)}/paper/", "chair"),
    Picture("paper-press", f"{DOCUMENTS}/{known('document', 'press', VISIT)}/paper/", "chair"),
    Picture("paper-minutes", f"{DOCUMENTS}/{known('document', 'minutes', MEETING)}/paper/", "chair"),
    Picture("paper-invitation", f"{DOCUMENTS}/{known('document', 'invitation', MEETING)}/paper/", "chair"),
    Picture("paper-sign-in-sheet", f"{OF_TRAINING}sheet/", "secretary"),
    Picture("paper-certificate", "/trainings/certificates/", "secretary"),
)


def main(arguments: list[str]) -> int:
    asked = parser().parse_args(arguments)
    into = Path(asked.into)
    into.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="pokpong-pictures-") as folder,
        an_installation(Path(folder), POKPONG_CLOSING_DAY="5") as here,
        sync_playwright() as playwright,
    ):
        here.script("from pokpong.demo.story import tell\ntell()")
        here.restart()
        browser = playwright.chromium.launch(**launch_options())
        for size in (PHONE, DESK):
            for picture in PICTURES:
                take(browser, here.url, picture, size["width"], into, dark=asked.dark)
        for picture in PAPERS:
            draw(browser, here.url, picture, into)
        browser.close()
    return 0


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="./run pictures")
    made.add_argument("--dark", action="store_true", help="in dark colours; names end in -dark")
    made.add_argument("--into", default=str(FOLDER), help="another folder")
    return made


def take(browser: Browser, url: str, picture: Picture, width: int, into: Path, *, dark: bool) -> None:
    """The top of the page. Raises NotShown."""
    size = PHONE if width == PHONE["width"] else DESK
    options = {**context_options(size, url), "color_scheme": "dark" if dark else "light"}
    context = browser.new_context(**options)
    page = context.new_page()
    if picture.who:
        sign_in(page, picture.who)
    answer = page.goto(picture.address)
    if answer is None or not answer.ok:
        raise NotShown(picture.address)
    page.wait_for_load_state("networkidle")
    name = f"{picture.name}-lo-{width}{'-dark' if dark else ''}.png"
    height = min(TALLEST, page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": width, "height": max(size["height"], int(height))})
    page.screenshot(path=into / name)
    print(into / name)
    context.close()


def draw(browser: Browser, url: str, picture: Picture, into: Path) -> None:
    """The first page of a paper's PDF. Raises NotShown; CalledProcessError where poppler's `pdftoppm` fails."""
    context = browser.new_context(**context_options(DESK, url))
    page = context.new_page()
    sign_in(page, picture.who)
    address = picture.address
    if address.endswith("/certificates/"):
        page.goto(OF_TRAINING)
        address = page.locator(f"main a[href^='{address}']").first.get_attribute("href") or address
    answer = page.request.get(f"{address}?as=pdf")
    if not answer.ok:
        raise NotShown(address)
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(answer.body())
        file.flush()
        stem = into / picture.name
        subprocess.run(
            ["pdftoppm", "-png", "-singlefile", "-r", str(DOTS_PER_INCH), file.name, str(stem)],
            check=True,
        )
    print(stem.with_suffix(".png"))
    context.close()


def sign_in(page: Page, username: str) -> None:
    page.goto("/account/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda address: "/account/login/" not in address)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
