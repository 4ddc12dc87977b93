"""Actions by name: who may call them from which door, with which arguments, as JSON Schema."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, get_type_hints

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from pokpong.foundation.actions.actor import Actor
from pokpong.foundation.actions.problems import UNKNOWN_ACTION, WRONG_ARGUMENT
from pokpong.foundation.kernel.problems import NotAllowed, Refused

DOORS = ("office", "device", "program")
ACTIONS: dict[str, Action] = {}


@dataclass(frozen=True)
class Action:
    """One named change. `name` is also the permission that allows it."""

    name: str
    function: Callable[..., Any]
    doors: tuple[str, ...]
    signature: inspect.Signature

    @property
    def summary(self) -> str:
        return (inspect.getdoc(self.function) or "").partition("\n")[0]

    @cached_property
    def arguments(self) -> type[BaseModel]:
        """The arguments but the actor, as a model that checks and converts JSON."""
        hints = get_type_hints(self.function)
        fields: dict[str, Any] = {}
        for parameter in self.signature.parameters.values():
            if parameter.name != "by":
                default = ... if parameter.default is inspect.Parameter.empty else parameter.default
                fields[parameter.name] = (hints[parameter.name], default)
        return create_model(self.name, __config__=ConfigDict(extra="forbid", arbitrary_types_allowed=True), **fields)

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the arguments."""
        return self.arguments.model_json_schema()


def register(name: str, function: Callable[..., Any], doors: tuple[str, ...]) -> Action:
    """Raises ValueError for a name used twice, an unknown door, or a function that is no action by shape."""
    signature = inspect.signature(function)
    wrong = [p.name for p in signature.parameters.values() if p.kind is not inspect.Parameter.KEYWORD_ONLY]
    if name in ACTIONS and ACTIONS[name].function.__qualname__ != function.__qualname__:
        raise ValueError(f"two actions are called {name!r}")
    if wrong or not {"by", "call_id"} <= set(signature.parameters):
        raise ValueError(f"{name}: an action takes keywords only, `by` and `call_id` among them")
    if not doors or set(doors) - set(DOORS):
        raise ValueError(f"{name}: unknown door in {doors}")
    ACTIONS[name] = Action(name, function, doors, signature)
    return ACTIONS[name]


def call(name: str, *, by: Actor, door: str, arguments: dict[str, Any]) -> Any:
    """Calls an action by name with JSON arguments. Raises Refused, NotAllowed, NotThere."""
    found = ACTIONS.get(name)
    if found is None or door not in found.doors:
        raise NotAllowed([UNKNOWN_ACTION("name", name=name)])
    try:
        checked = found.arguments.model_validate(arguments)
    except ValidationError as error:
        raise Refused(
            WRONG_ARGUMENT(".".join(map(str, wrong["loc"])), reason=wrong["msg"]) for wrong in error.errors()
        ) from None
    values = {key: getattr(checked, key) for key in type(checked).model_fields}
    return found.function(by=by, **values)
