"""The instructor's archive: solved notebooks, answers and mistakes, the guide, what hidden variants are."""

from collections.abc import Iterator

from courseutils.exercises import exercises
from courseutils.teach import lessons, licences
from courseutils.teach.marking import variants
from courseutils.teach.releasing import mistakes, pages
from courseutils.teach.releasing.students import Release, file_bytes

TEMPLATE = "guide/release/templates/instructor.md"
VARIANTS = "guide/release/templates/variants.md"


def instructor_files(release: Release) -> dict[str, bytes]:
    """Relative paths and bytes of the instructor's archive; the same every time."""
    texts = dict(_texts(release))
    files = {name: text.encode("utf-8") for name, text in texts.items()}
    papers = licences.of_kit(release.root) | licences.of_others(release.root)
    return dict(sorted((files | dict(_guide(release)) | papers).items()))


def _texts(release: Release) -> Iterator[tuple[str, str]]:
    table = pages.lesson_table(release.lessons, release.course, lambda lesson: lesson.title)
    head = pages.title(release.course)
    yield "README.md", _filled(release, TEMPLATE, {"title": head, "lessons": table})
    yield "variants.md", _filled(release, VARIANTS, {"exercises": _varied(release)})
    yield "answers_and_mistakes.html", mistakes.page(release.lessons)
    for lesson in release.lessons:
        solved = lessons.solved(lessons.read_lesson(lesson.path))
        yield f"solved/{lesson.path.stem}_solved.ipynb", lessons.text_of(solved)


def _filled(release: Release, template: str, parts: dict[str, str]) -> str:
    return pages.fill((release.root / template).read_text(encoding="utf-8"), template, parts)


def _varied(release: Release) -> str:
    """A table of the exercises that a hidden variant reaches, with the parameters that it changes."""
    tasks = [task for task in exercises().values() if release.holds(task.id) and variants.has_variant(task)]
    rows = (f"| {t.id} | {t.title} | {', '.join(f'`{name}`' for name in t.parameters)} |" for t in tasks)
    return "\n".join(["| Exercise | Title | Varied |", "| --- | --- | --- |", *rows]) if tasks else "None so far."


def _guide(release: Release) -> Iterator[tuple[str, bytes]]:
    """All of the guide, slides and clock included where they are there; other lessons' files left out, plans kept.

    The guide's first page leads to every plan, and a plan may serve to decide what to teach.
    """
    for path in sorted((release.root / "guide").rglob("*")):
        inside = path.relative_to(release.root)
        wanted = release.holds(path.name) or path.parent.name == "plans"
        if path.is_file() and wanted and not any(_is_left_out(part) for part in inside.parts):
            yield inside.as_posix(), file_bytes(path)


def _is_left_out(part: str) -> bool:
    return part == "templates" or part.startswith((".", "__"))
