"""What a lesson must fulfil before it is built; every broken rule is one sentence."""

import json
import re
from collections.abc import Iterator

from courseutils.exercises import Exercise, exercises, questions
from courseutils.teach.lessons import BEGIN, END, SOLUTION, TAGS, solutions, tags

MOST_LINES = 12
_CALL = re.compile(r"""\b(check|hint|quiz)\(\s*["']([^"']+)["']\s*(?:,\s*([A-Za-z_]\w*))?""")
_IMAGE_WITHOUT_ALT = re.compile(r"!\[\s*\]\(|<img\b(?![^>]*\balt=[\"'][^\"']*\S)[^>]*>", re.I)


def broken_rules(notebook, lesson: str) -> list[str]:
    """Sentences about every rule that the lesson breaks; empty when it may be built."""
    found: list[str] = []
    for cell in notebook.cells:
        found += _cell_rules(cell)
    return found + list(_exercise_rules(notebook, lesson))


def _cell_rules(cell) -> Iterator[str]:
    where = f"The cell that begins with {cell.source.strip().splitlines()[:1]}"
    if unknown := tags(cell) - TAGS:
        yield f"{where} has the unknown tag {sorted(unknown)}. Known: {sorted(TAGS)}."
    if cell.cell_type == "code" and len(SOLUTION.sub(r"\1", cell.source).splitlines()) > MOST_LINES:
        yield f"{where} has more than {MOST_LINES} lines. Split it."
    if cell.cell_type == "markdown" and _IMAGE_WITHOUT_ALT.search(cell.source):
        yield f"{where} shows an image without alt text. Say what the image shows."
    if {cell.source.count(BEGIN), cell.source.count(END)} != {len(SOLUTION.findall(cell.source))}:
        yield f"{where} has a solution marker without its partner."
    yield from _call_rules(cell, where)


def _call_rules(cell, where: str) -> Iterator[str]:
    for call, name, variable in _CALL.findall(cell.source):
        known: dict = questions() if call == "quiz" else exercises()
        if name not in known:
            yield f"{where} calls {call}({name!r}), and no such id is defined."
        elif call == "check" and variable and variable != known[name].variable:
            yield f"{where} checks {variable}; exercise {name} is about {known[name].variable}."


def _exercise_rules(notebook, lesson: str) -> Iterator[str]:
    cells = {cell.id: cell for cell in notebook.cells}
    checks = [cell.source for cell in notebook.cells if "check" in tags(cell)]
    checked = {name for source in checks for _, name, _ in _CALL.findall(source)}
    for task in (e for e in exercises().values() if e.lesson == lesson):
        cell = cells.get(f"exercise-{task.id}")
        if cell is None:
            yield f'Exercise {task.id} has no cell with tags=["exercise"] id="{task.id}".'
        else:
            yield from _blank_rules(cell, task)
        if task.id not in checked:
            yield f'Exercise {task.id} has no cell tagged check with check("{task.id}", {task.variable}).'


def _blank_rules(cell, task: Exercise) -> Iterator[str]:
    if not any(text.strip() for text in SOLUTION.findall(cell.source)):
        yield f"Exercise {task.id} has no solution between {BEGIN} and {END}."
    blank = SOLUTION.sub("", cell.source)
    if not re.search(rf"^{task.variable}\s*=", blank, re.M):
        yield f"Exercise {task.id}: the student's cell must begin the blank with {task.variable} = ..."


def leaks(student_text: str, notebook) -> list[str]:
    """Sentences about every piece of a solution or an instructor's cell that stands in a student file."""
    found = [f"The marker {word!r} is in the student file." for word in (BEGIN, END) if word in student_text]
    telling = {line for text in solutions(notebook) for line in _telling(text, _variables(notebook))}
    in_file = (line for line in sorted(telling) if json.dumps(line, ensure_ascii=False)[1:-1] in student_text)
    return found + [f"A line of a solution is in the student file: {line!r}" for line in in_file]


def _variables(notebook) -> tuple[str, ...]:
    ids = {cell.id.removeprefix("exercise-") for cell in notebook.cells if "exercise" in tags(cell)}
    return tuple(e.variable for e in exercises().values() if e.id in ids)


def _telling(text: str, variables: tuple[str, ...]) -> list[str]:
    """Lines that give an answer away: an answer's assignment, and prose of an instructor's cell."""
    lines = [line.strip() for line in text.splitlines()]
    is_prose = len(lines) > 0 and not any("=" in line for line in lines)
    worded = [line for line in lines if len(line) > 12 and re.search(r"[A-Za-z]{3}", line)]
    return [line for line in worded if is_prose or line.startswith(variables)]
