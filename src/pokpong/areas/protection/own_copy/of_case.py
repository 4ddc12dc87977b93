"""A person's case, risk and screenings, field by field."""

from __future__ import annotations

from typing import Any

from pokpong.areas.protection import models
from pokpong.areas.protection.own_copy.rows import FACTS_OF_THE_DAY, body, cases, of_case, parts
from pokpong.areas.protection.queries.screening import known_tool
from pokpong.areas.protection.rules.exploitation import day_of
from pokpong.areas.protection.states import cases as case_states
from pokpong.areas.protection.states.closures import CLOSURE
from pokpong.areas.protection.states.identification import IDENTIFICATION
from pokpong.areas.protection.states.screening import SCREENING
from pokpong.areas.protection.vocabulary import cases as case_words
from pokpong.areas.protection.vocabulary import exploitation as exploitation_words
from pokpong.areas.protection.vocabulary import screening as screening_words
from pokpong.areas.protection.vocabulary.papers import KINDS as PAPER_KINDS
from pokpong.foundation.kernel.words import Words, in_language
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.lao.dates import format_date_short
from pokpong.registers.people.own_copy import GIVEN, Field, Kind, given, inner, read, withheld
from pokpong.registers.people.own_copy_rows import place

TOLD_OF_A_STEP = ("kind", "country", "starts", "ends")


def listed(name: str, words: Words) -> Field:
    """Codes of one of the lists of an exploitation record."""
    table = exploitation_words.LISTS[name]
    return given(name, words, lambda row: exploitation_words.words_of(table, getattr(row, name)))


def recruiter(row: models.Exploitation) -> str:
    """Who recruited them, by a code: nobody is named."""
    return exploitation_words.word(exploitation_words.RELATIONSHIPS, row.relationship) if row.relationship else ""


def answers(row: models.Screening) -> list[str]:
    """Question by question; a tool that ships no more leaves its codes."""
    tool = known_tool(row.tool, row.tool_version)
    found = []
    for code, answer in row.answered.items():
        question = tool.questions.get(code) if tool else None
        asked = in_language(dict(question.words)) if question else code
        found.append(f"{asked} {screening_words.ANSWERS.get(answer, answer)}")
    return found


def result(row: models.Screening) -> str:
    tool = known_tool(row.tool, row.tool_version)
    found = tool.results.get(row.result) if tool else None
    return in_language(dict(found.label)) if found else row.result


class Way(Field):
    """Step by step what happened and in which country; places, days' notes and who was there are of others, too."""

    def shown(self, row: models.Exploitation) -> list[str]:
        return [" · ".join(map(str, filter(None, _step(step)))) for step in row.steps]

    def kept(self, row: models.Exploitation) -> list[dict[str, Any]]:
        return [{name: step.get(name) or None for name in TOLD_OF_A_STEP} for step in row.steps]


def _step(step: dict[str, Any]) -> list[Any]:
    country = exploitation_words.word(exploitation_words.COUNTRIES, step["country"]) if step.get("country") else ""
    days = [format_date_short(day) for name in ("starts", "ends") if (day := day_of(step, name))]
    return [exploitation_words.STEP_KINDS.get(step["kind"], step["kind"]), country, " – ".join(days)]


def district(name: str, words: Words) -> Field:
    return given(name, words, lambda row: place(getattr(row, name)))


CASE = (
    Kind(
        "case",
        _("My case"),
        cases,
        (
            given("number", _("Case number")),
            given("state", _("State"), case_states.CASE.words),
            given("origin", _("How did the person come to this help?"), case_words.ORIGINS),
            given("opened_on", _("Opened on")),
            given("closed_on", _("Closed on")),
            district("place_path", _("District where the person is helped")),
            given("risk", _("Risk level"), case_words.RISKS),
            given("risk_on", _("Assessed on")),
            given("risk_review_on", _("Look at it again on")),
            read("summary", _("What happened, in short")),
            *withheld("staff", "opened_by lead"),
            *withheld("who_told", "concern"),
            *withheld("safety", "compartment"),
            *inner(f"person concern_ref {FACTS_OF_THE_DAY}"),
        ),
    ),
    Kind(
        "case_member",
        _("Those who work on my case"),
        of_case(models.CaseMember, "starts"),
        (
            given("role", _("Their work"), case_words.TEAM_ROLES),
            given("starts", _("Since")),
            given("ends", _("Until")),
            *withheld("staff", "user"),
            *inner("case"),
        ),
    ),
    Kind(
        "risk_assessment",
        _("Assessments of the risk"),
        of_case(models.RiskAssessment, "assessed_on"),
        (
            given("assessed_on", _("Assessed on")),
            given("level", _("Risk level"), case_words.RISKS),
            given("next_on", _("Look at it again on")),
            read("note", _("What was seen and heard")),
            *withheld("others", "factors"),
            *withheld("staff", "assessed_by"),
            *inner("case at"),
        ),
    ),
    Kind(
        "exploitation",
        _("What was done to me"),
        of_case(models.Exploitation, "recorded_on"),
        (
            listed("forms", _("What was done to the person?")),
            listed("industries", _("In which kind of work?")),
            listed("sex_forms", _("Which kind of sexual exploitation?")),
            listed("control_methods", _("How was the person controlled?")),
            listed("recruitment", _("How was the person recruited?")),
            listed("recruitment_apps", _("Which websites or apps were used to recruit?")),
            listed("exploitation_apps", _("Which websites or apps were used to exploit?")),
            listed("countries", _("In which country did it happen?")),
            given("relationship", _("Who recruited the person?"), recruiter),
            given("started_on", _("When did it begin?")),
            given("ended_on", _("When did it end?")),
            Way("route", GIVEN, _("The way")),
            given("recorded_on", _("Recorded on")),
            read("note", _("What else must those who help know?")),
            *withheld("staff", "recorded_by"),
            *inner("case"),
        ),
    ),
    Kind(
        "closure",
        _("How my case was closed"),
        of_case(models.Closure, "asked_at"),
        (
            given("state", _("State"), CLOSURE.words),
            given("reasons", _("Reason"), case_words.CLOSURE_REASONS),
            given("told", _("Does the person know, and agree?"), case_words.TOLD),
            given("asked_at", _("Asked on")),
            given("decided_on", _("Decided on")),
            given("follow_ups_go_on", _("Follow the person up after the closure")),
            read("summary", _("Summary")),
            read("wishes", _("In the person's own words")),
            *withheld("staff", "asked_by decided_by"),
            *inner(f"case {FACTS_OF_THE_DAY}"),
        ),
    ),
    Kind(
        "issued_paper",
        _("Letters with a number"),
        of_case(models.IssuedPaper, "issued_on"),
        (
            given("kind", _("Kind"), PAPER_KINDS),
            given("number", _("Number")),
            given("issued_on", _("Day of the letter")),
            body("issuer", _("Organisation")),
            *withheld("staff", "issued_by"),
            *inner("case subject consent"),
        ),
    ),
)
QUESTIONS = (
    Kind(
        "screening",
        _("My answers to questions"),
        of_case(models.Screening, "asked_on"),
        (
            given("asked_on", _("Day of the questions")),
            given("state", _("State"), SCREENING.words),
            given("setting", _("Where were they asked?"), screening_words.SETTINGS),
            given("interpreter", _("Is there an interpreter?"), screening_words.INTERPRETERS),
            given("answers", _("What I answered"), answers),
            given("result", _("Result of the questions"), result),
            given("decision", _("Decision of a human"), screening_words.DECISIONS),
            given("decided_on", _("Decided on")),
            read("note", _("Note")),
            read("why", _("Reason")),
            *withheld("staff", "asked_by decided_by"),
            *inner(f"case tool tool_version set_code continues outcome {FACTS_OF_THE_DAY}"),
        ),
    ),
    Kind(
        "identification",
        _("Identification as a victim"),
        of_case(models.Identification, "presumed_on"),
        (
            given("state", _("State"), IDENTIFICATION.words),
            given("presumed_on", _("Presumed on")),
            given("requested_on", _("Asked on")),
            body("body", _("Deciding body")),
            parts("fields", _("Which data?")),
            given("decided_on", _("Decided on")),
            body("decided_body", _("Decided by")),
            read("why", _("Reason")),
            read("message", _("Message")),
            *withheld("staff", "presumed_by requested_by"),
            *inner(f"case screening consent {FACTS_OF_THE_DAY}"),
        ),
    ),
    Kind(
        "identification_answer",
        _("Answers of the body"),
        of_case(models.IdentificationAnswer, "at", through="identification"),
        (
            given("answer", _("Answer"), screening_words.ANSWERED),
            body("body", _("Deciding body")),
            given("letter_on", _("Day of the letter")),
            given("letter_number", _("Number of the letter"), typed=True),
            read("reason", _("Reason")),
            *withheld("staff", "noted_by"),
            *withheld("shown_here", "letter"),
            *inner("identification at"),
        ),
    ),
)
