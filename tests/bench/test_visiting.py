"""What the bench's visitor makes of a page."""

import pytest

from tests.bench.tour import LINK
from tests.bench.visiting import PageFailed, fields_of

PAGE = """
<form method="post"><input type="hidden" name="next" value="/"><button name="language">ລາວ</button></form>
<form method="post" novalidate>
  <input type="hidden" name="call_id" value="0192&amp;7">
  <input type="text" name="name" value="ນາງ &quot;ສີ&quot;">
  <input type="radio" name="sex" value="f" checked><input type="radio" name="sex" value="m">
  <input type="checkbox" name="agreed" checked><input type="checkbox" name="told" value="yes">
  <textarea name="summary" rows="3">
ແຖວ &lt;ໜຶ່ງ&gt;
ສອງ</textarea>
  <select name="origin"><option value="">-</option><option value="walk_in" selected>ມາເອງ</option></select>
  <select name="unit"><option value="days">ວັນ</option></select>
  <button type="submit" name="again" value="1">ສົ່ງ</button>
</form>
<a class="x" href="/cases/?page=2#table">1</a> <a href="https://example.org/">2</a> <a href="/people/">3</a>
"""


def test_the_form_that_is_meant_is_sent_as_it_stands() -> None:
    assert fields_of(PAGE, "call_id") == {
        "call_id": "0192&7",
        "name": 'ນາງ "ສີ"',
        "sex": "f",
        "agreed": "on",
        "summary": "ແຖວ <ໜຶ່ງ>\nສອງ",
        "origin": "walk_in",
        "unit": "",
    }
    assert fields_of(PAGE, "next") == {"next": "/"}


def test_a_page_without_the_form_is_said_to_be_wrong() -> None:
    with pytest.raises(PageFailed):
        fields_of(PAGE, "password")


def test_a_tour_follows_links_of_its_own_site_without_their_questions() -> None:
    assert LINK.findall(PAGE) == ["/cases/", "/people/"]
