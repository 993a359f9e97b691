"""The command ``course release``: make what is handed out, look through it for leaks, then write it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from courseutils.teach import build
from courseutils.teach.content import checks
from courseutils.teach.releasing import (
    ReleaseError,
    archive,
    chosen,
    coursefile,
    folder,
    hidden,
    nbgrader,
    original,
    papers,
    scan,
)
from courseutils.teach.releasing.instructor import instructor_files
from courseutils.teach.releasing.students import ORIGINAL, Release, hub_tree, student_tree

STUDENTS, INSTRUCTOR = "georgia2008_students", "georgia2008_instructor"
TOP = "georgia2008"


@dataclass(frozen=True)
class Wanted:
    """What was asked for on the command line."""

    archives: Path | None = None
    tree: Path | None = None
    nbgrader: Path | None = None
    lessons: str | None = None
    course: Path | None = None
    original: Path | None = None
    draft: bool = False


def run(wanted: Wanted, root: Path | None = None) -> int:
    """Make everything, then write; nothing is written when anything is wrong. Returns the exit code."""
    try:
        lines = release(wanted, root or build.root())
    except (ReleaseError, build.BuildError) as problem:
        print(f"Nothing was released.\n{problem}")
        return 1
    print("\n".join(lines))
    return 0


def release(wanted: Wanted, root: Path) -> list[str]:
    """Write the release; returns what was done, a sentence each. Raises ReleaseError or BuildError before writing."""
    if not (wanted.archives or wanted.tree or wanted.nbgrader):
        raise ReleaseError(
            "Say where: course.py release DIR for the archives, --tree DIR or --nbgrader DIR for folders."
        )
    made, remarks = _prepared(wanted, root)
    # Everything is made and every place is looked at before the first file is written.
    jobs = [*_archives(wanted.archives, made), *_folders(wanted, made)]
    return [*remarks, *(job() for job in jobs)]


def _prepared(wanted: Wanted, root: Path) -> tuple[Release, list[str]]:
    """What goes into the release, and remarks that do not stop it."""
    taken = chosen.choose(wanted.lessons, root / "lessons")
    remarks = chosen.gaps(taken, root / "lessons")
    course = coursefile.read_course(wanted.course, [n.number for n in taken]) if wanted.course else None
    if wanted.original and wanted.tree:
        raise ReleaseError(original.NO_TREE)
    if wanted.original and not wanted.archives:
        raise ReleaseError(original.NO_ARCHIVE)
    text = original.read_original(wanted.original) if wanted.original else None
    open_points = [said for lesson in taken for said in checks.problems(root / "lessons", lesson.number)]
    if open_points and not wanted.draft:
        raise ReleaseError("\n".join([*open_points, _OPEN.format(len(open_points))]))
    if wanted.archives:
        remarks += papers.remarks(root, [lesson.path for lesson in taken])
    if wanted.archives or wanted.tree:
        remarks += papers.others(root)
    return Release(root, taken, course, text), remarks + ([original.RIGHTS] if text else [])


_OPEN = "There are {} open points in these lessons. release --draft releases all the same."


def _archives(place: Path | None, made: Release) -> list[Callable[[], str]]:
    if place is None:
        return []
    names = f"{STUDENTS}.zip", f"{INSTRUCTOR}.zip"
    archive.check_folder(place, names, made.root)
    students = archive.packed(student_tree(made), TOP, STUDENTS)
    # What was packed is looked at, not what was meant to be.
    refuse_leaks(archive.unpacked(students, TOP), made)
    instructor = archive.packed(instructor_files(made), INSTRUCTOR, INSTRUCTOR)
    packages = {place / f"{STUDENTS}.zip": (students, STUDENTS), place / f"{INSTRUCTOR}.zip": (instructor, INSTRUCTOR)}
    for path, (_, kind) in packages.items():
        archive.check_place(path, kind)
    return [partial(_put, path, packed) for path, (packed, _) in packages.items()]


def _put(path: Path, packed: bytes) -> str:
    return f"{path}: {archive.put(path, packed)}, {len(packed) / 1e6:.1f} MB."


def _folders(wanted: Wanted, made: Release) -> list[Callable[[], str]]:
    jobs = []
    if wanted.tree:
        files = hub_tree(made)
        refuse_leaks(files, made)
        jobs.append(_folder(wanted.tree, files, "students"))
    if wanted.nbgrader:
        jobs.append(_folder(wanted.nbgrader, nbgrader.nbgrader_files(made), "nbgrader"))
    return jobs


def _folder(place: Path, files: Mapping[str, bytes], kind: str) -> Callable[[], str]:
    return partial(_update, place, files, kind, folder.plan(place, files, kind))


def _update(place: Path, files: Mapping[str, bytes], kind: str, change: folder.Change) -> str:
    folder.carry_out(place, files, kind, change)
    said = f"{place}: {len(files)} files, {len(change.write)} written, {len(change.remove)} taken away."
    kept = f" No longer in the release, but changed by hand and therefore kept: {', '.join(change.kept)}."
    return said + (kept if change.kept else "")


def refuse_leaks(files: Mapping[str, bytes], made: Release) -> None:
    """Raises ReleaseError with a sentence for every solution or instructor's word in students' files."""
    allowed = [ORIGINAL] if made.original else []
    if found := scan.leaks(files, hidden.kit_secrets(made.root), allowed):
        raise ReleaseError("\n".join(["These must not reach students:", *found]))
