"""What pages take from the query of an address, read from the code and the templates."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache

from tests.guards.sources import SRC, Source, python_files, templates

FORM = re.compile(r"<form\b[^>]*>", re.DOTALL)
POST = re.compile(r"""method\s*=\s*["']post["']""", re.IGNORECASE)


def parameters() -> Iterator[tuple[str, str]]:
    """File and key of every `request.GET.get("key")`, `request.GET["key"]`; "*" where the whole of it is used."""
    for source in python_files():
        parents = {id(child): parent for parent in ast.walk(source.tree) for child in ast.iter_child_nodes(parent)}
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Attribute) and node.attr == "GET":
                yield source.name, key_of(node, parents)


def key_of(node: ast.Attribute, parents: dict[int, ast.AST]) -> str:
    """The key that is asked for, or "*"."""
    above = parents.get(id(node))
    if isinstance(above, ast.IfExp):  # (request.POST if ... else request.GET).get("key")
        above = parents.get(id(above))
    if isinstance(above, ast.Attribute) and above.attr in {"get", "getlist"}:
        call = parents.get(id(above))
        if isinstance(call, ast.Call) and call.args:
            return literal(call.args[0])
    if isinstance(above, ast.Subscript):
        return literal(above.slice)
    if isinstance(above, ast.Compare) and isinstance(above.ops[0], ast.In | ast.NotIn):
        return literal(above.left)
    if isinstance(above, ast.Call) and is_table(above):
        return ""  # a table takes its own parameters: see `boxes`
    if isinstance(above, ast.keyword) and above.arg == "params":
        return ""
    return "*"


def literal(node: ast.AST) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else "*"


def is_table(call: ast.Call) -> bool:
    """A class of tables by its name, or the function of a module that makes one."""
    name = ast.unparse(call.func).rpartition(".")[2]
    return len(call.args) >= 2 and (name in tables() or name == "table")


@cache
def tables() -> set[str]:
    """Names of all classes that derive from `Table`, straight or through another."""
    bases = {
        node.name: {ast.unparse(base).partition("[")[0].rpartition(".")[2] for base in node.bases}
        for source in python_files()
        for node in ast.walk(source.tree)
        if isinstance(node, ast.ClassDef)
    }
    found, before = {"Table"}, set[str]()
    while found != before:
        before = set(found)
        found |= {name for name, above in bases.items() if above & found}
    return found


def boxes() -> Iterator[tuple[str, str]]:
    """File and key of every filter above a table into which words are typed: what is typed stands in the address."""
    for source in python_files():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Filter" and not has_choices(node):
                yield source.name, literal(node.args[0])


def has_choices(call: ast.Call) -> bool:
    return len(call.args) > 2 or any(given.arg == "choices" for given in call.keywords)


def get_forms() -> Iterator[str]:
    """Templates with a form that is sent in the address: every form that does not say `method="post"`."""
    for path in templates():
        if any(not POST.search(tag) for tag in FORM.findall(path.read_text())):
            yield str(path.relative_to(SRC))


LEVELS = {"debug", "info", "warning", "error", "exception", "critical", "log"}
CONSOLE = {"print", "warnings.warn", "sys.stdout.write", "sys.stderr.write"}


def said_aloud(source: Source) -> Iterator[tuple[str, ast.Call]]:
    """What of this file goes to a log or a console: "log" or "console", and the call."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Call):
            name = ast.unparse(node.func)
            owner, _, verb = name.rpartition(".")
            if verb in LEVELS and owner.rpartition(".")[2].strip("_").casefold() in {"logger", "logging", "log"}:
                yield "log", node
            elif name in CONSOLE or ((verb or name) == "say" and source.name.startswith("config/")):
                yield "console", node
