"""An answer that leaves the sandbox as JSON gets the same reply as it gets in the notebook."""

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from pyproj import CRS

from courseutils import load_places
from courseutils._checking import answers
from courseutils.checks import answer_to
from courseutils.exercises import exercises
from courseutils.teach.marking import inside_values, received
from courseutils.teach.marking.sandbox import Outcome, Run

TASKS = {task.id: task for task in exercises().values()}
PLACES, LABELS, NUMBER, CHOICE, WRITTEN, NAMES = "05-2", "01-1", "05-1", "05-4", "05-5", "01-4"


def across(value):
    """The value as it arrives outside the sandbox."""
    return received.answer(json.loads(json.dumps(inside_values.plain(value))))


def same_reply(task, value) -> bool:
    return answer_to(task, across(value)) == answer_to(task, value)


@pytest.mark.parametrize("id", TASKS)
def test_right_and_likely_wrong_answers_get_the_same_reply(id):
    task = TASKS[id]
    tried = [...] if task.kind == "written" else [task.expected.get(task.parameters)]
    tried += [wrong.value.get(task.parameters) for wrong in task.wrong]
    assert all(same_reply(task, value) for value in tried)


FRAME = load_places(admin="Shida Kartli")[["name", "accuracy_m", "geometry"]].head(3)
POINTS = gpd.GeoSeries(FRAME.geometry)
ODD = {
    "names": FRAME["name"],
    "names as an index": pd.Index(FRAME["name"]),
    "names as an array": FRAME["name"].to_numpy(),
    "a table": FRAME,
    "a plain table": pd.DataFrame(FRAME.drop(columns="geometry")),
    "a table without names": pd.DataFrame({"a": [1], "b": [2]}),
    "a table of one column": pd.DataFrame({"a": ["Gori"]}),
    "points": POINTS,
    "numbers in a column": FRAME["accuracy_m"],
    "one number in a column": FRAME["accuracy_m"].head(1),
    "one number in an array": np.array([707.0]),
    "an array without dimension": np.array(707.0),
    "two numbers in an array": np.array([707.0, 1]),
    "a table of numbers": np.zeros((2, 2)),
    "numpy whole": np.int64(707),
    "numpy decimal": np.float32(707),
    "numpy truth": np.bool_(True),
    "numpy text": np.str_("cannot tell"),
    "numpy day": np.datetime64("2008-10-15"),
    "a day": dt.date(2008, 10, 15),
    "a timestamp": pd.Timestamp("2008-10-15 12:00"),
    "no time": pd.NaT,
    "a span": pd.Timedelta("3 days"),
    "nothing": None,
    "blank": ...,
    "missing in pandas": pd.NA,
    "not a number": float("nan"),
    "infinite": -np.inf,
    "huge": 10**400,
    "large": 10**30,
    "Decimal": Decimal("706.9"),
    "Fraction": Fraction(1414, 2),
    "complex": 3j,
    "bytes": b"Gori",
    "text": "cannot tell",
    "text with a unit": "706,9 square km",
    "several in a text": "Karaleti, Variani",
    "a list": ["Karaleti", "Variani"],
    "a tuple of one": ("cannot tell",),
    "a set of one": {"cannot tell"},
    "a set": {"Karaleti", "Gori"},
    "a list of lists": [["Karaleti"]],
    "a list with a number": ["Karaleti", 7],
    "an empty list": [],
    "a dictionary": {"c01": "report", "c03": ...},
    "a blank dictionary": {"c01": ..., "c03": ""},
    "numbers as keys": {1: "report", 2.5: "claim", None: "report"},
    "a column with keys": pd.Series({"c01": "report", "c03": "claim"}),
    "keys of a dictionary": {"Karaleti": 1}.keys(),
    "a set as key": {frozenset({"Karaleti"}): 1},
    "a reference system": CRS(4326),
    "reference systems": {"A": CRS(4326), "B": CRS(32638)},
    "a function": len,
    "a method": [].append,
    "a class": list,
    "an object": object(),
    "an exception": ValueError("x"),
    "a long text": "word " * 500,
    "yes": "yes",
    "True": True,
}


@pytest.mark.parametrize("id", [PLACES, LABELS, NUMBER, CHOICE, WRITTEN, NAMES, "02-3", "04-2", "06-3"])
@pytest.mark.parametrize("name", ODD)
def test_an_odd_answer_gets_the_same_state(name, id):
    """The words may name another type: outside, a number of numpy is a plain number."""
    assert answer_to(TASKS[id], across(ODD[name])).state == answer_to(TASKS[id], ODD[name]).state


def test_an_answer_that_cannot_be_made_anew_is_no_blank():
    outcome = Outcome([Run()])
    outcome.take(b'{"run": 0, "task": "05-2", "answer": ["dict", 7]}')
    assert answer_to(TASKS[PLACES], outcome.runs[0].answers["05-2"]).state == "cannot tell"


def test_a_range_and_a_generator_get_the_same_reply():
    assert same_reply(TASKS[PLACES], range(3))

    def names():
        return (name for name in ["Karaleti", "Variani"])

    assert answer_to(TASKS[PLACES], across(names())) == answer_to(TASKS[PLACES], names())


def test_more_entries_than_the_check_reads_are_told_so():
    many = [str(n) for n in range(answers.MOST_ITEMS + 10)]
    assert same_reply(TASKS[PLACES], many) and len(across(many)) == answers.MOST_ITEMS + 1


def test_what_an_object_does_when_it_is_read_stays_inside():
    class Bad:
        def __iter__(self):
            raise RuntimeError

        columns = property(lambda self: 1 / 0)

    assert inside_values.plain(Bad()) == ["other", "Bad"]
