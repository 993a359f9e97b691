"""Progress survives crashes, two kernels at once, a full disk and a folder that cannot be written."""

import os
import signal
import subprocess
import sys
import time

import pytest

from courseutils import check, hint, progress
from courseutils._checking import journal
from courseutils.exercises import exercises

FIRST = next(iter(exercises()))


@pytest.fixture(autouse=True)
def workbook(tmp_path, monkeypatch):
    """A workbook of its own for every test."""
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path))
    monkeypatch.setattr(journal, "_memory", [])
    return tmp_path


def test_once_right_stays_right():
    for state in ("not yet", "right", "not yet"):
        journal.record("check", FIRST, state)
    assert {row[0]: row[2] for row in progress().rows}[FIRST] == "right"


def test_hints_go_from_nudge_to_near_answer_and_stay_there():
    texts = [hint(FIRST).text for _ in range(4)]
    assert texts == [*exercises()[FIRST].hints, exercises()[FIRST].hints[-1]]


def test_a_check_is_noted():
    check(FIRST, ...)
    assert journal.events()[-1]["state"] == "not attempted"


def test_unreadable_lines_are_passed_over(workbook):
    journal.record("check", FIRST, "right")
    with (workbook / ".progress.jsonl").open("ab") as file:
        file.write(b'{"event": "check", "exer\xff\n[1]\n{"event": 1}\n')
    journal.record("check", FIRST, "not yet")
    assert len(journal.events()) == 2


def test_a_folder_that_cannot_be_made_still_gets_an_answer(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path / "file" / "workbook"))
    reply = check(FIRST, ...)
    assert reply.message.endswith(journal.NOT_SAVED)
    assert journal.count("check", FIRST) == 1


WRITER = "from courseutils._checking import journal\nimport sys\nfor i in range(300): journal.record('check', sys.argv[1], 'right')"


def test_two_kernels_at_once_lose_nothing(workbook):
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, name]) for name in ("a-1", "b-1")]
    assert [w.wait() for w in writers] == [0, 0]
    events = journal.events()
    assert [sum(e["exercise"] == n for e in events) for n in ("a-1", "b-1")] == [300, 300]


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a POSIX signal")
def test_a_kill_while_writing_spoils_no_earlier_line(workbook):
    for _ in range(10):
        before = len(journal.events())
        writer = subprocess.Popen([sys.executable, "-c", WRITER, "a-1"])
        while len(journal.events()) == before and writer.poll() is None:
            time.sleep(0.005)
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        assert len(journal.events()) > before
    assert journal.record("check", "a-2", "right")
    assert journal.states() == {"a-1": "right", "a-2": "right"}


def test_a_line_cut_off_by_a_crash_does_not_swallow_the_next(workbook):
    journal.record("check", "a-1", "right")
    path = workbook / ".progress.jsonl"
    whole = path.read_bytes()
    for cut in range(len(whole)):
        path.write_bytes(whole[:cut])
        assert journal.record("check", "a-2", "right")
        assert journal.states()["a-2"] == "right"
