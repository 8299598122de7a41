import pkgutil
from fractions import Fraction
from importlib import import_module

import pytest

from acopio.errors import Refusal
from acopio.quality import protocols
from acopio.quality.intervals import interval_of, wilson_95
from acopio.quality.protocol import Protocol
from acopio.quality.registry import PROTOCOLS, evaluate, get
from acopio.quality.rounding import half_up

PUBLISHED = [protocol for versions in PROTOCOLS.values() for protocol in versions.values()]


def test_a_protocol_is_found_by_id_and_version() -> None:
    assert get("coffee.cup.sca2004", "1").name.en == "SCA cupping form 2004"
    assert get("cacao.cut.iso2451", "1").sample.quantity == 300


@pytest.mark.parametrize(
    ("protocol_id", "version", "known"),
    [("coffee.cup.sca2004", "2", ("1",)), ("tea.cup", "1", ())],
)
def test_an_unknown_protocol_is_refused_with_the_versions_that_exist(
    protocol_id: str, version: str, known: tuple[str, ...]
) -> None:
    with pytest.raises(Refusal) as caught:
        evaluate(protocol_id, version, {})

    assert caught.value.code == "unknown-protocol"
    assert caught.value.values()["known"] == known


def test_every_file_holds_one_protocol_and_is_found_by_itself() -> None:
    modules = list(pkgutil.iter_modules(protocols.__path__, "acopio.quality.protocols."))
    found = [import_module(module.name).PROTOCOL for module in modules]

    assert {(p.id, p.version) for p in found} == {(p.id, p.version) for p in PUBLISHED}
    assert len(found) == len(modules) == len(PUBLISHED)


@pytest.mark.parametrize("protocol", PUBLISHED, ids=lambda protocol: protocol.id)
def test_every_protocol_says_what_it_is_in_both_languages_and_from_where(
    protocol: Protocol,
) -> None:
    named = [
        protocol.name,
        *(a.name for a in protocol.attributes),
        *(b.name for b in protocol.bands),
        *(f.name for f in protocol.figures),
        *(w.name for f in protocol.figures for w in f.words),
        *(c.name for a in protocol.attributes for c in a.choices),
        *(c.name for a in protocol.attributes for c in a.anchors),
    ]

    assert all(words.es and words.en for words in named)
    assert protocol.source
    assert all(source.standard and source.section for source in protocol.source)
    assert len({attribute.key for attribute in protocol.attributes}) == len(protocol.attributes)
    assert protocol.sample.quantity > 0
    assert protocol.products


def test_the_last_part_of_an_id_names_one_protocol() -> None:
    names = [protocol_id.rpartition(".")[2] for protocol_id in PROTOCOLS]

    assert len(set(names)) == len(names)


COUNTED: dict[str, object] = {"counts": {"mouldy": 3, "well_fermented": 297}}
GREEN: dict[str, object] = {
    "sample_g": "350", "odour": "clean", "moisture": "11", "quakers": 0, "water_activity": "0.6",
    "screen": "96",
}  # fmt: skip
FULL_FORMS: dict[str, dict[str, object]] = {
    "cacao.cut.iso2451": COUNTED,
    "cacao.cut.fermentation": {"beans": 100, "well_fermented": 100},
    "cacao.fermentation.spectral": {"a460": "0.441", "a530": "0.417"},
    "cacao.moisture.oven": {"wet_g": "10", "dry_g": "9.29"},
    "coffee.green.sca-arabica": GREEN,
    "coffee.green.robusta": GREEN,
    "coffee.green.ico420": {"species": "arabica", "defects_300g": 12, "moisture": "11"},
    "coffee.parchment.yield": {
        "parchment_g": "250", "sound_g": "200", "byproduct_g": "10", "moisture": "11",
    },
    "cacao.beans.physical": {
        "beans": 300, "mass_g": "310", "moisture": "6.8", "sample_g": "1000", "foreign_matter": "2",
        "cocoa_related_matter": "3", "flat_beans": "1", "sieving": "2",
    },
}  # fmt: skip


def full_form(protocol: Protocol) -> dict[str, object]:
    """Return a form with something on every line."""
    if protocol.id in FULL_FORMS:
        return FULL_FORMS[protocol.id]
    sheet: dict[str, dict[str, object]] = {}
    for line in protocol.attributes:
        value: object = str(max(line.minimum, line.step * 4))
        if line.kind in {"count", "choices", "cups", "choice"}:
            value = line.default
        sheet.setdefault(line.part, {})[line.key] = "1" if line.kind == "level" else value
    whole = {**sheet.pop("", {}), **sheet}
    return {"forms": [whole]} if protocol.panel else whole


@pytest.mark.parametrize("protocol", PUBLISHED, ids=lambda protocol: protocol.id)
def test_a_limit_can_only_stand_on_a_line_that_the_result_has(protocol: Protocol) -> None:
    result = evaluate(protocol.id, protocol.version, full_form(protocol)).result

    assert protocol.limits
    assert set(protocol.limits) <= set(result)
    assert all(protocol.name_of(key, "es") for key in protocol.limits)
    assert protocol.headline is None or protocol.headline in protocol.limits


def test_the_count_behind_a_printed_share_is_found_again() -> None:
    for counted in (50, 100, 300, 999):
        for found in (0, 1, counted // 3, counted):
            low, high = wilson_95(found, counted)
            printed = str(half_up(Fraction(100 * found, counted), 2))

            assert interval_of(printed, counted) == (
                f"{half_up(100 * low, 1)}-{half_up(100 * high, 1)}"
            )
    assert interval_of("", 300) == interval_of("3.00", 0) == ""
