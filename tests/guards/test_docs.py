"""The documents name every permission, setting and command, and say nothing untrue that a machine can check."""

import ast
import re
import subprocess
import sys

import pokpong.config.wiring  # noqa: F401  registers the actions
from pokpong.config.describing import permissions_page
from pokpong.foundation.access.roles import OTHER_PERMISSIONS, ROLES
from pokpong.foundation.actions.moves import MACHINES
from pokpong.foundation.actions.nouns import by_name
from pokpong.foundation.actions.registry import ACTIONS
from tests.guards.sources import ROOT, python_files

DOCS = ROOT / "docs"


def text_of(*names: str) -> str:
    return "\n".join((ROOT / name).read_text() for name in names)


WIRED = """
import django
django.setup()
from pokpong.config import wiring
from pokpong.config.describing import permissions_page
from pokpong.foundation.actions.registry import ACTIONS
print(*ACTIONS)
"""


def declared_actions() -> dict[str, str]:
    """Name of every action, and the file that declares it."""
    found = {}
    for source in python_files():
        for node in ast.walk(source.tree):
            for called in node.decorator_list if isinstance(node, ast.FunctionDef) else []:
                if isinstance(called, ast.Call) and ast.unparse(called.func).rpartition(".")[2] == "action":
                    found[ast.literal_eval(called.args[0])] = source.name
    return found


def test_the_actions_are_wired() -> None:
    """The wiring alone, in a process where no test has imported anything, makes every action callable by its name."""
    done = subprocess.run([sys.executable, "-c", WIRED], capture_output=True, text=True, check=True)
    missing = sorted(f"{file}: {name}" for name, file in declared_actions().items() if name not in done.stdout.split())
    assert len(declared_actions()) > 30
    assert not missing


def test_every_permission_a_role_lists_exists() -> None:
    """An action's name, or KIND.read or KIND.tied of a noun there is."""
    sights = {f"{noun}.{verb}" for noun in by_name() for verb in ("read", "tied")}
    known = set(ACTIONS) | sights | set(OTHER_PERMISSIONS)
    wrong = {f"{code}: {name}" for code, role in ROLES.items() for name in role.permissions if name not in known}
    assert not wrong


def test_every_action_can_be_done_by_somebody() -> None:
    """By a role, or by a program when that is its only door, or before anybody has a role."""
    held = {name for role in ROLES.values() for name in role.permissions}
    unreachable = {name for name, action in ACTIONS.items() if name not in held and set(action.doors) != {"program"}}
    assert not unreachable


def test_every_permission_is_described() -> None:
    described = set(re.findall(r"`([a-z_]+\.[a-z_]+)`", text_of("docs/permissions.md")))
    held = {name for role in ROLES.values() for name in role.permissions} | set(ACTIONS)
    assert held - described == set()
    assert described - held == set()
    assert text_of("docs/permissions.md") == permissions_page(), "run ./run pokpong describe"


def test_every_setting_is_described() -> None:
    named = set()
    for source in python_files():
        if source.name != "config/settings/test.py":
            named |= set(re.findall(r"POKPONG_[A-Z_]+[A-Z]", source.path.read_text()))
    described = set(re.findall(r"`(POKPONG_[A-Z_]+)`", text_of("docs/settings.md")))
    assert named - described == set()
    assert described - named == set()


def test_every_command_is_described() -> None:
    described = text_of("docs/commands.md", "README.md")
    commands = set(
        re.findall(
            r"""add_parser\(\s*["']([a-z-]+)["']""",
            "\n".join(source.path.read_text() for source in python_files() if source.name.startswith("config/")),
        )
    )
    assert commands
    assert {
        name
        for name in commands
        if f"`{name}`" not in described and f"pokpong {name}" not in described and f"./run {name}" not in described
    } == set()


def test_every_noun_has_its_word() -> None:
    """docs/words.md: English = Lao = code name."""
    described = set(re.findall(r"`([a-z_]+)`", text_of("docs/words.md")))
    assert set(by_name()) - described == set()


def test_every_machine_is_drawn() -> None:
    drawn = {path.stem for path in (DOCS / "states").glob("*.svg")}
    assert drawn == set(MACHINES)


def test_documents_name_files_that_are_there() -> None:
    wrong = []
    for path in [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *DOCS.rglob("*.md")]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text()):
            if not (path.parent / target).exists():
                wrong.append(f"{path.relative_to(ROOT)} -> {target}")
    assert not wrong


def test_every_dependency_has_its_reason() -> None:
    block = re.search(r"^dependencies = \[\n(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.DOTALL | re.MULTILINE)
    assert block is not None
    lines = [line for line in block.group(1).splitlines() if line.strip()]
    assert len(lines) < 30
    assert [line for line in lines if "#" not in line] == []


def test_every_threat_names_tests_that_are_there() -> None:
    """docs/threats.md: who, what they get, what stops them, which test shows it."""
    text = text_of("docs/threats.md")
    rows = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| who |")]
    shown = {line.split(" | ")[0]: re.findall(r"`([^`]*)`", line.split(" | ")[-1]) for line in rows}
    named = {name for names in shown.values() for name in names} | set(re.findall(r"`([^`]+/test_\w+\.py)`", text))
    places = (ROOT, ROOT / "src" / "pokpong")
    wrong = [f"nothing shows: {who}" for who, names in shown.items() if not names]
    wrong += [f"{name} is not there" for name in named if not any((place / name).is_file() for place in places)]
    assert len(rows) > 20
    assert not wrong, "\n".join(sorted(wrong))
