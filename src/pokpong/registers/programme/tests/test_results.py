from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as some

from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, Refused
from pokpong.registers.programme.actions import amend_result, place_result, resume_result, retire_result
from pokpong.registers.programme.models import Framework, Result
from pokpong.registers.programme.rules import framework as rules
from pokpong.registers.programme.screens.tree_drawing import BOX_HEIGHT, BOX_WIDTH, draw, short_lines
from pokpong.registers.programme.tests.factories import (
    DISTRICT,
    a_framework,
    a_project,
    a_result,
    a_tree,
    assert_left_its_traces,
    codes_of,
    keeper,
)


def place(by: Any, row: Result, position: int, parent: Result | None = None) -> Result:
    above = parent.pk if parent is not None else None
    return place_result(by=by, result=row.pk, position=position, parent=above, call_id=new_id())


def retire(by: Any, row: Result, reason: str = "ປ່ຽນແຜນ") -> Result:
    return retire_result(by=by, result=row.pk, reason=reason, call_id=new_id())


def in_order(tree: Framework) -> list[str]:
    return list(tree.results.order_by("path").values_list("code", flat=True))


@pytest.mark.django_db
class TestResults:
    def test_results_stand_in_the_order_of_the_tree(self) -> None:
        by = keeper()
        tree = a_framework(by, a_project(by))
        found = a_tree(by, tree)
        assert in_order(tree) == ["G", "IR1", "IR1.1", "O1", "IR2"]
        assert found["O1"].path == "001/001/001/001/"
        assert set(Result.objects.below(found["IR1"])) == {found["IR1"], found["IR1.1"], found["O1"]}
        assert_left_its_traces("result.add", found["G"])

    @pytest.mark.parametrize(
        ("level", "above", "code"),
        [
            ("ir", "", "result_parent_missing"),
            ("goal", "G", "result_parent_unfit"),
            ("ir", "IR1", "result_parent_unfit"),
            ("sub_ir", "O1", "result_parent_unfit"),
            ("dream", "G", "result_level_unknown"),
        ],
    )
    def test_levels_follow_each_other(self, level: str, above: str, code: str) -> None:
        by = keeper()
        tree = a_framework(by, a_project(by))
        found = a_tree(by, tree)
        with pytest.raises(Refused) as refused:
            a_result(by, tree, level, "NEW", found.get(above))
        assert codes_of(refused.value) == {code}

    def test_two_results_with_one_code_are_refused(self) -> None:
        by = keeper()
        tree = a_framework(by, a_project(by))
        found = a_tree(by, tree)
        with pytest.raises(Refused) as refused:
            a_result(by, tree, "ir", "ir2", found["G"])
        assert codes_of(refused.value) == {"programme_code_taken"}

    def test_a_result_of_another_tree_is_no_parent(self) -> None:
        by = keeper()
        other = a_tree(by, a_framework(by, a_project(by, "A")))
        tree = a_framework(by, a_project(by, "B"))
        with pytest.raises(Refused) as refused:
            a_result(by, tree, "ir", "X", other["G"])
        assert codes_of(refused.value) == {"result_parent_missing"}

    def test_it_is_amended_but_not_above_what_is_below_it(self) -> None:
        by = keeper()
        found = a_tree(by, a_framework(by, a_project(by)))
        row = found["IR1"]
        changes = {"code": "IR-1", "names": {"lo": "ຊື່ໃໝ່"}}
        amend_result(by=by, result=row.pk, base=1, changes=changes, call_id=new_id())
        row.refresh_from_db()
        assert (row.code, row.name) == ("IR-1", "ຊື່ໃໝ່")
        assert_left_its_traces("result.amend", row)
        with pytest.raises(Refused) as refused:
            amend_result(by=by, result=row.pk, base=2, changes={"level": "output"}, call_id=new_id())
        assert codes_of(refused.value) == {"result_children_unfit"}

    def test_it_is_put_elsewhere_with_everything_below_it(self) -> None:
        by = keeper()
        tree = a_framework(by, a_project(by))
        found = a_tree(by, tree)
        place(by, found["IR2"], 1, found["G"])
        assert in_order(tree) == ["G", "IR2", "IR1", "IR1.1", "O1"]
        place(by, found["IR1.1"], 1, found["IR2"])
        assert in_order(tree) == ["G", "IR2", "IR1.1", "O1", "IR1"]
        paths = dict(tree.results.values_list("code", "path"))
        assert paths["O1"].startswith(paths["IR1.1"])
        assert paths["IR1.1"].startswith(paths["IR2"])
        assert_left_its_traces("result.place", found["IR1.1"])

    @pytest.mark.parametrize(
        ("code", "position", "above", "reason"),
        [
            ("IR1", 1, "IR1.1", "result_parent_unfit"),
            ("IR1", 3, "G", "result_position_unfit"),
            ("IR1", 0, "G", "result_position_unfit"),
            ("IR1", 1, "", "result_parent_missing"),
        ],
    )
    def test_it_is_not_put_anywhere(self, code: str, position: int, above: str, reason: str) -> None:
        by = keeper()
        tree = a_framework(by, a_project(by))
        found = a_tree(by, tree)
        with pytest.raises(Refused) as refused:
            place(by, found[code], position, found.get(above))
        assert reason in codes_of(refused.value)
        assert in_order(tree) == ["G", "IR1", "IR1.1", "O1", "IR2"]

    def test_it_is_retired_with_all_below_and_taken_up_one_by_one(self) -> None:
        by = keeper()
        tree = a_framework(by, a_project(by))
        found = a_tree(by, tree)
        retire(by, found["IR1"])
        assert set(tree.results.filter(state="retired")) == {found["IR1"], found["IR1.1"], found["O1"]}
        assert_left_its_traces("result.retire", found["IR1"])
        with pytest.raises(Refused) as refused:
            resume_result(by=by, result=found["O1"].pk, call_id=new_id())
        assert codes_of(refused.value) == {"result_parent_retired"}
        resume_result(by=by, result=found["IR1"].pk, call_id=new_id())
        assert_left_its_traces("result.resume", found["IR1"])
        assert set(tree.results.filter(state="retired")) == {found["IR1.1"], found["O1"]}

    def test_what_is_retired_is_not_changed_and_needs_a_reason(self) -> None:
        by = keeper()
        found = a_tree(by, a_framework(by, a_project(by)))
        with pytest.raises(Refused) as refused:
            retire(by, found["IR2"], "")
        assert codes_of(refused.value) == {"programme_reason_missing"}
        retire(by, found["IR2"])
        acts: tuple[Callable[[], Any], ...] = (
            lambda: retire(by, found["IR2"]),
            lambda: amend_result(by=by, result=found["IR2"].pk, base=1, changes={"code": "X"}, call_id=new_id()),
        )
        for act in acts:
            with pytest.raises(Refused) as refused:
                act()
            assert codes_of(refused.value) == {"result_retired"}

    @pytest.mark.parametrize(("role", "path"), [("secretary", "LA16/"), ("programme_manager", DISTRICT)])
    def test_only_who_covers_the_project_keeps_results(self, role: str, path: str) -> None:
        by = keeper()
        tree = a_framework(by, a_project(by))
        found = a_tree(by, tree)
        other = keeper(role, path)
        acts: tuple[Callable[[], Any], ...] = (
            lambda: a_result(other, tree, "ir", "X", found["G"]),
            lambda: place(other, found["IR1"], 2, found["G"]),
            lambda: retire(other, found["IR1"]),
            lambda: resume_result(by=other, result=found["IR1"].pk, call_id=new_id()),
            lambda: amend_result(by=other, result=found["IR1"].pk, base=1, changes={"code": "X"}, call_id=new_id()),
        )
        for act in acts:
            with pytest.raises(NotAllowed):
                act()
        assert in_order(tree) == ["G", "IR1", "IR1.1", "O1", "IR2"]

    def test_the_picture_keeps_boxes_apart_and_in_their_columns(self) -> None:
        by = keeper()
        tree = a_framework(by, a_project(by))
        a_tree(by, tree)
        picture = draw(list(tree.results.order_by("path")))
        corners = [(box.x, box.y) for box in picture.boxes]
        assert len(picture.lines) == 4
        assert all(
            abs(x - other_x) >= BOX_WIDTH or abs(y - other_y) >= BOX_HEIGHT
            for number, (x, y) in enumerate(corners)
            for other_x, other_y in corners[:number]
        )
        assert [box.x for box in picture.boxes] == [*sorted({box.x for box in picture.boxes}), picture.boxes[1].x]


# A tree of up to three levels as lists within lists.
trees = some.lists(some.lists(some.lists(some.none(), max_size=4), max_size=4), max_size=4)


@given(trees)
def test_paths_sort_as_the_tree_is_walked(nested: list[Any]) -> None:
    tree: dict[UUID | None, list[UUID]] = {}
    walked: list[UUID] = []

    def walk(below: list[Any], above: UUID | None) -> None:
        for one in below:
            key = uuid4()
            tree.setdefault(above, []).append(key)
            walked.append(key)
            walk(one or [], key)

    walk(nested, None)
    paths = rules.paths_of(tree)
    assert sorted(paths, key=lambda key: paths[key]) == walked
    for above, below in tree.items():
        for key in below:
            assert above is None or (paths[key].startswith(paths[above]) and paths[key] != paths[above])


@given(some.lists(some.uuids(), min_size=1, max_size=8, unique=True), some.data())
def test_what_is_moved_stands_where_it_was_put_and_the_others_keep_their_order(
    keys: list[UUID], data: some.DataObject
) -> None:
    one = data.draw(some.sampled_from(keys))
    position = data.draw(some.integers(1, len(keys)))
    after = rules.moved(keys, one, position)
    assert after[position - 1] == one
    assert [key for key in after if key != one] == [key for key in keys if key != one]


@given(some.text(alphabet="ກຂຄງ ຈາເແໍ້abc ", max_size=200))
def test_names_in_boxes_are_short(text: str) -> None:
    lines = short_lines(text)
    assert len(lines) <= 2
    assert all(len(line) <= 80 for line in lines)
