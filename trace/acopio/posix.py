"""What only POSIX systems can do; elsewhere these do nothing. The one file for such calls."""

import os
import stat
from pathlib import Path


def only_for_the_owner(path: Path) -> None:
    """Let only the owner read a file, where files have owners."""
    if os.name == "posix":
        path.chmod(stat.S_IRUSR | stat.S_IWUSR)
