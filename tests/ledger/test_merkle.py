"""Hashes, heads and the checking of proofs."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.reference import NaiveTree, leaves

from acopio.ledger.merkle import (
    EMPTY_ROOT,
    BadProof,
    Head,
    leaf_hash,
    node_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

LEAVES = leaves(70)
TREE = NaiveTree(LEAVES)


def naive_root(size: int) -> bytes:
    return TREE.root(0, size) if size else EMPTY_ROOT


def test_leaves_and_nodes_hash_apart() -> None:
    left, right = LEAVES[:2]

    assert leaf_hash(left + right) == sha256(b"\x00" + left + right).digest()
    assert node_hash(left, right) == sha256(b"\x01" + left + right).digest()


@pytest.mark.parametrize("size", range(71))
def test_every_way_to_a_root_gives_the_same(size: int) -> None:
    one_by_one = Head.EMPTY
    for leaf in LEAVES[:size]:
        one_by_one = one_by_one.extend([leaf])

    assert root_of(LEAVES[:size]) == naive_root(size)
    assert Head.EMPTY.extend(iter(LEAVES[:size])) == one_by_one
    assert one_by_one.root == naive_root(size)


@given(st.lists(st.integers(0, 40), max_size=8))
def test_a_head_grows_the_same_in_portions_of_any_size(portions: list[int]) -> None:
    hashes, head, done = leaves(sum(portions)), Head.EMPTY, 0
    for portion in portions:
        head = head.extend(hashes[done : done + portion])
        done += portion

    assert head.size == len(hashes)
    assert head.root == root_of(hashes)


@pytest.mark.parametrize("size", [0, 1, 5, 64, 70])
def test_a_stored_head_comes_back(size: int) -> None:
    head = Head.EMPTY.extend(LEAVES[:size])

    assert Head.from_bytes(size, head.frontier_bytes()) == head


@pytest.mark.parametrize(
    ("size", "data"),
    [(0, b"\0" * 32), (3, b"\0" * 32), (1, b"\0" * 31), (1, b""), (-1, b"\0" * 32)],
)
def test_a_frontier_that_does_not_fit_its_size_is_refused(size: int, data: bytes) -> None:
    with pytest.raises(BadProof):
        Head.from_bytes(size, data)


def test_every_inclusion_proof_holds_only_where_it_belongs() -> None:
    for size in range(1, 71):
        for index in range(size):
            proof = TREE.path(index, 0, size)
            verify_inclusion(index, size, LEAVES[index], proof, naive_root(size))
            for other in {index ^ 1, index + 1, index - 1} - {index}:
                with pytest.raises(BadProof):
                    verify_inclusion(other, size, LEAVES[index], proof, naive_root(size))


def test_every_consistency_proof_holds_only_between_its_sizes() -> None:
    for new in range(71):
        for old in range(new + 1):
            proof = TREE.consistency(old, new)
            verify_consistency(old, new, proof, naive_root(old), naive_root(new))
            with pytest.raises(BadProof):
                verify_consistency(old, new, (*proof, LEAVES[0]), naive_root(old), naive_root(new))
            if proof:
                with pytest.raises(BadProof):
                    verify_consistency(old, new, proof[1:], naive_root(old), naive_root(new))


def test_the_empty_tree_has_no_other_root() -> None:
    for new in (0, 3):
        with pytest.raises(BadProof, match="other-root"):
            verify_consistency(0, new, (), LEAVES[0], LEAVES[0])


@pytest.mark.parametrize(("old", "new"), [(-1, 3), (4, 3)])
def test_sizes_out_of_order_are_refused(old: int, new: int) -> None:
    with pytest.raises(BadProof, match="sizes-out-of-order"):
        verify_consistency(old, new, (), LEAVES[0], LEAVES[0])


def test_a_hash_of_another_length_is_refused() -> None:
    with pytest.raises(BadProof, match="hash-length"):
        verify_inclusion(0, 2, LEAVES[0], [LEAVES[1] + b"\0"], naive_root(2))
