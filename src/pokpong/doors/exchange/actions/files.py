"""A file is brought, its columns chosen, looked through, brought in, and put aside."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid5

from pokpong.doors.exchange.actions.settling import settle_row
from pokpong.doors.exchange.cases.places import is_district
from pokpong.doors.exchange.mapping.mappings import ColumnMapping, fitted, mapping_problems
from pokpong.doors.exchange.mapping.shapes import field_problems, mapping_said
from pokpong.doors.exchange.models import Import, SavedMapping
from pokpong.doors.exchange.targets import PERMISSIONS, TARGET_UNKNOWN, guessed, target_named
from pokpong.doors.exchange.verdicts import OPENED
from pokpong.doors.exchange.workbooks.commas import read_book
from pokpong.foundation.actions import door, moves
from pokpong.foundation.actions.actor import Actor, Program
from pokpong.foundation.actions.door import action
from pokpong.foundation.agenda import ticking
from pokpong.foundation.kernel import clock
from pokpong.foundation.kernel.problems import NotThere, ProblemKind, refuse
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.text import canon
from pokpong.foundation.vault import blind, files
from pokpong.foundation.vault.files import CleanFile
from pokpong.foundation.vault.models import SealedFile

KEPT_DAYS = 14
PACKAGE = "application/zip"  # what a workbook really is; its own media type is longer than the column
FORGETTING = Program("exchange.forget", frozenset({"import.forget"}))
# What goes through a file notes how far it came; the rows themselves are brought in by the user.
GOING_THROUGH = Program("exchange.go_through", frozenset({"import.keep_progress", "import.keep_result"}))

PLACE_NO_DISTRICT = ProblemKind("import_place_no_district", _("Choose a district of the register."))
MAPPING_GONE = ProblemKind("import_mapping_gone", _("This kept mapping is gone or is about something else."))
ANSWERED = ProblemKind("import_row_answered", _("This row was answered before."))
PERSON_NOT_ASKED = ProblemKind("import_person_not_asked", _("Choose one of the persons offered, or a new person."))


@action("import.upload")
def upload_import(
    *,
    by: Actor,
    id: UUID,
    target: str,
    name: str,
    content: bytes,
    mapping: UUID | None = None,
    source: str = "",
    fixed: dict[str, str] | None = None,
    call_id: UUID,
) -> Import:
    """Takes a workbook, keeps it sealed, and guesses its columns, or takes a kept mapping. Brings nothing in.

    `fixed` are fields of the target that say the same in every row, unless the row says otherwise.

    Raises Refused: with the reason why the file cannot be read, or is not for the caller.
    """
    refuse([] if target in PERMISSIONS and by.may(PERMISSIONS[target]) else [TARGET_UNKNOWN("target")])
    book = read_book(content)
    kept = _kept_mapping(by, target, mapping) if mapping else None
    chosen = fitted(kept.column_mapping, book.sheets) if kept is not None else guessed(target, book)
    refuse(field_problems(replace(chosen, columns={}, fixed=fixed or {}), target_named(target)))
    chosen = replace(chosen, fixed={**chosen.fixed, **(fixed or {})})
    row = Import(
        id=id,
        user=by.id,
        target=target,
        digest=blind.reference("exchange.file", book.digest),
        name=files.plain_name(name),
        source=canon(source).strip() or (kept.name if kept is not None else None),
        mapping=chosen.as_json(),
    )
    row.file = files.store(CleanFile(row.name, PACKAGE, content)).pk
    door.add(row)
    moves.begin(row)
    door.event(row, {"target": target})
    return row


def _kept_mapping(by: Actor, target: str, mapping: UUID) -> SavedMapping:
    found: SavedMapping | None = (
        SavedMapping.objects.visible_to(by).filter(pk=mapping, target=target, ended_at=None).first()
    )
    if found is None:
        refuse([MAPPING_GONE("mapping")])
        raise NotThere(str(mapping))
    return found


@action("import.map")
def map_import(
    *,
    by: Actor,
    file: UUID,
    mapping: dict[str, Any],
    place: str = "",
    source: str = "",
    total: int = 0,
    call_id: UUID,
) -> Import:
    """Keeps which column means what, and has the file looked through. `total` is how many rows there are.

    A mapping of any shape is checked here; the caller checks `wrong_mapping` first, as the file is not read again.
    Raises NotThere, Refused.
    """
    row = _locked(by, file)
    chosen = mapping_said(mapping, target=row.target)
    wrong_place = [PLACE_NO_DISTRICT("place")] if place and not is_district(place) else []
    refuse([*field_problems(chosen, target_named(row.target)), *wrong_place])
    moves.move(row, "checking")
    row.mapping, row.place_path, row.total, row.position = chosen.as_json(), place, total, 0
    row.source = canon(source).strip() or None
    row.opened = row.unchanged = row.asked = row.rejected = 0
    row.problems = row.questions = None
    door.save(row)
    door.event(row, {"columns": len(chosen.columns)})
    return row


@action("import.start")
def start_import(*, by: Actor, file: UUID, call_id: UUID) -> Import:
    """Begins to bring the rows in. Raises NotThere, Refused."""
    row = _locked(by, file)
    moves.move(row, "running")
    row.position = 0
    door.save(row)
    door.event(row, {"rows": row.total})
    return row


@action("import.keep_progress", doors=("program",))
def keep_progress(*, by: Actor, file: UUID, position: int, call_id: UUID) -> Import:
    """Notes how many rows have been gone through. Raises NotThere."""
    row: Import = door.locked(Import.objects.all(), file)
    row.position = position
    door.save(row)
    door.event(row, {"position": position})
    return row


@action("import.keep_result", doors=("program",))
def keep_result(
    *,
    by: Actor,
    file: UUID,
    counts: dict[str, int],
    problems: list[list[Any]],
    questions: dict[str, dict[str, Any]],
    call_id: UUID,
) -> Import:
    """Notes what became of the rows, or would become of them. Raises NotThere, Refused."""
    row: Import = door.locked(Import.objects.all(), file)
    brought_in = row.state == "running"
    moves.move(row, "done" if brought_in else "checked")
    row.total = row.position = counts["read"]
    row.opened, row.unchanged = counts["opened"], counts["unchanged"]
    row.asked, row.rejected = counts["asked"], counts["rejected"]
    row.problems, row.questions = problems, questions
    row.ended_at = clock.now() if brought_in else None
    door.save(row)
    door.event(row, counts)
    return row


@action("import.answer")
def answer_row(*, by: Actor, file: UUID, row: int, person: UUID | None = None, call_id: UUID) -> Import:
    """Brings in a row that asked: as a new person, or as the one of `person`. Raises NotThere, NotAllowed, Refused."""
    held = _locked(by, file)
    question = (held.questions or {}).get(str(row))
    if question is None or held.state != "done":
        raise NotThere(str(row))
    wrong = person is not None and str(person) not in question["persons"]
    refuse(
        [
            *([ANSWERED("row")] if question.get("answer") else []),
            *([PERSON_NOT_ASKED("person")] if wrong else []),
        ]
    )
    outcome = settle_row(by, question, person, door.inner("row"))
    held.questions = {**(held.questions or {}), str(row): {**question, "answer": "same" if person else "new"}}
    held.asked -= 1
    held.opened += outcome == OPENED
    held.unchanged += outcome != OPENED
    door.save(held)
    door.event(held, {"row": row, "outcome": outcome})
    return held


@action("import.drop")
def drop_import(*, by: Actor, file: UUID, call_id: UUID) -> Import:
    """Puts a file aside and deletes it; the cases that were opened stay. Raises NotThere, Refused."""
    return _put_aside(_locked(by, file))


@action("import.forget", doors=("program",))
def forget_import(*, by: Actor, file: UUID, call_id: UUID) -> Import:
    """Deletes a file that was brought in a while ago, with its questions. Raises NotThere, Refused."""
    return _put_aside(door.locked(Import.objects.all(), file))


def _put_aside(row: Import) -> Import:
    moves.move(row, "dropped")
    kept = SealedFile.objects.filter(pk=row.file).first() if row.file else None
    row.file = row.problems = row.questions = None
    door.save(row)
    if kept is not None:
        path = files.path_of(kept)
        door.after_commit(lambda: path.unlink(missing_ok=True))
    door.event(row)
    return row


def _locked(by: Actor, file: UUID) -> Import:
    row: Import = door.locked(Import.objects.visible_to(by), file)
    return row


def wrong_mapping(row: Import, mapping: ColumnMapping, sheets: Any) -> list[Any]:
    """Every reason why this mapping does not fit the sheets of the file."""
    chosen = replace(mapping, target=row.target)
    return mapping_problems(chosen, target_named(row.target), sheets)


def forget_old_files() -> int:
    """What the clock does: deletes files brought in `KEPT_DAYS` ago; returns how many."""
    before = clock.now() - timedelta(days=KEPT_DAYS)
    old = list(Import.objects.filter(state="done", ended_at__lt=before).values_list("pk", flat=True)[:100])
    for import_id in old:
        forget_import(by=FORGETTING, file=import_id, call_id=uuid5(import_id, "forget"))
    return len(old)


ticking.each_tick(forget_old_files)
