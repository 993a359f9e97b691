"""Hidden variants: other values for the parameter cells of a lesson, drawn from the instructor's seed.

An answer that was typed in stays as it is when the notebook is run again with another place, day or distance; an
answer that is computed follows. ``variants/lesson_NN.toml`` declares from which values may be drawn. A test holds each
of them to this: the expected answer exists, differs from the usual one, and hangs on no doubtful place.
"""

import hashlib
import tomllib
from functools import cache
from pathlib import Path

from courseutils.exercises import Exercise, tasks_of

_FOLDER = Path(__file__).with_name("variants")


@cache
def draws(lesson: str) -> tuple[tuple[dict, ...], ...]:
    """What may be drawn in a lesson: for each group of parameters that belong together, rows of values."""
    return tuple(_rows(group) for group in _file(lesson).get("draw", []))


@cache
def _file(lesson: str) -> dict:
    path = _FOLDER / f"lesson_{lesson}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def without(lesson: str) -> dict[str, str]:
    """Exercises with a parameter that yet have no variant, and the reason."""
    return _file(lesson).get("without", {})


def _rows(group: dict) -> tuple[dict, ...]:
    """``names`` and a list of ``values`` for each: one row for every list."""
    return tuple(dict(zip(group["names"], values, strict=True)) for values in group["values"])


def usual(lesson: str) -> dict:
    """The values that stand in the parameter cells of a lesson."""
    found: dict = {}
    for task in tasks_of(lesson):
        found |= task.parameters
    return found


def drawn(lesson: str, seed: str) -> dict:
    """One row of each group, by the seed: the same seed draws the same values for everybody."""
    found: dict = {}
    for number, rows in enumerate(draws(lesson)):
        digest = hashlib.sha256(f"{seed}\n{lesson}\n{number}".encode()).digest()
        found |= rows[int.from_bytes(digest, "big") % len(rows)]
    return found


def has_variant(task: Exercise) -> bool:
    """Does a drawn value reach this exercise?"""
    return any(name in task.parameters for rows in draws(task.lesson) for name in rows[0])


def of_task(task: Exercise, values: dict) -> dict:
    """The exercise's own parameters among the values of a run."""
    return {name: values.get(name, usual_value) for name, usual_value in task.parameters.items()}
