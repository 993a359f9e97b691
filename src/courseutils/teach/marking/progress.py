"""One line that says how far marking is and how long it will take; plain signs, for every console."""

import sys
import threading
import time

_WIDTH = 24


class Progress:
    """Call ``step`` after each submission. On a file or a pipe it writes a line only now and then."""

    def __init__(self, total: int, stream=None, clock=time.monotonic):
        self.total, self.done, self.run = total, 0, 0
        self.stream, self.clock = stream or sys.stderr, clock
        self.start = self.last = clock()
        self.lock = threading.Lock()

    def step(self, run: bool = True) -> None:
        """One more is done; ``run`` is False if its marks were there from an earlier time."""
        with self.lock:
            self.done += 1
            self.run += run
            self._show()

    def _show(self) -> None:
        now, end = self.clock(), self.done == self.total
        terminal = self.stream.isatty()
        if not end and now - self.last < (0.2 if terminal else 10):
            return
        self.last = now
        line = self.line(now)
        print(
            f"\r{line:<70}" if terminal else line,
            end="" if terminal and not end else "\n",
            file=self.stream,
            flush=True,
        )

    def line(self, now: float) -> str:
        """The bar, the count, and the time left by what those have taken that were really run."""
        filled = _WIDTH * self.done // self.total
        bar = "#" * filled + "." * (_WIDTH - filled)
        left = (self.total - self.done) * (now - self.start) / self.run if self.run else 0.0
        more = "" if self.done == self.total or not self.run else f", {in_words(left)} left"
        return f"[{bar}] {self.done} of {self.total} notebooks{more}"


def in_words(seconds: float) -> str:
    """A duration as one would say it.

    >>> in_words(3), in_words(42), in_words(600)
    ('a few seconds', 'about 40 seconds', 'about 10 minutes')
    """
    if seconds < 10:
        return "a few seconds"
    if seconds < 90:
        return f"about {round(seconds, -1):.0f} seconds"
    return f"about {round(seconds / 60):.0f} minutes" if seconds < 5400 else f"about {seconds / 3600:.1f} hours"
