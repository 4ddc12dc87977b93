"""The letter of a body, opened for one reader."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse

from pokpong.areas.protection.models import Identification
from pokpong.areas.protection.queries.identification import answers_to
from pokpong.foundation.access.pages import PageRequest, seen
from pokpong.foundation.kernel.problems import NotThere
from pokpong.foundation.vault import files
from pokpong.foundation.vault.models import SealedFile


def letter_of(request: PageRequest, row: Identification, answer: UUID) -> HttpResponse:
    """The file of one answer of this identification; leaves a reading event. Raises NotThere."""
    named = next((one for one in answers_to(row) if one.pk == answer), None)
    file = SealedFile.objects.filter(pk=named.letter).first() if named and named.letter else None
    if file is None:
        raise NotThere(str(answer))
    seen(request, "file", [file])
    response = HttpResponse(files.content_of(file), content_type=file.media_type)
    ending = "pdf" if file.media_type == "application/pdf" else "jpg"
    response.headers["Content-Disposition"] = f'inline; filename="letter.{ending}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response.headers["Cache-Control"] = "no-store"
    return response
