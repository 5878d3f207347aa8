"""What the application holds for every handler."""

from __future__ import annotations

from aiohttp import web

from bot.guidance.content import Content
from bot.rasa.assistant import Assistant
from bot.settings import Settings

ASSISTANT: web.AppKey[Assistant] = web.AppKey("assistant", Assistant)
CONTENT: web.AppKey[Content] = web.AppKey("content", Content)
SETTINGS: web.AppKey[Settings] = web.AppKey("settings", Settings)
