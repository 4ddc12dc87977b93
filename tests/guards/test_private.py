"""Nothing personal in titles, addresses and logs: read from the code, and seen while walking the demo's pages."""

from __future__ import annotations

import ast
import io
import logging
import subprocess
import sys
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter, UUIDConverter

from pokpong.config.serving.web import Web
from pokpong.demo import secrets
from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.logs import NothingPersonal
from pokpong.foundation.kernel.rows import Gated
from tests.guards.private import asking, titles
from tests.guards.private.secrets import told_in
from tests.guards.private.walking import NOT_WALKED, Form, Read, Walk, plain, read, send, view_name, visitor
from tests.guards.reach import addresses
from tests.guards.reach.world import World, make
from tests.guards.sources import SRC, python_files

# What may stand in a title, as it stands in the template, and what it is.
TITLE_VARIABLES = {
    ("capacity", "title"): "the fixed words of a form",
    ("capacity", "row.name"): "the name of a training or a curriculum",
    ("office", "title"): "the fixed words of a report",
    ("reports", "table.title"): "the fixed words of a figure",
    ("protection", "concern.number"): "the number of a record",
    ("protection", "case.number"): "the number of a record",
    ("protection", "referral.number"): "the number of a record",
    ("protection", "title"): "the fixed words of a step",
    ("access", "title"): "the fixed words of a form",
    ("ui", "title"): "the fixed words of a question",
    ("people", "title"): "the fixed words of a form",
    ("places", "title"): "the fixed words of a form",
    ("places", "place.name"): "the name of a place",
    ("institutions", "title"): "the fixed words of a form",
    ("institutions", "row.name"): "the name of an organisation or a committee",
    ("institutions", "row.post"): "an official's post, without the name",
    ("institutions", "name"): "the name of a service",
    ("partnership", "title"): "the fixed words of a page",
    ("partnership", "page.title"): "the fixed words of a page",
    ("programme", "title"): "the fixed words of a page, or a place and a year",
    ("programme", "row.code"): "the code of a project or a result",
    ("programme", "row.name"): "the name of a donor or a calendar",
    ("papers", "{{ paper.kind.first }} ·"): "what kind of paper it is",
}
# Parameters of addresses that are neither an id nor a number, and what they hold.
ADDRESS_PARAMETERS = {
    ("places:place", "path"): "a place path",
    ("office:word", "term"): "a word of the glossary, by a digest",
    ("wording:word", "word"): "a word of the program, by a digest",
    ("wording:undo", "word"): "a word of the program, by a digest",
    ("wording:undo_to", "word"): "a word of the program, by a digest",
    ("places:find_in", "under"): "a place path",
    ("access:view_save", "table"): "the name of a table",
    ("reports:figure", "figure"): "the code of a figure",
    ("programme:project_state", "to"): "a state of a project",
    ("programme:calendar_take", "shipped"): "the code of a calendar that comes with Pokpong",
    ("office:help_role", "code"): "the code of a role",
    ("people:edit", "group"): "one of the fixed groups of fields",
}
# What pages take from the query of an address, and why it tells of nobody. "*": the whole of it, checked by a form.
ASKED = {
    ("foundation/access/screens/account.py", "next"): "an address of ours",
    ("foundation/access/screens/identity_sign_in.py", "next"): "an address of ours",
    ("foundation/access/screens/identity_sign_in.py", "*"): "the answer of a provider of identities, which is checked",
    ("doors/office/own_copy/views.py", "language"): "the code of a language",
    ("doors/office/reading_reports.py", "*"): "days, lists, somebody who works here, and the number of a record",
    ("doors/office/unusual.py", "*"): "parameters of its tables, see BOXES",
    ("foundation/ui/limits.py", "*"): "only whether there is any",
    ("areas/capacity/screens/enrolling.py", "committee"): "an id",
    ("areas/capacity/screens/numbers.py", "topic"): "the code of a topic",
    ("areas/capacity/screens/numbers.py", "first_year"): "a year",
    ("areas/capacity/screens/numbers.py", "first_day"): "a day",
    ("areas/partnership/screens/decisions.py", "*"): "parameters of its table, see BOXES",
    ("doors/exchange/screens/bringing.py", "*"): "parameters of its table; what kind of rows, and the id of a plan",
    ("areas/capacity/screens/numbers.py", "*"): "days, a project, a place and a topic, checked by a form",
    ("areas/capacity/screens/trainings.py", "*"): "parameters of its table, see BOXES",
    ("areas/capacity/screens/trainees.py", "*"): "parameters of its tables, see BOXES",
    ("areas/capacity/screens/curricula.py", "*"): "parameters of its table, see BOXES",
    ("areas/protection/screens/referrals/choosing.py", "offer"): "an id",
    ("areas/protection/screens/referrals/choosing.py", "*"): "a kind of service, a place and a page, checked by a form",
    ("areas/protection/screens/referrals/receiving.py", "*"): "parameters of its table, see BOXES",
    ("areas/protection/screens/screening/views.py", "continues"): "an id",
    ("areas/protection/screens/services/lists.py", "*"): "parameters of its tables, see BOXES",
    ("areas/protection/screens/services/stay_steps.py", "shelter"): "an id",
    ("areas/protection/screens/steps.py", "outcome"): "a code",
    ("doors/exchange/screens/columns.py", "*"): "which column means what, by numbers and codes",
    ("foundation/papers/paper.py", "as"): "a form of the paper",
    ("foundation/papers/paper.py", "*"): "kept in the links to its files",
    ("areas/partnership/screens/meeting_steps.py", "committee"): "an id",
    ("areas/partnership/screens/paper_page.py", "language"): "the code of a language",
    ("areas/protection/screens/plan/attachments.py", "download"): "a switch",
    ("areas/protection/screens/plan/goals.py", "need"): "an id",
    ("areas/protection/screens/plan/planned_actions.py", "goal"): "an id",
    ("areas/protection/screens/plan/notes.py", "*"): "the kind of a note, from a list",
    ("areas/protection/screens/papers/telling.py", "language"): "the code of a language",
    ("areas/protection/screens/papers/telling.py", "*"): "codes of sections of the paper",
    ("areas/protection/screens/papers/views.py", "language"): "the code of a language",
    ("areas/protection/screens/papers/views.py", "include"): "codes of sections of the paper",
    ("areas/protection/screens/papers/views.py", "*"): "codes of sections of the paper",
    ("areas/protection/screens/cases/caseload.py", "*"): "parameters of its table, see BOXES",
    ("areas/protection/screens/inbox.py", "*"): "parameters of its table, see BOXES",
    ("areas/protection/screens/raising.py", "place"): "a place path",
    ("areas/protection/screens/steps.py", "place"): "a place path",
    ("areas/protection/screens/steps.py", "download"): "a switch",
    ("doors/office/history.py", "*"): "days, lists, and somebody who works here",
    ("foundation/access/screens/views.py", "back"): "an address of ours",
    ("foundation/ui/views.py", "q"): "a place of the design page",
    ("foundation/wording/screens/views.py", "only"): "a switch",
    ("foundation/wording/screens/views.py", "*"): "parameters of its table, see BOXES",
    ("registers/institutions/screens/days.py", "*"): "a day",
    ("registers/institutions/screens/services.py", "*"): "where, what and for whom, from lists",
    ("registers/institutions/screens/officials.py", "organisation"): "an id",
    ("registers/institutions/screens/officials.py", "q"): "an official, named in public by their office",
    ("registers/institutions/screens/organisations.py", "q"): "an organisation",
    ("registers/programme/screens/results.py", "below"): "an id",
    ("registers/programme/screens/plan_activities.py", "q"): "an activity of a plan",
    ("registers/programme/screens/plan_pictures.py", "month"): "a month",
    ("registers/programme/screens/plan_pictures.py", "*"): "parameters of its table, see BOXES",
    ("registers/programme/screens/plans.py", "*"): "parameters of its tables, see BOXES",
    ("insight/reports/views.py", "place"): "a place path",
    ("registers/people/screens/consents.py", "language"): "a language",
    ("registers/people/screens/consents.py", "next"): "an address of ours",
    ("registers/people/screens/households.py", "household"): "an id",
    ("registers/people/screens/person.py", "stay"): "a switch",
    ("registers/people/screens/register.py", "because"): "an id",
    ("registers/people/screens/register.py", "because_kind"): "a kind of record",
    ("registers/places/screens/browsing.py", "q"): "a place",
    ("registers/places/screens/changes.py", "in"): "a place path",
    ("registers/places/screens/proposals.py", "district"): "a place path",
    ("registers/places/screens/proposals.py", "name"): "a place",
    ("registers/places/screens/proposals.py", "next"): "an address of ours",
}
# Boxes above tables into which words are typed. None of them searches persons: that is done by POST.
BOXES = {
    ("foundation/access/screens/users.py", "text"): "somebody who works here",
    ("foundation/access/screens/users.py", "place"): "a place",
    ("foundation/ui/design/sample.py", "text"): "a number of the design page",
    ("foundation/wording/screens/tables.py", "text"): "a word of the program",
    ("areas/capacity/screens/tables.py", "name"): "a training, a curriculum, or staff who were trained; no victim",
    ("areas/capacity/screens/tables.py", "trainer"): "an official who teaches",
    ("areas/partnership/screens/tables.py", "subject"): "what a meeting of a committee is about",
    ("areas/partnership/screens/tables.py", "purpose"): "what a visit is for",
    ("areas/partnership/screens/tables.py", "place"): "a place",
    ("areas/partnership/screens/tables.py", "committee"): "a committee",
    ("areas/partnership/screens/tables.py", "text"): "what a committee decided",
    ("registers/institutions/screens/tables.py", "name"): "an organisation, or an official named in public",
    ("registers/places/screens/tables.py", "name"): "a place",
    ("registers/programme/screens/plan_tables.py", "name"): "a plan or an activity",
    ("registers/programme/screens/plan_tables.py", "place"): "a place",
    (
        "registers/programme/screens/plan_tables.py",
        "responsible",
    ): "an organisation or an official who answers for an activity",
    ("registers/programme/screens/plan_tables.py", "result"): "the code of a result",
    ("registers/programme/screens/tables.py", "name"): "a project or a donor",
    ("registers/programme/screens/tables.py", "source"): "who published a figure of population",
    ("registers/programme/screens/tables.py", "year"): "a year",
}
GET_FORMS = {
    "areas/protection/templates/protection/papers/summary.html": "codes of sections of the paper",
    "areas/capacity/templates/capacity/gaps.html": "the code of a topic",
    "areas/capacity/templates/capacity/numbers.html": "days, a project, a place and a topic",
    "doors/exchange/templates/exchange/columns.html": "which sheet and row, by numbers",
    "doors/office/templates/office/whole.html": "kinds of records",
    "doors/office/templates/office/history.html": "days, lists, and somebody who works here",
    "doors/office/templates/office/who_saw.html": "the same, and the number of a record",
    "foundation/ui/templates/cotton/table.html": "filters, see BOXES",
    "registers/institutions/templates/institutions/committee.html": "a day",
    "registers/institutions/templates/institutions/committee_chart.html": "a day",
    "registers/institutions/templates/institutions/services.html": "where and for whom",
    "registers/programme/templates/programme/plan_filters.html": "filters, see BOXES",
    "registers/places/templates/places/place.html": "places",
    "registers/places/templates/places/search.html": "places",
}
# What looks like a field of a record in a console line and is none.
NO_FIELD = {
    ("config/commands/backup.py", "identity"): "the path of the file that opens backups",
    ("config/commands/restore.py", "identity"): "the path of the file that opens backups",
    ("doors/exchange/workbooks/packages.py", "code"): "the stable code of a problem",
    ("doors/exchange/workbooks/packages.py", "problems"): "what the code is taken from",
    ("foundation/vault/files.py", "code"): "the stable code of a problem",
    ("foundation/vault/files.py", "problems"): "what the code is taken from",
    ("config/serving/supervisor.py", "name"): "the name of a process",
    ("config/commands/backup.py", "name"): "the name of an archive: a moment and chance",
    ("config/commands/restore.py", "name"): "the name of an archive: a moment and chance",
    ("config/commands/keys.py", "kind"): "what is wrong with a sealed value",
    ("config/commands/import_htcds.py", "file"): "the path that was typed",
    ("config/commands/words.py", "file"): "the path that was typed",
    ("config/commands/import_htcds.py", "code"): "the stable code of a problem",
    ("config/commands/import_htcds.py", "message"): "what is wrong with a cell, for whoever brings the file in",
}
# What a log line says besides fixed words.
IN_LOGS = {
    ("foundation/access/screens/identity_sign_in.py", "why"): "which of four pages was shown",
    ("foundation/access/screens/identity_sign_in.py", "code"): "what did not hold, in fixed words",
    ("config/serving/worker.py", "type(reason).__name__"): "the kind of a failure",
    ("doors/exchange/workbooks/packages.py", "len(content) // 1024"): "a size",
    ("doors/exchange/workbooks/packages.py", "refused.problems[0].code"): "the stable code of a problem",
    ("foundation/vault/files.py", "len(content) // 1024"): "a size",
    ("foundation/vault/files.py", "refused.problems[0].code"): "the stable code of a problem",
    ("registers/people/retention_clock.py", "reason"): "what is wrong with the file of rules",
    ("foundation/audit/checkpoints.py", "type(reason).__name__"): "the kind of a failure",
    ("foundation/ui/limits.py", "length // 1024 ** 2"): "a size",
    ("foundation/ui/limits.py", "request.user.pk"): "the id of an account",
    ("foundation/ui/limits.py", "kind"): "which limit",
    ("registers/people/erasing_clock.py", "reason"): "why the epoch is not turned, in fixed words",
}
CONSOLES = ("config/", "foundation/ui/vendor.py", "doors/office/set_up/code.py")
WALKERS = ("admin", "ministry", "caseworker", "village", "auditor", "secretary")


# --- as it is written ------------------------------------------------------------------------------------------


def test_titles_hold_only_what_anybody_may_know() -> None:
    wrong = []
    for path, template in titles.compiled().items():
        area = path.parts[path.parts.index("templates") - 1]
        wrong += [
            f"{path.relative_to(SRC)}: {variable}"
            for variable in titles.in_title(template)
            if (area, variable) not in TITLE_VARIABLES
        ]
    wrong += [
        f"{path.relative_to(SRC)}: {words}"
        for path, words in titles.bare_titles()
        if (path.parts[path.parts.index("templates") - 1], words) not in TITLE_VARIABLES
    ]
    assert not wrong


def patterns(found: list[URLPattern | URLResolver], spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, URLPattern]]:
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield ":".join([*spaces, pattern.name or ""]), pattern


def test_addresses_take_ids_numbers_and_fixed_words() -> None:
    """A parameter of another kind could hold a name; and one without a converter is not seen at all."""
    wrong = []
    for name, pattern in patterns(get_resolver().url_patterns):
        converters = getattr(pattern.pattern, "converters", {})
        wrong += [
            f"{name}: {parameter} is {type(converter).__name__}"
            for parameter, converter in converters.items()
            if not isinstance(converter, UUIDConverter | IntConverter) and (name, parameter) not in ADDRESS_PARAMETERS
        ]
        if pattern.pattern.regex.groups != len(converters):
            wrong.append(f"{name}: a regular expression")
    assert not wrong


def test_nobody_is_searched_by_an_address() -> None:
    wrong = [f"{file} asks for {key}" for file, key in asking.parameters() if key and (file, key) not in ASKED]
    wrong += [f"{file} has a box {key}" for file, key in asking.boxes() if (file, key) not in BOXES]
    wrong += [f"{file} sends a form in the address" for file in asking.get_forms() if file not in GET_FORMS]
    assert not wrong


def told_fields() -> set[str]:
    """Names of all fields that tell of somebody."""
    return {
        field.name
        for model in apps.get_models()
        if issubclass(model, Gated)
        for field in model._meta.local_concrete_fields
        if marks.mark_of(field) in {"personal", "sensitive", "secret"}
    } - {"key_id"}


def test_no_line_for_a_log_or_a_console_is_made_from_a_record() -> None:
    """A log line is fixed words. A console speaks to whoever keeps the server, and of no record either."""
    wrong = []
    for source in python_files():
        for kind, call in asking.said_aloud(source):
            line = f"{source.name}:{call.lineno} {ast.unparse(call)[:100]}"
            given = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg != "exc_info")]
            said = [ast.unparse(argument) for argument in given if not isinstance(argument, ast.Constant)]
            if kind == "log" and any((source.name, words) not in IN_LOGS for words in said):
                wrong.append(line)
            if kind == "console" and not source.name.startswith(CONSOLES):
                wrong.append(line)
            named = {node.attr for argument in given for node in ast.walk(argument) if isinstance(node, ast.Attribute)}
            if any((source.name, name) not in NO_FIELD for name in named & told_fields()):
                wrong.append(line)
    assert not wrong


HANDLERS = """
import logging
import django
django.setup()
import pokpong.config.wsgi
for name in ["", *logging.root.manager.loggerDict]:
    for handler in logging.getLogger(name).handlers:
        print(name or "root", type(handler).__name__, *[type(each).__name__ for each in handler.filters])
"""


def test_every_handler_takes_out_what_is_personal() -> None:
    """In a process as the web server's, with the libraries' own handlers."""
    done = subprocess.run([sys.executable, "-c", HANDLERS], capture_output=True, text=True, check=True)
    lines = done.stdout.splitlines()
    assert lines
    assert [line for line in lines if NothingPersonal.__name__ not in line.split()] == []


def test_the_web_server_keeps_no_access_log() -> None:
    command = Web("127.0.0.1", 8000).command()
    assert "--no-access-log" in command
    assert [word for word in command if word.startswith("--access-log")] == []


# --- as it is seen ---------------------------------------------------------------------------------------------


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the program's own handler writes while this lasts."""
    handler = next(one for one in logging.root.handlers if any(isinstance(f, NothingPersonal) for f in one.filters))
    assert isinstance(handler, logging.StreamHandler)
    lines = io.StringIO()
    before = handler.setStream(lines)
    yield lines
    handler.setStream(before)


@pytest.fixture
def world() -> World:
    return make()


def starts(world: World) -> list[str]:
    """Every address of the program, with a record of the world where it names one."""
    found = []
    for address in addresses.addresses():
        try:
            found.append(address.url(world))
        except (KeyError, NoReverseMatch):
            continue  # the sweep of all addresses refuses one without a record
    return found


def walks(world: World) -> list[Walk]:
    return [Walk(world.demo[name], starts(world)) for name in WALKERS]


def told_at(where: str, answer: HttpResponse, page: Read) -> list[str]:
    """What of a person stands in the title, the addresses and the redirect of an answer."""
    seen = [("title", page.title), *(("address", plain(one)) for one in page.addresses)]
    seen += [("redirect", plain(answer["Location"]))] if "Location" in answer else []
    return [f"{kind} of {where} holds {what}: {text}" for kind, text in seen for what in told_in(text)]


# What is typed into every form: true secrets of the demo, which must come back only where they are shown.
def typed() -> dict[str, str]:
    name, phone, story = secrets.names()[0], secrets.phones()[0], secrets.stories()[0]
    return {"text": name, "search": name, "tel": phone, "textarea": story, "number": "3", "password": phone}


@pytest.mark.django_db
def test_no_page_tells_of_anybody_in_title_address_or_log(world: World, written: io.StringIO) -> None:
    """Several roles go everywhere they can, and type secrets into every form they come to, once for each form."""
    wrong, opened, sent = list[str](), set[str](), set[str]()
    for walk in walks(world):
        for url, answer, page in walk.pages():
            wrong += told_at(url, answer, page)
            opened |= {view_name(url)} if answer.status_code == 200 else set()
        for name in sorted(walk.forms.keys() - sent - NOT_WALKED):
            wrong += told_at(walk.forms[name].url, *send(walk.user, walk.forms[name], typed()))
            sent.add(name)
    assert not wrong, "\n".join(sorted(set(wrong)))
    assert told_in(written.getvalue()) == []
    assert len(opened) > 60, f"the walk came to hardly any page: {sorted(opened)}"
    assert len(sent) > 25, f"the walk came to hardly any form: {sorted(sent)}"


@pytest.mark.django_db
def test_a_failure_logs_its_kind_and_not_its_words(
    world: World, written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An exception's words often hold what was typed; the log keeps the kind and the place in the code."""
    told = f"{secrets.names()[0]} {secrets.phones()[0]} {secrets.stories()[0]}"

    def breaks(request: HttpRequest) -> HttpResponse:
        raise ValueError(told) from KeyError(told)

    found = dict(patterns(get_resolver().url_patterns))
    monkeypatch.setattr(found["office:home"], "callback", breaks)
    answer = visitor(world.demo["caseworker"]).get("/", {"q": told})
    assert answer.status_code == 500
    assert told_in(written.getvalue()) == []
    assert "[ValueError]" in written.getvalue()
    assert "breaks" in written.getvalue()
    assert told_in(answer.content.decode()) == []


@pytest.mark.django_db
def test_the_walk_would_see_a_name(world: World) -> None:
    """What the tests above look for is found where it stands: in a title, an address and a story on a page."""
    name, phone = secrets.names()[0], secrets.phones()[0]
    page = read(HttpResponse(f"<title>{name}</title><a href='/?q={phone}'>x</a><form method='post'></form>"), "/")
    assert told_in(page.title) == ["a name"]
    assert told_in(plain(page.addresses[0])) == ["a telephone number"]
    assert page.forms == [Form("/")]
    answer = visitor(world.demo["caseworker"]).get(f"/concerns/{world.ids['concern']}/")
    assert "a story" in told_in(answer.content.decode())
    assert told_in(Client().get("/account/login/").content.decode()) == []
