"""Whose are these files? One platform for all that was given, told by the names that most of it has.

A student chooses the names of files and of what lies in a zip. So a platform's pattern counts only where most of what
was handed in has it, only where it comes first in a path, and a receipt of Blackboard only beside its attempt. What
lies at the top was named by a platform or by the instructor: there a name of Moodle's form is Moodle's in any company.
"""

from collections import defaultdict
from dataclasses import dataclass, replace

from courseutils.teach.marking import platforms
from courseutils.teach.marking.plain import Plain
from courseutils.teach.marking.platforms import Receipts, Who
from courseutils.teach.marking.unpack import Found

PLATFORMS = ("moodle", "blackboard", "canvas")
LONGEST_SHOWN = 160
MOST_RECEIPTS = 5_000
_NUMBERED = "Moodle numbers students anew in each assignment: mark the zip of each assignment on its own."


@dataclass(frozen=True)
class Known:
    """Every file with its student, receipts left out, and sentences for the instructor."""

    files: list[tuple[Found, Who]]
    said: list[str]


def identify(files: list[Found], notebooks: set[Found]) -> Known:
    """The student of every file; ``notebooks`` are those that can be marked."""
    platform, odd = _platform(files, notebooks)
    receipts = _receipts(files) if platform == "blackboard" else {}
    rest = [_without_content(file) for file in files if _receipt_key(file) not in receipts]
    depth = _shared_depth([file for file in files if file in notebooks] or files)
    whos = [platforms.from_platform(file.parts, platform, receipts) or _on_top(file, depth) for file in rest]
    plain = Plain(f.parts for f, who in zip(rest, whos, strict=True) if who is None and f in notebooks)
    all_whos = [who or plain.who(file.parts) for file, who in zip(rest, whos, strict=True)]
    all_whos, said = _told_apart([replace(who, name=who.name or who.student) for who in all_whos])
    return Known(list(zip(rest, all_whos, strict=True)), odd + said + _said_by_receipts(receipts, all_whos))


def _without_content(file: Found) -> Found:
    """Of what looked like a receipt and is none, the name alone is of use."""
    return file if file.content is None else replace(file, content=None, why="It is no notebook.")


def _platform(files: list[Found], notebooks: set[Found]) -> tuple[str, list[str]]:
    """The platform that named at least half of what lies at the top, and a sentence if fewer look so."""
    counted = [file for file in files if file in notebooks] or files
    depth = _shared_depth(counted)
    tops: dict[str, set[str]] = defaultdict(set)
    for file in counted:
        found = {p for p in PLATFORMS if any(platforms.looks_like(p, part) for part in file.parts)}
        tops[file.parts[depth]] |= found
    votes = {p: sum(p in found for found in tops.values()) for p in PLATFORMS}
    best = max(PLATFORMS, key=lambda p: votes[p])
    if votes[best] and 2 * votes[best] >= len(tops):
        return best, []
    few = [p.capitalize() for p in PLATFORMS[:2] if votes[p]]
    hint = "Mark what was downloaded from a platform on its own."
    return "", [f"A few names look as {name} gives them, and others do not. {hint}" for name in few]


def _on_top(file: Found, depth: int) -> Who | None:
    """The student of a file or folder at the top whose own name is of Moodle's form."""
    own = file.parts[depth:]
    return platforms.from_platform(own, "moodle", {}) if own and platforms.looks_like("moodle", own[0]) else None


def _shared_depth(files: list[Found]) -> int:
    """How many parts at the beginning all paths have in common, their last part left out."""
    depth = 0
    while files and all(len(f.parts) > depth + 1 for f in files) and len({f.parts[depth] for f in files}) == 1:
        depth += 1
    return depth


# Receipts of Blackboard -----------------------------------------------------------------------------------------------


def may_be_receipt(file: Found) -> bool:
    """Is its content worth keeping?"""
    return _receipt_key(file) is not None


def _receipt_key(file: Found) -> tuple[str, ...] | None:
    """Folder and attempt of a receipt; None for other files and for one inside what a student handed in."""
    *folders, name = file.parts
    if file.content is None or not platforms.is_receipt(name):
        return None
    inside = any(platforms.looks_like("blackboard", part) for part in folders)
    return None if inside else (*folders, platforms.blackboard_key(name))


def _receipts(files: list[Found]) -> Receipts:
    keyed = ((_receipt_key(file), file) for file in files)
    read = ((key, platforms.read_receipt(file.content or b"")) for key, file in keyed if key)
    return {key: receipt for key, receipt in read if receipt}


def _said_by_receipts(receipts: Receipts, whos: list[Who]) -> list[str]:
    """What receipts hold beside the files: comments, typed text, attempts without a file."""
    said = []
    with_files = {who.student for who in whos}
    for (*_, key), receipt in receipts.items():
        if receipt.comment or receipt.text:
            what = "a comment" if receipt.comment else "a text"
            said.append(f"{receipt.name} wrote {what} in Blackboard; read it in {key}.txt.")
        if receipt.student not in with_files:
            said.append(f"{receipt.name} handed in no file: {key}.txt.")
    return said


# People of one name, and names of one number --------------------------------------------------------------------------


def _told_apart(whos: list[Who]) -> tuple[list[Who], list[str]]:
    """Two names under one number are two students, for a name can be chosen so that it looks like another's number."""
    names, numbers, places = defaultdict(set), defaultdict(set), defaultdict(set)
    for who in whos:
        places[who.student.casefold()].add(who.platform)
        names[who.platform, who.student].add(who.name.casefold())
        numbers[who.platform, who.name].add(who.student)
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
    both = {student for student, found in places.items() if len(found) > 1}
    said += [f"{student} is a number of a platform and a plain name; they are kept apart." for student in both]
    whos = [_apart(who, names, numbers) for who in whos]
    return [_by_platform(who) if who.student.casefold() in both else who for who in whos], sorted(map(str.strip, said))


def _by_platform(who: Who) -> Who:
    """With the platform in the key, which tables and pages go by alone."""
    return replace(who, student=f"{who.student} ({who.platform})")


def _is_blind(platform: str, name: str) -> bool:
    """With blind marking Moodle calls everybody by one word, "Participant" or its translation."""
    return platform == "moodle" and " " not in name


def _apart(who: Who, names: dict, numbers: dict) -> Who:
    several = who.platform in ("moodle", "canvas") and len(names[who.platform, who.student]) > 1
    blind = _is_blind(who.platform, who.name) and len(numbers[who.platform, who.name]) > 1
    student = f"{who.student} {who.name}" if several else who.student
    return replace(who, student=student, name=f"{who.name} {who.student}" if blind else who.name)


def shown(file: Found) -> str:
    """The path of a file for a sentence: in one line, short, its hidden characters shown as dots."""
    text = "".join(c if c.isprintable() else "·" for c in file.name)
    return text if len(text) <= LONGEST_SHOWN else f"{text[:60]}…{text[-(LONGEST_SHOWN - 61) :]}"
