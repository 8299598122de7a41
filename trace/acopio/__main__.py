"""``python -m acopio``."""

from acopio.cli import main

main()
