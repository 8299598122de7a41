"""Measurements: every figure is a ratio of two things timed in one run, beside its target."""
