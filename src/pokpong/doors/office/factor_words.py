"""Second factors and devices in words: a part of the table in `action_words.py`."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

ACTIONS = {
    "second_factor.add_app": gettext_lazy("Set up an app as second factor"),
    "second_factor.add_passkey": gettext_lazy("Set up a passkey as second factor"),
    "second_factor.code_used": gettext_lazy("Signed in with a recovery code"),
    "second_factor.failed": gettext_lazy("Failed at the second step of signing in"),
    "second_factor.new_codes": gettext_lazy("Made new recovery codes"),
    "second_factor.remove": gettext_lazy("Took a second factor away"),
    "second_factor.reset": gettext_lazy("Took the lost second factor of a user away"),
    "second_factor.used": gettext_lazy("Passed the second step of signing in"),
    "user.end_session": gettext_lazy("Signed a device out"),
}
