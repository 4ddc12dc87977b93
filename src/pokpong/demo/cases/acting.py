"""One person of the demo, and how their caseworker and the others act: each call under an id of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from pokpong.demo.cases import words
from pokpong.demo.cases.people import Helped
from pokpong.demo.identity import known
from pokpong.foundation.access.models import User
from pokpong.foundation.kernel import clock
from pokpong.registers.people.actions.consents import Agreed, give_consent, withdraw_consent
from pokpong.registers.people.actions.contacts import add_contact
from pokpong.registers.people.actions.persons import register_person

CONSENT_DAYS = 330
FIELDS = ("names", "facts", "contacts")


@dataclass
class Acting:
    """`who` and the users of the story. Ids follow from the person's key and the number of the call."""

    who: Helped
    users: dict[str, User]
    made: int = field(default=0)

    def call(self, act: Callable[..., Any], by: str, **arguments: Any) -> Any:
        self.made += 1
        return act(by=self.users[by], call_id=known("helped", self.who.key, self.made), **arguments)

    def work(self, act: Callable[..., Any], **arguments: Any) -> Any:
        """By the caseworker."""
        return self.call(act, self.who.by, **arguments)

    def known(self, *parts: object) -> UUID:
        return known("helped", self.who.key, *parts)

    def on_the_case(self, act: Callable[..., Any], **arguments: Any) -> Any:
        return self.work(act, case=self.who.case, **arguments)

    # --- the person ------------------------------------------------------------------------------------------
    def register(self) -> None:
        who = self.who
        self.work(
            register_person,
            id=who.person,
            record={
                "names": [{"text": who.name, "kind": "official"}, {"text": f"{who.latin} Sommout", "kind": "official"}],
                "sex": who.sex,
                "nationality": "LA",
                "languages": ["lao"],
                "birth_estimate": {"age": who.age, "precision": "year", "as_of": str(clock.today())},
                "district_path": who.district,
            },
            because_kind="person",
            why=words.CAME,
        )
        self.work(
            add_contact,
            id=self.known("contact"),
            person=who.person,
            kind="phone",
            value=f"020 0000 {4000 + int(self.known('phone')) % 5000}",
            safety="careful",
            how={"when": "ຫຼັງ 18:00", "by_whom": "ຜູ້ຍິງ", "pretext": "ໝູ່ຮ່ວມໂຮງຮຽນ"},
        )

    def agree(self, purpose: str, organisation: str = "welfare", fields: tuple[str, ...] = FIELDS) -> UUID:
        """A consent: by the person, or for a child by the social welfare authority, with the child asked."""
        today, row_id = clock.today(), self.known("consent", purpose, organisation)
        child: dict[str, Any] = {"given_by": "authority", "authority": words.AUTHORITY, "assent": "yes"}
        agreed = Agreed(
            purpose=purpose,
            recipients={str(known("organisation", organisation)): words.RECIPIENT},
            fields=list(fields),
            given_on=today,
            expires_on=today + timedelta(days=CONSENT_DAYS),
            language="lao",
            way="spoken",
            witness=words.WITNESS,
            **(child if self.who.is_child else {"given_by": "self"}),
        )
        self.work(give_consent, id=row_id, person=self.who.person, agreed=agreed)
        return row_id

    def withdraw(self, consent: UUID) -> None:
        self.work(withdraw_consent, id=self.known("withdrawal"), consent=consent, said_by="self", reason="")
