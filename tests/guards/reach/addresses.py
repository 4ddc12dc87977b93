"""Every address of the program, and how to visit it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from pokpong.doors.office.terms import key_of
from tests.guards.reach.world import World

# What a parameter of an address is called where its name alone does not say which record it means.
FIXED = {
    "status": 404,
    "number": 1,
    "level": 3,
    "under": "LA16/LA1601/",
    "table": "inbox",
    "code": "caseworker",
    "figure": "concerns",
    "group": "names",
    "step": 1,
    "guest": 1,
    "part": 1,
    "row": 3,
    "factor": 1,
    "session": 1,
    "to": "running",
    "shipped": "lao_year",
    "term": key_of("victim", "ຜູ້ຖືກເຄາະຮ້າຍ"),
}
# Parameters that name a record by another word than the samples do.
ALIASES = {
    "capacity:session": "session_of_training",
    "task_id": "task",
    "conflict_id": "conflict",
    "kept": "view",
    "institutions:service": "service_offer",
    "body:identification": "identification_asked",
    "exchange:file": "file_checked",
}
CLOSED = "closed_case"
# Pages that only a record in another state has.
IN_ANOTHER_STATE = {
    ("institutions:official_part", "official"): "merged_official",
    ("programme:plan_agree", "plan"): "plan_proposed",
    ("programme:plan_send_back", "plan"): "plan_proposed",
    ("programme:plan_start", "plan"): "plan_agreed",
    ("programme:plan_revise", "plan"): "plan_running",
    ("programme:plan_close", "plan"): "plan_running",
    ("programme:plan_difference", "plan"): "plan_second_edition",
    ("programme:progress_record", "activity"): "activity_running",
    ("programme:result_resume", "result"): "retired_result",
    ("programme:framework_revise", "framework"): "framework_in_force",
    ("programme:framework_add", "project"): "bare_project",
    ("cases:approve_closure", "case"): "closing_case",
    ("cases:send_back", "case"): "closing_case",
    ("papers:closure", "case"): "closed_case",
    ("papers:village", "case"): "closed_case",
    ("papers:number_village", "case"): "closed_case",
    ("papers:village", "consent"): "family_consent_of_closed_case",
    ("papers:number_village", "consent"): "family_consent_of_closed_case",
    ("exchange:row", "file"): "file_asked",
    ("capacity:curriculum_amend", "curriculum"): "curriculum_draft",
    ("capacity:curriculum_use", "curriculum"): "curriculum_draft",
    ("capacity:question_add", "curriculum"): "curriculum_draft",
    ("capacity:question_amend", "curriculum"): "curriculum_draft",
    ("capacity:question_remove", "curriculum"): "curriculum_draft",
    ("capacity:begin", "training"): "training_planned",
    ("capacity:close", "training"): "training_finished",
    ("capacity:resume", "training"): "training_finished",
    ("capacity:reopen", "training"): "training_closed",
    ("capacity:certificates", "training"): "training_closed",
    ("capacity:attendance_undo", "call"): "training",
    ("capacity:merge_confirm", "trainee"): "trainee_asked",
    ("capacity:merge_refuse", "trainee"): "trainee_asked",
    ("capacity:trainee_part", "trainee"): "trainee_merged",
    ("office:own_copy_paper", "subject_copy"): "subject_copy_ready",
    ("office:own_copy_json", "subject_copy"): "subject_copy_ready",
    ("office:own_copy_hand_over", "subject_copy"): "subject_copy_ready",
    ("identification:letter", "identification"): "identification_declined",
    ("body:letter", "identification"): "identification_declined",
}
# What decides whether a page about one record is shown: the kind of record that its address names.
PARTS_OF_A_CASE = (
    *("case", "need", "goal", "planned_action", "note", "attachment", "conference", "follow_up", "screening"),
    *("identification", "service", "stay", "return_home", "referral", "referral_link"),
)
ABOUT = {"concern": "concern", "person": "person", "household": "household", **dict.fromkeys(PARTS_OF_A_CASE, "case")}
# The other side of a referral and of a request sees it for another reason than the case.
OTHER_SIDES = {"provider": "received", "received_papers": "received", "body": "request"}
OTHER_KINDS = {"capacity", "institutions", "wording", "exchange", "programme", "partnership"}


@dataclass(frozen=True)
class Address:
    name: str
    parameters: tuple[str, ...]
    permission: tuple[str, ...]

    def url(self, world: World) -> str:
        """Raises KeyError for a parameter that nothing in the world answers to."""
        return reverse(self.name, kwargs={name: self.value(world, name) for name in self.parameters})

    def value(self, world: World, parameter: str) -> Any:
        space = self.name.split(":")[0]
        usual = ALIASES.get(f"{space}:{parameter}", ALIASES.get(parameter, parameter))
        name = IN_ANOTHER_STATE.get((self.name, parameter), usual)
        for known in (world.ids, world.paths, world.texts, FIXED):
            if name in known:
                return known[name]
        raise KeyError(f"{self.name}: nothing in the world is called {name!r}")

    @property
    def about(self) -> str:
        """The kind of record whose sight decides, or an empty text."""
        space = self.name.split(":")[0]
        if space in OTHER_KINDS:
            return ""
        if space in OTHER_SIDES and self.parameters:
            return OTHER_SIDES[space]
        if IN_ANOTHER_STATE.get((self.name, "case")) == CLOSED:
            return CLOSED
        return next((ABOUT[name] for name in self.parameters if name in ABOUT), "")


def addresses() -> list[Address]:
    return list(_walk(get_resolver().url_patterns, ()))


def _walk(patterns: list[URLPattern | URLResolver], spaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern.url_patterns, inner)
        else:
            name = ":".join([*spaces, pattern.name or ""])
            permission = tuple(getattr(pattern.callback, "permission", ()))
            yield Address(name, tuple(pattern.pattern.converters), permission)
