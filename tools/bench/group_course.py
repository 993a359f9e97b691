"""The whole course run by machines, and the memory of a student's kernel."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

import memory
import psutil
from jupyter_client.manager import start_new_kernel
from measures import Measure, by_turns

from courseutils.teach import build

TITLE = "The whole course, and memory"
ABOUT = """
All English notebooks, solved, so that every cell has something to do. The kit's way is what its tests do: nbval-lax
with two notebooks at a time. nbclient runs them one after the other in one program. Memory: what a kernel
has for itself (private, 10⁶ bytes) after lesson 1 and lesson 5, beside kernels that only imported packages. A server on
a hub comes on top of it.
"""
BESIDE = ("nbclient", "nbval", "pytest-xdist", "geopandas", "folium", "matplotlib")
ROOT = Path(__file__).resolve().parents[2]
_PYTEST = [
    sys.executable,
    "-m",
    "pytest",
    "-q",
    "-p",
    "no:cacheprovider",
    "--nbval-lax",
    "-n",
    "2",
    "--dist",
    "loadfile",
]
NBVAL, NBCLIENT = "nbval-lax, two at a time", "nbclient, one after the other"
_CLIENT = """
import sys, nbformat, nbclient
for name in sys.argv[1:]:
    nbclient.NotebookClient(nbformat.read(name, 4), timeout=600).execute()
"""
IMPORTS = {
    "pandas, geopandas, matplotlib, folium imported": "import pandas, geopandas, matplotlib.pyplot, folium",
    "pandas imported": "import pandas",
}


def seconds(command: list[str], folder: Path) -> float:
    """Seconds of a command that runs notebooks of a folder and must find nothing wrong."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    began = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, check=False)
    spent = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"{' '.join(command[:4])}: {(done.stdout + done.stderr)[-1500:].decode('utf-8', 'replace')}")
    return spent


def ways(folder: Path) -> dict[str, Callable[[], float]]:
    """Each way to run all notebooks of a folder."""
    files = [path.name for path in sorted(folder.glob("*.ipynb"))]
    return {
        NBVAL: partial(seconds, [*_PYTEST, *files], folder),
        NBCLIENT: partial(seconds, [sys.executable, "-c", _CLIENT, *files], folder),
    }


def private_mb(cells: Iterable[str]) -> float:
    """MB that a kernel has for itself after these cells; Linux."""
    kernel = start_new_kernel(stderr=subprocess.DEVNULL)
    try:
        memory.run(kernel, list(cells))
        return psutil.Process(getattr(kernel[0].provisioner, "pid", None)).memory_full_info().uss / 1e6
    finally:
        kernel[0].shutdown_kernel(now=True)


def measure(runs: int, folder: Path) -> list[Measure]:
    """The course, then memory."""
    build.write(build.solved_files(), folder / "solved")
    timed = by_turns(ways(folder / "solved"), runs)
    found = [Measure("all lessons, solved", way, "s", values) for way, values in timed.items()]
    kernels = {f"after lesson {int(n)}": partial(private_mb, memory.lesson(n)) for n in ("01", "05")}
    kernels |= {way: partial(private_mb, [code]) for way, code in IMPORTS.items()}
    memories = by_turns(kernels, runs)
    return found + [Measure("memory of a kernel", way, "MB", values) for way, values in memories.items()]
