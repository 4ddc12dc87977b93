"""The table of a person's own copy decides about every field there is: a new one fails here until it is decided."""

from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.utils import translation

import pokpong.config.wiring  # noqa: F401  every area joins its table
from pokpong.foundation.kernel.rows import Row
from pokpong.foundation.vault.fields import SealedField
from pokpong.registers.people import own_copy
from pokpong.registers.people.own_copy import GIVEN, INNER, READ, WHY, WITHHELD

OURS = {model.noun: model for model in apps.get_models() if issubclass(model, Row) and ".tests" not in model.__module__}
ALWAYS = {"id", "version", "key_id"}
# About a person, and found by sealed references alone: no foreign key tells.
BY_REFERENCE = {"relation", "household_member", "household", "concern", "name_index"}
NO_ROWS = {"look"}  # reckoned, not kept


def about_a_person() -> set[str]:
    """The nouns from which readable ids lead to a person, and those that are sealed on purpose."""
    found, before = {"person"}, set[str]()
    while found != before:
        before = set(found)
        found |= {
            noun
            for noun, model in OURS.items()
            for field in model._meta.local_concrete_fields
            if isinstance(field, ForeignKey) and getattr(field.related_model, "noun", "") in before
        }
    return found | BY_REFERENCE


def test_every_kind_of_record_about_a_person_is_in_the_table_once() -> None:
    named = Counter(kind.noun for kind in own_copy.kinds())
    assert {"person", "consent", "case", "note", "referral_note", "identification_answer"} <= about_a_person()
    assert set(named) - NO_ROWS == about_a_person()
    assert max(named.values()) == 1


def test_every_field_is_decided_once() -> None:
    wrong = []
    for kind in own_copy.kinds():
        if kind.noun in NO_ROWS:
            continue
        there = {field.name for field in OURS[kind.noun]._meta.local_concrete_fields} - ALWAYS
        named = Counter(field.name for field in kind.fields)
        wrong += [f"{kind.noun}.{name}: not decided" for name in sorted(there - set(named))]
        wrong += [f"{kind.noun}.{name}: no such field" for name in sorted(set(named) - there)]
        wrong += [f"{kind.noun}.{name}: decided {n} times" for name, n in named.items() if n > 1]
    assert not wrong, "\n".join(wrong)


def test_every_decision_has_its_reason_and_every_given_field_its_words() -> None:
    for kind in own_copy.kinds():
        for field in kind.fields:
            assert field.verdict in {GIVEN, READ, WITHHELD, INNER}
            assert field.label or field.verdict == INNER, f"{kind.noun}.{field.name}"
            assert field.verdict == GIVEN or field.why in WHY, f"{kind.noun}.{field.name}"


def test_free_text_that_is_given_unread_is_looked_through_for_names() -> None:
    """A sealed text is a code, the person's own particulars, or typed: then the names of others are taken out."""
    codes = {
        "person": {"interpreter", "names", "birth_date", "birth_estimate", "languages", "disability_answers"},
        "contact": {"kind"},
        "relation": {"kind"},
        "consent": {"purpose", "fields", "given_by", "assent", "language", "way"},
        "exploitation": {"started_on", "ended_on", "route"},
        "screening": {"answers"},
    }
    wrong = [
        f"{kind.noun}.{field.name}"
        for kind in own_copy.kinds()
        if kind.noun not in NO_ROWS
        for field in kind.of(GIVEN)
        if isinstance(OURS[kind.noun]._meta.get_field(field.name), SealedField)
        and not field.typed
        and field.name not in codes.get(kind.noun, set())
    ]
    assert wrong == []


def test_whoever_raised_or_typed_a_concern_is_in_no_copy() -> None:
    concern = next(kind for kind in own_copy.kinds() if kind.noun == "concern")
    assert {field.name for field in concern.fields if field.verdict != WITHHELD} == {"raised_at", "state"}


@pytest.mark.parametrize("code", ["names", "relation"])
def test_a_second_area_of_the_same_name_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="another area"):
        own_copy.register("people", own_copy.Contribution(()))
    with pytest.raises(KeyError):
        own_copy.withheld("no such reason", code)


def test_every_word_of_a_copy_is_there_in_lao() -> None:
    words = {str(text): text for text in WHY.values()}
    for kind in own_copy.kinds():
        if any(field.verdict in {GIVEN, READ} for field in kind.fields):
            words[str(kind.title)] = kind.title
        for field in [*kind.of(GIVEN), *kind.of(READ)]:
            words[str(field.label)] = field.label
    with translation.override("en"):
        english = {key: str(text) for key, text in words.items()}
    with translation.override("lo"):
        missing = sorted(english[key] for key, text in words.items() if str(text) == english[key])
    assert missing == []
