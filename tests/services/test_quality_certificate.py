"""The quality certificate says what the log says, and anything else in it is caught offline."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from tests.expected.make_entries import FOLDER
from tests.labels.samples import page_texts
from tests.services.paperwork import attached, edited, failed_checks, verdict, with_file, with_twin
from tests.web.world import World, build

from acopio.documents.bundle import ENTRIES, TWIN
from acopio.domain.entries.fields import Document
from acopio.domain.state import NotFound
from acopio.services import deciding, forms, gate, inspecting, processing, profiles, sampling
from acopio.services.certificates import certify_quality
from acopio.services.inspecting import Circumstances, Signer
from acopio.services.verify import verify_certificate

PROFILE = "Fino cadmio"


def measured(world: World) -> str:
    """Draw a sample in portions, inspect it by three protocols, certify the lot."""
    node, inspector = world.node, world.inspector
    profiles.add_profile(
        node,
        world.actor,
        profiles.NewProfile(
            name=PROFILE,
            product="cacao.dry",
            limits=("iso2451:mouldy_pct<=3", "contaminants:cadmium<=0.8", "coex:global_quality>=7"),
        ),
    )
    stock = gate.StockWords(product="cacao.dry", mass="300 kg", place="Centro Juanjuí")
    lot = gate.take_in(node, world.actor, stock)
    processing.pack(node, world.actor, lot, of="50")
    words = sampling.SampleWords(
        lot=lot, mass="6 kg", sacks="3-6", seals=("S-9",),
        portions=("arbitraje=2:S-10:Laboratorio:2028-01-31",), drawn_by="Choc Maker BV",
    )  # fmt: skip
    sample = sampling.draw(node, inspector, words)
    counts = {"mouldy": 9, "slaty": 4, "well_fermented": 287}
    inspecting.inspect(node, inspector, sample.blind or "", "iso2451", {"counts": counts})
    inspecting.inspect(
        node, inspector, sample.number, "contaminants", {"cadmium": "<0.05"},
        how=Circumstances(
            laboratory="Lab Sur", docs=(Document(type="lab", number="INF-12"),)
        ),
    )  # fmt: skip
    tasted(world, sample.number)
    return deciding.decide(node, inspector, lot, PROFILE, "certified")


def tasted(world: World, sample: str) -> None:
    """Fill in the forms of three tasters, one of them a guest, and sign."""
    form = forms.begin(
        world.node, world.inspector, forms.NewForm(sample=sample, protocol="coex")
    ).draft.id
    values = {
        "cacao": "6", "fruity": "3", "acetic": "1", "lactic": "0", "mineral_butyric": "0",
        "bitterness": "3", "astringency": "2", "roast_degree": "5", "global_quality": "7.5",
    }  # fmt: skip
    forms.fill(world.node, world.inspector, form, values)
    forms.fill(world.node, world.actor, form, values)
    forms.fill(world.node, world.inspector, form, values, cupper="Ana Huamán")
    forms.sign(world.node, world.inspector, form, Signer())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> World:
    return build(tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def lot(world: World) -> str:
    return measured(world)


@pytest.fixture(scope="module")
def pdf(world: World, lot: str) -> bytes:
    return certify_quality(world.node, world.inspector, lot, PROFILE).pdf


def test_it_passes_offline_and_is_drawn_again_to_the_same_page(pdf: bytes) -> None:
    found = verify_certificate(pdf)

    assert found.passed
    assert {"signatures", "decision", "inspections", "page"} <= {one.name for one in found.checks}


def test_a_buyer_reads_what_the_inspector_typed(pdf: bytes) -> None:
    text = " ".join(" ".join(page_texts(pdf)).split())

    for said in (
        "Certificado de calidad", "Liberado", PROFILE, "3.00 %", "1.6–5.6 %", "≤ 3 %",
        "<0.05 mg/kg", "≤ 0.8 mg/kg", "INF-12", "Lab Sur", "S-9, S-10", "4 de", "7.50",
        "Ana Huamán", "Choc Maker BV", "conviene una segunda prueba", "clave guardada en",
    ):  # fmt: skip
        assert said in text, said


def test_no_name_stands_in_the_log(world: World, pdf: bytes) -> None:
    entries = attached(pdf)[ENTRIES].decode("utf-8")

    assert "Ana Huamán" not in entries
    assert "Ana Huamán" in attached(pdf)[TWIN].decode("utf-8")


def _set(*path: str | int, to: Any) -> Callable[[dict[str, Any]], None]:
    def change(twin: dict[str, Any]) -> None:
        place: Any = twin
        for step in path[:-1]:
            place = place[step]
        assert place[path[-1]] != to
        place[path[-1]] = to

    return change


@pytest.mark.parametrize(
    "change",
    [
        _set("quality", "decision", "valid_to", to="2036-01-01"),
        _set("quality", "decision", "profile", to="Extra"),
        _set("quality", "decision", "judged", 0, "found", to="1.00"),
        _set("quality", "decision", "act", to="rejected"),
        _set("quality", "inspections", 0, "standing", to="accredited-body"),
        _set("quality", "inspections", 0, "key_home", to="own-device"),
        _set("quality", "inspections", 0, "blind", to="yes"),
        _set("quality", "inspections", 0, "sample", "seals", to=["S-1"]),
        _set("people", to={}),
        _set("salt", to="AAAAAAAAAAAAAAAAAAAAAA"),
    ],
)
def test_a_twin_that_says_something_else_is_caught(
    pdf: bytes, change: Callable[[dict[str, Any]], None]
) -> None:
    assert verdict(with_twin(pdf, change)) in {"failed", "not-a-certificate"}


def test_a_changed_byte_in_a_signed_inspection_is_caught(pdf: bytes) -> None:
    entries = attached(pdf)[ENTRIES]
    changed = entries.replace(b'\\"mouldy\\":9', b'\\"mouldy\\":3', 1)

    assert changed != entries
    assert verdict(with_file(pdf, ENTRIES, changed)) in {"failed", "bad-proof", "not-found"}


def test_a_page_that_was_painted_over_or_taken_out_is_caught(pdf: bytes) -> None:
    def paint(opened: pikepdf.Pdf) -> None:
        opened.pages[-1].contents_add(b"0 0 200 200 re f")

    def double(opened: pikepdf.Pdf) -> None:
        opened.pages.append(opened.pages[0])

    assert failed_checks(edited(pdf, paint)) == {"page"}
    assert failed_checks(edited(pdf, double)) == {"page"}


def test_a_rejected_lot_has_a_certificate_that_says_so(world: World, lot: str) -> None:
    strict = profiles.NewProfile(
        name="Sin moho", product="cacao.dry", limits=("iso2451:mouldy_pct<=1",)
    )
    profiles.add_profile(world.node, world.actor, strict)
    deciding.decide(world.node, world.inspector, lot, "Sin moho", "rejected", reason="moho visible")
    made = certify_quality(world.node, world.inspector, lot, "Sin moho", "en").pdf
    text = " ".join(" ".join(page_texts(made)).split())

    assert verdict(made) == "passed"
    assert "Rejected" in text
    assert "moho visible" not in text, "the reason is private"


def test_what_was_judged_stays_when_the_profile_asks_for_something_else(
    world: World, lot: str, pdf: bytes
) -> None:
    changed = profiles.NewProfile(
        name=PROFILE, product="cacao.dry", limits=("iso2451:mouldy_pct<=0.5",)
    )
    profiles.add_profile(world.node, world.actor, changed)
    again = certify_quality(world.node, world.inspector, lot, PROFILE).pdf

    assert "≤ 3 %" in " ".join(page_texts(again))
    assert verdict(again) == verdict(pdf) == "passed"


def test_a_lot_that_nobody_judged_has_none(world: World) -> None:
    with pytest.raises(NotFound) as refused:
        certify_quality(world.node, world.inspector, world.single)

    assert refused.value.values()["what"] == "decision"


def test_the_same_certificate_is_printed_again_to_the_same_bytes(world: World, pdf: bytes) -> None:
    from acopio.services.certificates import reprint

    number = verify_certificate(pdf).number

    assert reprint(world.node, number).pdf == pdf
    assert len(pypdfium2.PdfDocument(io.BytesIO(pdf))) >= 1


OLD = sorted((Path(FOLDER).parent / "certificates").glob("*.pdf"))


@pytest.mark.parametrize("path", OLD, ids=lambda path: path.stem)
def test_a_certificate_of_an_earlier_layout_still_verifies(path: Path) -> None:
    """Handed out by an earlier program: its page is worded as it was for ever."""
    found = verify_certificate(path.read_bytes())

    assert [one.name for one in found.checks if not one.passed] == []


def test_there_are_certificates_of_an_earlier_layout() -> None:
    assert len(OLD) == 2
