"""From facts to a plan: pure functions that know nothing of chat, web or storage."""
