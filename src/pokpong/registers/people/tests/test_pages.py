"""Pages as people use them: what each shows, to whom, and what reading leaves behind."""

from typing import Any

import pytest
from django.urls import reverse

from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.audit.models import Reading
from pokpong.registers.people.models import Person, Tie
from pokpong.registers.people.tests import factories as make
from pokpong.registers.people.tests.pages import call, client_of, form_of

pytestmark = pytest.mark.django_db

NAME = "ນາງ ສົມສີ ຕົວຢ່າງ"


def readings(actor: Any, place: str) -> list[list[str]]:
    return [row.shown for row in Reading.objects.filter(actor=actor.id, place=place).order_by("at", "id")]


def test_my_people_shows_names_of_the_page_and_leaves_one_reading() -> None:
    alice, bob = make.caseworker(), make.caseworker("bob")
    mine, other = make.register(alice), make.register(bob, "ທ້າວ ອື່ນ ຕົວຢ່າງ")
    page = client_of(alice).get(reverse("people:mine")).content.decode()
    assert NAME in page
    assert "ທ້າວ ອື່ນ" not in page
    assert readings(alice, "people:mine") == [[str(mine.pk)]]
    assert str(other.pk) not in page


def test_an_empty_list_says_what_comes_here() -> None:
    page = client_of(make.caseworker()).get(reverse("people:mine")).content.decode()
    assert "No person yet" in page
    assert not Reading.objects.exists()


def test_the_list_costs_the_same_for_one_and_many(django_assert_max_num_queries: Any) -> None:
    alice = make.caseworker()
    client = client_of(alice)
    for number in range(12):
        make.register(alice, f"ນາງ ຄົນທີ {number}")
    with django_assert_max_num_queries(26):
        assert client.get(reverse("people:mine")).status_code == 200


def test_a_person_out_of_sight_is_not_there() -> None:
    person = make.register(make.caseworker())
    stranger = client_of(make.caseworker("bob"))
    for url in ("person", "contact_add", "relation_add", "household_join", "consent_give", "history"):
        assert stranger.get(reverse(f"people:{url}", args=[person.pk])).status_code == 404
    assert stranger.get(reverse("people:edit", args=[person.pk, "names"])).status_code == 404


@pytest.mark.parametrize("role", ["village_member", "secretary", "auditor", "monitoring_officer", "administrator"])
def test_other_roles_have_no_pages_of_persons(role: str) -> None:
    client = client_of(make_user("zoe", role))
    for url in ("mine", "search", "register"):
        assert client.get(reverse(f"people:{url}")).status_code == 403


def test_the_persons_page_shows_the_record_and_notes_the_reading() -> None:
    alice = make.caseworker()
    person = make.register(alice, languages=["kjg"], home={"path": make.village(), "text": "ໃກ້ວັດ"})
    make.contact_for(alice, person.pk, value="020 5555 0102")
    page = client_of(alice).get(reverse("people:person", args=[person.pk])).content.decode()
    for words in (NAME, "020 5555 0102", "Safe only as written here", "ຕອນເຊົ້າ", "ໃກ້ວັດ", "Khmu", "Registered"):
        assert words in page
    assert [str(person.pk)] in readings(alice, "people:person")
    title = page[page.index("<title>") : page.index("</title>")]
    assert "ສົມສີ" not in title


def test_the_supervisor_sees_who_is_tied_the_caseworker_does_not() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    url = reverse("people:person", args=[person.pk])
    assert "Who may see this person" in client_of(suna).get(url).content.decode()
    assert make.WHY in client_of(suna).get(url).content.decode()
    assert "Who may see this person" not in client_of(alice).get(url).content.decode()


def test_a_tie_shows_only_its_fields() -> None:
    alice, bob = make.caseworker(), make.caseworker("bob")
    person = make.register(alice, documents=[{"kind": "passport", "number": "P1234567"}])
    make.contact_for(alice, person.pk, value="020 5555 0103")
    make.tied(person, user=bob.id, fields=["facts", "birth"])
    page = client_of(bob).get(reverse("people:person", args=[person.pk])).content.decode()
    for hidden in (NAME, "P1234567", "020 5555 0103", "What happened"):
        assert hidden not in page
    assert "About the person" in page
    assert client_of(bob).get(reverse("people:edit", args=[person.pk, "names"])).status_code == 403
    assert NAME not in client_of(bob).get(reverse("people:mine")).content.decode()


def posted_search(client: Any, text: str, **more: Any) -> str:
    page: str = client.post(reverse("people:search"), {"text": text, **more}).content.decode()
    return page


def test_a_search_is_posted_and_its_reading_noted() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    page = posted_search(client_of(alice), "Somsi")
    assert NAME in page
    assert readings(alice, "people:search") == [[str(person.pk)]]
    assert NAME not in client_of(alice).get(reverse("people:search") + "?text=Somsi").content.decode()


def test_a_search_finds_nobody_out_of_sight() -> None:
    make.register(make.caseworker())
    page = posted_search(client_of(make.caseworker("bob")), NAME)
    assert "Nobody found" in page
    assert not Reading.objects.filter(place="people:search").exists()


def answers(**more: Any) -> dict[str, Any]:
    return {
        **call(),
        "official": NAME,
        "sex": "female",
        "nationality": "LA",
        "district": make.DISTRICT,
        "age": "24",
        "precision": "about",
        "why": make.WHY,
        **more,
    }


def test_registering_checks_the_answers_first() -> None:
    alice = make.caseworker()
    client, typed = client_of(alice), answers()
    checked = client.post(reverse("people:register"), typed)
    assert checked.status_code == 200
    assert not Person.objects.exists()
    assert "No person in your sight has a like name" in checked.content.decode()
    changed = client.post(reverse("people:register"), {**typed, "step": "change"}).content.decode()
    assert NAME in changed
    done = client.post(reverse("people:register"), {**typed, "step": "confirmed"})
    person = Person.objects.get()
    assert done.headers["Location"] == reverse("people:person", args=[person.pk])
    assert person.birth_estimate["age"] == 24
    again = client.post(reverse("people:register"), {**typed, "step": "confirmed"})
    assert again.status_code == 302
    assert Person.objects.count() == 1


def test_registering_shows_who_is_alike() -> None:
    alice = make.caseworker()
    person = make.register(alice)
    page = client_of(alice).post(reverse("people:register"), answers(official="Nang Somsee Tuayang"))
    assert reverse("people:person", args=[person.pk]) in page.content.decode()


def test_what_is_refused_stands_beside_its_field_and_nothing_typed_is_lost() -> None:
    alice = make.caseworker()
    typed = answers(official="", district="", why="", nick="ນ້ອຍ ຕົວຢ່າງ", birth_date_day="1", birth_date_month="1")
    typed |= {"birth_date_year": "2000", "step": "confirmed"}
    page = client_of(alice).post(reverse("people:register"), typed).content.decode()
    assert page.count('data-code="required"') == 2
    assert 'href="#id_district_text"' in page
    assert "ນ້ອຍ ຕົວຢ່າງ" in page
    typed |= {"district": make.DISTRICT, "why": "ສັ້ນ"}
    refused = client_of(alice).post(reverse("people:register"), typed).content.decode()
    for code in ("birth_and_estimate", "tie_why_missing"):
        assert f'data-code="{code}"' in refused
    assert "ນ້ອຍ ຕົວຢ່າງ" in refused
    assert not Person.objects.exists()


def test_registering_because_of_a_record_asks_for_no_other_reason() -> None:
    alice = make.caseworker()
    consent = make.consent_for(alice, make.register(alice, "ທ້າວ ກ່ອນ ຕົວຢ່າງ").pk)
    url = f"{reverse('people:register')}?because_kind=consent&because={consent.pk}"
    form = client_of(alice).get(url).context["form"]
    assert "why" not in form.fields
    typed = answers(because_kind="consent", because=str(consent.pk), step="confirmed")
    typed.pop("why")
    assert client_of(alice).post(reverse("people:register"), typed).status_code == 302
    assert Tie.objects.filter(because_kind="consent").count() == 1


def test_a_text_of_a_million_letters_is_refused_plainly() -> None:
    page = client_of(make.caseworker()).post(reverse("people:register"), answers(official="ກ" * 1_000_000))
    assert page.status_code == 200
    assert not Person.objects.exists()


def test_editing_keeps_the_old_value_and_shows_it() -> None:
    alice = make.caseworker()
    person, client = make.register(alice), client_of(alice)
    url = reverse("people:edit", args=[person.pk, "names"])
    typed = {**form_of(client.get(url)), "official": "ນາງ ສົມໃຈ ຕົວຢ່າງ\nSomchai", "nick": "ນ້ອຍ", "other": ""}
    assert client.post(url, typed).status_code == 302
    person.refresh_from_db()
    assert [name["script"] for name in person.names] == ["Laoo", "Latn", "Laoo"]
    page = client.get(reverse("people:history", args=[person.pk])).content.decode()
    assert NAME in page
    assert alice.display_name in page


@pytest.mark.parametrize("group", ["names", "facts", "birth", "home", "health", "documents"])
def test_saving_a_group_untouched_changes_nothing(group: str) -> None:
    alice = make.caseworker()
    person = make.register(
        alice,
        names=[
            {"text": NAME, "kind": "official"},
            {"text": "Somsy", "kind": "official"},
            {"text": "ສີ", "kind": "nick"},
        ],
        languages=["kjg", "lao"],
        interpreter="kjg",
        gender="ແມ່ຍິງ",
        ethnic_group="ກຶມມຸ",
        home={"path": make.village(), "text": "ໃກ້ວັດ"},
        documents=[{"kind": "passport", "number": "P1"}, {"kind": "other", "number": "7"}],
        disability_answers={"seeing": "a_lot", "hearing": "none"},
    )
    client = client_of(alice)
    url = reverse("people:edit", args=[person.pk, group])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    for name in ("district", "home"):
        if name in data:
            data[name] = data[name].value if hasattr(data[name], "value") else data[name]
    data.pop("birth_date", None)
    assert client.post(url, {k: v for k, v in data.items() if v is not None}).status_code == 302
    assert Person.objects.get(pk=person.pk).version == person.version


def test_a_stale_edit_keeps_both_values() -> None:
    alice, suna = make.caseworker(), make.supervisor()
    person = make.register(alice)
    url = reverse("people:edit", args=[person.pk, "names"])
    stale = form_of(client_of(alice).get(url))
    fresh = form_of(client_of(suna).get(url))
    client_of(suna).post(url, {**fresh, "official": "ນາງ ໜຶ່ງ"})
    page = client_of(alice).post(url, {**stale, "official": "ນາງ ສອງ"}, follow=True).content.decode()
    assert "Both versions are kept" in page
    assert "Two versions of a field wait for a choice" in page
    assert Person.objects.get(pk=person.pk).name == "ນາງ ໜຶ່ງ"
