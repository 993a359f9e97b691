"""Which lessons a release holds, and what a short course leaves unexplained."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from courseutils.teach import lessons
from courseutils.teach.content.ideas import Idea, read_ideas
from courseutils.teach.releasing import ReleaseError

FIRST = "00"


@dataclass(frozen=True)
class Lesson:
    """A lesson of a release: its number as two digits, its source, its title."""

    number: str
    path: Path
    title: str

    @property
    def notebook(self) -> str:
        """File name of the students' notebook."""
        return f"{self.path.stem}.ipynb"

    @property
    def short(self) -> str:
        """The number as people write it: ``5``."""
        return str(int(self.number))

    @property
    def minutes(self) -> str:
        """Planned time, an estimate."""
        return "10, before class" if self.number == FIRST else "45 to 50"


def choose(wanted: str | None, folder: Path) -> tuple[Lesson, ...]:
    """The lessons named in ``wanted``, such as ``"1,2,5-6"``, lesson 0 always among them; all when None.

    Raises ReleaseError for what is no number and for lessons that do not exist.
    """
    known = {path.stem[:2]: path for path in lessons.lesson_files(folder)}
    numbers = set(known) if wanted is None else _numbers(wanted) | {FIRST}
    if missing := sorted(numbers - set(known)):
        raise ReleaseError(_NO_LESSON.format(", ".join(str(int(n)) for n in missing), _listed(known)))
    return tuple(Lesson(n, known[n], _title(known[n])) for n in sorted(numbers))


_NO_LESSON = "There is no lesson {0}. There are: {1}."
_HOW = "Write numbers with commas between them, such as --lessons 1,2,5,6."


def _listed(known: Iterable[str]) -> str:
    return ", ".join(str(int(n)) for n in sorted(known))


def _numbers(wanted: str) -> set[str]:
    found: set[str] = set()
    for part in filter(None, re.split(r"[,;\s]+", wanted)):
        match = re.fullmatch(r"(\d{1,2})(?:-(\d{1,2}))?", part)
        if not match:
            raise ReleaseError(f"--lessons: {part!r} is no number of a lesson. {_HOW}")
        first, last = int(match[1]), int(match[2] or match[1])
        if first > last:
            raise ReleaseError(f"--lessons: {part} runs backwards. {_HOW}")
        found |= {f"{number:02}" for number in range(first, last + 1)}
    if not found:
        raise ReleaseError(f"--lessons names no lesson. {_HOW}")
    return found


def _title(path: Path) -> str:
    """The heading of a lesson without its number."""
    heading = re.search(r"(?m)^# # (?:\d+\. )?(.+?) *$", path.read_text(encoding="utf-8"))
    if heading is None:
        raise ReleaseError(f"lessons/{path.name} has no heading that begins with # and gives its title.")
    return heading[1]


def gaps(chosen: Iterable[Lesson], folder: Path) -> list[str]:
    """Sentences about ideas that a chosen lesson takes from one that is left out and does not explain again."""
    taken = [lesson.number for lesson in chosen]
    ideas, faults = read_ideas(folder)
    if faults:
        raise ReleaseError("\n".join(faults))
    lost: dict[tuple[str, str], list[str]] = {}
    for idea in ideas:
        if (number := _first_lost(idea, taken)) is not None:
            lost.setdefault((number, idea.introduced), []).append(idea.name)
    return [
        _GAP.format(int(number), int(missing), "; ".join(names)) for (number, missing), names in sorted(lost.items())
    ]


_GAP = "Lesson {0} uses what lesson {1} introduces: {2}. Take in lesson {1} as well, or explain it in class."


def _first_lost(idea: Idea, taken: list[str]) -> str | None:
    """The first chosen lesson that uses an idea which no chosen lesson has explained up to then."""
    explains = {idea.introduced, *idea.explained_again}
    for number in taken:
        if number in explains:
            return None
        if number in idea.reused:
            return number
    return None
