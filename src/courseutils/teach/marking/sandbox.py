"""Run one submission where it can do no harm, and collect what comes out. Comparing is done elsewhere."""

import json
import os
import queue
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from courseutils.teach.marking import received
from courseutils.teach.marking.bubblewrap import ENVIRONMENT, packages, python
from courseutils.teach.marking.handover import Handover
from courseutils.teach.marking.limits import Limits, exceeded

LOOK_SECONDS = 0.1
REST_SECONDS = 2  # for messages that are on their way when a run is stopped
LEAST_BYTES = 200  # that a message counts: millions of empty ones would keep this program busy
STOPPED = {
    "memory": "it used more memory than a notebook may have",
    "processes": "it started too many processes",
    "files": "it wrote too many files",
    "time": "it did not come to an end",
    "messages": "it sent out more than an answer can hold",
    "ended": "it ended Python itself",
    "killed": "it used too much computing time or memory",
}


class Halted(Exception):
    """The user has stopped the marking; no result counts."""


halt = threading.Event()


@dataclass
class Run:
    """What came out of one run through the notebook."""

    answers: dict[str, object] = field(default_factory=dict)
    failed: dict[int, tuple[str, str]] = field(default_factory=dict)
    started: int = -1
    killed: bool = False
    done: bool = False


@dataclass
class Outcome:
    """What came out of a sandbox: its runs, how the parameters were found, and a word of STOPPED or ""."""

    runs: list[Run]
    parameters: dict[str, str] = field(default_factory=dict)
    magic: set[int] = field(default_factory=set)  # cells with lines that only Jupyter understands
    stopped: str = ""
    size: int = 0  # bytes of all messages
    trouble: str = ""  # what the sandbox itself said, if nothing came out at all
    current: int = 0  # the run that goes on: nothing is taken of one that is over, or that has not begun

    @property
    def whole(self) -> bool:
        return all(run.done for run in self.runs)

    def take(self, line: bytes) -> None:
        """Read one message; one that is not of the right form is passed over."""
        self.size += _size(line)
        with suppress(received.Malformed, KeyError, TypeError, IndexError, AttributeError):
            self._take(received.message(line))

    def _take(self, words: dict) -> None:
        number = _number(words["run"])
        if number == self.current + 1 < len(self.runs) and words.get("ready") is True:
            self.current = number
        elif number == self.current:
            self._take_of(self.runs[number], words)

    def _take_of(self, run: Run, words: dict) -> None:
        if self.current == 0 and "parameters" in words:
            self.parameters = {received.text(k): received.text(v) for k, v in words["parameters"].items()}
        elif self.current == 0 and "magic" in words:
            self.magic.add(_number(words["magic"]))
        elif "start" in words:
            run.started = _number(words["start"])
        elif "failed" in words:
            told = received.text(words["error"], 40), received.text(words["words"], 200)
            run.failed[_number(words["failed"])] = told
        elif "task" in words:
            run.answers[received.text(words["task"])] = _answer(words["answer"])
        elif "killed" in words:
            run.killed = words["killed"] in _KILLED
        elif words.get("done") is True:
            run.done = True


def _size(line: bytes) -> int:
    """Bytes that a message counts; nothing for none."""
    return max(len(line), LEAST_BYTES) if line else 0


def _answer(value):
    """The answer, or a thing of no known kind: one that is there and cannot be read is no blank."""
    try:
        return received.whole_answer(value)
    except received.Malformed:
        return received.UNREADABLE


# SIGKILL and SIGXCPU, as a process's own status, and as bubblewrap passes them on.
_KILLED = {sign + base for sign in (9, 24) for base in (0, 128)} | {-9, -24}


def _number(value) -> int:
    if type(value) is not int or not 0 <= value < 100_000:
        raise received.Malformed("no number of a cell")
    return value


_KEPT = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LD_LIBRARY_PATH")


class Trusting:
    """No sandbox: a plain process of this user, for people who trust every file."""

    def __init__(self, kit: Path, limits: Limits):
        self.kit, self.limits = kit, limits
        self.paths = (str(kit / "src"), *packages())

    @contextmanager
    def command(self, slot: int) -> Iterator[tuple[list[str], dict]]:
        """The words of the command, and what ``Popen`` needs besides."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
            home = {"HOME": folder, "COURSE_WORKBOOK": folder, "MPLCONFIGDIR": folder}
            words = [python(), "-X", "utf8", "-S", "-s", str(self.kit / "worker.py")]
            yield words, {"cwd": folder, "env": kept | ENVIRONMENT | home}


def execute(box, job: dict, slot: int = 0) -> Outcome:
    """Run a job in a box: ``Bubblewrap`` or ``Trusting``."""
    runs = job["runs"]
    job = {name: job[name] for name in job if name != "runs"} | {"path": list(box.paths), "limits": vars(box.limits)}
    with box.command(slot) as (words, more), tempfile.TemporaryFile() as work, Handover(runs) as later:
        work.write(json.dumps(later.job(job)).encode("ascii"))
        work.seek(0)
        more |= {"stdin": work, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "start_new_session": True}
        process = subprocess.Popen(words, **later.inherited(more))
        try:
            return _follow(process, Outcome([Run() for _ in runs]), box.limits, later)
        finally:
            _end(process)


def _follow(process, outcome: Outcome, limits: Limits, later: Handover) -> Outcome:
    """Read messages until the process ends or breaks a bound."""
    lines: queue.Queue = queue.Queue()
    threading.Thread(target=_read, args=(process.stdout, lines, limits.message_bytes), daemon=True).start()
    end, look = time.monotonic() + limits.wall_seconds, 0.0
    while not outcome.stopped:
        line = _next(lines)
        if line is None or (line == b"" and process.poll() is not None and lines.empty()):
            break
        outcome.take(line)
        later.give(outcome.current)
        if (now := time.monotonic()) > look:
            outcome.stopped = "time" if now > end else exceeded(process.pid, limits)
            look = now + LOOK_SECONDS
        if halt.is_set():
            raise Halted
    if outcome.stopped:
        _take_the_rest(process, lines, outcome)
    if not outcome.stopped and outcome.size >= limits.message_bytes:
        outcome.stopped = "messages"
    if not outcome.whole and not outcome.stopped:
        status = _status(process)
        killed = status in _KILLED or any(run.killed for run in outcome.runs)
        outcome.stopped = "killed" if killed else "ended"
        outcome.trouble = _last_words(process) if outcome.runs[0].started < 0 else ""
    return outcome


def _take_the_rest(process, lines: queue.Queue, outcome: Outcome) -> None:
    """Read what was sent before a bound was broken: without it nobody would know in which cell that was."""
    _kill(process)
    end = time.monotonic() + REST_SECONDS
    while (line := _next(lines)) is not None and time.monotonic() < end:
        outcome.take(line)


def _status(process) -> int | None:
    with suppress(subprocess.TimeoutExpired):
        return process.wait(5)
    return None


def _next(lines: queue.Queue) -> bytes | None:
    """The next line, None after the last one, nothing if none has come for a while."""
    with suppress(queue.Empty):
        return lines.get(timeout=LOOK_SECONDS)
    return b""


def _read(stream, lines: queue.Queue, most: int) -> None:
    """Pass on whole lines, none that begins after so many bytes, then None."""
    with suppress(ValueError, OSError):
        while most > 0 and (line := stream.readline(most + 1)):
            most -= _size(line)
            lines.put(line)
    lines.put(None)


def _last_words(process) -> str:
    with suppress(ValueError, OSError):
        return process.stderr.read1(2000).decode("utf-8", "replace").strip()[-300:]
    return ""


def _end(process) -> None:
    """Stop the process, and close its streams."""
    _kill(process)
    process.wait()
    for stream in (process.stdout, process.stderr):
        with suppress(OSError, ValueError):
            stream.close()


def _kill(process) -> None:
    """Stop the process and, where there is no sandbox to take them along, all that it started."""
    with suppress(OSError, AttributeError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(OSError):
        process.kill()
