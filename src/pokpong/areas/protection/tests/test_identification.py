"""Identifications by their actions: presumed, asked for, answered, appealed; and that nothing waits for them."""

from __future__ import annotations

import ast
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from hypothesis import given
from hypothesis import strategies as st

from pokpong.areas import protection
from pokpong.areas.protection.actions.identification import (
    answer_identification,
    appeal_identification,
    presume_identification,
    record_identification,
    request_identification,
    set_aside_identification,
    take_back_identification,
)
from pokpong.areas.protection.models import Case, Identification, IdentificationAnswer
from pokpong.areas.protection.rules.identification import Letter, may_decide
from pokpong.areas.protection.states.identification import IDENTIFICATION
from pokpong.areas.protection.tests.checks import assert_left_its_traces, codes, everything_stored
from pokpong.areas.protection.tests.factories import caseworker, member, picture, supervisor
from pokpong.areas.protection.tests.factories_screening import (
    FIELDS,
    WHY,
    a_body,
    agreed_to,
    asked_of,
    formal,
    investigator,
    presumed,
    refusal,
    requested,
)
from pokpong.foundation.access.models import Recusal, User
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.kernel import clock, writing
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed, NotThere, Refused
from pokpong.foundation.vault.models import SealedFile
from pokpong.registers.institutions.models import Organisation
from pokpong.registers.people.actions.consents import withdraw_consent
from pokpong.registers.people.models import Consent, Person, Tie
from pokpong.registers.people.tests.factories import compartment

pytestmark = pytest.mark.django_db


@pytest.fixture
def body() -> Organisation:
    return a_body()


@pytest.fixture
def vilay(body: Organisation) -> User:
    return investigator(body)


def answer(by: User, row: Identification, letter: Letter, **more: Any) -> Identification:
    return answer_identification(by=by, identification=row.pk, letter=letter, call_id=new_id(), **more)


def fresh(row: Identification) -> Identification:
    found: Identification = Identification.objects.get(pk=row.pk)
    return found


def seen_by(actor: Any) -> set[Any]:
    return set(Identification.objects.asked_of(actor).values_list("pk", flat=True))


def waiting(row: Any) -> list[tuple[str, Any]]:
    return sorted(Task.objects.filter(subject=row.pk, ended_at=None).values_list("kind", "user"))


def test_presume_asks_nobody(bob: User, case: Case, vilay: User) -> None:
    call_id = new_id()
    row = presume_identification(by=bob, id=new_id(), case=case.pk, why=WHY, call_id=call_id)
    assert (row.state, row.body, row.presumed_on) == ("presumed", None, clock.today())
    assert not seen_by(vilay)
    assert not waiting(row)
    assert_left_its_traces("identification.presume", call_id, row)


def test_one_at_a_time_and_with_a_reason(bob: User, case: Case) -> None:
    presumed(bob, case)
    with pytest.raises(Refused) as refused:
        presume_identification(by=bob, id=new_id(), case=case.pk, why=" ", call_id=new_id())
    assert codes(refused) == {"identification_already_presumed", "identification_why_missing"}


def test_set_aside_and_presumed_again(bob: User, case: Case) -> None:
    row, call_id = presumed(bob, case), new_id()
    row = set_aside_identification(by=bob, identification=row.pk, why=WHY, call_id=call_id)
    assert row.state == "set_aside"
    assert_left_its_traces("identification.set_aside", call_id, row)
    assert presumed(bob, case).pk != row.pk
    assert Case.objects.get(pk=case.pk).state == "open"


def test_request_shows_the_body_what_was_agreed(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    consent, row, call_id = agreed_to(bob, case, body), presumed(bob, case), new_id()
    row = request_identification(
        by=bob, identification=row.pk, body=body.pk, fields=FIELDS, message="ຂໍຢືນຢັນ", call_id=call_id
    )
    assert (row.state, row.body, row.consent_id, row.requested_by) == ("requested", body.pk, consent.pk, bob.pk)
    tie = Tie.objects.current().because("identification", row.pk).get()
    assert (tie.organisation, tie.fields, tie.consent_id) == (body.pk, FIELDS, consent.pk)
    assert seen_by(vilay) == {row.pk}
    assert waiting(row) == [("identification.answer", vilay.pk)]
    assert_left_its_traces("identification.request", call_id, row)


def test_the_body_sees_neither_case_nor_person(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    requested(bob, case, body)
    assert not Case.objects.visible_to(vilay).exists()
    assert not Person.objects.visible_to(vilay).exists()


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"body": "unknown"}, "identification_body_unknown"),
        ({"body": "school"}, "identification_not_a_body"),
        ({"fields": []}, "identification_fields_unknown"),
        ({"fields": ["history"]}, "identification_fields_unknown"),
        ({"fields": ["names", "home"]}, "identification_consent_missing"),
        ({"body": "other"}, "identification_consent_missing"),
        ({"message": "ກ" * 2001}, "identification_note_too_long"),
    ],
)
def test_requests_that_are_refused(bob: User, case: Case, body: Organisation, typed: dict[str, Any], code: str) -> None:
    agreed_to(bob, case, body)
    row = presumed(bob, case)
    named = {"school": lambda: a_body("school", "ໂຮງຮຽນ ຕົວຢ່າງ").pk, "unknown": new_id}
    named["other"] = lambda: a_body("ministry", "ກະຊວງ ຕົວຢ່າງ").pk
    wanted = named[typed["body"]]() if "body" in typed else body.pk
    values = {"fields": FIELDS, **typed, "body": wanted}
    with pytest.raises(Refused) as refused:
        request_identification(by=bob, identification=row.pk, call_id=new_id(), **values)
    assert code in codes(refused)
    assert fresh(row).state == "presumed"
    assert not Tie.objects.current().because("identification", row.pk).exists()


def test_a_consent_to_something_else_is_none(bob: User, case: Case, body: Organisation) -> None:
    agreed_to(bob, case, body, purpose="referral")
    with pytest.raises(Refused) as refused:
        asked_of(bob, presumed(bob, case), body)
    assert codes(refused) == {"identification_consent_missing"}


def test_the_settings_may_name_the_bodies(bob: User, case: Case, body: Organisation, settings: LazySettings) -> None:
    settings.POKPONG_IDENTIFICATION_BODIES = [str(new_id())]
    with pytest.raises(Refused) as refused:
        requested(bob, case, body)
    assert codes(refused) == {"identification_not_a_body"}
    settings.POKPONG_IDENTIFICATION_BODIES = [str(body.pk)]
    row = Identification.objects.get(case=case)
    assert asked_of(bob, row, body).state == "requested"


def test_formal_by_the_letter_of_the_body(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    row, call_id = requested(bob, case, body), new_id()
    letter = formal()
    row = answer_identification(
        by=vilay, identification=row.pk, letter=letter, file_name="a.jpg", file=picture(), call_id=call_id
    )
    kept = IdentificationAnswer.objects.get(identification=row)
    assert (row.state, row.decided_on, row.decided_body) == ("formal", clock.today(), body.pk)
    assert (kept.answer, kept.letter_number, kept.noted_by) == ("formal", "118/ປກສ", vilay.pk)
    assert SealedFile.objects.filter(pk=kept.letter).exists()
    assert waiting(row) == [("identification.answered", bob.pk)]
    assert_left_its_traces("identification.answer", call_id, row)


@pytest.mark.parametrize(
    ("letter", "reasons"),
    [
        (Letter("formal", "", None), {"identification_letter_missing", "identification_letter_day_missing"}),
        (Letter("formal", "ກ" * 81, clock.today()), {"identification_letter_too_long"}),
        (Letter("formal", "1", clock.today() + timedelta(2)), {"identification_letter_later"}),
        (Letter("declined", "", None), {"identification_reason_missing"}),
        (Letter("maybe", "1", clock.today()), {"identification_answer_unknown"}),
    ],
)
def test_letters_that_are_none(
    bob: User, case: Case, body: Organisation, vilay: User, letter: Letter, reasons: set[str]
) -> None:
    row = requested(bob, case, body)
    with pytest.raises(Refused) as refused:
        answer(vilay, row, letter)
    assert codes(refused) == reasons
    assert fresh(row).state == "requested"
    assert not IdentificationAnswer.objects.exists()


def test_only_the_body_that_was_asked_answers(bob: User, case: Case, body: Organisation) -> None:
    row = requested(bob, case, body)
    other = investigator(a_body("ministry", "ກະຊວງ ຕົວຢ່າງ"), "khamla")
    with pytest.raises(NotThere):
        answer(other, row, formal())
    with pytest.raises(NotAllowed):
        answer(bob, row, formal())
    with pytest.raises(NotAllowed):
        answer(member(), row, formal())


def test_declined_appealed_formal(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    row = answer(vilay, requested(bob, case, body), refusal())
    call_id = new_id()
    row = appeal_identification(by=bob, identification=row.pk, why=WHY, call_id=call_id)
    assert (row.state, waiting(row)) == (
        "appealed",
        [("identification.answer", vilay.pk), ("identification.answered", bob.pk)],
    )
    assert_left_its_traces("identification.appeal", call_id, row)
    row = answer(vilay, row, formal())
    assert row.state == "formal"
    assert [one.answer for one in IdentificationAnswer.objects.order_by("at", "id")] == ["declined", "formal"]


def test_a_letter_on_paper_may_come_late(bob: User, case: Case, body: Organisation) -> None:
    row, call_id = presumed(bob, case), new_id()
    with writing.opened("tests"):
        Case.objects.filter(pk=case.pk).update(state="closed")
    row = record_identification(by=bob, identification=row.pk, body=body.pk, letter=formal(), call_id=call_id)
    assert row.state == "formal"
    assert Case.objects.get(pk=case.pk).state == "closed"
    assert_left_its_traces("identification.record", call_id, row)


def test_a_letter_of_somebody_else_makes_nothing_formal(bob: User, case: Case) -> None:
    school = a_body("school", "ໂຮງຮຽນ ຕົວຢ່າງ")
    with pytest.raises(Refused) as refused:
        record_identification(
            by=bob,
            identification=presumed(bob, case).pk,
            body=school.pk,
            letter=Letter("formal", "", None),
            call_id=new_id(),
        )
    assert codes(refused) == {
        "identification_not_a_body",
        "identification_letter_missing",
        "identification_letter_day_missing",
    }


def test_taken_back_is_out_of_sight(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    row, call_id = requested(bob, case, body), new_id()
    row = take_back_identification(by=bob, identification=row.pk, why=WHY, call_id=call_id)
    assert (row.state, seen_by(vilay), waiting(row)) == ("presumed", set(), [])
    assert not Tie.objects.current().because("identification", row.pk).exists()
    assert_left_its_traces("identification.take_back", call_id, row)


def withdrawn(by: User, consent: Consent) -> None:
    withdraw_consent(by=by, id=new_id(), consent=consent.pk, call_id=new_id())


def test_a_withdrawn_consent_stops_the_request_at_once(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    row = requested(bob, case, body)
    withdrawn(bob, row.consent)
    assert (fresh(row).state, seen_by(vilay), waiting(row)) == ("presumed", set(), [])
    with pytest.raises(NotThere):
        answer(vilay, row, formal())


def test_a_withdrawn_consent_hides_what_was_answered_and_changes_it_not(
    bob: User, case: Case, body: Organisation, vilay: User
) -> None:
    row = answer(vilay, requested(bob, case, body), formal())
    withdrawn(bob, row.consent)
    assert (fresh(row).state, seen_by(vilay)) == ("formal", set())


def test_a_consent_that_ran_out_hides_the_request(
    bob: User, case: Case, body: Organisation, vilay: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = requested(bob, case, body)
    end = row.consent.expires_on
    monkeypatch.setattr(clock, "today", lambda: end - timedelta(1))
    assert seen_by(vilay) == {row.pk}
    monkeypatch.setattr(clock, "today", lambda: end)
    assert seen_by(vilay) == set()


def test_an_appeal_without_consent_shows_nothing(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    row = answer(vilay, requested(bob, case, body), refusal())
    withdrawn(bob, row.consent)
    row = appeal_identification(by=bob, identification=row.pk, why=WHY, call_id=new_id())
    assert (row.state, seen_by(vilay)) == ("appealed", set())


@pytest.mark.parametrize("kind", ["case", "person", "identification"])
def test_a_recused_investigator_sees_nothing(bob: User, case: Case, body: Organisation, vilay: User, kind: str) -> None:
    row = requested(bob, case, body)
    subject = {"case": case.pk, "person": case.person_id, "identification": row.pk}[kind]
    with writing.opened("tests"):
        Recusal(user=vilay.pk, kind=kind, row=subject).save(force_insert=True)
    assert seen_by(vilay) == set()
    assert seen_by(investigator(body, "lamngeun")) == {row.pk}


def test_a_closed_circle_shows_it_to_those_named_alone(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    row, circle = requested(bob, case, body), new_id()
    lamngeun = investigator(body, "lamngeun")
    compartment(case.person, circle, [bob.pk, vilay.pk])
    with writing.opened("tests"):
        Case.objects.filter(pk=case.pk).update(compartment=circle)
    assert (seen_by(vilay), seen_by(lamngeun)) == ({row.pk}, set())
    assert not any(key.startswith("organisation:") for key in fresh(row).scope_keys())


def test_scope_keys_tell_the_body_while_it_is_asked(bob: User, case: Case, body: Organisation) -> None:
    row = presumed(bob, case)
    assert f"organisation:{body.pk}" not in row.scope_keys()
    agreed_to(bob, case, body)
    assert f"organisation:{body.pk}" in asked_of(bob, row, body).scope_keys()


MOVES_ON: list[tuple[Callable[..., Identification], dict[str, Any]]] = [
    (set_aside_identification, {"why": WHY}),
    (take_back_identification, {"why": WHY}),
    (appeal_identification, {"why": WHY}),
]


@pytest.mark.parametrize(("act", "more"), MOVES_ON)
def test_strangers_and_other_roles_do_nothing(
    bob: User, case: Case, act: Callable[..., Identification], more: dict[str, Any]
) -> None:
    row = presumed(bob, case)
    for stranger, refused in ((caseworker(name="stranger"), NotThere), (member(), NotAllowed)):
        with pytest.raises(refused):
            act(by=stranger, identification=row.pk, call_id=new_id(), **more)


@pytest.mark.parametrize(("act", "more"), MOVES_ON[1:])
def test_moves_that_are_not_allowed(
    bob: User, case: Case, act: Callable[..., Identification], more: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        act(by=bob, identification=presumed(bob, case).pk, call_id=new_id(), **more)
    assert codes(refused) == {"move_not_allowed"}


def test_a_formal_one_is_final(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    row = answer(vilay, requested(bob, case, body), formal())
    with pytest.raises(Refused) as refused:
        answer(vilay, row, refusal())
    assert codes(refused) == {"move_not_allowed"}
    with pytest.raises(Refused):
        set_aside_identification(by=supervisor(name="suna"), identification=row.pk, why=WHY, call_id=new_id())


def test_no_word_of_it_is_readable_in_the_data_base(bob: User, case: Case, body: Organisation, vilay: User) -> None:
    row = requested(bob, case, body, message="ກະລຸນາຢືນຢັນຕົວຕົນ")
    answer(vilay, row, Letter("declined", "77/ລັບ", clock.today(), "ຫຼັກຖານບໍ່ພໍ"))
    stored = " ".join(everything_stored().values())
    for said in (WHY, "ກະລຸນາຢືນຢັນຕົວຕົນ", "77/ລັບ", "ຫຼັກຖານບໍ່ພໍ"):
        assert said not in stored


# Who may speak of an identification in a rule or an action: its own, and the decision after a screening that notes it.
SPEAKS_OF_IT = {"rules/identification.py", "actions/screening/deciding.py"}


def test_no_other_rule_or_action_looks_at_it() -> None:
    area = Path(protection.__file__).parent
    found = set()
    for path in (*area.glob("rules/*.py"), *area.glob("actions/**/*.py")):
        names = {
            name
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.ImportFrom)
            for name in (node.module or "", *(alias.name for alias in node.names))
        }
        if any("identification" in name.casefold() for name in names):
            found.add(path.relative_to(area).as_posix())
    assert {name for name in found if not name.startswith("actions/identification/")} <= SPEAKS_OF_IT
    assert "actions/screening/deciding.py" in found


@given(st.lists(st.sampled_from(sorted(IDENTIFICATION.words)), max_size=8))
def test_the_machine_walks_only_its_table(path: list[str]) -> None:
    state = IDENTIFICATION.start
    for following in path:
        acts = IDENTIFICATION.table.get((state, following), ())
        assert bool(acts) == (following in IDENTIFICATION.next_of(state))
        state = following if acts else state
    assert state in IDENTIFICATION.words
    assert not IDENTIFICATION.next_of("formal")
    assert not IDENTIFICATION.next_of("set_aside")


@given(st.sampled_from(["police", "school", "ministry"]), st.sampled_from("ab"), st.sets(st.sampled_from("ab")))
def test_named_bodies_replace_kinds(kind: str, body: str, named: set[str]) -> None:
    assert may_decide(body, kind, named) == (body in named if named else kind != "school")
