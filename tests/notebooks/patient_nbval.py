"""nbval with patience: what it waits for an output is written into it, and too short for a machine that does much else."""

from __future__ import annotations


def pytest_configure() -> None:
    from nbval import kernel, plugin

    made = plugin.IPyNbCell.__init__

    def __init__(self, *values, **named):
        made(self, *values, **named)
        self.output_timeout = 1800

    plugin.IPyNbCell.__init__ = __init__
    reply = kernel.RunningKernel.await_reply
    kernel.RunningKernel.await_reply = lambda self, msg_id, timeout=None: reply(self, msg_id, 1800)
