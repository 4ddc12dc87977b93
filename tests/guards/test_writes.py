"""Only actions write: read from the code, beside the gate that refuses it at run time."""

import ast

from tests.guards.sources import python_files

WRITES = {
    "save",
    "create",
    "bulk_create",
    "bulk_update",
    "update_or_create",
    "get_or_create",
    "delete",
    "raw",
    "executescript",
}
WRITES |= {f"a{name}" for name in WRITES}
# Where rows may be written, and why. Everything else calls an action.
ALLOWED = {
    "config/safekeeping/restore.py": "ends every session of data that were restored, before anything is served",
    "foundation/kernel/rows.py": "the gate itself",
    "foundation/kernel/triggers.py": "migrations",
    "foundation/actions/door.py": "the door",
    "foundation/actions/amend.py": "the door's edits",
    "foundation/actions/moves.py": "the door's states",
    "foundation/audit/log.py": "the only two ways into the audit tables",
    "foundation/audit/closing.py": "batches of lines that are there already",
    "foundation/vault/keyring.py": "keys, inside the action under way",
    "foundation/vault/archive.py": "a key archive read back, before anything is served",
    "foundation/vault/erased.py": "the list of erased rows, inside the action under way",
    "foundation/vault/epochs.py": "data keys wrapped anew; what they seal is not touched",
    "foundation/vault/rotating.py": "the same values, sealed under a fresh key",
    "foundation/vault/files.py": "files, inside the action under way",
    "foundation/papers/serials.py": "serial numbers, inside the action under way",
    "foundation/access/sessions.py": "the library's own list of devices: when each was last used",
    "foundation/access/limits.py": "the library's own count of wrong guesses",
    "registers/people/models/names.py": "the index of names, in step with the person being saved",
    "registers/places/importing.py": "reference data, under writing.opened",
}
RAW_SQL = {
    "config/safekeeping/postgresql.py": "a snapshot of the whole data base, and a fresh one beside it; no row is named",
    "config/safekeeping/restore.py": "counts the rows of each table that came back",
    "config/safekeeping/sqlite.py": "a snapshot of the whole file",
    "config/commands/doctor_server.py": "what the server says of itself: its settings and roles",
    "foundation/kernel/inserting.py": "the door's own rows, behind the same gate",
    "foundation/kernel/statistics.py": "SQLite counts its rows for its planner; nothing of anybody is read or changed",
    "foundation/kernel/triggers.py": "append-only triggers",
    "foundation/actions/door.py": "an advisory lock",
    "foundation/vault/epochs.py": "waits for writers of keys",
    "foundation/vault/keyring.py": "the weakest lock of a row, which the ORM has no word for",
    "foundation/access/row_security/standing.py": "policies, put up and taken down by the owner of the tables",
    "foundation/access/row_security/postgresql/base.py": "tells the session for whom it asks",
    "registers/places/find.py": "the trigram index",
    "config/commands/doctor.py": "the names of triggers, from the catalogue of the data base",
}
# Objects whose save, create or delete is no write to the data base.
NO_ROWS = {
    "segno",
    "qr_code",
    "picture",
    "image",
    "fresh",
    "document",
    "workbook",
    "response",
    "out",
    "cache",
    "forms",
    "hashlib",
    "qr",
}


def writes(called: ast.Attribute) -> bool:
    """`update` is also what dictionaries do: it counts where it ends a chain that began with a manager."""
    in_bulk = called.attr in {"update", "aupdate"} and ".objects" in ast.unparse(called.value)
    return called.attr in WRITES or in_bulk


def test_nothing_else_saves_creates_or_deletes() -> None:
    wrong = []
    for source in python_files():
        if source.name in ALLOWED or "/actions/" in f"/{source.name}":
            continue
        for node in ast.walk(source.tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and writes(node.func):
                owner = node.func.value
                name = (
                    owner.id if isinstance(owner, ast.Name) else owner.attr if isinstance(owner, ast.Attribute) else ""
                )
                if (
                    name != "door"
                    and name not in NO_ROWS
                    and not (isinstance(owner, ast.Call) and ast.unparse(owner.func) == "super")
                ):
                    wrong.append(f"{source.name}:{node.lineno} {ast.unparse(node.func)}")
    assert not wrong


WRITING = "pokpong.foundation.kernel.writing"


def gate_names(tree: ast.Module) -> set[str]:
    """What the gate is called in this file, under whatever name it was imported."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for name in node.names:
                whole, here = f"{node.module}.{name.name}", name.asname or name.name
                found |= {f"{here}.opened"} if whole == WRITING else {here} if whole == f"{WRITING}.opened" else set()
        if isinstance(node, ast.Import):
            found |= {f"{name.asname or name.name}.opened" for name in node.names if name.name == WRITING}
    return found


def test_the_gate_is_opened_in_few_places() -> None:
    opened = set()
    for source in python_files():
        names = gate_names(source.tree)
        called = {ast.unparse(node.func) for node in ast.walk(source.tree) if names and isinstance(node, ast.Call)}
        opened |= {source.name} if names & called else set()
    assert opened <= {
        "foundation/actions/door.py",
        "foundation/audit/closing.py",
        "foundation/audit/log.py",
        "foundation/vault/archive.py",
        "foundation/vault/epochs.py",
        "foundation/vault/rotating.py",
        "registers/places/importing.py",
    }


def test_raw_sql_stands_where_it_is_expected() -> None:
    wrong = []
    for source in python_files():
        for node in ast.walk(source.tree):
            called = node.func if isinstance(node, ast.Call) else None
            if isinstance(called, ast.Attribute) and called.attr == "execute" and source.name not in RAW_SQL:
                wrong.append(f"{source.name}:{called.lineno}")
    assert not wrong
