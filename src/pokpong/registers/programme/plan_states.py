"""The states of plans and of their activities."""

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.moves import Moves

PLAN = Moves(
    noun="plan",
    start="drafted",
    words={
        "drafted": _("Plan being drafted"),
        "proposed": _("Waits for the committee"),
        "agreed": _("Agreed by the committee"),
        "carried_out": _("Being carried out"),
        "closed": _("Plan closed"),
        "superseded": _("Replaced by a later edition"),
    },
    table={
        ("drafted", "proposed"): ("plan.propose",),
        ("proposed", "drafted"): ("plan.send_back",),
        ("proposed", "agreed"): ("plan.agree",),
        ("agreed", "carried_out"): ("plan.start", "plan.agree"),
        ("agreed", "superseded"): ("plan.agree",),
        ("carried_out", "superseded"): ("plan.agree",),
        ("agreed", "closed"): ("plan.close",),
        ("carried_out", "closed"): ("plan.close",),
    },
)
ACTIVITY = Moves(
    noun="activity",
    start="planned",
    words={
        "planned": _("Planned"),
        "partly": _("Partly done"),
        "postponed": _("Postponed"),
        "done": _("Done"),
        "dropped": _("Taken out of the plan"),
    },
    table={
        **{
            (before, after): ("progress.record",)
            for before in ("planned", "partly", "postponed")
            for after in ("partly", "postponed", "done")
        },
        **{
            ("planned", after): (("progress.record", "plan.revise") if after != "dropped" else ("activity.drop",))
            for after in ("partly", "postponed", "done", "dropped")
        },
        ("partly", "dropped"): ("activity.drop",),
        ("postponed", "dropped"): ("activity.drop",),
    },
)
PLAN_TONES = {
    "drafted": "warning",
    "proposed": "info",
    "agreed": "success",
    "carried_out": "success",
    "closed": "closed",
    "superseded": "closed",
}
ACTIVITY_TONES = {
    "planned": "neutral",
    "partly": "info",
    "postponed": "warning",
    "done": "success",
    "dropped": "closed",
}
