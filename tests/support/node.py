"""The Node that Playwright brings: for the few tools that exist in JavaScript only."""

import json
import subprocess
from pathlib import Path
from typing import Any

from playwright._impl._driver import compute_driver_executable


def run(script: str, module: Path, jobs: object) -> Any:
    """Return what a script prints as JSON; it finds a module and jobs as JSON in its arguments."""
    node = str(compute_driver_executable()[0])
    done = subprocess.run(
        [node, "-e", script, str(module), json.dumps(jobs)],
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return json.loads(done.stdout)
