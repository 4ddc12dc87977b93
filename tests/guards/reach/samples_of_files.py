"""One call of every action on workbooks and papers, about the records that `files.py` adds to the world."""

from __future__ import annotations

from typing import Any

from pokpong.demo.people import PAKSE
from pokpong.foundation.kernel.ids import new_id
from tests.guards.reach.files import SAID, TARGETS, kept_mapping, workbook
from tests.guards.reach.positions import HERE, Stand
from tests.guards.reach.records import REASON, World
from tests.guards.reach.sampling import Sample, new, of


def references(origin: str) -> dict[str, str]:
    return {"origin": origin * 64, "key": "", "person": origin * 64, "content": origin * 64}


def upload(_world: World, stand: Stand) -> dict[str, Any]:
    target = TARGETS.get(stand.role, "cases")
    return {"id": new_id(), "target": target, "name": "x.xlsx", "content": workbook(target)}


SAMPLES: dict[str, Sample] = {
    "import.upload": Sample("any", upload),
    "import.map": Sample(
        "own file", lambda world, stand: {"file": world.ids["file_checked"], "mapping": kept_mapping(), "total": 1}
    ),
    "import.start": of("own file", file="@file_checked"),
    "import.answer": of("own file", file="@file_asked", row=3),
    "import.drop": of("own file", file="@file_checked"),
    "import.open_case": new("any", said=SAID, references=references("e"), place=PAKSE),
    "import.match_case": new("case", case="@case", said=SAID, references=references("f")),
    "mapping.save": Sample("any", lambda world, stand: {"id": new_id(), "name": "ແບບໃໝ່", "content": kept_mapping()}),
    "mapping.drop": of("own file", mapping="@mapping"),
    "export.ask": new("here", purpose=REASON, place=HERE),
    "export.release": of("here", export_request="@export_asked"),
    "export.refuse": of("here", export_request="@export_asked", why=REASON),
    "export.take_back": of("own export", export_request="@export_request"),
    "export.cases": Sample(
        "own export",
        lambda world, stand: {
            "id": new_id(),
            "export_request": world.ids["export_request"],
            "cases": [world.ids["case"]],
        },
    ),
    "paper.issue": Sample(
        "case", lambda world, stand: {"id": new_id(), "kind": "referral", "about": world.ids["referral"]}
    ),
}
