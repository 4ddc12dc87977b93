from typing import Any

import pytest

from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.registers.programme.actions import (
    agree_framework,
    amend_framework,
    retire_result,
    revise_framework,
)
from pokpong.registers.programme.models import Framework, Result
from pokpong.registers.programme.tests.factories import (
    DISTRICT,
    a_donor,
    a_donor_user,
    a_framework,
    a_funding,
    a_project,
    a_result,
    a_tree,
    an_office,
    assert_left_its_traces,
    codes_of,
    keeper,
)

pytestmark = pytest.mark.django_db


def agree(by: Any, row: Framework) -> Framework:
    return agree_framework(by=by, framework=row.pk, call_id=new_id())


def revise(by: Any, row: Framework) -> Framework:
    return revise_framework(by=by, id=new_id(), framework=row.pk, call_id=new_id())


def test_a_framework_is_drafted_once_for_a_project() -> None:
    by = keeper()
    project = a_project(by)
    row = a_framework(by, project)
    assert (row.edition, row.state) == (1, "drafted")
    assert_left_its_traces("framework.add", row)
    with pytest.raises(Refused) as refused:
        a_framework(by, project)
    assert codes_of(refused.value) == {"framework_exists"}


def test_it_is_renamed() -> None:
    by = keeper()
    row = a_framework(by, a_project(by))
    changes = {"names": {"lo": "ຊື່ໃໝ່"}}
    amend_framework(by=by, framework=row.pk, base=1, changes=changes, call_id=new_id())
    row.refresh_from_db()
    assert row.name == "ຊື່ໃໝ່"
    assert_left_its_traces("framework.amend", row)
    with pytest.raises(Refused) as refused:
        amend_framework(by=by, framework=row.pk, base=2, changes={"names": {}}, call_id=new_id())
    assert codes_of(refused.value) == {"programme_name_missing"}


def test_it_comes_into_force_with_a_goal_only() -> None:
    by = keeper()
    row = a_framework(by, a_project(by))
    with pytest.raises(Refused) as refused:
        agree(by, row)
    assert codes_of(refused.value) == {"framework_no_goal"}
    a_result(by, row, "goal", "G")
    assert agree(by, row).state == "in_force"
    assert_left_its_traces("framework.agree", row)


def test_the_next_edition_takes_over_what_is_pursued_and_replaces_the_one_before() -> None:
    by = keeper()
    first = a_framework(by, a_project(by))
    tree = a_tree(by, first)
    agree(by, first)
    retire_result(by=by, result=tree["IR1"].pk, reason="ປ່ຽນແຜນ", call_id=new_id())
    later = revise(by, first)
    assert_left_its_traces("framework.revise", later)
    results = list(later.results.order_by("path"))
    assert [(one.code, one.path) for one in results] == [("G", "001/"), ("IR2", "001/001/")]
    assert [one.predecessor_id for one in results] == [tree["G"].pk, tree["IR2"].pk]
    assert results[1].parent_id == results[0].pk
    agree(by, later)
    first.refresh_from_db()
    assert (first.state, later.edition, later.predecessor_id) == ("superseded", 2, first.pk)
    assert first.results.count() == 5


def test_a_replaced_edition_stays_as_it_is_and_one_draft_is_enough() -> None:
    by = keeper()
    first = a_framework(by, a_project(by))
    a_tree(by, first)
    agree(by, first)
    later = revise(by, first)
    with pytest.raises(Refused) as refused:
        revise(by, first)
    assert codes_of(refused.value) == {"framework_draft_exists"}
    agree(by, later)
    for act in (
        lambda: revise(by, first),
        lambda: a_result(by, first, "goal", "G9"),
        lambda: amend_framework(by=by, framework=first.pk, base=1, changes={"names": {"lo": "ກ"}}, call_id=new_id()),
    ):
        with pytest.raises(Refused) as refused:
            act()
        assert "framework_edition_replaced" in codes_of(refused.value)


def test_only_who_covers_the_project_keeps_its_framework() -> None:
    wide = keeper()
    project = a_project(wide)
    row = a_framework(wide, project)
    for by in (keeper(path=DISTRICT), keeper("secretary"), keeper("donor")):
        for act in (agree, revise):
            with pytest.raises((NotAllowed, NotThere)):
                act(by, row)
        with pytest.raises((NotAllowed, NotThere)):
            a_framework(by, project)
    assert Framework.objects.get().state == "drafted"


def test_who_sees_the_project_sees_its_framework_and_results() -> None:
    by, payer = keeper(), an_office("ອົງການທຶນ")
    project = a_project(by)
    row = a_framework(by, project)
    a_tree(by, row)
    donor = a_donor_user(payer.pk)
    assert not Framework.objects.visible_to(donor).exists()
    a_funding(by, project, a_donor(by, payer))
    for reader in (donor, keeper("chair", DISTRICT)):
        assert list(Framework.objects.visible_to(reader)) == [row]
        assert Result.objects.visible_to(reader).count() == 5
    assert not Result.objects.visible_to(keeper("chair", "LA13/")).exists()
