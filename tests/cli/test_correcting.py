"""Correcting on the command line: shown first, then written."""

from collections.abc import Callable

import pytest
from tests.cli.shell import Shell

Find = Callable[[Shell], str]


def typed_wrong(shell: Shell) -> None:
    """Type 640 for 64.0, and put it into a box with a right one."""
    shell.ok("deliver", "baba", "640", "--from", "12", "--pad", "4711")
    shell.ok("deliver", "baba", "100", "--from", "13", "--pad", "4712")
    shell.ok("batch", "open", "CAJA-3", "--product", "cacao.dry")
    shell.ok("batch", "take", "CAJA-3", "4711", "4712")
    shell.ok("batch", "give", "CAJA-3", "60")


def test_a_correction_is_only_shown_until_yes_is_said(shell: Shell) -> None:
    typed_wrong(shell)
    words = ("corregir", "4711", "--gross", "64.0", "--reason", "se tecleó 640")

    shown = shell.run(*words)
    before = shell.read("batch", "list")[0]["taken_g"]
    done = shell.read(*words, "--yes")
    after = shell.read("batch", "list")[0]["taken_g"]

    assert shown.status == 0
    assert "640.000 kg" in shown.out
    assert "64.000 kg" in shown.out
    assert "--yes" in shown.talk
    assert (before, after) == (740_000, 164_000)
    assert done["entry"]


def test_the_history_of_a_box_numbers_its_acts(shell: Shell) -> None:
    typed_wrong(shell)

    acts = shell.read("historia", "CAJA-3")

    assert [one["kind"] for one in acts] == ["batch.took", "batch.gave"]
    shell.ok(
        "correct", "CAJA-3", "--act", "1", "--remove", "4712", "--reason", "otra caja", "--yes"
    )
    assert shell.read("history", "CAJA-3")[0]["corrected_on"]
    assert shell.read("lot", "show", "4712")["left_g"] == 100_000


def test_a_delivery_registered_twice_is_taken_back(shell: Shell) -> None:
    shell.ok("deliver", "baba", "50", "--from", "12", "--pad", "4713")

    shell.ok("retirar", "4713", "--reason", "registrada dos veces", "--yes")

    shell.assert_refused("not-found", "lot", "show", "4713")
    shell.ok("deliver", "baba", "50", "--from", "12", "--pad", "4713")


def test_several_acts_are_listed_when_none_is_chosen(shell: Shell) -> None:
    typed_wrong(shell)

    said = shell.assert_refused("which-act", "correct", "CAJA-3", "--remove", "4712")

    assert "2 salió pesado" in said


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("reason-needed", ("4711", "--gross", "64")),
        ("contradicts-weighed", ("4711", "--gross", "1", "--reason", "x")),
        ("word-not-for-act", ("4711", "--seal", "S-1", "--reason", "x")),
        ("nothing-changes", ("4711", "--gross", "640", "--reason", "x")),
        ("no-such-act", ("CAJA-3", "--act", "9", "--remove", "4711", "--reason", "x")),
        ("not-in-act", ("CAJA-3", "--act", "2", "--lot", "4711=3", "--reason", "x")),
        ("mass-unreadable", ("4711", "--gross", "64,5", "--reason", "x")),
        ("not-found", ("9999", "--gross", "64", "--reason", "x")),
    ],
)
def test_a_correction_that_cannot_be_is_refused_in_one_line(
    shell: Shell, code: str, words: tuple[str, ...]
) -> None:
    typed_wrong(shell)
    if code == "contradicts-weighed":
        shell.ok("correct", "4712", "--gross", "5", "--reason", "x", "--yes")

    shell.assert_refused(code, "correct", *words, "--yes")
