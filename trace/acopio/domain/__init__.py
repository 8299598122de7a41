"""Masses, codes, parties, lots and custody rules: frozen values and pure decisions. No I/O."""
