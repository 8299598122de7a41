import pytest
from hypothesis import given
from hypothesis import strategies as st

from acopio.errors import Refusal
from acopio.quality.sampling import RULES, pick, plan


@pytest.mark.parametrize(
    ("product", "sacks", "opened"),
    [
        ("cacao.dry", 1, 1),
        ("cacao.dry", 10, 3),
        ("cacao.dry", 11, 4),
        ("cacao.dry", 275, 83),
        ("coffee.green", 1, 1),
        ("coffee.green", 9, 9),
        ("coffee.green", 10, 10),
        ("coffee.green", 100, 10),
        ("coffee.green", 101, 11),
        ("coffee.green", 275, 28),
    ],
)
def test_a_share_of_the_sacks_is_opened_rounded_up(product: str, sacks: int, opened: int) -> None:
    assert plan(product, sacks=sacks).sacks == opened


@pytest.mark.parametrize(
    ("mass_g", "beans"), [(1, 1), (1_000_000, 300), (1_000_001, 301), (12_500_000, 3750)]
)
def test_of_loose_cacao_beans_are_taken_by_the_tonne(mass_g: int, beans: int) -> None:
    drawn = plan("cacao.dry", mass_g=mass_g)

    assert (drawn.sacks, drawn.beans, drawn.increment_g) == (None, beans, 1000)


def test_a_lot_in_sacks_is_sampled_by_its_sacks_also_where_its_mass_is_known() -> None:
    drawn = plan("cacao.dry", sacks=20, mass_g=1_000_000)

    assert (drawn.sacks, drawn.beans) == (6, None)


def test_there_is_enough_for_three_who_keep_a_portion() -> None:
    cacao, coffee = plan("cacao.dry", sacks=1), plan("coffee.green", sacks=1)

    assert cacao.portions == ("seller", "buyer", "arbitration")
    assert (cacao.portion_g, cacao.sample_g) == (2000, 6000)
    assert (coffee.portion_g, coffee.sample_g) == (650, 1950)


def test_a_lot_that_is_too_large_for_one_sample_is_warned_of() -> None:
    assert plan("cacao.dry", sacks=500, mass_g=25_000_000).warnings == ()

    (warning,) = plan("cacao.dry", sacks=501, mass_g=25_000_500).warnings
    assert warning.code == "lot-above-one-sample"
    assert warning.values == (("mass_kg", "25000.5"), ("most_kg", "25000"))


@pytest.mark.parametrize(
    ("product", "lot", "code"),
    [
        ("cacao.dry", {"sacks": 0}, "plan-impossible"),
        ("cacao.dry", {"sacks": -3}, "plan-impossible"),
        ("cacao.dry", {"mass_g": 0}, "plan-impossible"),
        ("cacao.dry", {"sacks": 3, "mass_g": -1}, "plan-impossible"),
        ("cacao.dry", {}, "nothing-measured"),
        ("coffee.green", {"mass_g": 1_000_000}, "nothing-measured"),
        ("cacao.wet", {"sacks": 3}, "no-sampling-plan"),
        ("", {"sacks": 3}, "no-sampling-plan"),
    ],
)
def test_no_plan_is_made_of_what_cannot_be(product: str, lot: dict[str, int], code: str) -> None:
    with pytest.raises(Refusal) as caught:
        plan(product, **lot)

    assert caught.value.code == code


def test_what_is_from_memory_says_so_in_its_source() -> None:
    assert "from memory" in plan("coffee.green", sacks=1).source.section
    assert all(rule.source.standard for rule in RULES.values())


def test_sacks_are_drawn_from_a_seed_so_that_anybody_can_draw_them_again() -> None:
    drawn = pick(6, range(1, 21), "NAR7KQ4M9T6")

    assert drawn == pick(6, range(20, 0, -1), "NAR7KQ4M9T6") == (2, 9, 11, 13, 16, 17)
    assert drawn != pick(6, range(1, 21), "another")


@pytest.mark.parametrize(("number", "sacks"), [(0, 5), (-1, 5), (6, 5), (1, 0)])
def test_no_more_sacks_are_drawn_than_there_are(number: int, sacks: int) -> None:
    with pytest.raises(Refusal, match="plan-impossible"):
        pick(number, range(1, sacks + 1), "seed")


@given(st.sampled_from(sorted(RULES)), st.integers(1, 2000))
def test_never_fewer_than_one_sack_nor_more_than_all_are_opened(product: str, sacks: int) -> None:
    opened = plan(product, sacks=sacks).sacks

    assert opened is not None
    assert 1 <= opened <= sacks
    assert opened >= RULES[product].share * sacks


@given(st.sampled_from(sorted(RULES)), st.integers(1, 2000))
def test_one_sack_more_never_means_fewer_to_open(product: str, sacks: int) -> None:
    fewer, more = plan(product, sacks=sacks).sacks, plan(product, sacks=sacks + 1).sacks

    assert fewer is not None
    assert more is not None
    assert fewer <= more


@given(st.sets(st.integers(1, 5000), min_size=1), st.text(max_size=20), st.data())
def test_a_draw_is_of_different_sacks_of_the_lot_in_their_order(
    sacks: set[int], seed: str, data: st.DataObject
) -> None:
    number = data.draw(st.integers(1, len(sacks)))

    drawn = pick(number, list(sacks), seed)

    assert len(drawn) == len(set(drawn)) == number
    assert set(drawn) <= sacks
    assert list(drawn) == sorted(drawn)


def test_every_sack_can_be_drawn() -> None:
    drawn = {sack for seed in range(60) for sack in pick(3, range(1, 11), str(seed))}

    assert drawn == set(range(1, 11))
