"""Seasons, certificates of schemes, members, plots and staff at the command line."""

from tests.cli.shell import Shell


def test_a_manager_puts_a_certificate_on_file_and_its_claims_are_accepted(shell: Shell) -> None:
    paper = shell.folder / "organic.pdf"
    paper.write_bytes(b"%PDF-1.7 invented")
    listed = shell.folder / "members.txt"
    listed.write_text("12\n\n", encoding="utf-8")
    deliver = ("deliver", "baba", "64.5", "--from", "12", "--claim", "organic")
    said = shell.assert_refused("claim-not-backed", *deliver)
    assert "acopio scheme add" in said

    shell.ok(
        "scheme", "add", "organic", "CU-114", "--certifier", "Control Unión", "--from",
        "1/1/2020", "--to", "31/12/2099", "--product", "cacao", "--members", listed,
        "--file", paper,
    )  # fmt: skip
    shell.ok(*deliver)

    shown = shell.read("scheme", "show", "CU-114")
    assert (shown["certificate"]["claims"], shown["members"]) == (["organic"], ["12"])
    assert shown["certificate"]["document"]
    assert "CU-114" in shell.ok("scheme", "list")
    assert "12" in shell.ok("scheme", "show", "CU-114")


def test_a_suspension_is_said_shown_and_lifted(shell: Shell) -> None:
    shell.ok(
        "scheme", "add", "fairtrade", "FT-1", "--certifier", "X", "--from", "2020-01-01",
        "--to", "2099-12-31",
    )  # fmt: skip
    shell.ok("scheme", "suspend", "FT-1")

    said = shell.run("scheme", "show", "FT-1")
    assert "Suspendido desde" in said.talk
    assert "todos los socios" in said.talk
    shell.ok("scheme", "resume", "FT-1")
    assert "Suspendido" not in shell.run("scheme", "show", "FT-1").talk
    shell.assert_refused("not-found", "scheme", "suspend", "FT-2")


def test_seasons_are_added_and_listed(shell: Shell) -> None:
    shell.ok("season", "add", "2026", "--crop", "cacao", "--from", "1/4/2026", "--to", "31/8/2026")

    assert "2026-04-01" in shell.ok("season", "list")
    shell.assert_refused(
        "seasons-overlap", "season", "add", "B", "--crop", "cacao", "--from", "2026-08-31", "--to",
        "2026-12-31",
    )  # fmt: skip
    english = shell.set(ACOPIO_LANG="en").assert_refused(
        "unknown-crop", "season", "add", "B", "--crop", "tea", "--from", "2026-01-01", "--to",
        "2026-12-31",
    )  # fmt: skip
    assert "accepted are cacao, coffee" in english


def test_members_join_and_leave(shell: Shell) -> None:
    shell.ok("org", "add", "Grupo Alto", "--kind", "producer-group")
    shell.ok("household", "join", "12", "Grupo Alto", "--since", "2025-01-01")
    assert "Grupo Alto" in shell.ok("household", "show", "12")

    shell.ok("household", "leave", "12", "Grupo Alto")
    shell.assert_refused("not-a-member", "household", "leave", "12", "Grupo Alto")


def test_a_plot_is_sold_and_ends(shell: Shell) -> None:
    shell.ok("household", "add", "Familia Dos", "--number", "77")
    name = shell.read("plot", "list", "12")[0]["name"]

    assert shell.ok("plot", "sell", "12", name, "--to", "77") == f"{name} v2"
    assert shell.ok("plot", "end", "77", name) == f"{name} v3"
    shell.assert_refused("not-found", "plot", "end", "12", name)


def test_staff_are_listed_and_dismissed(shell: Shell) -> None:
    shell.ok("staff", "dismiss", "luis")

    assert "ines" in shell.ok("staff", "list")
    rows = {one["name"]: one["active"] for one in shell.read("staff", "list")}
    assert rows["luis"] is False
    shell.assert_refused("unknown-person", "staff", "dismiss", "nadie")


def test_a_lot_drawn_before_it_came_is_shown_with_a_warning(shell: Shell) -> None:
    lot = shell.ok("lot", "open", "cacao seco", "100", "--country", "pe", "--estimated")
    shell.ok("lot", "split", lot, "40", "--day", "2025-01-01")

    said = shell.run("lot", "show", lot)

    assert "-40.000 kg" in said.talk
    assert "2025-01-01" in said.talk


def test_a_certificate_on_file_gets_its_control_body_and_address(shell: Shell) -> None:
    shell.ok(
        "scheme", "add", "organic", "CU-7", "--certifier", "X", "--from", "2020-01-01",
        "--to", "2099-12-31", "--member", "12",
    )  # fmt: skip
    said = shell.assert_refused("nothing-to-complete", "scheme", "complete", "CU-7")
    assert "acopio scheme complete CU-7" in said
    wrong = ("scheme", "complete", "CU-7", "--control-body", "PE141")
    assert "“PE141”" in shell.assert_refused("control-body-unreadable", *wrong)
    english = shell.set(ACOPIO_LANG="en").assert_refused("control-body-unreadable", *wrong)
    assert "such as PE-BIO-141" in english

    shell.ok("sello", "completar", "CU-7", "--control-body", "pe-bio-141")
    shell.ok("scheme", "complete", "CU-7", "--address", "Jr. Lima 123,\x1b[31m Tocache\u202e")

    assert "PE-BIO-141" in shell.ok("scheme", "list")
    shown = shell.ok("scheme", "show", "CU-7")
    assert "PE-BIO-141" in shown
    assert "Jr. Lima 123," in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    data = shell.read("scheme", "show", "CU-7")
    assert (data["certificate"]["control_body"], data["members"]) == ("PE-BIO-141", ["12"])


def test_a_certificate_is_added_with_control_body_and_address(shell: Shell) -> None:
    shell.ok(
        "scheme", "add", "organic", "CU-8", "--certifier", "X", "--from", "2020-01-01",
        "--to", "2099-12-31", "--control-body", "DE-ÖKO-006", "--address", "Jr. Lima 123",
    )  # fmt: skip

    paper = shell.read("scheme", "list")[0]
    assert (paper["control_body"], paper["address"]) == ("DE-ÖKO-006", "Jr. Lima 123")
