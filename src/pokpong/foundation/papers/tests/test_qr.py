import re
from typing import Any
from xml.etree import ElementTree

import pytest

from pokpong.foundation.papers.qr import qr_svg


def test_the_drawing_is_well_formed_and_scales() -> None:
    drawing = ElementTree.fromstring(qr_svg("https://pokpong.example/welcome/#ABCD-2345"))
    assert drawing.tag == "svg"
    assert drawing.attrib["viewBox"].startswith("0 0 ")
    assert "width" not in drawing.attrib


def test_the_drawing_needs_neither_style_nor_script() -> None:
    drawing = qr_svg("https://pokpong.example/welcome/")
    assert not re.search(r"style|script|href|on\w+=", drawing)


def test_the_text_stands_nowhere_in_the_drawing() -> None:
    assert "SECRETCODE" not in qr_svg("SECRETCODE")


def test_white_stays_around_the_code() -> None:
    drawing = ElementTree.fromstring(qr_svg("a"))
    size = float(drawing.attrib["viewBox"].split()[2])
    assert size == 21 + 2 * 4
    starts = re.findall(r"M(\d+) ([\d.]+)", drawing[1].attrib["d"])
    assert all(int(x) >= 4 and float(y) >= 4 for x, y in starts)


def test_a_label_is_said_and_escaped() -> None:
    drawing = qr_svg("x", 'To "sign" <in>')
    assert ElementTree.fromstring(drawing).attrib["aria-label"] == 'To "sign" <in>'
    assert 'aria-hidden="true"' not in drawing
    assert 'aria-hidden="true"' in qr_svg("x")


def test_two_texts_give_two_drawings() -> None:
    assert qr_svg("a") != qr_svg("b")


@pytest.mark.parametrize("text", ["", "x" * 5000])
def test_nothing_and_too_much_are_refused(text: Any) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        qr_svg(text)
