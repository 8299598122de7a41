"""Labels are drawn as they were when somebody last looked at them."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops
from tests.expected.make_labels import FOLDER, files

CHANGED = (
    "if the layout was changed on purpose: python -m tests.expected.make_labels, and look at what "
    "is different"
)


@pytest.fixture(scope="module")
def drawn() -> dict[str, bytes]:
    return files()


def test_every_expected_file_is_there_and_no_other(drawn: dict[str, bytes]) -> None:
    assert {path.name for path in FOLDER.iterdir()} == set(drawn)


@pytest.mark.parametrize("name", ["sack.pdf.txt", "sack.zpl", "sack.svg", "sheet.pdf.txt"])
def test_the_same_labels_give_the_same_bytes_as_before(name: str, drawn: dict[str, bytes]) -> None:
    assert drawn[name] == (FOLDER / name).read_bytes(), CHANGED


def test_the_same_label_gives_the_same_picture_as_before(drawn: dict[str, bytes]) -> None:
    with Image.open(FOLDER / "sack.png") as before, Image.open(BytesIO(drawn["sack.png"])) as now:
        assert (now.mode, now.size, now.info["dpi"]) == (
            before.mode,
            before.size,
            before.info["dpi"],
        )
        assert ImageChops.difference(now, before).getbbox() is None, CHANGED
