"""Points for a program that runs a notebook and reads the result of a cell, such as nbgrader."""

import io
import warnings
from contextlib import redirect_stderr

from courseutils.checks import RIGHT, answer_to
from courseutils.exercises import exercise


def points(exercise_id: str, answer=..., possible: float = 1) -> float:
    """``possible`` when the check calls the answer right, else 0; writes nothing, to no file and no stream.

    The check is the one of ``check()``. It is quiet because such programs take any word on the error stream,
    a mere warning too, for a wrong answer. Raises UnknownExercise when there is no such exercise.

    >>> points("05-4", "cannot tell"), points("05-4", ...)
    (1, 0)
    """
    with warnings.catch_warnings(), redirect_stderr(io.StringIO()):
        warnings.simplefilter("ignore")
        return possible if answer_to(exercise(exercise_id), answer).state == RIGHT else 0
