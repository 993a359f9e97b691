"""What a lesson must fulfil before it is built; every broken rule is one sentence."""

import ast
import json
import re
from collections.abc import Iterator

from courseutils.exercises import Exercise, exercises, questions, tasks_of
from courseutils.teach.lessons import BEGIN, END, SOLUTION, TAGS, tags

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
    for task in tasks_of(lesson):
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
    telling = {line for cell in notebook.cells for line in _telling(cell, _variables(notebook))}
    in_file = (line for line in sorted(telling) if json.dumps(line, ensure_ascii=False)[1:-1] in student_text)
    return found + [f"A line of a solution is in the student file: {line!r}" for line in in_file]


def _variables(notebook) -> tuple[str, ...]:
    ids = {cell.id.removeprefix("exercise-") for cell in notebook.cells if "exercise" in tags(cell)}
    return tuple(e.variable for e in exercises().values() if e.id in ids)


def _telling(cell, variables: tuple[str, ...]) -> set[str]:
    """Lines of a cell that must not reach a student: an answer's, and an instructor's words; no line of the blank."""
    if cell.cell_type == "markdown":
        return set(filter(_says_something, cell.source.splitlines())) if "teacher" in tags(cell) else set()
    hidden = tags(cell) & {"solution", "teacher"}
    solutions = [cell.source] if hidden else SOLUTION.findall(cell.source)
    given = set() if hidden else _lines(SOLUTION.sub("", cell.source))
    return {line for text in solutions for line in _answer_lines(text, variables) if _says_something(line)} - given


def _says_something(line: str) -> bool:
    return len(line) > 12 and bool(re.search(r"[A-Za-z]{3}", line))


def _lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines()}


def _answer_lines(code: str, variables: tuple[str, ...]) -> set[str]:
    """All lines of each statement that gives an answer its value, also of one spread over several lines."""
    try:
        statements = ast.parse(code).body
    except SyntaxError:
        return _lines(code)
    lines = code.splitlines()
    answering = [node for node in statements if _names_set(node) & set(variables)]
    return {line.strip() for node in answering for line in lines[node.lineno - 1 : node.end_lineno]}


def _names_set(node: ast.stmt) -> set[str]:
    """Names that a statement changes: by ``=``, ``+=``, an item or a method such as ``append``."""
    if isinstance(node, ast.Assign):
        changed: list[ast.AST] = list(node.targets)
    elif isinstance(node, (ast.AugAssign, ast.AnnAssign)):
        changed = [node.target]
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        changed = [node.value.func]
    else:
        changed = [node] if isinstance(node, (ast.For, ast.If, ast.While, ast.With)) else []
    return {part.id for target in changed for part in ast.walk(target) if isinstance(part, ast.Name)}
