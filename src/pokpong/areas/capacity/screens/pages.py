"""One page for every form of this area, finding the row it is about, and asking before a step."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid5

from django.urls import reverse
from django.utils.translation import gettext as _

from pokpong.areas.capacity.models import Training
from pokpong.areas.capacity.states import TONES
from pokpong.foundation.access.form_pages import found
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.actions import moves
from pokpong.foundation.kernel.problems import NotAllowed
from pokpong.foundation.kernel.rows import Row
from pokpong.foundation.ui.parts import Happening, StatusWord
from pokpong.foundation.ui.shell import Crumb


def training_of(request: PageRequest, key: UUID) -> Training:
    """A training whose trainees the reader may see. Raises NotThere; NotAllowed for who sees the training only."""
    rows = Training.objects.with_trainees_seen_by(request.user).select_related("curriculum", "organisation", "project")
    row: Training | None = rows.filter(pk=key).first()
    if row is not None:
        return row
    found(Training.objects.visible_to(request.user), key)
    raise NotAllowed([])


def crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Trainings"), reverse("capacity:trainings")), *more]


def of_training(row: Training, *more: Crumb) -> list[Crumb]:
    return crumbs(Crumb(row.name, address(row)), *more)


def address(row: Training) -> str:
    return reverse("capacity:training", args=[row.pk])


def status(row: Any) -> StatusWord:
    """The state of a row in words."""
    return StatusWord(moves.MACHINES[row.noun].words[row.state], TONES[row.state])


def history(row: Any) -> list[Happening]:
    """The states it went through, newest first, with the reasons."""
    words = moves.MACHINES[row.noun].words
    steps = reversed(moves.history_of(row.pk))
    return [Happening(step.at, words[step.after], text=moves.why_of(step)) for step in steps]


def call_for(call_id: UUID, key: object) -> UUID:
    """The id of one of several calls that one form makes: sent again, each is the same call."""
    return uuid5(call_id, str(key))


Act = Callable[..., Row]
