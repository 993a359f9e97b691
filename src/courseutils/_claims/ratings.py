"""A student's own ratings: workbook/ratings.jsonl, one line for each, only ever appended.

The file lies beside the progress journal and is written in the same way: a crash can spoil at most the line being
written, and two kernels do not disturb each other. Nothing is sent anywhere.
"""

import datetime as dt
import json
from dataclasses import asdict, dataclass
from pathlib import Path

from courseutils._claims.vocabulary import CONFIDENCES, ClaimError, claims, read_verdict
from courseutils._data import workbook_dir
from courseutils._files import append_line

NAME = "ratings.jsonl"
_memory: list["Entry"] = []


@dataclass(frozen=True)
class Entry:
    """What somebody thought of one claim."""

    claim: str
    verdict: str
    confidence: str
    why: str = ""


def path() -> Path:
    """Where this student's ratings are kept."""
    return workbook_dir() / NAME


def save(entry: Entry) -> bool:
    """Append one rating; False if it could be kept only until this kernel stops."""
    stamp = {"time": dt.datetime.now(dt.UTC).isoformat(timespec="seconds")}
    try:
        append_line(path(), stamp | asdict(entry))
    except OSError:
        _memory.append(entry)
        return False
    return True


def own() -> dict[str, Entry]:
    """The student's last rating of each claim."""
    try:
        content = path().read_bytes()
    except OSError:
        content = b""
    entries, _ = read(content)
    return last([*entries, *_memory])


def last(entries: list[Entry]) -> dict[str, Entry]:
    """The last rating of each claim, in the order of the claims."""
    found = {entry.claim: entry for entry in entries}
    return dict(sorted(found.items()))


def read(content: bytes) -> tuple[list[Entry], int]:
    """All ratings in the bytes of a ratings file, and how many lines could not be read."""
    known, entries, broken = claims(), [], 0
    for line in content.split(b"\n"):
        if line.strip():
            entry = _entry(line, known)
            entries += [entry] if entry else []
            broken += entry is None
    return entries, broken


def _entry(line: bytes, known) -> Entry | None:
    try:
        raw = json.loads(line.decode("utf-8"))
        claim, confidence = raw["claim"], raw["confidence"]
        why = raw.get("why", "")
        # What is no text, such as a list, has no place in a set of words: a TypeError.
        if claim in known and confidence in CONFIDENCES and isinstance(why, str):
            return Entry(claim, read_verdict(raw["verdict"]), confidence, why)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, ClaimError):
        pass
    return None
