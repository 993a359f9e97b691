"""``course.py mark`` as an instructor runs it: a class of good, blank, broken and hostile notebooks."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from courseutils.teach import build
from courseutils.teach.marking import run as marking
from courseutils.teach.marking.limits import descendants
from courseutils.teach.marking.records import COULD_NOT, RIGHT, Submission

pytestmark = pytest.mark.full
ROOT = Path(__file__).resolve().parents[2]


def command(*words, **more) -> subprocess.CompletedProcess:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "courseutils.cli", "mark", *map(str, words)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "src"), **more},
        capture_output=True,
        encoding="utf-8",
        timeout=500,
        check=False,
    )


def with_cell(document: dict, source: str, first: bool = True) -> dict:
    """The notebook with one more code cell, before the others or after them."""
    cell = {"cell_type": "code", "source": source, "metadata": {}, "outputs": [], "execution_count": None}
    cells = [cell, *document["cells"]] if first else [*document["cells"], cell]
    return {**document, "cells": cells}


HOSTILE = {
    "eve": "import os; os._exit(0)",
    "mallory": "import glob, os\nfor f in glob.glob({out!r} + '/**', recursive=True): os.remove(f)",
    "oscar": "open({out!r} + '/marks.csv', 'w').write('oscar,104')\nopen({classmate!r}, 'w').write('')",
    "peggy": "import os\nwhile True:\n    for fd in range(3, 30):\n        try: os.write(fd, b'x' * 9999)\n"
    "        except OSError: pass",
    "trudy": "import os, signal\nos.kill(os.getppid(), signal.SIGKILL)",
}


@pytest.fixture(scope="module")
def lessons():
    """Lesson 0, solved and blank, as documents."""
    solved = next(text for name, text in build.solved_files().items() if name.startswith("00"))
    (blank,) = build.student_files(only="00").values()
    return json.loads(solved), json.loads(blank)


def class_in(place: Path, lessons) -> tuple[Path, Path]:
    """A folder with three honest students, two broken files and the hostile ones; and a place for the marks."""
    solved, blank = lessons
    folder, out = place / "handed in", place / "marks"
    documents = {"anna": solved, "ben": blank, "carl": with_cell(solved, "map_says = 'agreed'", first=False)}
    for name, source in HOSTILE.items():
        names = {"out": str(out), "classmate": str(folder / "anna" / "00_check.ipynb")}
        documents[name] = with_cell(solved, source.format(**names))
    for name, document in documents.items():
        (folder / name).mkdir(parents=True)
        (folder / name / "00_check.ipynb").write_text(json.dumps(document), encoding="utf-8")
    (folder / "dora").mkdir()
    (folder / "dora" / "00_check.ipynb").write_bytes(b'{"cells": [')
    (folder / "fred").mkdir()
    (folder / "fred" / "homework.ipynb").write_text('{"nbformat": 4, "cells": []}', encoding="utf-8")
    return folder, out


@pytest.fixture
def handed_in(tmp_path, lessons):
    """A class that was not marked yet."""
    return class_in(tmp_path, lessons)


@pytest.fixture(scope="module")
def marked_class(tmp_path_factory, lessons):
    """The class, what the folder held before, the marks, and what the command said; marked once for several tests."""
    folder, out = class_in(tmp_path_factory.mktemp("class"), lessons)
    before = files(folder)
    return folder, before, out, command(folder, "--out", out, "--seed", "spring", PYTHONHASHSEED="1")


def marks(out: Path) -> dict[str, dict[str, str]]:
    """States by student and exercise, from the table for people."""
    found: dict[str, dict[str, str]] = {}
    with (out / "marks.csv").open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["student"], {})[row["exercise"]] = row["state"]
    return found


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_hostile_and_broken_notebooks_change_nobody_elses_marks_and_stop_nothing(marked_class):
    folder, before, out, done = marked_class
    assert done.returncode == 0, done.stdout + done.stderr
    assert files(folder) == before
    found = marks(out)
    both = {"00-1": RIGHT, "00-2": RIGHT}
    assert found["anna"] == both
    assert found["ben"] == {"00-1": "not attempted", "00-2": "not attempted"}
    assert found["carl"] == {"00-1": RIGHT, "00-2": "not yet"}
    assert found["dora"] == {"00-1": COULD_NOT, "00-2": COULD_NOT}
    # A hostile cell gets nothing, and what its owner has solved counts.
    assert {name: found[name] for name in HOSTILE} == dict.fromkeys(HOSTILE, both)
    assert "fred" in (out / "marks.csv").read_text(encoding="utf-8-sig")
    assert "cannot be told which lesson" in (out / "index.html").read_text(encoding="utf-8")


def test_the_same_class_gives_the_same_bytes_and_is_not_run_again(marked_class, tmp_path):
    folder, _, out, first = marked_class
    other = tmp_path / "elsewhere" / "marks of the class"
    second = command(
        folder, "--out", other, "--seed", "spring", "--workers", "1", PYTHONHASHSEED="2", TZ="Asia/Tbilisi"
    )
    assert first.returncode == second.returncode == 0
    assert files(out) == files(other)
    kept = {path: path.stat().st_mtime_ns for path in out.glob(".marking/results/*.json")}
    again = command(folder, "--out", out)
    assert again.returncode == 0 and files(out) == files(other)
    assert "left" not in again.stderr, "no notebook had to be run"
    assert {path: path.stat().st_mtime_ns for path in out.glob(".marking/results/*.json")} == kept


def sandboxes(process: int) -> set[str]:
    """The sandboxes below a process, by their place in /proc; other tests may run some of their own."""
    below = [Path("/proc") / str(member) for member in descendants(process)]
    return {str(path) for path in below if _program(path) == b"bwrap"}


def _program(path: Path) -> bytes:
    try:
        return (path / "cmdline").read_bytes().split(b"\0")[0]
    except OSError:
        return b""


@pytest.mark.parametrize("sign", [pytest.param(signal.SIGKILL, marks=pytest.mark.deep), signal.SIGINT])
def test_a_run_that_was_stopped_leaves_no_sandbox_and_goes_on(sign, tmp_path, lessons):
    folder, out = tmp_path / "in", tmp_path / "out"
    folder.mkdir()
    for number in range(6):
        document = with_cell(lessons[0], f"import time; time.sleep({0 if number < 2 else 3}) # {number}")
        (folder / f"student{number}_00_check.ipynb").write_text(json.dumps(document), encoding="utf-8")
    words = [sys.executable, "-m", "courseutils.cli", "mark", str(folder), "--out", str(out)]
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(words, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    wait_for(lambda: len(list(out.glob(".marking/results/*.json"))) >= 2 and sandboxes(process.pid))
    running = sandboxes(process.pid)
    process.send_signal(sign)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == (130 if sign == signal.SIGINT else -sign)
    assert sign == signal.SIGKILL or "goes on where it stopped" in said
    wait_for(lambda: not any(_program(Path(path)) == b"bwrap" for path in running))
    kept = {path.name: path.stat().st_mtime_ns for path in out.glob(".marking/results/*.json")}
    assert 2 <= len(kept) < 6
    done = command(folder, "--out", out)
    assert done.returncode == 0 and len(marks(out)) == 6
    now = {path.name: path.stat().st_mtime_ns for path in out.glob(".marking/results/*.json")}
    assert len(now) == 6 and {name: now[name] for name in kept} == kept


def wait_for(condition, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


def test_without_bubblewrap_it_refuses_says_why_and_trusts_only_when_told(handed_in, tmp_path):
    folder, out = handed_in
    for name in ["dora", "fred", *HOSTILE]:
        (folder / name).rename(tmp_path / name)
    refused = command(folder, "--out", out, PATH="/nonexistent")
    assert refused.returncode == 1
    assert "bwrap is missing" in refused.stdout and "--i-trust-these" in refused.stdout
    assert not (out / "marks.csv").exists()
    trusted = command(folder, "--out", out, "--i-trust-these", PATH="/nonexistent")
    assert trusted.returncode == 0 and "WARNING: no sandbox" in trusted.stderr
    assert marks(out)["anna"] == {"00-1": RIGHT, "00-2": RIGHT}


def test_what_cannot_be_marked_is_told_in_a_sentence(handed_in, tmp_path):
    folder, out = handed_in
    (tmp_path / "none").mkdir()
    tried = {
        "There is no": (tmp_path / "nothing here", out),
        "lies inside": (folder, folder / "marks"),
        "no notebook to mark": (tmp_path / "none", tmp_path / "empty marks"),
        "did not write": (folder, ROOT / "guide"),
    }
    for words, (source, target) in tried.items():
        done = command(source, "--out", target)
        assert done.returncode == 1 and words in done.stdout and "Traceback" not in done.stderr, done.stderr
    assert not (ROOT / "guide" / "seed.txt").exists()


def test_no_more_notebooks_run_at_a_time_than_there_are_workers(tmp_path, monkeypatch):
    running, most = set(), []

    def one(box, notebook, values, slot):
        assert slot not in running
        running.add(slot)
        most.append(len(running))
        time.sleep(0.02)
        running.remove(slot)
        return marking.judging.Attempt(marking.sandbox.Outcome([marking.sandbox.Run(done=True)]), [{}])

    monkeypatch.setattr(marking, "attempt", one)
    store = marking.Store(tmp_path / "out")
    store.open("s")
    submissions = []
    for number in range(12):
        path = tmp_path / f"{number}_00_check.ipynb"
        path.write_text(json.dumps({"nbformat": 4, "cells": [], "n": number}), encoding="utf-8")
        submissions.append(Submission(str(number), str(number), path, path.name))
    marked = marking.Marker(None, store, "s", 3).mark_all(submissions, marking.Progress(12, io.StringIO()))
    assert max(most) <= 3 and [m.submission for m in marked] == submissions


def test_there_are_never_more_workers_than_cores(monkeypatch):
    asked = []
    monkeypatch.setattr(marking, "_run", lambda *words: asked.append(words[3]) or 0)
    monkeypatch.setattr(marking, "cores", lambda: 2)
    for workers in (None, 1, 2, 64, 0, -5):
        marking.run(Path("a"), Path("b"), None, workers, False)
    assert asked == [2, 1, 2, 2, 2, 1]
