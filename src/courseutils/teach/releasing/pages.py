"""The students' README and the page that their lab opens with, made of the course file and the chosen lessons."""

import datetime as dt
import html
import re
from collections.abc import Callable, Iterable
from pathlib import Path

from courseutils.teach.releasing import ReleaseError
from courseutils.teach.releasing.chosen import Lesson
from courseutils.teach.releasing.coursefile import Course

TEMPLATE = "guide/release/templates/students.md"
KIT = "Georgia 2008"
# strftime would write the names in the language of the machine, and the bytes would differ from one to the next.
_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September"]
_MONTHS += ["October", "November", "December"]
_WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


def plain(text: str) -> str:
    """Text as Markdown that shows it as it is: no HTML, no mark-up, no formula.

    >>> plain("<b>A & B</b>, $5")
    '&lt;b&gt;A &amp; B&lt;/b&gt;, <span>&#36;</span>5'
    """
    marked = re.sub(r"([`*_\[\]|~#])", r"\\\1", html.escape(text.replace("\\", "\0"), quote=False))
    # JupyterLab looks for formulas twice, in the source and on the page; neither finds these two signs.
    return marked.replace("$", "<span>&#36;</span>").replace("\0", "<span>&#92;</span>")


def day(date: dt.date) -> str:
    """A day in words.

    >>> day(dt.date(2027, 2, 8))
    'Monday, 8 February 2027'
    """
    return f"{_WEEKDAYS[date.weekday()]}, {date.day} {_MONTHS[date.month - 1]} {date.year}"


def readme(root: Path, chosen: Iterable[Lesson], course: Course | None) -> str:
    """The students' README: title, how to start, the lessons of this release."""
    text = (root / TEMPLATE).read_text(encoding="utf-8")
    parts = {
        "title": title(course),
        "lessons": lesson_table(chosen, course, lambda lesson: lesson.title),
        "opening": "this course's page" if course else "lesson 0",
    }
    return fill(text, TEMPLATE, parts)


def fill(text: str, template: str, parts: dict[str, str]) -> str:
    """A template with every mark ``<!-- name -->`` replaced; raises ReleaseError for a mark that is not there."""
    for name in parts:
        if f"<!-- {name} -->" not in text:
            raise ReleaseError(f"{template} has lost its mark <!-- {name} -->.")
    return re.sub(r"<!-- (\w+) -->", lambda match: parts.get(match[1], match[0]), text)


def start_page(chosen: Iterable[Lesson], course: Course) -> str:
    """The page that the lab opens with; its links lead to the notebooks that lie beside it."""
    chosen = list(chosen)
    table = lesson_table(chosen, course, lambda lesson: f"[{lesson.title}]({lesson.notebook})")
    return _START.format(title(course), chosen[0].notebook, table)


_START = """{0}

**Begin with [lesson 0]({1})**, before the first class. It shows how a notebook works.

## Lessons

{2}

Run a cell with Shift+Enter. Save with Ctrl+S (on a Mac Cmd+S). To pack your notebooks into one file to hand in, type
`python3 course.py submit` in a terminal (on Windows `py course.py submit`).
"""


def title(course: Course | None) -> str:
    """Heading and the lines under it; the kit's own name where there is no course file."""
    if course is None:
        return f"# {KIT}"
    rows = [("Institution", plain(course.institution)), ("Instructor", plain(course.instructor))]
    rows += [("Dates", _span(course)), ("Contact", _contact(course.contact))]
    lines = [f"- **{label}:** {text}" for label, text in rows if text]
    return "\n".join([f"# {plain(course.name)}", "", *lines, *([""] if lines else []), _MADE_WITH])


_MADE_WITH = f"This course works with the teaching kit {KIT}."


def _span(course: Course) -> str:
    if course.start and course.end:
        return f"{day(course.start)}, to {day(course.end)}"
    if course.start:
        return f"from {day(course.start)}"
    return f"until {day(course.end)}" if course.end else ""


def _contact(text: str) -> str:
    """An address of an e-mail as a link, anything else as it is."""
    address = re.fullmatch(r"[A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}", text)
    return f"[{plain(text)}](mailto:{text})" if address else plain(text)


def lesson_table(chosen: Iterable[Lesson], course: Course | None, shown: Callable[[Lesson], str]) -> str:
    """A Markdown table of the lessons of this release, with days where the course file gives them."""
    dated = bool(course and course.lessons)
    heads = ["", "Lesson", "Minutes (estimates)"] + (["Day"] if dated else [])
    rows = [heads, ["---"] * len(heads)]
    for lesson in chosen:
        when = course.lessons.get(lesson.number) if course else None
        cells = [lesson.short, shown(lesson), lesson.minutes]
        rows.append(cells + ([day(when) if when else ""] if dated else []))
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
