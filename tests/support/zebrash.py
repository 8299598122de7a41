"""A second reader of ZPL: npm's zpl-renderer-js, run by the Node that Playwright brings."""

import base64
import tempfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from tests.support import node
from tests.support.npm import ZPL_RENDERER

_DRAW = """
const fs = require("fs");
const {ready} = require(process.argv[1]);
ready.then(async ({api}) => {
  const out = [];
  for (const {file, width, height, dots} of JSON.parse(process.argv[2]))
    out.push(await api.zplToBase64MultipleAsync(fs.readFileSync(file, "latin1"),
                                                width, height, dots));
  fs.writeSync(1, JSON.stringify(out));
  process.exit(0);
});
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Bytes for a printer, and the paper in it."""

    zpl: bytes
    size: tuple[int, int]
    """In dots."""
    dots_per_inch: int = 203


def is_here() -> bool:
    """Say whether the package was fetched."""
    return ZPL_RENDERER.folder.is_dir()


def draw(jobs: list[Job]) -> list[list[Image.Image]]:
    """Return every label that came out of each job, black on white, a pixel per dot."""
    with tempfile.TemporaryDirectory() as folder:
        listed = []
        for number, job in enumerate(jobs):
            file = Path(folder, f"{number}.zpl")
            file.write_bytes(job.zpl)
            # The reader takes whole dots per millimetre, so its millimetres are not quite true.
            dots = round(job.dots_per_inch / 25.4)
            width, height = (length / dots for length in job.size)
            listed.append({"file": str(file), "width": width, "height": height, "dots": dots})
        printed = node.run(_DRAW, ZPL_RENDERER.folder / "dist" / "index.cjs.js", listed)
    return [[_picture(one) for one in labels] for labels in printed]


def _picture(data: str) -> Image.Image:
    with Image.open(BytesIO(base64.b64decode(data))) as picture:
        return picture.convert("L")
