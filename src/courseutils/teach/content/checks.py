"""Checks on the content of the lessons: figures, quotations, words, versions, names, answers and the order of ideas."""

from collections.abc import Iterable
from pathlib import Path

from courseutils.teach import lessons
from courseutils.teach.content import answers, figures, guide, ideas, names, quotations, versions, words
from courseutils.teach.content.texts import Lesson, Paragraph, page, paragraphs, read_lesson

PAGES = ("README.md", "guide/**/*.md")


def problems(folder: Path, only: str | None = None) -> list[str]:
    """Sentences about everything in the lessons of a folder that the checks refuse; one lesson's with ``only``."""
    read = [read_lesson(path) for path in lessons.lesson_files(folder, only)]
    found = [sentence for lesson in read for sentence in lesson_problems(lesson, folder)]
    found += [sentence for lesson in read for sentence in answers.problems(lesson.number)]
    texts = [p for lesson in read for p in lesson.paragraphs]
    if only is None:
        texts += [*_pages(folder.parent), *_glossary()]
        found += _course_problems(read, folder)
        found += words.problems([*texts, *words.all_table_paragraphs()], folder)
        found += names.problems([*texts, *names.table_paragraphs()], folder)
    else:
        found += words.problems(texts, folder, only)
        found += names.problems(texts, folder, whole=False)
    return list(dict.fromkeys(found))


def lesson_problems(lesson: Lesson, folder: Path) -> list[str]:
    """What concerns one lesson alone: its figures and quotations, in the guide too, and the ideas it uses."""
    found = grounds_problems(guide.with_guide(lesson, folder.parent), folder)
    found += ideas.problems(lesson, ideas.read_ideas(folder)[0])
    return [f"Lesson {lesson.number}. {said}" for said in found]


def grounds_problems(text: Lesson, folder: Path) -> list[str]:
    """Figures and quotations of a lesson, or of the guide, that do not rest on their table."""
    rows, _ = figures.read(folder, text.number)
    shared, _ = figures.read(folder, figures.SHARED)
    sheet = f"lessons/figures/{text.number}.csv"
    return figures.problems(text, folder) + quotations.problems(text.paragraphs, rows + shared, sheet)


def _course_problems(read: list[Lesson], folder: Path) -> list[str]:
    known, found = ideas.read_ideas(folder)
    found += [f"The guide. {said}" for said in grounds_problems(guide.about_all(folder.parent), folder)]
    found += figures.shared_problems(read, folder) + ideas.missing_lessons(known, {lesson.number for lesson in read})
    found += quotations.article_problems() + quotations.problems(_glossary(), [], "the table")
    return found + versions.problems() + names.article_problems() + names.key_problems()


def _pages(root: Path) -> list[Paragraph]:
    files = sorted({path for pattern in PAGES for path in root.glob(pattern)} - {root / guide.GLOSSARY})
    return [paragraph for path in files for paragraph in page(path, root)]


def _glossary() -> Iterable[Paragraph]:
    """Meanings in the glossary, each with the row's ``glossary:key``."""
    from courseutils import _data
    from courseutils.teach.content.references import tables

    if "glossary" not in tables():
        return []
    key = tables()["glossary"][0]
    found = ((row["meaning"] or "", f"glossary:{row[key]}") for row in _data.rows("glossary"))
    return [paragraph for text, where in found for paragraph in paragraphs(text, where, "table")]
