"""Whose file is it? Told from the names that Moodle, Canvas, Blackboard and our own ``submit`` give.

Moodle: ``Nino Gelashvili_123456_assignsubmission_file_/05.ipynb``, as folders (before version 4.1 with the last
underscore) or flat. Canvas: ``gelashvilinino_LATE_123_4567_05.ipynb`` with the numbers of user and file. Blackboard:
``Lesson 5_nino_attempt_2026-11-20-10-11-12_05.ipynb`` and, without the last part, a receipt in .txt.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace

LONGEST_NAME = 100
_MOODLE = re.compile(r"^(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?P<kind>[a-z]+)(?:_(?P<file>.*))?$", re.DOTALL)
_CANVAS = re.compile(r"^(?P<name>[^\WA-Z]+?)_(?P<late>LATE_)?(?P<id>\d+)_(?P<order>\d+)_(?P<file>.+)$", re.DOTALL)
_CANVAS_ANONYMOUS = re.compile(r"^(?P<late>LATE_)?anon_(?P<id>[A-Za-z0-9]{5})_(?P<order>\d+)_(?P<file>.+)$", re.DOTALL)
_CANVAS_TEXT = re.compile(r"^(?P<name>[^\WA-Z]+?)_(?P<late>LATE_)?(?P<id>\d+)_(?P<file>(?:text|link)\.html)$")
_BLACKBOARD = re.compile(r"^(?P<head>.+?)_attempt_(?P<when>\d{4}(?:-\d\d){5})(?:_(?P<file>.+)|\.txt)$", re.DOTALL)
_SUBMIT = re.compile(
    r"georgia2008_(?P<name>.+)_(?P<day>\d{4}-\d\d-\d\d)_(?P<hour>\d\d)(?P<minute>\d\d)(?=(?!\d).*\.zip$)"
)
_RECEIPT_NAME = re.compile(r"\s*[^:\n]{1,40}:\s*(?P<name>[^\n]*\S)\s*\((?P<id>[^()\n]+)\)[ \t]*(?:\n|$)")
_NO_COMMENT = "There are no student comments"
_NO_TEXT = "There is no student submission text"
_BIDI = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True)
class Who:
    """The student of a file, and what the platform says of it; ``order`` grows from attempt to attempt.

    ``sure`` is False where only the file's own name tells whose it is.
    """

    student: str
    name: str
    platform: str = "folder"
    file: str = ""
    submitted: str = ""
    late: bool = False
    order: tuple[int, str] = (0, "")
    sure: bool = True


@dataclass(frozen=True)
class Receipt:
    """What Blackboard's .txt says of an attempt."""

    student: str
    name: str
    comment: bool = False
    text: bool = False


# By folder and attempt, so that one in a student's own zip counts for nobody else.
Receipts = dict[tuple[str, ...], Receipt]


def clean_name(text: str) -> str:
    """A person's name for tables and pages: composed, in one line, without control or direction characters.

    >>> clean_name("  Нино\\u202e   Гелашвили ")
    'Нино Гелашвили'
    """
    text = _BIDI.sub("", unicodedata.normalize("NFC", text))
    kept = "".join(c if unicodedata.category(c) != "Cc" else " " for c in text)
    return " ".join(kept.split())[:LONGEST_NAME].strip()


def read_receipt(content: bytes) -> Receipt | None:
    """The receipt's student, in any language of Blackboard: its first line ends in the user in brackets."""
    text = content.decode("utf-8-sig", "replace").replace("\r", "")
    match = _RECEIPT_NAME.match(text[:2000])
    if not match:
        return None
    said = _NO_COMMENT not in text and "Comments:" in text, _NO_TEXT not in text and "Submission Field:" in text
    student, name = clean_name(match["id"]), clean_name(match["name"])
    return Receipt(student, name or student, *said) if student else None


def is_receipt(part: str) -> bool:
    """Is it Blackboard's own .txt? A student's file of such a name has another name of the kind before it."""
    match = _BLACKBOARD.match(part)
    return match is not None and match["file"] is None


def _canvas(name: str) -> re.Match | None:
    return _CANVAS_ANONYMOUS.match(name) or _CANVAS.match(name) or _CANVAS_TEXT.match(name)


def looks_like(platform: str, part: str) -> bool:
    """Could this part of a path have been written by that platform?"""
    pattern = {"moodle": _MOODLE, "blackboard": _BLACKBOARD}.get(platform)
    return bool(pattern.match(part) if pattern else _canvas(part))


def from_platform(parts: tuple[str, ...], platform: str, receipts: Receipts) -> Who | None:
    """The student named by the first part of a path that the platform has written, else None; "" is no platform.

    Only the first: what comes after it, in names of files and in zips, was named by the student.
    """
    for n, part in enumerate(parts):
        if platform and looks_like(platform, part):
            who = _READERS[platform](part, receipts.get((*parts[:n], blackboard_key(part))))
            inner = "/".join([*([who.file] if who.file else []), *parts[n + 1 :]])
            return with_submit(replace(who, file=inner or part), parts[n:])
    return None


def _moodle(part: str, _) -> Who:
    match = _found(_MOODLE.match(part))
    return Who(match["id"], clean_name(match["name"]), "moodle", match["file"] or "")


def _from_canvas(part: str, _) -> Who:
    match = _found(_canvas(part))
    named = match.groupdict()
    name = clean_name(named.get("name") or f"anonymous {match['id']}")
    order = (int(named.get("order") or 0), "")
    return Who(match["id"], name, "canvas", match["file"], "", bool(match["late"]), order)


def blackboard_key(part: str) -> str:
    """Assignment, user and time of an attempt: what its files and its receipt have in common; "" for other names."""
    match = _BLACKBOARD.match(part)
    return f"{match['head']}_attempt_{match['when']}" if match else ""


def _blackboard(part: str, receipt: Receipt | None) -> Who:
    match = _found(_BLACKBOARD.match(part))
    user = clean_name(match["head"].rpartition("_")[2])
    day, clock = match["when"][:10], match["when"][11:].replace("-", ":")
    student, name = (receipt.student, receipt.name) if receipt else (user, user)
    return Who(student, name, "blackboard", match["file"] or "", f"{day} {clock}", order=(0, match["when"]))


_READERS: dict[str, Callable[[str, Receipt | None], Who]] = {
    "moodle": _moodle,
    "blackboard": _blackboard,
    "canvas": _from_canvas,
}


def _found(match: re.Match | None) -> re.Match:
    assert match is not None, "looks_like has said that it matches"
    return match


def with_submit(who: Who, parts: tuple[str, ...]) -> Who:
    """With the time that ``submit`` has written into a zip's name, if there is one."""
    match = next(filter(None, map(_SUBMIT.search, parts)), None)
    when = f"{match['day']} {match['hour']}:{match['minute']}" if match else ""
    if not when:
        return who
    return replace(who, submitted=who.submitted or when, order=(who.order[0], who.order[1] or when))


def before_submit(part: str) -> str:
    """What a platform or a person has put before the name of a zip that ``submit`` has packed."""
    match = _SUBMIT.search(part)
    return part[: match.start()] if match else ""


def from_submit(part: str) -> str:
    """The name in a zip that ``submit`` has packed, else "".

    >>> from_submit("georgia2008_Nino_Gelashvili_2026-11-20_1011.zip")
    'Nino Gelashvili'
    """
    match = _SUBMIT.search(part)
    return clean_name(match["name"].replace("_", " ")) if match else ""
