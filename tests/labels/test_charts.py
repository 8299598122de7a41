from math import dist

import pytest

from acopio_labels.charts import radar
from acopio_labels.fonts import text_width
from acopio_labels.model import RadarAxis
from acopio_labels.shapes import Polygon, Text

WIDTH, RADIUS = 64.0, 18.0


def outlines(*scores: str) -> list[Polygon]:
    axes = [RadarAxis(name=f"Eje {score}", value=score) for score in scores]
    drawing = radar(axes, width=WIDTH, radius=RADIUS, label_size=2.6)
    return [shape for shape in drawing.shapes if isinstance(shape, Polygon)]


@pytest.mark.parametrize("score", ["0", "6", "10"])
def test_a_score_stands_at_its_share_of_the_fixed_radius(score: str) -> None:
    *_, rim = [shape for shape in outlines(score, "1", "1") if shape.stroke == "muted"]
    values = next(shape for shape in outlines(score, "1", "1") if shape.fill == "accent")
    centre = (WIDTH / 2, rim.points[0][1] + RADIUS)

    assert dist(values.points[0], centre) == pytest.approx(RADIUS * float(score) / 10)


def test_the_grid_is_the_same_for_low_and_high_scores() -> None:
    low = [shape for shape in outlines("1", "1", "1", "1") if shape.fill is None][:5]
    high = [shape for shape in outlines("9", "9", "9", "9") if shape.fill is None][:5]

    assert low == high


def test_every_axis_carries_its_name_and_its_value() -> None:
    axes = [RadarAxis(name=f"Atributo {index}", value=f"{index}.5") for index in range(1, 10)]

    drawing = radar(axes, width=WIDTH, radius=RADIUS, label_size=2.6)

    said = " ".join(shape.text for shape in drawing.shapes if isinstance(shape, Text))
    for axis in axes:
        assert axis.value in said
        assert axis.name in said


@pytest.mark.parametrize("count", [3, 4, 7, 10, 12, 16])
@pytest.mark.parametrize("name", ["Astringencia", "Fragancia / aroma", "Ñ" * 80])
def test_no_label_leaves_the_width_of_the_chart(count: int, name: str) -> None:
    axes = [RadarAxis(name=name, value="7.25")] * count

    drawing = radar(axes, width=WIDTH, radius=RADIUS, label_size=2.6)

    for shape in drawing.shapes:
        if isinstance(shape, Text):
            assert shape.x >= -1e-6
            assert shape.x + text_width(shape.text, shape.face, shape.size) <= WIDTH + 1e-6
            assert 0 <= shape.y <= drawing.height + 1
