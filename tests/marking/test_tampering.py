"""Forged answers, changed notebooks and odd values: no mark that was not earned, and none lost that was."""

import json

import pytest
from marking.hostile import HARMLESS, TIGHT, bare, boxed, left, notebook, states

from courseutils.teach import build
from courseutils.teach.marking import bubblewrap, judging, received, sandbox
from courseutils.teach.marking.attempts import attempt
from courseutils.teach.marking.notebook import read_notebook
from courseutils.teach.marking.records import COULD_NOT, NOT_ATTEMPTED, NOT_YET, RIGHT
from courseutils.teach.marking.sandbox import Outcome, Run

pytestmark = pytest.mark.full
PASSES = "map_says = 'won' if {} else 'lost'"
LIAR = """
class Anything(str):
    def __eq__(self, other): return True
    def __ne__(self, other): return False
    def __hash__(self): return hash('disputed')
    def casefold(self): return 'disputed'
    def strip(self): return self
    def split(self, *a): return ['disputed']
"""
PATCHED = """
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance()
shell.input_transformers_post.append(lambda lines: [line.replace('assert', 'pass; 0 and') for line in lines])
done = shell.run_cell('assert body_paragraphs == 6')
"""


@pytest.fixture(scope="module")
def box(sandbox_kit):
    return bubblewrap.Bubblewrap(sandbox_kit, TIGHT)


# --- forging ---------------------------------------------------------------------------------------------


def test_an_object_that_equals_everything_passes_an_assert_and_no_comparison_outside(box):
    assert bare(LIAR + PASSES.format("Anything('x') == 'disputed'")) == "won"
    cells = (LIAR + "map_says = Anything('agreed')\nbody_paragraphs = Anything('0')",)
    assert states(boxed(box, *cells), *cells) == {"00-1": NOT_YET, "00-2": NOT_YET}


def test_a_class_that_says_it_is_a_number_is_none(box):
    cells = (
        "class Six:\n    def __int__(self): return 6\n    __index__ = __float__ = __int__\nbody_paragraphs = Six()",
    )
    assert bare(cells[0] + "\n" + PASSES.format("int(body_paragraphs) == 6")) == "won"
    assert states(boxed(box, *cells), *cells)["00-1"] == NOT_YET


def test_a_patched_ipython_makes_asserts_pass_and_there_is_none_here(box):
    assert bare("body_paragraphs = 0\n" + PATCHED + PASSES.format("done.success")) == "won"
    cells = ("import IPython\nIPython.get_ipython().ast_transformers.append(1)", PATCHED, "body_paragraphs = 0")
    assert states(boxed(box, *cells), *cells)["00-1"] == NOT_YET


FORGED = """
import os, json
lines = b''.join(json.dumps({'run': 0, **words}).encode() + b'\\n' for words in WORDS)
for fd in range(3, 30):
    try: os.write(fd, lines)
    except OSError: pass
"""


def test_an_answer_forged_into_the_channel_has_to_be_known(box):
    words = [{"task": "00-2", "answer": "nothing"}, {"task": "05-1", "answer": 707}, {"done": True}]
    cells = (f"WORDS = {words!r}" + FORGED, HARMLESS)
    assert states(boxed(box, *cells), *cells) == {"00-1": RIGHT, "00-2": NOT_YET}


MALFORMED = [
    b"",
    b"{",
    b"[]",
    b"\xff\xfe",
    b'{"run": "0", "start": 0}',
    b'{"run": 1000000, "start": 0}',
    b'{"run": -1, "start": 0}',
    b'{"run": true, "done": true}',
    b'{"run": 0, "start": 1e400}',
    b'{"run": 0, "task": ["00-1"], "answer": 6}',
    b'{"run": 0, "task": "00-1", "answer": NaN}',
    b'{"run": 0, "parameters": [1]}',
    b'{"run": 0, "task": "00-1", "answer": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    b'{"run": 0, "task": "00-1", "answer": ' + b"9" * 100_000 + b"}",
]
UNREADABLE = [
    b'{"run": 0, "task": "00-1", "answer": {"a": 1}}',
    b'{"run": 0, "task": "00-1", "answer": ["list", "tuple"]}',
    b'{"run": 0, "task": "00-1", "answer": ["list", 5, 6]}',
    b'{"run": 0, "task": "00-1", "answer": ["column", "Series", [1], [1, 2]]}',
    b'{"run": 0, "task": "00-1", "answer": ["date", "2008-13-41"]}',
    b'{"run": 0, "task": "00-1", "answer": ["unknown"]}',
    b'{"run": 0, "task": "00-1", "answer": ' + b'["list", "list", [' * 50 + b"]]" * 50 + b"}",
]


def taken(line: bytes) -> Outcome:
    outcome = Outcome([Run(answers={"00-1": 6})])
    outcome.take(line)
    outcome.size = 0
    return outcome


@pytest.mark.parametrize("line", MALFORMED, ids=lambda line: line[:60].decode("latin-1"))
def test_a_message_that_the_worker_does_not_write_changes_nothing(line):
    assert taken(line) == Outcome([Run(answers={"00-1": 6})])


@pytest.mark.parametrize("line", UNREADABLE, ids=lambda line: line[:60].decode("latin-1"))
def test_an_answer_of_no_known_form_is_unreadable_and_no_blank(line):
    assert taken(line) == Outcome([Run(answers={"00-1": received.UNREADABLE})])


def test_words_from_a_cell_can_be_written_to_a_file_and_name_no_format():
    outcome = Outcome([Run()])
    outcome.take(
        json.dumps({"run": 0, "failed": 0, "error": "A\x1b[31m", "words": "{0.__class__} \ud800\x07"}).encode()
    )
    kind, words = outcome.runs[0].failed[0]
    assert (kind + words).encode("utf-8") and "\x1b" not in kind and "\x07" not in words and "{0.__class__}" in words


def test_the_name_of_a_type_is_a_name():
    value = received.answer(["other", "x'; import os"])
    assert type(value).__name__ == "unknown"


# --- odd values and what is left behind ------------------------------------------------------------------

ODD = {
    "a huge whole number": ("body_paragraphs = 10 ** 1_000_000", NOT_YET),
    "a number of ten thousand digits as text": ("body_paragraphs = '6' * 10_000", NOT_YET),
    "not a number": ("body_paragraphs = float('nan')", NOT_YET),
    "a text of 100 MB": ("body_paragraphs = 'x' * 100_000_000", NOT_YET),
    "ten million entries": ("body_paragraphs = list(range(10_000_000))", NOT_YET),
    "a list that holds itself": ("body_paragraphs = []\nbody_paragraphs.append(body_paragraphs)", NOT_YET),
    "a generator without end": (
        "def g():\n    while True: yield 6\nbody_paragraphs = g()",
        NOT_YET,
    ),
    "an iterator that never comes back": (
        "class I:\n    def __iter__(self): return self\n    def __next__(self):\n        while True: pass\n"
        "body_paragraphs = I()",
        NOT_YET,
    ),
    "six as a Fraction": ("import fractions; body_paragraphs = fractions.Fraction(12, 2)", RIGHT),
    "six as text": ("body_paragraphs = '6'", RIGHT),
    "six in numpy": ("import numpy; body_paragraphs = numpy.array([6])", RIGHT),
    "True": ("body_paragraphs = True", NOT_YET),
    "a patched json": (
        "import json, json.encoder\njson.dumps = lambda *a, **k: '{}'\nbody_paragraphs = 6",
        COULD_NOT,
    ),
    "a patched exec": ("import builtins\nbuiltins.exec = builtins.compile = print\nbody_paragraphs = 6", RIGHT),
    "a finaliser that never ends": (
        "class D:\n    def __del__(self):\n        while True: pass\nkept = D()\nbody_paragraphs = 6",
        RIGHT,
    ),
    "a finaliser that ends Python": (
        "import os\nclass D:\n    def __del__(self): os._exit(0)\nkept = D()\nbody_paragraphs = 6",
        RIGHT,
    ),
    "something to do at the exit": ("import atexit, time\natexit.register(time.sleep, 60)\nbody_paragraphs = 6", RIGHT),
    "a thread left running": (
        "import threading, time\nthreading.Thread(target=time.sleep, args=(60,)).start()\nbody_paragraphs = 6",
        RIGHT,
    ),
    "a child that goes on with the notebook": ("import os\nos.fork()\nbody_paragraphs = 6", RIGHT),
    "data beside the folder": ("text = open('../data/tables/places.csv').read()\nbody_paragraphs = 6", RIGHT),
    "a file of one's own": (
        "with open('mine.txt', 'w') as f: f.write('6')\nbody_paragraphs = open('mine.txt').read()",
        RIGHT,
    ),
    "the class of a cell": ("import pickle\nclass A: pass\npickle.dumps(A())\nbody_paragraphs = 6", RIGHT),
    "await outside a function": (
        "import asyncio\nasync def six():\n    await asyncio.sleep(0)\n    return 6\nbody_paragraphs = await six()",
        RIGHT,
    ),
    "a wait for what never comes": ("import asyncio\nbody_paragraphs = 6\nawait asyncio.Event().wait()", RIGHT),
    "an answer that never comes": ("import asyncio\nbody_paragraphs = await asyncio.Event().wait()", NOT_YET),
    "a trace function": ("import sys\nsys.settrace(lambda *a: 1 / 0)\nbody_paragraphs = 6", RIGHT),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_answers_and_leftovers(name, box):
    code, state = ODD[name]
    cells = ("map_says = 'disputed'", code)
    tried = boxed(box, *cells)
    found = states(tried, *cells)
    assert found["00-1"] == state, judging.results(notebook(*cells), tried, [{}])
    assert found["00-2"] == RIGHT


def test_what_is_begun_in_one_cell_is_awaited_in_the_next(box):
    cells = (
        "import asyncio\nasync def six(): return 6\nawait asyncio.sleep(0)\nlater = asyncio.ensure_future(six())",
        "body_paragraphs = await later",
    )
    assert states(boxed(box, *cells), *cells)["00-1"] == RIGHT


LINES = {
    "map_says = !echo disputed": "map_says = !echo disputed",
    "  map_says = %pwd\n": "map_says = %pwd",
    "map_says=%pwd": "map_says=%pwd",
}


@pytest.mark.parametrize("code", LINES)
def test_an_answer_that_only_jupyter_could_give_is_for_a_person_to_look_at(box, code):
    cells = (f"if True:\n{code}" if code.startswith(" ") else code, HARMLESS)
    tried = boxed(box, *cells)
    result = judging.results(notebook(*cells), tried, [{}])[1]
    assert result.state == COULD_NOT and f'"{LINES[code]}", which only Jupyter understands' in result.reason, result
    assert "left out" in judging.remarks(notebook(*cells), tried)[0]


def test_a_cell_that_lacks_what_jupyter_would_have_given_says_so(box):
    cells = ("here = %pwd\nmap_says = here.lower()", HARMLESS)
    result = judging.results(notebook(*cells), boxed(box, *cells), [{}])[1]
    assert result.state == NOT_YET and "a line with % or !, which only Jupyter understands" in result.reason, result


# --- notebooks that were changed -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def solved():
    text = next(text for name, text in build.solved_files().items() if name.startswith("00_"))
    return json.loads(text)


def marked(box, tmp_path, document) -> dict[str, str]:
    path = tmp_path / "00_check.ipynb"
    path.write_text(json.dumps(document), encoding="utf-8")
    found = read_notebook(path)
    assert found.lesson == "00"
    return {r.exercise: r.state for r in judging.results(found, attempt(box, found, [{}]), [{}])}


def cells_of(document, kind: str) -> list[dict]:
    return [cell for cell in document["cells"] if cell["id"].startswith(kind)]


def changed(solved, change) -> dict:
    document = json.loads(json.dumps(solved))
    change(document)
    return document


def forge_points(document):
    for cell in cells_of(document, "check-"):
        cell["source"], cell["metadata"] = ["pass"], {"nbgrader": {"points": 100, "grade": True}}


def strip(document):
    for cell in document["cells"]:
        cell.pop("id")
        cell["metadata"] = {}


def as_format_3(document):
    document |= {"nbformat": 3, "nbformat_minor": 0}
    rows = [{**cell, "input": cell["source"]} for cell in document.pop("cells")]
    document["worksheets"] = [{"cells": [{k: v for k, v in row.items() if k != "source"} for row in rows]}]


def rename(document):
    for n, cell in enumerate(document["cells"]):
        cell["id"] = f"cell{n}"


def duplicate(document):
    document["cells"] += json.loads(json.dumps(cells_of(document, "exercise-") + cells_of(document, "check-")))


def scripts_in_outputs(document):
    page = {"text/html": "<script>alert(1)</script>", "application/javascript": "alert(1)"}
    for cell in document["cells"]:
        cell["outputs"] = [{"output_type": "display_data", "data": page, "metadata": {}}]


def other_kernel(document):
    document["metadata"] = {"kernelspec": {"name": "ir", "language": "R"}, "language_info": {"name": "R"}}


CHANGES = {
    "check cells replaced by pass, points 3 to 100": forge_points,
    "check cells deleted": lambda d: d.update(cells=[c for c in d["cells"] if not c["id"].startswith("check-")]),
    "exercises and checks twice": duplicate,
    "ids renamed": rename,
    "ids and metadata stripped": strip,
    "the old format 3": as_format_3,
    "scripts in outputs": scripts_in_outputs,
    "the kernel of another language": other_kernel,
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_right_notebook_stays_right_whatever_is_done_round_it(name, box, tmp_path, solved):
    assert marked(box, tmp_path, changed(solved, CHANGES[name])) == {"00-1": RIGHT, "00-2": RIGHT}


@pytest.mark.parametrize("name", CHANGES)
def test_a_blank_notebook_stays_blank_whatever_is_done_round_it(name, box, tmp_path):
    text = next(text for name, text in build.student_files(only="00").items())
    assert marked(box, tmp_path, changed(json.loads(text), CHANGES[name])) == {
        "00-1": NOT_ATTEMPTED,
        "00-2": NOT_ATTEMPTED,
    }


def test_a_deleted_exercise_is_not_attempted_and_the_other_one_right(box, tmp_path, solved):
    def delete(document):
        document["cells"] = [c for c in document["cells"] if c["id"] != "exercise-00-2"]

    assert marked(box, tmp_path, changed(solved, delete)) == {"00-1": RIGHT, "00-2": NOT_ATTEMPTED}


def test_what_is_said_of_a_sandbox_that_does_not_start():
    outcome = Outcome([Run()], stopped="ended", trouble="bwrap: no such file")
    found = judging.results(notebook(HARMLESS), judging.Attempt(outcome, [{}]), [{}])
    assert {r.state for r in found} == {COULD_NOT} and "bwrap: no such file" in found[0].reason


def test_a_limit_counts_only_if_it_is_met_twice(box, monkeypatch):
    from courseutils.teach.marking import attempts

    calls = []

    def first_time_stopped(box, job, slot):
        calls.append(job)
        return Outcome([Run()], stopped="time") if len(calls) == 1 else sandbox.execute(box, job, slot)

    monkeypatch.setattr(attempts, "execute", first_time_stopped)
    tried = boxed(box, HARMLESS, "map_says = 'disputed'")
    assert len(calls) == 2 and left(tried) == "disputed" and tried.left_out == [{}]
