"""Keep a student's progress in workbook/.progress.jsonl, one line per event, only ever appended.

Appending one short line in one write keeps two kernels apart, and a crash in the middle can
spoil at most the line being written: readers skip lines that are not whole.
"""

import datetime as dt
import json
import os
from pathlib import Path

from courseutils._data import workbook_dir
from courseutils._translate import marked

NOT_SAVED = marked("(Your progress could not be saved: the workbook folder is not writable or the disk is full.)")
_memory: list[dict] = []


def _path() -> Path:
    return workbook_dir() / ".progress.jsonl"


def record(event: str, exercise: str, state: str) -> bool:
    """Append one event; False if it could be kept only until this kernel stops."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    entry = {"time": now, "event": event, "exercise": exercise, "state": state}
    # The leading line break parts this line from one that a crash left unfinished.
    line = "\n" + json.dumps(entry, ensure_ascii=False) + "\n"
    try:
        _append(_path(), line.encode("utf-8"))
    except OSError:
        _memory.append(entry)
        return False
    return True


def _append(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    flags = os.O_APPEND | os.O_CREAT | os.O_WRONLY | getattr(os, "O_BINARY", 0)
    handle = os.open(path, flags, 0o644)
    try:
        if os.write(handle, content) != len(content):
            raise OSError("The disk took only a part of the line.")
        os.fsync(handle)
    finally:
        os.close(handle)


def events() -> list[dict]:
    """All events in order; unreadable lines are passed over."""
    try:
        lines = _path().read_bytes().split(b"\n")
    except OSError:
        lines = []
    return [entry for entry in map(_entry, lines) if entry] + _memory


def _entry(line: bytes) -> dict | None:
    try:
        entry = json.loads(line.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    keys = ("event", "exercise", "state")
    whole = isinstance(entry, dict) and all(isinstance(entry.get(key), str) for key in keys)
    return entry if whole else None


def count(event: str, exercise: str) -> int:
    """How many events of this kind there are for this exercise."""
    return sum(e["event"] == event and e["exercise"] == exercise for e in events())


def states() -> dict[str, str]:
    """State of every exercise that was checked: once right stays right, else the last one."""
    found: dict[str, str] = {}
    for entry in events():
        if entry["event"] == "check" and found.get(entry["exercise"]) not in ("right", "written"):
            found[entry["exercise"]] = entry["state"]
    return found
