"""A cell of an exercise that stops with an error is an attempt, whatever it holds; an empty one is none."""

import pytest

from courseutils.exercises import tasks_of
from courseutils.teach.marking import judging, variants
from courseutils.teach.marking.attempts import Attempt
from courseutils.teach.marking.notebook import Cell, Notebook
from courseutils.teach.marking.records import COULD_NOT, NOT_ATTEMPTED, NOT_YET
from courseutils.teach.marking.sandbox import Outcome, Run

FIRST, SECOND = tasks_of("05")[:2]


def judged(cell: Cell, failed: dict, left_out: dict | None = None) -> dict[str, tuple[str, str]]:
    """State and reason of each exercise of lesson 5, where this is the only cell."""
    run = Attempt(Outcome([Run(failed=failed, done=True)]), [left_out or {}])
    found = judging.results(Notebook("05", (cell,)), run, [variants.usual("05")])
    return {result.exercise: (result.state, result.reason) for result in found}


@pytest.mark.parametrize("source", ["raise ValueError('no idea')", f"{FIRST.variable} = 1 / 0", "circle.are"])
def test_a_cell_that_stopped_is_not_yet_and_says_why(source):
    found = judged(Cell(source, f"exercise-{FIRST.id}"), {0: ("ValueError", "no idea")})
    state, reason = found[FIRST.id]
    assert state == NOT_YET and "stopped: ValueError: no idea." in reason
    assert found[SECOND.id] == (NOT_ATTEMPTED, "")


def test_a_cell_that_has_no_end_could_not_be_marked():
    found = judged(Cell("while True: pass", f"exercise-{FIRST.id}"), {}, {0: "time"})
    assert found[FIRST.id][0] == COULD_NOT and "was stopped" in found[FIRST.id][1]


@pytest.mark.parametrize("source", ["", "# nothing", "my_own_name = 706.9"])
def test_a_cell_that_came_to_its_end_without_the_variable_is_no_attempt(source):
    assert judged(Cell(source, f"exercise-{FIRST.id}"), {})[FIRST.id] == (NOT_ATTEMPTED, "")
