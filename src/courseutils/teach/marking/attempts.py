"""Run a notebook as often as it takes: again after any limit, then without the cell that breaks it.

Once more, if an answer does not follow the parameters, with other values also where the usual ones are typed into code.
"""

import os
import time
from dataclasses import dataclass

from courseutils.exercises import tasks_of
from courseutils.teach.marking.notebook import Notebook
from courseutils.teach.marking.sandbox import Outcome, Run, execute

MOST_ATTEMPTS = 6
_LIMITS = {"CellLimit", "MemoryError"}


@dataclass
class Attempt:
    """The last outcome, and of each run the cells that were left out, with the word of STOPPED that says why.

    ``typed`` is a run with other values of the parameters wherever the usual ones stand in the code.
    """

    outcome: Outcome
    left_out: list[dict[int, str]]
    typed: Run | None = None


def attempt(box, notebook: Notebook, values: list[dict], slot: int = 0) -> Attempt:
    """Run the notebook with each set of values. A limit counts only if it is met twice."""
    job = _job(notebook, values)
    left_out: list[dict[int, str]] = [{} for _ in values]
    last = time.monotonic() + 2.5 * box.limits.wall_seconds
    outcome = _execute(box, job, slot)
    if _met_a_limit(outcome):
        outcome = _execute(box, job, slot)
    for _ in range(MOST_ATTEMPTS - 2):
        if not outcome.stopped or not _leave_out(outcome, left_out) or time.monotonic() > last:
            break
        outcome = _execute(box, {**job, "skip": [sorted(cells) for cells in left_out]}, slot)
    return Attempt(outcome, left_out)


def with_typed_values(box, notebook: Notebook, values: list[dict], tried: Attempt, slot: int = 0) -> Run:
    """The last run again, where ``buffer_km(centre, 15)`` too gets the other value; a typed-in answer does not."""
    skip = [sorted(tried.left_out[-1])]
    job = {**_job(notebook, values[-1:]), "skip": skip, "typed": _typed(values[0], values[-1])}
    outcome = _execute(box, job, slot)
    return (_execute(box, job, slot) if _met_a_limit(outcome) else outcome).runs[0]


def _typed(usual: dict, other: dict) -> list[list]:
    """Pairs of a usual value and the one in its place; none for a value that two parameters have."""
    changed = [[usual[name], other[name]] for name in usual if other[name] != usual[name]]
    return [pair for pair in changed if list(usual.values()).count(pair[0]) == 1]


def _execute(box, job: dict, slot: int) -> Outcome:
    """One process for all runs where it can fork; on Windows one for each."""
    if hasattr(os, "fork"):
        return execute(box, job, slot)
    each = [
        execute(box, {**job, "runs": [values], "skip": [skip]}, slot)
        for values, skip in zip(job["runs"], job["skip"], strict=True)
    ]
    stopped = next((outcome.stopped for outcome in each if outcome.stopped), "")
    runs, magic = [outcome.runs[0] for outcome in each], {cell for outcome in each for cell in outcome.magic}
    return Outcome(runs, each[0].parameters, magic, stopped, trouble=each[0].trouble)


def _job(notebook: Notebook, values: list[dict]) -> dict:
    is_parameters = [c.id.startswith("parameters-") or "parameters" in c.tags for c in notebook.cells]
    return {
        "cells": [cell.source for cell in notebook.cells],
        "parameter_cells": [number for number, yes in enumerate(is_parameters) if yes],
        "variables": {task.id: task.variable for task in tasks_of(notebook.lesson)},
        "runs": values,
        "skip": [[] for _ in values],
    }


def _met_a_limit(outcome: Outcome) -> bool:
    failures = [kind for run in outcome.runs for kind, _ in run.failed.values()]
    return bool(outcome.stopped) or not _LIMITS.isdisjoint(failures)


def _leave_out(outcome: Outcome, left_out: list[dict[int, str]]) -> bool:
    """Note the cell in which each unfinished run ended; False if there is none to leave out."""
    found = False
    for run, cells in zip(outcome.runs, left_out, strict=True):
        if not run.done and run.started >= 0 and run.started not in cells:
            cells[run.started] = outcome.stopped
            found = True
    return found
