"""What journeys visit: an installation with its own data, that survives a restart and shares nothing."""

import urllib.error
import urllib.request

import pytest

from tests.engines.installation import CommandFailed, Installation

COUNT = "from pokpong.registers.places.models import Place\nprint(Place.objects.count())"
LEAVE = """
from django.contrib.contenttypes.models import ContentType
ContentType.objects.create(app_label="journeys", model="footprint")
"""
LOOK = """
from django.contrib.contenttypes.models import ContentType
print(ContentType.objects.filter(app_label="journeys").count())
"""


def status(installation: Installation) -> int:
    try:
        with urllib.request.urlopen(f"{installation.url}/design/", timeout=30) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        return refused.code


def test_it_answers_and_has_the_places_of_the_country(installation: Installation) -> None:
    assert status(installation) == 200
    assert int(installation.script(COUNT)) > 9000


def test_it_keeps_what_was_entered_over_a_restart(installation: Installation) -> None:
    assert installation.script(LOOK).strip() == "0"
    installation.script(LEAVE)
    before = installation.server
    installation.restart()
    assert installation.server is not before
    assert status(installation) == 200
    assert installation.script(LOOK).strip() == "1"


def test_a_failed_script_says_why(installation: Installation) -> None:
    with pytest.raises(CommandFailed, match="the reason"):
        installation.script("raise SystemExit('the reason')")


def test_its_files_stand_in_its_own_folder(installation: Installation) -> None:
    folder = installation.script("from django.conf import settings\nprint(settings.DATA_DIR)").strip()
    assert folder == str(installation.folder / "data")
