"""What an instructor asked for: the lessons to mark, and exercises that are not counted."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from courseutils.exercises import UnknownExercise, exercise, lessons
from courseutils.teach.marking.records import Marked
from courseutils.teach.marking.results import load
from courseutils.teach.marking.store import CannotMark


@dataclass(frozen=True)
class Chosen:
    """Numbers of lessons with two digits, none for all; and ids of exercises."""

    lessons: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()

    def among(self, marked: Iterable[Marked]) -> list[Marked]:
        """The results, those of exercises that were left out with no points to be had."""
        return [self._of(item) for item in marked]

    def _of(self, item: Marked) -> Marked:
        """A file that was refused may name another lesson; then it stands for no lesson."""
        if self.lessons and item.lesson not in self.lessons:
            return replace(item, lesson="", results=())
        return replace(item, results=tuple(map(self._counted, item.results)))

    def _counted(self, result):
        return replace(result, points=0.0, possible=0.0) if result.exercise in self.left_out else result


def choose(only: str | None = None, leave_out: str | None = None) -> Chosen:
    """Read ``"1,5-6"`` and ``"04-7,05-8"``; raises CannotMark with a sentence for what does not exist.

    >>> sorted(choose("1,5-6").lessons), sorted(choose(None, "4-7, 05-8").left_out)
    (['01', '05', '06'], ['04-7', '05-8'])
    """
    return Chosen(frozenset(_lessons(only)), frozenset(map(_exercise, _parts(leave_out))))


def _parts(text: str | None) -> list[str]:
    return [part for part in re.split(r"[,\s]+", text or "") if part]


def _lessons(text: str | None) -> Iterable[str]:
    for part in _parts(text):
        match = re.fullmatch(r"(\d{1,2})(?:-(\d{1,2}))?", part)
        numbers = [f"{n:02}" for n in range(int(match[1]), int(match[2] or match[1]) + 1)] if match else []
        if not numbers or not set(numbers) <= set(lessons()):
            known = ", ".join(str(int(number)) for number in lessons())
            raise CannotMark(
                f"--lessons: there is no lesson {part}. Write numbers such as 5 or 1,5-6; there are {known}."
            )
        yield from numbers


def _exercise(part: str) -> str:
    match = re.fullmatch(r"(\d{1,2})-(\d{1,2})", part)
    try:
        return exercise(f"{int(match[1]):02}-{int(match[2])}" if match else part).id
    except UnknownExercise as why:
        raise CannotMark(f"--leave-out: {why}") from None


def refuse_other_marks(out: Path, asked: Collection[str], found: Collection[str]) -> None:
    """Raises CannotMark where ``out`` has marks of lessons that these lessons would take the place of.

    ``asked`` are the lessons of ``--lessons``. Without it, ``found`` must share one with what is there: a lesson may go
    with the only student who handed it in, but not all of them.
    """
    had = _kept_lessons(out)
    if had - set(asked) and (asked or not had & set(found)):
        new = _shown(asked or found)
        named = out.with_name(f"marks_lesson_{new.replace(', ', '_')}" if new else "marks_2")
        raise CannotMark(_OTHERS.format(out, _shown(had), new or "unknown", named))


_OTHERS = (
    "{0} holds the marks of lesson {1}, and marks of lesson {2} would take their place. Name a new folder, such as "
    "--out {3}."
)


def _kept_lessons(out: Path) -> frozenset[str]:
    try:
        return frozenset(item.lesson for item in load(out) if item.lesson)
    except FileNotFoundError:
        return frozenset()


def _shown(lessons: Iterable[str]) -> str:
    return ", ".join(str(int(lesson)) for lesson in sorted(lessons) if lesson)
