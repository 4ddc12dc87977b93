"""Every field is marked, every model says how it lasts, and the data base holds it to that."""

import pytest
from django.apps import apps
from django.db import connection
from django.db import models as django_models

from pokpong.foundation.kernel import marks
from pokpong.foundation.kernel.rows import Gated, Row
from pokpong.foundation.vault.fields import SealedField, SealedRow

OURS = [model for model in apps.get_models() if model.__module__.startswith("pokpong.")]
# Tables that libraries write, each with the reason why it need not go through the door.
LIBRARIES = {
    "contenttypes.ContentType": "Django's own list of models",
    "auth.Permission": "Django's own; Pokpong's permissions are names of actions",
    "auth.Group": "Django's own, unused",
    "sessions.Session": "who is signed in; ends with the session",
    "account.EmailAddress": "allauth's own, unused: nobody signs in with an address",
    "account.EmailConfirmation": "allauth's own, unused",
    "mfa.Authenticator": "second factors; what is in them is sealed, and only actions write it",
    "usersessions.UserSession": "which devices are signed in; no address is kept, and it ends with the session",
    "axes.AccessAttempt": "failed sign-ins, to slow down guessing",
    "axes.AccessLog": "switched off",
    "axes.AccessFailureLog": "switched off",
    "axes.AccessAttemptExpiration": "when a slowed-down sign-in is free again",
    "django_tasks_database.DBTaskResult": "the queue of background work; arguments are ids only",
}


def test_every_table_is_ours_or_allowed_with_a_reason() -> None:
    others = {model._meta.label for model in apps.get_models()} - {model._meta.label for model in OURS}
    assert others == set(LIBRARIES)


def test_every_model_is_gated() -> None:
    assert [model._meta.label for model in OURS if not issubclass(model, Gated)] == []


def test_every_field_is_marked() -> None:
    unmarked = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.local_concrete_fields
        if marks.mark_of(field) not in marks.MARKS
    ]
    assert not unmarked


def test_what_is_sensitive_is_sealed() -> None:
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in OURS
        for field in model._meta.local_concrete_fields
        if (marks.mark_of(field) == "sensitive") != isinstance(field, SealedField)
    ]
    assert not wrong


def test_a_model_with_sealed_columns_has_a_key() -> None:
    wrong = [
        model._meta.label
        for model in OURS
        if any(isinstance(field, SealedField) for field in model._meta.local_concrete_fields)
        and not issubclass(model, SealedRow)
    ]
    assert not wrong


def test_every_model_says_how_it_lasts_and_what_it_is_called() -> None:
    wrong = [
        model._meta.label
        for model in OURS
        if model.lasting not in {"append_only", "mutable", "derived"} or not model.noun
    ]
    assert not wrong
    assert len({model.noun for model in OURS}) == len(OURS)


@pytest.mark.django_db
def test_the_data_base_refuses_to_change_every_append_only_table() -> None:
    wanted = {model._meta.db_table for model in OURS if model.lasting == "append_only"}
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT event_object_table, event_manipulation FROM information_schema.triggers")
            found = {(table, verb) for table, verb in cursor.fetchall()}
        else:
            cursor.execute("SELECT tbl_name, name FROM sqlite_master WHERE type = 'trigger'")
            found = {(table, name.rsplit("_", 1)[-1].upper()) for table, name in cursor.fetchall()}
    missing = {(table, verb) for table in wanted for verb in ("UPDATE", "DELETE")} - found
    assert not missing


def test_no_readable_column_leads_from_a_person_below_the_district() -> None:
    """A person, and whatever hangs on a person by readable ids, holds no place path but the district's.

    A path of another name is allowed where the data base itself refuses anything deeper.
    """
    allowed = {"district_path"}
    assert {"person", "consent", "case", "service", "referral_note"} <= {each.noun for each in hanging_on_a_person()}
    wrong = [
        f"{model._meta.label}.{field.name}"
        for model in hanging_on_a_person()
        for field in model._meta.local_concrete_fields
        if marks.mark_of(field) != "sensitive"
        and ("place" in field.name or "path" in field.name or "village" in field.name)
        if field.name not in allowed and not is_held_to_the_district(model)
    ]
    assert not wrong


def hanging_on_a_person() -> set[type[Row]]:
    """The person, and every kind of row from which readable ids lead to one, over however many steps."""
    found, before = {next(model for model in OURS if model.noun == "person")}, set[type[Row]]()
    while found != before:
        before = set(found)
        found |= {
            model
            for model in OURS
            for field in model._meta.local_concrete_fields
            if isinstance(field, django_models.ForeignKey) and field.related_model in before
        }
    return found


def is_held_to_the_district(model: type[Row]) -> bool:
    """Whether a check of the data base refuses a path below the district."""
    return any(check.name == f"{model.noun}_district_only" for check in model._meta.constraints)
