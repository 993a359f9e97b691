"""Pack the work of a workbook to hand in: every notebook that was changed or run; the others are named."""

import datetime as dt
import json
import os
import re
import zipfile
from pathlib import Path

from courseutils._data import workbook_dir
from courseutils.commands import trouble, workbook

LONGEST_NAME = 60
_SAVE = "If you did work and had not saved, save your notebooks (Ctrl+S) and pack again."


def run(name: str | None) -> int:
    """The command ``submit``: pack what was worked on into one new zip file, and say what is in it and where it is."""
    folder = workbook_dir()
    notebooks = [path for path in sorted(folder.glob("*.ipynb")) if path.is_file()]
    untouched = [path for path in notebooks if is_untouched(path)]
    files = [path for path in notebooks if path not in untouched]
    if not files:
        print(_nothing(folder, notebooks))
        return 1
    if not (name := (name or _ask_name())):
        print('Say whose work this is: python3 course.py submit --name "Your Name"')
        return 1
    for sentence in [*filter(None, map(doubt, files)), *left_out(folder)]:
        print(sentence)
    target = pack(files, folder / "handed_in", name)
    print(f"Packed {_names(files)} into:\n{target}")
    if untouched:
        print(f"Not packed, since nothing was changed or run there: {_names(untouched)}.")
    print(f"Hand in this one file. {_SAVE}")
    return 0


def _names(files: list[Path]) -> str:
    return ", ".join(_shown(path.name) for path in files)


def _nothing(folder: Path, notebooks: list[Path]) -> str:
    if not notebooks:
        return f"There are no notebooks in {folder}. Work on a lesson first: python3 course.py lab"
    return f"Nothing was changed or run yet in the notebooks of {folder}, so nothing was packed. {_SAVE}"


def is_untouched(path: Path) -> bool:
    """Is this a lesson as it was handed out, at most opened and saved again? What cannot be read is work."""
    lesson = re.sub(r"\.new\d*$", "", path.stem) + path.suffix
    before = path.parent / ".handed_out"
    handed_out = workbook.notebooks_dir()
    originals = {before / path.name, before / lesson, handed_out / lesson, handed_out / path.parent.name / lesson}
    mine = _texts(path)
    return bool(mine) and any(_texts(original) == mine for original in originals)


def _texts(path: Path) -> list[tuple[str, str]]:
    """Kind and text of every cell of a notebook that was not run; nothing for one that was run or cannot be read."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        run = any(cell.get("execution_count") or cell.get("outputs") for cell in cells)
        return [] if run else [(cell["cell_type"], "".join(cell["source"])) for cell in cells]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return []


def left_out(workbook: Path) -> list[str]:
    """Sentences about what is called a notebook and not packed: in folders of the student's own, or no file at all."""
    odd = [path.name for path in sorted(workbook.glob("*.ipynb")) if not path.is_file()]
    deeper = (p.relative_to(workbook) for p in sorted(workbook.glob("*/**/*.ipynb")))
    own = [path for path in deeper if not any(part.startswith(".") for part in path.parts)]
    own = [path for path in own if not is_untouched(workbook / path)]
    said = [f"Not packed: {path}. To hand it in, move it into {workbook} and pack again." for path in own]
    return said + [f"Not packed: {name}, which is a folder or a link to nothing." for name in odd]


def doubt(path: Path) -> str:
    """A sentence when a notebook may not open at the instructor's; it is packed all the same."""
    try:
        form = json.loads(path.read_text(encoding="utf-8"))["nbformat"]
    except (ValueError, KeyError, TypeError, OSError, RecursionError):
        again = f"{path.name} cannot be read as a notebook. Open it in the lab and save it."
        return f"{trouble.doubt(path) or again} Then pack again."
    if form == 4:
        return ""
    return f"{path.name} was saved in notebook format {form}, and the course uses 4. Save it from the course's own lab."


def pack(files: list[Path], folder: Path, name: str) -> Path:
    """Write the files into a new zip named after the student and the minute; never replaces one."""
    folder.mkdir(parents=True, exist_ok=True)
    for part in folder.glob("georgia2008_*.part"):  # of a run that was killed
        part.unlink(missing_ok=True)
    safe = re.sub(r"[^\w-]+", "_", name)[:LONGEST_NAME].strip("_") or "student"
    stem = f"georgia2008_{safe}_{dt.datetime.now():%Y-%m-%d_%H%M}"
    target, n = folder / f"{stem}.zip", 2
    while os.path.lexists(target):
        target, n = folder / f"{stem}_{n}.zip", n + 1
    part = target.with_suffix(".part")
    try:
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, strict_timestamps=False) as archive:
            for path in files:
                archive.write(path, _shown(path.name))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _shown(name: str) -> str:
    """A name that every zip can hold, also where an old program wrote it in other letters than UTF-8."""
    return os.fsencode(name).decode("utf-8", "replace")


def _ask_name() -> str:
    try:
        return input("Your name, as your instructor knows it: ").strip()
    except EOFError:
        return ""
