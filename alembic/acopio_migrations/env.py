"""Alembic's entry: runs the migrations on the connection that acopio hands over."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine

attributes = context.config.attributes


def run(connection: Connection) -> None:
    """Run on one connection, everything in one transaction."""
    context.configure(
        connection=connection,
        target_metadata=attributes.get("metadata"),
        render_as_batch=connection.dialect.name == "sqlite",
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = attributes.get("connection")
if given is not None:
    run(given)
else:
    engine = create_engine(os.environ["ACOPIO_DATABASE_URL"])
    with engine.connect() as opened:
        run(opened)
        opened.commit()
    engine.dispose()
