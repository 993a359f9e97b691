"""Build notebooks/*.ipynb (student) from lessons/*.py, and solved notebooks for instructors and tests."""

import copy
from pathlib import Path

from courseutils._data import workbook_dir
from courseutils.teach import languages, lessons, made, messages, rules
from courseutils.teach.content import checks, texts
from courseutils.teach.releasing import ReleaseError, hidden, scan


class BuildError(Exception):
    """A lesson breaks a rule; the text lists every case."""


def root() -> Path:
    """Top folder of the repository."""
    return Path(__file__).resolve().parents[3]


def student_files(folder: Path | None = None, only: str | None = None) -> dict[str, str]:
    """File name and text of every student notebook. Raises NoLesson, and BuildError with all broken rules."""
    built, problems = {}, []
    for path in _paths(folder, only):
        source = texts.read_lesson(path).notebook
        found = rules.broken_rules(source, path.stem[:2])
        text = lessons.text_of(lessons.student(copy.deepcopy(source)))
        found += rules.leaks(text, source)
        found += scan.notebook_leaks(text, hidden.secrets([source]))
        problems += [f"{path.name}: {sentence}" for sentence in found]
        built[path.stem + ".ipynb"] = text
    if problems:
        raise BuildError("\n".join(problems))
    return built


def _paths(folder: Path | None, only: str | None) -> list[Path]:
    folder = folder or root() / "lessons"
    return lessons.lesson_files(folder, lessons.numbered(folder, only))


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


def drift(files: dict[str, str], folder: Path, whole: bool = True) -> list[str]:
    """Sentences about every built file that differs from the folder; with ``whole`` also about stray files."""
    present = {path.name for path in folder.glob("*.ipynb")} if whole else set()
    extra = [f"{folder.name}/{name} belongs to no lesson: delete it." for name in sorted(present - set(files))]
    stale = [name for name, text in files.items() if _text(folder / name) != text]
    return extra + [f"{folder.name}/{name} is not what lessons/ gives. Run: python3 course.py build" for name in stale]


def _text(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.is_file() else None


def run(check: bool = False, solved: Path | None = None, only: str | None = None, draft: bool = False) -> int:
    """The command ``course build``: write student notebooks, or with ``check`` only compare them."""
    if solved:
        return write_solved(solved)
    try:
        only = lessons.numbered(root() / "lessons", only)
        files = student_files(only=only)
    except (lessons.NoLesson, BuildError) as error:
        print(f"Nothing was built.\n{error}")
        return 1
    open_points = checks.problems(root() / "lessons", only) + languages.problems(root() / "lessons", only)
    places = [(files, root() / "notebooks"), *languages.made(root(), only)]
    places += [] if only else [(_pages(), root() / "guide")]
    if check:
        stale = [said for built, folder in places for said in drift(built, folder, whole=only is None)]
        return _report([*stale, *map(_STALE.format, messages.stale()), *open_points])
    if open_points and not draft:
        print("\n".join([*open_points, _REFUSED.format(len(open_points))]))
        return 1
    changed = sum(len(write(built, folder)) for built, folder in places) + len(messages.write())
    built = sum(len(files) for files, folder in places if folder.name != "guide")
    print("\n".join([*open_points, f"Built {built} notebooks; {changed} files changed.", *messages.counts()]))
    return 1 if open_points else 0


def write_solved(place: Path) -> int:
    """The command ``course build --solved``: a notebook in which somebody has worked since is not written over."""
    files = {name.replace(".ipynb", "_solved.ipynb"): text.encode("utf-8") for name, text in solved_files().items()}
    try:
        print(made.write(place, files, "solved", whole=True))
    except ReleaseError as problem:
        print(f"Nothing was written. {problem}")
        return 1
    inside = place.resolve().is_relative_to(workbook_dir().resolve())
    print(f"{_IN_LAB.format(place.name) if inside else _NOT_IN_LAB} Keep them from students.")
    return 0


_IN_LAB = "They are in the lab: python3 course.py lab, then the folder {} on the left."
_NOT_IN_LAB = "The lab shows what lies in the folder workbook; build --solved without a folder puts them there."
_STALE = "languages/{0}.mo is not what languages/{0}.po gives. Run: python3 course.py build"


def _pages() -> dict[str, str]:
    """The pages of the guide that are made from a table, the plans of the lessons and the bench, by file name."""
    from courseutils.teach import clock
    from courseutils.teach.bench import page
    from courseutils.teach.content import guide

    made = {"glossary.md": guide.glossary_page(), clock.FILE: clock.refreshed(root())}
    return made | {page.FILE: page.made(root() / "guide")}


_REFUSED = "Nothing was built: {} open points. build --draft builds all the same; --lesson NN takes one lesson."


def _report(found: list[str]) -> int:
    print("\n".join(found) if found else "notebooks/ is what lessons/ gives, and the content rests on its sources.")
    return 1 if found else 0


def fill_in_ideas() -> int:
    """The command ``course build --ideas``: write into ``lessons/ideas.csv`` which lessons reuse each idea."""
    from courseutils.teach.content import ideas

    folder = root() / "lessons"
    changed = ideas.fill_in(folder, [texts.read_lesson(path) for path in lessons.lesson_files(folder)])
    print(f"Changed in lessons/ideas.csv: {', '.join(changed) or 'nothing'}.")
    return 0


def print_figures(number: str) -> int:
    """The command ``course build --figures NN``: rows to paste into ``lessons/figures/NN.csv``."""
    from courseutils.teach.content import guide, suggest

    if number == guide.GUIDE:
        print("\n".join(suggest.rows_for(guide.about_all(root()), root() / "lessons")))
        return 0
    try:
        path = _paths(None, number)[0]
    except lessons.NoLesson as error:
        print(error)
        return 1
    print("\n".join(suggest.rows_to_paste(path)))
    return 0
