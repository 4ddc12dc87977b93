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
    serve.add_argument("--only", choices=("web", "worker", "clock"), help="one part; the others run on their own")
    serve.set_defaults(module="serve")

    commands.add_parser("migrate", help="brings the data base to this version").set_defaults(module="migrate")
    commands.add_parser("import-places", help="provinces, districts and villages").set_defaults(module="places")
    first = commands.add_parser("create-first-users", help="the first administrator and the first supervisor")
    first.add_argument("--administrator", default="", metavar="NAME", help="user name; asked for when missing")
    first.add_argument("--supervisor", default="", metavar="NAME", help="user name; asked for when missing")
    first.set_defaults(module="first_users")
    commands.add_parser("doctor", help="looks whether all is well, and says what to do").set_defaults(module="doctor")
    _add_backups(commands)
    _add_audit(commands)
    states = commands.add_parser("states", help="draws docs/states/ from the tables of states")
    states.add_argument("--into", type=Path, default=Path("docs/states"), metavar="DIR")
    states.add_argument("--check", action="store_true", help="only says whether the drawings are current")
    states.set_defaults(module="states")
    describe = commands.add_parser("describe", help="writes docs/permissions.md from the tables of roles and actions")
    describe.add_argument("--into", type=Path, default=Path("docs"), metavar="DIR")
    describe.add_argument("--check", action="store_true", help="only says whether the page is current")
    describe.set_defaults(module="describe")
    _add_keys(commands)
    _add_words(commands)
    _add_exchange(commands)
    return top


def _add_words(commands: _SubParsersAction[ArgumentParser]) -> None:
    """The words of the program, as readers corrected them."""
    words = commands.add_parser("words", help="the words of the program, with their corrections")
    words.set_defaults(module="words")
    what = words.add_subparsers(dest="what", required=True, metavar="WHAT")
    export = what.add_parser("export", help="writes the catalogue as a .po file")
    export.add_argument("file", type=Path, metavar="FILE")
    export.add_argument("--only-corrected", action="store_true", help="leaves out what nobody corrected")


def _add_keys(commands: _SubParsersAction[ArgumentParser]) -> None:
    """The master key and the epochs of the data keys."""
    keys = commands.add_parser("keys", help="how the keys stand; a new master key; a new epoch")
    keys.set_defaults(module="keys")
    what = keys.add_subparsers(dest="what", required=True, metavar="WHAT")
    what.add_parser("status", help="epochs, and how many keys each wraps")
    what.add_parser("check", help="opens every sealed value: altered, moved or put back ones are named")
    master = what.add_parser("rotate-master", help="a new master key; no row is touched")
    master.add_argument("new_file", type=Path, nargs="?", metavar="NEW_FILE", help="where the new key is written")
    master.add_argument("--finish", action="store_true", help="the old key opens nothing any more")
    turn = what.add_parser("turn-epoch", help="wraps all keys anew; what was erased is gone for good")
    turn.add_argument("--batch", type=int, default=500, metavar="N", help="keys moved in one transaction")
    data = what.add_parser("rotate-data", help="a fresh key for every record; what stands in it is sealed anew")
    data.add_argument("--batch", type=int, default=50, metavar="N", help="keys changed in one transaction")
    data.add_argument("--background", action="store_true", help="only begins it: the worker does it, bit by bit")
    data.add_argument("--finish", action="store_true", help="goes on with one that is under way, begins none")


def _add_audit(commands: _SubParsersAction[ArgumentParser]) -> None:
    """The history of who did and read what, and the proof that it is whole."""
    audit = commands.add_parser("audit", help="proves that nobody tampered with the history")
    audit.set_defaults(module="audit")
    what = audit.add_subparsers(dest="what", required=True, metavar="WHAT")
    check = what.add_parser("verify", help="checks every batch and both checkpoint files")
    check.add_argument("--json", action="store_true", help="counts and findings as JSON")
    close = what.add_parser("close", help="closes every waiting line now")
    close.add_argument("--late", action="store_true", help="also lines that came long after their time")
    what.add_parser("accept", help="writes the checkpoint files anew: after a restore, or for a new second place")


def _add_backups(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Archives out and in again."""
    backup = commands.add_parser("backup", help="seals the data and the keys into archives")
    backup.add_argument("folder", type=Path, nargs="?", metavar="DIR", help="POKPONG_BACKUP_DIR when left out")
    backup.add_argument("--keys-only", action="store_true", help="only the keys: after the epoch was turned")
    backup.add_argument("--verify", action="store_true", help="and then a restore drill, as `restore --drill`")
    backup.add_argument("--identity", type=Path, metavar="FILE", help="opens the archives; wanted by --verify")
    backup.add_argument("--new-identity", type=Path, metavar="FILE", help="makes an identity; prints its recipient")
    backup.set_defaults(module="backup")
    restore = commands.add_parser("restore", help="puts a backup in the place of the data here")
    restore.add_argument("source", type=Path, metavar="DIR", help="a folder of backups, or one .data.age")
    restore.add_argument(
        "--identity", type=Path, required=True, metavar="FILE", help="opens the archives; -: standard input"
    )
    restore.add_argument("--name", default="", metavar="NAME", help="which backup of the folder; the newest if missing")
    restore.add_argument("--keys", type=Path, metavar="FILE", help="key archive; the newest of the folder if missing")
    restore.add_argument("--replace", action="store_true", help="also where somebody works already")
    restore.add_argument("--over-newer", action="store_true", help="to roll back: also over data of a newer program")
    restore.add_argument("--drill", action="store_true", help="tries it in a temporary place; notes how it went")
    restore.set_defaults(module="restore")


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
    take.add_argument("--export", required=True, metavar="NUMBER", help="the export that a second person released")
    take.set_defaults(module="export_htcds")
