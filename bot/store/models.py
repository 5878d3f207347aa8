"""The tables."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, LargeBinary, MetaData, String, Table

metadata = MetaData()

conversations = Table(
    "conversations",
    metadata,
    # A hash: whoever reads the table can neither name nor resume a conversation.
    Column("id_hash", String(64), primary_key=True),
    Column("token_hash", String(64), nullable=False),
    Column("format", Integer, nullable=False),
    # Counts the writes, so that two workers cannot overwrite each other unseen.
    Column("revision", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    # When it is over in any case, and when it is over if nobody comes back (seconds since 1970).
    Column("ends_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
)

#: Facts under a case code. Nothing here leads back to the conversation they come from.
cases = Table(
    "cases",
    metadata,
    Column("lookup_hash", String(64), primary_key=True),
    Column("salt", LargeBinary, nullable=False),
    # Wrong tries so far, and one more while somebody is trying.
    Column("tries", Integer, nullable=False),
    Column("payload", LargeBinary, nullable=False),
    Column("expires_at", BigInteger, nullable=False, index=True),
)
