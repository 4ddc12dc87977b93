"""When certificates are issued."""

from __future__ import annotations

from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

NOT_CLOSED = ProblemKind(
    "capacity_certificate_not_closed", _("Close the training first: closing settles who completed it.")
)
NOBODY = ProblemKind("capacity_certificate_nobody", _("Nobody who completed it still waits for a certificate."))
ISSUER_MISSING = ProblemKind(
    "capacity_certificate_issuer",
    _("Say which organisation holds the training, and give that organisation an abbreviation: numbers carry it."),
)


def check_issuing(state: str, *, waiting: int, has_short_name: bool) -> list[Problem]:
    """Whether certificates may be issued now."""
    if state != "closed":
        return [NOT_CLOSED("state")]
    problems = [] if waiting else [NOBODY("state")]
    return problems + ([] if has_short_name else [ISSUER_MISSING("organisation")])
