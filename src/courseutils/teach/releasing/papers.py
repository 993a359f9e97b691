"""Handouts and slides for a release: where they lie, and a line for what was not made or is older than a lesson."""

from collections.abc import Iterable
from pathlib import Path

# From these folders of the guide: into both archives, and into the instructor's alone.
HANDOUTS, SLIDES = "guide/handouts", "guide/slides"
_WHERE = {HANDOUTS: "the archives", SLIDES: "the instructor's archive"}


def remarks(root: Path, lessons: Iterable[Path]) -> list[str]:
    """At most a line for handouts and a line for slides; ``lessons`` are the sources of those that are released."""
    lessons = list(lessons)
    return [said for folder in _WHERE if (said := _remark(root, folder, lessons))]


def _remark(root: Path, folder: str, lessons: list[Path]) -> str:
    kind = Path(folder).name
    made = {path: _made(root / folder, path) for path in lessons}
    missing = [path for path, found in made.items() if not found]
    older = [path for path, found in made.items() if any(_is_older(paper, path) for paper in found)]
    make = f"To have them: python3 course.py {kind} {folder}, then release again."
    if len(missing) == len(lessons):
        return f"No {kind} are in {_WHERE[folder]}. {make}"
    if missing:
        return f"The {kind} of {_named(missing)} are missing. {make}"
    return f"The {kind} of {_named(older)} are older than the lesson. {make}" if older else ""


def _made(folder: Path, lesson: Path) -> list[Path]:
    return sorted(folder.glob(f"{lesson.stem}.*"))


def _is_older(paper: Path, lesson: Path) -> bool:
    return paper.stat().st_mtime < lesson.stat().st_mtime


def _named(lessons: list[Path]) -> str:
    numbers = ", ".join(str(int(path.stem[:2])) for path in lessons)
    return f"lesson{'s' if len(lessons) > 1 else ''} {numbers}"
