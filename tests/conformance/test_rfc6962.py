"""The Merkle tree against the vectors of transparency-dev/merkle, good and bad."""

import base64
import json
from pathlib import Path
from typing import Any

import pytest

from acopio.ledger.merkle import (
    BadProof,
    Head,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

VECTORS = Path(__file__).parents[2].parent / "shared" / "data" / "ledger" / "rfc6962"
HERE = VECTORS.is_dir()

pytestmark = pytest.mark.skipif(not HERE, reason="conformance data not beside this checkout")


def vectors(kind: str) -> list[Any]:
    found = sorted((VECTORS / kind).rglob("*.json")) if HERE else []
    return [pytest.param(one, id=str(one.relative_to(VECTORS))) for one in found]


def read(path: Path) -> tuple[dict[str, Any], list[bytes]]:
    vector: dict[str, Any] = json.loads(path.read_text())
    return vector, [base64.b64decode(one) for one in vector["proof"] or []]


@pytest.mark.parametrize("path", vectors("inclusion"))
def test_an_inclusion_vector_ends_as_it_should(path: Path) -> None:
    vector, proof = read(path)
    leaf, root = (base64.b64decode(vector[name]) for name in ("leafHash", "root"))
    arguments = vector["leafIdx"], vector["treeSize"], leaf, proof, root

    if vector["wantErr"]:
        with pytest.raises(BadProof):
            verify_inclusion(*arguments)
    else:
        verify_inclusion(*arguments)


@pytest.mark.parametrize("path", vectors("consistency"))
def test_a_consistency_vector_ends_as_it_should(path: Path) -> None:
    vector, proof = read(path)
    old, new = (base64.b64decode(vector[name]) for name in ("root1", "root2"))
    arguments = vector["size1"], vector["size2"], proof, old, new

    if vector["wantErr"]:
        with pytest.raises(BadProof):
            verify_consistency(*arguments)
    else:
        verify_consistency(*arguments)


def test_the_roots_of_the_first_sizes_come_out() -> None:
    vector = json.loads((VECTORS / "roots-0-4.json").read_text())
    leaves = [leaf_hash(bytes.fromhex(one)) for one in vector["leaf_inputs_hex"]]

    for size, root in enumerate(vector["roots_by_size_hex"]):
        assert root_of(leaves[:size]).hex() == root
        assert Head.EMPTY.extend(leaves[:size]).root.hex() == root


def test_all_vectors_are_there() -> None:
    assert len(vectors("inclusion")) >= 59
    assert len(vectors("consistency")) >= 47
