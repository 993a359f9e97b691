"""The drawn values of a hidden variant: nowhere in the sandbox while the base run goes on, and no way back from them."""

import json

import pytest

from courseutils.teach.marking import attempts, bubblewrap, judging, sandbox, variants
from courseutils.teach.marking.limits import Limits
from courseutils.teach.marking.notebook import Cell, Notebook
from courseutils.teach.marking.sandbox import Outcome, Run

pytestmark = pytest.mark.full
LOOT = "zq-hidden-4711"
GIVEN = Cell('centre = "Tskhinvali"\nradius_km = 15', "parameters-1")
VALUES = [variants.usual("05"), variants.usual("05") | {"centre": LOOT, "radius_km": 20}]
HUNT = r"""
import gc, os, re, sys
wanted = re.compile(rb"zq-hidden-[0-9]{4}")

def objects():
    gc.unfreeze()
    for thing in gc.get_objects():
        for inner in gc.get_referents(thing):  # a dictionary of texts and numbers alone is in no list of objects
            texts = gc.get_referents(inner) if type(inner) is dict else [inner]
            yield from (text.encode() for text in texts if type(text) is str and text.isascii())

def frames():
    frame = sys._getframe()
    while frame:
        yield repr(frame.f_locals).encode()
        frame = frame.f_back

def processes():
    return [f"/proc/{name}" for name in os.listdir("/proc") if name.isdigit()]

def memory():
    for process in processes():
        try:
            with open(f"{process}/maps") as maps, open(f"{process}/mem", "rb", 0) as mem:
                for line in maps:
                    first, last = (int(part, 16) for part in line.split()[0].split("-"))
                    if line.split()[1].startswith("rw") and last - first < 64 << 20:
                        mem.seek(first)
                        yield mem.read(last - first)
        except OSError:
            pass

def files():
    for process in processes():
        for name in ("cmdline", "environ"):
            yield from read(f"{process}/{name}")
        try:
            numbers = os.listdir(f"{process}/fd")
        except OSError:
            continue
        for number in numbers:
            told = b"".join(read(f"{process}/fdinfo/{number}"))
            if re.search(rb"flags:\s*\d*[02468]\n", told):  # open for reading
                yield from read(f"{process}/fd/{number}")

def read(path):
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        os.set_blocking(handle, False)
        yield os.read(handle, 1 << 20)
        os.close(handle)
    except OSError:
        pass

def hunt(*ways):
    return sorted({hit.decode() for way in ways for data in way() for hit in wanted.findall(data)}) or "nothing"
"""
WAYS = ("objects", "frames", "memory", "files")
ANSWERS = dict(zip(WAYS, ("05-1", "05-2", "05-3", "05-6"), strict=True))


@pytest.fixture(scope="module")
def box(sandbox_kit):
    return bubblewrap.Bubblewrap(sandbox_kit, Limits())


def tried(box, *cells) -> attempts.Attempt:
    return attempts.attempt(box, Notebook("05", tuple(c if isinstance(c, Cell) else Cell(c) for c in cells)), VALUES)


def hunters() -> list[str]:
    """A cell for each way to look, which leaves in an answer what it found."""
    names = {task.id: task.variable for task in attempts.tasks_of("05")}
    return [HUNT, *(f"{names[ANSWERS[way]]} = hunt({way})" for way in WAYS)]


@pytest.mark.parametrize("place", ["before the parameters", "after them"])
def test_what_is_drawn_cannot_be_found_until_the_base_run_is_over(box, place):
    cells = hunters()
    cells.insert(0 if place == "after them" else len(cells), GIVEN)
    base, hidden = tried(box, *cells, "radius_km").outcome.runs
    assert base.done and hidden.done and not base.failed and not hidden.failed
    assert {way: base.answers[ANSWERS[way]] for way in WAYS} == dict.fromkeys(WAYS, "nothing")
    if place == "after them":  # where the values are known the same hunt finds them
        assert hidden.answers[ANSWERS["objects"]] == hidden.answers[ANSWERS["memory"]] == [LOOT]


def test_the_same_hunt_finds_what_lies_in_the_job_from_the_start(box, monkeypatch):
    """As it was when the sandbox got the values of both runs at once."""
    execute = sandbox.execute
    monkeypatch.setattr(attempts, "execute", lambda b, job, slot: execute(b, job | {"runs_too": job["runs"]}, slot))
    base = tried(box, GIVEN, *hunters(), "radius_km").outcome.runs[0]
    assert {way: base.answers[ANSWERS[way]] for way in WAYS[:3]} == {way: [LOOT] for way in WAYS[:3]}


SAY = """
import json, os
def say(**words):
    for fd in range(3, 30):
        try: os.write(fd, json.dumps(words).encode() + b"\\n")
        except OSError: pass
"""
WAIT = """
import time
def wait(name):
    end = time.monotonic() + 8
    while not os.path.exists(name) and time.monotonic() < end: time.sleep(0.02)
    return open(name).read()
"""


def test_a_process_that_the_base_run_left_behind_is_not_heard(box):
    """The hidden run tells it the value, and waits until it has passed it on as an answer of the base run."""
    leave = 'if centre == "Tskhinvali" and os.fork() == 0:\n    say(run=0, task="05-2", answer=["list", "list", '
    leave += '[wait("value")]])\n    open("told", "w").close()\n    os._exit(0)'
    tell = 'if centre != "Tskhinvali":\n    open("part", "w").write(centre)\n    os.rename("part", "value")\n'
    tell += '    posts_outside = "told" + wait("told")\nelse: posts_outside = "not told"'
    base, hidden = tried(box, SAY + WAIT, GIVEN, leave, tell).outcome.runs
    assert base.done and base.answers["05-2"] == "not told"
    assert hidden.done and hidden.answers["05-2"] == "told"


def test_a_base_run_that_asks_for_the_values_itself_is_over_with_that(box):
    """It takes them from the pipe, sends them as its answer, and puts them back; the cell does not count."""
    steal = 'if centre == "Tskhinvali":\n    say(run=1, ready=True)\n    for fd in range(3, 30):\n        try:\n'
    steal += '            line = os.read(fd, 1000)\n            back = os.open(f"/proc/self/fd/{fd}", os.O_WRONLY)\n'
    steal += "            os.write(back, line)\n            posts_outside = [json.loads(line)['centre']]\n"
    steal += "        except OSError: pass\nelse: posts_outside = [centre]"
    attempt = tried(box, SAY, GIVEN, steal)
    base, hidden = attempt.outcome.runs
    assert base.answers == {} and list(attempt.left_out[0]) == [2]
    assert hidden.done and hidden.answers["05-2"] == [LOOT]


def taken(outcome: Outcome, *messages: dict) -> Outcome:
    for words in messages:
        outcome.take(json.dumps(words).encode())
    return outcome


LATE = [
    {"run": 0, "task": "05-1", "answer": LOOT},
    {"run": 0, "failed": 3, "error": LOOT, "words": LOOT},
    {"run": 0, "start": 7},
    {"run": 0, "done": True},
    {"run": 0, "parameters": {"centre": "lost"}},
    {"run": 0, "magic": 5},
    {"run": 0, "ready": True},
    {"run": 1, "parameters": {"centre": "lost"}},
    {"run": 1, "magic": 5},
    {"run": 2, "task": "05-1", "answer": LOOT},
]


@pytest.mark.parametrize("late", LATE, ids=str)
def test_after_the_hand_over_nothing_of_another_run_is_taken(late):
    before = taken(Outcome([Run(), Run(), Run()]), {"run": 1, "ready": True})
    after = taken(Outcome([Run(), Run(), Run()]), {"run": 1, "ready": True}, late)
    assert before.current == after.current == 1
    assert (after.runs, after.parameters, after.magic) == (before.runs, before.parameters, before.magic)


@pytest.mark.parametrize("ready", [{"run": 2, "ready": True}, {"run": 1, "ready": 1}, {"run": 3, "ready": True}])
def test_runs_begin_one_after_the_other(ready):
    assert taken(Outcome([Run(), Run(), Run()]), ready).current == 0


def test_the_name_of_an_error_in_the_hidden_run_is_told_only_if_it_is_pythons_own(box):
    """A cell could give its own error the name of a value."""
    cells = "if radius_km != 15: raise type(f'E{radius_km}', (Exception,), {})\ncircle_area_km2 = 706.57"
    reason = judging.results(Notebook("05", (GIVEN, Cell(cells))), tried(box, GIVEN, cells), VALUES)[0].reason
    assert "not with another value" in reason and "E20" not in reason and "an error of its own" in reason, reason
