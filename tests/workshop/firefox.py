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

FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
EVENTS = ["log.entryAdded", "network.beforeRequestSent"]


class Firefox:
    """One page: what it was asked for, and what went wrong, is kept in `requests` and `errors`."""

    def __init__(self, address: str):
        self._door = websocket.create_connection(f"{address}/session", suppress_origin=True)
        self._asked = 0
        self.requests: list[str] = []
        self.errors: list[str] = []
        self._ask("session.new", capabilities={})
        self._context = self._ask("browsingContext.getTree")["contexts"][0]["context"]
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
