"""The command that takes the pictures begins without the applications, and knows the story's records."""

import subprocess
import sys

from pokpong.demo.day import meetings, reports, trainings, visit
from tests.engines.databases import ROOT
from tests.journeys import pictures


def test_it_begins_where_no_application_is_set_up() -> None:
    code = "import sys; sys.path.insert(0, 'src'); import tests.journeys.pictures"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


def test_its_records_are_those_of_the_story() -> None:
    assert (pictures.MEETING, pictures.VISIT, pictures.TRAINING) == (meetings.HELD, visit.VISIT, trainings.HELD)
    papers = {picture.address for picture in pictures.PAPERS}
    for kind, record in (("report", visit.VISIT), ("press", visit.VISIT), ("minutes", meetings.HELD)):
        assert f"/partnership/documents/{reports.paper(kind, record)}/paper/" in papers
