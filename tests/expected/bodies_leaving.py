"""Invented bodies, second half: lots, quality, custody, paper, corrections. See ``bodies.py``."""

from tests.expected.invented import (
    BATCH,
    BUYER,
    BUYER_KEY,
    CENTRE,
    CERTIFICATE,
    DISPATCH,
    INSPECTION,
    INSPECTOR_KEY,
    LOTS,
    MANAGER,
    ORIGIN,
    PROFILE,
    REPORT,
    SAMPLE,
    STORE,
    a_hash,
    identity,
)

from acopio.domain.entries import custody, gate, lots, paper, quality
from acopio.domain.entries.corrections import DisclosuresErased, EntryCorrected, EntryUndone
from acopio.domain.entries.fields import Body
from acopio.domain.entries.parties import Credential
from acopio.ledger.b64 import url_encode
from acopio.ledger.canonical import encode

_, DRY, BLEND, PART, OLD = LOTS
SIGNED = encode(
    {
        "context": "acopio/inspection/v1",
        "origin": ORIGIN,
        "blind": "W3N8KD",
        "protocol": "cacao.cut.iso2451",
        "version": "1",
        "observations": {"counts": {"mouldy": 3, "slaty": 4, "well_fermented": 293}},
        "result": {"grade": "I", "mouldy_pct": "1.00", "slaty_pct": "1.33"},
        "working": ["3 + 4 + 0 + 0 + 0 + 0 + 0 + 293 = 300", "grade = I"],
        "warnings": [],
        "date": "2027-03-11",
        "key": str(INSPECTOR_KEY.verifier_key),
    }
)

COURSE = Credential(
    scheme="fcci-grader",
    number="CGI-0917",
    valid_from="2026-05-01",
    valid_to="2029-04-30",
    kind="course",
    issuer="FCCI",
)
JUDGED = (
    quality.Judged(
        limit=quality.Limit(
            protocol="cacao.cut.iso2451", field="mouldy_pct", op="<=", value="3.00"
        ),
        found="1.00",
        met=True,
        inspections=(a_hash("inspection"),),
    ),
)

BODIES: dict[str, Body] = {
    "lot.blended": lots.LotBlended(
        lot=BLEND,
        product="cacao.dry",
        place=STORE,
        inputs=((DRY, 30_500, "a"), (OLD, 69_000, "w")),
        output_g=99_450,
        difference_g=50,
        typed="99.45 kg",
        inputs_typed=("69",),
        claims=("fine-aromatic",),
        lost=("organic",),
        reason="Para completar el pedido",
    ),
    "lot.split": lots.LotSplit(
        lot=BLEND,
        parts=((PART, 69_000, "w"), (DRY, 10_000, "a")),
        typed=("69 kg",),
        sacks=((PART, BLEND, 1, 1),),
    ),
    "lot.packed": lots.LotPacked(
        lot=BLEND, first=1, sacks=(69_000, 30_450, None), typed=("69 kg", "30.45")
    ),
    "sack.changed": lots.SackChanged(
        lot=BLEND,
        state="re-bagged",
        sacks=((BLEND, 2, 2, 30_400),),
        typed=("30.4",),
        reason="El yute estaba roto",
    ),
    "lot.counted": lots.LotCounted(
        lot=BLEND,
        book_g=99_450,
        counted_g=98_900,
        cause="dried",
        typed="98.9",
        moisture_before="7.6",
        moisture_after="7.1",
        reason="Conteo de fin de mes",
    ),
    "lot.found": lots.LotFound(
        lot=OLD,
        product="cacao.sweepings",
        place=STORE,
        mass_g=12_000,
        kept_from="2027-01-05",
        kept_to="2027-03-05",
        cause="sweepings",
        typed="12 kg",
        reason="Barrido de la temporada",
    ),
    "name.given": lots.NameGiven(subject=BLEND, kind="buyer-po", name="PO-77812"),
    "document.attached": lots.DocumentAttached(subject=BLEND, note="Escaneado por el almacén"),
    "profile.recorded": quality.ProfileRecorded(
        profile=PROFILE,
        name="Grado I fino de aroma",
        product="cacao.dry",
        limits=(
            quality.Limit(protocol="cacao.cut.iso2451", field="mouldy_pct", op="<=", value="3.00"),
        ),
        buyer=BUYER,
        qualification=("q-grader",),
        standing=("own-staff", "accredited-body"),
        valid_days=90,
        panel=3,
        blind=True,
        sampler_apart=True,
        retest="mean",
        approval=True,
    ),
    "sample.drawn": quality.SampleDrawn(
        sample=SAMPLE,
        number="M-7KQ4M",
        purpose="pre-shipment",
        mass_g=500,
        lot=BLEND,
        batch=BATCH,
        typed="500 g",
        seals=("PR-00871",),
        sacks=((BLEND, 1, 2),),
        drawn_by=MANAGER,
        witness="Ana Torres (compradora)",
        blind="W3N8KD",
        portions=(
            quality.Portion(
                name="arbitration",
                mass_g=150,
                seal="PR-00873",
                kept_at="Laboratorio",
                kept_until="2027-12-31",
            ),
        ),
        of_sacks=2,
        plan="ISO 2292:2017",
        drawn_by_outside=BUYER,
    ),
    "sample.sent": quality.SampleSent(sample=SAMPLE, to=BUYER, courier="Olva"),
    "sample.answered": quality.SampleAnswered(
        sample=SAMPLE,
        answer="approved",
        by=BUYER,
        lot=PART,
        place=STORE,
        returned_g=450,
        typed="450 g",
        reason="Notas a frutos secos",
    ),
    "inspection.signed": quality.InspectionSigned(
        inspection=INSPECTION,
        sample=SAMPLE,
        signed=SIGNED.decode(),
        signature=url_encode(INSPECTOR_KEY.sign(SIGNED)),
        key=str(INSPECTOR_KEY.verifier_key),
        key_home="own",
        standing="own-staff",
        lot=BLEND,
        batch=BATCH,
        supersedes=identity("earlier inspection"),
        remark="Luz del mediodía",
        panel=(
            quality.Cupper(staff=MANAGER, name="Rosa Ccahuana (invitada)", credentials=(COURSE,)),
        ),
        credentials=(COURSE,),
        blind=True,
        portion="arbitration",
        laboratory="Laboratorio Cacao Andino",
        body="Inspecciones del Sur",
        reason="Se contó mal la primera vez",
    ),
    "result.reported": quality.ResultReported(
        result=identity("result"),
        lot=BLEND,
        issuer="Laboratorio Cacao Andino",
        protocol="cacao.cut.iso2451",
        protocol_version="2",
        printed=(("grade", "I"), ("moisture", "7.2 %")),
        total="86.25",
        graded_on="2027-03-12",
        expires_on="2028-03-12",
        flags=("moisture-not-measured",),
        remark="Enviado por correo al gerente",
        reporter=BUYER,
        purpose="arrival",
    ),
    "lot.certified": quality.LotCertified(
        lot=BLEND,
        profile=PROFILE,
        profile_entry=a_hash("profile"),
        inspections=(a_hash("inspection"),),
        standing="own-staff",
        valid_to="2027-06-10",
        judged=JUDGED,
        retest="mean",
    ),
    "lot.downgraded": quality.LotDowngraded(
        lot=BLEND,
        profile=PROFILE,
        profile_entry=a_hash("profile"),
        inspections=(a_hash("inspection"),),
        reason="Moho nuevo en el saco 2",
        judged=JUDGED,
        retest="mean",
    ),
    "lot.rejected": quality.LotRejected(
        lot=BLEND,
        profile=PROFILE,
        profile_entry=a_hash("profile"),
        inspections=(a_hash("inspection"),),
        reason="Humedad sobre lo pactado",
        judged=JUDGED,
        retest="mean",
    ),
    "lot.held": quality.LotHeld(lot=BLEND, batch=BATCH, reason="Se espera el análisis de cadmio"),
    "lot.lifted": quality.LotLifted(
        hold=a_hash("hold"), lot=BLEND, batch=BATCH, reason="Cadmio dentro del límite"
    ),
    "lot.recalled": quality.LotRecalled(lot=BLEND, batch=BATCH, reason="Restos de combustible"),
    "dispatch.sent": custody.DispatchSent(
        dispatch=DISPATCH,
        number="K7M2QP",
        purpose="sale",
        to=BUYER,
        place=STORE,
        lots=((BLEND, 98_900, "a"),),
        to_place=CENTRE,
        sacks=((BLEND, 1, 2),),
        vehicle="ABC-123",
        seal="PR-00872",
        driver="Pedro Salas Vega",
        price=gate.Price(
            amount="9.95", currency="PEN", per="kg", basis="payable", advance="500.00"
        ),
    ),
    "dispatch.answered": custody.DispatchAnswered(
        dispatch=DISPATCH,
        place=STORE,
        answers=(
            custody.Answer(
                lot=BLEND, outcome="short", received_g=98_000, typed="98 kg", returned=PART
            ),
        ),
        reason="Un saco roto en el camino",
    ),
    "dispatch.reported": custody.DispatchReported(
        dispatch=DISPATCH,
        reporter=BUYER,
        answers=(
            custody.Answer(lot=BLEND, outcome="refused", received_g=0, typed="0 kg", returned=PART),
        ),
        reason="Correo del comprador",
    ),
    "report.recorded": custody.ReportRecorded(
        report=REPORT,
        number="R-7KQ4M",
        reporter=BUYER,
        about=DISPATCH,
        what="returned",
        lots=((BLEND, 98_000, "w"),),
        place=STORE,
        cites=a_hash("dispatch"),
        text="Llegó a Ámsterdam el 2 de abril",
    ),
    "report.confirmed": custody.ReportConfirmed(
        report=DISPATCH,
        origin="ledger.buyer.example/log/byr/3wq8m2zt",
        entry='{"kind":"report.recorded","v":1}',
        proof="c2sp.org/tlog-proof@v1\nindex 41\n\n",
        vkey=str(BUYER_KEY.verifier_key),
        cites=a_hash("dispatch"),
    ),
    "labels.printed": paper.LabelsPrinted(
        job=identity("label job"),
        number="E-7KQ4M9",
        what="sack",
        medium="thermal-100x150",
        start=1,
        labels=((BLEND, 1, 2, 2), (BLEND, 3, 3, 1)),
        copies=2,
        printer="Zebra almacén",
        resumes=identity("torn label job"),
        reason="La primera salió borrosa",
    ),
    "labels.confirmed": paper.LabelsConfirmed(job=identity("label job"), good=2),
    "labels.voided": paper.LabelsVoided(
        lot=BLEND, first=3, last=3, job=identity("label job"), reason="Sobró una etiqueta"
    ),
    "certificate.issued": paper.CertificateIssued(
        certificate=CERTIFICATE,
        number="NAR-C-7KQ4M9",
        lot=BLEND,
        about="quality",
        language="es",
        layout="acopio/custody/v1",
        entries=23,
        history_root=a_hash("history"),
        balance=(("made", 99_450), ("drawn", 0), ("sample", 500), ("left", 98_950)),
        decision=a_hash("decision"),
        replaces=identity("older certificate"),
    ),
    "certificate.replaced": paper.CertificateReplaced(
        certificate=identity("older certificate"), by=CERTIFICATE, reason="Error en el destino"
    ),
    "certificate.revoked": paper.CertificateRevoked(
        certificate=CERTIFICATE, reason="El lote fue retirado"
    ),
    "entry.corrected": EntryCorrected(
        entries=(a_hash("wrong entry"),),
        kind="batch.noted",
        version=1,
        new={
            "batch": BATCH,
            "what": "temperature",
            "value": "45.6",
            "unit": "°C",
            "text": "Leído en el otro termómetro",
        },
        reason="Dígitos cambiados",
    ),
    "entry.undone": EntryUndone(
        entries=(a_hash("wrong entry"),), kind="batch.took", reason="Registrado dos veces"
    ),
    "disclosures.erased": DisclosuresErased(
        digests=tuple(sorted((a_hash("digest 1"), a_hash("digest 2")))), basis="ley-29733"
    ),
}
