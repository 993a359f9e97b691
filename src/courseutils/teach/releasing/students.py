"""The students' tree: everything that students get, as relative path and bytes, and nothing else."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from courseutils.teach import build, languages
from courseutils.teach.releasing import ReleaseError, pages, papers
from courseutils.teach.releasing.chosen import Lesson
from courseutils.teach.releasing.coursefile import Course

ORIGINAL = "data/article/original.txt"
TOP = (
    ".gitattributes",
    ".gitignore",
    "CITATION.cff",
    "LICENSE",
    "LICENSE-data.md",
    "THIRD_PARTY.md",
    "course.py",
    "environment.yml",
    "pyproject.toml",
    "requirements.lock",
)
# Run by Binder and other images that repo2docker makes, after environment.yml.
FINISH = "postBuild"
# Pages of the guide that are written for students; all others are the instructor's. Handouts come with them.
GUIDE = ("naming.md", "glossary.md", "accessibility.md")
PACKAGE = "src/courseutils"
# Only files of these kinds: a stray spreadsheet with marks in the package's folder stays at home.
KINDS = (".py", ".toml", ".md", ".json", ".js", ".css", ".html", ".svg", ".png", ".woff2", ".typed", ".mo")
NOT_TEXTS = (".png", ".pdf", ".woff2", ".mo")
_NEVER = ("teach", "_bundled", "__pycache__")


@dataclass(frozen=True)
class Release:
    """What goes into a release: the lessons, the course's title page, and the original article if it is added."""

    root: Path
    lessons: tuple[Lesson, ...]
    course: Course | None = None
    original: str | None = None

    def holds(self, name: str) -> bool:
        """Is a file or an exercise, whose name may begin with a lesson's two digits, part of this release?"""
        return not name[:2].isdigit() or name[:2] in {lesson.number for lesson in self.lessons}


def student_tree(release: Release) -> dict[str, bytes]:
    """Relative paths, with slashes, and bytes of all that students get; sorted, the same every time."""
    files = {name: file_bytes(release.root / name) for name in _paths(release)}
    files |= {name: text.encode("utf-8") for name, text in _made(release).items()}
    return dict(sorted(files.items()))


def hub_tree(release: Release) -> dict[str, bytes]:
    """The students' tree for an address that nbgitpuller and Binder point at."""
    return dict(sorted((student_tree(release) | {FINISH: file_bytes(release.root / FINISH)}).items()))


def _paths(release: Release) -> Iterator[str]:
    yield from (name for name in TOP if (release.root / name).is_file())
    yield from _data(release.root)
    yield from _guide(release)
    yield from _package(release)


def _made(release: Release) -> dict[str, str]:
    """Files that are made for the release: pages, notebooks, and the original where the instructor adds it."""
    folder = release.root / "lessons"
    built = [build.student_files(folder, lesson.number) for lesson in release.lessons]
    made = {f"notebooks/{name}": text for files in built for name, text in files.items()}
    made |= {f"notebooks/{name}": text for name, text in _translated(release, folder).items()}
    made["README.md"] = pages.readme(release.root, release.lessons, release.course)
    if release.course:
        made["notebooks/START_HERE.md"] = pages.start_page(release.lessons, release.course)
    if release.original:
        made[ORIGINAL] = release.original
    return made


def _translated(release: Release, folder: Path) -> dict[str, str]:
    """The lessons of the release in every language that has them, by path under ``notebooks/``."""
    if found := languages.problems(folder):
        raise ReleaseError("\n".join(found))
    built = [(path.name, languages.student_files(path)) for path in languages.folders(folder)]
    return {f"{code}/{name}": text for code, files in built for name, text in files.items() if release.holds(name)}


def _data(root: Path) -> Iterator[str]:
    listed = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    yield from ("data/README.md", "data/datapackage.json")
    yield from (f"data/{entry['path']}" for entry in listed["resources"])


def _guide(release: Release) -> Iterator[str]:
    yield from (f"guide/{name}" for name in GUIDE if (release.root / "guide" / name).is_file())
    yield from papers.handouts(release.root, [lesson.path for lesson in release.lessons])


def _package(release: Release) -> Iterator[str]:
    for path in sorted((release.root / PACKAGE).rglob("*")):
        name = path.relative_to(release.root).as_posix()
        if path.is_file() and is_for_students(name) and not _of_another_lesson(path, release):
            yield name


def is_for_students(name: str) -> bool:
    """Does a file of the package belong to the student floor?"""
    path = PurePosixPath(name)
    hidden = any(part in _NEVER or part.startswith(".") for part in path.parts)
    return not hidden and (path.suffix in KINDS or path.name.startswith("LICENSE"))


def _of_another_lesson(path: Path, release: Release) -> bool:
    return path.parent.name == "exercises" and not release.holds(path.stem.removeprefix("lesson_"))


def file_bytes(path: Path) -> bytes:
    """A file as it goes out: texts with line feeds, whatever the machine made of them."""
    content = path.read_bytes()
    return content if path.suffix in NOT_TEXTS else content.replace(b"\r\n", b"\n")
