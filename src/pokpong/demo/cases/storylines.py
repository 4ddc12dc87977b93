"""What happens to whom: steps with the day, counted back from today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from pokpong.demo.cases.scene import Scene
from pokpong.foundation.kernel import clock

Step = tuple[int, Callable[[], object]]
BUSY_DAYS = 6  # so long a caseworker may not have come to somebody
KEEP_UP = ("caseworker", "neighbour")  # every visit takes its time when the demo is loaded, so not everybody
LEFT_BEHIND = ("draft", "missed")


def opened(s: Scene, at: int = 2) -> list[Step]:
    return [(at, s.open), (at, lambda: s.need("safety", "now"))]


def assessed(s: Scene, at: int = 24) -> list[Step]:
    return [
        *opened(s, at),
        (at - 1, lambda: s.assess("medium", "debt", "isolation")),
        (at - 2, s.record),
        (at - 3, lambda: s.need("health")),
        (at - 3, lambda: s.need("job", "later")),
        (at - 4, s.plan),
    ]


def draft(s: Scene) -> list[Step]:
    return [*opened(s, 4), (1, lambda: s.screen(finish=False))]


def screened(s: Scene, at: int = 30) -> list[Step]:
    return [*assessed(s, at), (at - 5, s.screen)]


def waiting(s: Scene) -> list[Step]:
    return [*assessed(s, 14), (1, s.refer)]


def served(s: Scene, at: int = 80) -> list[Step]:
    organisation, provider, kind = s.who.clinic
    return [
        *screened(s, at),
        (at - 6, lambda: s.refer(kind, (organisation, provider))),
        (at - 7, lambda: s.accept(kind, provider)),
        (at - 8, lambda: s.start(kind, provider)),
        (at - 10, lambda: s.serve("medical", 1, "sessions", 350_000)),
        (at - 12, lambda: s.serve("food_clothing", 2, "items", 180_000)),
        (at - 15, lambda: s.serve("psychosocial", 2, "sessions")),
        (at - 23, lambda: s.serve("transport", 1, "trips", 400, "THB")),
        (at - 25, lambda: s.complete(kind, provider)),
        (at - 26, lambda: s.meet("health")),
        (at - 27, s.conference),
        (at - 28, s.follow_up),
        (at - 30, lambda: s.serve("vocational_training", 30, "days", 1_200_000)),
        (at - 31, lambda: s.plan_service("job_placement", clock.today() + timedelta(days=40))),
    ]


def shelter(s: Scene) -> list[Step]:
    return [
        *opened(s, 20),
        (20, lambda: s.assess("high", "threats", "no_home")),
        (19, s.refer),
        (19, s.accept),
        (19, s.start),
        (19, s.admit),
        (17, s.record),
        (15, s.screen),
        (10, lambda: s.serve("psychosocial", 1, "sessions")),
        (9, lambda: s.need("family")),
        (5, lambda: s.assess("medium", "threats")),
    ]


def child(s: Scene) -> list[Step]:
    return [
        *opened(s, 40),
        (40, lambda: s.assess("critical", "child_alone")),
        (39, s.refer),
        (39, s.accept),
        (38, s.start),
        (38, s.admit),
        (36, lambda: s.need("education", "later")),
        (34, s.screen),
        (30, lambda: s.assess("high", "child_alone")),
        (20, lambda: s.serve("education", 10, "days", 250_000)),
        (10, s.follow_up),
        (9, lambda: s.assess("medium")),
        (8, s.leave),
        (8, s.complete),
    ]


def declined(s: Scene) -> list[Step]:
    return [*assessed(s, 18), (10, s.refer), (9, s.decline), (8, lambda: s.note("office"))]


def withdrawn(s: Scene) -> list[Step]:
    consent = s.known("consent", "referral", s.who.shelter[0])
    return [
        *screened(s, 26),
        (12, s.refer),
        (11, s.accept),
        (6, lambda: s.withdraw(consent)),
        (5, lambda: s.serve("psychosocial", 1, "sessions")),
    ]


def exception(s: Scene) -> list[Step]:
    why = "danger_to_life" if not s.who.is_child else "best_interests_child"
    return [
        *opened(s, 1),
        (1, lambda: s.assess("critical", "health")),
        (0, lambda: s.refer(exception=why, why="ບາດເຈັບໜັກ ແລະ ຍັງຖາມບໍ່ໄດ້ ຕ້ອງມີບ່ອນປອດໄພໃນຄືນນີ້")),
    ]


def asked(s: Scene, at: int = 60) -> list[Step]:
    return [*screened(s, at), (at - 8, s.ask_the_police)]


def formal(s: Scene) -> list[Step]:
    return [
        *asked(s, 60),
        (48, lambda: s.serve("psychosocial", 1, "sessions")),
        (30, s.follow_up),
        (9, lambda: s.answered("formal")),
        (5, lambda: s.serve("legal_aid", 2, "hours")),
    ]


def not_identified(s: Scene) -> list[Step]:
    return [*asked(s, 50), (15, lambda: s.answered("declined")), (6, lambda: s.serve("medical", 1, "sessions", 90_000))]


def appeal(s: Scene) -> list[Step]:
    return [*not_identified(s), (3, s.appeal)]


def missed(s: Scene) -> list[Step]:
    return [
        *assessed(s, 45),
        (44, lambda: s.serve("food_clothing", 1, "items", 120_000)),
        (40, lambda: s.follow_up_in(20)),
    ]


def home(s: Scene) -> list[Step]:
    return [*assessed(s, 35), (25, s.way_home), (12, s.set_out), (11, s.arrive), (4, s.follow_up)]


def closing(s: Scene) -> list[Step]:
    return [*served(s, 100), (2, s.finish), (1, s.ask_closure)]


def closed(s: Scene) -> list[Step]:
    return [*served(s, 140), (40, s.follow_up), (33, s.finish), (32, s.ask_closure), (31, s.close)]


def reopened(s: Scene) -> list[Step]:
    return [*closed(s), (6, s.reopen), (5, lambda: s.assess("medium", "debt"))]


def keeping_up(s: Scene, days: int) -> list[Step]:
    """The days when the caseworker does what has come due, the last one not today: something always waits."""
    last = 1 + int(s.known("keeping-up")) % BUSY_DAYS
    return [(day, s.keep_up) for day in (last + 28, last) if day < days]


def steps_of(s: Scene) -> list[Step]:
    """The storyline of this person, and what a caseworker does in time who keeps up with the work."""
    steps = STORYLINES[s.who.storyline](s)
    kept_up = s.who.by in KEEP_UP and s.who.storyline not in LEFT_BEHIND
    return steps if not kept_up else [*steps, *keeping_up(s, max(day for day, _step in steps))]


STORYLINES: dict[str, Callable[[Scene], list[Step]]] = {
    line.__name__: line
    for line in (
        opened,
        assessed,
        draft,
        screened,
        waiting,
        served,
        shelter,
        child,
        declined,
        withdrawn,
        exception,
        formal,
        not_identified,
        appeal,
        missed,
        home,
        closing,
        closed,
        reopened,
    )
}
