import pytest

from pokpong.foundation.access import glass_finders
from pokpong.foundation.kernel.ids import new_id
from pokpong.foundation.kernel.problems import NotAllowed
from pokpong.registers.people import glass
from pokpong.registers.people.actions.persons import amend_person
from pokpong.registers.people.models import Person
from pokpong.registers.people.rules.numbers import record_number
from pokpong.registers.people.tests import factories as make

pytestmark = pytest.mark.django_db


def test_the_number_leads_to_the_record_and_to_its_districts_supervisors() -> None:
    person = make.register(make.caseworker())
    found = glass.find(person.number.lower())
    assert found is not None
    assert (found.row, found.place_path) == (person.pk, make.DISTRICT)
    assert glass_finders.FINDERS["person"].find is glass.find


def test_a_number_of_nobody_leads_nowhere() -> None:
    assert glass.find(record_number(new_id())) is None
    assert glass.find("ສົມສີ") is None


def test_a_broken_glass_shows_one_person_for_a_while() -> None:
    person, stranger = make.register(make.caseworker()), make.caseworker("bob", make.NEIGHBOUR)
    make.register(make.caseworker("carol"))
    make.broken_glass(stranger, person)
    assert Person.objects.visible_to(stranger).get() == person


def test_a_broken_glass_lets_nobody_act_not_even_in_their_own_district() -> None:
    person, colleague = make.register(make.caseworker()), make.caseworker("bob")
    make.broken_glass(colleague, person)
    assert Person.objects.visible_to(colleague).get() == person
    with pytest.raises(NotAllowed):
        amend_person(by=colleague, person=person.pk, changes={"sex": "other"}, base=1, call_id=new_id())
    assert Person.objects.get(pk=person.pk).sex == "female"
