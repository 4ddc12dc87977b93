"""Forms that call an action: sent twice they act once, and what the action refuses stands beside its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django import forms

from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import Refused
from pokpong.foundation.kernel.rows import Row
from pokpong.foundation.ui.forms import PokpongForm

R = TypeVar("R", bound=Row)


class ActionForm(PokpongForm):
    """Carries the id of its call, made when the page is drawn: a double press or a reload is the same call."""

    call_id = forms.UUIDField(widget=forms.HiddenInput, initial=new_id)

    def perform(self, act: Callable[..., R], **arguments: Any) -> R | None:
        """The row the action answers with; None when the form or the action found problems, which it then shows.

        Raises NotAllowed and NotThere only when no field can be blamed: the page decorator answers those.
        """
        if not self.is_valid():
            return None
        try:
            return act(call_id=self.cleaned_data["call_id"], **arguments)
        except Refused as refused:
            self.add_problems(refused.problems)
            return None


class AmendForm(ActionForm):
    """An edit: also carries the version of the row that the editor saw."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def changes(self, *names: str) -> dict[str, Any]:
        """The named fields' new values."""
        return {name: self.cleaned_data[name] for name in names}


def row_id_for(call_id: UUID) -> UUID:
    """A new row's id, fixed by its call: a form that is sent again names the same row."""
    return UUID(int=call_id.int ^ 1)
