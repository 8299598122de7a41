"""Tiles: growing them, and proofs out of them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.reference import NaiveTree, TileStore, leaves

from acopio.ledger.merkle import BadProof, Head, root_of, verify_consistency, verify_inclusion
from acopio.ledger.tiles import (
    BadTile,
    EntryTooLarge,
    Tile,
    consistency_proof,
    entries_path,
    entry_bundle,
    grow,
    inclusion_proof,
    subtree_root,
    tile_path,
)

LEAVES = leaves(70_000)
TREE = NaiveTree(LEAVES)


def store_of(size: int, portion: int) -> TileStore:
    store = TileStore()
    for start in range(0, size, portion):
        store.append(LEAVES[start : min(start + portion, size)])
    return store


@pytest.fixture(scope="module")
def large() -> TileStore:
    return store_of(70_000, 997)


def refuse_to_read(level: int, index: int) -> bytes:
    raise AssertionError((level, index))


def test_seventy_thousand_leaves_make_the_tiles_of_the_specification(large: TileStore) -> None:
    by_level = [[at for at in large.tiles if at[0] == level] for level in range(4)]

    assert [len(tiles) for tiles in by_level] == [273, 2, 1, 0]
    assert [large.width(level, index) for level, index in by_level[0]] == [256] * 273
    assert [large.width(1, 0), large.width(1, 1), large.width(2, 0)] == [256, 17, 1]
    assert large.tiles[2, 0] == root_of(LEAVES[:65_536])


@pytest.mark.parametrize("size", [255, 256, 257, 65_535, 65_536, 65_537])
def test_the_head_is_right_on_both_sides_of_a_tile(size: int) -> None:
    store = store_of(size, 1 if size < 1000 else 1000)

    assert store.head == Head.EMPTY.extend(LEAVES[:size])
    assert store.head.root == TREE.root(0, size)
    assert subtree_root(0, size, store.read) == TREE.root(0, size)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.integers(0, 700), max_size=8))
def test_tiles_do_not_depend_on_the_portions(portions: list[int]) -> None:
    store, done = TileStore(), 0
    for portion in portions:
        store.append(LEAVES[done : done + portion])
        done += portion

    assert store.tiles == store_of(done, 5000).tiles
    assert store.head.root == root_of(LEAVES[:done])


def test_an_append_inside_a_tile_reads_and_writes_nothing() -> None:
    head = Head.EMPTY.extend(LEAVES[:600])

    growth = grow(head, LEAVES[600:700], refuse_to_read)

    assert growth.tiles == ()
    assert growth.head.root == TREE.root(0, 700)


def test_the_append_that_fills_a_tile_writes_it_and_the_one_above() -> None:
    store = store_of(511, 511)
    store.reads.clear()

    growth = grow(store.head, LEAVES[511:512], store.read)

    assert store.reads == [(0, 1), (1, 0)]
    assert growth.tiles == (
        Tile(0, 1, b"".join(LEAVES[256:512])),
        Tile(1, 0, TREE.root(0, 256) + TREE.root(256, 512)),
    )


def test_appending_nothing_changes_nothing() -> None:
    head = Head.EMPTY.extend(LEAVES[:255])

    assert grow(head, [], refuse_to_read) == grow(head, (), refuse_to_read)
    assert grow(head, [], refuse_to_read).head == head


def test_small_trees_give_the_proofs_of_the_definition() -> None:
    store = store_of(70, 7)
    for size in range(71):
        for other in range(size):
            path = inclusion_proof(other, size, store.read)
            assert path == TREE.path(other, 0, size)
        for other in range(size + 1):
            assert consistency_proof(other, size, store.read) == TREE.consistency(other, size)


SIZES = [1, 2, 255, 256, 257, 511, 512, 513, 65_535, 65_536, 65_537, 65_793, 69_999, 70_000]


@pytest.mark.parametrize("size", SIZES)
def test_proofs_hold_at_the_borders_of_tiles(large: TileStore, size: int) -> None:
    root = TREE.root(0, size)
    for index in {0, size // 3, size - 1} | {one - 1 for one in SIZES if one <= size}:
        path = inclusion_proof(index, size, large.read)
        assert path == TREE.path(index, 0, size)
        verify_inclusion(index, size, LEAVES[index], path, root)
    for old in [one for one in SIZES if one <= size]:
        proof = consistency_proof(old, size, large.read)
        assert proof == TREE.consistency(old, size)
        verify_consistency(old, size, proof, TREE.root(0, old), root)


def test_a_proof_reads_each_tile_once_and_few_of_them(large: TileStore) -> None:
    large.reads.clear()

    inclusion_proof(1234, 70_000, large.read)

    assert len(large.reads) == len(set(large.reads)) <= 5


def test_no_proof_is_made_for_what_is_not_there(large: TileStore) -> None:
    for index, size in ((-1, 5), (5, 5), (0, 0)):
        with pytest.raises(BadProof):
            inclusion_proof(index, size, large.read)
    for old, new in ((-1, 5), (6, 5)):
        with pytest.raises(BadProof):
            consistency_proof(old, new, large.read)


def test_a_tile_that_lacks_hashes_is_named(large: TileStore) -> None:
    with pytest.raises(BadTile) as refused:
        inclusion_proof(0, 70_001, large.read)
    assert refused.value.values() == {"level": 0, "index": 273, "wanted": 113, "found": 112 * 32}

    with pytest.raises(BadTile):
        grow(large.head, LEAVES[:256], lambda level, index: b"")


@pytest.mark.parametrize(
    ("level", "index", "width", "path"),
    [
        (0, 0, 256, "tile/0/000"),
        (0, 0, 5, "tile/0/000.p/5"),
        (0, 1067, 256, "tile/0/x001/067"),
        (1, 1_234_067, 256, "tile/1/x001/x234/067"),
        (2, 1000, 17, "tile/2/x001/000.p/17"),
    ],
)
def test_tiles_stand_where_the_specification_puts_them(
    level: int, index: int, width: int, path: str
) -> None:
    assert tile_path(level, index, width) == path
    assert entries_path(index, width) == path.replace(f"tile/{level}", "tile/entries")


def test_a_bundle_gives_each_entry_its_length() -> None:
    assert entry_bundle([b"ab", b"", b"c" * 256]) == b"\0\2ab\0\0\1\0" + b"c" * 256
    assert len(entry_bundle([b"c" * 65_535])) == 65_537


def test_an_entry_longer_than_its_prefix_can_say_is_refused() -> None:
    with pytest.raises(EntryTooLarge):
        entry_bundle([b"c" * 65_536])
