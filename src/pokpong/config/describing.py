"""`docs/permissions.md`, drawn from the code's own tables: what each role may do, and what each action does."""

import pokpong.config.wiring  # noqa: F401  registers the actions
from pokpong.foundation.access.roles import OTHER_PERMISSIONS, ROLES
from pokpong.foundation.actions.registry import ACTIONS

PAGE = "permissions.md"
HEAD = """# Permissions

Drawn from the code (`./run pokpong describe`); do not edit by hand.

A permission is the name of an action, or `KIND.read` (records of the granted place), or `KIND.tied` (only records
this user is tied to). A role is given for a place and everything in it. Roles that see victims are asked for by one
person and approved by the supervisor of that place.
"""


def permissions_page() -> str:
    """The whole page, in English, as Markdown."""
    lines = [HEAD, "## Roles", "", *_roles(), "## Actions", "", *_actions(), "## Sight", "", *_sights()]
    return "\n".join(lines) + "\n"


def _roles() -> list[str]:
    lines = []
    for role in ROLES.values():
        names = ", ".join(f"`{name}`" for name in sorted(role.permissions))
        sees = " Sees victims." if role.sees_victims else ""
        lines += [f"### {role.words}", "", f"{role.about}{sees}", "", names, ""]
    return lines


def _actions() -> list[str]:
    rows = ["| action | doors | what it does |", "|---|---|---|"]
    rows += [f"| `{name}` | {', '.join(action.doors)} | {action.summary} |" for name, action in sorted(ACTIONS.items())]
    return [*rows, ""]


def _sights() -> list[str]:
    held = {name for role in ROLES.values() for name in role.permissions}
    rows = ["| permission | what may be seen |", "|---|---|"]
    for name in sorted(held - set(ACTIONS)):
        rows.append(f"| `{name}` | {OTHER_PERMISSIONS.get(name) or _sight(name)} |")
    return rows


def _sight(name: str) -> str:
    noun, _, verb = name.partition(".")
    words = "of the granted place" if verb == "read" else "this user is tied to"
    return f"each {noun.replace('_', ' ')} {words}"
