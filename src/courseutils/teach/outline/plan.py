"""The plan of a lesson: its minutes, and which sections belong to which row of it."""

import re

from courseutils.teach import lessons
from courseutils.teach.outline.markdown import blocks, plain, rows_of
from courseutils.teach.outline.model import Outline

_MINUTES = re.compile(r"\s*\(([^()]*\bmin(?:utes)?\b[^()]*)\)")
_IN_ALL = re.compile(r"\babout (\d+) minutes\b")
HOME = "at home"


def without_minutes(heading: str) -> tuple[str, str]:
    """A heading without the minutes in round brackets, and these, such as "5 to 8".

    >>> without_minutes("Share-out (5 to 8 min)")
    ('Share-out', '5 to 8')
    """
    found = _MINUTES.search(heading)
    said = re.search(r"\d+(?: to \d+)?", found[1]) if found else None
    return _MINUTES.sub("", heading).replace(" (guided)", ""), said[0] if said else ""


def rows(cells, outline: Outline) -> list[tuple[str, str]]:
    """Minutes and what for: the students' table, else the headings that give minutes, else the whole lesson."""
    for cell in cells:
        if cell.cell_type == "markdown" and "teacher" not in lessons.tags(cell):
            for block in blocks(cell.source):
                if block.kind == "table" and rows_of(block)[0][0].startswith("Minutes"):
                    return [(row[0], plain(row[1])) for row in rows_of(block)[1:]]
    timed = [(HOME if s.at_home else s.minutes, plain(s.heading)) for s in outline.sections if s.minutes]
    whole = _IN_ALL.search(cells[0].source)
    return timed or [(whole[1] if whole else "", "Before class")]


def places(outline: Outline) -> list[int]:
    """For each section the row of the plan that it belongs to.

    The rows are gone through in order. A row that no section names takes the sections that stand where it stands.
    """
    found: list[int] = []
    at = 0
    free = [not any(_names(row, s.heading) for s in outline.sections) for row in outline.plan]
    for section in outline.sections:
        named = [n for n, row in enumerate(outline.plan) if n >= at and _names(row, section.heading)]
        if named:
            at = next((n for n in named if outline.plan[n][1] == plain(section.heading)), named[0])
        elif at + 1 < len(free) and free[at + 1] and found:
            at += 1
        found.append(at)
    return found


def _names(row: tuple[str, str], heading: str) -> bool:
    """Does a row of the plan speak of the section with this heading?"""
    minutes, text = row
    part = re.match(r"Part (\d+)", heading)
    if part:
        return int(part[1]) in _parts(text)
    if heading.startswith("At home"):
        return minutes == HOME
    word = heading.split(",")[0].split()[0].casefold()
    return plain(heading) == text or (len(word) > 3 and bool(re.search(rf"\b{re.escape(word)}\b", text.casefold())))


def _parts(text: str) -> set[int]:
    """The numbers of the parts that a text names.

    >>> sorted(_parts("Parts 4 and 5: exercises 05-6 to 05-8"))
    [4, 5]
    """
    named = re.match(r"Parts? (\d+)(?: (?:and|to) (\d+))?", text)
    if not named:
        return set()
    return set(range(int(named[1]), int(named[2] or named[1]) + 1))
