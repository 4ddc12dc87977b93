"""The tables of words hold to the program: every kind of task, every action, every noun, every field that is edited."""

from __future__ import annotations

import ast

import pytest
from django.apps import apps
from django.urls import reverse
from django.utils import translation

from pokpong.doors.office import action_words, conflict_words, doings, task_words
from pokpong.doors.office.help_topics import TOPICS
from pokpong.doors.office.tests.kinds import asked_for, program
from pokpong.foundation.access.roles import ROLES
from pokpong.foundation.actions.registry import ACTIONS
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.rows import MutableRow


def test_every_kind_of_task_has_words_and_a_page() -> None:
    asked = asked_for()
    assert {"concern.triage", "conference.attend", "service.deliver"} <= asked
    assert asked == set(task_words.KINDS)
    for kind in task_words.KINDS.values():
        assert reverse(kind.url_name, args=[new_id()] if kind.takes_id else [])


def test_every_action_has_words_for_the_history() -> None:
    registered = {name for name, action in ACTIONS.items() if ".tests." not in action.function.__module__}
    assert registered - set(action_words.ACTIONS) == set()


def named_events() -> set[str]:
    """The names of events that do not carry their action's name."""
    calls = [node for _path, tree in program() for node in ast.walk(tree) if isinstance(node, ast.Call)]
    return {
        str(key.value.value)
        for call in calls
        if ast.unparse(call.func) == "door.event"
        for key in call.keywords
        if key.arg == "name" and isinstance(key.value, ast.Constant)
    }


def test_every_other_event_has_words_for_the_history() -> None:
    assert "tie.begin" in named_events()
    assert named_events() - set(action_words.ACTIONS) == set()


def test_every_noun_that_can_be_edited_or_added_has_words() -> None:
    nouns = {
        model.noun for model in apps.get_models() if issubclass(model, MutableRow) and ".tests" not in model.__module__
    }
    assert nouns - {"data_key"} - set(action_words.NOUNS) == set()


def fields_amended() -> set[str]:
    """The nouns whose rows some action hands to `amend.amend`, by the permission of that action."""
    found = set()
    for _path, tree in program():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and any(
                isinstance(call, ast.Call) and ast.unparse(call.func) == "amend.amend" for call in ast.walk(node)
            ):
                names = [
                    ast.literal_eval(decorator.args[0])
                    for decorator in node.decorator_list
                    if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "action"
                ]
                found |= {name.split(".")[0] for name in names}
    return found


def test_every_kind_of_record_that_is_edited_can_be_chosen_about() -> None:
    edited = fields_amended()
    assert {"concern", "person"} <= edited
    assert edited == set(conflict_words.KINDS)


@pytest.mark.parametrize("kind", sorted(conflict_words.KINDS))
def test_the_fields_of_a_kind_are_fields_of_its_model(kind: str) -> None:
    model = next(model for model in apps.get_models() if getattr(model, "noun", "") == kind)
    columns = {field.attname for field in model._meta.concrete_fields}
    assert set(conflict_words.KINDS[kind].fields) <= columns


def test_buttons_and_help_lead_to_pages_and_name_permissions_that_exist() -> None:
    held = frozenset().union(*(role.permissions for role in ROLES.values()))
    for doing in (*doings.DOINGS, *doings.DIRECTORY):
        assert doing.permission in held
        assert doing.url.startswith("/")
    for topic in TOPICS:
        assert not topic.permission or topic.permission in held
        assert not topic.url_name or reverse(topic.url_name)


def test_words_differ_in_lao_and_english() -> None:
    for words in (*action_words.ACTIONS.values(), *action_words.NOUNS.values()):
        with translation.override("lo"):
            lao = str(words)
        with translation.override("en"):
            assert lao != str(words)
