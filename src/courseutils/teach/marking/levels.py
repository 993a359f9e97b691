"""The levels that an instructor gave to written answers: ``written.jsonl`` in the folder of marks, only ever appended.

Each line goes to the disk in one write before the page says that it is saved; a line that a crash cut off is skipped.
A level counts for the very text that was read: if the student hands in another one, it is to be read again.
"""

import datetime as dt
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from courseutils._files import append_line

FILE = "written.jsonl"
TOP = 3  # the highest level of a rubric; 0 is for an answer that reaches none
LONGEST_COMMENT = 2_000


@dataclass(frozen=True)
class Level:
    """What was decided on one answer; ``level`` is None while only a comment stands."""

    level: int | None
    comment: str
    digest: str


def digest_of(text: str) -> str:
    """A short fingerprint of an answer's text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def append(out: Path, key: tuple[str, str], text: str, level: int | None, comment: str) -> None:
    """Add a decision on the answer of a student to an exercise; on the disk when this returns. Raises OSError."""
    entry = {
        "student": key[0],
        "exercise": key[1],
        "level": level,
        "comment": comment[:LONGEST_COMMENT],
        "text": digest_of(text),
        "time": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
    }
    append_line(out / FILE, entry, mode=0o600)


def read(out: Path) -> dict[tuple[str, str], Level]:
    """The last decision on each answer by (student, exercise); nothing if there is no file yet."""
    try:
        lines = (out / FILE).read_bytes().split(b"\n")
    except FileNotFoundError:
        return {}
    found = {}
    for entry in filter(None, map(_entry, lines)):
        key = (entry["student"], entry["exercise"])
        found[key] = Level(entry["level"], entry["comment"], entry["text"])
    return found


def _entry(line: bytes) -> dict | None:
    """One line, if it is whole and of the form that we write."""
    try:
        entry = json.loads(line)
    except (ValueError, RecursionError):
        return None
    if not isinstance(entry, dict) or not _is_level(entry.get("level", ...)):
        return None
    texts = ("student", "exercise", "comment", "text")
    return entry if all(isinstance(entry.get(name), str) for name in texts) else None


def _is_level(value) -> bool:
    """None or a whole number of the rubric; True, False and 2.0 equal one in Python and are none."""
    return value is None or (type(value) is int and 0 <= value <= TOP)
