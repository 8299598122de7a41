"""Boxes on the command line: notes, checks, what is in them."""

import pytest
from tests.cli.shell import Shell

pytestmark = pytest.mark.slow


def test_a_box_shows_what_is_in_it_what_was_noted_and_counted(shell: Shell) -> None:
    shell.ok("deliver", "baba", "64", "--from", "12")
    shell.ok("batch", "open", "CAJA-3", "--product", "cacao.dry")
    shell.ok("batch", "take", "CAJA-3", "--delivered-today")
    shell.ok("batch", "note", "CAJA-3", "temperatura", "--value", "48.5")
    shell.ok("batch", "check", "CAJA-3", "--beans", "50", "--count", "slaty=7")
    shell.ok("batch", "give", "CAJA-3", "2", "--product", "second")

    said = shell.ok("batch", "show", "CAJA-3")
    read = shell.read("batch", "show", "CAJA-3")

    assert "48.5 °C" in said
    assert "7.0-26.2" in said
    assert read["by_mass"][0]["mass_g"] == 64_000
    assert read["checks"][0]["values"][0]["percent"] == "14.0"
