"""One person's help in the demo: every line of a storyline is a call of an action by the one who would make it."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from pokpong.areas.protection.actions import cases, closing, identification, plan, screening
from pokpong.areas.protection.actions.screening.asking import Asking
from pokpong.areas.protection.models import Case, FollowUp, Identification, PlannedAction, Referral
from pokpong.areas.protection.rules.identification import Letter
from pokpong.demo.cases import words
from pokpong.demo.cases.care import Care
from pokpong.demo.identity import known
from pokpong.foundation.agenda.models import Task
from pokpong.foundation.agenda.rules import WAITING
from pokpong.foundation.agenda.tasks import done_task
from pokpong.foundation.kernel import clock

TOOL, VERSION = "act-means-purpose", "2015.1"


class Scene(Care):
    """Everything that happens to one person."""

    # --- the case --------------------------------------------------------------------------------------------
    def open(self) -> None:
        self.register()
        self.agree("assistance")
        summary = words.STORIES[int(self.known("story")) % len(words.STORIES)]
        self.work(cases.open_case, id=self.who.case, person=self.who.person, origin=self.who.origin, summary=summary)

    def assess(self, level: str = "medium", *factors: str) -> None:
        self.on_the_case(
            cases.assess_risk,
            id=self.known("risk", level, clock.today()),
            level=level,
            factors=factors,
            note=words.RISKS[level],
        )

    def record(self) -> None:
        """What was done to the person, with the way there and back in dated places."""
        story, today = words.EXPLOITATIONS[int(self.known("what")) % len(words.EXPLOITATIONS)], clock.today()
        days = (today - timedelta(days=back) for back in (420, 400, 395, 90, 30))
        route = [
            {**step, "starts": str(day)}
            for step, day in zip(words.way(self.who.district, story.country), days, strict=True)
        ]
        record = {
            "forms": list(story.forms),
            "industries": list(story.industries),
            "control_methods": list(story.control),
            "recruitment": list(story.recruitment),
            "countries": [story.country],
            "route": route,
            "note": story.note,
        }
        self.on_the_case(plan.record_exploitation, id=self.known("exploitation"), record=record)

    def need(self, domain: str, urgency: str = "soon") -> None:
        self.on_the_case(
            plan.add_need, id=self.known("need", domain), domain=domain, urgency=urgency, note=words.NEEDS[domain]
        )

    def meet(self, domain: str) -> None:
        self.work(plan.settle_need, need=self.known("need", domain), outcome="met", reason=words.MET)

    def plan(self) -> None:
        """A goal with two steps, one of them done, and a note."""
        today = clock.today()
        self.on_the_case(
            plan.set_goal, id=self.known("goal"), text=words.GOAL, domain="job", target_on=today + timedelta(days=120)
        )
        for number, text in enumerate(words.STEPS):
            self.on_the_case(
                plan.add_planned_action,
                id=self.known("step", number),
                text=text,
                owner=self.users[self.who.by].pk,
                due=today + timedelta(days=7 + 14 * number),
                goal=self.known("goal"),
            )
        self.work(plan.do_planned_action, planned_action=self.known("step", 0), result=words.DONE)
        self.note("talk")

    def note(self, kind: str) -> None:
        self.on_the_case(plan.write_note, id=self.known("note", kind), kind=kind, text=words.NOTES[kind])

    def conference(self) -> None:
        row_id, today = self.known("conference"), clock.today()
        guests = [{"words": words.GUEST, "fields": []}]
        self.on_the_case(plan.plan_conference, id=row_id, planned_on=today, purpose=words.CONFERENCE, invited=guests)
        self.work(plan.hold_conference, conference=row_id, minutes=words.MINUTES, held_on=today, present=[0])

    # --- screening and identification ------------------------------------------------------------------------
    def screen(self, *, finish: bool = True, presume: bool = True) -> None:
        row_id = self.known("screening")
        asking = Asking(
            tool=TOOL,
            version=VERSION,
            set_code="child" if self.who.is_child else "adult",
            setting="office",
            interpreter="not_needed",
            agreed=True,
            asked_on=clock.today(),
        )
        self.on_the_case(screening.begin_screening, id=row_id, asking=asking)
        answers = words.ANSWERS if finish else dict(list(words.ANSWERS.items())[:2])
        self.work(screening.answer_screening, screening=row_id, answers=answers, seen={})
        if finish:
            self.work(screening.finish_screening, screening=row_id)
            self.work(
                screening.decide_screening, screening=row_id, decision="likely", why=words.LIKELY, presume=presume
            )

    @property
    def identification(self) -> UUID:
        return Identification.objects.get(case=self.who.case).pk

    def ask_the_police(self) -> None:
        self.agree("identification", "police", ("names", "facts"))
        self.work(
            identification.request_identification,
            identification=self.identification,
            body=known("organisation", "police"),
            fields=("names", "facts"),
            message=words.REQUEST,
        )

    def answered(self, answer: str) -> None:
        letter = Letter(
            answer=answer,
            number=f"{100 + int(self.known('letter')) % 800}/ຕຄມ",
            on=clock.today(),
            reason="" if answer == "formal" else words.NOT_ENOUGH,
        )
        self.call(
            identification.answer_identification, "investigator", identification=self.identification, letter=letter
        )

    def appeal(self) -> None:
        self.work(identification.appeal_identification, identification=self.identification, why=words.APPEAL)

    # --- what has come due -----------------------------------------------------------------------------------
    def keep_up(self) -> None:
        """Answers are read, steps taken, people visited and the risk looked at again, as far as it is time."""
        by_hand = Task.objects.filter(user=self.users[self.who.by].pk, by_hand=True, state__in=WAITING)
        for subject in (Referral, Identification):
            mine = subject.objects.filter(case=self.who.case).values("pk")
            for task in by_hand.filter(subject__in=mine).order_by("made_at", "id"):
                self.work(done_task, task=task.pk)
        due = {"case": self.who.case, "state": "planned", "due__lte": clock.today()}
        for step in PlannedAction.objects.filter(**due):
            self.work(plan.do_planned_action, planned_action=step.pk, result=words.DONE)
        for _visit in range(FollowUp.objects.filter(**due).count()):
            self.follow_up()
        case = Case.objects.get(pk=self.who.case)
        if case.state in ("open", "reopened") and case.is_review_due:
            self.assess("medium", "debt")

    # --- following up and closing ----------------------------------------------------------------------------
    def follow_up_in(self, days: int) -> None:
        due = clock.today() + timedelta(days=days)
        if not FollowUp.objects.filter(case=self.who.case, due=due).exists():
            self.on_the_case(plan.plan_follow_up, id=self.known("follow-up", due), kind="visit", due=due)

    def follow_up(self) -> None:
        """The next one that is planned."""
        row = FollowUp.objects.filter(case=self.who.case, state="planned").order_by("due", "id").first()
        if row is not None:
            answers = dict.fromkeys(("safe", "healthy", "housed"), "yes")
            self.work(
                plan.do_follow_up, follow_up=row.pk, how="visit", reached=True, answers=answers, finding=words.WELL
            )

    def ask_closure(self) -> None:
        self.on_the_case(
            closing.ask_closure,
            id=self.known("closure", clock.today()),
            reasons=("goals_reached",),
            told="agrees",
            summary=words.CLOSING,
            wishes=words.WISHES,
            follow_ups_go_on=True,
        )

    def close(self) -> None:
        self.call(closing.approve_closure, self.who.supervisor, case=self.who.case, note=words.APPROVED)

    def reopen(self) -> None:
        self.call(closing.reopen_case, self.who.supervisor, case=self.who.case, reason=words.REOPENED)
