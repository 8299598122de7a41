"""An organic sack bears control body, operator and address, from the certificate of its day."""

from dataclasses import replace
from typing import Any

import pytest
from tests.labels.samples import HOSTILE, decoded, page_texts, printed
from tests.services.paperwork import labels
from tests.support.refused import assert_refused
from tests.support.world import DAY, World, kg

from acopio.domain.entries.fields import Document
from acopio.domain.entries.parties import SchemeCertificateRecorded
from acopio.domain.rows.parties import SchemeCertificate
from acopio.domain.rules.gate import BuyLot
from acopio.domain.rules.schemes import RecordScheme
from acopio.services import processing, schemes
from acopio.services.acts import act_of
from acopio.services.labelling import Printing, Wanted, prepare
from acopio.services.log import audit_all, rebuild_all
from acopio.services.opening import set_address
from acopio.services.organic import Lack, organic_marks
from acopio.services.schemes import SchemeWords

CODE, ADDRESS = "PE-BIO-141", "Jr. Lima 123, Tocache"
PAPER = SchemeWords(
    scheme="organic",
    number="CU-1",
    certifier="Control Unión",
    begins="2026-01-01",
    ends="2026-12-31",
    control_body=CODE,
    address=ADDRESS,
)
BORNE = [(CODE, "Cooperativa NAR", ADDRESS)]
NEXT_DAY = "2026-11-21"


@pytest.fixture(autouse=True)
def addressed(world: World) -> None:
    set_address(world.node, world.manager, "https://id.example.pe")


def put_on_file(world: World, **changed: Any) -> str:
    return schemes.add_scheme(world.node, world.manager, replace(PAPER, **changed))


def packed(world: World, product: str = "cacao.dry", days: tuple[str, ...] = (DAY,)) -> str:
    """Return an organic lot with one sack of 10 kg for each day."""
    lot = world.stock(20, product=product, claims=("organic",))
    for day in days:
        processing.pack(world.node, world.manager, lot, masses=("10",), day=day)
    return lot


def bare(world: World, product: str = "cacao.dry", **changed: Any) -> str:
    """Return an organic lot whose certificate is then replaced by other facts."""
    paper = put_on_file(world)
    lot = packed(world, product)
    with world.node.reading() as reader:
        row = reader.where(SchemeCertificate, id=paper)[0]
        said: Any = act_of(reader, row.act).body
    record(world, {**{name: getattr(said, name) for name in said.__struct_fields__}, **changed})
    return lot


def record(world: World, fields: dict[str, Any]) -> None:
    world.do(world.manager, RecordScheme, facts=SchemeCertificateRecorded(**fields))


def borne(world: World, lot: str, *days: str) -> list[tuple[str, str, str]]:
    with world.node.reading() as reader:
        found = organic_marks(reader, world.lot(lot), days or (DAY,))
    return [(one.control_body, one.operator, one.address) for one in found.values()]


def lacks(world: World, lot: str) -> list[Lack]:
    """Return what the job of a lot's labels says is missing."""
    made = prepare(world.node, world.manager, Wanted(lots=(lot,)), Printing(), "again")
    return list(made.lacks)


def test_the_label_of_an_organic_sack_says_who_controls_who_packed_and_where(world: World) -> None:
    put_on_file(world)
    lot = packed(world)

    text = page_texts(labels(world.node, world.manager, lot).pdf)[0]

    assert f"ORGÁNICO · ORGANIC · {CODE}" in text
    assert f"Operador · Operator: Cooperativa NAR, {ADDRESS}" in text
    assert lacks(world, lot) == []


def test_a_sack_that_is_not_organic_bears_none_of_it(world: World) -> None:
    put_on_file(world)
    lot = world.stock(20, claims=("fine-aromatic",))
    processing.pack(world.node, world.manager, lot, masses=("10",))

    text = page_texts(labels(world.node, world.manager, lot).pdf)[0]

    assert "ORGANIC" not in text
    assert "Operador" not in text
    assert lacks(world, lot) == []


@pytest.mark.parametrize(
    ("gone", "fields"),
    [
        ({"control_body": None}, ("control-body",)),
        ({"address": None}, ("address",)),
        ({"control_body": None, "address": None}, ("control-body", "address")),
    ],
)
def test_without_both_the_label_says_the_claim_alone_and_what_lacks_is_known(
    world: World, gone: dict[str, Any], fields: tuple[str, ...]
) -> None:
    lot = bare(world, **gone)

    text = page_texts(labels(world.node, world.manager, lot).pdf)[0]

    assert "Orgánico" in text
    assert "ORGANIC ·" not in text
    assert lacks(world, lot) == [Lack(lot=lot, day=DAY, certificate="CU-1", fields=fields)]


@pytest.mark.parametrize(
    "changed",
    [
        {"valid_to": "2026-11-19"},
        {"valid_from": NEXT_DAY},
        {"suspended_on": DAY},
        {"products": ("coffee",)},
        {"products": ("cacao.wet",)},
        {"claims": ("in-conversion",)},
    ],
)
def test_a_certificate_that_does_not_back_the_sack_is_not_printed(
    world: World, changed: dict[str, Any]
) -> None:
    lot = bare(world, **changed)

    assert borne(world, lot) == []
    assert lacks(world, lot) == [Lack(lot=lot, day=DAY)]


@pytest.mark.parametrize(
    "changed",
    [
        {"valid_from": DAY, "valid_to": DAY},
        {"suspended_on": NEXT_DAY},
        {"products": ("cacao",)},
        {"products": ("coffee", "cacao.dry")},
    ],
)
def test_the_edges_of_a_certificate_are_inside(world: World, changed: dict[str, Any]) -> None:
    assert borne(world, bare(world, **changed)) == BORNE


def test_the_certificate_that_began_last_counts_on_each_day(world: World) -> None:
    put_on_file(world)
    put_on_file(world, number="CU-2", begins=NEXT_DAY, control_body="PE-BIO-149")
    world.clock.moment = world.clock.moment.replace(day=22)
    lot = packed(world, days=(DAY, NEXT_DAY))

    first, second = page_texts(labels(world.node, world.manager, lot).pdf)

    assert CODE in first
    assert "PE-BIO-149" in second
    assert CODE not in second


def test_a_renewed_certificate_that_lacks_them_is_named_and_the_older_one_not_printed(
    world: World,
) -> None:
    put_on_file(world)
    put_on_file(world, number="CU-2", begins=DAY, control_body=None, address=None)
    lot = packed(world)

    assert borne(world, lot) == []
    assert [one.certificate for one in lacks(world, lot)] == ["CU-2"]


def test_a_sellers_certificate_makes_us_no_operator(world: World) -> None:
    put_on_file(world, holder="Buyer NAR")
    made = world.do(
        world.manager, BuyLot, place=world.coop.place, product="cacao.dry", mass=kg(20),
        seller=world.coop.buyer, claims=("organic",),
    )  # fmt: skip
    lot = str(made.entries[0].body["lot"])
    processing.pack(world.node, world.manager, lot, masses=("10",))

    assert borne(world, lot) == []
    assert lacks(world, lot) == [Lack(lot=lot, day=DAY)]


def test_only_the_sacks_that_are_asked_for_lack_something(world: World) -> None:
    put_on_file(world, ends=DAY)
    put_on_file(world, number="CU-2", begins=NEXT_DAY, address=None)
    world.clock.moment = world.clock.moment.replace(day=22)
    lot = packed(world, days=(DAY, NEXT_DAY))

    assert lacks(world, f"{lot}:1") == []
    assert lacks(world, f"{lot}:2") == [
        Lack(lot=lot, day=NEXT_DAY, certificate="CU-2", fields=("address",))
    ]


@pytest.mark.parametrize("text", [one for name, one in HOSTILE.items() if "surrogate" not in name])
def test_no_address_stops_a_label(world: World, text: str) -> None:
    line = text[:300].replace("\x00", "")
    put_on_file(world, address=line)
    lot = packed(world)

    pdf = labels(world.node, world.manager, lot).pdf

    assert len(decoded(printed(pdf))) == 2
    assert len(borne(world, lot)) == bool(line.strip())


# ---- completing a certificate on file -----------------------------------------------------------


def on_file(world: World, number: str = "CU-1") -> SchemeCertificateRecorded:
    with world.node.reading() as reader:
        found = schemes.scheme_named(reader, world.coop.id, number)
        body = act_of(reader, found.certificate.act).body
    assert isinstance(body, SchemeCertificateRecorded)
    return body


def complete(world: World, code: str | None = None, address: str | None = None) -> str:
    return schemes.complete_scheme(
        world.node, world.manager, "CU-1", control_body_code=code, address=address
    )


def test_a_certificate_on_file_is_completed_and_loses_nothing(world: World) -> None:
    paper = put_on_file(
        world, control_body=None, address=None, members=("F-1", "002"), products=("cacao",),
        document=Document(type="scan", number="7", issuer="CU", date="2026-01-01"),
    )  # fmt: skip
    schemes.suspend_scheme(world.node, world.manager, "CU-1", NEXT_DAY)
    before = on_file(world)

    assert complete(world, "pe-bio-141") == paper
    assert complete(world, address="  Jr. Lima 123,\n Tocache ") == paper

    after = on_file(world)
    assert (after.control_body, after.address) == (CODE, ADDRESS)
    for field in set(before.__struct_fields__) - {"control_body", "address"}:
        assert getattr(after, field) == getattr(before, field), field
    assert (before.suspended_on, len(before.members or ())) == (NEXT_DAY, 2)


def test_suspending_keeps_what_was_completed(world: World) -> None:
    put_on_file(world)
    schemes.suspend_scheme(world.node, world.manager, "CU-1", DAY)
    schemes.suspend_scheme(world.node, world.manager, "CU-1", None)

    assert (on_file(world).control_body, on_file(world).address) == (CODE, ADDRESS)


def test_labels_of_sacks_packed_before_bear_what_was_completed_since(world: World) -> None:
    lot = bare(world, control_body=None, address=None)

    complete(world, CODE, ADDRESS)

    assert borne(world, lot) == BORNE


def test_what_cannot_be_completed_is_refused(world: World) -> None:
    put_on_file(world)

    for address in (None, "", " \n "):
        assert_refused(
            world,
            "nothing-to-complete",
            lambda address=address: complete(world, "", address),  # type: ignore[misc]
        )
    refused = assert_refused(world, "control-body-unreadable", lambda: complete(world, "PE-141"))
    assert refused == {"given": "PE-141"}
    assert_refused(world, "field-unusable", lambda: complete(world, address="x" * 301))
    assert_refused(
        world,
        "not-found",
        lambda: schemes.complete_scheme(
            world.node, world.manager, "CU-9", control_body_code=CODE, address=None
        ),
    )
    wrong = {"number": "CU-2", "control_body": "BIO"}
    assert_refused(world, "control-body-unreadable", lambda: put_on_file(world, **wrong))


def test_the_ledger_itself_takes_no_code_that_is_not_as_printed(world: World) -> None:
    put_on_file(world)
    said = on_file(world)
    fields = {name: getattr(said, name) for name in said.__struct_fields__}

    for code in ("pe-bio-141", " PE-BIO-141", "141"):
        wrong = {**fields, "control_body": code}
        assert_refused(
            world,
            "control-body-unreadable",
            lambda wrong=wrong: record(world, wrong),  # type: ignore[misc]
        )


def test_the_address_stands_in_no_entry_and_is_there_again_after_a_rebuild(world: World) -> None:
    put_on_file(world, address="Jr. Sin Nombre 7")
    before = world.everything()

    rebuild_all(world.node)

    assert world.everything() == before
    assert audit_all(world.node, full=True) == []
    with world.node.reading() as reader:
        row = reader.where(SchemeCertificate)[0]
        (stored,) = reader.entries([row.act])
    assert row.address == "Jr. Sin Nombre 7"
    assert b"Sin Nombre" not in stored.leaf
