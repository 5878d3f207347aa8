"""Where custom actions run: in this process, or on an action server over HTTP."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

#: The whole domain with each call costs more than most actions; see rasa/core/actions/constants.py.
_SELECTIVE_DOMAIN = {"enable_selective_domain": True}


class InProcessActions(EndpointConfig):
    """Looks like an endpoint to Rasa, and runs the actions package in this process: no hop, no second service."""

    def __init__(self, package: str = "actions") -> None:
        """Load the actions of a package."""
        super().__init__(url="in-process", **_SELECTIVE_DOMAIN)
        self._executor = ActionExecutor()
        self._executor.register_package(package)

    async def request(self, json: dict[str, Any] | None = None, **_: Any) -> dict[str, Any] | None:
        """Run the action that Rasa asks for; the shapes are those of the action server's webhook.

        Raises:
            ClientResponseError: with status 400 where the action declines, as the action server answers.
        """
        assert json is not None
        try:
            return await self._executor.run(json)
        except ActionExecutionRejection as rejection:
            raise _response(400, rejection.action_name, rejection.message) from None
        except ActionNotFoundException as missing:
            raise _response(404, missing.action_name, "There is no such action.") from None


def _response(status: int, action_name: str, message: str) -> ClientResponseError:
    body = json.dumps({"action_name": action_name, "error": message})
    return ClientResponseError(status, message, body)


def check_schema_once() -> None:
    """Make Rasa check each action's answer without checking the schema itself every time.

    `RemoteAction._validate_action_result` (rasa/core/actions/action.py) proves the schema valid before each use, which
    takes longer than all the rest of a turn. The answers are checked as before.
    """
    schema = RemoteAction.action_response_format_spec()
    checker = jsonschema.validators.validator_for(schema)(schema)

    def check(self: RemoteAction, result: dict[str, Any]) -> bool:
        checker.validate(result)
        return True

    RemoteAction._validate_action_result = check


def make_action_endpoint(url: str | None) -> EndpointConfig:
    """The endpoint for a setting: an action server's webhook address, or None for this process."""
    return EndpointConfig(url=url, **_SELECTIVE_DOMAIN) if url else InProcessActions()
