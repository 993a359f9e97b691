"""`course.py test`: run the tests; `test --all`: everything, as the continuous integration does."""

import datetime as dt
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from courseutils.commands.doctor import find_browser
from courseutils.teach.build import root

TIMES = Path("guide_out", "test_times.json")  # git leaves it out

# Cells of one notebook need one kernel, so a file's tests stay on one worker. The order of the files is conftest.py's.
# A third worker on two cores gains a twentieth of the time, and browsers then wait for each other.
_PYTEST = [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]


def run(everything: bool, deep: bool = False) -> int:
    """Student notebooks under nbval, then the tests; returns pytest's exit code."""
    environment = dict(os.environ, PYTHONPATH=str(root() / "src"))
    chosen = [] if deep else ["-m", "not deep" if everything else "not full and not deep"]
    command = [*_PYTEST, "--nbval-lax", *chosen, "notebooks", "tests"]
    began = time.monotonic()
    code = subprocess.call(command, cwd=root(), env=environment)
    if code == 0:
        _keep_time("deep" if deep else "all" if everything else "test", time.monotonic() - began)
    print(_skipped(everything, deep))
    return code


def times() -> dict[str, dict]:
    """For ``test``, ``all`` and ``deep``: seconds and date of the last run here in which all tests passed."""
    try:
        return json.loads((root() / TIMES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _keep_time(which: str, seconds: float) -> None:
    """Note how long a run took, for the bench: some runs are too long to repeat."""
    kept = times() | {which: {"seconds": round(seconds), "date": dt.date.today().isoformat()}}
    (root() / TIMES).parent.mkdir(exist_ok=True)
    (root() / TIMES).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


def _skipped(everything: bool, deep: bool) -> str:
    tools = {"Chromium": find_browser(), "bubblewrap": shutil.which("bwrap"), "Node": shutil.which("node")}
    missing = [name for name, path in tools.items() if not path]
    if missing:
        return f"Not tested for want of {', '.join(missing)}: the tests that need them."
    if deep:
        return "Nothing was left out."
    more = "the longest repetitions run with --deep" if everything else "browser and set-up tests run with --all"
    return f"No tool is missing; {more}."
