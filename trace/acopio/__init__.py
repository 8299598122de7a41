"""acopio: a traceability ledger for cacao and coffee lots."""

__version__ = "0.1.0"
