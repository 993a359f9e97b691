"""Keep a student's progress in workbook/.progress.jsonl, one line per event, only ever appended.

A crash in the middle of writing can spoil at most the line being written: readers skip lines that are not whole.
"""

import datetime as dt
import json
from pathlib import Path

from courseutils._data import workbook_dir
from courseutils._files import append_line
from courseutils._translate import marked

NOT_SAVED = marked("(Your progress could not be saved: the workbook folder is not writable or the disk is full.)")
_memory: list[dict] = []


def _path() -> Path:
    return workbook_dir() / ".progress.jsonl"


def record(event: str, exercise: str, state: str) -> bool:
    """Append one event; False if it could be kept only until this kernel stops."""
    now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
    entry = {"time": now, "event": event, "exercise": exercise, "state": state}
    try:
        append_line(_path(), entry)
    except OSError:
        _memory.append(entry)
        return False
    return True


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
