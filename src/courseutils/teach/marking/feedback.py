"""Feedback: one page for each student, and one with the whole class for the instructor.

A page names no expected value: classmates pass pages on. What is right is called right and no more; what is not gets
the reply that the notebook's own check gives, and the first hint.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from courseutils import __version__
from courseutils.exercises import exercises
from courseutils.teach.marking import levels
from courseutils.teach.marking.classpage import class_page
from courseutils.teach.marking.discretion import names_answer
from courseutils.teach.marking.pages import (
    document,
    exercise_name,
    lesson_name,
    name_html,
    rubric_of,
    shown,
    state_html,
)
from courseutils.teach.marking.platforms import from_platform
from courseutils.teach.marking.records import COULD_NOT, NOT_ATTEMPTED, NOT_YET, RIGHT, WRITTEN, Marked, Submission
from courseutils.teach.marking.results import NOT_COUNTED, UNREAD, Levels, Line, Total, lines_of, number, total
from courseutils.teach.marking.store import write

FOLDER, CLASS_PAGE = "feedback", "index.html"
LONGEST_TEXT = 1_500  # characters of an answer that its page repeats; an answer has about 500
LONGEST_NAME = 30  # letters, twice in a file name, of up to three bytes
_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_Rows = list[tuple[Marked, tuple[Line, ...]]]
_MEANINGS = (
    (RIGHT, "full points"),
    (NOT_YET, "an answer is there; the reply says where to look"),
    (NOT_ATTEMPTED, "nothing was found in the variable that the exercise names"),
    (WRITTEN, "a person reads it with the rubric"),
    (COULD_NOT, "something stood in the way; it does not count as 0, and your instructor will look at it"),
)


def write_feedback(marked: Sequence[Marked], out: Path, given: Levels | None = None) -> None:
    """Write feedback/*.html, one page a student, and index.html with the whole class, into ``out``.

    Levels of written answers come from ``given``, else from those kept in ``out``. Raises OSError.
    """
    given = levels.read(out) if given is None else given
    students: dict[str, _Rows] = {}
    for item in marked:
        students.setdefault(item.submission.student, []).append((item, lines_of(item, given)))
    names = page_names([rows[0][0].submission for rows in students.values()])
    for rows, name in zip(students.values(), names, strict=True):
        write(out / FOLDER / name, student_page(rows))
    links = [f"{FOLDER}/{name}" for name in names]
    write(out / CLASS_PAGE, class_page(list(students.values()), links))


def page_names(submissions: Sequence[Submission]) -> list[str]:
    """A file name for each student: one that the platform takes back, that Windows allows, and no two alike."""
    found: list[str] = []
    for submission in submissions:
        n, taken = 1, {name.casefold() for name in found}
        while (name := _page_name(submission, f" {n}" if n > 1 else "")).casefold() in taken:
            n += 1
        found.append(name)
    return found


def _page_name(submission: Submission, more: str) -> str:
    name, key = _for_file(submission.name) + more, _for_file(submission.student)
    if submission.platform == "moodle":
        return f"{name.replace('_', ' ')}_{key}_assignsubmission_file_feedback.html"
    canvas = submission.platform == "canvas"
    if canvas and (who := from_platform(tuple(submission.origin.split("/")), "canvas", {})):
        return f"{name.replace('_', '')}_{key}_{who.order[0]}_feedback.html"
    return f"{name}_feedback.html" if key + more == name else f"{name}_{key}_feedback.html"


def _for_file(text: str) -> str:
    short = text.encode("utf-8", "replace")[: 3 * LONGEST_NAME].decode("utf-8", "ignore")[:LONGEST_NAME]
    return _RESERVED.sub("-", short).strip(" .") or "student"


def student_page(rows: _Rows) -> str:
    """The page of one student, all lessons on it."""
    name = rows[0][0].submission.name
    lines = [line for _, own in rows for line in own]
    parts = [f"<h1>Feedback for {name_html(name)}</h1>", f"<p>{_sum(total(lines), lines)}</p>"]
    parts += [_lesson(item, own, number) for number, (item, own) in enumerate(rows, 1)]
    parts.append(_meanings({line.state for line in lines}))
    parts.append(
        f'<p class="faint">Georgia 2008, kit version {__version__}. This page is yours: it holds your marks.</p>'
    )
    return document(f"Feedback for {name}", "\n".join(parts))


def _sum(result: Total, lines: Sequence[Line]) -> str:
    """Points in words; where marks are missing, how many and why."""
    unread = sum(line.points is None and line.state == WRITTEN for line in lines)
    failed, counted = result.missing - unread, sum(line.is_counted for line in lines)
    if not counted:
        return "Nothing here is counted."
    if failed == counted:
        return "No mark yet: this could not be marked."
    said = []
    if result.possible:
        got = number(round(sum(line.points or 0 for line in lines), 2))
        said.append(f"<strong>{got} of {number(result.possible)} points</strong>{' so far' if result.missing else ''}")
    if unread:
        said.append(f"{_count(unread, 'written answer')} not read yet")
    if failed:
        said.append(f"{_count(failed, 'mark')} missing, because something could not be marked")
    return f"{'; '.join(said)}."


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'s are' if n > 1 else ' is'}"


def _lesson(item: Marked, lines: Sequence[Line], n: int) -> str:
    title = lesson_name(item.lesson) if item.lesson else "A file without a lesson"
    words = ("Exercise", "State", "Points", "Reply")
    heads = "".join(f'<th scope="col" role="columnheader">{word}</th>' for word in words)
    rows = "\n".join(map(_row, lines))
    return (
        f'<section aria-labelledby="part{n}">\n<h2 id="part{n}">{shown(title)}</h2>\n{_file(item.submission)}\n'
        f'<table class="stack replies" role="table">\n<caption>{_sum(total(lines), lines)}</caption>\n'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n'
        f'<tbody role="rowgroup">\n{rows}\n</tbody>\n</table>\n</section>'
    )


def _file(submission: Submission) -> str:
    said = [f"File: {name_html(submission.origin.split('/')[-1])}"]
    if submission.attempt > 1:
        said.append(f"attempt {submission.attempt}")
    if submission.submitted:
        said.append(f"handed in {shown(submission.submitted)}")
    if submission.late:
        said.append("late")
    return f'<p class="faint">{"; ".join(said)}.</p>'


def _row(line: Line) -> str:
    points = f"{number(line.points)} of {number(line.possible)}" if line.points is not None else "none yet"
    points = points if line.is_counted else "not counted"
    name = exercise_name(line.exercise) if line.exercise else "The whole file"
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{shown(name)}</th>'
        f'<td role="cell">{state_html(line.state)}</td><td role="cell" class="points">{points}</td>'
        f'<td role="cell">{_reply(line)}</td></tr>'
    )


def _reply(line: Line) -> str:
    if line.state == WRITTEN:
        return _written(line)
    task = exercises().get(line.exercise)
    words = [_without_answer(replace(line, reason=line.reason.removeprefix(NOT_COUNTED).strip()))]
    if line.state in (NOT_YET, NOT_ATTEMPTED) and task and task.hints:
        words.append(f"Hint: {task.hints[0]}")
    return "".join(f"<p>{shown(text)}</p>" for text in words if text)


def _without_answer(line: Line) -> str:
    """What may be passed on: for a right answer never the exercise's own reply, which often names the answer."""
    task = exercises().get(line.exercise)
    if line.state == RIGHT:
        reason = line.reason.replace(task.right, "") if task and task.right else line.reason
        return " ".join(["Right.", re.sub(r"^\s*Right[.:]\s*", "", reason)]).strip()
    if line.state == NOT_YET and task and names_answer(task.id, line.reason):
        return "" if names_answer(task.id, task.not_yet) else task.not_yet
    return line.reason


def _written(line: Line) -> str:
    rubric = dict(enumerate(rubric_of(line.exercise), 1))
    parts = []
    if line.level is None:
        said = line.reason.split(UNREAD)[-1].removeprefix(NOT_COUNTED).strip()
        parts.append(f"<p>{shown(said or 'A person reads it with the rubric.')}</p>")
    else:
        reached = f" of {levels.TOP}: {rubric.get(line.level, 'not at level 1 yet.')}"
        parts.append(f"<p><strong>Level {line.level}</strong>{shown(reached)}</p>")
        if line.level + 1 in rubric:
            parts.append(f"<p>For level {line.level + 1}: {shown(rubric[line.level + 1])}</p>")
    if line.comment:
        parts.append(f'<p>Comment: <span dir="auto">{shown(line.comment)}</span></p>')
    text = line.text.strip()
    cut = f"{text[:LONGEST_TEXT]} … (shortened)" if len(text) > LONGEST_TEXT else text
    return "".join(parts) + (f'<p>Your text:</p><div class="text" dir="auto">{shown(cut)}</div>' if cut else "")


def _meanings(states: set[str]) -> str:
    items = "".join(f"<li>{state_html(state)}: {meaning}</li>" for state, meaning in _MEANINGS if state in states)
    return f"<h2>What the states mean</h2>\n<ul>{items}</ul>"
