"""The buyer's pages over HTTP: lots and sacks, as a page or as JSON."""
