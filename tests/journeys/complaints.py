"""What a browser complains of by itself: errors that nobody caught, and what its policy forbids."""

import json
from contextlib import suppress
from typing import Any

from playwright.sync_api import BrowserContext, CDPSession, ConsoleMessage, Error, WebError

HEARD = "Runtime.exceptionThrown"


def hear_pages(context: BrowserContext, complaints: list[str]) -> None:
    """Add every error and rejection that no page, and no worker of a page, has caught."""

    def of_policy(message: ConsoleMessage) -> None:
        if "Content Security" in message.text:
            complaints.append(message.text)

    def of_error(trouble: WebError) -> None:
        complaints.append(trouble.error.stack or str(trouble.error))

    context.on("console", of_policy)
    context.on("weberror", of_error)


def hear_service_workers(context: BrowserContext, complaints: list[str]) -> CDPSession:
    """Add what no service worker of this browser has caught; detach what is returned to stop.

    A worker repeats what it has complained of since it started, so that nothing is missed.
    """
    assert context.browser
    line = context.browser.new_browser_cdp_session()

    def begins(event: dict[str, Any]) -> None:
        with suppress(Error):  # it may have ended already
            target = {"targetId": event["targetInfo"]["targetId"], "flatten": False}
            session = line.send("Target.attachToTarget", target)["sessionId"]
            ask = json.dumps({"id": 1, "method": "Runtime.enable"})
            line.send("Target.sendMessageToTarget", {"sessionId": session, "message": ask})

    def says(event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        if message.get("method") == HEARD:
            complaints.append(_in_words(message["params"]["exceptionDetails"]))

    line.on("Target.targetCreated", begins)
    line.on("Target.receivedMessageFromTarget", says)
    only = [{"type": "service_worker"}]
    line.send("Target.setDiscoverTargets", {"discover": True, "filter": only})
    return line


def _in_words(details: dict[str, Any]) -> str:
    thrown = details.get("exception", {})
    what = thrown.get("description") or thrown.get("value")
    return f"{details['text']}: {what} at {details.get('url')}:{details['lineNumber'] + 1}"
