"""An inspector's morning, typed: sample, form, panel, signature, decision, certificate."""

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from tests.cli.shell import Shell

CUT = ("--set", "mohosos=3", "--set", "slaty=4", "--set", "Bien fermentados=293")


@pytest.fixture
def lot(packed: Shell) -> str:
    """Return a packed lot of dry cacao."""
    found = [row for row in packed.being("rosa").read("lot", "list") if row["sacks"]]
    return str(found[0]["code"])


def drawn(shell: Shell, lot: str, who: str = "rosa", *more: str) -> dict[str, Any]:
    found: dict[str, Any] = shell.being(who).read("sample", lot, "1", *more)
    return found


def test_a_form_is_begun_by_blind_code_filled_in_shown_and_signed(packed: Shell, lot: str) -> None:
    luis = packed.being("luis")
    sample = drawn(packed, lot)
    form = luis.ok("inspect", "new", sample["blind"], "--protocol", "iso2451")

    said = luis.run("inspect", "fill", form, "--set", "mohosos=3")
    assert "Se contaron 3 granos" in said.talk
    assert "Grado" not in said.out, "no total before the form is complete"
    assert sample["sample"] not in said.out, "the number on the seal would give the lot away"
    luis.ok("inspect", "fill", form, *CUT[2:])
    shown = luis.read("inspect", "show", form)
    assert shown["complete"]
    assert shown["result"]["grade"] == "I"
    said = luis.run("inspect", "sign", form)

    assert said.status == 0
    assert "Mohosos: 100 x 3 / 300 = 1.00 %" in said.out
    assert "Grado I" in said.talk
    assert luis.read("inspect", "list") == []
    luis.assert_refused("not-found", "inspect", "show", form)


def test_a_wrong_line_is_one_sentence_and_nothing_is_kept(packed: Shell, lot: str) -> None:
    luis = packed.being("luis")
    sample = drawn(packed, lot)["sample"]
    form = luis.ok("inspect", "new", sample, "--protocol", "coex")

    for line, code in (
        ("cacao=6.3", "score-off-step"),
        ("cacao=11", "score-out-of-scale"),
        ("cacao=NaN", "score-unreadable"),
        ("amabilidad=3", "attribute-unknown"),
        ("cacao", "observation-unreadable"),
    ):
        luis.assert_refused(code, "inspect", "fill", form, "--set", line)
    luis.assert_refused("panel-empty", "inspect", "sign", form)
    luis.assert_refused("unknown-protocol", "inspect", "new", sample, "--protocol", "tea")

    assert luis.read("inspect", "show", form)["observations"] == {"forms": []}
    assert luis.read("inspect", "discard", form) == {"form": form}


def test_a_rehearsal_begins_no_form(packed: Shell, lot: str) -> None:
    luis = packed.being("luis")
    sample = drawn(packed, lot)["sample"]

    assert luis.run("inspect", "new", sample, "--protocol", "iso2451", "--dry-run").status == 0
    assert luis.read("inspect", "list") == []


def typed(monkeypatch: pytest.MonkeyPatch, *lines: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("".join(f"{line}\n" for line in lines)))


def test_lines_are_asked_for_in_the_order_of_the_paper(
    packed: Shell, lot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    luis = packed.being("luis")
    form = luis.ok("inspect", "new", drawn(packed, lot)["blind"], "--protocol", "iso2451")
    # Help, a wrong value, back one line, then the rest; the last Enter keeps what stands there.
    typed(monkeypatch, "?", "tres", "3", "4", "<", "5", "0", "0", "0", "10", "20", "262")

    said = luis.run("inspect", "fill", form)

    assert said.status == 0, said.talk
    assert said.talk.index("Mohosos (") < said.talk.index("Pizarrosos (")
    assert "· 3/300" in said.talk
    assert "“tres” no es un número entero" in said.talk
    assert luis.read("inspect", "show", form)["result"]["grade"] == "I"
    assert luis.read("inspect", "show", form)["observations"]["counts"]["slaty"] == 5


def test_asking_can_stop_and_go_on_later(
    packed: Shell, lot: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    luis = packed.being("luis")
    form = luis.ok("inspect", "new", drawn(packed, lot)["blind"], "--protocol", "coex")
    typed(monkeypatch, "", "6", ".")

    said = luis.run("inspect", "fill", form)

    assert "no puede quedar vacío" in said.talk
    assert luis.read("inspect", "show", form)["observations"]["forms"][0]["cacao"] == "6"


def test_what_a_profile_asks_for_is_shown_in_words(packed: Shell) -> None:
    rosa = packed.being("rosa")
    rosa.ok(
        "quality", "profile", "add", "Choc", "--product", "cacao.dry",
        "--limit", "iso2451:grade in I", "--limit", "contaminants:cadmium<=0.8",
        "--buyer", "Choc Maker BV", "--approval", "--retest", "media", "--panel", "3",
        "--sampler-apart", "--blind",
    )  # fmt: skip

    said = rosa.run("perfil", "mostrar", "Choc")

    assert "Cadmio ≤ 0.8 mg/kg" in said.out
    assert "vale la media exacta" in said.talk
    assert "Nada se despacha al comprador" in said.talk
    rosa.assert_refused(
        "limit-field-unknown", "profile", "add", "X", "--product", "cacao.dry",
        "--limit", "iso2451:belleza>=3",
    )  # fmt: skip


def test_a_profile_takes_standings_in_the_words_of_staff(packed: Shell) -> None:
    fields = ("--product", "cacao.dry", "--limit", "iso2451:grade in I")
    standings = ("--standing", "Independiente", "--standing", "acreditado", "--standing", "buyer")
    packed.ok("profile", "add", "Tercero", *fields, *standings)

    assert packed.read("profile", "show", "Tercero")["standing"] == [
        "independent", "accredited-body", "buyer",
    ]  # fmt: skip
    packed.assert_refused(
        "unknown-quality-word", "profile", "add", "X", *fields, "--standing", "amigo"
    )


def test_a_limit_that_no_lot_could_meet_is_refused_in_words(packed: Shell) -> None:
    add = ("profile", "add", "X", "--product", "cacao.dry", "--limit")

    graded = packed.assert_refused("limit-word-unknown", *add, "iso2451:grade in IV")
    assert "I, II, SS" in graded
    other = packed.assert_refused("limit-for-other-product", *add, "sca2004:total>=80")
    assert "Café" in other or "café" in other
    assert "0–100" in packed.assert_refused("limit-never-met", *add, "iso2451:slaty_pct<-1")
    packed.assert_refused(
        "limit-twice", *add, "iso2451:slaty_pct<=3", "--limit", "iso2451:slaty_pct <= 4"
    )


def test_a_refused_release_names_each_limit_in_words(packed: Shell, lot: str) -> None:
    rosa = packed.being("rosa")
    limits = ("--limit", "iso2451:mouldy_pct<=0.5", "--limit", "physical:moisture_pct<=7")
    rosa.ok("profile", "add", "Duro", "--product", "cacao.dry", *limits)
    sample = drawn(packed, lot)["sample"]
    packed.being("luis").ok("inspect", sample, "--protocol", "iso2451", *CUT)

    said = rosa.assert_refused("limits-not-met", "certify", lot, "--profile", "Duro")

    assert "Mohosos ≤ 0.5 % (1.00)" in said
    assert "Humedad ≤ 7 % (–)" in said


def test_protocols_are_listed_and_their_forms_shown(packed: Shell) -> None:
    rosa = packed.being("rosa")

    listed = {row["id"] for row in rosa.read("quality", "protocols")}
    assert len(listed) >= 15
    shown = rosa.run("calidad", "protocolos", "cva-affective")
    assert "9 Extremadamente alto" in " ".join(shown.out.split())
    assert "SCA-104-2024" in shown.out
    english = packed.set(ACOPIO_LANG="en").ok("quality", "protocols", "iso2451")
    assert "one bean, one category" in english


def test_a_sampling_plan_draws_the_same_sacks_from_the_same_seed(packed: Shell, lot: str) -> None:
    rosa = packed.being("rosa")

    first, again = (rosa.read("quality", "plan", lot, "--seed", "s") for _ in range(2))
    assert first["sacks"] == again["sacks"]
    assert len(first["sacks"]) == first["plan"]["sacks"] == 2
    rosa.assert_refused("plan-impossible", "quality", "plan", "--sacks", "0")
    rosa.assert_refused("no-sampling-plan", "quality", "plan", "--sacks", "9", "--product", "baba")


def test_a_buyers_answer_and_his_own_result_stand_beside_ours(
    packed: Shell, lot: str, tmp_path: Path
) -> None:
    rosa = packed.being("rosa")
    sample = drawn(packed, lot, "rosa", "--purpose", "pre-shipment", "--portion",
                   "arbitraje=0.4:PR-9:Laboratorio:2027-12-31")["sample"]  # fmt: skip
    rosa.ok("sample", "send", sample, "Choc Maker BV")
    rosa.ok("sample", "approve", sample, "--reason", "como en octubre")
    rosa.assert_refused("sample-not-away", "sample", "decline", sample)
    paper = tmp_path / "llegada.pdf"
    paper.write_bytes(b"%PDF-1.4 arrival")
    rosa.assert_refused(
        "report-without-document", "said", "result", "Choc Maker BV", lot,
        "--protocol", "iso2451", "--set", "grade=II",
    )  # fmt: skip
    found = ("--set", "grade=II", "--set", "mouldy_pct=3.67", "--doc", f"lab:A-1={paper}")
    rosa.ok("said", "result", "Choc Maker BV", lot, "--protocol", "iso2451", *found)

    results = rosa.read("lot", "show", lot)["results"]
    (arrived,) = [one for one in results if one["reported"]]
    assert (arrived["purpose"], arrived["by"]) == ("arrival", "Choc Maker BV")


def test_credentials_are_recorded_and_dropped(packed: Shell) -> None:
    rosa = packed.being("rosa")
    rosa.ok("staff", "qualify", "luis", "--credential",
            "curso/fcci:CGI-1:2026-01-01:2028-12-31:FCCI", "--standing", "independiente",
            "--body", "Inspecciones del Sur")  # fmt: skip

    listed = rosa.ok("staff", "list")
    assert "independiente" in listed
    assert "fcci CGI-1" in listed
    rosa.ok("staff", "qualify", "luis", "--drop", "CGI-1")
    assert "CGI-1" not in rosa.ok("staff", "list")
    for wrong in ("título/x:1", "curso/:1", "x:1:ayer", "x:1:2026-01-01:2025-01-01"):
        code = "period-backwards" if wrong.endswith("2025-01-01") else "credential-unreadable"
        rosa.assert_refused(code, "staff", "qualify", "luis", "--credential", wrong)


def test_a_quality_certificate_is_issued_and_checked(
    packed: Shell, lot: str, tmp_path: Path
) -> None:
    rosa, luis = packed.being("rosa"), packed.being("luis")
    luis.ok("inspect", drawn(packed, lot)["sample"], "--protocol", "iso2451", *CUT)
    rosa.assert_refused("not-found", "certificate", lot, "--quality")
    luis.ok("certify", lot, "--profile", "Exportación")
    paper = tmp_path / "calidad.pdf"

    luis.ok("certificate", lot, "--profile", "Exportación", "--out", paper)

    found = luis.read("verify", paper)
    assert found["passed"]
    assert {"decision", "inspections", "signatures"} <= {one["name"] for one in found["checks"]}


def test_an_inspectors_own_device_makes_the_key_and_the_signature(
    packed: Shell, lot: str, tmp_path: Path
) -> None:
    phrase = tmp_path / "frase"
    phrase.write_text("una frase larga\n")
    # Her device has no database: only the program and the key.
    device = Shell(tmp_path / "nothing", {"ACOPIO_KEY_PASSPHRASE_FILE": str(phrase)})
    public = device.ok("inspect", "own-key", tmp_path / "luis.key", "--name", "luis")
    device.assert_refused("key-there", "inspect", "own-key", tmp_path / "luis.key", "--name", "x")
    packed.being("rosa").ok("staff", "key", "luis", public)
    luis = packed.being("luis")
    form = luis.ok("inspect", "new", drawn(packed, lot)["blind"], "--protocol", "iso2451")
    luis.ok("inspect", "fill", form, *CUT)
    text = tmp_path / "form.txt"
    text.write_text(luis.run("inspect", "text", form).out, encoding="utf-8")

    made = device.ok("inspect", "signature", tmp_path / "luis.key", "--text", text)
    luis.assert_refused("signs-elsewhere", "inspect", "sign", form)
    luis.ok("inspect", "sign", form, "--signature", made)

    results = luis.read("lot", "show", lot)["results"]
    assert results[0]["key_home"] == "own-device"
    assert not (tmp_path / "nothing").exists()
