"""Attacks on the program that marks: what would take its memory or its time, or stop it for the whole class."""

import io
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from handedin import notebook
from marking.hostile import HARMLESS, TIGHT, bare, boxed, left, states

from courseutils import places
from courseutils._lookup import states as lookup
from courseutils.checks import CANNOT_TELL, answer_to
from courseutils.exercises import exercise
from courseutils.teach.marking import bubblewrap, feedback, received, sandbox, unpack
from courseutils.teach.marking.intake import collect
from courseutils.teach.marking.limits import Limits
from courseutils.teach.marking.records import RIGHT, Submission
from courseutils.teach.marking.sandbox import Outcome, Run


def forged(parts: int) -> Outcome:
    """What comes of an answer of so many parts, each of which would become a class of its own."""
    outcome = Outcome([Run()])
    answer = ["list", "list", [["other", "A"]] * parts]
    outcome.take(json.dumps({"run": 0, "task": "00-1", "answer": answer}).encode())
    return outcome


def test_an_answer_of_too_many_parts_is_unreadable_and_the_largest_of_the_worker_is_not():
    assert forged(received.MOST_LISTS).runs[0].answers["00-1"] is received.UNREADABLE
    assert len(forged(5001).runs[0].answers["00-1"]) == 5001
    days = ["dict", [[["date", "2008-10-15"], ["date", "2008-10-16"]]] * 5001]
    assert received.whole_answer(days)


def test_what_was_sent_before_a_bound_was_broken_is_read(monkeypatch):
    """A cell that breaks a bound at once, before anybody has read that it began: it is that cell that is left out."""
    started = json.dumps({"run": 0, "start": 3})
    said = f"import time; print({started!r}, flush=True); time.sleep(60)"
    command = [sys.executable, "-c", said]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    wait, waits = sandbox._next, iter([True])

    def late(lines):
        """Nothing has come yet when the first look is taken, though it was sent."""
        if next(waits, False):
            while lines.empty():
                time.sleep(0.01)
            return b""
        return wait(lines)

    monkeypatch.setattr(sandbox, "_next", late)
    monkeypatch.setattr(sandbox, "exceeded", lambda pid, limits: "files")
    try:
        outcome = sandbox._follow(process, Outcome([Run()]), Limits(), SimpleNamespace(give=lambda run: None))
    finally:
        sandbox._end(process)
    assert (outcome.stopped, outcome.runs[0].started) == ("files", 3)


def test_parts_within_parts_count_too():
    nested = ["list", "list", [["list", "list", [["other", "A"]] * 200]] * 200]
    with pytest.raises(received.Malformed, match="too much"):
        received.whole_answer(nested)


def test_empty_messages_are_heard_only_so_often():
    heard = sandbox.queue.Queue()
    sandbox._read(io.BytesIO(), heard, 1000)
    assert heard.get() is None

    class Flood:
        def readline(self, most):
            return b"\n"

    sandbox._read(Flood(), heard, 100 * sandbox.LEAST_BYTES)
    assert heard.qsize() == 101
    outcome = Outcome([Run()])
    for _ in range(100):
        outcome.take(heard.get())
    assert outcome.size == 100 * sandbox.LEAST_BYTES
    outcome.take(b"")
    assert outcome.size == 100 * sandbox.LEAST_BYTES


@pytest.mark.full
def test_a_flood_of_empty_messages_is_stopped_as_one(sandbox_kit):
    flood = (
        "import os\nwhile True:\n    for fd in range(3, 30):\n"
        "        try: os.write(fd, b'\\n' * 1000)\n        except OSError: pass"
    )
    tried = boxed(bubblewrap.Bubblewrap(sandbox_kit, TIGHT), flood, HARMLESS)
    assert states(tried, flood, HARMLESS)["00-1"] == RIGHT and tried.left_out == [{0: "messages"}]


CONNECTION = """
import socket
server = socket.socket()
server.bind(("127.0.0.1", 0))
server.listen()
mine = socket.create_connection(server.getsockname())
mine.setblocking(False)
held = 0
try:
    while True: held += mine.send(b"x" * 65536)
except BlockingIOError: map_says = "won" if held > 1 << 20 else "lost"
"""


@pytest.mark.full
def test_no_connection_holds_bytes_that_no_process_has(sandbox_kit):
    assert bare(CONNECTION) == "won"
    tried = boxed(bubblewrap.Bubblewrap(sandbox_kit, TIGHT), CONNECTION, HARMLESS)
    assert left(tried) is None and states(tried, CONNECTION, HARMLESS)["00-1"] == RIGHT
    assert tried.outcome.runs[0].failed[0] == ("OSError", "[Errno 101] Network is unreachable")


def test_folders_deeper_than_python_can_follow_stop_nothing(tmp_path):
    (tmp_path / "in" / "Nino").mkdir(parents=True)
    (tmp_path / "in" / "Nino" / "05_how_wide_is_a_buffer_zone.ipynb").write_bytes(notebook("05"))
    deep = tmp_path / "in" / "Eve"
    deep.mkdir()
    here = Path.cwd()
    try:
        os.chdir(deep)  # a path of so many folders is longer than the system takes in one piece
        for _ in range(1000):
            Path("a").mkdir()
            os.chdir("a")
    finally:
        os.chdir(here)
    try:
        found, said = collect(tmp_path / "in", tmp_path / "copies")
    finally:
        subprocess.run(["rm", "-rf", deep], check=True)  # Python cannot follow it either
    assert [s.student for s in found if s.attempt] == ["Nino"]
    assert any(f"more than {unpack.MOST_FOLDERS} deep" in sentence for sentence in said)


@pytest.mark.parametrize("platform", ["folder", "moodle", "blackboard"])
def test_names_in_letters_of_four_bytes_make_file_names_that_can_be_written(platform, tmp_path):
    person = Submission("\U00010428" * 100, "\U00010400" * 100, tmp_path, "x", platform)
    for name in feedback.page_names([person, person]):
        assert len(f"{name}.part".encode()) <= 255
        (tmp_path / f"{name}.part").touch()


@pytest.mark.parametrize("task", ["05-2", "06-2"])
def test_of_thousands_of_unknown_names_the_nearest_are_looked_for_once(task, monkeypatch):
    asked = []
    for module, name in ((places, "_suggestion"), (lookup, "_nearest")):
        real = getattr(module, name)
        monkeypatch.setattr(module, name, lambda text, real=real: asked.append(text) or real(text))
    assert answer_to(exercise(task), ",".join(f"zz{n}" for n in range(3000))).state == CANNOT_TELL
    assert asked == ["zz0"]
