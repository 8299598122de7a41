from dataclasses import replace
from itertools import pairwise

import pytest

from acopio_labels.balance_model import FlowLink, FlowNode, FlowPicture, NodeKind
from acopio_labels.flow_chart import flow_chart
from acopio_labels.fonts import text_width
from acopio_labels.shapes import Drawing, Line, Polygon, Text

WIDTH, HEIGHT = 180.0, 100.0


def node(key: str, column: int, kind: NodeKind, label: str = "", group: str = "") -> FlowNode:
    return FlowNode(
        key=key, label=label or f"Barra {key}", mass=f"{key} kg", column=column, kind=kind,
        group=group,
    )  # fmt: skip


PICTURE = FlowPicture(
    nodes=(
        node("in", 0, "in"),
        node("wet", 1, "stage"),
        node("dry", 2, "stage"),
        node("water", 2, "loss"),
        node("sold", 3, "out"),
        node("kept", 3, "stock"),
        node("gap", 3, "gap"),
    ),
    links=(
        FlowLink(source="in", target="wet", grams=1000),
        FlowLink(source="wet", target="dry", grams=400),
        FlowLink(source="wet", target="water", grams=600),
        FlowLink(source="dry", target="sold", grams=300),
        FlowLink(source="dry", target="kept", grams=99),
        FlowLink(source="dry", target="gap", grams=1),
    ),
)


def drawn(picture: FlowPicture = PICTURE) -> Drawing:
    return flow_chart(picture, width=WIDTH, height=HEIGHT, label_size=2.6)


def ribbons(drawing: Drawing) -> list[float]:
    """Return how thick each ribbon is where it begins."""
    found = [shape for shape in drawing.shapes if isinstance(shape, Polygon)]
    outlines = [shape.points for shape in found if len(shape.points) > 10]
    return [points[-1][1] - points[0][1] for points in outlines]


def test_a_ribbon_is_as_wide_as_its_grams() -> None:
    wide = ribbons(drawn())

    assert len(wide) == len(PICTURE.links)
    for link, thick in zip(PICTURE.links[:5], wide[:5], strict=True):
        assert thick / wide[0] == pytest.approx(link.grams / 1000)


def test_a_ribbon_begins_and_ends_equally_wide() -> None:
    for shape in drawn().shapes:
        if isinstance(shape, Polygon) and len(shape.points) > 10:
            half = len(shape.points) // 2
            begins = shape.points[-1][1] - shape.points[0][1]
            assert begins == pytest.approx(shape.points[half][1] - shape.points[half - 1][1])


def test_every_bar_has_its_name_and_mass() -> None:
    said = {shape.text for shape in drawn().shapes if isinstance(shape, Text)}

    for one in PICTURE.nodes:
        assert {one.label, one.mass} <= said


def test_kinds_differ_without_colour() -> None:
    """A full bar, an empty one, a striped one: seen on a black and white printer."""
    shapes = drawn().shapes
    bars = [one for one in shapes if isinstance(one, Polygon) and len(one.points) == 4
            and one.opacity == 1]  # fmt: skip
    full = [one for one in bars if one.fill in {"ink", "muted"}]
    empty = [one for one in bars if one.fill == "paper" and one.thickness == 0.4]
    stripes = [one for one in shapes if isinstance(one, Line) and one.tone == "ink"]

    assert (len(full), len(empty)) == (4, 1)
    assert len(stripes) > 10


@pytest.mark.parametrize("label", ["Entregas", "Ñ" * 120, "Cooperativa Agraria Ñuñu " * 9, ""])
def test_no_label_leaves_the_picture(label: str) -> None:
    picture = replace(PICTURE, nodes=tuple(replace(one, label=label) for one in PICTURE.nodes))
    drawing = drawn(picture)

    for shape in drawing.shapes:
        if isinstance(shape, Text):
            assert shape.x + text_width(shape.text, shape.face, shape.size) <= WIDTH + 1e-6
            assert -1e-6 <= shape.y <= drawing.height + 2


def test_labels_of_a_column_do_not_overlap_however_thin_the_bars() -> None:
    nodes = (node("all", 0, "stage"), *(node(str(n), 1, "out") for n in range(12)))
    links = tuple(FlowLink(source="all", target=str(n), grams=1) for n in range(11))
    links += (FlowLink(source="all", target="11", grams=10**12),)
    drawing = drawn(FlowPicture(nodes=nodes, links=links))

    lines = sorted(
        shape.y for shape in drawing.shapes if isinstance(shape, Text) and shape.x > WIDTH / 2
    )
    assert len(lines) == 24
    assert all(after - before > 2 for before, after in pairwise(lines))
    assert drawing.height <= HEIGHT + 1


def test_groups_lie_in_bands_of_their_own() -> None:
    picture = FlowPicture(
        nodes=(node("a", 0, "in", group="cacao"), node("b", 1, "stage", group="cacao"),
               node("c", 0, "in", group="coffee"), node("d", 1, "stage", group="coffee")),
        links=(FlowLink(source="a", target="b", grams=10),
               FlowLink(source="c", target="d", grams=500)),
    )  # fmt: skip
    bars = [one for one in drawn(picture).shapes
            if isinstance(one, Polygon) and one.fill in {"ink", "muted"}]  # fmt: skip

    tops = [min(y for _, y in one.points) for one in bars]
    bottoms = [max(y for _, y in one.points) for one in bars]
    assert max(bottoms[:2]) < min(tops[2:])
