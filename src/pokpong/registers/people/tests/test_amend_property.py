"""Random edits by several people, each from what they saw some time ago: no value that was typed is ever lost."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pokpong.foundation.actions.amend import offered_value, old_value
from pokpong.foundation.actions.conflicts import settle_conflict
from pokpong.foundation.actions.models import Conflict, FieldChange
from pokpong.foundation.kernel.ids import new_id
from pokpong.registers.people.models import Person
from pokpong.registers.people.tests import factories as make

EDITORS = ("alice", "suna", "tou")
FIELDS = ("nationality", "gender", "ethnic_group", "languages", "documents")
VALUES: dict[str, st.SearchStrategy[Any]] = {
    "nationality": st.sampled_from(["LA", "TH", "VN", "KH", "none"]),
    "gender": st.sampled_from(["ຍິງ", "ຊາຍ", "ອື່ນ"]),
    "ethnic_group": st.sampled_from(["ກຶມມຸ", "ມົ້ງ", "ລາວ"]),
    "languages": st.lists(st.sampled_from(["lao", "kjg", "mww"]), min_size=1, max_size=2, unique=True),
    "documents": st.lists(
        st.fixed_dictionaries({"kind": st.just("passport"), "number": st.sampled_from("123")}), min_size=1, max_size=2
    ),
}


class Edits(RuleBasedStateMachine):
    """The record is compared with everything that was typed into it."""

    def __init__(self) -> None:
        super().__init__()
        self.savepoint = transaction.atomic()
        self.savepoint.__enter__()
        self.typed: dict[str, list[Any]] = {name: [] for name in FIELDS}
        self.seen: dict[str, int] = {}

    @initialize()
    def begin(self) -> None:
        alice = make.caseworker()
        self.people = {"alice": alice, "suna": make.supervisor(), "tou": make.supervisor("tou", "LA16/")}
        self.person = make.register(alice)
        self.seen = dict.fromkeys(EDITORS, 1)
        self.typed["nationality"].append("LA")

    def row(self) -> Person:
        found: Person = Person.objects.get(pk=self.person.pk)
        return found

    @rule(editor=st.sampled_from(EDITORS))
    def look(self, editor: str) -> None:
        self.seen[editor] = self.row().version

    @rule(editor=st.sampled_from(EDITORS), changes=st.fixed_dictionaries({}, optional=VALUES))
    def edit(self, editor: str, changes: dict[str, Any]) -> None:
        before = self.row()
        make.amended(self.people[editor], self.person, changes, base=self.seen[editor])
        for name, value in changes.items():
            if getattr(before, name) != value:
                self.typed[name].append(value)

    @precondition(lambda self: Conflict.objects.filter(state="open").exists())
    @rule(choice=st.sampled_from(["offered", "kept"]), editor=st.sampled_from(EDITORS))
    def settle(self, choice: str, editor: str) -> None:
        conflict = Conflict.objects.filter(state="open").earliest("at", "id")
        settle_conflict(by=self.people[editor], conflict=conflict.pk, choice=choice, call_id=new_id())

    @invariant()
    def nothing_is_lost(self) -> None:
        if not self.seen:
            return
        row = self.row()
        changes = list(FieldChange.objects.filter(row=row.pk))
        offers = list(Conflict.objects.filter(row=row.pk))
        for name in FIELDS:
            kept = [getattr(row, name)]
            kept += [old_value(change) for change in changes if change.field == name]
            kept += [offered_value(offer) for offer in offers if offer.field == name]
            assert all(value in kept for value in self.typed[name])

    @invariant()
    def an_edit_of_what_was_just_seen_makes_no_conflict(self) -> None:
        for conflict in Conflict.objects.all():
            later = FieldChange.objects.filter(row=conflict.row, field=conflict.field, version__gt=conflict.base)
            assert later.exists()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.savepoint.__exit__(None, None, None)


@pytest.mark.django_db
def test_random_edits_by_several_people_lose_no_value() -> None:
    run_state_machine_as_test(Edits, settings=settings(max_examples=12, stateful_step_count=12, deadline=None))
