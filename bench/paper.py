"""Labels and certificates."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from acopio.domain.masses import Mass
from acopio.domain.rules.gate import OpenLot
from acopio.domain.rules.lots import Pack
from acopio.services.certificates import certify_custody
from acopio.services.labelling import Printing, Wanted, prepare
from bench.report import Figure, timed, told
from bench.world import make_world

SACKS = 1_000


def measure(url: str) -> Iterator[Figure]:
    """Yield the time of labels and of a certificate."""
    with tempfile.TemporaryDirectory() as folder:
        world = make_world(url, Path(folder))
        node, actor = world.node, world.actor
        code = node.ids.lot_code("BEN")
        stock = OpenLot(
            id=node.ids.uuid(),
            occurred_at="2026-06-01",
            product="cacao.dry",
            mass=Mass(SACKS * 50_000, "bench"),
            place=world.place,
            lot=code,
        )
        pack = Pack(
            id=node.ids.uuid(), occurred_at="2026-06-01", lot=code, masses=(50_000,) * SACKS
        )
        node.carry_out(actor, [stock])
        node.carry_out(actor, [pack])

        def labels() -> None:
            job = prepare(node, actor, Wanted(lots=(code,)), Printing())
            job.run.proofread()
            b"".join(job.run.pdf())

        seconds = timed(labels)
        yield told(f"{SACKS:,} sack labels from the ledger, proofread", f"{seconds:.2f} s")
        seconds = timed(lambda: certify_custody(node, actor, code), repeat=3)
        yield told("a certificate, from entry to file", f"{seconds * 1000:.0f} ms")
        node.engine.dispose()
