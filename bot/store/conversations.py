"""Conversations: begin, read, write, forget."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from bot.store.cipher import Cipher
from bot.store.models import conversations, metadata

LIFETIME_SECONDS = 24 * 60 * 60
IDLE_SECONDS = 30 * 60
_FORMAT = 2
_IN_MEMORY = {"sqlite://", "sqlite:///:memory:"}


class StoreError(Exception):
    """A row cannot be used as asked; the message says why."""


class StoreUnavailable(StoreError):
    """The database did not answer. Nothing was read or written, and the person must be told so."""


class State(msgspec.Struct, omit_defaults=True):
    """What a row holds: facts and the place in the dialogue, never words."""

    slots: dict[str, object] = {}
    active_loop: str | None = None
    paused: bool = False
    #: The last few events as (kind, name): what the person meant and what was done, never what was said.
    events: list[tuple[str, str]] = []
    #: Payloads of the buttons that were shown; only these act.
    issued: list[str] = []


@dataclass(frozen=True)
class Conversation:
    """One row, opened."""

    id: str
    state: State
    revision: int
    ends_at: int


def make_engine(url: str) -> Engine:
    """An engine that notices a database that was restarted, and lets SQLite wait for another writer."""
    if url in _IN_MEMORY:
        from sqlalchemy.pool import StaticPool

        return sa.create_engine(
            url, future=True, poolclass=StaticPool, connect_args={"check_same_thread": False}
        )
    if not url.startswith("sqlite"):
        return sa.create_engine(url, future=True, pool_pre_ping=True)
    _keep_private(sa.engine.make_url(url).database)
    engine = sa.create_engine(url, future=True, connect_args={"check_same_thread": False, "timeout": 10})

    @sa.event.listens_for(engine, "connect")
    def _prepare(connection: object, _record: object) -> None:
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=NORMAL")
        # Deleted means overwritten, not only unlinked.
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    return engine


def _keep_private(database: str | None) -> None:
    """Let only its owner read the file; SQLite gives what it puts beside it the same permissions."""
    if not database:
        return
    # Where the file cannot be had, SQLite says so when it is first asked.
    with suppress(OSError):
        os.close(os.open(database, os.O_CREAT | os.O_RDWR, 0o600))
        os.chmod(database, 0o600)


def overwrite_deleted(engine: Engine) -> None:
    """Empty SQLite's log of changes, which would go on holding rows that were deleted from the table.

    Raises:
        sqlalchemy.exc.SQLAlchemyError: the database does not answer.
    """
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _hash(value: str) -> str:
    # Whatever bytes a client sends as an id or token; they match nothing.
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).hexdigest()


class Conversations:
    """The one table, behind the operations that the program needs. All methods block; call them from a thread."""

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], float] = time.time) -> None:
        """Take an engine and a cipher; `clock` gives seconds since 1970."""
        self._engine = engine
        self._cipher = cipher
        self._clock = clock

    def create_tables(self) -> None:
        """Make what is missing. Tables of an earlier version are made anew: what they hold lives for a day at most.

        Raises:
            StoreUnavailable: the database does not answer.
        """
        with self._answers():
            found = sa.inspect(self._engine)
            for table in metadata.sorted_tables:
                if found.has_table(table.name):
                    columns = {column["name"] for column in found.get_columns(table.name)}
                    if columns != set(table.columns.keys()):
                        table.drop(self._engine)
            metadata.create_all(self._engine)

    def begin(self, id: str | None = None) -> tuple[str, str, int]:
        """Start a conversation; returns its id, the token that opens it, and when it ends (seconds since 1970).

        A channel that has ids of its own (a messaging app) passes one.

        Raises:
            StoreUnavailable: the database does not answer.
        """
        id = id or secrets.token_urlsafe(16)
        token = secrets.token_urlsafe(32)
        now = int(self._clock())
        ends_at = now + LIFETIME_SECONDS
        with self._transaction() as connection:
            connection.execute(
                conversations.insert().values(
                    id_hash=_hash(id),
                    token_hash=_hash(token),
                    format=_FORMAT,
                    revision=0,
                    payload=self._seal(id, State()),
                    ends_at=ends_at,
                    expires_at=now + IDLE_SECONDS,
                )
            )
        return id, token, ends_at

    def opens(self, id: str, token: str) -> bool | None:
        """Does this token open this conversation? None where there is no such conversation (any more).

        Whoever opens it is there: the idle time begins anew.
        """
        with self._transaction() as connection:
            columns = sa.select(conversations.c.token_hash).where(self._alive(id))
            stored = connection.execute(columns).scalar_one_or_none()
            if stored is None:
                return None
            opens = hmac.compare_digest(stored, _hash(token))
            if opens:
                connection.execute(
                    conversations.update().where(self._alive(id)).values(expires_at=self._idle_end())
                )
        return opens

    def read(self, id: str) -> Conversation | None:
        """The conversation, or None where there is none (any more).

        Raises:
            StoreUnavailable: the database does not answer.
            CipherError: the row was sealed with another key.
        """
        with self._transaction() as connection:
            row = connection.execute(sa.select(conversations).where(self._alive(id))).one_or_none()
        if row is None:
            return None
        if row.format != _FORMAT:
            raise StoreError(f"A stored conversation has format {row.format}; this version reads {_FORMAT}.")
        state = msgspec.msgpack.decode(self._cipher.open(row.payload, row.id_hash), type=State)
        return Conversation(id, state, row.revision, row.ends_at)

    def write(self, conversation: Conversation) -> Conversation:
        """Keep the state of a conversation that was read before.

        Raises:
            StoreUnavailable: the database does not answer.
            StoreError: somebody else wrote meanwhile, or it was erased; nothing was written.
        """
        here = sa.and_(self._alive(conversation.id), conversations.c.revision == conversation.revision)
        change = (
            conversations.update()
            .where(here)
            .values(
                payload=self._seal(conversation.id, conversation.state),
                revision=conversation.revision + 1,
                expires_at=self._idle_end(),
            )
        )
        with self._transaction() as connection:
            written = connection.execute(change).rowcount
        if written != 1:
            raise StoreError("The conversation was changed or erased by another request.")
        return replace(conversation, revision=conversation.revision + 1)

    def erase(self, id: str) -> bool:
        """Forget a conversation; was there one?

        Raises:
            StoreUnavailable: the database does not answer.
        """
        return self._delete(conversations.c.id_hash == _hash(id)) > 0

    def purge(self) -> int:
        """Forget all that have ended; returns how many.

        Raises:
            StoreUnavailable: the database does not answer.
        """
        return self._delete(conversations.c.expires_at <= int(self._clock()))

    def _delete(self, condition: sa.sql.ColumnElement[bool]) -> int:
        with self._transaction() as connection:
            deleted = int(connection.execute(conversations.delete().where(condition)).rowcount)
        if deleted:
            with self._answers():
                overwrite_deleted(self._engine)
        return deleted

    def _alive(self, id: str) -> sa.sql.ColumnElement[bool]:
        return sa.and_(conversations.c.id_hash == _hash(id), conversations.c.expires_at > int(self._clock()))

    def _idle_end(self) -> sa.sql.ColumnElement[int]:
        idle_end = int(self._clock()) + IDLE_SECONDS
        return sa.case((conversations.c.ends_at < idle_end, conversations.c.ends_at), else_=idle_end)

    def _seal(self, id: str, state: State) -> bytes:
        return self._cipher.seal(msgspec.msgpack.encode(state), _hash(id))

    @contextmanager
    def _answers(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            # The driver's own message may hold values of the row.
            raise StoreUnavailable(f"The database did not answer ({type(error).__name__}).") from None

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._answers(), self._engine.begin() as connection:
            yield connection
