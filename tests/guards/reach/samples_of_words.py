"""One call of every action about words of the program, and about officials under two spellings."""

from __future__ import annotations

from datetime import date

from pokpong.foundation.access.models import User
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.wording.actions import correct_word
from pokpong.foundation.wording.entries import key_of
from pokpong.registers.institutions.actions import add_official, ask_merge, merge_officials
from pokpong.registers.institutions.models import Official, OfficialMerge
from tests.guards.reach.positions import HERE
from tests.guards.reach.records import REASON, World
from tests.guards.reach.sampling import Sample, new, of

WORD, TEXT = key_of("Words of the program"), "ຄຳສັບຂອງລະບົບນີ້"


def double(world: World, name: str = "ນາງ ແພງດາ ສົມມຸດ") -> Official:
    """Another row of the nurse, spelt the same or otherwise."""
    nurse = Official.objects.get(pk=world.ids["official"])
    return add_official(
        by=world.demo["admin"],
        id=new_id(),
        name=name,
        post=nurse.post,
        function=nurse.function,
        organisation=nurse.organisation_id,
        place=HERE,
        starts=date(2026, 1, 5),
        call_id=new_id(),
    )


def asked(world: World, row: Official | None = None) -> OfficialMerge:
    """Somebody of the register says that both are one."""
    return ask_merge(
        by=world.demo["admin"],
        id=new_id(),
        official=(row or double(world)).pk,
        into=world.ids["official"],
        why=REASON,
        call_id=new_id(),
    )


def merged(world: World, name: str = "ນາງ ແພງດາ ສົມມຸດ") -> OfficialMerge:
    """And a second person confirmed it."""
    asking = asked(world, double(world, name))
    second = User.objects.filter(username="second-keeper").first() or make_user("second-keeper", "secretary", "LA16/")
    return merge_officials(by=second, official_merge=asking.pk, call_id=new_id())


SAMPLES: dict[str, Sample] = {
    "word.correct": new("any", key=WORD, forms=[TEXT], reason=REASON, base="@correction"),
    "word.undo": new("any", key=WORD, reason=REASON, base="@correction"),
    "official.hand_over": new(
        "here", official="@official", on=date(2026, 11, 1), name="ນາງ ຄົນໃໝ່ ສົມມຸດ", starts=date(2026, 11, 2)
    ),
    "official.ask_merge": new("here", official="@official", into="@third_official", why=REASON),
    "official.merge": of("here", official_merge="@official_merge"),
    "official.refuse_merge": of("here", official_merge="@official_merge", why=REASON),
    "official.part": of("here", official="@merged_official", why=REASON),
}


def add_words_and_spellings(world: World) -> None:
    """A corrected word, two askings and an official who was put together, by the names that addresses use."""
    row = correct_word(
        by=world.demo["admin"], id=new_id(), key=WORD, forms=[f"{TEXT} ກ່ອນ"], reason=REASON, call_id=new_id()
    )
    waiting, done = asked(world, double(world, "Phengda Sommout")), merged(world)
    world.ids.update(
        correction=row.pk,
        official_merge=waiting.pk,
        merged_official=done.official_id,
        third_official=double(world, "ນາງ ແພງດາ ສົມມຸດ ອີກ").pk,
    )
    world.texts["word"] = WORD
