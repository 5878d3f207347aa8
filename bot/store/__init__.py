"""What is kept of a conversation: one encrypted row of facts, for 24 hours, and nothing else."""

from bot.store.cipher import Cipher, CipherError, load_cipher
from bot.store.conversations import (
    Conversation,
    Conversations,
    State,
    StoreError,
    StoreUnavailable,
    make_engine,
)

__all__ = [
    "Cipher",
    "CipherError",
    "Conversation",
    "Conversations",
    "State",
    "StoreError",
    "StoreUnavailable",
    "load_cipher",
    "make_engine",
]
