"""The list of documents, the page of one, its steps, and the paper."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from pokpong.areas.partnership import actions
from pokpong.areas.partnership.models import Document, Meeting, Visit
from pokpong.areas.partnership.queries import documents as queries
from pokpong.areas.partnership.queries.papers import is_unchanged
from pokpong.areas.partnership.rules.documents import LANGUAGES
from pokpong.areas.partnership.rules.names import AFTER_TITLE, CAPITAL, GIVEN_NAME, Stranger
from pokpong.areas.partnership.screens import document_forms as forms
from pokpong.areas.partnership.screens.meeting_steps import METHODS, data_of
from pokpong.areas.partnership.screens.meetings import meeting_for
from pokpong.areas.partnership.screens.parts import (
    Card,
    Line,
    Notice,
    RecordPage,
    asked,
    crumbs_of,
    filled,
    happenings,
    links,
    official_words,
    record_page,
    way,
)
from pokpong.areas.partnership.screens.tables import Documents, address, status
from pokpong.areas.partnership.screens.visits import visit_for
from pokpong.areas.partnership.states import COMING, DOCUMENT, TONES
from pokpong.areas.partnership.vocabulary import DOCUMENT_KINDS, DRAFTED_FROM
from pokpong.foundation.access.form_pages import done, form_page, found, require
from pokpong.foundation.access.pages import PageRequest, page, seen
from pokpong.foundation.access.queries import names_of
from pokpong.foundation.access.saved_views import UserViews
from pokpong.foundation.actions.forms import AmendForm, row_id_for
from pokpong.foundation.kernel.words import Words
from pokpong.foundation.ui.parts import Link, StatusWord, SummaryRow
from pokpong.foundation.ui.shell import Crumb
from pokpong.registers.institutions.models import Official
from pokpong.registers.places.queries import label

EVENTS: dict[str, Words] = {
    "document.amend": gettext_lazy("The text was edited"),
    "document.clear_word": gettext_lazy("Words were confirmed to be no name"),
}
WHY: dict[str, Words] = {
    AFTER_TITLE: gettext_lazy("It stands after a title."),
    GIVEN_NAME: gettext_lazy("Many people are called so."),
    CAPITAL: gettext_lazy("It begins with a capital letter and is no known word."),
}
MARKED_IN_PRESS = gettext_lazy(
    "Some words look like the name of somebody who is no official. A press text cannot be signed with them."
)
MARKED = gettext_lazy(
    "Some words look like the name of somebody who is no official. Look that nobody is named who was helped."
)
LANGUAGE_NAMES = {"lo": "ລາວ", "en": "English"}


@require_GET
@page("document.read")
def document_list(request: PageRequest) -> HttpResponse:
    """Documents of this reader's places; drafts only for who writes or signs."""
    rows = Document.objects.visible_to(request.user)
    views = UserViews(request.user.id, Documents.name, request.path)
    table = Documents(rows, request.GET, path=request.path, saved_views=views)
    seen(request, "document", table.page_rows)
    context = {
        "table": table,
        "title": _("Documents"),
        "lead": _("Reports, minutes, invitations and press texts of your places."),
        "steps": [],
        "breadcrumbs": [*crumbs_of("document")[:1], Crumb(_("Documents"))],
    }
    return render(request, "partnership/list.html", context)


def document_for(request: PageRequest, key: UUID) -> tuple[Document, list[Official]]:
    """The document in the reader's sight and who may be named in it; both are noted as read. Raises NotThere."""
    row: Document = found(Document.objects.visible_to(request.user), key)
    officials = queries.officials_of(row)
    seen(request, "document", [row])
    seen(request, "official", officials)
    return row, officials


@require_GET
@page("document.read")
def document_page(request: PageRequest, document: UUID) -> HttpResponse:
    """The text, whose names may stand in it, and which words are marked."""
    row, officials = document_for(request, document)
    marked = queries.strangers_in(row, officials) if row.state == "draft" else []
    cards = [
        Card(_("About the document"), "info", rows=_facts(request, row)),
        *_texts(row),
        *([_marked_card(marked)] if marked else []),
        Card(
            _("Officials who may be named"),
            "people",
            lines=[Line(official_words(one)) for one in officials],
            empty=_("Nobody. Add officials when you edit the text."),
        ),
        *_cleared_card(row),
        Card(_("What happened"), "clock", events=happenings(row, EVENTS, TONES)),
    ]
    kind = DOCUMENT_KINDS.get(row.kind, row.kind)
    shown = RecordPage(
        _("Document"), row.name, kind, status(DOCUMENT, row), cards, _steps(request, row, marked), _notices(row, marked)
    )
    return record_page(request, shown, crumbs_of("document", Crumb(_("Document"))))


def _facts(request: PageRequest, row: Document) -> list[SummaryRow]:
    names = names_of([row.made_by, row.signed_by])
    signed = " · ".join(part for part in (row.signer_post, row.signer_name) if part)
    return filled(
        [
            SummaryRow(_("Kind"), DOCUMENT_KINDS.get(row.kind, row.kind)),
            SummaryRow(_("Number"), row.number),
            SummaryRow(_("Drafted from"), _source(request, row)),
            SummaryRow(_("Place"), label(row.place_path)),
            SummaryRow(_("Drafted on"), row.made_on, note=names.get(row.made_by, "")),
            SummaryRow(_("Signed on"), row.signed_on, note=signed),
            SummaryRow(_("Fingerprint of what was signed"), row.digest[:16]),
        ]
    )


def _source(request: PageRequest, row: Document) -> Link | str:
    """The record it was drafted from, for who sees it."""
    model: Any = {"meeting": Meeting, "visit": Visit}.get(row.record_kind)
    record = model.objects.visible_to(request.user).filter(pk=row.record).first() if model else None
    if record is None:
        return ""
    return Link(_("The meeting") if row.record_kind == "meeting" else _("The visit"), address(record))


def _texts(row: Document) -> list[Card]:
    return [
        Card(LANGUAGE_NAMES[language], "language", lines=[Line(row.title.get(language, ""), text=row.body[language])])
        for language in LANGUAGES
        if row.body.get(language)
    ]


def _marked_card(marked: Sequence[Stranger]) -> Card:
    odd = StatusWord(_("Not an official"), "warning")
    lines = [Line(one.text, hint=WHY[one.why], status=odd) for one in marked]
    return Card(_("Words that look like a name"), "warning", lines=lines)


def _cleared_card(row: Document) -> list[Card]:
    if not row.cleared:
        return []
    names = names_of([UUID(entry["by"]) for entry in row.cleared])
    lines = [Line(entry["word"], hint=names.get(UUID(entry["by"]), "")) for entry in row.cleared]
    return [Card(_("Confirmed to be no name"), "check", lines=lines)]


def _notices(row: Document, marked: Sequence[Stranger]) -> list[Notice]:
    if row.state == "signed":
        if is_unchanged(row):
            return [Notice("success", _("Signed and frozen: it says what was signed."))]
        return [Notice("danger", _("This text is no longer what was signed. Tell the administrator."))]
    if not marked:
        return []
    return [Notice("warning", MARKED_IN_PRESS if row.kind == "press" else MARKED)]


def _steps(request: PageRequest, row: Document, marked: Sequence[Stranger]) -> list[Link]:
    is_draft, mine, marks = row.state == "draft", str(request.user.id) in row.writers, bool(marked)

    def may(name: str) -> bool:
        return is_draft and request.user.may(name, row.place_path)

    return links(
        (may("document.sign") and not mine, _("Read and sign"), "sign_document", row.pk),
        (may("document.amend"), _("Edit the text"), "edit_document", row.pk),
        (marks and not mine and may("document.clear_word"), _("Confirm that it is no name"), "clear_word", row.pk),
        (True, _("Show the paper"), "paper", row.pk),
    )


def _draft(request: PageRequest, row: Meeting | Visit) -> HttpResponse:
    require(request, "document.draft", row.place_path)
    kinds = [kind for kind in DRAFTED_FROM[row.noun] if kind == "invitation" or row.state not in COMING]
    form = forms.DraftForm(data_of(request), kinds=kinds)
    if form.is_bound and form.is_valid():
        made = form.perform(
            actions.draft_document,
            by=request.user,
            id=row_id_for(form.cleaned_data["call_id"]),
            kind=form.cleaned_data["kind"],
            record_kind=row.noun,
            record=row.pk,
        )
        if made is not None:
            return done(request, _("The document was drafted. Read it through and edit it."), address(made))
    title = _("Draft a document")
    lead = _("The text is drafted from the record. It can be edited until a second person signs it.")
    return form_page(
        request, form, title=title, back=address(row), crumbs=way(row, title), lead=lead, button=_("Draft it")
    )


@require_http_methods(METHODS)
@page("document.draft")
def draft_of_meeting(request: PageRequest, meeting: UUID) -> HttpResponse:
    return _draft(request, meeting_for(request, meeting))


@require_http_methods(METHODS)
@page("document.draft")
def draft_of_visit(request: PageRequest, visit: UUID) -> HttpResponse:
    return _draft(request, visit_for(request, visit))


@require_http_methods(METHODS)
@page("document.amend")
def edit(request: PageRequest, document: UUID) -> HttpResponse:
    row, officials = document_for(request, document)
    require(request, "document.amend", row.place_path)
    given = {f"title_{language}": row.title.get(language, "") for language in LANGUAGES}
    given |= {f"body_{language}": row.body.get(language, "") for language in LANGUAGES}
    form = forms.EditForm(
        data_of(request),
        initial={**given, "officials": row.officials, "base": row.version},
        actor=request.user,
        named=officials,
    )
    return asked(
        request,
        row,
        form,
        actions.amend_document,
        title=_("Edit the text"),
        said=_("The text was saved."),
        arguments=lambda typed: {
            "document": row.pk,
            "base": typed["base"],
            "title": form.texts("title"),
            "body": form.texts("body"),
            "officials": form.officials(),
        },
    )


@require_http_methods(METHODS)
@page("document.clear_word")
def clear_word(request: PageRequest, document: UUID) -> HttpResponse:
    row, officials = document_for(request, document)
    require(request, "document.clear_word", row.place_path)
    marked = queries.strangers_in(row, officials) if row.state == "draft" else []
    form = forms.ClearForm(data_of(request), marked=marked)
    return asked(
        request,
        row,
        form,
        actions.clear_word,
        title=_("Confirm that it is no name"),
        said=_("It is noted that these words are no name."),
        arguments=lambda typed: {"document": row.pk, "word": typed["word"]},
        lead=_("Only when you are sure that the words name no person. Your name stays with it."),
        button=_("It is no name"),
    )


@require_http_methods(METHODS)
@page("document.sign")
def sign(request: PageRequest, document: UUID) -> HttpResponse:
    row, _officials = document_for(request, document)
    require(request, "document.sign", row.place_path)
    form = AmendForm(data_of(request), initial={"base": row.version})
    return asked(
        request,
        row,
        form,
        actions.sign_document,
        title=_("Read and sign"),
        said=_("The document is signed."),
        arguments=lambda typed: {"document": row.pk, "base": typed["base"]},
        lead=_("You have read the text. It gets its number, and nobody can change it any more."),
        button=_("Sign"),
    )
