"""The buyer's page: what may be public of a lot, as JSON and as HTML in two languages."""
