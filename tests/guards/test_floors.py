"""What import-linter cannot see: relations, migrations, templates and addresses that point upwards."""

import ast
import re

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from tests.guards.sources import SRC, level, may_lean_on, package_of, python_files, templates

LABELS = {
    config.label: config.name.removeprefix("pokpong.")
    for config in apps.get_app_configs()
    if config.name.startswith("pokpong.")
}
REVERSE = re.compile(r"""(?:reverse|redirect|reverse_lazy)\(\s*["']([a-z_]+):""")
URL_TAG = re.compile(r"""\{%\s*url\s+["']([a-z_]+):""")
USES_TEMPLATE = re.compile(r"""\{%\s*(?:extends|include)\s+["']([\w/.-]+)["']""")


def test_every_package_stands_on_a_floor() -> None:
    for source in python_files():
        if source.package:
            level(source.package)


def test_no_relation_points_upwards() -> None:
    wrong = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        if model._meta.app_label in LABELS
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model is not None
        if field.related_model._meta.app_label in LABELS
        if not may_lean_on(LABELS[model._meta.app_label], LABELS[field.related_model._meta.app_label])
    ]
    assert not wrong


def test_no_migration_waits_for_a_higher_one() -> None:
    graph = MigrationLoader(None, ignore_no_migrations=True).graph
    wrong = [
        f"{node} waits for {parent}"
        for node in graph.node_map
        for parent in (before.key for before in graph.node_map[node].parents)
        if node[0] in LABELS and parent[0] in LABELS and not may_lean_on(LABELS[node[0]], LABELS[parent[0]])
    ]
    assert not wrong


def test_no_template_points_upwards() -> None:
    """The shell of ui is filled by the menu, so it names no page; a template leans only on floors below its own."""
    wrong = []
    for path in templates():
        package, text = package_of(path), path.read_text()
        for namespace in URL_TAG.findall(text):
            if namespace in LABELS and not may_lean_on(package, LABELS[namespace]):
                wrong.append(f"{path.relative_to(SRC)} links to {namespace}")
        for name in USES_TEMPLATE.findall(text):
            owner = next((p for p in templates() if str(p).endswith(f"/templates/{name}")), None)
            if owner is not None and not may_lean_on(package, package_of(owner)):
                wrong.append(f"{path.relative_to(SRC)} uses {name}")
    assert not wrong


def test_no_reverse_points_upwards() -> None:
    wrong = [
        f"{source.name} goes to {namespace}"
        for source in python_files()
        for namespace in REVERSE.findall(source.path.read_text())
        if namespace in LABELS and source.package and not may_lean_on(source.package, LABELS[namespace])
    ]
    assert not wrong


def test_no_import_inside_a_function_and_no_signal() -> None:
    wrong = []
    for source in python_files():
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                wrong += [
                    f"{source.name}:{inner.lineno} imports inside {node.name}"
                    for inner in ast.walk(node)
                    if isinstance(inner, ast.Import | ast.ImportFrom)
                ]
            if isinstance(node, ast.ImportFrom) and node.module and node.module.endswith("signals"):
                wrong.append(f"{source.name}:{node.lineno} uses signals")
    assert not wrong


def test_files_and_functions_stay_small() -> None:
    """300 lines a file, 50 a function: past that it is split by noun, or by step."""
    wrong = []
    for source in python_files():
        lines = len(source.path.read_text().splitlines())
        if lines > 300:
            wrong.append(f"{source.name} has {lines} lines")
        for node in ast.walk(source.tree):
            if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno + 1 > 50:
                wrong.append(f"{source.name}: {node.name} is longer than 50 lines")
    assert not wrong


def test_nothing_points_out_of_the_project() -> None:
    outside = "../" + "shared"
    wrong = [source.name for source in python_files(tests=True, migrations=True) if outside in source.path.read_text()]
    assert not wrong


def test_the_admin_of_django_is_not_installed() -> None:
    assert "django.contrib.admin" not in {config.name for config in apps.get_app_configs()}
