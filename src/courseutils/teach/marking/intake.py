"""Collect what was handed in: a folder or a zip of Moodle, Canvas or Blackboard, or plain folders and files.

The instructor's files are only read. What will be marked is copied into a folder of ours, under names of ours.
"""

import hashlib
import re
import shutil
import tempfile
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from courseutils.teach.marking.identity import MOST_RECEIPTS, identify, may_be_receipt, shown
from courseutils.teach.marking.notebook import Unreadable, lesson_of, read_notebook
from courseutils.teach.marking.platforms import Who, clean_name
from courseutils.teach.marking.records import Submission
from courseutils.teach.marking.unpack import Found, Unpacker

_NO_NOTEBOOK = "It is no notebook."
_MOST_EARLIER = 3
_HOW = "Hand in the notebook itself, the file whose name ends in .ipynb."


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


def collect(path: Path, into: Path, lessons: Collection[str] = ()) -> tuple[list[Submission], list[str]]:
    """The notebooks to mark, copied into the folder ``into``, and a sentence for everything that is not among them.

    One submission for each student and lesson, or each of these ``lessons``: the last attempt, with remarks on the
    others. A student of whom nothing can be marked has one too, with an empty file and the reasons as remarks, so that
    no table leaves that student out; its attempt is 0.
    Raises OSError with a sentence when ``path`` cannot be opened.
    """
    into.mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=into, prefix=".unpacked-") as stage:
        found, kept = _stage(Unpacker(into.resolve()).files(path), Path(stage))
        known = identify([file for file in found if not file.system], set(kept))
        items = [_item(file, who, kept.get(file)) for file, who in known.files]
        problems = _passed_over(file for file, _ in known.files) + _system(found) + _unnamed(items) + known.said
        submissions = [s for group in _by_student(items).values() for s in _of_student(group, into, lessons)]
        problems += _not_asked_for(items, lessons)
    return sorted(submissions, key=lambda s: (s.name.casefold(), s.student, s.origin)), problems


def _stage(files, stage: Path) -> tuple[list[Found], dict[Found, Path]]:
    """Every file, and where our copy of a notebook's content lies; contents go to the disk one by one."""
    found, kept, receipts = list[Found](), dict[Found, Path](), 0
    for number, file in enumerate(files):
        bare = replace(file, content=None)
        if file.content is None:
            found.append(file)
        elif file.is_notebook:
            kept[bare] = stage / f"{number}.ipynb"
            kept[bare].write_bytes(file.content)
            found.append(bare)
        elif receipts < MOST_RECEIPTS and may_be_receipt(file):
            receipts += 1
            found.append(file)
        else:
            found.append(replace(bare, why=_NO_NOTEBOOK))
    return found, kept


def _item(found: Found, who: Who, kept: Path | None) -> _Item:
    if kept is None:
        return _Item(found, who)
    digest = hashlib.sha256(kept.read_bytes()).hexdigest()
    return _Item(found, who, kept, digest, _lesson(kept, found.parts[-1]))


def _lesson(kept: Path, name: str) -> str:
    try:
        return read_notebook(kept, name).lesson
    except Unreadable:
        return lesson_of((), name)


def _by_student(items: list[_Item]) -> dict[tuple[str, str], list[_Item]]:
    """The files of each student, under one spelling of the key and the fullest name that stands with it."""
    groups: dict[tuple[str, str], list[_Item]] = {}
    for item in items:
        groups.setdefault((item.who.platform, item.who.student.casefold()), []).append(item)
    for key, group in groups.items():
        who = next((i.who for i in group if i.who.name != i.who.student), group[0].who)
        student = group[0].who.student
        groups[key] = [replace(i, who=replace(i.who, student=student, name=who.name)) for i in group]
    return groups


def _of_student(items: list[_Item], into: Path, lessons: Collection[str]) -> list[Submission]:
    """The last attempt of each lesson, or one empty submission that says why there is nothing to mark."""
    notebooks = [item for item in items if item.kept]
    asked = [item for item in notebooks if _is_asked_for(item, lessons)]
    if not asked:
        reasons = _others(notebooks) if notebooks else _refused(items)
        return [_submission(items[0], into, 0, reasons)] if any(map(_is_handed_in, items)) else []
    groups: dict[tuple, list[_Item]] = {}
    for item in asked:
        key = (item.lesson, "" if item.lesson else item.found.parts[-1].casefold())
        groups.setdefault(key, []).append(item)
    return [_last(sorted(group, key=lambda i: i.order), into) for group in groups.values()]


def _refused(items: list[_Item]) -> tuple[str, ...]:
    """Why nothing of a student's can be marked, in words that the student may read: no path of a platform."""
    own = [replace(item.found, parts=(item.who.file or item.found.parts[-1],)) for item in items[:5]]
    how = [_HOW] if any(file.why == _NO_NOTEBOOK for file in own) else []
    return (*(f"{shown(file)}: {file.why}" for file in own), *how)


def _is_asked_for(item: _Item, lessons: Collection[str]) -> bool:
    return not lessons or not item.lesson or item.lesson in lessons


def _others(notebooks: list[_Item]) -> tuple[str, ...]:
    found = ", ".join(sorted({str(int(item.lesson)) for item in notebooks}))
    return (f"No notebook of the lesson that is marked was handed in, only of lesson {found}.",)


def _not_asked_for(items: list[_Item], lessons: Collection[str]) -> list[str]:
    others = [item.lesson for item in items if item.kept and not _is_asked_for(item, lessons)]
    named = ", ".join(sorted({str(int(lesson)) for lesson in others}))
    return [f"Left out, as --lessons asks: {len(others)} notebooks of lesson {named}."] if others else []


def _is_handed_in(item: _Item) -> bool:
    """Is it a student's work, or a file that lies about?"""
    return item.who.sure or item.found.is_notebook or item.found.parts[-1].lower().endswith(".zip")


def _last(attempts: list[_Item], into: Path) -> Submission:
    """The last attempt, and with it a few earlier ones, in case that nothing was done in it."""
    last = attempts[-1]
    older = [i for i in attempts[:-1] if i.digest != last.digest]
    remarks = []
    if older:
        remarks.append(f"Attempt {len(older) + 1} of {len(older) + 1}: the last counts. Not marked: {_names(older)}.")
    if len(older) + 1 < len(attempts):
        remarks.append(f"The same file was handed in {len(attempts) - len(older)} times; it was marked once.")
    earlier = [_earlier(older, n, last, into) for n in range(len(older) - 1, -1, -1)[:_MOST_EARLIER]]
    return replace(_submission(last, into, len(older) + 1, tuple(remarks)), earlier=tuple(earlier))


def _earlier(older: list[_Item], n: int, last: _Item, into: Path) -> Submission:
    said = (
        f"Attempt {n + 1} of {len(older) + 1} counts, for nothing was attempted in {_names([*older[n + 1 :], last])}."
    )
    return _submission(older[n], into, n + 1, (said,))


def _names(items: list[_Item]) -> str:
    return ", ".join(dict.fromkeys(shown(item.found) for item in items))


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
    return [f"{shown(file)}: {file.why}" for file in files if file.why]


def _system(files: list[Found]) -> list[str]:
    """One sentence for the files that systems write for themselves, and one for each of our own folders."""
    own = [f"{shown(file)}: {file.why}" for file in files if file.system and file.why]
    names = [shown(file) for file in files if file.system and not file.why]
    if not names:
        return own
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return [*own, f"Files that computers write for themselves were passed over: {', '.join(names[:5])}{more}."]


def _unnamed(items: list[_Item]) -> list[str]:
    bare = [i.found for i in items if i.kept and not i.who.sure and i.who.student == clean_name(i.found.parts[-1])]
    return [f"{shown(file)}: Its name does not say whose it is." for file in bare]
