"""The states of projects, fundings, frameworks, results and figures."""

from django.utils.translation import gettext_lazy as _

from pokpong.foundation.actions.moves import Moves

PROJECT = Moves(
    noun="project",
    start="planned",
    words={"planned": _("Project in preparation"), "running": _("Project under way"), "closed": _("Project closed")},
    table={
        ("planned", "running"): ("project.change_state",),
        ("planned", "closed"): ("project.change_state",),
        ("running", "closed"): ("project.change_state",),
        ("closed", "running"): ("project.change_state",),
    },
)
FUNDING = Moves(
    noun="funding",
    start="agreed",
    words={"agreed": _("Agreed with the donor"), "withdrawn": _("Funding withdrawn")},
    table={("agreed", "withdrawn"): ("funding.withdraw",)},
)
FRAMEWORK = Moves(
    noun="framework",
    start="drafted",
    words={
        "drafted": _("Being drafted"),
        "in_force": _("In force"),
        "superseded": _("Replaced by a later edition"),
    },
    table={
        ("drafted", "in_force"): ("framework.agree",),
        ("in_force", "superseded"): ("framework.agree",),
    },
)
RESULT = Moves(
    noun="result",
    start="active",
    words={"active": _("Result pursued"), "retired": _("Result retired")},
    table={("active", "retired"): ("result.retire",), ("retired", "active"): ("result.resume",)},
)
POPULATION = Moves(
    noun="population",
    start="stated",
    words={"stated": _("Figure in use"), "withdrawn": _("Figure withdrawn")},
    table={("stated", "withdrawn"): ("population.withdraw",)},
)
TONES = {
    "planned": "info",
    "running": "success",
    "closed": "closed",
    "agreed": "success",
    "withdrawn": "closed",
    "drafted": "info",
    "in_force": "success",
    "superseded": "closed",
    "active": "success",
    "retired": "closed",
    "stated": "success",
}
