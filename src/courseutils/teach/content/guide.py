"""Read the guide as the lessons are read: a plan rests on its lesson's table of figures, other pages on guide.csv."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from courseutils import _data
from courseutils._files import read_text
from courseutils.teach.content.texts import Lesson, Paragraph, paragraphs

GUIDE = "guide"
GLOSSARY = "guide/glossary.md"
PAGES = ("guide/*.md", "guide/plans/*.md")
# Pages that say something about the war, the places and the people; the others are about commands and rooms. What
# clock.md and figures.md give was measured by a program, which wrote it beside its machine and its day.
ABOUT_FACTS = ("guide/moderation.md", "guide/naming.md", "guide/rubrics.md", "guide/plans/*.md")
_SECTION = re.compile(r"^## (?=(?:(?P<number>\d\d)-\d+ )?)", re.MULTILINE)
_GLOSSARY = """<!-- Made by python3 course.py build from data/tables/glossary.csv. Edit that table. -->

# Glossary

The words of the course, each with the lesson that introduces it. In a notebook, `load_table("glossary")` has the same,
and `cite("...")` prints the source that stands in square brackets.

{}
"""


def pages(root: Path, patterns: tuple[str, ...] = PAGES) -> Iterator[Path]:
    """The pages that somebody wrote; the glossary is made from its table and checked there."""
    found = {path for pattern in patterns for path in root.glob(pattern)}
    yield from sorted(found - {root / GLOSSARY})


def by_lesson(root: Path) -> dict[str, list[Paragraph]]:
    """Paragraphs by the lesson that they are about, ``"guide"`` where it is none.

    A page named ``05_…`` and a section that begins with an exercise of lesson 5 (``## 05-5 …``) are about lesson 5.
    """
    found: dict[str, list[Paragraph]] = {}
    for path in pages(root, ABOUT_FACTS):
        where = path.relative_to(root).as_posix()
        for number, text in _sections(path):
            found.setdefault(number, []).extend(paragraphs(text, where, "teacher"))
    return found


def _sections(path: Path) -> Iterator[tuple[str, str]]:
    """A page cut at its second-level headings, each part with the number of its lesson."""
    text, own = read_text(path), path.stem[:2] if path.stem[:2].isdigit() else GUIDE
    heads = list(_SECTION.finditer(text))
    ends = [*(head.start() for head in heads), len(text)]
    yield own, text[: ends[0]]
    for head, end in zip(heads, ends[1:], strict=True):
        yield head["number"] or own, text[head.start() : end]


def with_guide(lesson: Lesson, root: Path) -> Lesson:
    """A lesson together with what the guide says about it."""
    return replace(lesson, paragraphs=(*lesson.paragraphs, *by_lesson(root).get(lesson.number, [])))


def about_all(root: Path) -> Lesson:
    """What the guide says about no lesson alone, as a text with its own table of figures."""
    return Lesson(GUIDE, None, tuple(by_lesson(root).get(GUIDE, [])))


def glossary_page() -> str:
    """The text of ``guide/glossary.md``: every word with its lesson, its meaning and its source."""
    rows = sorted(_data.rows("glossary"), key=lambda row: row["term"].casefold())
    return _GLOSSARY.format("\n".join(map(_entry, rows)))


def _entry(row: dict) -> str:
    source = f" [`{row['source_id']}`]" if row["source_id"] else ""
    return f"- **{row['term']}** (lesson {int(row['lesson'])}): {row['meaning']}{source}"
