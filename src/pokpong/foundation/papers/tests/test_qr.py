import io
import re
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from pokpong.foundation.papers.qr import qr_png, qr_svg


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
    for draw in (qr_svg, qr_png):
        with pytest.raises(ValueError, match=r"\w"):
            draw(text)


def test_the_picture_is_the_same_code() -> None:
    picture = Image.open(io.BytesIO(qr_png("a"))).convert("1")
    assert picture.size == (8 * 29, 8 * 29)
    drawing = ElementTree.fromstring(qr_svg("a"))
    dark = sum(not picture.getpixel((8 * x + 4, 8 * y + 4)) for x in range(29) for y in range(29))
    assert dark == sum(int(length) for length in re.findall(r"h(\d+)", drawing[1].attrib["d"]))
