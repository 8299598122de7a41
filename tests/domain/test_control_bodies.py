"""Codes of control bodies are read as certificates print them, and nothing is guessed."""

import pytest

from acopio.domain.control_bodies import ControlBodyUnreadable, control_body


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("PE-BIO-141", "PE-BIO-141"),
        (" pe-bio-141 ", "PE-BIO-141"),
        ("DE-ÖKO-006", "DE-ÖKO-006"),
        ("de-o\u0308ko-006", "DE-ÖKO-006"),
        ("DK-ØKO-100", "DK-ØKO-100"),
        ("SE-EKO-01", "SE-EKO-01"),
        ("IE-ORG-2", "IE-ORG-2"),
        ("ES-ECO-020-CV", "ES-ECO-020-CV"),
        ("PE\u2013BIO\u2013141", "PE-BIO-141"),
    ],
)
def test_a_code_is_printed_the_same_however_it_was_typed(typed: str, printed: str) -> None:
    assert control_body(typed) == printed


@pytest.mark.parametrize(
    "typed",
    [
        "", "-", "PE", "PE-BIO", "PEBIO141", "PE BIO 141", "PER-BIO-141", "P-BIO-141", "PE-BI-141",
        "PE-BIOS-141", "PE-BIO-1412", "PE-BIO-", "PE-BIO-14A", "PE-B1O-141", "1E-BIO-141",
        "PE-BIO-141-", "PE-BIO-141-X", "PE-BIO-141\nX", "PE-BIO-١٤١", "РЕ-ВIО-141", "PE-B×O-141",
        "PE-BIO-141; DROP TABLE entry", "Control Unión", "PE-BIO-141" * 40,
    ],
)  # fmt: skip
def test_what_has_another_form_is_refused_with_what_was_typed(typed: str) -> None:
    with pytest.raises(ControlBodyUnreadable) as refused:
        control_body(typed)

    assert refused.value.values() == {"given": typed}
