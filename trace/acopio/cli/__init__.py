"""The command line: parse, call one use case, print. Imports stay inside the commands."""
