"""Printed names of countries become codes, or nothing."""

import pytest

from acopio.integrations.cqi.countries import country_code


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Peru", "PE"), ("ethiopia", "ET"), (" Costa  Rica", "CR"), ("Cote d?Ivoire", "CI"),
        ("Lao PDR", "LA"), ("Tanzania, United Republic Of", "TZ"), ("United States (Hawaii)", "US"),
        ("Atlantis", None), ("", None), ("019", None),
    ],
)  # fmt: skip
def test_a_printed_country_is_known_by_its_code(printed: str, code: str | None) -> None:
    assert country_code(printed) == code
