"""Sales: sacks that leave with their papers, and what the buyers say arrived."""

from functools import partial

from acopio.domain.entries.fields import Document
from acopio.domain.rules.lots import GiveName
from acopio.services import custody
from acopio.services.demo.cast import ANTWERP, HAMBURG, LOCAL, ROASTER
from acopio.services.demo.export import exported
from acopio.services.demo.story import Story

CONTRACT = "contract"
LAST = "VD-2026-04"
"""Contract of the last departure: its name is the last entry of the season."""


def schedule(story: Story) -> None:
    """Put four departures and three answers into the agenda."""
    story.at("2026-07-02", 7, partial(_antwerp, story, "2026-07-02"))
    story.at("2026-07-08", 8, partial(_local, story, "2026-07-08"))
    story.at("2026-07-09", 10, partial(_arrived, story, "local", "2026-07-09"))
    story.at("2026-07-28", 7, partial(_hamburg, story, "2026-07-28"))
    story.at("2026-08-26", 11, partial(_short, story, "2026-08-26"))
    story.at("2026-09-14", 11, partial(_arrived, story, "hamburg", "2026-09-14"))
    story.at("2026-09-22", 7, partial(_roaster, story, "2026-09-22"))


def _leave(
    story: Story, key: str, words: custody.DispatchWords, contract: str | None = None
) -> None:
    story.sent[key] = custody.dispatch(story.node, story.manager, words)
    if contract:
        day = story.clock.at.date().isoformat()
        names = [
            GiveName(
                id=story.node.ids.uuid(), occurred_at=day, subject=lot, kind=CONTRACT, name=contract
            )
            for lot, _ in story.sent[key].lots
        ]
        story.node.carry_out(story.manager, names)


def _antwerp(story: Story, day: str) -> None:
    """Twenty-four sacks of the organic lot; the rest stays."""
    words = custody.DispatchWords(
        to=ANTWERP.name,
        lots=(f"{story.export['FINO-01']}:1-24",),
        vehicle="DEM-014",
        seal="PE-0048812",
        docs=(
            story.next_waybill(day),
            Document(type="bill-of-lading", number="DEMO-CLL-ANR-0261", date="2026-07-11"),
        ),
    )
    _leave(story, "antwerp", words, "VD-2026-01")


def _local(story: Story, day: str) -> None:
    """The rejected lot is sold in the local market, as what it is."""
    words = custody.DispatchWords(
        to=LOCAL.name,
        lots=(story.export["CCN-01"],),
        vehicle="DEM-003",
        docs=(story.next_waybill(day),),
    )
    _leave(story, "local", words, "VD-2026-02")


def _hamburg(story: Story, day: str) -> None:
    words = custody.DispatchWords(
        to=HAMBURG.name,
        lots=(story.export["FINO-02"],),
        vehicle="DEM-014",
        seal="PE-0050377",
        docs=(story.next_waybill(day),),
    )
    _leave(story, "hamburg", words, "VD-2026-03")


def _short(story: Story, day: str) -> None:
    """The warehouse in Antwerp weighs 5.5 kg less than was sent, and says so in writing."""
    left = story.sent["antwerp"]
    code, sent_g = left.lots[0]
    words = custody.ReceiptWords(
        dispatch=left.number,
        lots=(f"{code}={sent_g - 5_500} g",),
        reason="un saco llegó roto; pesado saco por saco en el almacén de Amberes",
        docs=(Document(type="weight-note", number="WN-26-1187", issuer=ANTWERP.name, date=day),),
    )
    custody.receive(story.node, story.manager, words)


def _arrived(story: Story, key: str, day: str) -> None:
    note = Document(type="delivery-note", number=f"DN-{day[5:7]}{day[8:]}", date=day)
    words = custody.ReceiptWords(dispatch=story.sent[key].number, docs=(note,))
    custody.receive(story.node, story.manager, words)


def _roaster(story: Story, day: str) -> None:
    """Half of the organic coffee is still at sea when the season ends."""
    half = exported(story, "CAFE-01").sacks // 2
    words = custody.DispatchWords(
        to=ROASTER.name,
        lots=(f"{story.export['CAFE-01']}:1-{half}",),
        vehicle="DEM-014",
        seal="PE-0056104",
        docs=(story.next_waybill(day),),
    )
    _leave(story, "roaster", words, LAST)
