"""Breaches of the documents: what the code has and they do not name, and the other way round."""

from tests.guards.bites.breach import breach
from tests.guards.bites.copies import Copy

ACTION = '''from uuid import UUID
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.door import action


@action("planted.breach")
def planted_breach(*, by: Actor, call_id: UUID) -> None:
    """Does nothing."""
'''
WIRED = "foundation/agenda/summary.py"
ROLES = "foundation/access/roles.py"
CASEWORKER = '        "person.tied",\n'  # the first of them is theirs


def permission(copy: Copy) -> None:
    copy.replace(ROLES, CASEWORKER, CASEWORKER + '        "planted.breach",\n')


@breach("test_docs.py::test_the_actions_are_wired", "areas/protection/planted.py: planted.breach")
def an_action_nobody_imports(copy: Copy) -> None:
    copy.write("areas/protection/planted.py", ACTION)


@breach("test_docs.py::test_every_permission_a_role_lists_exists", "caseworker: planted.breach")
def a_role_lists_what_is_not(copy: Copy) -> None:
    permission(copy)


@breach("test_docs.py::test_every_action_can_be_done_by_somebody", "planted.breach")
def nobody_may_do_an_action(copy: Copy) -> None:
    copy.append(WIRED, ACTION)


@breach("test_docs.py::test_every_permission_is_described", "planted.breach")
def a_permission_is_not_described(copy: Copy) -> None:
    permission(copy)


@breach("test_docs.py::test_every_permission_is_described", "planted.breach")
def a_permission_is_described_that_is_not(copy: Copy) -> None:
    copy.append("/docs/permissions.md", "`planted.breach`")


@breach("test_docs.py::test_every_setting_is_described", "POKPONG_PLANTED")
def a_setting_is_not_described(copy: Copy) -> None:
    copy.write("foundation/kernel/planted.py", 'NAME = "POKPONG_PLANTED"\n')


@breach("test_docs.py::test_every_setting_is_described", "POKPONG_PLANTED")
def a_setting_is_described_that_is_not(copy: Copy) -> None:
    copy.append("/docs/settings.md", "`POKPONG_PLANTED`")


@breach("test_docs.py::test_every_command_is_described", "planted")
def a_command_is_not_described(copy: Copy) -> None:
    copy.write("config/commands/planted.py", 'commands.add_parser("planted")\n')


@breach("test_docs.py::test_every_noun_has_its_word", "planted_noun")
def a_noun_has_no_word(copy: Copy) -> None:
    copy.append("foundation/agenda/models.py", 'class Planted(AppendOnlyRow):\n    noun = "planted_noun"')


@breach("test_docs.py::test_every_machine_is_drawn", "planted_machine")
def a_machine_is_not_drawn(copy: Copy) -> None:
    copy.append("foundation/agenda/states.py", 'Moves("planted_machine", "here", {"here": _("Open")}, {})')


@breach("test_docs.py::test_every_machine_is_drawn", "planted_machine")
def a_machine_is_drawn_that_is_not(copy: Copy) -> None:
    copy.write("/docs/states/planted_machine.svg", "<svg/>")


@breach("test_docs.py::test_documents_name_files_that_are_there", "README.md -> docs/planted.md")
def a_document_points_nowhere(copy: Copy) -> None:
    copy.append("/README.md", "[planted](docs/planted.md)")


@breach("test_docs.py::test_every_dependency_has_its_reason", "planted>=1")
def a_dependency_has_no_reason(copy: Copy) -> None:
    copy.replace("/pyproject.toml", "dependencies = [\n", 'dependencies = [\n    "planted>=1",\n')


@breach("test_docs.py::test_every_threat_names_tests_that_are_there", "tests/guards/test_planted.py is not there")
def a_threat_is_shown_by_no_test(copy: Copy) -> None:
    copy.replace("/docs/threats.md", "`tests/guards/test_private.py` |", "`tests/guards/test_planted.py` |")


@breach("test_docs.py::test_every_threat_names_tests_that_are_there", "nothing shows: | somebody planted")
def a_threat_says_only_that_it_is_stopped(copy: Copy) -> None:
    copy.replace(
        "/docs/threats.md", "| subpoena", "| somebody planted | nothing | all is well | our word |\n| subpoena"
    )
