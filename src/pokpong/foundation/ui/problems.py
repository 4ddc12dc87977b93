"""What can be wrong with anything typed into a form, with stable codes."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from pokpong.foundation.kernel.problems import ProblemKind

TEXT_TOO_LONG = ProblemKind("text_too_long", _("Write at most %(limit)s letters. There are %(length)s now."))
TEXT_BROKEN = ProblemKind(
    "text_broken", _("Some letters arrived broken. Type the text again, or paste it from another program.")
)
TEXT_OLD_FONT = ProblemKind("text_old_font", _("This looks typed for an old Lao font. Do you mean “%(rescued)s”?"))
DAY_INCOMPLETE = ProblemKind("day_incomplete", _("Write the day, the month and the year."))
DAY_UNREADABLE = ProblemKind("day_unreadable", _("This is not a day. Write it in figures, like 22 3 2021."))
DAY_SHORT_YEAR = ProblemKind("day_short_year", _("Write the year with four figures, like %(example)s."))
DAY_BUDDHIST_ERA = ProblemKind("day_buddhist_era", _("This is a Buddhist year. Do you mean %(example)s?"))
DAY_OUT_OF_RANGE = ProblemKind("day_out_of_range", _("The year must lie between 1900 and 2100."))
DAY_IMPOSSIBLE = ProblemKind("day_impossible", _("This day does not exist. Check the day, the month and the year."))
DAY_IN_FUTURE = ProblemKind("day_in_future", _("This day has not come yet."))
DAY_TOO_EARLY = ProblemKind("day_too_early", _("The day must be %(earliest)s or later."))
DAY_TOO_LATE = ProblemKind("day_too_late", _("The day must be %(latest)s or earlier."))
OTHER_MISSING = ProblemKind("other_missing", _("You chose “other”. Write what it is."))
PLACE_NOT_FOUND = ProblemKind("place_not_found", _("No place has this name. Check the spelling, or write less of it."))
PLACE_SEVERAL = ProblemKind("place_several", _("Several places have this name. Choose one of them."))


def invalid(kind: ProblemKind, **params: Any) -> ValidationError:
    """The problem as the error a form field raises; code and words are the same."""
    return ValidationError(str(kind.words), code=kind.code, params=params)
