"""Hidden variants in the sandbox: a solved lesson is right with every value that may be drawn, a typed-in answer is not."""

import json
import re
from dataclasses import replace
from itertools import cycle, islice

import numpy as np
import pytest

from courseutils.exercises import exercises, lessons, tasks_of
from courseutils.teach import build
from courseutils.teach.marking import bubblewrap, judging, variants
from courseutils.teach.marking.attempts import Attempt, attempt, with_typed_values
from courseutils.teach.marking.limits import Limits
from courseutils.teach.marking.notebook import Cell, Notebook, read_notebook
from courseutils.teach.marking.records import COULD_NOT, NOT_YET, RIGHT, WRITTEN
from courseutils.teach.marking.sandbox import Outcome, Run

pytestmark = pytest.mark.full
VARIED = [number for number in lessons() if variants.draws(number)]


@pytest.fixture(scope="module")
def box(sandbox_kit):
    return bubblewrap.Bubblewrap(sandbox_kit, Limits())


@pytest.fixture(scope="module")
def solved(tmp_path_factory):
    """Every lesson with its solutions, as it would be handed in."""
    folder = tmp_path_factory.mktemp("solved")
    build.write(build.solved_files(), folder)
    return {path.stem[:2]: read_notebook(path) for path in folder.glob("*.ipynb")}


def all_values(lesson: str) -> list[dict]:
    """So many sets of values that each row of each group is in one of them."""
    groups = variants.draws(lesson)
    runs = max(map(len, groups))
    columns = [islice(cycle(group), runs) for group in groups]
    usual = variants.usual(lesson)
    return [
        {name: value for row in (usual, *rows) for name, value in row.items()} for rows in zip(*columns, strict=True)
    ]


def judged(found: Notebook, tried: Attempt, values: list[dict]) -> list[tuple]:
    """The results with each variant, one after the other."""
    for number in range(1, len(values)):
        pair = Outcome([tried.outcome.runs[0], tried.outcome.runs[number]], tried.outcome.parameters)
        yield number, judging.results(found, Attempt(pair, [{}, {}]), [values[0], values[number]])


@pytest.mark.parametrize("lesson", VARIED)
def test_a_solved_lesson_is_right_with_every_value_that_may_be_drawn(lesson, box, solved):
    values = [variants.usual(lesson), *all_values(lesson)]
    tried = attempt(box, solved[lesson], values)
    assert tried.outcome.whole and not any(run.failed for run in tried.outcome.runs)
    for number, results in judged(solved[lesson], tried, values):
        wrong = [r for r in results if r.state not in (RIGHT, WRITTEN)]
        assert wrong == [], values[number]


@pytest.mark.parametrize("lesson", sorted(set(lessons()) - set(VARIED)))
def test_a_solved_lesson_without_variants_is_right(lesson, box, solved):
    results = judging.results(solved[lesson], attempt(box, solved[lesson], [{}]), [{}])
    assert {r.state for r in results} <= {RIGHT, WRITTEN}


def typed_in(found: Notebook) -> Notebook:
    """The same notebook with every answer found by hand: correct values, and no code that leads to them."""
    right = {t.variable: literal(t.expected.get(t.parameters)) for t in tasks_of(found.lesson) if t.kind != "written"}
    kept = [c for c in found.cells if not c.id.startswith("exercise-")]
    return Notebook(found.lesson, (*kept, *(Cell(f"{name} = {value!r}") for name, value in right.items())))


def literal(value):
    value = value.item() if isinstance(value, np.generic) else value
    return sorted(value) if isinstance(value, (set, frozenset)) else value


@pytest.mark.parametrize("lesson", VARIED)
def test_an_answer_that_was_typed_in_is_seen_as_one_and_the_reason_tells_no_other(lesson, box, solved):
    hand = typed_in(solved[lesson])
    values = [variants.usual(lesson), *all_values(lesson)[:1]]
    tried = attempt(box, hand, values)
    assert judging.has_fixed_answer(hand, tried, values)
    tried.typed = with_typed_values(box, hand, values, tried)
    results = judging.results(hand, tried, values)
    states = {r.exercise: r.state for r in results if exercises()[r.exercise].kind != "written"}
    seen = {id: NOT_YET if variants.has_variant(exercises()[id]) else RIGHT for id in states}
    assert states == seen
    for result in (r for r in results if r.state == NOT_YET and r.exercise in states):
        assert "stays the same" in result.reason and not tells(result, values[1])


def with_values(found: Notebook) -> Notebook:
    """The same notebook, in its answers the usual values where names of parameters stood."""
    names = variants.usual(found.lesson)
    pattern = re.compile(rf"\b({'|'.join(names)})\b")
    cells = [
        replace(c, source=pattern.sub(lambda m: repr(names[m[1]]), c.source)) if c.id.startswith("exercise-") else c
        for c in found.cells
    ]
    return Notebook(found.lesson, tuple(cells))


@pytest.mark.parametrize("lesson", VARIED)
def test_who_worked_it_out_with_the_usual_values_typed_in_is_right(lesson, box, solved):
    found = with_values(solved[lesson])
    values = [variants.usual(lesson), *all_values(lesson)[:1]]
    tried = attempt(box, found, values)
    assert judging.has_fixed_answer(found, tried, values), "else this test would show nothing"
    tried.typed = with_typed_values(box, found, values, tried)
    wrong = [r for r in judging.results(found, tried, values) if r.state not in (RIGHT, WRITTEN)]
    assert wrong == []


OTHER_WAYS = {
    "06-2": 'no_longer = abkhazia[abkhazia["date_withdrawn"].notna()]["state"]',
    "06-4": 'recognise_but_not_no = [s for s in recognised_by("Abkhazia", on=vote_day) if s not in voted_no]',
    "06-7": 'rows_ = votes()\nrows_ = rows_[rows_["year"] <= last_year]\n'
    'yes_outnumbers_rest = sum(rows_["yes"] > rows_["cast"] - rows_["yes"])',
    "06-8": 'safe = others[others["confidence"] != "low"]\n'
    'needs_a_range = safe[safe["recognisers_max"] > safe["recognisers_min"]]["entity"]',
}


def test_who_found_another_way_is_right_too(box, solved):
    cells = [replace(c, source=OTHER_WAYS.get(c.id.removeprefix("exercise-"), c.source)) for c in solved["06"].cells]
    values = [variants.usual("06"), *all_values("06")[:1]]
    found = Notebook("06", tuple(cells))
    tried = attempt(box, found, values)
    tried.typed = with_typed_values(box, found, values, tried)
    results = {r.exercise: r for r in judging.results(found, tried, values)}
    assert [results[id] for id in OTHER_WAYS if results[id].state != RIGHT] == []


def tells(result, values: dict) -> bool:
    """Does the reason name a part of the answer that is expected with these values?"""
    task = exercises()[result.exercise]
    expected = task.expected.get(variants.of_task(task, values))
    names = expected if isinstance(expected, list) else [f"{float(expected):.6g}"]
    return any(str(name) in result.reason for name in names)


# --- parameter cells that were changed, and code that tells the runs apart -------------------------------

# Quick stand-ins for the two helpers, near enough for 05-1: what is tried is how the values reach them.
HEAD = """from courseutils import check
def buffer_km(place, km): return km
def area_km2(km): return 3.1416 * km ** 2
"""
RIGHT_WAY = "circle_area_km2 = area_km2(buffer_km(centre, radius_km))"
GIVEN = Cell('centre = "Tskhinvali"\nradius_km = 15', "parameters-1")
CASES = {
    "as given": ([GIVEN, RIGHT_WAY], RIGHT, ""),
    "retyped": (["radius_km = 15; centre = 'Tskhinvali'", RIGHT_WAY], RIGHT, ""),
    "left at another value": ([Cell('centre = "Gori"\nradius_km = 3', "parameters-1"), RIGHT_WAY], RIGHT, ""),
    "set again after a trial": ([GIVEN, "radius_km = 20", "radius_km = 15", RIGHT_WAY], RIGHT, ""),
    "deleted, the names still used": ([RIGHT_WAY], RIGHT, ""),
    "deleted, the answer typed in": (["circle_area_km2 = 706.57"], NOT_YET, "stays the same"),
    "the values typed in": ([GIVEN, 'circle_area_km2 = area_km2(buffer_km("Tskhinvali", 15))'], RIGHT, "typed in"),
    "one of them typed in": ([GIVEN, "circle_area_km2 = area_km2(buffer_km(centre, 15))"], RIGHT, "typed in"),
    "from a lesson that had no such name": (['circle_area_km2 = area_km2(buffer_km("Tskhinvali", 15))'], RIGHT, ""),
    "the answer typed in beside them": ([GIVEN, "a = 15\ncircle_area_km2 = 706.57"], NOT_YET, "found by hand"),
    "an answer of another name": (
        [GIVEN, "mine = area_km2(buffer_km(centre, radius_km))", 'check("05-1", mine)'],
        RIGHT,
        "",
    ),
    "an answer of another name under the dots": (
        [GIVEN, "circle_area_km2 = ...", 'check("05-1", area_km2(buffer_km(centre, radius_km)))'],
        RIGHT,
        "",
    ),
    "a trial given to check": ([GIVEN, RIGHT_WAY, 'check("05-1", 1)'], RIGHT, ""),
    "typed in and given to check": ([GIVEN, 'check("05-1", 706.57)'], NOT_YET, "stays the same"),
    "set by a loop": (
        ["for centre, radius_km in [('Tskhinvali', 15)]: pass", RIGHT_WAY],
        RIGHT,
        "could not be run",
    ),
    "wrong if the values differ": ([GIVEN, "circle_area_km2 = 706.57 if radius_km == 15 else 1"], NOT_YET, "wrong"),
    "an error if the values differ": (
        [GIVEN, "assert radius_km == 15\ncircle_area_km2 = 706.57"],
        NOT_YET,
        "not with another value",
    ),
    "ends Python if the values differ": (
        [GIVEN, "import os\nif radius_km != 15: os._exit(0)\ncircle_area_km2 = 706.57"],
        COULD_NOT,
        "ended Python",
    ),
    "changed in place": (
        [GIVEN, "circle_area_km2 = []", "circle_area_km2.append(area_km2(buffer_km(centre, radius_km)))"],
        NOT_YET,
        "could not be read",
    ),
}


def of_exercise(exercise: str, box, found: Notebook, values: list[dict]):
    """One result, as the marking of a notebook comes to it."""
    tried = attempt(box, found, values)
    if judging.has_fixed_answer(found, tried, values):
        tried.typed = with_typed_values(box, found, values, tried)
    return next(r for r in judging.results(found, tried, values) if r.exercise == exercise)


@pytest.mark.parametrize("name", CASES)
def test_how_a_notebook_deals_with_its_parameters(name, box):
    cells, state, words = CASES[name]
    found = Notebook("05", tuple(c if isinstance(c, Cell) else Cell(c) for c in [HEAD, *cells]))
    values = [variants.usual("05"), variants.usual("05") | {"centre": "Gori", "radius_km": 20}]
    result = of_exercise("05-1", box, found, values)
    assert (result.state, words in result.reason) == (state, True), result


def test_a_student_may_plot_and_run_without_a_fork_as_on_windows(box, monkeypatch):
    from courseutils.teach.marking import attempts

    monkeypatch.delattr(attempts.os, "fork")
    plot = "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.savefig('a.png')"
    found = Notebook("05", tuple(Cell(c) if isinstance(c, str) else c for c in [HEAD, GIVEN, plot, RIGHT_WAY]))
    values = [variants.usual("05"), variants.usual("05") | {"centre": "Gori", "radius_km": 20}]
    tried = attempt(box, found, values)
    assert tried.outcome.whole and not any(run.failed for run in tried.outcome.runs)
    assert judging.results(found, tried, values)[0].state == RIGHT
    assert tried.outcome.runs[0].answers["05-1"] != tried.outcome.runs[1].answers["05-1"]
    assert "Lines that only Jupyter understands" in judging.remarks(found, tried)[0]


def test_cells_with_lines_of_jupyter_are_those_of_all_runs_where_there_is_no_fork(monkeypatch):
    from courseutils.teach.marking import attempts

    each = iter([Outcome([Run()], magic={1, 4}), Outcome([Run()], magic={4, 6})])
    monkeypatch.delattr(attempts.os, "fork")
    monkeypatch.setattr(attempts, "execute", lambda box, job, slot: next(each))
    job = {"runs": [{}, {}], "skip": [[], []]}
    assert attempts._execute(None, job, 0).magic == {1, 4, 6}


def test_what_the_sandbox_gets_holds_no_seed_and_no_expected_value(box, solved, monkeypatch):
    from courseutils.teach.marking import attempts

    sent = []
    monkeypatch.setattr(attempts, "execute", lambda box, job, slot: sent.append(json.dumps(job)) or Outcome([]))
    values = [variants.usual("05"), variants.usual("05") | variants.drawn("05", "the-secret-seed")]
    found = Notebook("05", (GIVEN,))
    attempt(box, found, values)
    assert "the-secret-seed" not in sent[0] and "706.5" not in sent[0]
    assert not list(box.kit.rglob("*lesson_*")) and not list(box.kit.rglob("teach"))


STOPS = {
    "a cell in the wrong place": (["posts_outside = circle", "circle = 1"], "set further down"),
    "a cell that failed before": (["circle = 1 / 0", "posts_outside = circle"], "did not come to its end"),
    "a name that nothing sets": (["posts_outside = circle"], "run all cells"),
    "the internet": (
        ["from urllib.request import urlopen", "posts_outside = urlopen('https://example.org')"],
        "needs the internet",
    ),
    "a file of the student's": (["posts_outside = open('mine.csv').read()"], "Only the course's own files"),
}


@pytest.mark.parametrize("name", STOPS)
def test_a_stopped_cell_is_told_what_it_lacked(name, box):
    cells, words = STOPS[name]
    found = Notebook("05", tuple(map(Cell, cells)))
    result = of_exercise("05-2", box, found, [variants.usual("05")])
    assert result.state == NOT_YET and words in result.reason, result
