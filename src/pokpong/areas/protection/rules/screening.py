"""What may be done with a screening, over plain values."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pokpong.areas.protection.tools.evaluator import CannotEvaluate
from pokpong.areas.protection.tools.tool import ANSWERS, NOT_ASKED, Tool
from pokpong.areas.protection.vocabulary import screening as vocabulary
from pokpong.foundation.kernel.problems import Problem, ProblemKind
from pokpong.foundation.kernel.words import lazy as _

NOTE_LIMIT = 2000
FEWEST_WHY = 5
FINISH_WITHIN = timedelta(days=3)
DECIDE_WITHIN = timedelta(days=2)

TOOL_UNKNOWN = ProblemKind("screening_tool_unknown", _("This screening tool, or this version of it, does not exist."))
SET_UNKNOWN = ProblemKind("screening_set_unknown", _("Choose for whom the questions are asked."))
WEIGHTS_UNKNOWN = ProblemKind(
    "screening_weights_unknown",
    _(
        "The weights of these questions have no checked source, so no result can be worked out."
        " Use “act, means, purpose” instead; it covers every form of exploitation."
    ),
)
QUESTION_UNKNOWN = ProblemKind("screening_question_unknown", _("The question “%(question)s” is not part of this tool."))
ANSWER_UNKNOWN = ProblemKind("screening_answer_unknown", _("Choose yes, no or not asked."))
ANSWER_CHANGED = ProblemKind(
    "screening_answer_changed",
    _("A colleague answered this otherwise meanwhile. Look at both answers, choose one and save again."),
)
CHILD_AS_ADULT = ProblemKind(
    "screening_child_as_adult", _("The record says that the person is under 18. Choose the questions for a child.")
)
NOT_AGREED = ProblemKind(
    "screening_not_agreed", _("Ask only when the person agrees to be asked. Help does not depend on it.")
)
SETTING_UNKNOWN = ProblemKind("screening_setting_unknown", _("Choose where the questions are asked."))
INTERPRETER_UNKNOWN = ProblemKind("screening_interpreter_unknown", _("Say whether there was an interpreter."))
ASKED_LATER = ProblemKind("screening_asked_later", _("This day has not come yet."))
EARLIER_UNKNOWN = ProblemKind(
    "screening_earlier_unknown", _("The earlier screening is none of this case, or was asked with another tool.")
)
NOT_A_DRAFT = ProblemKind(
    "screening_not_a_draft", _("This screening is finished. Begin another one; it starts with these answers.")
)
NOTHING_ASKED = ProblemKind("screening_nothing_asked", _("Answer at least one question first, or drop the screening."))
DECISION_UNKNOWN = ProblemKind("screening_decision_unknown", _("Choose what you decide."))
WHY_MISSING = ProblemKind("screening_why_missing", _("Write why, in a few words: the result alone is no reason."))
NOTE_TOO_LONG = ProblemKind("screening_note_too_long", _("Write at most %(limit)s letters. There are %(length)s now."))
PRESUME_NEEDS_LIKELY = ProblemKind(
    "screening_presume_needs_likely", _("Only who is likely a victim is noted as a presumed victim.")
)


@dataclass(frozen=True)
class Beginning:
    """How a screening begins. `child`: what the person's record says; None when the age is not known."""

    tool: Tool | None
    set_code: str
    setting: str
    interpreter: str
    agreed: bool
    asked_on: date
    child: bool | None


def wrong_beginning(told: Beginning, today: date) -> list[Problem]:
    """Every reason why a screening cannot begin so."""
    checks = (
        (told.setting not in vocabulary.SETTINGS, SETTING_UNKNOWN("setting")),
        (told.interpreter not in vocabulary.INTERPRETERS, INTERPRETER_UNKNOWN("interpreter")),
        (not told.agreed, NOT_AGREED("agreed")),
        (told.asked_on > today, ASKED_LATER("asked_on")),
    )
    return [*_wrong_set(told), *(problem for wrong, problem in checks if wrong)]


def _wrong_set(told: Beginning) -> list[Problem]:
    if told.tool is None:
        return [TOOL_UNKNOWN("tool")]
    questions = told.tool.sets.get(told.set_code)
    if questions is None:
        return [SET_UNKNOWN("set_code")]
    if not told.tool.has_weights(told.set_code):
        return [WEIGHTS_UNKNOWN("set_code")]
    # Who is grown up now may have been a child when it happened; who is a child now was one then.
    return [CHILD_AS_ADULT("set_code")] if told.child and not questions.child else []


def merged(
    kept: Mapping[str, str], seen: Mapping[str, str], given: Mapping[str, str]
) -> tuple[dict[str, str], list[str]]:
    """The kept answers with those just given, and the questions that somebody else answered otherwise meanwhile.

    `seen`: what the answerer had before them. Answers that were not touched never undo a colleague's.
    """
    found, torn = dict(kept), []
    for question, answer in given.items():
        now, before = kept.get(question, NOT_ASKED), seen.get(question, NOT_ASKED)
        if answer == before:
            continue
        if now not in (before, answer):
            torn.append(question)
        found[question] = answer
    return {question: answer for question, answer in found.items() if answer != NOT_ASKED}, torn


def wrong_answers(tool: Tool, given: Mapping[str, str]) -> list[Problem]:
    unknown = [QUESTION_UNKNOWN("answers", question=code) for code in given if code not in tool.questions]
    return [*unknown, *(ANSWER_UNKNOWN(code) for code, answer in given.items() if answer not in ANSWERS)]


def torn_answers(questions: Collection[str]) -> list[Problem]:
    return [ANSWER_CHANGED(question) for question in questions]


def cannot_evaluate(reason: CannotEvaluate) -> list[Problem]:
    """The evaluator's reasons in words."""
    kinds = {
        "set_unknown": SET_UNKNOWN,
        "weights_unknown": WEIGHTS_UNKNOWN,
        "question_unknown": QUESTION_UNKNOWN,
        "answer_unknown": ANSWER_UNKNOWN,
    }
    return [kinds[code]("answers", question=about) for code, about in reason.reasons]


def wrong_decision(decision: str, why: str, *, presume: bool) -> list[Problem]:
    checks = (
        (decision not in vocabulary.DECISIONS, DECISION_UNKNOWN("decision")),
        (len(why) < FEWEST_WHY, WHY_MISSING("why")),
        (presume and decision != "likely", PRESUME_NEEDS_LIKELY("presume")),
    )
    return [*(problem for wrong, problem in checks if wrong), *wrong_note(why, "why")]


def wrong_note(text: str, field: str = "note") -> list[Problem]:
    too_long = len(text) > NOTE_LIMIT
    return [NOTE_TOO_LONG(field, limit=NOTE_LIMIT, length=len(text))] if too_long else []
