"""Random edits by several people, each from the version they had seen: no value is lost."""

from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pokpong.foundation.actions import amend
from pokpong.foundation.actions.actor import Program
from pokpong.foundation.actions.models import Conflict, FieldChange
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.vault.models import SealedFile

pytestmark = pytest.mark.django_db
PEOPLE = [Program(name, frozenset({"test.add", "test.amend"})) for name in ("anna", "boun", "chan")]

edits = st.lists(
    st.tuples(
        st.integers(0, 2),  # who
        st.sets(st.sampled_from(["name", "media_type"]), min_size=1),
        st.integers(0, 3),  # how many versions behind they are
    ),
    max_size=12,
)


@given(edits)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_every_value_typed_is_current_old_or_waiting(
    doing: SimpleNamespace, edits: list[tuple[int, set[str], int]]
) -> None:
    row = doing.add(by=PEOPLE[0], name="name 0", id=new_id(), call_id=new_id())
    typed = {"name 0", "open"}
    for number, (who, fields, behind) in enumerate(edits, 1):
        seen = max(1, SealedFile.objects.get(pk=row.pk).version - behind)
        changes = {field: f"{field} {number}" for field in fields}
        doing.amend(by=PEOPLE[who], row=row.pk, changes=changes, base=seen, call_id=new_id())
        typed |= set(changes.values())
    current = SealedFile.objects.get(pk=row.pk)
    kept = {current.name, current.media_type}
    kept |= {amend.old_value(change) for change in FieldChange.objects.filter(row=row.pk)}
    kept |= {amend.offered_value(conflict) for conflict in Conflict.objects.filter(row=row.pk)}
    assert kept == typed


def test_different_fields_merge_and_the_same_field_waits_for_a_choice(doing: SimpleNamespace) -> None:
    anna, boun, _ = PEOPLE
    row = doing.add(by=anna, name="first", id=new_id(), call_id=new_id())
    doing.amend(by=anna, row=row.pk, changes={"name": "anna's"}, base=1, call_id=new_id())
    doing.amend(by=boun, row=row.pk, changes={"media_type": "merged", "name": "boun's"}, base=1, call_id=new_id())
    current = SealedFile.objects.get(pk=row.pk)
    assert (current.name, current.media_type) == ("anna's", "merged")
    conflict = Conflict.objects.get()
    assert (conflict.field, conflict.who, amend.offered_value(conflict)) == ("name", boun.id, "boun's")


def test_two_who_typed_the_same_do_not_disagree(doing: SimpleNamespace) -> None:
    anna, boun, _ = PEOPLE
    row = doing.add(by=anna, name="first", id=new_id(), call_id=new_id())
    for by in (anna, boun):
        doing.amend(by=by, row=row.pk, changes={"name": "same"}, base=1, call_id=new_id())
    assert not Conflict.objects.exists()
