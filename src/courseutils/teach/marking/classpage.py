"""The instructor's page: the whole class, what to look at, and where the class stands in each exercise."""

from collections import Counter
from collections.abc import Sequence
from urllib.parse import quote

from courseutils import __version__
from courseutils.teach.marking.pages import document, exercise_name, lesson_name, name_html, shown
from courseutils.teach.marking.records import COULD_NOT, STATES, UNTRIED, WRITTEN, Marked
from courseutils.teach.marking.results import Line, number, total

_Rows = list[tuple[Marked, tuple[Line, ...]]]


def class_page(students: Sequence[_Rows], links: Sequence[str]) -> str:
    """The page for all students; ``links`` are the addresses of their pages, beside this one."""
    lessons = sorted({item.lesson for rows in students for item, _ in rows if item.lesson})
    lines = [line for rows in students for _, own in rows for line in own]
    parts = [
        "<h1>Marks of the class</h1>",
        f"<p>{_summary(len(students), lines)}</p>",
        '<p class="faint">For you alone: it names everybody. The pages in the folder feedback are for students.</p>',
        _to_look_at(students),
        _students(students, links, lessons),
        *[_exercises(students, lesson) for lesson in lessons],
        f'<p class="faint">Georgia 2008, kit version {__version__}.</p>',
    ]
    return document("Marks of the class", "\n".join(filter(None, parts)))


def _summary(students: int, lines: Sequence[Line]) -> str:
    unread = sum(line.points is None and line.state == WRITTEN for line in lines)
    failed = sum(line.state == COULD_NOT and line.points is None for line in lines)
    told = [f"{students} student{'s' * (students != 1)}"]
    told.append(f"{unread} written answer{'s' * (unread != 1)} to read" if unread else "all written answers read")
    told.append(f"{failed} mark{'s' * (failed != 1)} missing" if failed else "nothing that could not be marked")
    return f"{'; '.join(told)}."


def _to_look_at(students: Sequence[_Rows]) -> str:
    """What a person should decide: what could not be marked or tried with other values, and all remarks."""
    items = []
    for rows in students:
        for item, lines in rows:
            doubtful = [line for line in lines if line.is_counted and _is_doubtful(line)]
            said = [f"{line.exercise or 'whole file'}: {line.reason}" for line in doubtful]
            own = item.remarks if item.submission.attempt else ()
            remarks = [text for text in (*item.submission.remarks, *own) if not any(text in s for s in said)]
            late = ["Handed in late."] if item.submission.late else []
            items += [(item, text) for text in dict.fromkeys(_joined(said) + late + remarks)]
    if not items:
        return ""
    listed = "\n".join(f"<li>{name_html(item.submission.name)}: {shown(text)}</li>" for item, text in items)
    return f"<h2>To look at</h2>\n<ul>\n{listed}\n</ul>"


def _is_doubtful(line: Line) -> bool:
    return line.state == COULD_NOT or line.reason.startswith(UNTRIED)


def _joined(said: list[str]) -> list[str]:
    """One sentence where every exercise of a file has the same reason."""
    reasons = {text.partition(": ")[2] for text in said}
    return [f"whole file: {reasons.pop()}"] if len(said) > 2 and len(reasons) == 1 else said


def _students(students: Sequence[_Rows], links: Sequence[str], lessons: Sequence[str]) -> str:
    heads = ["Student", "Number or key", *(f"Lesson {lesson.lstrip('0') or '0'}" for lesson in lessons), "All"]
    body = []
    for rows, link in zip(students, links, strict=True):
        who = rows[0][0].submission
        cells = [_points([line for item, own in rows if item.lesson == lesson for line in own]) for lesson in lessons]
        cells.append(_points([line for _, own in rows for line in own]))
        name = f'<a class="name" href="{quote(link, errors="replace")}">{name_html(who.name)}</a>'
        columns = "".join(f"<td>{cell}</td>" for cell in [shown(who.student), *cells])
        body.append(f'<tr><th scope="row">{name}</th>{columns}</tr>')
    return _table("Students", "Points of every student; “so far” where marks are missing", heads, body)


def _points(lines: Sequence[Line]) -> str:
    if not lines:
        return "not handed in"
    counted = [line for line in lines if line.is_counted]
    if not counted:
        return "not counted"
    if all(line.state == COULD_NOT for line in counted):
        return COULD_NOT
    result = total(counted)
    got = number(round(sum(line.points or 0 for line in counted), 2))
    return f"{got} of {number(result.possible)}{' so far' if result.missing else ''}"


def _exercises(students: Sequence[_Rows], lesson: str) -> str:
    counts: dict[str, Counter] = {}
    not_counted = set()
    for rows in students:
        for line in (line for item, own in rows if item.lesson == lesson for line in own):
            counts.setdefault(line.exercise, Counter())[line.state] += 1
            not_counted |= set() if line.is_counted else {line.exercise}
    body = []
    for exercise, count in counts.items():
        cells = "".join(f"<td>{count[state] or '–'}</td>" for state in STATES)
        name = exercise_name(exercise) + " (not counted)" * (exercise in not_counted)
        body.append(f'<tr><th scope="row">{shown(name)}</th>{cells}</tr>')
    return _table(lesson_name(lesson), "How many students have which state", ["Exercise", *STATES], body)


def _table(title: str, caption: str, heads: Sequence[str], body: Sequence[str]) -> str:
    columns = "".join(f'<th scope="col">{shown(head)}</th>' for head in heads)
    rows = "\n".join(body)
    return (
        f'<h2>{shown(title)}</h2>\n<div class="wide" role="region" tabindex="0" aria-label="{shown(title)}, table">\n'
        f"<table><caption>{shown(caption)}</caption>\n<thead><tr>{columns}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>\n</div>"
    )
