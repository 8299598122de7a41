from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest
from tests.labels.print_samples import SVG_IN_A_NAME, label, named
from tests.labels.samples import HOSTILE

from acopio_labels.drawing import LabelDrawing
from acopio_labels.fonts import Face
from acopio_labels.shapes import Text
from acopio_labels.svg import svg

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawing: LabelDrawing) -> ET.Element:
    return ET.fromstring(svg(drawing))  # noqa: S314 our own text


def area(path: str) -> int:
    """Return the area of a path of rectangles, in modules."""
    total = 0
    for rectangle in path.removesuffix("z").split("z"):
        wide, rest = rectangle.split("h", 1)[1].split("v")
        total += int(wide) * int(rest.split("h")[0])
    return total


def test_a_label_has_its_true_size_in_millimetres() -> None:
    root = parsed(label())

    assert (root.get("width"), root.get("height")) == ("100mm", "150mm")
    assert root.get("viewBox") == "0 0 100 150"


def test_the_same_label_gives_the_same_text() -> None:
    assert svg(label()) == svg(label())


def test_every_dark_module_of_every_code_is_in_a_path_under_an_exact_matrix() -> None:
    drawing = label()
    paths = parsed(drawing).findall(f"{SVG}path")

    for path, placed in zip(paths, drawing.symbols, strict=False):
        assert area(path.get("d", "")) == "".join(placed.symbol.rows).count("1")
        module = f"{placed.module:g}"
        assert (path.get("transform") or "").startswith(f"matrix({module} 0 0 {module} ")
    assert area(paths[2].get("d", "")) == sum(drawing.bars[0].widths[::2])
    assert len(paths) == 3


def test_text_stays_text_of_the_measured_width() -> None:
    texts = {text.text: text for text in parsed(label()).iter(f"{SVG}text")}

    code = texts["NAR-7KQ4M9T-1"]
    assert code.get("font-stretch") == "condensed"
    assert float(code.get("textLength", "0")) == pytest.approx(61.9, abs=3)
    assert "Awajún ŵĩɨ — ≤ 7,5 %" in texts


@pytest.mark.parametrize("text", [*HOSTILE.values(), SVG_IN_A_NAME, "a\ufffeb"])
def test_no_text_leaves_its_element(text: str) -> None:
    root = parsed(replace(named(text), name=text))

    allowed = {"svg", "title", "rect", "text", "line", "polygon", "path"}
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= allowed
    assert sum(1 for _ in root.iter(f"{SVG}text")) == 3


def test_signs_of_the_language_itself_can_be_read_back() -> None:
    texts = [text.text for text in parsed(named(SVG_IN_A_NAME)).iter(f"{SVG}text")]

    assert SVG_IN_A_NAME in texts


def test_measures_left_of_the_edge_keep_their_sign() -> None:
    shape = Text(x=-0.5, y=-0.000001, text="x", face=Face.REGULAR, size=3.0)
    root = parsed(LabelDrawing(width=10.0, height=10.0, shapes=(shape,)))

    text = root.find(f"{SVG}text")
    assert text is not None
    assert (text.get("x"), text.get("y")) == ("-0.5", "0")
