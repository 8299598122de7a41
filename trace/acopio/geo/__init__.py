"""Plots on the map: pure checks of coordinates."""
