"""Accounts of this node: local, never facts."""

from sqlalchemy import Connection, insert

from acopio.storage.reader import Account
from acopio.storage.tables import ACCOUNT


def save_account(connection: Connection, account: Account) -> None:
    """Add an account."""
    connection.execute(
        insert(ACCOUNT).values(
            staff=account.staff,
            organisation=account.organisation,
            name=account.name,
            pin=account.pin,
        )
    )
