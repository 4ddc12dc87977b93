"""The second wall: what PostgreSQL itself keeps back, with the application's own check taken out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.test import RequestFactory, override_settings
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from pokpong.areas.protection.models import Case, Concern, Need
from pokpong.foundation.access import row_security
from pokpong.foundation.access.models import User
from pokpong.foundation.access.row_security import drawing, scopes
from pokpong.foundation.access.row_security.middleware import RowSecurityMiddleware
from pokpong.foundation.access.row_security.policies import PROGRAMS
from pokpong.foundation.access.tests import sights
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.access.tests.sights import DISTRICT, FAR, NEIGHBOUR, Shown, Sight
from pokpong.foundation.access.tests.walls import as_role, execute, held, on_postgresql, standing_walls, told
from pokpong.foundation.kernel import writing
from pokpong.foundation.kernel.paths import covers
from pokpong.registers.people.models import Contact, Person, Tie

pytestmark = pytest.mark.django_db
PLAIN = Sight(DISTRICT, "none", "none", "none", "none", "none", recused=False, reported=False)


def in_district(path: str, **more: Any) -> Sight:
    return Sight(**{**PLAIN.__dict__, "district": path, **more})


@pytest.fixture
def walls() -> Iterator[None]:
    if connection.vendor == "postgresql":
        with standing_walls():
            yield
    else:
        yield


@pytest.fixture
def shelter() -> UUID:
    with writing.opened("tests"):
        found: UUID = sights.a_shelter().pk
        return found


def shown(sight: Sight, user: User, shelter: UUID) -> Shown:
    with writing.opened("tests"):
        return sights.made(sight, user, shelter)


def everything() -> dict[str, set[UUID]]:
    """What a query without `visible_to` brings."""
    models = {"person": Person, "case": Case, "concern": Concern}
    return {kind: set(model.objects.values_list("pk", flat=True)) for kind, model in models.items()}


def visible_to(user: User) -> dict[str, set[UUID]]:
    models: dict[str, Any] = {"person": Person, "case": Case, "concern": Concern}
    return {kind: set(model.objects.visible_to(user).values_list("pk", flat=True)) for kind, model in models.items()}


# --- grants and ties, and nothing else -----------------------------------------------------------------------


def reach(user: User, row: Shown, shelter: UUID) -> dict[str, bool]:
    """Grants and ties, said once more in plain words: nothing else may bring a row."""
    sight = row.sight
    works_there = any(grant.organisation == shelter for grant in user.grants)
    receives = any(grant.organisation == shelter and "referral.tied" in grant.permissions for grant in user.grants)
    named = sight.circle == "named"

    def granted(kind: str) -> bool:
        return any(covers(path, sight.district) for path in user.paths(f"{kind}.read"))

    case = granted("case") or sight.team == "member" or named or sight.glass == "case"
    case = case or (receives and sight.referral == "sent")
    tied = sight.tie == "user" or (sight.tie == "organisation" and works_there)
    person = granted("person") or tied or named or sight.glass == "person" or case
    concern = granted("concern") or named or sight.glass == "concern" or sight.reported
    return {"person": person, "case": case, "concern": concern}


@on_postgresql
@settings(max_examples=60)
@given(sights.posts, st.lists(sights.sights, min_size=1, max_size=4))
def test_visible_to_lies_in_row_security_and_that_in_grants_and_ties(
    walls: None, posts: list[tuple[str, str]], facts: list[Sight]
) -> None:
    """Also on a connection that served somebody else, who saw everything, a moment ago."""
    with sights.an_example():
        shelter = sights.a_shelter().pk
        user = sights.reader(posts, shelter)
        rows = [sights.made(sight, user, shelter) for sight in facts]
        with held(sights.reader([("case_supervisor", "")], shelter)):
            assert {row.case for row in rows} <= everything()["case"]
        seen = visible_to(user)
        with held(user):
            kept, narrowed = everything(), visible_to(user)
            parts = set(Need.objects.values_list("case", flat=True))
            contacts = set(Contact.objects.values_list("person", flat=True))
        reached = [(row, reach(user, row, shelter)) for row in rows]
    for kind in ("person", "case", "concern"):
        most = {getattr(row, kind) for row, reaches in reached if reaches[kind]}
        assert seen[kind] <= kept[kind] <= most
        assert narrowed[kind] == seen[kind]  # no row is lost that the application shows
    assert parts == kept["case"]
    assert contacts == kept["person"]


@on_postgresql
def test_without_a_scope_no_row_comes(walls: None, shelter: UUID) -> None:
    alice = make_user("alice", "case_supervisor", "")
    shown(in_district(DISTRICT, tie="user", team="member"), alice, shelter)
    with as_role():
        assert everything() == {"person": set(), "case": set(), "concern": set()}
        assert (Tie.objects.count(), Need.objects.count()) == (0, 0)
    with held(alice):
        assert all(everything().values())


@on_postgresql
def test_without_the_check_of_the_application_another_districts_rows_do_not_come(walls: None, shelter: UUID) -> None:
    alice = make_user("alice", "case_supervisor", DISTRICT)
    own = shown(in_district(DISTRICT), alice, shelter)
    others = [shown(in_district(path), alice, shelter) for path in (NEIGHBOUR, FAR)]
    with held(alice):
        assert everything() == {"person": {own.person}, "case": {own.case}, "concern": {own.concern}}
        for other in others:
            assert not Case.objects.filter(pk=other.case).exists()
            assert not Need.objects.filter(case=other.case).exists()
            with connection.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM protection_case WHERE id = %s", [other.case])
                assert cursor.fetchone() == (0,)
                cursor.execute("UPDATE protection_case SET state = 'closed' WHERE id = %s", [other.case])
                assert cursor.rowcount == 0
                cursor.execute("DELETE FROM protection_need WHERE case_id = %s", [other.case])
                assert cursor.rowcount == 0


@on_postgresql
def test_what_an_action_holds_stays_in_its_hand_when_it_leaves_the_callers_sight(walls: None, shelter: UUID) -> None:
    alice = make_user("alice", "case_supervisor", DISTRICT)
    row = shown(in_district(DISTRICT), alice, shelter)
    with held(alice), writing.opened("tests"):
        concern = Concern.objects.get(pk=row.concern)
        concern.route_path = FAR
        with pytest.raises(DatabaseError), transaction.atomic():
            concern.save(update_fields=["route_path"])
        writing.hold(concern.pk)
        concern.save(update_fields=["route_path"])
        assert Concern.objects.filter(pk=row.concern).exists()
    with held(alice):
        assert not Concern.objects.filter(pk=row.concern).exists()


def holds_and_fails(case: UUID) -> None:
    with transaction.atomic():
        writing.hold(case)
        assert Case.objects.filter(pk=case).exists()
        raise ZeroDivisionError


@on_postgresql
def test_a_rollback_inside_an_action_takes_nothing_out_of_its_hand(walls: None, shelter: UUID) -> None:
    alice = make_user("alice", "case_supervisor", DISTRICT)
    far = shown(in_district(FAR), alice, shelter)
    with held(alice), writing.opened("tests"):
        with pytest.raises(ZeroDivisionError):
            holds_and_fails(far.case)
        assert Case.objects.filter(pk=far.case).exists()
    with held(alice), writing.opened("tests", program=True):
        assert Case.objects.filter(pk=far.case).exists()  # a program's own action acts for the programme


# --- scopes --------------------------------------------------------------------------------------------------


@on_postgresql
def test_a_program_with_a_name_sees_everything(walls: None, shelter: UUID) -> None:
    row = shown(in_district(FAR), make_user("alice"), shelter)
    with as_role():
        for name in PROGRAMS:
            with row_security.scope(f"program:{name}"):
                assert everything()["case"] == {row.case}
            assert everything()["case"] == set()


@pytest.mark.parametrize("name", ["program:", "program:burglar", "user:numbering", "numbering", ""])
def test_a_scope_nobody_wrote_a_reason_for_is_refused(name: str) -> None:
    with pytest.raises(KeyError), row_security.scope(name):
        raise AssertionError("entered")


def looks_and_fails(case: UUID) -> None:
    with transaction.atomic(), row_security.scope("program:numbering"):
        assert Case.objects.filter(pk=case).exists()
        raise ZeroDivisionError


@on_postgresql
def test_a_scope_ends_with_an_error_and_with_a_rollback(walls: None, shelter: UUID) -> None:
    alice = make_user("alice", "case_supervisor", DISTRICT)
    far = shown(in_district(FAR), alice, shelter)
    with held(alice):
        with pytest.raises(ZeroDivisionError):
            looks_and_fails(far.case)
        assert not Case.objects.filter(pk=far.case).exists()
        with row_security.scope("program:numbering"):
            # The data base takes back what it was told inside: it is told again.
            with pytest.raises(DatabaseError), transaction.atomic():
                execute("SELECT 1 / 0")
            assert Case.objects.filter(pk=far.case).exists()
        assert not Case.objects.filter(pk=far.case).exists()


@on_postgresql
def test_the_scope_of_a_broken_transaction_hides_no_error(walls: None) -> None:
    name = "program:numbering"
    with pytest.raises(DatabaseError, match="division by zero"), transaction.atomic(), row_security.scope(name):
        execute("SELECT 1 / 0")


# --- requests --------------------------------------------------------------------------------------------------


def request_of(user: Any) -> HttpRequest:
    request = RequestFactory().get("/")
    request.user = user
    return request


def cases_seen(request: HttpRequest) -> HttpResponse:
    return HttpResponse(",".join(sorted(str(pk) for pk in everything()["case"])))


@on_postgresql
def test_two_requests_on_one_connection_each_see_their_own(walls: None, shelter: UUID) -> None:
    alice, bounmy = (make_user(name, "case_supervisor", path) for name, path in (("a", DISTRICT), ("b", FAR)))
    here, there = (shown(in_district(path), alice, shelter) for path in (DISTRICT, FAR))
    answer = RowSecurityMiddleware(cases_seen)
    with as_role():
        for user, row in ((alice, here), (bounmy, there), (alice, here)):
            assert answer(request_of(user)).content.decode() == str(row.case)  # type: ignore[attr-defined]  # no stream
            assert told() == scopes.NOBODY


@on_postgresql
def test_a_page_that_fails_leaves_no_scope(walls: None) -> None:
    def fail(request: HttpRequest) -> HttpResponse:
        everything()
        raise ZeroDivisionError

    with as_role():
        with pytest.raises(ZeroDivisionError):
            RowSecurityMiddleware(fail)(request_of(make_user("alice", "case_supervisor", "")))
        assert told() == scopes.NOBODY
        assert scopes.present() is None


@on_postgresql
def test_what_streams_is_made_in_the_scope_of_its_request(walls: None, shelter: UUID) -> None:
    alice = make_user("alice", "case_supervisor", DISTRICT)
    row = shown(in_district(DISTRICT), alice, shelter)
    shown(in_district(FAR), alice, shelter)

    def parts() -> Iterator[bytes]:
        for pk in Case.objects.values_list("pk", flat=True):
            yield str(pk).encode()

    with as_role():
        response: Any = RowSecurityMiddleware(lambda _request: StreamingHttpResponse(parts()))(request_of(alice))
        assert told() == scopes.NOBODY
        assert list(response.streaming_content) == [str(row.case).encode()]
        assert told() == scopes.NOBODY


@on_postgresql
def test_a_rendered_answer_to_nobody_holds_nothing(walls: None, shelter: UUID, client: Any) -> None:
    shown(in_district(DISTRICT), make_user("alice"), shelter)

    class Nobody:
        is_authenticated = False

    with as_role(), row_security.scope("program:command"):
        response: Any = RowSecurityMiddleware(cases_seen)(request_of(Nobody()))
        assert response.content == b""


@on_postgresql
def test_pages_that_forgot_the_check_still_show_nothing_of_another_district(
    walls: None, shelter: UUID, client: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice = make_user("alice", "case_supervisor", DISTRICT)
    own, other = (shown(in_district(path), alice, shelter) for path in (DISTRICT, FAR))
    for model in (Case, Person, Concern):
        monkeypatch.setattr(type(model.objects.all()), "visible_to", lambda self, actor: self)
    numbers = dict(Case.objects.values_list("pk", "number"))
    client.force_login(alice, backend="pokpong.foundation.access.sign_in.PokpongBackend")
    with as_role():
        for page, number in (("cases:case", "case"), ("people:person", "person"), ("protection:concern", "concern")):
            assert client.get(reverse(page, args=[getattr(own, number)])).status_code == 200
            assert client.get(reverse(page, args=[getattr(other, number)])).status_code == 404
        listed = client.get(reverse("cases:list")).content.decode()
    assert numbers[own.case] in listed
    assert numbers[other.case] not in listed


# --- standing ----------------------------------------------------------------------------------------------------


@on_postgresql
def test_the_walls_stand_for_the_role_of_the_application_only(walls: None) -> None:
    assert not row_security.is_on()  # the owner of the tables walks around them
    with as_role():
        assert row_security.gaps() == []
        assert row_security.is_on()
        with override_settings(POKPONG_ROW_SECURITY=False):
            assert row_security.gaps() == ["POKPONG_ROW_SECURITY is off."]


@on_postgresql
def test_a_table_whose_wall_fell_is_named_and_put_up_again(walls: None) -> None:
    execute("ALTER TABLE protection_need DISABLE ROW LEVEL SECURITY")
    with as_role():
        assert row_security.gaps() == ["tables without row security: protection_need."]
    assert row_security.follow_settings()
    assert not row_security.follow_settings()
    execute(f"COMMENT ON FUNCTION {drawing.MARKED} IS 'an older program'")
    with as_role():
        assert "run `pokpong migrate`" in row_security.gaps()[0]
    assert row_security.follow_settings()
    with as_role():
        assert row_security.is_on()


@on_postgresql
def test_the_walls_come_down_when_the_setting_goes_off(walls: None, shelter: UUID) -> None:
    row = shown(in_district(FAR), make_user("alice"), shelter)
    execute("SET CONSTRAINTS ALL IMMEDIATE")  # no table changes its looks while keys wait to be looked at
    with override_settings(POKPONG_ROW_SECURITY=False):
        assert row_security.follow_settings()
        assert not row_security.follow_settings()
        with as_role():
            assert everything()["case"] == {row.case}


def test_the_same_program_draws_the_same_walls() -> None:
    assert drawing.fingerprint() == drawing.fingerprint()
    statements = list(drawing.put_up())
    assert len(statements) == len(set(statements))
