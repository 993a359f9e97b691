"""Handouts and slides for a release: where they lie, and a line for what was not made or is older than a lesson."""

from collections.abc import Iterable
from pathlib import Path

from courseutils.teach import made

# From these folders of the guide: into both archives, and into the instructor's alone.
HANDOUTS, SLIDES = "guide/handouts", "guide/slides"
_WHERE = {HANDOUTS: "the archives", SLIDES: "the instructor's archive"}
MOST_NAMED = 5
_OTHERS = (
    "Left out of what students get, since course.py handouts did not make it, or it was changed: {}. Give it out "
    "by yourself if it is for students."
)


def handouts(root: Path, lessons: Iterable[Path]) -> list[str]:
    """Paths of these lessons' handouts, each as the kit made it: what students get of that folder, and nothing else."""
    wanted = {f"{lesson.stem}{ending}" for lesson in lessons for ending in (".html", ".pdf")}
    return [f"{HANDOUTS}/{name}" for name in sorted(made.unchanged(root / HANDOUTS, "handouts")) if name in wanted]


def remarks(root: Path, lessons: Iterable[Path]) -> list[str]:
    """At most a line for handouts and a line for slides; ``lessons`` are the sources of those that are released."""
    lessons = list(lessons)
    return [said for folder in _WHERE if (said := _remark(root, folder, lessons))]


def others(root: Path) -> list[str]:
    """A line for files among the handouts that the kit did not make, or that were changed since."""
    own = made.unchanged(root / HANDOUTS, "handouts")
    found = sorted((root / HANDOUTS).iterdir()) if (root / HANDOUTS).is_dir() else []
    names = [path.name for path in found if path.name not in own and not path.name.startswith(".")]
    more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
    return [_OTHERS.format(", ".join(f"{HANDOUTS}/{name}" for name in names[:MOST_NAMED]) + more)] if names else []


def _remark(root: Path, folder: str, lessons: list[Path]) -> str:
    kind = Path(folder).name
    found = {path: _papers(root / folder, path) for path in lessons}
    missing = [path for path, papers in found.items() if not papers]
    older = [path for path, papers in found.items() if any(_is_older(paper, path) for paper in papers)]
    make = f"To have them: python3 course.py {kind} {folder}, then release again."
    if len(missing) == len(lessons):
        return f"No {kind} are in {_WHERE[folder]}. {make}"
    if missing:
        return f"The {kind} of {_named(missing)} are missing. {make}"
    return f"The {kind} of {_named(older)} are older than the lesson. {make}" if older else ""


def _papers(folder: Path, lesson: Path) -> list[Path]:
    return sorted(folder.glob(f"{lesson.stem}.*"))


def _is_older(paper: Path, lesson: Path) -> bool:
    return paper.stat().st_mtime < lesson.stat().st_mtime


def _named(lessons: list[Path]) -> str:
    numbers = ", ".join(str(int(path.stem[:2])) for path in lessons)
    return f"lesson{'s' if len(lessons) > 1 else ''} {numbers}"
