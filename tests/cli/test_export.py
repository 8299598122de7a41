"""Handing data to a buyer from the command line."""

import base64
import json
from typing import Any

import pytest
from tests.cli.shell import Shell

LAND = ('{"type":"Polygon","coordinates":[[[-76.700001,-7.100001],[-76.698501,-7.100001],'
        '[-76.698501,-7.098501],[-76.700001,-7.098501],[-76.700001,-7.100001]]]}')  # fmt: skip


@pytest.fixture
def measured(shell: Shell) -> Shell:
    """Return a shell with one delivery, receipt 004711, from a plot of six decimals."""
    (shell.folder / "finca.geojson").write_text(LAND, encoding="utf-8")
    shell.ok("plot", "add", "12", "Alta", "--crop", "cacao", "--from", "2021-01-01",
             "--geojson", "finca.geojson", "--area-ha", "2.75")  # fmt: skip
    shell.ok("deliver", "baba", "60", "--from", "12", "--pad", "004711", "--plot", "Alta")
    return shell


def test_the_two_files_are_written_and_nothing_is_concluded(measured: Shell) -> None:
    said = measured.run("export", "eudr", "004711", "--to", "Choc Maker BV", "--lang", "en")

    lot, plots = said.out.split()
    assert said.status == 0
    assert "1 plots in the file; 100.00 % of the mass (60.000 kg)" in said.talk
    assert "does not conclude whether the lot complies" in said.talk
    found = json.loads((measured.folder / lot).read_text(encoding="utf-8"))
    assert found["customer"]["name"] == "Choc Maker BV"
    assert found["mass_with_plots"]["share"] == "1/1"
    shown = json.loads((measured.folder / plots).read_text(encoding="utf-8"))
    assert len(shown["features"]) == 1


def test_what_is_missing_is_said_in_spanish_first(packed: Shell) -> None:
    said = packed.run("export", "eudr", packed.read("lot", "list")[0]["code"])

    assert said.status == 0
    assert "ningún número llega a seis decimales" in said.talk
    assert "--in-excess" in said.talk


def test_a_link_is_made_listed_and_revoked(measured: Shell) -> None:
    made = measured.read("export", "eudr", "004711", "--link", "--days", "3", "--to", "Ana")
    (shown,) = measured.read("export", "links")

    assert made["files"] == []
    assert all(one.startswith("https://id.coop.pe/e/") for one in made["links"])
    assert (shown["state"], shown["to"], shown["fetched"]) == ("open", "Ana", 0)
    measured.ok("export", "revoke", made["links"][0])
    assert measured.read("export", "links")[0]["state"] == "revoked"
    (given,) = measured.read("export", "list")
    assert (given["to"], given["way"], given["plots"]) == ("Ana", "link", 1)
    for listed in ("list", "links"):
        measured.being("luis").assert_refused("not-allowed", "export", listed)


def test_bad_input_is_one_sentence_each(measured: Shell) -> None:
    measured.assert_refused("not-found", "export", "eudr", "no-such-lot")
    measured.being("luis").assert_refused("not-allowed", "export", "eudr", "004711")
    measured.assert_refused(
        "expiry-unusable", "export", "eudr", "004711", "--link", "--days", "365"
    )
    measured.assert_refused("not-found", "export", "revoke", "abcdef")
    assert not (measured.folder / "eudr-004711").exists()


def test_a_bad_plot_is_refused_when_it_is_typed(shell: Shell) -> None:
    def refused(code: str, *more: str) -> str:
        return shell.assert_refused(
            code, "plot", "add", "12", "Mala", "--crop", "cacao", "--from", "2021-01-01", *more
        )

    for name, text in (("a", "no JSON"), ("b", LAND.replace("-76.698501,-7.100001", "7,7"))):
        (shell.folder / f"{name}.geojson").write_text(text, encoding="utf-8")
    with (shell.folder / "c.geojson").open("wb") as file:
        file.truncate(1_000_000_000)

    assert "el archivo no es JSON" in refused("geometry-unusable", "--geojson", "a.geojson")
    assert "fuera del Perú" in refused("geometry-unusable", "--geojson", "b.geojson")
    assert "1000000000" in refused("geometry-too-large", "--geojson", "c.geojson")
    assert "cambiadas" in refused("geometry-unusable", "--point=-76.6,-6.1")
    assert "más de 4" in refused("geometry-unusable", "--point=-6.1,-76.6", "--area-ha", "9")


def test_a_doubtful_plot_is_recorded_with_a_word(shell: Shell) -> None:
    said = shell.run("plot", "add", "12", "Corta", "--crop", "cacao", "--from", "2021-01-01",
                     "--point=-6.12,-76.63")  # fmt: skip

    assert said.status == 0
    assert "ningún número llega a seis decimales" in said.talk


def test_plots_that_are_named_later_by_a_correction_count(measured: Shell) -> None:
    measured.ok("deliver", "baba", "40", "--from", "12", "--pad", "004712", "--into", "CAJA-1")
    dry = measured.ok("batch", "give", "CAJA-1", "15", "--moisture", "7").split()[0]
    measured.ok("batch", "close", "CAJA-1")
    before = exported(measured, dry, "before")
    measured.ok(
        *("correct", "004712", "--plot", "Alta", "--reason", "se preguntó después", "--yes"),
        *("--harvest-from", "2026-01-02", "--harvest-to", "2026-01-03"),
    )
    after = exported(measured, dry, "after")

    assert before["mass_with_plots"]["grams"] == 0
    assert after["mass_with_plots"]["share"] == "1/1"
    assert after["production"]["harvest_from"] == "2026-01-02"
    entries = after["log"]["entries"]
    opened = [decoded(text) for one in entries for text in one["disclosures"]]
    assert any('"kind":"entry.corrected"' in one["entry"] for one in entries)
    assert any("/new/lines/0/plots" in text for text in opened)
    # What was put right is handed over no more.
    assert not any('"/lines/0/' in text for text in opened)


def exported(shell: Shell, lot: str, folder: str) -> dict[str, Any]:
    made = shell.read("export", "eudr", lot, "--out", folder)
    found: dict[str, Any] = json.loads((shell.folder / made["files"][0]).read_text("utf-8"))
    return found


def decoded(text: str) -> str:
    return base64.urlsafe_b64decode(text + "==").decode("utf-8")
