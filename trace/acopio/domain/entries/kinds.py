"""The table of entry kinds: what there is, which act it belongs to, and what it changes.

``docs/concepts/entries.md`` is written from this table, and a test keeps the two equal.
"""

from dataclasses import dataclass

from acopio.domain.entries import (
    batches,
    corrections,
    custody,
    gate,
    lots,
    opening,
    paper,
    parties,
    quality,
)
from acopio.domain.entries.fields import Body
from acopio.errors import Refusal


@dataclass(eq=False)
class NewerEntry(Refusal):
    """An entry of a kind or version that this program does not know: a newer one wrote it."""

    code = "newer-entry"
    kind: str
    version: int


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry in its current version."""

    name: str
    version: int
    body: type[Body]
    act: str
    """The permission that its author needs; ``ledger`` entries are made by the program."""
    changes: str
    """What the fold changes."""
    items: str | None = None
    """The list that is divided when an entry would be too large."""
    never: str = ""
    """What it may never contain, beyond what is said for all."""


_ALL = (
    Kind("log.opened", 1, opening.LogOpened, "ledger", "log, keys"),
    Kind("log.clock-confirmed", 1, opening.ClockConfirmed, "set-up", "log"),
    Kind("key.replaced", 1, opening.KeyReplaced, "set-up", "keys", never="private keys"),
    Kind("key.vouched", 1, opening.KeyVouched, "set-up", "keys", never="private keys"),
    Kind("organisation.recorded", 1, parties.OrganisationRecorded, "set-up", "organisation",
         never="a natural person's name or RUC in the clear fields"),
    Kind("staff.appointed", 2, parties.StaffAppointed, "set-up", "staff", never="PINs"),
    Kind("staff.dismissed", 1, parties.StaffDismissed, "set-up", "staff"),
    Kind("household.registered", 1, parties.HouseholdRegistered, "register", "household"),
    Kind("person.registered", 1, parties.PersonRegistered, "register", "person"),
    Kind("membership.recorded", 1, parties.MembershipRecorded, "register", "membership"),
    Kind("plot.recorded", 1, parties.PlotRecorded, "register", "plot version",
         never="coordinates in the clear"),
    Kind("place.recorded", 1, parties.PlaceRecorded, "set-up", "place, vessels"),
    Kind("season.recorded", 1, parties.SeasonRecorded, "set-up", "season"),
    Kind("scheme-certificate.recorded", 2, parties.SchemeCertificateRecorded, "register",
         "scheme certificate", never="a list of members or an address in the clear"),
    Kind("delivery.received", 1, gate.DeliveryReceived, "gate", "one lot per line",
         items="lines", never="names, prices or plots in the clear"),
    Kind("lot.opened", 1, gate.LotOpened, "gate", "lot"),
    Kind("lot.bought", 1, gate.LotBought, "gate", "lot"),
    Kind("price.agreed", 1, gate.PriceAgreed, "gate", "price of a lot",
         never="an amount in the clear"),
    Kind("harvest.estimated", 1, gate.HarvestEstimated, "gate", "estimate",
         never="whose harvest it is in the clear"),
    Kind("batch.opened", 1, batches.BatchOpened, "process", "batch"),
    Kind("batch.took", 1, batches.BatchTook, "process", "batch, lots, flows", items="inputs"),
    Kind("batch.noted", 1, batches.BatchNoted, "process", "batch notes"),
    Kind("batch.checked", 1, batches.BatchChecked, "sample", "batch checks", never="a grade"),
    Kind("batch.passed", 1, batches.BatchPassed, "process", "batch, estimated lot, flows"),
    Kind("batch.gave", 1, batches.BatchGave, "process", "batch, new lots, flows",
         items="outputs"),
    Kind("batch.closed", 1, batches.BatchClosed, "process", "batch, loss"),
    Kind("lot.blended", 1, lots.LotBlended, "process", "lots, new lot, flows", items="inputs"),
    Kind("lot.split", 1, lots.LotSplit, "process", "lot, new lots, sacks, flows",
         items="parts"),
    Kind("lot.packed", 1, lots.LotPacked, "pack", "sacks", items="sacks"),
    Kind("sack.changed", 1, lots.SackChanged, "pack", "sacks, lot, flows", items="sacks"),
    Kind("lot.counted", 1, lots.LotCounted, "count", "lot, sacks, flows"),
    Kind("lot.found", 1, lots.LotFound, "count", "lot", never="shares or claims"),
    Kind("name.given", 1, lots.NameGiven, "report", "names"),
    Kind("document.attached", 1, lots.DocumentAttached, "report", "documents",
         never="the file itself"),
    Kind("profile.recorded", 2, quality.ProfileRecorded, "set-up", "profile"),
    Kind("sample.drawn", 2, quality.SampleDrawn, "sample", "sample, lot, flows",
         never="the blind code in the clear"),
    Kind("sample.sent", 1, quality.SampleSent, "sample", "sample"),
    Kind("sample.answered", 1, quality.SampleAnswered, "sample",
         "sample, lot, new lot, flows"),
    Kind("inspection.signed", 2, quality.InspectionSigned, "inspect", "inspection",
         never="a score that its inputs do not give"),
    Kind("inspection.disputed", 1, quality.InspectionDisputed, "report", "inspection"),
    Kind("result.reported", 2, quality.ResultReported, "report", "reported result",
         never="a signature or licence of ours"),
    Kind("lot.certified", 2, quality.LotCertified, "decide", "lot, decision"),
    Kind("lot.downgraded", 2, quality.LotDowngraded, "decide", "lot, decision"),
    Kind("lot.rejected", 2, quality.LotRejected, "decide", "lot, decision"),
    Kind("lot.held", 1, quality.LotHeld, "decide", "hold"),
    Kind("lot.lifted", 1, quality.LotLifted, "decide", "hold"),
    Kind("lot.recalled", 1, quality.LotRecalled, "decide", "hold"),
    Kind("dispatch.sent", 1, custody.DispatchSent, "dispatch", "dispatch, lots", items="lots",
         never="a driver's name or a price in the clear"),
    Kind("dispatch.answered", 1, custody.DispatchAnswered, "dispatch", "dispatch, lots",
         items="answers"),
    Kind("dispatch.reported", 1, custody.DispatchReported, "report", "dispatch, lots",
         items="answers"),
    Kind("report.recorded", 1, custody.ReportRecorded, "report",
         "report, lots, dispatch", items="lots"),
    Kind("report.confirmed", 1, custody.ReportConfirmed, "report", "dispatch, lots"),
    Kind("labels.printed", 2, paper.LabelsPrinted, "paper", "label job",
         never="the blind code of a sample"),
    Kind("labels.confirmed", 2, paper.LabelsConfirmed, "paper", "label job"),
    Kind("labels.voided", 1, paper.LabelsVoided, "paper", "label void"),
    Kind("certificate.issued", 1, paper.CertificateIssued, "paper", "certificate"),
    Kind("certificate.replaced", 1, paper.CertificateReplaced, "paper", "certificate"),
    Kind("certificate.revoked", 1, paper.CertificateRevoked, "paper", "certificate"),
    Kind("data.handed-over", 1, paper.DataHandedOver, "hand-over", "hand-over",
         never="coordinates, or a hash that they could be guessed from"),
    Kind("entry.corrected", 1, corrections.EntryCorrected, "correct",
         "what the corrected entry changed"),
    Kind("entry.undone", 1, corrections.EntryUndone, "correct", "what the entry changed"),
    Kind("disclosures.erased", 1, corrections.DisclosuresErased, "erase",
         "vault; committed fields read as null", items="digests", never="the erased values"),
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.name: kind for kind in _ALL}
KIND_OF: dict[type[Body], Kind] = {kind.body: kind for kind in _ALL}


def kind_named(name: str, version: int) -> Kind:
    """Return a kind that this program knows in this or a later version.

    Raises:
        NewerEntry: the kind is unknown, or its version is newer than ours.
    """
    kind = KINDS.get(name)
    if kind is None or not 1 <= version <= kind.version:
        raise NewerEntry(kind=name, version=version)
    return kind
