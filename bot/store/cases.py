"""Facts kept under a case code: sealed with half of the code, so that the server cannot open them unaided."""

from __future__ import annotations

import hashlib
import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from bot.store.case_code import CaseCode
from bot.store.cipher import Cipher, CipherError
from bot.store.conversations import StoreUnavailable, overwrite_deleted
from bot.store.models import cases

LIFETIME_SECONDS = 7 * 24 * 60 * 60
MOST_WRONG_TRIES = 5
#: Never kept under a code: what hurts most where a code falls into other hands.
LEFT_OUT = frozenset({"protection", "feared_states", "criminal_case", "arrest_feared", "acting_for"})
_A_CRIMINAL_CASE = "criminal_procedure"
_SALT_BYTES = 16


class NoCase(Exception):
    """No case opens with this code: it never was one, has ended, was withdrawn, or was tried wrongly too often."""


class NothingToKeep(Exception):
    """These facts are not kept under a code."""


def kept_facts(facts: Mapping[str, Any]) -> dict[str, Any]:
    """What goes under a code: the facts without those of LEFT_OUT, also where another fact gives them away.

    Raises:
        NothingToKeep: there is no situation yet, or it is a criminal case itself.
    """
    if facts.get("situation") in (None, _A_CRIMINAL_CASE):
        raise NothingToKeep
    kept = {name: value for name, value in facts.items() if name not in LEFT_OUT and name != "today"}
    if kept.get("underlying") == _A_CRIMINAL_CASE:
        del kept["underlying"]
    for name in ("also", "declined"):
        told = [value for value in kept.pop(name, None) or () if value != _A_CRIMINAL_CASE]
        told = [value for value in told if value.partition(".")[0] not in LEFT_OUT]
        if told:
            kept[name] = told
    return kept


class Cases:
    """The table of cases, which is made with that of conversations.

    All methods block; call them from a thread.
    """

    def __init__(self, engine: Engine, cipher: Cipher, clock: Callable[[], float] = time.time) -> None:
        """Take an engine and the server's cipher; `clock` gives seconds since 1970."""
        self._engine = engine
        self._cipher = cipher
        self._clock = clock

    def keep(self, facts: Mapping[str, Any]) -> tuple[CaseCode, int]:
        """Keep facts under a new code; returns it and when it ends (seconds since 1970).

        Raises:
            NothingToKeep: these facts are not kept under a code.
            StoreUnavailable: the database does not answer.
        """
        plain = msgspec.msgpack.encode(kept_facts(facts))
        expires_at = int(self._clock()) + LIFETIME_SECONDS
        while True:
            code, salt = CaseCode.new(), secrets.token_bytes(_SALT_BYTES)
            row = self._row(code)
            sealed = self._cipher.seal(_own_cipher(code, salt).seal(plain, row), row)
            values = {
                "lookup_hash": row,
                "salt": salt,
                "tries": 0,
                "payload": sealed,
                "expires_at": expires_at,
            }
            try:
                with self._transaction() as connection:
                    connection.execute(cases.insert().values(values))
            except IntegrityError:
                # Two codes with the same first half: one in 34 thousand million.
                continue
            return code, expires_at

    def open(self, code: CaseCode) -> dict[str, Any]:
        """The facts kept under a code. Five wrong second halves erase the row.

        Raises:
            NoCase: no case opens with this code.
            StoreUnavailable: the database does not answer.
        """
        row = self._row(code)
        with self._transaction() as connection:
            # Counted before it is looked at: tries that come at the same time are counted each.
            counted = cases.update().where(self._alive(row)).values(tries=cases.c.tries + 1)
            if connection.execute(counted).rowcount != 1:
                raise NoCase
            found = connection.execute(sa.select(cases).where(cases.c.lookup_hash == row)).one()
        try:
            opened = _own_cipher(code, found.salt).open(self._cipher.open(found.payload, row), row)
        except CipherError:
            self._forget_where(sa.and_(cases.c.lookup_hash == row, cases.c.tries >= MOST_WRONG_TRIES))
            raise NoCase from None
        with self._transaction() as connection:
            right = cases.update().where(cases.c.lookup_hash == row).values(tries=cases.c.tries - 1)
            connection.execute(right)
        return msgspec.msgpack.decode(opened, type=dict[str, Any])

    def revoke(self, code: CaseCode) -> None:
        """Forget what is kept under a code; only the whole code can.

        Raises:
            NoCase: no case opens with this code.
            StoreUnavailable: the database does not answer.
        """
        self.open(code)
        self._forget_where(cases.c.lookup_hash == self._row(code))

    def purge(self) -> int:
        """Forget all that have ended; returns how many.

        Raises:
            StoreUnavailable: the database does not answer.
        """
        return self._forget_where(cases.c.expires_at <= int(self._clock()))

    def _row(self, code: CaseCode) -> str:
        return self._cipher.fingerprint(code.lookup)

    def _alive(self, row: str) -> sa.sql.ColumnElement[bool]:
        return sa.and_(
            cases.c.lookup_hash == row,
            cases.c.expires_at > int(self._clock()),
            cases.c.tries < MOST_WRONG_TRIES,
        )

    def _forget_where(self, condition: sa.sql.ColumnElement[bool]) -> int:
        with self._transaction() as connection:
            deleted = int(connection.execute(cases.delete().where(condition)).rowcount)
        if deleted:
            with self._answers():
                overwrite_deleted(self._engine)
        return deleted

    @contextmanager
    def _answers(self) -> Iterator[None]:
        try:
            yield
        except IntegrityError:
            raise
        except SQLAlchemyError as error:
            # The driver's own message may hold values of the row.
            raise StoreUnavailable(f"The database did not answer ({type(error).__name__}).") from None

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self._answers(), self._engine.begin() as connection:
            yield connection


def _own_cipher(code: CaseCode, salt: bytes) -> Cipher:
    # Slow on purpose (about 0.1 s and 32 MB): whoever has the database and the server's key still has 2^40 to try.
    key = hashlib.scrypt(code.key.encode(), salt=salt, n=2**15, r=8, p=1, maxmem=2**26, dklen=32)
    return Cipher(key)
