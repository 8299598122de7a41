"""demo: an invented season, its labels, a certificate checked, a page fetched."""

import gzip
import os
import socket
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Literal

import typer

from acopio.cli.demo_words import phrase
from acopio.cli.session import (
    FINDINGS,
    SESSION,
    code,
    kg,
    progress,
    say,
    show,
    table,
    word,
)

if TYPE_CHECKING:
    from acopio.domain.permissions import Actor
    from acopio.services.certificates import Issued
    from acopio.services.demo.season import Counts, ExportRow
    from acopio.services.node import Node
    from acopio.services.verify import Verified

SHOWN = "FINO-01"
"""The export lot whose papers are made."""
HELD = "CAFE-02"
"""The export lot that the last suggested command tries something on."""
SECONDS = 30
PORT = 8017


@dataclass(frozen=True, slots=True, kw_only=True)
class Demo:
    """What the demo left behind."""

    loaded: bool
    """Whether this run loaded the season; else it was there."""
    folder: Path
    labels: Path
    certificates: dict[str, Path]
    verified: bool
    pages: Path
    published: int
    """Lots with a published page."""
    fetched: int
    """Bytes of the page that was asked for over HTTP."""
    findings: int
    counts: "Counts"


def run_demo(node: "Node", folder: Path) -> None:
    """Load the season unless it is there; make, check and show its papers.

    Raises:
        DemoNeedsEmpty, DemoUnfinished: the database holds something else.
        typer.Exit: a check found something (exit status 3).
    """
    from acopio.services.demo import season

    there = season.is_loaded(node)
    if there:
        _say("already", home=node.home)
    elif SESSION.options.dry_run:
        _say("would", home=node.home)
        return
    else:
        _load(node)
    actor = season.manager(node)
    if not there:
        season.end(node, actor)
        _confirm(node, actor, folder)
    demo = _papers(node, actor, folder, loaded=not there)
    if not demo.verified or demo.findings:
        raise typer.Exit(FINDINGS)


def _say(key: str, **values: object) -> None:
    say(phrase(key, SESSION.options.language, **values))


def _load(node: "Node") -> None:
    from acopio.services.demo import season

    label = phrase("loading", SESSION.options.language)
    say(f"{label} …")
    story = season.begin(node)
    with progress(label, total=len(story.agenda)) as step:
        story.run(step)


def _confirm(node: "Node", actor: "Actor", folder: Path) -> None:
    """Let a buyer confirm an arrival from a second database, and say what that changed."""
    from acopio.services.demo.houses import confirm_arrival

    done = confirm_arrival(node, actor, folder)
    _say(
        "confirmed",
        buyer=done.buyer,
        number=done.number,
        home=done.home,
        sent=kg(done.sent_g),
        reported=kg(done.reported_g),
        confirmed=kg(done.confirmed_g),
    )


def _papers(node: "Node", actor: "Actor", folder: Path, *, loaded: bool) -> Demo:
    """Make labels, certificates and pages; check them; say what there is."""
    from acopio.services.demo import season

    language = SESSION.options.language
    lot = next(row.code for row in season.counts(node).lots if row.name == SHOWN)
    labels = _labels(node, actor, lot, folder / "etiquetas.pdf")
    issued = {name: _certificate(node, actor, lot, "custody", name) for name in ("es", "en")}
    issued["quality"] = _certificate(node, actor, lot, "quality", "es")
    certificates = {name: folder / f"certificado-{name}.pdf" for name in ("es", "en")}
    certificates["quality"] = folder / "certificado-de-calidad.pdf"
    checked = {name: _check(issued[name], path) for name, path in certificates.items()}
    published = _publish(node, actor, folder / "paginas")
    status, page, packed = fetch(node, f"/L/{lot}?lang={language}")
    findings = _audit(node)
    demo = Demo(
        loaded=loaded,
        folder=folder,
        labels=labels,
        certificates=certificates,
        verified=all(one.passed for one in checked.values()) and status == 200,
        pages=folder / "paginas",
        published=published,
        fetched=len(page),
        findings=findings,
        counts=season.counts(node),
    )
    custody = checked["en" if language == "en" else "es"]
    show(demo, lambda: _checks(custody, checked["quality"]))
    _say("fetched", lot=code(lot), status=status, size=len(page), packed=packed)
    _say("audited", findings=findings)
    _tell(demo)
    return demo


def _labels(node: "Node", actor: "Actor", lot: str, path: Path) -> Path:
    """Draw the job of labels that the season noted, unless it lies there from the run before."""
    from acopio.services.files import write_whole
    from acopio.services.label_jobs import jobs
    from acopio.services.labelling import Printing, prepare_rest

    if not path.exists():
        noted = jobs(node, actor.organisation, lot)[-1].job
        drawn = prepare_rest(node, actor, noted, 1, Printing(medium=noted.medium, start=1))
        with progress(phrase("labels", SESSION.options.language), drawn.count) as step:
            drawn.run.proofread(step)
        write_whole(path, b"".join(drawn.run.pdf()))
    return path


def _certificate(node: "Node", actor: "Actor", lot: str, about: str, language: str) -> "Issued":
    """Issue a certificate, or take the one that was issued before."""
    from acopio.domain.rows.custody import Certificate
    from acopio.domain.state import NotFound
    from acopio.services.certificates import certify_custody, certify_quality, reprint
    from acopio.services.demo.cast import FINE

    with node.reading() as reader:
        there = reader.where(Certificate, lot=lot, about=about, language=language, state="issued")
    for one in there:
        try:
            return reprint(node, one.number)
        except NotFound:
            continue  # Its file is gone: a new one is issued.
    paper: Literal["es", "en"] = "en" if language == "en" else "es"
    if about == "quality":
        return certify_quality(node, actor, lot, FINE, paper)
    return certify_custody(node, actor, lot, paper)


def _check(issued: "Issued", path: Path) -> "Verified":
    """Write a certificate, read it again from the disk, and check that."""
    from acopio.services.files import write_whole
    from acopio.services.verify import verify_certificate

    write_whole(path, issued.pdf)
    return verify_certificate(path.read_bytes())


def _checks(*certificates: "Verified") -> None:
    for verified in certificates:
        rows = [
            (word("health", "good" if one.passed else "bad"), word("check", one.name), one.detail)
            for one in verified.checks
        ]
        table(("", "", ""), rows)
        _say("verified" if verified.passed else "unverified", number=verified.number)


def _publish(node: "Node", actor: "Actor", folder: Path) -> int:
    from acopio.services.publish import publish

    with progress(phrase("publishing", SESSION.options.language)) as step:
        done = publish(node, actor.organisation, folder, progress=lambda lots, _all: step(lots))
    return done.lots


def _audit(node: "Node") -> int:
    from acopio.services.log import audit_all

    with progress(phrase("auditing", SESSION.options.language)) as step:
        return len(audit_all(node, full=True, progress=step))


def fetch(node: "Node", path: str) -> tuple[int, bytes, int]:
    """Start the real server on a free port, ask it for one page, stop it.

    Returns:
        Status, page, and how many bytes it took over the wire.
    """
    import uvicorn

    from acopio.web.app import create_app

    server = uvicorn.Server(
        uvicorn.Config(create_app(node), log_level="warning", access_log=False, lifespan="off")
    )
    # It listens from here on: a request waits until the server has started.
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        connection = HTTPConnection("127.0.0.1", port, timeout=SECONDS)
        try:
            connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
            answer = connection.getresponse()
            sent = answer.read()
            packed = answer.getheader("Content-Encoding") == "gzip"
            return answer.status, gzip.decompress(sent) if packed else sent, len(sent)
        finally:
            connection.close()
            server.should_exit = True
            thread.join(SECONDS)


def _program() -> str:
    """Return how the program is called from here."""
    scripts = Path(".venv", "Scripts" if os.name == "nt" else "bin")
    return str(scripts / "acopio") if Path("trace", "acopio").is_dir() else "acopio"


def _standing(row: "ExportRow") -> str:
    language = SESSION.options.language
    words = phrase(
        "made",
        language,
        made=kg(row.made_g),
        judged=phrase("rejected" if row.rejected else "released", language),
        left=kg(row.left_g),
        state=word("state", row.state),
    )
    return f"{word('product', row.product)}, {words}"


def _tell(demo: Demo) -> None:
    """Say what there is, who may do what, and how to go on."""
    from acopio.services.demo.cast import INSPECTOR, NAME, PINS

    counts = demo.counts
    say("")
    _say("title", name=NAME)
    _say(
        "totals",
        families=counts.households,
        deliveries=counts.deliveries,
        received=kg(counts.received_g),
        lots=len(counts.lots),
        dispatches=counts.dispatches,
        entries=counts.entries,
    )
    codes = {row.name: code(row.code) for row in counts.lots}
    for row in counts.lots:
        say(f"  {row.name:8} {codes[row.name]}  {_standing(row)}")
    _say("pins", pins=", ".join(f"{name} {pin}" for name, pin in PINS.items()))
    _say(
        "paper",
        labels=demo.labels,
        es=demo.certificates["es"],
        en=demo.certificates["en"],
        quality=demo.certificates["quality"],
        pages=demo.pages,
        lots=demo.published,
    )
    lot = next(row.code for row in counts.lots if row.name == SHOWN)
    acopio = _program()
    _say("serve", acopio=acopio, url=f"http://127.0.0.1:{PORT}/L/{lot}")
    _say(
        "try",
        acopio=acopio,
        lot=SHOWN,
        certificate=demo.certificates["es"],
        other=codes[HELD],
        pin=PINS[INSPECTOR],
    )
