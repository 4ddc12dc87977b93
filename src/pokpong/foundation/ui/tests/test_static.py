"""The style sheets and scripts keep the promises of the design."""

import re
from pathlib import Path

import pytest

STATIC = Path(__file__).parents[1] / "static" / "ui"
SHEETS = sorted(STATIC.glob("*.css"))
SCRIPTS = sorted([*STATIC.glob("*.js"), *(STATIC / "js").glob("*.js")])
TOKENS = (STATIC / "tokens.css").read_text("utf-8")
TOKEN = re.compile(r"(--pk-[\w-]+): (#[0-9a-f]{6});")

# Words on what they stand on. AA: 4.5 to 1 for text, 3 to 1 for borders of controls and the focus ring.
TEXT_PAIRS = [
    *((text, back) for text in ("text", "muted", "link") for back in ("page", "surface", "sunken", "tint")),
    *((tone, f"{tone}-back") for tone in ("info", "success", "warning", "danger", "closed")),
    *(("text", f"{tone}-back") for tone in ("info", "success", "warning", "danger")),
    ("on-primary", "primary"),
    ("on-primary", "primary-hover"),
    ("on-danger", "danger"),
    ("on-danger", "danger-hover"),
    ("header-text", "header"),
    ("header-text", "header-hover"),
    ("header-muted", "header"),
    ("header-muted", "header-hover"),
    ("danger", "surface"),
    ("focus-ink", "focus"),
]
SHAPE_PAIRS = [("line-strong", "surface"), ("line-strong", "page"), ("primary", "surface"), ("primary", "sunken")]


def themes() -> dict[str, dict[str, str]]:
    """Colours by theme: the light ones, and the dark ones as the device and as the reader chooses them."""
    light, rest = TOKENS.split("@media (prefers-color-scheme: dark)")
    device, chosen = rest.split(':root[data-theme="dark"]')
    return {
        "light": dict(TOKEN.findall(light)),
        "device": dict(TOKEN.findall(device)),
        "dark": dict(TOKEN.findall(chosen)),
    }


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_right() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("text", "back"), TEXT_PAIRS)
def test_words_can_be_read(theme: str, text: str, back: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[f"--pk-{text}"], colours[f"--pk-{back}"]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "back"), SHAPE_PAIRS)
def test_controls_can_be_seen(theme: str, shape: str, back: str) -> None:
    colours = themes()[theme]
    assert contrast(colours[f"--pk-{shape}"], colours[f"--pk-{back}"]) >= 3


def test_the_device_and_the_reader_get_the_same_dark_and_no_colour_is_left_out() -> None:
    found = themes()
    assert found["device"] == found["dark"]
    assert found["light"].keys() == found["dark"].keys()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_lao_is_never_squeezed_slanted_or_capitalised(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    assert "text-transform" not in text
    assert "italic" not in text
    assert set(re.findall(r"letter-spacing: ([^;]+)", text)) <= {"normal"}
    heights = re.findall(r"line-height: ([\d.]+)", text)
    assert all(float(height) >= 1.45 for height in heights)
    sizes = re.findall(r"font-size: ([\d.]+)(rem|px|pt)", text)
    smallest = {"rem": 1, "px": 16, "pt": 11}
    assert all(float(size) >= smallest[unit] for size, unit in sizes)


def test_lao_letters_find_their_own_fonts_first() -> None:
    stack = re.search(r"--pk-font: ([^;]+);", TOKENS)
    assert stack is not None
    names = [name.strip().strip('"') for name in stack[1].split(",")]
    assert names[:2] == ["Phetsarath", "Noto Sans Lao Variable"]
    assert names[-1] == "sans-serif"
    assert not {"DejaVu Sans", "Noto Looped Lao", "Noto Sans Lao Looped"} & set(names)


def test_body_text_is_high_enough() -> None:
    assert "--pk-lines: 1.65;" in TOKENS


@pytest.mark.parametrize("path", [*SHEETS, *SCRIPTS], ids=lambda path: path.name)
def test_nothing_comes_from_elsewhere(path: Path) -> None:
    assert not re.search(r"https?://(?!www\.w3\.org)", path.read_text("utf-8"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_file_a_sheet_names_is_there(sheet: Path) -> None:
    for name in re.findall(r'url\("([^"]+)"\)', sheet.read_text("utf-8")):
        assert (sheet.parent / name).is_file(), name


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_every_token_used_is_defined(sheet: Path) -> None:
    defined = set(re.findall(r"(--pk-[\w-]+):", TOKENS))
    assert set(re.findall(r"var\((--pk-[\w-]+)\)", sheet.read_text("utf-8"))) <= defined


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_store_nothing_and_run_no_text(script: Path) -> None:
    text = script.read_text("utf-8")
    for forbidden in ("sessionStorage", "localStorage", "indexedDB", "innerHTML", "outerHTML", "eval(", "new Function"):
        assert forbidden not in text
    for name in re.findall(r'from "([^"]+)"', text):
        assert name.startswith("./"), name
        assert (script.parent / name).is_file()


def test_touch_targets() -> None:
    components = (STATIC / "components.css").read_text("utf-8")
    assert "--pk-touch: 44px;" in TOKENS
    heights = [int(height) for height in re.findall(r"\.pk-button \{[^}]*min-height: (\d+)px", components)]
    assert all(height >= 44 for height in heights)
    assert heights
