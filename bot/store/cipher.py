"""Encryption of what stands in the database: AES-256-GCM, bound to the row it belongs to."""

from __future__ import annotations

import base64
import binascii
import hmac
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

_KEY_BYTES = 32
_NONCE_BYTES = 12


class CipherError(Exception):
    """The key is unusable, or a row was not written with it; the message says what to do."""


class Cipher:
    """Seals and opens the payload of a row."""

    def __init__(self, key: bytes) -> None:
        """Take the key.

        Raises:
            CipherError: the key is not 32 bytes long.
        """
        if len(key) != _KEY_BYTES:
            raise CipherError(
                f"The encryption key has {len(key)} bytes instead of {_KEY_BYTES}. "
                "Make one with `openssl rand -base64 32` and put it into WEGWIJZER_KEY."
            )
        self._aead = AESGCM(key)
        self._fingerprints = hmac.digest(key, b"wegwijzer fingerprint", "sha256")

    def seal(self, plain: bytes, row: str) -> bytes:
        """Encrypt `plain` so that it opens for this row only."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        return nonce + self._aead.encrypt(nonce, plain, row.encode())

    def fingerprint(self, value: str) -> str:
        """A name for `value` in hexadecimal signs, the same each time; without the key nobody can tell of what."""
        return hmac.digest(self._fingerprints, value.encode(), "sha256").hex()

    def open(self, sealed: bytes, row: str) -> bytes:
        """Decrypt what `seal` made.

        Raises:
            CipherError: the bytes were changed, moved to another row, or sealed with another key.
        """
        nonce, body = sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:]
        try:
            return self._aead.decrypt(nonce, body, row.encode())
        except InvalidTag as error:
            raise CipherError(
                "A stored conversation does not open with this key. Was WEGWIJZER_KEY changed?"
            ) from error


def load_cipher(key: str | None, folder: Path, *, shared_database: bool) -> Cipher:
    """Take the key from the setting, else from a file in `folder`, which is made on first use.

    Args:
        key: base64 of 32 bytes, the setting WEGWIJZER_KEY.
        folder: where the key of a single machine is kept, readable by its owner only.
        shared_database: several machines use the database, so that a key per machine cannot work.

    Raises:
        CipherError: the key is unusable, or missing where the database is shared.
    """
    if key:
        try:
            return Cipher(base64.b64decode(key, validate=True))
        except binascii.Error as error:
            raise CipherError(
                "WEGWIJZER_KEY is not base64. Make one with `openssl rand -base64 32`."
            ) from error
    if shared_database:
        raise CipherError(
            "DATABASE_URL names a database that several machines may share, so all need the same key. "
            "Set WEGWIJZER_KEY (`openssl rand -base64 32`)."
        )
    return Cipher(_key_file(folder / "key"))


def _key_file(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = secrets.token_bytes(_KEY_BYTES)
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(key)
    try:
        # A second worker may have been first; its key is then the one that counts.
        os.link(part, path)
    except FileExistsError:
        key = path.read_bytes()
    finally:
        part.unlink()
    return key
