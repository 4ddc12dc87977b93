"""Registering a person, and writing down what they consent to, as a caseworker does it beside them."""

from __future__ import annotations

from dataclasses import dataclass

from tests.journeys.steps import Somebody, lao


@dataclass(frozen=True)
class Client:
    """Whom the story is about. `age` in years; `telephone`: a number that is safe in the evening only."""

    name: str
    age: int
    telephone: str = ""
    evening: str = "ຫຼັງ 18 ໂມງ"


@dataclass(frozen=True)
class Asked:
    """What somebody is asked to consent to, by the words of the catalogue; the recipient as it is called."""

    purpose: str
    recipient: str
    data: tuple[str, ...] = ("Names",)
    given_by: str = "The person"
    witness: str = "ນາງ ຈັນສຸກ ພົມມະຈັນ"


def register(somebody: Somebody, client: Client, district: str = "ປາກເຊ") -> str:
    """On the page of a new person, or of a concern that leads there; the address of the person."""
    somebody.type({"Name": client.name, "Estimated age": str(client.age)})
    somebody.tick("Female")
    somebody.choose("How sure is the estimated age?", lao("Sure to the year"))
    somebody.pick("District", district, district)
    somebody.press("Check the answers")
    somebody.reads("Nothing is kept yet.", "Nobody found")
    somebody.sees(client.name)
    somebody.press("Yes, register this person")
    somebody.sees(client.name)
    address = somebody.address
    if client.telephone:
        add_telephone(somebody, client)
    return address


def add_telephone(somebody: Somebody, client: Client) -> None:
    """On the page of the person."""
    somebody.follow("Add a contact")
    somebody.tick("Telephone", "Safe only as written here")
    somebody.type({"Number, address or name": client.telephone, "When is it safe?": client.evening})
    somebody.press("Add the contact")
    somebody.sees(client.telephone, client.evening)


def write_consent(somebody: Somebody, person: str, asked: Asked) -> str:
    """From the page of the person; the address of the consent."""
    somebody.go(person)
    somebody.follow("Write down a consent")
    fill_consent(somebody, asked)
    somebody.press("Keep the consent")
    somebody.reads("The consent is kept. Print the paper and give it to the person.", "Holds", asked.purpose)
    somebody.sees(asked.recipient, asked.witness)
    return somebody.address


def fill_consent(somebody: Somebody, asked: Asked) -> None:
    """Spoken, before a witness."""
    somebody.mark("What is it for?", asked.purpose)
    somebody.question("Who will receive it?").get_by_label(asked.recipient, exact=True).check()
    somebody.mark("Which data?", *asked.data)
    somebody.mark("Who consents?", asked.given_by)
    somebody.mark("How was it given?", "Spoken, with a witness")
    somebody.type({"Name of the witness": asked.witness})
