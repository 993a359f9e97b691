"""Two runs of marking in one folder at the same time, each a process of its own: nothing is lost, and both end."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from classmarks import GOOD_TEXT, marked, written_of

from courseutils.teach.marking import levels
from courseutils.teach.marking.run import hand_over
from courseutils.teach.marking.store import Store, write

TESTS = Path(__file__).resolve().parents[1]
WAITS = "Another run is writing into"
# Marks made-up notebooks of the students named; a held run has written all and put nothing in its place.
PROGRAM = """
import sys
from pathlib import Path
from classmarks import marked
from courseutils.teach.marking.run import hand_over
from courseutils.teach.marking.store import Store
from courseutils.teach.marking.written import write_again

what, out, *students = sys.argv[1:]
publish = Store.publish

def held(store, staged):
    print("staged", flush=True)
    sys.stdin.readline()
    return publish(store, staged)

if what == "open":
    print(Store(Path(out)).open(None))
elif what == "written":
    sys.exit(write_again(Path(out)))
else:
    Store.publish = held if what == "held" else publish
    sys.exit(hand_over([marked(student, student) for student in students], Store(Path(out))))
"""


@pytest.fixture
def out(tmp_path):
    store = Store(tmp_path / "marks")
    store.open("spring")
    assert hand_over([marked("Nino", "Nino")], store) == 0
    return store.out


@pytest.fixture
def start():
    """Start the program; whatever still runs at the end of the test is stopped."""
    running = []

    def started(*words):
        path = os.pathsep.join([str(TESTS), str(TESTS.parent / "src"), os.environ.get("PYTHONPATH", "")])
        command = [sys.executable, "-c", PROGRAM, *map(str, words)]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "encoding": "utf-8"}
        running.append(subprocess.Popen(command, env=os.environ | {"PYTHONPATH": path}, **pipes))
        return running[-1]

    yield started
    for process in running:
        process.kill()
        process.communicate()


def both(start, out, *second) -> tuple[str, str]:
    """A run is held while a second one begins, then both come to their end; what each of them said."""
    first = start("held", out, "Ana", "Nino")
    assert first.stdout.readline() == "staged\n"
    levels.append(out, ("Ana", written_of("05")), GOOD_TEXT, 3, "Well done.")
    other = start(*second)
    at_once = other.stdout.readline()
    said = first.communicate("\n", timeout=60)[0], at_once + other.communicate(timeout=60)[0]
    assert (first.returncode, other.returncode) == (0, 0)
    return said


def test_a_second_run_waits_and_no_file_of_the_first_is_lost(start, out):
    first, second = both(start, out, "run", out, "Zura")
    assert {path.name.split("_")[0] for path in (out / "feedback").iterdir()} == {"Ana", "Nino", "Zura"}
    table = (out / "marks.csv").read_text(encoding="utf-8-sig")
    assert "\nZura," in table and "\nAna," not in table
    assert "Marked 2 notebooks" in first and second.startswith(WAITS) and "Marked 1 notebooks" in second


def test_levels_that_are_finished_during_a_run_go_into_the_marks_of_that_run(start, out):
    _, second = both(start, out, "written", out)
    table = (out / "marks.csv").read_text(encoding="utf-8-sig")
    assert "\nAna," in table and "Level 3 of 3. Well done." in table and "\nNino," in table
    assert second.startswith(WAITS) and "hold the levels now" in second


def test_a_run_that_was_killed_keeps_nobody_waiting(start, out):
    first = start("held", out, "Ana", "Nino")
    assert first.stdout.readline() == "staged\n"
    first.kill()
    first.wait()
    second = start("run", out, "Ana", "Zura")
    said = second.communicate(timeout=60)[0]
    assert second.returncode == 0 and WAITS not in said
    assert "\nAna," in (out / "marks.csv").read_text(encoding="utf-8-sig")


def test_two_runs_that_begin_at_once_have_one_seed(start, tmp_path):
    store = Store(tmp_path)
    store.own.mkdir()
    with store.alone():
        other = start("open", tmp_path)
        assert other.stdout.readline().startswith(WAITS)
        write(tmp_path / "seed.txt", "autumn\n")
    assert other.communicate(timeout=60)[0] == "autumn\n"
