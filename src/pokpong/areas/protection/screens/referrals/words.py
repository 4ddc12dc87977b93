"""A referral as pages show it: words, answers, what happened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Referral, ReferralNote
from pokpong.areas.protection.queries.referral_links import makers
from pokpong.areas.protection.screens.presenters import known, urgency_word
from pokpong.areas.protection.states.referrals import DRAFT, REFERRAL, TONES
from pokpong.areas.protection.vocabulary import referrals as vocabulary
from pokpong.foundation.access.models import User
from pokpong.foundation.actions import moves
from pokpong.foundation.actions.models import Move
from pokpong.foundation.ui.parts import Happening, StatusWord, SummaryRow
from pokpong.registers.institutions.models import Organisation, ServiceOffer
from pokpong.registers.institutions.vocabularies import SERVICE_KINDS
from pokpong.registers.people.models import Contact, Person
from pokpong.registers.people.queries.timeline import user_names
from pokpong.registers.people.rules import vocabulary as people
from pokpong.registers.people.rules.record import GROUPS
from pokpong.registers.people.screens.person import age_words, how_rows
from pokpong.registers.people.screens.words import FIELD_WORDS, GROUP_WORDS, part_words, safety_status, shown

UNSAFE = "unsafe"


def state_word(state: str) -> StatusWord:
    return StatusWord(REFERRAL.words[state], TONES[state])


def due_word(row: Referral) -> object:
    """The day of the next step, with red words once it has passed; nothing when none is waited for."""
    return [StatusWord(_("Late"), "danger"), row.due] if row.is_late else row.due


def tags(row: Referral) -> list[StatusWord]:
    late = [StatusWord(_("Late"), "danger")] if row.is_late else []
    return [state_word(row.state), urgency_word(row.urgency), *late]


def kind_words(row: Referral) -> str:
    return SERVICE_KINDS.words(row.kind)


def offer_words(row: Referral) -> str:
    """The name of the service where it has one of its own."""
    offer = ServiceOffer.objects.filter(pk=row.offer).first() if row.offer else None
    return offer.name if offer else ""


def outcome_words(row: Referral) -> str:
    """What came of it, or why not, in words; empty while nobody knows."""
    words = {**vocabulary.OUTCOMES, **vocabulary.NOT_DONE_REASONS}
    code = row.decline_reason or row.outcome
    return str({**words, **vocabulary.DECLINE_REASONS}.get(code, code)) if code else ""


def asked_rows(row: Referral) -> list[SummaryRow]:
    """What both sides know of what is asked."""
    return known(
        [
            SummaryRow(_("What help is asked for?"), kind_words(row), note=offer_words(row)),
            SummaryRow(_("How urgent is it?"), urgency_word(row.urgency)),
            SummaryRow(_("Sent on"), row.sent_at),
            SummaryRow(_("Please answer by"), row.answer_by),
            SummaryRow(_("Help should begin by"), row.serve_by),
        ]
    )


def answer_rows(row: Referral) -> list[SummaryRow]:
    """What the organisation said and did."""
    return known(
        [
            SummaryRow(_("Received on"), row.received_at),
            SummaryRow(_("Answered on"), row.answered_at),
            SummaryRow(_("Answer"), (row.answer or "").splitlines()),
            SummaryRow(_("Help began on"), row.started_at),
            SummaryRow(_("Ended on"), row.ended_at),
            SummaryRow(_("What came of it?"), outcome_words(row)),
            SummaryRow(_("Feedback"), (row.feedback or "").splitlines()),
        ]
    )


def shared_words(row: Referral) -> list[str]:
    return part_words(row.fields)


def groups_shown(person: Person, parts: Iterable[str]) -> list[dict[str, Any]]:
    """The shared groups of the record, with what they say today."""
    wanted = set(parts)
    return [
        {
            "title": GROUP_WORDS[group],
            "rows": [SummaryRow(FIELD_WORDS[name], shown(name, getattr(person, name))) for name in names]
            + ([SummaryRow(_("Age today"), age_words(person))] if group == "birth" else []),
        }
        for group, names in GROUPS.items()
        if group in wanted
    ]


def contacts_shown(rows: Iterable[Contact]) -> list[dict[str, Any]]:
    """The contacts that may be tried, with how; an unsafe one is not handed on at all."""
    return [
        {
            "kind": people.words_of(people.CONTACT_KINDS, row.kind),
            "value": row.value,
            "whose": row.whose or "",
            "status": safety_status(row.safety),
            "how": how_rows(row),
        }
        for row in rows
        if row.safety != UNSAFE
    ]


def notes_shown(rows: Iterable[ReferralNote], own: UUID | None) -> list[dict[str, Any]]:
    """Notes with who wrote them; of the other side only which side it is. `own` is the reader's organisation."""
    notes = list(rows)
    names = who_names(note.by for note in notes if note.organisation == own)
    other = _("The organisation") if own is None else _("The sender")
    return [
        {
            "at": note.at,
            "text": note.text,
            "who": names.get(note.by, "") if note.organisation == own else other,
            "private": not note.shared,
        }
        for note in notes
    ]


def who_names(ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Names of those who work here; what came through a one-time link is named after whoever made the link."""
    wanted = {row for row in ids if row is not None}
    names = user_names(wanted)
    return {**names, **{link: through_link(maker) for link, maker in makers(wanted - names.keys()).items()}}


def through_link(maker: str) -> str:
    return _("through a one-time link made by %(name)s") % {"name": maker}


def happenings(row: Referral) -> list[Happening]:
    """Every move with who and why, the newest first; for the sender's side."""
    history = moves.history_of(row.pk)[::-1]
    who = who_names(move.who for move in history)
    return [_happening(move, who.get(move.who, "") if move.who else "", _why(move)) for move in history]


def _why(move: Move) -> str:
    why = moves.why_of(move)
    return str(vocabulary.STOPPED_BECAUSE.get(why, why))


def happenings_for_receiver(row: Referral) -> list[Happening]:
    """What the organisation knows: neither who nor why, and nothing before it was sent."""
    return [_happening(move) for move in moves.history_of(row.pk)[::-1] if move.after != DRAFT]


def _happening(move: Move, who: str = "", why: str = "") -> Happening:
    return Happening(move.at, REFERRAL.words[move.after], who, why)


def sender_words(row: Referral) -> str:
    """Whom the organisation may ask: who sent it, and for which organisation they work."""
    sender = User.objects.filter(pk=row.sent_by).first() if row.sent_by else None
    if sender is None:
        return ""
    office = Organisation.objects.filter(pk=sender.organisation).first() if sender.organisation else None
    return f"{sender.display_name}, {office.name}" if office else sender.display_name


def organisations_of_senders(rows: Iterable[Referral]) -> dict[UUID, str]:
    """The names of the organisations whose users sent these, by user."""
    senders = User.objects.filter(pk__in={row.sent_by for row in rows if row.sent_by}, organisation__isnull=False)
    works_for = dict(senders.values_list("pk", "organisation"))
    names = {row.pk: row.name for row in Organisation.objects.filter(pk__in=set(works_for.values()))}
    return {user: names[organisation] for user, organisation in works_for.items() if organisation in names}
