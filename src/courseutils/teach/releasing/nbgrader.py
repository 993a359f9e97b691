"""A source tree for nbgrader 0.9.6: one assignment per lesson, graded by the same check code as the notebooks."""

from collections.abc import Iterator
from pathlib import Path

from courseutils.exercises import Exercise, exercises
from courseutils.teach import lessons
from courseutils.teach.releasing.chosen import Lesson
from courseutils.teach.releasing.students import Release

SCHEMA = 3
TAGS = ("exercise", "check", "parameters", "map")
GUIDE = "guide/release/nbgrader.md"
# No hidden tests: nbgrader would say of every honest submission that its checksum has changed.
_GRADE = """# Points for nbgrader. Leave this cell as it is.
from courseutils._checking.points import points

points("{0.id}", {0.variable})"""
_CONFIG = '''"""Settings for nbgrader 0.9.6. Run nbgrader in this folder; see README.md."""

from pathlib import Path

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = "georgia2008"
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
# The blank of an exercise is the line with three dots; a notebook that was not filled in runs to its end.
c.ClearSolutions.code_stub = {"python": "# your code here"}
# Maps take longer than the usual 30 seconds on a slow machine.
c.Execute.timeout = 120
# A student's progress is kept in a folder of its own while the notebook runs, never in yours.
_OWN = "import os, tempfile; _own = tempfile.TemporaryDirectory(); os.environ['COURSE_WORKBOOK'] = _own.name"
c.Execute.extra_arguments = [f"--IPKernelApp.exec_lines={_OWN}"]
'''


def nbgrader_files(release: Release) -> dict[str, bytes]:
    """Relative paths and bytes of the source tree; the same every time."""
    texts = {"nbgrader_config.py": _CONFIG, "README.md": (release.root / GUIDE).read_text(encoding="utf-8")}
    for lesson in release.lessons:
        texts[f"source/{assignment(lesson)}/{lesson.notebook}"] = lessons.text_of(source(lesson.path))
    return {name: text.encode("utf-8") for name, text in sorted(texts.items())}


def assignment(lesson: Lesson) -> str:
    """Name of the assignment: ``lesson_05``."""
    return f"lesson_{lesson.number}"


def source(path: Path):
    """A lesson with solutions between nbgrader's markers, cells that give points, and no instructor's cell."""
    notebook = lessons.read_lesson(path)
    hidden = {"teacher", "solution"}
    cells = [cell for cell in notebook.cells if not lessons.tags(cell) & hidden]
    tasks = {f"exercise-{task.id}": task for task in exercises().values()}
    checks = {task.id: cell.id for cell in cells for task in tasks.values() if _checks(cell, task)}
    notebook.cells = [made for cell in cells for made in _made(_bare(cell), tasks, checks)]
    return notebook


def _bare(cell):
    """The cell without the tags that only slides and handouts read."""
    kept = [tag for tag in cell.metadata.pop("tags", []) if tag in TAGS]
    if kept:
        cell.metadata["tags"] = kept
    return cell


def _checks(cell, task: Exercise) -> bool:
    return "check" in lessons.tags(cell) and f'"{task.id}"' in cell.source


def _made(cell, tasks: dict[str, Exercise], checks: dict[str, str]) -> Iterator:
    """The cell itself, marked if students fill it in, and after the last check of an exercise its points."""
    task = tasks.get(cell.id)
    if task is not None:
        _mark(cell, cell.id, solution=True, points=len(task.rubric) if task.kind == "written" else None)
    elif lessons.BEGIN in cell.source:
        _mark(cell, cell.id, solution=True, points=None)
    yield cell
    for asked in tasks.values():
        if checks.get(asked.id) == cell.id and asked.kind != "written":
            yield _points(asked)


def _points(task: Exercise):
    import nbformat

    cell = nbformat.v4.new_code_cell(_GRADE.format(task), id=f"points-{task.id}")
    _mark(cell, cell.id, solution=False, points=1)
    return cell


def _mark(cell, name: str, solution: bool, points: int | None) -> None:
    """Metadata of schema 3; a cell that is solution and grade at once is read by a person."""
    about = {"grade": points is not None, "grade_id": name, "locked": not solution, "schema_version": SCHEMA}
    about |= {"solution": solution, "task": False} | ({"points": points} if points is not None else {})
    cell.metadata["nbgrader"] = about
