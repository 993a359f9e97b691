"""The student's folder: copy lessons in, fetch newer ones, pack the work to hand in.

A file of the student's is never overwritten or deleted.
"""

import datetime as dt
import filecmp
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

from courseutils._data import workbook_dir

_PACKAGE = Path(__file__).resolve().parents[1]
ROOT = _PACKAGE.parents[1]
LONGEST_NAME = 60
START_PAGE = "START_HERE.md"  # an instructor's title page, in releases that have one


def notebooks_dir() -> Path:
    """The lessons as they are handed out: the clone's ``notebooks/``, else the wheel's copy."""
    return ROOT / "notebooks" if (ROOT / "course.py").is_file() else _PACKAGE / "_bundled" / "notebooks"


def copy_lessons(workbook: Path | None = None) -> list[str]:
    """Copy lessons that are not in the workbook yet; returns a sentence for everything that was done.

    A lesson that is newer than the copy handed out before arrives beside the student's file as
    ``NN_slug.new.ipynb``. Raises OSError when the folder cannot be written.
    """
    workbook = workbook or workbook_dir()
    handed_out = workbook / ".handed_out"
    handed_out.mkdir(parents=True, exist_ok=True)
    said = [_copy_one(path, workbook, handed_out) for path in sorted(notebooks_dir().glob("*.ipynb"))]
    said += [_copy_page(notebooks_dir() / START_PAGE, workbook, handed_out)]
    return [sentence for sentence in said if sentence]


def _copy_page(page: Path, workbook: Path, handed_out: Path) -> str:
    """The course's page: a newer one takes the place of the old unless the student wrote into it."""
    mine, before = workbook / page.name, handed_out / page.name
    if page.is_file() and mine.exists() and before.exists() and filecmp.cmp(mine, before, shallow=False):
        if not filecmp.cmp(page, before, shallow=False):
            _copy(page, mine)
            _copy(page, before)
            return f"The course's page, {page.name}, is new."
        return ""
    return _copy_one(page, workbook, handed_out) if page.is_file() else ""


def _copy_one(lesson: Path, workbook: Path, handed_out: Path) -> str:
    mine, before = workbook / lesson.name, handed_out / lesson.name
    if not mine.exists():
        _copy(lesson, mine)
        _copy(lesson, before)
        return f"New lesson: {mine.name}" if mine.suffix == ".ipynb" else f"The course's page: {mine.name}"
    if filecmp.cmp(lesson, before if before.exists() else mine, shallow=False):
        return "" if before.exists() else _note_handed_out(lesson, before)
    arrived = _free_name(workbook / f"{lesson.stem}.new{lesson.suffix}", lesson)
    _copy(lesson, arrived)
    _copy(lesson, before)
    return f"A newer version of {mine.name} lies beside yours as {arrived.name}; yours is as you left it."


def _note_handed_out(lesson: Path, before: Path) -> str:
    """Remember what was handed out when an earlier copy was cut off before that."""
    _copy(lesson, before)
    return ""


def _free_name(wanted: Path, content: Path) -> Path:
    """The wanted name, or the next free one: a .new file may hold a student's work too."""
    name, n = wanted, 2
    while name.exists() and not filecmp.cmp(name, content, shallow=False):
        name = wanted.with_name(wanted.name.replace(".new.", f".new{n}."))
        n += 1
    return name


def _copy(source: Path, target: Path) -> None:
    """Copy whole or not at all."""
    part = target.with_name(target.name + ".part")
    shutil.copyfile(source, part)
    part.replace(target)


def update() -> int:
    """The command ``update``: fetch the newest kit where it is a git clone, then copy newer lessons."""
    if (ROOT / ".git").exists() and shutil.which("git"):
        done = subprocess.run(["git", "-C", str(ROOT), "pull", "--ff-only"], capture_output=True, check=False)
        if done.returncode != 0:
            print("Newer lessons could not be fetched (no network, or files of the kit were changed here):")
            print(done.stderr.decode("utf-8", "replace").strip()[-600:])
            print("Your own files in workbook/ are as you left them.")
            return 1
    else:
        print("This copy was not made with git.")
        print("Download the newest kit, unpack it, and move your workbook folder into it.")
    print("\n".join(copy_lessons() or ["Your lessons are up to date."]))
    return 0


def submit(name: str | None) -> int:
    """The command ``submit``: pack the notebooks of the workbook into one new zip file and say where it is."""
    workbook = workbook_dir()
    files = [p for p in sorted(workbook.glob("*.ipynb")) if not _untouched(p)]
    if not files:
        print(f"There are no notebooks in {workbook}. Work on a lesson first: python3 course.py lab")
        return 1
    if not (name := (name or _ask_name())):
        print('Say whose work this is: python3 course.py submit --name "Your Name"')
        return 1
    doubts = [sentence for sentence in map(doubt, files) if sentence] + left_out(workbook)
    print("".join(f"{sentence}\n" for sentence in doubts), end="")
    target = pack(files, workbook / "handed_in", name)
    print(f"Packed {', '.join(p.name for p in files)} into:\n{target}")
    print("Hand in this one file. If you had not saved, save your notebooks and pack again.")
    return 0


def _untouched(path: Path) -> bool:
    """Is this a newer lesson that arrived beside the student's file and was not worked in?"""
    lesson = re.sub(r"\.new\d*$", "", path.stem)
    source = notebooks_dir() / f"{lesson}.ipynb"
    return lesson != path.stem and source.exists() and filecmp.cmp(path, source, shallow=False)


def left_out(workbook: Path) -> list[str]:
    """Sentences about notebooks in folders of the student's own, which are not packed."""
    deeper = (p.relative_to(workbook) for p in sorted(workbook.glob("*/**/*.ipynb")))
    own = [path for path in deeper if not any(part.startswith(".") for part in path.parts)]
    return [f"Not packed: {path}. To hand it in, move it into {workbook} and pack again." for path in own]


def doubt(path: Path) -> str:
    """A sentence when a notebook may not open at the instructor's; it is packed all the same."""
    try:
        form = json.loads(path.read_text(encoding="utf-8"))["nbformat"]
    except (ValueError, KeyError, TypeError, OSError):
        return f"{path.name} cannot be read as a notebook. Open it in the lab, save it, and pack again."
    if form == 4:
        return ""
    return f"{path.name} was saved in notebook format {form}, and the course uses 4. Save it from the course's own lab."


def pack(files: list[Path], folder: Path, name: str) -> Path:
    """Write the files into a new zip named after the student and the minute; never replaces one."""
    folder.mkdir(parents=True, exist_ok=True)
    safe = re.sub(r"[^\w-]+", "_", name)[:LONGEST_NAME].strip("_") or "student"
    stem = f"georgia2008_{safe}_{dt.datetime.now():%Y-%m-%d_%H%M}"
    target, n = folder / f"{stem}.zip", 2
    while target.exists():
        target, n = folder / f"{stem}_{n}.zip", n + 1
    part = target.with_suffix(".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            for path in files:
                archive.write(path, path.name)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _ask_name() -> str:
    try:
        return input("Your name, as your instructor knows it: ").strip()
    except EOFError:
        return ""
