"""What marking passes from step to step: a notebook that was handed in, and the result of one exercise."""

from dataclasses import dataclass, field
from pathlib import Path

RIGHT, NOT_YET, NOT_ATTEMPTED, WRITTEN = "right", "not yet", "not attempted", "written"
COULD_NOT = "could not be marked"
UNTRIED = "Hidden variants could not be run"  # how the reason of such a right answer begins
STATES = (RIGHT, NOT_YET, NOT_ATTEMPTED, WRITTEN, COULD_NOT)


@dataclass(frozen=True)
class Submission:
    """One notebook of one student, as it was collected.

    ``student`` is the key that joins a student's files (the platform's id where there is one, else the name);
    ``name`` is how the student is called on pages. ``path`` is a copy that marking may read; the instructor's
    own file stays where it is. ``origin`` is the file name as it was handed in. ``remarks`` are sentences for the
    instructor, such as "Second attempt of two; the first was not marked." ``earlier`` are attempts that stand in its
    place if nothing was attempted in this one, the latest first.
    """

    student: str
    name: str
    path: Path
    origin: str
    platform: str = "folder"
    attempt: int = 1
    submitted: str = ""
    late: bool = False
    remarks: tuple[str, ...] = ()
    earlier: tuple["Submission", ...] = ()


@dataclass(frozen=True)
class Result:
    """The state of one exercise in one submission; ``reason`` is a sentence for the student, without the answer."""

    exercise: str
    state: str
    reason: str = ""
    points: float = 0.0
    possible: float = 1.0
    text: str = ""  # of a written answer: what the student wrote, never to be shown as HTML


@dataclass(frozen=True)
class Marked:
    """A submission with the result of every exercise of its lesson.

    ``lesson`` is "" when it could not be told which lesson the file belongs to; then ``results`` is empty and
    ``remarks`` says why.
    """

    submission: Submission
    lesson: str
    results: tuple[Result, ...] = ()
    remarks: tuple[str, ...] = field(default=())
