import pytest
from tests.integrations.cqi.files import (
    codes,
    row_with,
)

from acopio.integrations.cqi import Sacks


@pytest.mark.parametrize(
    ("bags", "weight", "mass_g", "sacks"),
    [
        ("3", "100 lbs", 136_078, (Sacks(1, 45_360), Sacks(2, 45_359))),
        ("1", "1 lb", 454, (Sacks(1, 454),)),
        ("7", "18.5 kg", 129_500, (Sacks(7, 18_500),)),
        ("275.0", "69kg", 18_975_000, (Sacks(275, 69_000),)),
        ("10", "10 KG", 100_000, (Sacks(10, 10_000),)),
        ("1", "100 kg", 100_000, (Sacks(1, 100_000),)),
    ],
)
def test_bags_times_weight_is_the_mass_and_sacks_add_up_to_it(
    bags: str, weight: str, mass_g: int, sacks: tuple[Sacks, ...]
) -> None:
    row = row_with(Number_of_Bags=bags, Bag_Weight=weight)

    assert row.mass_g == mass_g
    assert row.sacks == sacks
    assert sum(run.count * run.mass_g for run in row.sacks) == mass_g
    assert row.flags == ()


@pytest.mark.parametrize(
    ("bags", "weight", "mass_g", "sack_kg"),
    [
        ("200", "13800 kg", 13_800_000, "69.000"),
        ("20", "1218 kg", 1_218_000, "60.900"),
        ("7", "200 kg", 200_000, "28.571"),
        ("10", "101 kg", 101_000, "10.100"),
        ("3", "300 kg", 300_000, "100.000"),
    ],
)
def test_a_bag_weight_that_is_the_lot_total_is_read_so_and_flagged_as_typed(
    bags: str, weight: str, mass_g: int, sack_kg: str
) -> None:
    row = row_with(Number_of_Bags=bags, Bag_Weight=weight)

    assert row.mass_g == mass_g
    assert sum(run.count for run in row.sacks) == int(bags)
    assert sum(run.count * run.mass_g for run in row.sacks) == mass_g
    (flag,) = row.flags
    assert flag.code == "bag-weight-is-lot-total"
    assert flag.value == weight
    assert flag.expected == sack_kg
    assert row.bag_weight_typed == weight


@pytest.mark.parametrize(
    ("bags", "weight", "mass_g", "code"),
    [
        ("275", "350 kg", 96_250_000, "bag-weight-implausible"),
        ("2", "1000 kg", 2_000_000, "bag-weight-implausible"),
        ("1", "320 kg", 320_000, "bag-weight-implausible"),
        ("280", "5 lbs", 635_029, "bag-weight-like-sample"),
        ("250", "1 kg", 250_000, "bag-weight-like-sample"),
    ],
)
def test_a_doubtful_bag_weight_is_kept_as_typed_and_flagged(
    bags: str, weight: str, mass_g: int, code: str
) -> None:
    row = row_with(Number_of_Bags=bags, Bag_Weight=weight)

    assert row.mass_g == mass_g
    assert codes(row.flags) == [code]
