"""The one place where settings become a node that services can work on."""

import secrets
from pathlib import Path

from acopio.posix import only_for_the_owner
from acopio.services.node import Node
from acopio.settings import Settings
from acopio.storage.engine import open_engine, sqlite_file
from acopio.storage.revision import NotInitialised, check_current


def open_node(settings: Settings, *, dry: bool = False, clock_confirmed: bool = False) -> Node:
    """Return a node on the database of the settings, whatever state that is in."""
    return Node(
        engine=open_engine(settings.database_url),
        home=settings.home,
        passphrase=lambda: passphrase(settings.passphrase_file, settings.passphrase_beside),
        dry=dry,
        clock_confirmed=clock_confirmed,
    )


def ready_node(settings: Settings, *, dry: bool = False, clock_confirmed: bool = False) -> Node:
    """Return a node whose database has this program's schema.

    Raises:
        NotInitialised, OlderDatabase, NewerDatabase, DatabaseUnusable.
    """
    file = sqlite_file(settings.database_url)
    if file is not None and not file.exists():
        # Looking must not leave an empty database behind.
        raise NotInitialised(where=str(file), found="-")
    node = open_node(settings, dry=dry, clock_confirmed=clock_confirmed)
    check_current(node.engine)
    return node


def passphrase(path: Path, beside: bool) -> str:
    """Return what opens the keys; beside the keys it is made at first need."""
    if beside and not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(24) + "\n", encoding="ascii")
        only_for_the_owner(path)
    return path.read_text(encoding="utf-8").strip()
