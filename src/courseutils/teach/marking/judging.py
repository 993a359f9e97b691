"""Compare what came out of a sandbox with what is expected: the same code as in the notebook, and hidden variants."""

import builtins
import re
from dataclasses import replace

from courseutils.checks import CANNOT_TELL, answer_to
from courseutils.checks import NOT_ATTEMPTED as BLANK
from courseutils.checks import NOT_YET as WRONG
from courseutils.checks import RIGHT as FITS
from courseutils.exercises import Exercise, tasks_of
from courseutils.teach.marking import variants
from courseutils.teach.marking.attempts import Attempt
from courseutils.teach.marking.notebook import Cell, Notebook
from courseutils.teach.marking.records import COULD_NOT, NOT_ATTEMPTED, NOT_YET, RIGHT, UNTRIED, WRITTEN, Result
from courseutils.teach.marking.sandbox import STOPPED, Run

_TYPED = "A value is typed in where {} should stand; it counted all the same."
_ONLY_JUPYTER = "which only Jupyter understands"
_BUT = "Right in the notebook, but"
_WORDS = {
    "CellLimit": "it had not come to an end when its time was over",
    "MemoryError": "it needed more memory than a notebook may have",
    "EOFError": "it asks for input, and nobody answers while notebooks are marked",
    "SystemExit": "it ends Python itself",
    "RecursionError": "a function calls itself without end",
    "URLError": "it needs the internet, which is not there while notebooks are marked",
    "HTTPError": "it needs the internet, which is not there while notebooks are marked",
    "ConnectionError": "it needs the internet, which is not there while notebooks are marked",
    "gaierror": "it needs the internet, which is not there while notebooks are marked",
}
_MORE = {
    "FileNotFoundError": "Only the course's own files are there while notebooks are marked",
    "DataSourceError": "Only the course's own files are there while notebooks are marked",
    "ModuleNotFoundError": "Only the course's own packages are there while notebooks are marked",
}
_NO_NAME = re.compile(r"name '(\w+)' is not defined")


def results(notebook: Notebook, attempt: Attempt, values: list[dict]) -> tuple[Result, ...]:
    """The result of every exercise of the notebook's lesson; ``values`` are the parameters of each run."""
    return tuple(_result(task, notebook, attempt, values) for task in tasks_of(notebook.lesson))


def remarks(notebook: Notebook, attempt: Attempt) -> tuple[str, ...]:
    """What the instructor should know of the run itself."""
    cells = [notebook.cells[n].source.strip()[:30] for n in sorted(attempt.outcome.magic) if n < len(notebook.cells)]
    if not cells:
        return ()
    named = ", ".join(f'"{" ".join(text.split())}"' for text in cells[:5])
    return (f"Lines that only Jupyter understands (with %, ! or ?) were left out. Cells that begin: {named}.",)


def none_marked(lesson: str, reason: str) -> tuple[Result, ...]:
    """Every exercise of a lesson as one that could not be marked."""
    return tuple(Result(task.id, COULD_NOT, reason) for task in tasks_of(lesson))


def _result(task: Exercise, notebook: Notebook, attempt: Attempt, values: list[dict]) -> Result:
    run = attempt.outcome.runs[0]
    answer = run.answers.get(task.id, ...)
    reply = answer_to(task, answer, variants.of_task(task, values[0]))
    if reply.state == BLANK:
        return _blank(task, notebook, attempt)
    text = answer if task.kind == "written" and isinstance(answer, str) else ""
    if reply.state == FITS:
        return _with_variant(task, notebook, attempt, values)
    if reply.state == CANNOT_TELL:
        return Result(task.id, NOT_YET, f"The answer could not be read. {reply.message}", text=text)
    given = f" (Your answer: {reply.given})" if reply.given and reply.state == WRONG else ""
    return Result(task.id, NOT_YET if reply.state == WRONG else WRITTEN, reply.message + given, text=text)


def _blank(task: Exercise, notebook: Notebook, attempt: Attempt, number: int = 0) -> Result:
    """Nothing stands in the variable: not attempted, or the cell that should have filled it did not end."""
    run, left_out = attempt.outcome.runs[number], attempt.left_out[number]
    own = [n for n, cell in enumerate(notebook.cells) if _is_of(task, cell)]
    for n in own:
        if n in left_out:
            return Result(task.id, COULD_NOT, _stop(notebook, n, left_out[n]))
    for n in own if number == 0 else ():
        if line := _of_jupyter(notebook.cells[n].source, task.variable):
            return Result(task.id, COULD_NOT, f'{task.variable} gets its value from "{line}", {_ONLY_JUPYTER}.')
    for n in own:
        if n in run.failed:
            return Result(
                task.id, NOT_YET, f"{task.variable} got no value. {_failure(notebook, run, n, hidden=number != 0)}"
            )
    return Result(task.id, NOT_ATTEMPTED) if run.done else Result(task.id, COULD_NOT, _not_run(attempt))


def _is_of(task: Exercise, cell: Cell) -> bool:
    """Is it the exercise's own cell, or another that sets its variable?"""
    return cell.id == f"exercise-{task.id}" or _sets(cell.source, task.variable)


def _sets(source: str, variable: str) -> bool:
    return re.search(rf"^[ \t]*{variable}\b[^=\n]{{0,40}}=(?!=)", source, re.M) is not None


def _of_jupyter(source: str, variable: str = r"\w+") -> str:
    """A line such as ``here = %pwd``, or nothing."""
    found = re.search(rf"^[ \t]*({variable}[ \t]*=[ \t]*[%!].*)$", source, re.M)
    return found[1].strip()[:60] if found else ""


def _stop(notebook: Notebook, number: int, word: str) -> str:
    return f'The cell that begins "{notebook.cells[number].heading}" was stopped: {STOPPED[word]}.'


def _not_run(attempt: Attempt) -> str:
    if attempt.outcome.trouble:
        return f"The notebook could not be run: {attempt.outcome.trouble}"
    return f"The notebook was stopped before its end: {STOPPED.get(attempt.outcome.stopped, 'it did not run')}."


def _failure(notebook: Notebook, run: Run, number: int, hidden: bool = False) -> str:
    """Why a cell stopped, in sentences; an error's own words and name may hold a hidden value, and then stay out."""
    kind, words = run.failed[number]
    words = "" if hidden else re.sub(r"<cell \d+>, ", "", words)
    named = "an error of its own" if hidden and not _is_known(kind) else kind
    told = _WORDS.get(kind, f"{named}: {words}" if words else named)
    source = notebook.cells[number].source
    if _of_jupyter(source) or (kind == "SyntaxError" and re.search(r"^[\w \t,=]*[%!]", source, re.M)):
        told += f"; it holds a line with % or !, {_ONLY_JUPYTER}"
    more = _MORE.get(kind) or (_where(notebook, run, number, words) if kind == "NameError" and not hidden else "")
    return f'The cell that begins "{notebook.cells[number].heading}" stopped: {told}.{f" {more}." if more else ""}'


def _is_known(kind: str) -> bool:
    """Is it an error of Python itself, or one that has a sentence of its own here?"""
    return kind in _MORE or isinstance(getattr(builtins, kind, None), type)


def _where(notebook: Notebook, run: Run, number: int, words: str) -> str:
    """What became of a name that a cell did not find."""
    found = _NO_NAME.search(words)
    places = [n for n, cell in enumerate(notebook.cells) if found and _sets(cell.source, found[1])]
    if not found or not places or number in places:
        return "Restart the kernel and run all cells to see it"
    if places[0] > number:
        return f"{found[1]} is set further down, and marking runs the cells from top to bottom"
    return f'The cell that should set {found[1]}, "{notebook.cells[places[-1]].heading}", did not come to its end'


# Hidden variants ------------------------------------------------------------------------------------------------------


def has_fixed_answer(notebook: Notebook, attempt: Attempt, values: list[dict]) -> bool:
    """Is an answer right in the notebook, but not with other values of the parameters?"""
    return len(values) > 1 and any(
        found.state != RIGHT and found.reason.startswith(_BUT) for found in results(notebook, attempt, values)
    )


def _with_variant(task: Exercise, notebook: Notebook, attempt: Attempt, values: list[dict]) -> Result:
    """Right in the notebook; right too when the parameters have other values?"""
    right = Result(task.id, RIGHT, points=1.0)
    names = [name for name in task.parameters if values[-1].get(name) != values[0].get(name)]
    if not names:
        return right
    if any(attempt.outcome.parameters.get(name) == "lost" for name in names):
        how = " or ".join(f"{name} = ..." for name in names)
        why = f"{UNTRIED}: no line of its own sets {how}, so no other value could be put there."
        return replace(right, reason=why)
    expected = variants.of_task(task, values[-1])
    state = _bare(task, attempt.outcome.runs[-1], expected)
    if state == FITS:
        return right
    if attempt.typed and _bare(task, attempt.typed, expected) == FITS:
        here = all(attempt.outcome.parameters.get(name) == "cell" for name in names)
        return replace(right, reason=_TYPED.format(_these(names)) if here else "")
    return _fixed(task, notebook, attempt, state, names)


def _bare(task: Exercise, run: Run, parameters: dict) -> str:
    """The state of a run's answer, without the likely wrong ones."""
    return answer_to(replace(task, wrong=()), run.answers.get(task.id, ...), parameters).state


def _these(names: list[str]) -> str:
    return " and ".join(names)


def _fixed(task: Exercise, notebook: Notebook, attempt: Attempt, state: str, names: list[str]) -> Result:
    """Why an answer that is right in the notebook does not count."""
    them = _these(names)
    if state == BLANK:
        found = _blank(task, notebook, attempt, -1)
        state = NOT_YET if found.state == NOT_ATTEMPTED else found.state
        return Result(
            task.id,
            state,
            f"{_BUT} not with another value of {them}. {found.reason or f'{task.variable} got no value.'}",
        )
    stays = _bare(task, attempt.outcome.runs[-1], variants.of_task(task, {})) == FITS
    how = f"when the parameter cell changes {them}, {'it stays the same' if stays else 'it comes out wrong'}"
    advice = f"Let your code work it out from {them}; an answer found by hand does not count here."
    return Result(task.id, NOT_YET, f"{_BUT} {how}. {advice}")
