"""Who sees a row: the decision over plain facts, and the query that must say the same for every combination."""

from __future__ import annotations

from datetime import timedelta
from itertools import product
from uuid import UUID, uuid4

import pytest
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas.protection.models import Concern
from pokpong.foundation.access import scope
from pokpong.foundation.access.models import Compartment, CompartmentMember, Glass, Recusal, User
from pokpong.foundation.access.pages import public_page
from pokpong.foundation.access.scope import Facts, decide, visible
from pokpong.foundation.access.tests.people import give, make_user
from pokpong.foundation.kernel import clock, writing

HERE, ELSEWHERE = "LA16/LA1601/v1/", "LA16/LA1602/v1/"
EVERY_CASE = [Facts(*values) for values in product([False, True], repeat=6)]
facts = st.builds(Facts, *[st.booleans()] * 6)


# --- the decision ------------------------------------------------------------------------------------------


@given(facts)
def test_a_recused_user_never_sees_it(case: Facts) -> None:
    assert not (case.recused and decide(case))


@given(facts)
def test_a_compartment_shuts_out_whoever_is_not_named(case: Facts) -> None:
    if case.in_compartment and not case.named_in_it and not case.broke_glass:
        assert not decide(case)


@given(facts)
def test_without_any_reason_nothing_is_seen(case: Facts) -> None:
    if not (case.tied or case.reads_here or case.named_in_it or case.broke_glass):
        assert not decide(case)


@given(facts)
def test_broken_glass_opens_all_but_a_recusal(case: Facts) -> None:
    if case.broke_glass:
        assert decide(case) == (not case.recused)


def test_how_many_cases_are_visible() -> None:
    """Counted by hand: of 32 not recused, 16 by glass; of the others 6 open ones and 4 in compartments."""
    assert sum(decide(case) for case in EVERY_CASE) == 16 + 6 + 4


# --- the query ---------------------------------------------------------------------------------------------


@pytest.fixture
def actor() -> User:
    return make_user("bounmy", "caseworker", "LA16/LA1601/")


def concern(path: str = HERE, compartment: UUID | None = None) -> Concern:
    row = Concern(
        number=uuid4().hex[:24],
        channel="in_person",
        urgency="soon",
        place_path=path,
        route_path=path,
        story="invented",
        compartment=compartment,
    )
    with writing.opened("tests"):
        row.save(force_insert=True)
    return row


def circle(*members: User, ended: bool = False) -> UUID:
    row = Compartment(reason="invented", opened_by=uuid4())
    with writing.opened("tests"):
        row.save(force_insert=True)
        for user in members:
            ends = clock.now() if ended else None
            CompartmentMember(compartment=row, user=user.pk, ends=ends).save(force_insert=True)
    return row.pk


def break_glass(row: Concern, user: User, kind: str = "concern", hours: int = 4) -> None:
    ends = clock.now() + timedelta(hours=hours)
    with writing.opened("tests"):
        Glass(user=user.pk, kind=kind, row=row.pk, reason="x", ends=ends, place_path="").save(force_insert=True)


def recuse(row: Concern, user: User, kind: str = "concern") -> None:
    with writing.opened("tests"):
        Recusal(user=user.pk, kind=kind, row=row.pk).save(force_insert=True)


def make(case: Facts, actor: User) -> Concern:
    """A row of which exactly `case` is true for `actor` (the tie is given to the query)."""
    members = [actor] if case.named_in_it else []
    compartment = circle(*members) if case.in_compartment else None
    row = concern(HERE if case.reads_here else ELSEWHERE, compartment)
    if case.broke_glass:
        break_glass(row, actor)
    if case.recused:
        recuse(row, actor)
    return row


def seen(actor: User, tied: Q | None = None) -> set[UUID]:
    """The same whether a page is only read or not."""
    found = _seen(actor, tied)
    with scope.reading():
        assert _seen(actor, tied) == _seen(actor, tied) == found
    return found


def _seen(actor: User, tied: Q | None) -> set[UUID]:
    condition = visible(
        actor,
        "concern",
        tied=tied if tied is not None else Q(pk__in=[]),
        place_field="route_path",
        compartment_field="compartment",
    )
    return set(Concern.objects.filter(condition).values_list("pk", flat=True))


@pytest.mark.django_db
def test_the_query_says_what_the_decision_says_in_every_case(actor: User) -> None:
    rows = [(case, make(case, actor)) for case in EVERY_CASE]
    found = seen(actor, Q(pk__in=[row.pk for case, row in rows if case.tied]))
    assert [case for case, row in rows if (row.pk in found) != decide(case)] == []


@pytest.mark.django_db
def test_visible_to_starts_every_read(actor: User) -> None:
    """The same through the model's own query set, which adds no tie of its own here."""
    rows = [(case, make(case, actor)) for case in EVERY_CASE if not case.tied]
    found = set(Concern.objects.visible_to(actor).values_list("pk", flat=True))
    assert [case for case, row in rows if (row.pk in found) != decide(case)] == []


@pytest.mark.django_db
def test_what_is_true_of_others_counts_for_nothing(actor: User) -> None:
    other = make_user("carol", "caseworker", "LA16/LA1601/")
    opened_to_other, closed_for_other = concern(ELSEWHERE), concern(HERE)
    break_glass(opened_to_other, other)
    recuse(closed_for_other, other)
    named_other = concern(HERE, circle(other))
    assert seen(actor) == {closed_for_other.pk}
    assert named_other.pk in seen(other)


@pytest.mark.django_db
def test_who_was_kept_from_it_as_an_official_is_kept_from_it_with_an_account(actor: User) -> None:
    kept_from, other = concern(HERE), concern(HERE)
    break_glass(kept_from, actor)
    actor.official = uuid4()
    with writing.opened("tests"):
        Recusal(user=actor.official, kind="concern", row=kept_from.pk).save(force_insert=True)
    assert seen(actor) == {other.pk}


@pytest.mark.django_db
def test_what_has_ended_counts_for_nothing(actor: User) -> None:
    row, closed = concern(ELSEWHERE), concern(HERE, circle(actor, ended=True))
    break_glass(row, actor, hours=4)
    assert seen(actor) == {row.pk}
    with clock.standing_at(clock.now() + timedelta(hours=4, seconds=1)):
        assert seen(actor) == set()
    assert closed.pk not in seen(actor)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["person", "household"])
def test_another_kind_with_the_same_id_counts_for_nothing(actor: User, kind: str) -> None:
    row, here = concern(ELSEWHERE), concern(HERE)
    break_glass(row, actor, kind=kind)
    recuse(here, actor, kind=kind)
    assert seen(actor) == {here.pk}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "path", "sees"),
    [
        ("caseworker", "LA16/", True),
        ("caseworker", "LA16/LA1601/", True),
        ("caseworker", "LA16/LA1602/", False),
        ("caseworker", "LA1/", False),
        ("caseworker", "", True),
        ("secretary", "LA16/LA1601/", False),
        ("administrator", "", False),
        ("auditor", "", False),
        ("village_member", HERE, False),
    ],
)
def test_role_and_place_together(role: str, path: str, sees: bool) -> None:
    row = concern(HERE)
    assert (row.pk in seen(make_user("carol", role, path))) is sees


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["", "LA16/"])
def test_a_broken_glass_narrows_nothing_where_rows_know_no_compartment(path: str) -> None:
    rows, user = [concern(HERE), concern(HERE)], make_user("carol", "caseworker", path)
    break_glass(rows[0], user)
    condition = visible(user, "concern", tied=scope.NOTHING, place_field="route_path")
    assert set(Concern.objects.filter(condition)) == set(rows)


@pytest.mark.django_db
def test_grants_that_do_not_hold_show_nothing() -> None:
    row, user = concern(HERE), make_user("carol")
    give(user, "caseworker", "", state="asked")
    assert seen(user) == set()
    give(user, "caseworker", "LA16/")
    assert seen(user) == {row.pk}


@pytest.mark.django_db
def test_somebody_who_left_sees_nothing(actor: User) -> None:
    concern(HERE)
    actor.state = "left"
    assert seen(actor) == set()


@pytest.mark.django_db
@given(st.lists(st.sampled_from(["", "LA1/", "LA16/", "LA16/LA1601/", HERE, ELSEWHERE, "LA17/"]), max_size=4))
def test_paths_of_several_grants_add_up(paths: list[str]) -> None:
    here, there = _two_rows()
    user = make_user(f"u{uuid4().hex[:12]}")
    for path in paths:
        give(user, "caseworker", path)
    expected = {row.pk for row in (here, there) if any(row.route_path.startswith(path) for path in paths)}
    assert seen(user) & {here.pk, there.pk} == expected


def _two_rows() -> tuple[Concern, Concern]:
    return concern(HERE), concern(ELSEWHERE)


def test_while_a_page_is_read_a_thing_is_asked_for_once() -> None:
    asked: list[str] = []

    def find() -> int:
        asked.append("once more")
        return len(asked)

    assert [scope.once("key", find), scope.once("key", find)] == [1, 2]  # nobody reads: nothing is kept
    with scope.reading():
        assert [scope.once("key", find), scope.once("key", find), scope.once("other", find)] == [3, 3, 4]
    with scope.reading():
        assert scope.once("key", find) == 5  # the next page asks anew
    assert scope.once("key", find) == 6


@pytest.mark.parametrize(("method", "kept"), [("get", 1), ("head", 1), ("post", 2)])
def test_only_a_request_that_changes_nothing_keeps_what_it_found(method: str, kept: int) -> None:
    """What a form changes may change who sees what, in the middle of its own request."""
    asked: list[int] = []

    @public_page
    def view(request: HttpRequest) -> HttpResponse:
        for _ in range(2):
            scope.once("key", lambda: asked.append(1))
        return HttpResponse()

    assert view(getattr(RequestFactory(), method)("/")).status_code == 200
    assert len(asked) == kept
