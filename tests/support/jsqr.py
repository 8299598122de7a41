"""A second QR decoder: npm's jsqr, run by the Node that Playwright brings."""

import tempfile
from pathlib import Path

from PIL import Image
from tests.support import node
from tests.support.npm import JSQR

_READ = """
const fs = require("fs");
const jsqr = require(process.argv[1]);
const decode = jsqr.default || jsqr;
const out = JSON.parse(process.argv[2]).map(({file, width, height}) => {
  const found = decode(new Uint8ClampedArray(fs.readFileSync(file)), width, height);
  return found ? found.data : null;
});
console.log(JSON.stringify(out));
"""


def is_here() -> bool:
    """Say whether the package was fetched."""
    return JSQR.folder.is_dir()


def read(images: list[Image.Image]) -> list[str | None]:
    """Return the text of the one symbol in each picture, or ``None``."""
    with tempfile.TemporaryDirectory() as folder:
        jobs = []
        for number, image in enumerate(images):
            file = Path(folder, f"{number}.rgba")
            file.write_bytes(image.convert("RGBA").tobytes())
            jobs.append({"file": str(file), "width": image.width, "height": image.height})
        texts: list[str | None] = node.run(_READ, JSQR.folder / "dist" / "jsQR.js", jobs)
    return texts
