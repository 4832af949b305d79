"""Debian's Firefox, without a window, driven by WebDriver BiDi over its own door: no driver beside it is needed."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import websocket
from waiting import HANGS

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
EVENTS = ["log.entryAdded", "network.beforeRequestSent"]
# Keys that are no signs, as WebDriver numbers them.
KEYS = {
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Control": "\ue009",
    "Space": " ",
    "Home": "\ue011",
    "Right": "\ue014",
    "Down": "\ue015",
}
MOST_TABS = 80
_WAIT = """new Promise((found, lost) => {
  let left = TIMES;
  const look = () => {
    if (CONDITION) found(true);
    else if (left-- > 0) setTimeout(look, 50);
    else lost(new Error("never"));
  };
  look();
})"""


class Firefox:
    """One page: what it was asked for, and what went wrong, is kept in `requests` and `errors`."""

    def __init__(self, address: str):
        self._door = websocket.create_connection(f"{address}/session", suppress_origin=True)
        self._asked = 0
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._ask("session.new", capabilities={})
        # The window that is there from the beginning never has the focus, and no key would press its buttons.
        self._context = self._ask("browsingContext.create", type="window")["context"]
        self._ask("session.subscribe", events=EVENTS)

    def visit(self, path: Path) -> None:
        """Open a file, and forget what was kept of the page before."""
        self.requests, self.errors = [], []
        self._ask("browsingContext.navigate", context=self._context, url=path.as_uri(), wait="complete")

    def evaluate(self, expression: str) -> object:
        """Return what JavaScript gives, as plain values; raises AssertionError where it fails."""
        said = self._ask(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({expression})))()",
            target={"context": self._context},
            awaitPromise=True,
        )
        assert said["type"] == "success", said
        return json.loads(said["result"].get("value", "null"))

    def wait_for(self, condition: str) -> None:
        """Wait until an expression holds; raises AssertionError where it never does."""
        self.evaluate(_WAIT.replace("CONDITION", condition).replace("TIMES", str(HANGS * 20)))

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by name (of `KEYS`) or sign; `Control+v` are two at once."""
        actions = []
        for told in keys:
            values = [KEYS.get(key, key) for key in told.split("+")]
            actions += [{"type": "keyDown", "value": value} for value in values]
            actions += [{"type": "keyUp", "value": value} for value in reversed(values)]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self._ask("input.performActions", context=self._context, actions=[source])

    def tab_to(self, element: str) -> None:
        """Press Tab until the element of an id is reached; raises AssertionError where Tab never reaches it."""
        for _ in range(MOST_TABS):
            if self.evaluate("document.activeElement.id") == element:
                return
            self.press("Tab")
        raise AssertionError(f"Tab does not reach {element}")

    def _ask(self, method: str, **params: object) -> dict:
        self._asked += 1
        self._door.send(json.dumps({"id": self._asked, "method": method, "params": params}))
        while (said := json.loads(self._door.recv())).get("id") != self._asked:
            self._keep(said)
        assert said["type"] == "success", said
        return said["result"]

    def _keep(self, event: dict) -> None:
        told = event.get("params", {})
        if event.get("method") == EVENTS[1]:
            self.requests.append(told["request"]["url"])
        elif told.get("level") in ("error", "warn"):
            self.errors.append(told["text"])


@contextmanager
def open_firefox(profile: Path) -> Iterator[Firefox]:
    """Start Firefox on an empty profile and end it."""
    command = [
        FIREFOX,
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        "--remote-debugging-port",
        "0",
    ]
    environment = {**os.environ, "HOME": str(profile)}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, env=environment
    ) as started:
        try:
            lines = (re.search(r"listening on (ws://\S+)", line) for line in started.stderr)
            yield Firefox(next(found[1] for found in lines if found))
        finally:
            started.terminate()
