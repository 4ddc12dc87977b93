"""What a person's own copy says of this register's records, field by field."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _gettext

from pokpong.foundation.kernel.words import Words
from pokpong.foundation.kernel.words import lazy as _
from pokpong.registers.people import own_copy
from pokpong.registers.people.models import (
    Consent,
    ConsentWithdrawal,
    Contact,
    Erasure,
    KeptLonger,
    Relation,
    RetentionDue,
    SubjectCopy,
    Tie,
)
from pokpong.registers.people.own_copy import Field, Kind, given, inner, read, withheld
from pokpong.registers.people.own_copy_rows import (
    THROUGH,
    home,
    memberships,
    of_person,
    others,
    persons,
    place,
    relations,
    sees_all,
)
from pokpong.registers.people.rules import ages, consent, vocabulary
from pokpong.registers.people.screens.words import FIELD_WORDS, PART_WORDS, shown
from pokpong.registers.people.states import ERASURE, PERSON, SUBJECT_COPY

TYPED = frozenset({"gender", "ethnic_group", "home", "documents"})


def own(name: str) -> Field:
    """A field of the record itself, as the page of the person shows it."""
    show = {"home": home, "district_path": lambda row: place(row.district_path)}
    usual = show.get(name, lambda row: shown(name, getattr(row, name)))
    return given(name, FIELD_WORDS[name], usual, typed=name in TYPED)


def kind_of_relation(row: Relation) -> str:
    return vocabulary.words_of(vocabulary.RELATION_KINDS, row.kind)


def value_of_contact(row: Contact) -> str:
    """Only what is the person's own: a number of somebody else, or a go-between, belongs to them."""
    return _gettext("that of another person") if is_of_another(row) else row.value


def is_of_another(row: Contact) -> bool:
    return bool(row.whose) or row.kind == THROUGH


class OwnContact(Field):
    """The number or address, where it is the person's own."""

    def kept(self, row: Contact) -> Any:
        return None if is_of_another(row) else row.value


def organisations(row: Consent) -> list[str]:
    return [entry["name"] for entry in row.recipients]


class Recipients(Field):
    """The names of the organisations alone."""

    def kept(self, row: Consent) -> Any:
        return organisations(row)


def parts_of_record(row: Any) -> list[Words]:
    return [words for code, words in PART_WORDS if code in row.fields]


PERSON_KIND = Kind(
    "person",
    _("My record"),
    persons,
    (
        given("number", _("Number of the record")),
        given("state", _("State"), PERSON.words),
        given("registered_on", _("Registered on")),
        *(own(name) for name in FIELD_WORDS),
        given("age_band", _("Age band"), ages.BAND_WORDS),
        given("language_family", _("Language family"), vocabulary.LANGUAGE_FAMILIES),
        *withheld("safety", "compartment"),
        *inner("canonical"),
    ),
)
AROUND = (
    Kind(
        "contact",
        _("How I can be reached"),
        of_person(Contact, "added_on"),
        (
            given("kind", _("Kind"), vocabulary.CONTACT_KINDS),
            OwnContact("value", own_copy.GIVEN, _("Number, address or name"), value_of_contact, typed=True),
            given("safety", _("Is it safe to use?"), vocabulary.SAFETY),
            given("added_on", _("Added on")),
            given("ended_on", _("Ended on")),
            read("end_why", _("Why is it no longer used?")),
            *withheld("others", "whose"),
            *withheld("safety", "how"),
            *inner("person"),
        ),
    ),
    Kind(
        "relation",
        _("To whom I belong"),
        relations,
        (
            given("kind", _("How are they related?"), kind_of_relation),
            given("added_on", _("Added on")),
            given("ended_on", _("Ended on")),
            *withheld("others", "person other other_name suspected"),
            *inner("person_ref other_ref"),
        ),
    ),
    Kind(
        "household_member",
        _("Households in which I lived"),
        memberships,
        (
            given("is_head", _("Head of the household")),
            given("joined_on", _("Since")),
            given("left_on", _("Until")),
            *inner("household_ref person_ref household person"),
        ),
    ),
    Kind(
        "household",
        _("Households"),
        own_copy.nothing,
        (*withheld("others", "place_path registered_by registered_on label"),),
    ),
)
SHARING = (
    Kind(
        "consent",
        _("What I agreed to"),
        of_person(Consent, "given_on"),
        (
            given("purpose", _("What is it for?"), consent.PURPOSES),
            Recipients("recipients", own_copy.GIVEN, _("Who will receive it?"), organisations, typed=True),
            given("fields", _("Which data?"), parts_of_record),
            given("given_on", _("Given on")),
            given("expires_on", _("Ends on")),
            given("given_by", _("Who consents?"), consent.GIVEN_BY),
            given("assent", _("What did the child say?"), consent.ASSENTS),
            given("language", _("Explained in"), vocabulary.LANGUAGES),
            given("way", _("How was it given?"), consent.KNOWN_WAYS),
            read("note", _("Note")),
            *withheld("others", "witness authority guardian"),
            *withheld("staff", "asked_by"),
            *withheld("shown_here", "evidence"),
            *inner("person at"),
        ),
    ),
    Kind(
        "consent_withdrawal",
        _("Consents that were taken back"),
        of_person(ConsentWithdrawal, "withdrawn_on"),
        (
            given("withdrawn_on", _("Withdrawn on")),
            read("said_by", _("Who said it?")),
            read("reason", _("Reason")),
            *withheld("staff", "noted_by"),
            *inner("person consent at"),
        ),
    ),
    Kind(
        "tie",
        _("Who may see my record, and since when"),
        of_person(Tie, "starts"),
        (
            given("fields", _("Which data?"), parts_of_record),
            given("starts", _("Since")),
            given("ends", _("Until")),
            *withheld("staff", "user team organisation ended_by why end_why"),
            *withheld("who_told", "because_kind because"),
            *inner("person because_ref consent"),
        ),
    ),
    Kind(
        "erasure",
        _("Erasures that were asked for"),
        lambda asked: Erasure.objects.filter(person__in=asked.persons).order_by("asked_on", "id"),
        (
            given("state", _("State"), ERASURE.words),
            given("asked_on", _("Asked on")),
            given("decided_on", _("Decided on")),
            *withheld("staff", "asked_by decided_by reason"),
            *inner("person place_path compartment epoch final_on apart"),
        ),
    ),
    Kind(
        "legal_hold",
        _("Legal holds"),
        own_copy.nothing,
        (*withheld("inquiry", "state set_on lifted_on reason lift_why"), *inner("person set_by lifted_by")),
    ),
    Kind(
        "subject_copy",
        _("Copies that I asked for"),
        of_person(SubjectCopy, "asked_on"),
        (
            given("number", _("Number of the copy")),
            given("state", _("State"), SUBJECT_COPY.words),
            given("asked_on", _("Asked on")),
            given("prepared_on", _("Prepared on")),
            given("handed_on", _("Handed over on")),
            *withheld("staff", "noted_by prepared_by handed_by"),
            *withheld("others", "guardian"),
            *withheld("safety", "asking handing"),
            *inner("person language released"),
        ),
    ),
    Kind(
        "kept_longer",
        _("Decisions to keep my record longer"),
        of_person(KeptLonger, "decided_on"),
        (
            given("until", _("Until")),
            given("decided_on", _("Decided on")),
            read("reason", _("Reason")),
            *withheld("staff", "decided_by"),
            *inner("person"),
        ),
    ),
    Kind(
        "retention",
        _("Until when my record is kept"),
        of_person(RetentionDue, "due_on"),
        (given("due_on", _("Until")), *inner("person kind found_on")),
    ),
    Kind("name_index", _("Marks of the search"), own_copy.nothing, (*inner("person kind bucket key_version"),)),
)


own_copy.register("people", own_copy.Contribution((PERSON_KIND, *AROUND, *SHARING), sees_all, others, place=0))
