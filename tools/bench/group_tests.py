"""How long the kit's own tests take."""

import subprocess
import sys
from pathlib import Path
from time import perf_counter

from measures import Measure

from courseutils.teach import tests

TITLE = "The kit's own tests"
ABOUT = """
The unit tests (`tests/unit`: the helper package without a drawing or a notebook) with two workers, a whole pytest with
its start. `course.py test` and `test --all` note how long they took when all tests pass; they are too long to be
repeated: one value each. Nothing stands beside them: tests of another kit would be other tests.
"""
BESIDE = ("pytest", "pytest-xdist")
ROOT = Path(__file__).resolve().parents[2]
_PYTEST = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", "not full and not deep"]
_PYTEST += ["-n", "2", "--dist", "worksteal", "tests/unit"]
LONG = {"test": ("course.py test", 5 * 60), "all": ("course.py test --all", 25 * 60)}


def seconds() -> float:
    """Seconds of the unit tests; all have to pass."""
    began = perf_counter()
    done = subprocess.run(_PYTEST, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        sys.exit(f"Unit tests failed: {done.stdout[-1500:].decode('utf-8', 'replace')}")
    return perf_counter() - began


def measure(runs: int, folder: Path) -> list[Measure]:
    """Unit tests, and what the long runs noted."""
    known = tests.times()
    if missing := [command for which, (command, _) in LONG.items() if which not in known]:
        sys.exit(f"Run python3 {' and python3 '.join(missing)} first: they note how long they took.")
    return [
        Measure("unit tests", "two workers", "s", tuple(seconds() for _ in range(runs)), 10),
        *(
            Measure(command, "two workers", "s", (float(known[which]["seconds"]),), aim, _noted(known[which]))
            for which, (command, aim) in LONG.items()
        ),
    ]


def _noted(run: dict) -> str:
    return f"one run, on {run['date']}"
