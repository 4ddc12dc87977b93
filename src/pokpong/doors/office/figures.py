"""The numbers of the start page: only what a reader works with, and never one about people out of their sight."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from pokpong.areas.protection.models import Case, Concern
from pokpong.areas.protection.queries.concerns import own_of
from pokpong.areas.protection.states.concerns import ENDED
from pokpong.doors.office import task_words, waiting
from pokpong.foundation.access.models import Grant, User
from pokpong.foundation.access.pages import PageRequest
from pokpong.foundation.audit import queries as audit
from pokpong.foundation.kernel import clock
from pokpong.registers.institutions import attention
from pokpong.registers.institutions.models import Committee, Official, Organisation
from pokpong.registers.institutions.queries import directory

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Figure:
    """One number of the start page; it leads to what it counts."""

    label: str | Promise
    value: int
    url: str
    tone: str = ""


def tasks(request: PageRequest) -> Iterator[Figure]:
    found = waiting.tasks(request)
    late = sum(map(task_words.is_late, found))
    url = reverse("office:tasks")
    yield Figure(_("Waiting for you"), len(found), url, "info" if found else "")
    yield Figure(_("Overdue"), late, url, "danger" if late else "")


def concerns(request: PageRequest) -> Iterator[Figure]:
    count = Concern.objects.visible_to(request.user).exclude(state__in=ENDED).count()
    yield Figure(_("Open concerns of my places"), count, reverse("protection:inbox"))


def own_concerns(request: PageRequest) -> Iterator[Figure]:
    """Of who raises concerns: their own that are still in hand; anonymous ones are nobody's."""
    count = sum(own.state != "closed" for own in own_of(request.user))
    yield Figure(_("My concerns not yet closed"), count, reverse("protection:mine"))


def cases(request: PageRequest) -> Iterator[Figure]:
    """Of who supervises: what runs, and whose risk nobody looked at in time."""
    rows = Case.objects.visible_to(request.user).running()
    late = rows.filter(risk_review_on__lt=clock.today()).count()
    url = reverse("cases:list")
    yield Figure(_("Cases not yet closed"), rows.count(), f"{url}?cases-situation=running#table-cases")
    review = f"{url}?cases-situation=review#table-cases"
    yield Figure(_("Risk not assessed in time"), late, review, "danger" if late else "")


def choices(request: PageRequest) -> Iterator[Figure]:
    number = len(waiting.open_conflicts(request))
    yield Figure(_("Choices between two edits"), number, reverse("office:conflicts"), "warning" if number else "")


def committees(request: PageRequest) -> Iterator[Figure]:
    """Of who keeps or leads committees; officials are who holds a post today."""
    rows = Committee.objects.visible_to(request.user).filter(state="active")
    bare = len([why for why in attention.reasons(rows, clock.today()).values() if why])
    serving = Official.objects.visible_to(request.user).serving(clock.today()).once().count()
    url = reverse("institutions:committees")
    yield Figure(_("Committees of my places"), rows.count(), url)
    if bare:
        asked = f"{url}?committees-attention={attention.ANY}#table-committees"
        yield Figure(_("Committees without a chair or a meeting"), bare, asked, "warning")
    yield Figure(_("Officials in their posts"), serving, reverse("institutions:officials"))


def services(request: PageRequest) -> Iterator[Figure]:
    """The directory that everybody may look into."""
    bodies = Organisation.objects.visible_to(request.user).filter(state="active").count()
    yield Figure(_("Organisations"), bodies, reverse("institutions:organisations"))
    yield Figure(_("Services on offer"), directory(request.user).count(), reverse("institutions:services"))


def users(request: PageRequest) -> Iterator[Figure]:
    asked = Grant.objects.filter(state="asked").count()
    active = User.objects.filter(state="active").count()
    yield Figure(_("People who can sign in"), active, reverse("access:users"))
    yield Figure(_("Roles not approved yet"), asked, reverse("access:users"), "info" if asked else "")


def log(request: PageRequest) -> Iterator[Figure]:
    since = clock.now() - DAY
    yield Figure(_("Done in the last 24 hours"), audit.latest().filter(at__gt=since).count(), reverse("office:history"))
    read = audit.readings().filter(at__gt=since).count()
    yield Figure(_("Looked at in the last 24 hours"), read, reverse("office:readings"))


@dataclass(frozen=True)
class Source:
    """For who holds `permission` and nothing of `unless`."""

    permission: str
    find: Callable[[PageRequest], Iterator[Figure]]
    unless: tuple[str, ...] = ()

    def is_for(self, user: User) -> bool:
        return user.may(self.permission) and not any(map(user.may, self.unless))


SOURCES = (
    Source("task.read", tasks),
    Source("concern.read", concerns),
    Source("case.read", cases),
    Source("conflict.settle", choices),
    Source("user.invite", users),
    Source("event.read", log),
    Source("concern.follow", own_concerns, unless=("concern.read",)),
    Source("committee.read", committees, unless=("concern.read",)),
    Source("service_offer.read", services, unless=("task.read", "concern.follow")),
    Source("service_offer.verify", services),
)


def figures(request: PageRequest) -> list[Figure]:
    """In the order of the table."""
    return [figure for source in SOURCES if source.is_for(request.user) for figure in source.find(request)]
