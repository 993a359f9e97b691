"""Build notebooks/*.ipynb (student) from lessons/*.py, and solved notebooks for instructors and tests."""

import copy
from pathlib import Path

from courseutils.teach import lessons, rules


class BuildError(Exception):
    """A lesson breaks a rule; the text lists every case."""


def root() -> Path:
    """Top folder of the repository."""
    return Path(__file__).resolve().parents[3]


def student_files(folder: Path | None = None) -> dict[str, str]:
    """File name and text of every student notebook; raises BuildError with all broken rules."""
    built, problems = {}, []
    for path in lessons.lesson_files(folder or root() / "lessons"):
        source = lessons.read_lesson(path)
        found = rules.broken_rules(source, path.stem[:2])
        text = lessons.text_of(lessons.student(copy.deepcopy(source)))
        found += rules.leaks(text, source)
        problems += [f"{path.name}: {sentence}" for sentence in found]
        built[path.stem + ".ipynb"] = text
    if problems:
        raise BuildError("\n".join(problems))
    return built


def solved_files(folder: Path | None = None) -> dict[str, str]:
    """File name and text of every notebook with its solutions in place."""
    paths = lessons.lesson_files(folder or root() / "lessons")
    return {p.stem + ".ipynb": lessons.text_of(lessons.solved(lessons.read_lesson(p))) for p in paths}


def write(files: dict[str, str], folder: Path) -> list[str]:
    """Write the files into a folder; returns the names of those that changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = [name for name, text in files.items() if _text(folder / name) != text]
    for name in changed:
        (folder / name).write_text(files[name], encoding="utf-8", newline="\n")
    return changed


def drift(files: dict[str, str], folder: Path) -> list[str]:
    """Sentences about every built file that differs from the folder, in either direction."""
    present = {path.name for path in folder.glob("*.ipynb")}
    gone = [f"{folder.name}/{name} has no lesson." for name in sorted(present - set(files))]
    stale = [name for name, text in files.items() if _text(folder / name) != text]
    return gone + [f"{folder.name}/{name} is not what lessons/ gives." for name in stale]


def _text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def run(check: bool = False, solved: Path | None = None) -> int:
    """The command ``course build``: write student notebooks, or with ``check`` only compare them."""
    if solved:
        write({name.replace(".ipynb", "_solved.ipynb"): text for name, text in solved_files().items()}, solved)
        print(f"Solved notebooks are in {solved}. Keep them from students.")
        return 0
    try:
        files = student_files()
    except BuildError as error:
        print(f"Nothing was built.\n{error}")
        return 1
    if check:
        return _report_drift(drift(files, root() / "notebooks"))
    changed = write(files, root() / "notebooks")
    print(f"Built {len(files)} notebooks; {len(changed)} changed.")
    return 0


def _report_drift(found: list[str]) -> int:
    if found:
        print("\n".join([*found, "Run: python3 course.py build"]))
        return 1
    print("notebooks/ is what lessons/ gives.")
    return 0
