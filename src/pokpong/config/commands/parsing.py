"""What can be said on the command line."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import _SubParsersAction

DEMO_PORT, SERVE_PORT = 8400, 8000


def port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise ArgumentTypeError("a port is a number from 1 to 65535")
    return int(text)


def count(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65):
        raise ArgumentTypeError("a number from 1 to 64")
    return int(text)


def parser() -> ArgumentParser:
    """Every command with its arguments; `module` names what runs it, `settings` which settings it wants."""
    top = ArgumentParser(prog="pokpong", description="The ledger of a counter-trafficking programme.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="a whole installation with invented people, on this machine")
    demo.add_argument("--port", type=port, default=DEMO_PORT, help="the next free port is used when it is taken")
    demo.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets phones of the same network in")
    demo.add_argument("--data", type=Path, default=Path("var/demo"), metavar="DIR", help="kept for the next start")
    demo.add_argument("--no-browser", action="store_true", help="do not open a browser")
    demo.add_argument("--https", action="store_true", help="with a certificate signed by this machine")
    demo.add_argument("--empty", action="store_true", help="without invented people: begins at the set-up page")
    demo.set_defaults(module="demo", settings="pokpong.config.settings.demo")

    serve = commands.add_parser("serve", help="web, worker and clock of a real installation")
    serve.add_argument("--port", type=port, default=SERVE_PORT)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--workers", type=count, default=2, help="processes of the web server, one thread each")
    serve.add_argument("--https", action="store_true", help="with a certificate signed by this machine")
    serve.set_defaults(module="serve")

    commands.add_parser("migrate", help="brings the data base to this version").set_defaults(module="migrate")
    commands.add_parser("import-places", help="provinces, districts and villages").set_defaults(module="places")
    first = commands.add_parser("create-first-users", help="the first administrator and the first supervisor")
    first.add_argument("--administrator", default="", metavar="NAME", help="user name; asked for when missing")
    first.add_argument("--supervisor", default="", metavar="NAME", help="user name; asked for when missing")
    first.set_defaults(module="first_users")
    commands.add_parser("doctor", help="looks whether all is well, and says what to do").set_defaults(module="doctor")
    states = commands.add_parser("states", help="draws docs/states/ from the tables of states")
    states.add_argument("--into", type=Path, default=Path("docs/states"), metavar="DIR")
    states.add_argument("--check", action="store_true", help="only says whether the drawings are current")
    states.set_defaults(module="states")
    describe = commands.add_parser("describe", help="writes docs/permissions.md from the tables of roles and actions")
    describe.add_argument("--into", type=Path, default=Path("docs"), metavar="DIR")
    describe.add_argument("--check", action="store_true", help="only says whether the page is current")
    describe.set_defaults(module="describe")
    _add_exchange(commands)
    return top


def _add_exchange(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Files in and out, as one user."""
    bring = commands.add_parser("import-htcds", help="brings an HTCDS 2.0 workbook of cases in")
    bring.add_argument("file", type=Path, metavar="FILE")
    bring.add_argument("--as", dest="user", required=True, metavar="USER", help="user name; what they may do counts")
    bring.add_argument("--dry-run", action="store_true", help="only says what would become of the rows")
    bring.add_argument("--json", action="store_true", help="counts and rejected cells as JSON")
    bring.add_argument("--place", default="", metavar="PATH", help="district of rows that name none: LA16/LA1601/")
    bring.add_argument("--source", default="", metavar="NAME", help="the system that the file comes from")
    bring.set_defaults(module="import_htcds")
    take = commands.add_parser("export-htcds", help="takes cases with consent out as an HTCDS 2.0 workbook")
    take.add_argument("file", type=Path, metavar="FILE", help="a new file; readable by you only")
    take.add_argument("--as", dest="user", required=True, metavar="USER", help="user name; what they see counts")
    take.add_argument("--purpose", default="pokpong export-htcds", metavar="TEXT", help="for whom and what; noted")
    take.add_argument("--place", default="", metavar="PATH", help="only cases of this place: LA16/")
    take.set_defaults(module="export_htcds")
