"""The rows of a sheet as activities of a draft: new ones are added, those with a known code changed or left alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from pokpong.doors.exchange.activities.naming import Naming
from pokpong.doors.exchange.mapping.headers import Header
from pokpong.doors.exchange.mapping.mappings import ColumnMapping, cells_of, read_line
from pokpong.doors.exchange.mapping.targets import Target
from pokpong.doors.exchange.verdicts import OPENED, REJECTED, UNCHANGED, Verdict
from pokpong.doors.exchange.workbooks.cells import as_text
from pokpong.doors.exchange.workbooks.problems import CellProblem
from pokpong.doors.exchange.workbooks.reading import Line, letters
from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.forms import row_id_for
from pokpong.foundation.kernel.money import DECIMALS
from pokpong.foundation.kernel.problems import NotThere, Problem, ProblemKind, Refused
from pokpong.foundation.kernel.words import lazy as _
from pokpong.foundation.vault import blind
from pokpong.registers.institutions.actions.cleaning import cleaned
from pokpong.registers.programme.actions.activities import add_activity, amend_activity, check_activity, in_order
from pokpong.registers.programme.models import Activity, Plan
from pokpong.registers.programme.plan_sheet import BUDGET, Names
from pokpong.registers.programme.plan_sheet import cells_of as sheet_cells
from pokpong.registers.programme.queries.plans import budgets_of_plan, money_problems
from pokpong.registers.programme.rules import plans as rules

PLAN_UNKNOWN = ProblemKind("row_plan_not_found", _("No plan in your sight has the code “%(text)s”."))
NOT_HERE = ProblemKind("row_plan_not_yours", _("You may not change the plan with the code “%(text)s”."))
# What the sheet says in words that may stand for several rows: while the words stay, so does what they stood for.
NAMED: Final = ("result", "place", "official", "organisation")


@dataclass
class Draft:
    """A plan with what is in it already, by code; `sheet` is what its own sheet would say of each activity."""

    plan: Plan | None
    problems: list[Problem]
    rows: dict[str, Activity] = field(default_factory=dict)
    money: dict[UUID, dict[str, str]] = field(default_factory=dict)
    sheet: dict[str, dict[str, Any]] = field(default_factory=dict)
    dropped: Counter[str] = field(default_factory=Counter)
    # The money of the rows that are taken, by code: what would stand in the plan after this file.
    after: dict[str, dict[str, str]] = field(default_factory=dict)

    def sums(self) -> dict[str, Decimal]:
        """What all activities would add up to: those of the file, and those that only the plan has."""
        kept = {code: self.money.get(row.pk, {}) for code, row in self.rows.items()}
        found: dict[str, Decimal] = defaultdict(Decimal)
        for amounts in {**kept, **self.after}.values():
            for currency, amount in amounts.items():
                found[currency] += Decimal(amount)
        return dict(found)


class ActivityRows:
    """Needs all lines beforehand: two rows with one code are both refused, each naming the other."""

    def __init__(
        self,
        actor: Actor,
        target: Target,
        header: Header,
        mapping: ColumnMapping,
        digest: str,
        lines: Iterable[Line],
        *,
        dry: bool,
    ) -> None:
        self.actor, self.target, self.header, self.mapping, self.digest = actor, target, header, mapping, digest
        self.dry = dry
        self.naming = Naming(actor)
        self._drafts: dict[str, Draft] = {}
        self._rows: dict[tuple[str, str], list[int]] = defaultdict(list)
        for line in lines:
            self._rows[self._key(line)].append(line.number)

    def _key(self, line: Line) -> tuple[str, str]:
        row = cells_of(self.header, self.mapping, line)
        return as_text(row.get("plan")), as_text(row.get("code"))

    def take(self, line: Line) -> Verdict:
        said, wrong = read_line(self.target, self.header, self.mapping, line)
        wrong = [*wrong, *self.blamed(line, self._twice(line))]
        draft = self.draft(said["plan"] or "")
        if wrong or draft.plan is None:
            return Verdict(REJECTED, (*wrong, *self.blamed(line, draft.problems)))
        row = draft.rows.get(said["code"])
        values, problems = self._values(draft, draft.plan, row, said)
        money = {name: str(said[f"{BUDGET}{name}"]) for name in DECIMALS if said[f"{BUDGET}{name}"] is not None}
        # A name that was not found is no reason to hide the others.
        problems += rules.check_money(money) + check_activity(self.actor, draft.plan, values, row=row)
        if problems:
            return Verdict(REJECTED, tuple(self.blamed(line, problems)))
        if row is not None and self._is_same(draft, row, values, money):
            return Verdict(UNCHANGED)
        verdict = Verdict(OPENED) if self.dry else self._bring(line, draft, row, values, money)
        if verdict.outcome == OPENED:
            draft.after[values["code"]] = rules.plain_money(money)
        return verdict

    def remarks(self) -> list[Problem]:
        """Where the money of the plans would not add up after this file; nothing when no row is taken."""
        touched = [draft for draft in self._drafts.values() if draft.plan is not None and draft.after]
        return [one for draft in touched if draft.plan for one in money_problems(draft.plan, draft.sums())]

    def _twice(self, line: Line) -> list[Problem]:
        plan, code = self._key(line)
        others = self._rows[plan, code]
        if not code or len(others) < 2:
            return []
        return [rules.CODE_TWICE("code", code=code[:30], rows=", ".join(map(str, others[:20])))]

    def draft(self, text: str) -> Draft:
        """The draft with this code, read once."""
        if text not in self._drafts:
            self._drafts[text] = self._read(text)
        return self._drafts[text]

    def _read(self, text: str) -> Draft:
        rows = Plan.objects.visible_to(self.actor).filter(code=text).order_by("edition")
        plans = list(rows)
        plan = next((one for one in plans if one.is_draft), None)
        if plan is None:
            missing = rules.NOT_A_DRAFT("plan") if plans else PLAN_UNKNOWN("plan", text=text[:30])
            return Draft(None, [missing] if text else [])
        if not self.actor.may("activity.add", plan.place_path):
            return Draft(None, [NOT_HERE("plan", text=text[:30])])
        every = list(plan.activities.kept().select_related("plan", "result", "official", "organisation"))
        money, names = budgets_of_plan(plan), Names.of(every)
        return Draft(
            plan,
            [],
            {row.code: row for row in every},
            money,
            {row.code: sheet_cells(row, money.get(row.pk, {}), names) for row in every},
            Counter(plan.activities.filter(state="dropped").values_list("code", flat=True)),
        )

    def _values(
        self, draft: Draft, plan: Plan, row: Activity | None, said: dict[str, Any]
    ) -> tuple[dict[str, Any], list[Problem]]:
        kept = draft.sheet.get(said["code"], {})
        found, problems = {}, []
        for name in NAMED:
            found[name], missing = self._named(name, plan, row if said[name] == kept.get(name) else None, said[name])
            problems += missing
        further = {code: text for code, text in (row.names if row else {}).items() if code not in ("lo", "en")}
        values = {
            "code": said["code"],
            "names": {**further, "lo": said["name_lo"], "en": said["name_en"]},
            "place_path": found["place"],
            "starts": said["starts"],
            "ends": said["ends"],
            "result_id": found["result"],
            "official_id": found["official"],
            "organisation_id": found["organisation"],
            "participants_expected": said["participants_expected"],
            "evidence_wanted": in_order(list(said["evidence_wanted"])),
        }
        return cleaned(values), problems

    def _named(self, name: str, plan: Plan, row: Activity | None, text: str) -> tuple[Any, list[Problem]]:
        """`row` is given where its own words stand in the cell."""
        if row is not None:
            return (row.place_path if name == "place" else getattr(row, f"{name}_id")), []
        if name in ("place", "result"):
            value, problems = getattr(self.naming, name)(text, plan)
            return (value if value is not None or name == "result" else plan.place_path), problems
        value, problems = getattr(self.naming, name)(text)
        return value, problems

    def _is_same(self, draft: Draft, row: Activity, values: dict[str, Any], money: dict[str, str]) -> bool:
        same = all(getattr(row, name) == value for name, value in values.items())
        return same and draft.money.get(row.pk, {}) == rules.plain_money(money)

    def _bring(
        self, line: Line, draft: Draft, row: Activity | None, values: dict[str, Any], money: dict[str, str]
    ) -> Verdict:
        # The same file once more is the same call, unless the activity was changed or taken out meanwhile.
        stand = str(row.version) if row else f"new {draft.dropped[values['code']]}"
        parts = (str(self.actor.id), self.digest, str(getattr(draft.plan, "pk", "")), str(line.number), stand)
        call = UUID(bytes=blind.digest("exchange.activities", *parts)[:16])
        try:
            if row is not None:
                amend_activity(
                    by=self.actor, activity=row.pk, base=row.version, changes=values, budget=money, call_id=call
                )
            elif draft.plan is not None:
                said = {name.removesuffix("_id").removesuffix("_path"): value for name, value in values.items()}
                add_activity(by=self.actor, id=row_id_for(call), plan=draft.plan.pk, budget=money, call_id=call, **said)
        except Refused as refused:
            return Verdict(REJECTED, tuple(self.blamed(line, refused.problems)))
        except NotThere:
            return Verdict(REJECTED, tuple(self.blamed(line, [rules.NOT_A_DRAFT("plan")])))
        return Verdict(OPENED)

    def blamed(self, line: Line, problems: list[Problem]) -> list[CellProblem]:
        return [CellProblem(line.number, self._column(problem.field), problem) for problem in problems]

    def _column(self, name: str) -> str:
        at = self.header.columns.get(name)
        return letters(at) if at is not None else ""
