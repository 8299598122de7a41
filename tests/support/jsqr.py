"""A second QR decoder: npm's jsqr, run by the Node that Playwright brings."""

import json
import subprocess
import tempfile
from pathlib import Path

from PIL import Image
from playwright._impl._driver import compute_driver_executable
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
        node = str(compute_driver_executable()[0])
        done = subprocess.run(
            [node, "-e", _READ, str(JSQR.folder / "dist" / "jsQR.js"), json.dumps(jobs)],
            check=True,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
    texts: list[str | None] = json.loads(done.stdout)
    return texts
