"""axe-core, vendored, run on a page as it stands."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

VENDOR = Path(__file__).resolve().parents[1] / "journeys" / "vendor"
TOO_BAD = {"serious", "critical"}


class VendoredFileChanged(Exception):
    """A vendored file is not the one whose hash was written down."""


@cache
def axe_source() -> str:
    """Raises VendoredFileChanged."""
    content = (VENDOR / "axe.min.js").read_bytes()
    expected = json.loads((VENDOR / "hashes.json").read_text())["axe.min.js"]
    if hashlib.sha256(content).hexdigest() != expected:
        raise VendoredFileChanged("axe.min.js")
    return content.decode()


def violations(page: Page, *rules: str) -> list[dict[str, Any]]:
    """Everything axe-core finds on the page, in its own shape (`id`, `impact`, `help`, `nodes`).

    Only by `rules`, where any are named. It goes through the debugger: the page's content security policy stays on,
    as it is for a person.
    """
    options = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
    session = page.context.new_cdp_session(page)
    try:
        if evaluate(session, "typeof axe") == "undefined":
            evaluate(session, axe_source() + "\n;true")
        found = evaluate(session, f"axe.run(document, {json.dumps(options)}).then(r => r.violations)")
    finally:
        session.detach()
    return list(found)


def evaluate(session: Any, expression: str) -> Any:
    answer = session.send("Runtime.evaluate", {"expression": expression, "awaitPromise": True, "returnByValue": True})
    if "exceptionDetails" in answer:
        raise RuntimeError(f"axe-core did not run: {answer['exceptionDetails']}")
    return answer["result"].get("value")


def serious(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [violation for violation in found if violation["impact"] in TOO_BAD]


def check(page: Page) -> None:
    """Raises AssertionError naming every serious or critical finding and where it is."""
    bad = serious(violations(page))
    if bad:
        raise AssertionError(f"axe-core on {page.url}:\n" + "\n".join(describe(violation) for violation in bad))


def describe(violation: dict[str, Any]) -> str:
    places = "".join(f"\n    {node['target']} {node['html'][:200]}" for node in violation["nodes"])
    return f"  {violation['impact']}: {violation['id']}: {violation['help']}{places}"
