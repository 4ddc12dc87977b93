"""The pages by which a concern is raised and followed."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from pokpong.areas.protection import receipts
from pokpong.areas.protection.models import Concern
from pokpong.areas.protection.tests.factories import (
    DISTRICT,
    NEIGHBOUR,
    STORY,
    VILLAGE,
    a_concern,
    an_official,
    caseworker,
    member,
    picture,
    supervisor,
)
from pokpong.areas.protection.tests.walking import (
    TYPED,
    WHO,
    as_,
    call_id_in,
    error_codes,
    page,
    send,
    text_of,
)
from pokpong.foundation.access.tests.people import make_user
from pokpong.foundation.kernel import writing
from pokpong.registers.places.queries import label

pytestmark = pytest.mark.django_db


def test_three_pages_raise_a_concern_and_carry_every_answer() -> None:
    client = as_(member())
    answers = {**TYPED, "people_count": "2", "sex": "female", "suspected": ["ForcedLabour", "lao:ShamMarriage"]}
    who = client.post(reverse("protection:raise"), answers)
    assert STORY in text_of(who)
    check = client.post(reverse("protection:raise"), {**answers, **WHO, "left_out-levels": ["3"]})
    assert label(VILLAGE, "lo").split(",")[0].removeprefix("ບ້ານ") in text_of(check)
    assert Concern.objects.count() == 0
    caseworker()
    done = client.post(
        reverse("protection:raise"),
        {
            **answers,
            **WHO,
            "left_out-levels": ["3"],
            "step": "send",
            "call_id": call_id_in(text_of(check)),
            "photo": SimpleUploadedFile("a.jpg", picture()),
        },
    )
    assert done.status_code == 302
    assert done["Location"] == reverse("protection:thanks")
    row = Concern.objects.get()
    assert (row.story, row.route_path, row.people_count, row.sex) == (STORY, DISTRICT, 2, "female")
    assert row.forms == ["ForcedLabour", "lao:ShamMarriage"]
    assert [file["name"] for file in row.attached] == ["a.jpg"]
    assert client.get(done["Location"]).status_code == 200


def test_a_mistake_brings_the_page_back_with_all_reasons_and_everything_typed() -> None:
    client = as_(member())
    answer = client.post(
        reverse("protection:raise"),
        {
            **TYPED,
            "story": "ສັ້ນ",
            "place": "",
            "place_text": "ບ້ານບໍ່ມີ",
            "urgency": "",
            "happened_on_day": "1",
            "happened_on_month": "1",
            "happened_on_year": "2090",
            "reporter_name": "ນາງ ຕົວຢ່າງ",
        },
    )
    assert answer.status_code == 200
    assert error_codes(answer) == {"place_not_found", "required", "day_in_future"}
    for kept in ("ສັ້ນ", "ບ້ານບໍ່ມີ", "2090", "ນາງ ຕົວຢ່າງ"):
        assert kept in text_of(answer)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ({"story": "ກ" * 1_000_000}, "text_too_long"),
        ({"story": "c[[IPo;aoot7tfu c[[IPo;aoot7tfu"}, "text_old_font"),
        ({"story": "abc\ufffddef and more letters"}, "text_broken"),
        ({"anonymous": "on", "reporter_contact": "020"}, "concern_anonymous_named"),
        ({"sex": "several", "people_count": "1"}, "concern_sex_contradicts"),
        (
            {"happened_on_day": "1", "happened_on_month": "1", "happened_on_year": "2026"},
            "concern_date_contradicts",
        ),
        ({"urgency": "tomorrow"}, "invalid_choice"),
        ({"channel": ""}, "required"),
        ({"place": "", "place_text": "ສປປ ລາວ"}, "concern_place_unknown"),
    ],
)
def test_bad_input_has_its_code_and_writes_nothing(typed: dict[str, str], code: str) -> None:
    answer = as_(member()).post(reverse("protection:raise"), {**TYPED, **typed})
    assert error_codes(answer) == {code}
    assert not Concern.objects.exists()


def test_how_one_heard_of_it_is_asked_and_not_presumed() -> None:
    client = as_(member())
    shown = client.get(reverse("protection:raise"))
    assert shown.context["form"]["channel"].value() is None
    assert '<option value="in_person" selected' not in text_of(shown)
    refused = client.post(reverse("protection:raise"), {**TYPED, "channel": ""})
    assert "ກະລຸນາເລືອກວ່າທ່ານຮັບຮູ້ເຫດນີ້ໂດຍວິທີໃດ." in text_of(refused)


def test_going_back_keeps_what_was_typed_on_both_pages() -> None:
    client = as_(member())
    back = client.post(reverse("protection:raise"), {**TYPED, **WHO, "step": "back_what", "left_out-words": "ອ້າຍ"})
    assert back.status_code == 200
    assert STORY in text_of(back)
    assert "ອ້າຍ" in text_of(back)


def test_a_picture_that_is_no_picture_keeps_the_answers() -> None:
    client = as_(member())
    check = client.post(reverse("protection:raise"), {**TYPED, **WHO})
    answer = client.post(
        reverse("protection:raise"),
        {
            **TYPED,
            **WHO,
            "step": "send",
            "call_id": call_id_in(text_of(check)),
            "photo": SimpleUploadedFile("a.jpg", b"\x89PNG\r\n\x1a\n nothing"),
        },
    )
    assert [error.code for error in answer.context["form"].errors.as_data()["photo"]] == ["file_no_picture"]
    assert STORY in text_of(answer)
    assert not Concern.objects.exists()


def test_pressed_twice_it_is_raised_once() -> None:
    client = as_(member())
    check = client.post(reverse("protection:raise"), {**TYPED, **WHO})
    sending = {**TYPED, **WHO, "step": "send", "call_id": call_id_in(text_of(check))}
    assert [client.post(reverse("protection:raise"), sending).status_code for _ in range(2)] == [302, 302]
    assert Concern.objects.count() == 1


def test_an_anonymous_one_shows_its_code_which_anybody_can_ask_with() -> None:
    client = as_(member())
    done = send(client, anonymous="on")
    code = done.context["code"]
    assert code in text_of(done)
    row = Concern.objects.get()
    assert row.receipt == receipts.digest_of(code)
    assert code not in str(dict(client.session.items()))
    asked = Client().post(reverse("protection:receipt"), {"code": code.lower()})
    assert asked.context["found"].state == "received"
    assert STORY not in text_of(asked)
    wrong = Client().post(reverse("protection:receipt"), {"code": "ZZZZ-ZZZZ-ZZZZ"})
    assert wrong.context["found"] is None
    assert "code" in wrong.context["form"].errors


def test_my_concerns_tell_no_number_no_place_and_no_story() -> None:
    bob = member()
    row = a_concern(bob)
    shown = text_of(as_(bob).get(reverse("protection:mine")))
    assert "ໄດ້ຮັບແລ້ວ" in shown
    for secret in (row.number, STORY, str(row.pk), label(VILLAGE, "lo")):
        assert secret not in shown


def test_a_place_just_added_stands_in_the_form() -> None:
    shown = as_(member()).get(reverse("protection:raise"), {"place": NEIGHBOUR})
    assert f'value="{NEIGHBOUR}"' in text_of(shown)
    assert 'value="LA99/"' not in text_of(as_(caseworker()).get(reverse("protection:raise"), {"place": "LA99/"}))


def test_the_posts_of_the_place_can_be_left_out_and_a_member_sees_no_name() -> None:
    chief = an_official("ທ້າວ ຫົວໜ້າ ຕົວຢ່າງ", VILLAGE)
    caseworker()
    client = as_(member())
    who = client.post(reverse("protection:raise"), TYPED)
    assert str(chief.pk) in text_of(who)
    assert "ນາຍບ້ານ" in text_of(who)
    assert chief.name not in text_of(who)
    send(client, **{"left_out-officials": [str(chief.pk)]})
    account = make_user("chief", "caseworker", DISTRICT)
    with writing.opened("tests"):
        account.official = chief.pk
        account.save()
    row = Concern.objects.get()
    assert as_(account).get(page("concern", row)).status_code == 404
    assert chief.name in text_of(as_(supervisor()).get(page("concern", row)))


def test_hotlines_are_shown_only_when_set(settings: Any) -> None:
    client = as_(member())
    settings.POKPONG_HOTLINES = []
    assert "tel:" not in text_of(client.get(reverse("protection:raise")))
    settings.POKPONG_HOTLINES = [{"name": {"lo": "ສາຍດ່ວນຕົວຢ່າງ", "en": "Example hotline"}, "number": "0000"}]
    shown = text_of(client.get(reverse("protection:raise")))
    assert "tel:0000" in shown
    assert "ສາຍດ່ວນຕົວຢ່າງ" in shown


def test_the_pages_speak_english_too() -> None:
    bob = make_user("bob", "village_member", VILLAGE, language="en")
    client = as_(bob)
    client.cookies["pokpong_language"] = "en"
    assert "Raise a concern" in text_of(client.get(reverse("protection:raise")))
