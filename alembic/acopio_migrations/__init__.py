"""The migrations of the acopio database. They import no living code."""
