"""Collect what was handed in: a folder or a zip of Moodle, Canvas or Blackboard, or plain folders and files.

The instructor's files are only read. What will be marked is copied into a folder of ours, under names of ours.
"""

import hashlib
import re
import shutil
import tempfile
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from courseutils.teach.marking import platforms
from courseutils.teach.marking.notebook import Unreadable, lesson_of, read_notebook
from courseutils.teach.marking.plain import Plain
from courseutils.teach.marking.platforms import Receipt, Who
from courseutils.teach.marking.records import Submission
from courseutils.teach.marking.unpack import Found, Unpacker

LONGEST_SHOWN = 160
_NUMBERED = "Moodle numbers students anew in each assignment: mark the zip of each assignment on its own."


@dataclass(frozen=True)
class _Item:
    """A file with its student; ``kept`` is our copy of a notebook, ``lesson`` the lesson that it belongs to."""

    found: Found
    who: Who
    kept: Path | None = None
    digest: str = ""
    lesson: str = ""

    @property
    def order(self) -> tuple:
        """Later attempts are greater: by the platform's word, the file's time, its name."""
        numbers = [int(n) for n in re.findall(r"\d{1,9}", self.found.name)]
        return (self.who.order, self.found.time, numbers, self.found.name)


def collect(path: Path, into: Path) -> tuple[list[Submission], list[str]]:
    """The notebooks to mark, copied into the folder ``into``, and a sentence for everything that is not among them.

    One submission for each student and lesson: the last attempt, with remarks on the others. A student of whom
    nothing can be marked has one too, with an empty file and the reasons as remarks, so that no table leaves
    that student out; its attempt is 0.
    Raises OSError with a sentence when ``path`` cannot be opened.
    """
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into, prefix=".unpacked-") as stage:
        found, receipts = _stage(Unpacker(into.resolve()).files(path), Path(stage))
        items, said = _items(found, receipts)
        problems = _passed_over(item.found for item in items) + _system([f for f, *_ in found])
        submissions = [s for group in _by_student(items).values() for s in _of_student(group, into)]
        problems += said + _receipts(receipts, items)
    return sorted(submissions, key=lambda s: (s.name.casefold(), s.student, s.origin)), problems


def _stage(files, stage: Path) -> tuple[list[tuple], dict[str, Receipt]]:
    """Every file with our copy of it, and the receipts; contents go to disk one by one."""
    found: list[tuple] = []
    receipts: dict[str, Receipt] = {}
    for number, file in enumerate(files):
        part = next((part for part in file.parts if platforms.is_receipt(part)), "")
        if part and file.content is not None:
            if receipt := platforms.read_receipt(file.content):
                receipts[platforms.blackboard_key(part)] = receipt
        elif file.content is not None:
            kept = stage / f"{number}.ipynb"
            kept.write_bytes(file.content)
            found.append((replace(file, content=None), kept, hashlib.sha256(file.content).hexdigest()))
        else:
            found.append((file, None, ""))
    return found, receipts


def _items(found: list[tuple], receipts: dict[str, Receipt]) -> tuple[list[_Item], list[str]]:
    files = [row for row in found if not row[0].system]
    others = [f for f, *_ in files if platforms.from_platform(f.parts, False, {}) is None]
    canvas = platforms.is_canvas(next(filter(platforms.is_canvas_name, f.parts), f.parts[-1]) for f in others)
    whos = [platforms.from_platform(f.parts, canvas, receipts) for f, *_ in files]
    plain = Plain(f.parts for (f, kept, _), who in zip(files, whos, strict=True) if who is None and kept)
    items = [
        _Item(file, who or plain.who(file.parts), kept, digest, _lesson(kept, file.parts[-1]) if kept else "")
        for (file, kept, digest), who in zip(files, whos, strict=True)
    ]
    unnamed = [f"{_shown(i.found)}: Its name does not say whose it is." for i in items if i.kept and not i.who.name]
    named = [replace(i, who=replace(i.who, name=i.who.name or i.who.student)) for i in items]
    apart, said = _told_apart(named)
    return apart, unnamed + said


def _lesson(kept: Path, name: str) -> str:
    try:
        return read_notebook(kept, name).lesson
    except Unreadable:
        return lesson_of((), name)


def _told_apart(items: list[_Item]) -> tuple[list[_Item], list[str]]:
    """Two names under one number are two students, for a name can be chosen so that it looks like another's number."""
    names, numbers = defaultdict(set), defaultdict(set)
    for item in items:
        names[item.who.platform, item.who.student].add(item.who.name.casefold())
        numbers[item.who.platform, item.who.name].add(item.who.student)
    said = [
        f"The number {number} has several names ({', '.join(sorted(found))}); they are kept apart."
        for (platform, number), found in names.items()
        if platform in ("moodle", "canvas") and len(found) > 1
    ]
    said += [
        f"{name} stands for several students ({', '.join(sorted(found))}). {_NUMBERED * (platform == 'moodle')}"
        for (platform, name), found in numbers.items()
        if platform != "folder" and len(found) > 1 and not _is_blind(platform, name)
    ]
    return [replace(item, who=_apart(item.who, names, numbers)) for item in items], sorted(map(str.strip, said))


def _is_blind(platform: str, name: str) -> bool:
    """With blind marking Moodle calls everybody by one word, "Participant" or its translation."""
    return platform == "moodle" and " " not in name


def _apart(who: Who, names: dict, numbers: dict) -> Who:
    several = who.platform in ("moodle", "canvas") and len(names[who.platform, who.student]) > 1
    blind = _is_blind(who.platform, who.name) and len(numbers[who.platform, who.name]) > 1
    student = f"{who.student} {who.name}" if several else who.student
    return replace(who, student=student, name=f"{who.name} {who.student}" if blind else who.name)


def _by_student(items: list[_Item]) -> dict[str, list[_Item]]:
    """The files of each student, under one spelling of the key and the fullest name that stands with it."""
    groups: dict[str, list[_Item]] = {}
    for item in items:
        groups.setdefault(item.who.student.casefold(), []).append(item)
    for key, group in groups.items():
        who = next((i.who for i in group if i.who.name != i.who.student), group[0].who)
        student = group[0].who.student
        groups[key] = [replace(i, who=replace(i.who, student=student, name=who.name)) for i in group]
    return groups


def _of_student(items: list[_Item], into: Path) -> list[Submission]:
    """The last attempt of each lesson, or one empty submission that says why there is nothing to mark."""
    if not (notebooks := [item for item in items if item.kept]):
        reasons = tuple(f"{_shown(item.found)}: {item.found.why}" for item in items[:5])
        return [_submission(items[0], into, 0, reasons)] if any(map(_is_handed_in, items)) else []
    groups: dict[tuple, list[_Item]] = {}
    for item in notebooks:
        key = (item.lesson, "" if item.lesson else item.found.parts[-1].casefold())
        groups.setdefault(key, []).append(item)
    return [_last(sorted(group, key=lambda i: i.order), into) for group in groups.values()]


def _is_handed_in(item: _Item) -> bool:
    """Is it a student's work, or a file that lies about?"""
    return item.who.sure or item.found.is_notebook or item.found.parts[-1].lower().endswith(".zip")


def _last(attempts: list[_Item], into: Path) -> Submission:
    last = attempts[-1]
    older = [i for i in attempts[:-1] if i.digest != last.digest]
    remarks = []
    if older:
        names = ", ".join(dict.fromkeys(_shown(i.found) for i in older))
        remarks.append(f"Attempt {len(older) + 1} of {len(older) + 1}: the last counts. Not marked: {names}.")
    if len(older) + 1 < len(attempts):
        remarks.append(f"The same file was handed in {len(attempts) - len(older)} times; it was marked once.")
    return _submission(last, into, len(older) + 1, tuple(remarks))


def _submission(item: _Item, into: Path, attempt: int, remarks: tuple[str, ...]) -> Submission:
    who = item.who
    name = hashlib.sha256("\0".join([who.student, item.found.name, item.digest]).encode("utf-8", "replace")).hexdigest()
    path = into / f"{name[:24]}.ipynb"
    if item.kept:
        shutil.copyfile(item.kept, path)
    else:
        path.write_bytes(b"")
    path.chmod(0o600)
    return Submission(
        who.student, who.name, path, item.found.name, who.platform, attempt, who.submitted, who.late, remarks
    )


def _passed_over(files) -> list[str]:
    return [f"{_shown(file)}: {file.why}" for file in files if file.why]


def _system(files: list[Found]) -> list[str]:
    """One sentence for the files that systems write for themselves, and one for each of our own folders."""
    own = [f"{_shown(file)}: {file.why}" for file in files if file.system and file.why]
    names = [_shown(file) for file in files if file.system and not file.why]
    if not names:
        return own
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return [*own, f"Files that computers write for themselves were passed over: {', '.join(names[:5])}{more}."]


def _receipts(receipts: dict[str, Receipt], items: list[_Item]) -> list[str]:
    """What Blackboard's receipts hold beside the files: comments, typed text, attempts without a file."""
    said = []
    with_files = {item.who.student for item in items}
    for key, receipt in receipts.items():
        if receipt.comment or receipt.text:
            what = "a comment" if receipt.comment else "a text"
            said.append(f"{receipt.name} wrote {what} in Blackboard; read it in {key}.txt.")
        if receipt.student not in with_files:
            said.append(f"{receipt.name} handed in no file: {key}.txt.")
    return said


def _shown(file: Found) -> str:
    """The path of a file for a sentence: in one line, short, its direction characters shown as dots."""
    text = "".join(c if c.isprintable() else "·" for c in file.name)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:60]}…{text[-(LONGEST_SHOWN - 61) :]}"
