"""Reading a tool from its data, with every reason why it cannot be one. No Django here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pokpong.areas.protection.tools.tool import (
    NOT_IN_SET,
    UNKNOWN,
    WEIGHTS,
    Dimension,
    Question,
    QuestionSet,
    Result,
    Rule,
    Tool,
)

FORMAT = 1
LANGUAGES = ("lo", "en")
KINDS = ("three",)
REASONS = ("positive", "not_enough", "nothing_present", "not_asked")
TEXTS = ("code", "version", "source", "licence")
Raw = Mapping[str, Any]
Trouble = tuple[str, str]


class MalformedTool(ValueError):
    """`reasons`: pairs of a stable code and where in the tool it stands."""

    def __init__(self, reasons: list[Trouble]):
        self.reasons = reasons
        super().__init__("; ".join(f"{code} at {where}" for code, where in reasons))


def read_tool(raw: Any) -> Tool:
    """The tool. Raises MalformedTool with all reasons at once."""
    wrong = list(_shape(raw)) or list(_troubles(raw))
    if wrong:
        raise MalformedTool(wrong)
    return Tool(
        code=raw["code"],
        version=raw["version"],
        words=raw["words"],
        about=raw["about"],
        source=raw["source"],
        licence=raw["licence"],
        sets={one["code"]: QuestionSet(one["code"], one["words"], one["child"]) for one in raw["sets"]},
        dimensions={
            one["code"]: Dimension(one["code"], one["words"], one["positive_with"]) for one in raw["dimensions"]
        },
        questions={one["code"]: _question(one) for one in raw["questions"]},
        rules=tuple(Rule(one["result"], one["when"], tuple(one["because"])) for one in raw["rules"]),
        results={code: Result(one["label"], one["words"]) for code, one in raw["results"].items()},
        reasons=raw["reasons"],
    )


def _question(raw: Raw) -> Question:
    return Question(
        code=raw["code"],
        label=raw["label"],
        words=raw["words"],
        dimensions=tuple(raw["dimensions"]),
        weights=raw["weights"],
        help=raw.get("help", {}),
        alert=raw.get("alert", {}),
        when=raw.get("when"),
        form=raw.get("form", ""),
    )


LISTS: dict[str, dict[str, type]] = {
    "sets": {"code": str, "words": Mapping, "child": bool},
    "dimensions": {"code": str, "words": Mapping, "positive_with": list},
    "questions": {
        "code": str,
        "kind": str,
        "label": Mapping,
        "words": Mapping,
        "dimensions": list,
        "weights": Mapping,
    },
    "rules": {"result": str, "when": Mapping, "because": list},
}


def _shape(raw: Any) -> Iterator[Trouble]:
    """Whether every part is there and of its kind; what the parts say is looked at only then."""
    if not isinstance(raw, Mapping):
        yield "not_a_tool", ""
        return
    if raw.get("format") != FORMAT:
        yield "format_unknown", "format"
    yield from (("part_missing", name) for name in TEXTS if not isinstance(raw.get(name), str) or not raw[name])
    maps = ("words", "about", "results", "reasons")
    yield from (("part_missing", name) for name in maps if not isinstance(raw.get(name), Mapping))
    for name, parts in LISTS.items():
        rows = raw.get(name)
        if not isinstance(rows, list) or not rows:
            yield "part_missing", name
            continue
        for number, row in enumerate(rows):
            where = f"{name}[{number}]"
            if not isinstance(row, Mapping):
                yield "part_missing", where
                continue
            yield from (
                ("part_missing", f"{where}.{key}") for key, kind in parts.items() if not _is(row.get(key), kind)
            )


def _is(value: Any, kind: type) -> bool:
    return isinstance(value, kind)


def _troubles(raw: Raw) -> Iterator[Trouble]:
    for check in (_codes, _words, _weights, _tables, _asking, _deciding):
        yield from check(raw)


def _codes(raw: Raw) -> Iterator[Trouble]:
    for name in ("sets", "dimensions", "questions"):
        codes = [row["code"] for row in raw[name]]
        yield from (("code_twice", f"{name}.{code}") for code in sorted({c for c in codes if codes.count(c) > 1}))


def _words(raw: Raw) -> Iterator[Trouble]:
    spoken = {name: raw[name] for name in ("words", "about")}
    for name in ("sets", "dimensions", "questions"):
        for row in raw[name]:
            keys = [key for key in ("words", "label", "help", "alert") if key in row]
            spoken |= {f"{name}.{row['code']}.{key}": row[key] for key in keys}
    for code, result in raw["results"].items():
        parts = result if isinstance(result, Mapping) else {}
        spoken |= {f"results.{code}.{key}": parts.get(key) for key in ("label", "words")}
    spoken |= {f"reasons.{code}": words for code, words in raw["reasons"].items()}
    for where, words in spoken.items():
        if not isinstance(words, Mapping) or not all(
            isinstance(words.get(one), str) and words[one] for one in LANGUAGES
        ):
            yield "words_missing", where


def _weights(raw: Raw) -> Iterator[Trouble]:
    sets, dimensions = _known(raw, "sets"), _known(raw, "dimensions")
    for row in raw["questions"]:
        where = f"questions.{row['code']}"
        if row["kind"] not in KINDS:
            yield "kind_unknown", where
        yield from (("dimension_unknown", f"{where}.{one}") for one in row["dimensions"] if one not in dimensions)
        yield from (("set_unknown", f"{where}.{one}") for one in row["weights"] if one not in sets)
        wanted = sets if row["dimensions"] else set()
        yield from (("weight_missing", f"{where}.{one}") for one in sorted(wanted - set(row["weights"])))
        for one, weight in row["weights"].items():
            if weight not in (*WEIGHTS, NOT_IN_SET, UNKNOWN):
                yield "weight_unknown", f"{where}.{one}"
    if not any(_weighed(raw, one) for one in sets):
        yield "no_set_with_weights", "sets"


def _weighed(raw: Raw, set_code: str) -> bool:
    return all(row["weights"].get(set_code, UNKNOWN) != UNKNOWN for row in raw["questions"] if row["dimensions"])


def _tables(raw: Raw) -> Iterator[Trouble]:
    for dimension in raw["dimensions"]:
        where = f"dimensions.{dimension['code']}"
        if not dimension["positive_with"]:
            yield "table_empty", where
        for number, row in enumerate(dimension["positive_with"]):
            good = isinstance(row, Mapping) and bool(row) and all(_enough(key, least) for key, least in row.items())
            if not good:
                yield "table_row_wrong", f"{where}.{number}"


def _enough(letters: str, least: Any) -> bool:
    known = bool(letters) and set(letters) <= set(WEIGHTS) and len(set(letters)) == len(letters)
    return known and _count(least)


def _count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value > 0


def _asking(raw: Raw) -> Iterator[Trouble]:
    """A question may only wait for earlier ones, so that no two wait for each other."""
    earlier: set[str] = set()
    for row in raw["questions"]:
        if "when" in row:
            known = {"answer": earlier.__contains__, "set": _within(_known(raw, "sets"))}
            yield from _condition(row["when"], known, f"questions.{row['code']}.when")
        earlier.add(row["code"])


def _deciding(raw: Raw) -> Iterator[Trouble]:
    known = {
        "answer": _known(raw, "questions").__contains__,
        "set": _within(_known(raw, "sets")),
        "dimension": _known(raw, "dimensions").__contains__,
        "present": _count,
        "answered": _count,
    }
    for number, rule in enumerate(raw["rules"]):
        where = f"rules[{number}]"
        yield from _condition(rule["when"], known, f"{where}.when")
        if rule["result"] not in raw["results"]:
            yield "result_unknown", where
        yield from (("reason_unknown", f"{where}.{one}") for one in rule["because"] if one not in raw["reasons"])
    if raw["rules"][-1]["when"] != {"all": []}:
        yield "no_last_rule", "rules"
    yield from (("reason_unknown", code) for code in REASONS if code not in raw["reasons"])


def _within(codes: set[str]) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, list) and bool(value) and set(map(str, value)) <= codes


def _condition(when: Any, known: Mapping[str, Callable[[Any], bool]], where: str) -> Iterator[Trouble]:
    """There is no *not* and no *absent*: one more indicator can never take a result away."""
    if not isinstance(when, Mapping) or len(when) != 1:
        yield "condition_wrong", where
        return
    kind, value = next(iter(when.items()))
    if kind in ("all", "any") and isinstance(value, list):
        for number, part in enumerate(value):
            yield from _condition(part, known, f"{where}.{kind}[{number}]")
    elif kind not in known or not _holds(known[kind], value):
        yield "condition_wrong", f"{where}.{kind}"


def _holds(test: Callable[[Any], bool], value: Any) -> bool:
    try:
        return test(value)
    except TypeError:
        # An unhashable value where a code belongs.
        return False


def _known(raw: Raw, name: str) -> set[str]:
    return {row["code"] for row in raw[name]}
