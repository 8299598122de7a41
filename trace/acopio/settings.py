"""Settings: read once from the environment into one frozen object; nonsense is refused."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

from acopio.errors import Refusal


@dataclass(eq=False)
class SettingUnusable(Refusal):
    """A setting whose file cannot be read."""

    code = "setting-unusable"
    name: str
    given: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where things lie and who is asking."""

    home: Path
    """Folder of database, keys, certificates and documents (``ACOPIO_HOME``)."""
    database_url: str
    """``ACOPIO_DATABASE_URL``; without it one SQLite file in the home folder."""
    passphrase_file: Path
    """What opens the keys (``ACOPIO_KEY_PASSPHRASE_FILE``); without it a file beside them."""
    passphrase_beside: bool
    """Whether that file lies beside the keys, where a thief of the folder has both."""


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings.

    Raises:
        SettingUnusable: a file that is named is not there.
    """
    given = os.environ if environment is None else environment
    home = Path(given["ACOPIO_HOME"]) if given.get("ACOPIO_HOME") else _default_home()
    named = given.get("ACOPIO_KEY_PASSPHRASE_FILE")
    if named and not Path(named).is_file():
        raise SettingUnusable(name="ACOPIO_KEY_PASSPHRASE_FILE", given=named)
    return Settings(
        home=home,
        database_url=given.get("ACOPIO_DATABASE_URL") or sqlite_url(home),
        passphrase_file=Path(named) if named else home / "keys" / "passphrase.txt",
        passphrase_beside=not named,
    )


def sqlite_url(home: Path) -> str:
    """Return the address of the default database in a folder."""
    return f"sqlite:///{(home / 'acopio.db').absolute().as_posix()}"


def _default_home() -> Path:
    """Return ``.acopio`` in a checkout, else the user's data folder."""
    here = Path.cwd()
    if (here / "trace" / "acopio").is_dir() and (here / "pyproject.toml").is_file():
        return here / ".acopio"
    return user_data_path("acopio", appauthor=False)


def pin_from(given: Mapping[str, str], name: str) -> str | None:
    """Return a PIN from ``NAME`` or from the file that ``NAME_FILE`` names.

    Raises:
        SettingUnusable: the file cannot be read.
    """
    if path := given.get(f"{name}_FILE"):
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError:
            raise SettingUnusable(name=f"{name}_FILE", given=path) from None
    return given.get(name)
