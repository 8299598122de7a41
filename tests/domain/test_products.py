from itertools import product as pairs

import pytest

from acopio.domain.products import BANDS, PRODUCTS, UnknownProduct, conversion, product


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("baba", "cacao.wet"),
        (" Cacao ", "cacao.dry"),
        ("cacao seco", "cacao.dry"),
        ("Café cereza", "coffee.cherry"),
        ("pergamino húmedo", "coffee.wet-parchment"),
        ("coffee.green", "coffee.green"),
    ],
)
def test_people_say_the_everyday_name(said: str, meant: str) -> None:
    assert product(said).id == meant


@pytest.mark.parametrize("text", ["", "té", "cacao.", "cacao.wet ; drop", "\x00", "=baba"])
def test_another_name_is_refused(text: str) -> None:
    with pytest.raises(UnknownProduct):
        product(text)


def test_every_band_holds_its_usual_yield_and_goes_forward() -> None:
    for (source, target), band in BANDS.items():
        assert 0 < band.low <= band.usual <= band.high <= 1000
        assert PRODUCTS[source].crop == PRODUCTS[target].crop
        assert PRODUCTS[source].form <= PRODUCTS[target].form


def test_no_form_becomes_more_than_it_was() -> None:
    assert max(conversion(*pair).high for pair in pairs(PRODUCTS, PRODUCTS)) == 1000
