"""Canonical bytes, Merkle tree, checkpoints, proofs and keys. Pure: no file, no database."""
