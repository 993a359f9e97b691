"""The student's folder: copy lessons in, fetch newer ones.

A file of the student's is never overwritten or deleted.
"""

import filecmp
import os
import shutil
from pathlib import Path

from courseutils._data import workbook_dir
from courseutils._translate import current
from courseutils.commands.fetch import fetch

_PACKAGE = Path(__file__).resolve().parents[1]
ROOT = _PACKAGE.parents[1]
START_PAGE = "START_HERE.md"  # an instructor's title page, in releases that have one


def notebooks_dir() -> Path:
    """The lessons as they are handed out: the clone's ``notebooks/``, else the wheel's copy."""
    return ROOT / "notebooks" if (ROOT / "course.py").is_file() else _PACKAGE / "_bundled" / "notebooks"


def copy_lessons(workbook: Path | None = None) -> list[str]:
    """Copy lessons that are not in the workbook yet; returns a sentence for everything that was done.

    A lesson that is newer than the copy handed out before arrives beside the student's file as
    ``NN_slug.new.ipynb``. In another language than English the lessons that are translated come too, as
    ``NN_slug.de.ipynb``. Raises OSError when the folder cannot be written.
    """
    workbook = workbook or workbook_dir()
    handed_out = workbook / ".handed_out"
    handed_out.mkdir(parents=True, exist_ok=True)
    paths = [*sorted(notebooks_dir().glob("*.ipynb")), *sorted((notebooks_dir() / current()).glob("*.ipynb"))]
    said = [_copy_one(path, workbook, handed_out) for path in paths]
    said += [_copy_page(notebooks_dir() / START_PAGE, workbook, handed_out)]
    return [sentence for sentence in said if sentence]


def _copy_page(page: Path, workbook: Path, handed_out: Path) -> str:
    """The course's page: a newer one takes the place of the old unless the student wrote into it."""
    mine, before = workbook / page.name, handed_out / page.name
    if page.is_file() and _is_own_file(mine) and before.exists() and filecmp.cmp(mine, before, shallow=False):
        if not filecmp.cmp(page, before, shallow=False):
            _copy(page, mine)
            _copy(page, before)
            return f"The course's page, {page.name}, is new."
        return ""
    return _copy_one(page, workbook, handed_out) if page.is_file() else ""


def _is_own_file(path: Path) -> bool:
    """A file that the kit put there, and no link that the student made."""
    return path.is_file() and not path.is_symlink()


def _copy_one(lesson: Path, workbook: Path, handed_out: Path) -> str:
    mine, before = workbook / lesson.name, handed_out / lesson.name
    if not os.path.lexists(mine):
        _copy(lesson, mine)
        _copy(lesson, before)
        return f"New lesson: {mine.name}" if mine.suffix == ".ipynb" else f"The course's page: {mine.name}"
    if not mine.exists():
        return _NOT_THERE.format(mine.name)
    if filecmp.cmp(lesson, before if before.exists() else mine, shallow=False):
        return "" if before.exists() else _note_handed_out(lesson, before)
    arrived = _free_name(workbook / f"{lesson.stem}.new{lesson.suffix}", lesson)
    if not os.path.lexists(arrived):
        _copy(lesson, arrived)
    _copy(lesson, before)
    return f"A newer version of {mine.name} lies beside yours as {arrived.name}; yours is as you left it."


_NOT_THERE = (
    "{0} is your link to a file that is not there now, and stays as it is. Connect the disk that it leads to, "
    "or take the link away, and start again."
)


def _note_handed_out(lesson: Path, before: Path) -> str:
    """Remember what was handed out when an earlier copy was cut off before that."""
    _copy(lesson, before)
    return ""


def _free_name(wanted: Path, content: Path) -> Path:
    """The first name that is free or holds this very content: a .new file may hold a student's work too."""
    name, n = wanted, 2
    while os.path.lexists(name) and not (name.is_file() and filecmp.cmp(name, content, shallow=False)):
        name = wanted.with_name(wanted.name.replace(".new.", f".new{n}."))
        n += 1
    return name


def _copy(source: Path, target: Path) -> None:
    """Copy whole or not at all; another lab may be copying the same file."""
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        shutil.copyfile(source, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def update() -> int:
    """The command ``update``: fetch the newest kit where it is a git clone, then copy newer lessons."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        went_well, said = fetch(ROOT)
        if said:
            print(said)
        if not went_well:
            print("Your own files in workbook/ are as you left them.")
            return 1
    else:
        print("This copy was not made with git.")
        print("Download the newest kit, unpack it, and move your workbook folder into it.")
    print("\n".join(copy_lessons() or ["Your lessons are up to date."]))
    return 0
