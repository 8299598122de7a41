"""The entries of the ledger: one struct per kind and version, and the envelope around them."""
