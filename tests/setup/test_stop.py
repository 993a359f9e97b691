"""Ctrl-C in the terminal stops the lab and leaves nothing running."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.full


def running(group: int) -> str:
    """What still runs in a process group."""
    listed = subprocess.run(
        ["ps", "-o", "pid,args", "-g", str(group)], capture_output=True, encoding="utf-8", check=False
    )
    return "\n".join(line for line in listed.stdout.splitlines()[1:] if "defunct" not in line)


def test_ctrl_c_stops_the_lab(tmp_path):
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r}); import course; course.venv_python = lambda: {sys.executable!r}"
    )
    start = [sys.executable, "-c", f"{code}; sys.exit(course.hand_over(['lab', '--no-browser', '--port', '8917']))"]
    environment = dict(os.environ, COURSE_WORKBOOK=str(tmp_path))
    lab = subprocess.Popen(
        start, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    text = b""
    while b"127.0.0.1:8917" not in text and b"localhost:8917" not in text:
        line = lab.stdout.readline()
        assert line, text.decode("utf-8")
        text += line
    os.killpg(lab.pid, signal.SIGINT)
    lab.communicate(timeout=60)
    end = time.monotonic() + 20
    while running(lab.pid) and time.monotonic() < end:
        time.sleep(0.2)
    assert running(lab.pid) == ""
