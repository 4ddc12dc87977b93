"""Documents: a text drafted from a record, edited, signed by a second person, and then frozen."""

from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models

from pokpong.foundation.access.scope import ScopedQuerySet
from pokpong.foundation.kernel import clock, marks
from pokpong.foundation.kernel.paths import PathField
from pokpong.foundation.kernel.rows import MutableRow
from pokpong.foundation.kernel.words import in_language

WRITERS = ("document.amend", "document.sign")


class DocumentQuerySet(ScopedQuerySet):
    def visible_to(self, actor: Any) -> Self:
        """Drafts are only for those who write or sign: nobody has yet looked whether a text may be read."""
        found = super().visible_to(actor)
        return found if any(actor.may(name) for name in WRITERS) else found.filter(state="signed")


DocumentManager = models.Manager.from_queryset(DocumentQuerySet)


class Document(MutableRow):
    """`record_kind` and `record` name what it was drafted from; both may be empty. States: draft, signed.

    `title` and `body` are texts by language. `officials` are ids: whose names may stand in a press text. `cleared` are
    words that looked like a name and that a second person confirmed to be none: `{"word", "by"}`. `writers` are the
    users who wrote in it; whoever signs is none of them. `head`, `digest`, number and signature stand once it is
    signed: `head` keeps the issuers and the place as they were called then.
    """

    noun = "document"

    kind = marks.open_field(models.CharField(max_length=20))
    record_kind = marks.open_field(models.CharField(max_length=20, blank=True))
    record = marks.open_field(models.UUIDField(null=True))
    place_path = PathField(blank=True)
    title = marks.personal(models.JSONField(help_text="{language: text}"))
    body = marks.personal(models.JSONField(help_text="{language: text}"))
    officials = marks.open_field(models.JSONField(default=list, help_text="ids of officials named in it"))
    cleared = marks.personal(models.JSONField(default=list))
    writers = marks.open_field(models.JSONField(default=list, help_text="ids of users"))
    made_by = marks.open_field(models.UUIDField())
    made_on = marks.open_field(models.DateField(default=clock.today))
    issuer = marks.open_field(models.UUIDField(null=True, help_text="the organisation that issues it"))
    number = marks.open_field(models.CharField(max_length=80, blank=True))
    head = marks.open_field(models.JSONField(default=dict))
    signed_by = marks.open_field(models.UUIDField(null=True))
    signed_on = marks.open_field(models.DateField(null=True))
    signer_name = marks.personal(models.CharField(max_length=120, blank=True))
    signer_post = marks.open_field(models.CharField(max_length=160, blank=True))
    digest = marks.open_field(models.CharField(max_length=64, blank=True))
    state = marks.open_field(models.CharField(max_length=10, default="draft"))

    objects: ClassVar[DocumentManager[Document]] = DocumentManager()

    class Meta:
        indexes = [
            models.Index(fields=["record"], name="document_record"),
            models.Index(fields=["place_path", "made_on"], name="document_place"),
        ]

    @property
    def name(self) -> str:
        """Its title in the reader's language."""
        return in_language(self.title)

    def scope_keys(self) -> list[str]:
        return [f"place:{self.place_path}"]
