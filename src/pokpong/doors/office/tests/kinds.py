"""The kinds of tasks that the program asks for, read from its source: also where a function is told the kind."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pokpong.config.catalogues import PACKAGE

ROOT = PACKAGE.parent


@dataclass(frozen=True)
class Module:
    """`texts`: the names that stand for one text in it, imported ones too. `tables`: its own tables of texts."""

    path: Path
    tree: ast.Module
    texts: Mapping[str, str]
    tables: Mapping[str, frozenset[str]]


@cache
def program() -> tuple[tuple[Path, ast.Module], ...]:
    """Every module of the program, without tests and migrations."""
    paths = (path for path in PACKAGE.rglob("*.py") if not {"tests", "migrations"} & set(path.parts))
    return tuple((path, ast.parse(path.read_text("utf-8"))) for path in paths)


def texts_of(tree: ast.Module) -> dict[str, str]:
    """Names given one text, or several at once: A, B = "a", "b"."""
    found: dict[str, str] = {}
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            values = node.value.elts if isinstance(node.value, ast.Tuple) else [node.value]
            for name, value in zip(names, values, strict=False):
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    found[name.id] = value.value
    return found


@cache
def modules() -> tuple[Module, ...]:
    own = {path: texts_of(tree) for path, tree in program()}
    return tuple(Module(path, tree, {**imported(tree, own), **own[path]}, tables_of(tree)) for path, tree in program())


def tables_of(tree: ast.Module) -> dict[str, frozenset[str]]:
    """The values of tables whose values are all texts: TABLE = {"code": "text"}."""
    found: dict[str, frozenset[str]] = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            values = [value.value for value in node.value.values if isinstance(value, ast.Constant)]
            texts = frozenset(value for value in values if isinstance(value, str))
            if len(values) == len(node.value.values):
                found |= {target.id: texts for target in node.targets if isinstance(target, ast.Name)}
    return found


def imported(tree: ast.Module, own: Mapping[Path, Mapping[str, str]]) -> dict[str, str]:
    """Names imported from another module, and names given one of a module that is imported: A = queries.B."""
    found: dict[str, str] = {}
    others: dict[str, Mapping[str, str]] = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            folder = ROOT.joinpath(*node.module.split("."))
            source = own.get(folder.with_suffix(".py"), {})
            found |= {(name.asname or name.name): source[name.name] for name in node.names if name.name in source}
            others |= {(name.asname or name.name): own.get(folder / f"{name.name}.py", {}) for name in node.names}
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):
            text = others.get(ast.unparse(node.value.value), {}).get(node.value.attr)
            found |= {target.id: text for target in node.targets if isinstance(target, ast.Name) and text}
    return found


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def last_name(call: ast.Call) -> str:
    return ast.unparse(call.func).split(".")[-1]


def asks(call: ast.Call) -> bool:
    """Whether this makes a `Wanted` of the agenda; other rules have a word of that name too."""
    return ast.unparse(call.func) in {"Wanted", "tasks.Wanted"}


def given(call: ast.Call, name: str, place: int) -> ast.expr | None:
    """The argument called `name`, or the one at its place."""
    by_name = next((key.value for key in call.keywords if key.arg == name), None)
    return by_name or (call.args[place] if len(call.args) > place else None)


@dataclass(frozen=True)
class Asking:
    """One call that makes a `Wanted`. `place`: where the function around it is told the kind, if it is."""

    module: Module
    function: str
    kind: ast.expr | None
    place: int | None


def askings() -> Iterator[Asking]:
    for module in modules():
        for function in (node for node in ast.walk(module.tree) if isinstance(node, ast.FunctionDef)):
            names = [argument.arg for argument in function.args.args]
            for call in filter(asks, calls(function)):
                kind = given(call, "kind", 0)
                told = isinstance(kind, ast.Name) and kind.id in names
                yield Asking(module, function.name, kind, names.index(ast.unparse(kind)) if kind and told else None)


def asked_for() -> set[str]:
    """Every kind. Raises AssertionError for one that cannot be read from the source."""
    found = list(askings())
    told = {asking.function: asking.place for asking in found if asking.place is not None}
    passed = {
        text
        for module in modules()
        for call in calls(module.tree)
        if last_name(call) in told
        for text in texts_told(module, given(call, "kind", told[last_name(call)]))
    }
    return passed | {text_of(asking.module, asking.kind) for asking in found if asking.place is None}


def texts_told(module: Module, kind: ast.expr | None) -> frozenset[str]:
    """What an argument may say: a text, a name of one, or any value of a table that it is looked up in."""
    if isinstance(kind, ast.Subscript) and isinstance(kind.value, ast.Name):
        return module.tables.get(kind.value.id, frozenset())
    if isinstance(kind, ast.Constant) or (isinstance(kind, ast.Name) and kind.id in module.texts):
        return frozenset({text_of(module, kind)})
    return frozenset()


def text_of(module: Module, kind: ast.expr | None) -> str:
    if isinstance(kind, ast.Constant):
        return str(kind.value)
    assert isinstance(kind, ast.Name), f"{module.path}: a kind of task that cannot be followed"
    assert kind.id in module.texts, f"{module.path}: nobody knows what {kind.id} says"
    return module.texts[kind.id]
