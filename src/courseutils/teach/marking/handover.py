"""The values of later runs: each goes into the sandbox only when the run before it is over and no longer heard.

Were they there from the start, a cell of the first run could look for them in the memory of its process, and send them
out as an answer.
"""

import json
import os
from contextlib import suppress


class Handover:
    """A pipe into a sandbox, and the values that go through it one after the other; none for a single run."""

    def __init__(self, runs: list[dict]):
        self.runs, self.given = runs, 0
        self.inner, self.outer = os.pipe() if len(runs) > 1 else (-1, -1)

    def job(self, job: dict) -> dict:
        """The job as the sandbox gets it at the start: with the values of the first run alone."""
        return {**job, "values": self.runs[0], "count": len(self.runs), "later": self.inner}

    def inherited(self, more: dict) -> dict:
        """What ``Popen`` needs so that the sandbox has its end of the pipe."""
        return more | ({"pass_fds": [*more.get("pass_fds", ()), self.inner]} if self.inner >= 0 else {})

    def give(self, current: int) -> None:
        """Hand over the values of the run that begins, once."""
        if current > self.given:
            self.given = current
            with suppress(OSError):  # nobody reads any more
                os.write(self.outer, json.dumps(self.runs[current]).encode("ascii") + b"\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for end in (self.inner, self.outer):
            if end >= 0:
                os.close(end)
