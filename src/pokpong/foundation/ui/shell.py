"""What a page hands to the shell around it: menu, bell, account, breadcrumbs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class MenuItem:
    """One entry of the main menu. `icon` is a name of `icons.ICONS`; `count` is shown when above zero."""

    label: Words
    url: str
    icon: str = "dot"
    current: bool = False
    count: int = 0


@dataclass(frozen=True)
class Crumb:
    """One step of the way to this page; the last one has no address."""

    label: Words
    url: str = ""


@dataclass(frozen=True)
class Bell:
    """How much waits for the reader, how much of it is overdue, and where it is listed."""

    count: int
    url: str
    overdue: int = 0


@dataclass(frozen=True)
class Account:
    """The signed-in person as the header shows them. `sign_out_url` takes a POST."""

    name: str
    post: Words = ""
    items: Sequence[MenuItem] = field(default_factory=tuple)
    sign_out_url: str = ""
