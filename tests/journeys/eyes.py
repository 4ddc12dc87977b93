"""Looks at every new page that a journey comes to, as it passes: axe-core in light and dark, language, width."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.engines import accessibility

IDENTIFIER = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
LAO_LETTER = re.compile(r"[\u0e80-\u0eff]")
# Everything in light colours; in dark ones what colours can spoil.
SCHEMES: tuple[tuple[Literal["light", "dark"], tuple[str, ...]], ...] = (("light", ()), ("dark", ("color-contrast",)))


@dataclass
class Eyes:
    """`seen`: which pages were looked at, each once for its address, heading and width, and once with mistakes."""

    seen: set[tuple[str, str, int, bool]] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def look(self, page: Page) -> None:
        """Keeps what is wrong among `complaints`, so that one bad page does not end the whole story."""
        width = page.viewport_size["width"] if page.viewport_size else 0
        has_mistakes = page.locator("[data-pk-error-summary]").count() > 0
        this = (shape_of(page.url), heading_of(page), width, has_mistakes)
        if this in self.seen:
            return
        self.seen.add(this)
        self.complaints += [f"{this[0]} “{this[1]}”, {width} px: {wrong}" for wrong in wrong_with(page)]


def shape_of(url: str) -> str:
    """The address without what differs from record to record."""
    return IDENTIFIER.sub("*", urlsplit(url).path)


def heading_of(page: Page) -> str:
    """Tells pages apart that share an address. The name or number of a record in a heading makes no other page."""
    words = page.locator("h1").first.inner_text().strip()
    of_a_record = "*" in shape_of(page.url) and page.locator(".pk-failure").count() == 0
    return "" if of_a_record else words


def wrong_with(page: Page) -> list[str]:
    found = []
    if page.locator("html").get_attribute("lang") != "lo":
        found.append("it is not in Lao")
    if not LAO_LETTER.search(page.title()):
        found.append(f"its title is {page.title()!r}")
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide > 0:
        found.append(f"it is {wide} px wider than the screen")
    return [*found, *unreachable(page)]


def unreachable(page: Page) -> list[str]:
    """What axe-core finds serious, in both colour schemes."""
    found = []
    for scheme, rules in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        bad = accessibility.serious(accessibility.violations(page, *rules))
        found += [f"{scheme}: {accessibility.describe(violation)}" for violation in bad]
    page.emulate_media(color_scheme="light")
    return found
