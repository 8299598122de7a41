"""``make bench``: measure, print ratios with their targets, exit 3 when one is missed."""

import itertools
import sys
import tempfile
from pathlib import Path

from tests.support.postgres import PostgresServer

from bench import append, labels, lineage, paper, quality, startup
from bench.report import Figure, printed


def main() -> int:
    """Run every measurement."""
    figures: list[Figure] = []
    numbers = itertools.count()
    with tempfile.TemporaryDirectory() as folder, PostgresServer.start(durable=True) as server:

        def sqlite_url() -> str:
            return f"sqlite:///{(Path(folder) / f'{next(numbers)}.db').as_posix()}"

        figures += startup.measure()
        figures += quality.measure()
        figures += labels.measure()
        for engine, new_url in (("SQLite", sqlite_url), ("PostgreSQL", server.create_database)):
            figures += append.measure(engine, new_url)
            figures += lineage.measure(engine, new_url)
        figures += paper.measure(sqlite_url())
    printed(figures)
    return 3 if any(figure.reached is False for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
