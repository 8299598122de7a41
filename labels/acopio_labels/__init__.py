"""Labels and certificate pages: layouts in millimetres, drawn from frozen models.

This package knows no ledger and no database; a designer can work in it with sample values alone.
"""
