"""Set-up from an empty folder, with uv and with pip, and what it leaves on the disk."""

import os
import shutil
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

from measures import Measure, by_turns

TITLE = "Set-up"
ABOUT = """
What `course.py` does before it opens the lab for the first time: it makes `.venv`, installs the students' packages from
the lock with their hashes checked, and compiles them. It takes uv where uv is installed, else pip. The download is left
out, since it depends on the network: each way had filled a cache of its own before. Both still ask the package index,
but for a folder of packages, which needs no network.
"""
ROOT = Path(__file__).resolve().parents[2]
PYTHON = Path(sys.base_prefix) / "bin" / "python3"
CODE = "import sys, course; course.set_up('lab', (sys.argv[1:] or [None])[0])"
CACHED, WHEELS = "set-up, packages fetched before", "set-up from a folder of packages"
ON_DISK = "students' packages on the disk"


def without_uv() -> str:
    """The search path of a machine that has no uv."""
    return os.pathsep.join(p for p in os.environ["PATH"].split(os.pathsep) if not Path(p, "uv").exists())


def environment(folder: Path, tool: str) -> dict[str, str]:
    """A user's variables, with caches of this benchmark alone, and without uv for the other way."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHONPATH", "VIRTUAL_ENV", "COURSE_"))}
    caches = {"UV_CACHE_DIR": str(folder / "uv"), "PIP_CACHE_DIR": str(folder / "pip")}
    return env | caches | ({"PATH": without_uv()} if tool == "pip" else {})


def set_up(folder: Path, tool: str, *wheels: str) -> float:
    """Seconds of a set-up in an empty folder with the two files that it needs."""
    kit = folder / f"kit-{tool}"
    shutil.rmtree(kit, ignore_errors=True)
    kit.mkdir()
    for name in ("course.py", "requirements.lock"):
        shutil.copy(ROOT / name, kit)
    began = time.perf_counter()
    done = subprocess.run(
        [PYTHON, "-c", CODE, *wheels], cwd=kit, env=environment(folder, tool), capture_output=True, check=False
    )
    seconds = time.perf_counter() - began
    if done.returncode:
        sys.exit(f"Set-up with {tool} failed: {(done.stdout + done.stderr)[-1500:].decode('utf-8', 'replace')}")
    return seconds


def megabytes(folder: Path) -> float:
    """Bytes of all files of the environment that was made last, in MB (10⁶ bytes); links count as links."""
    return sum(path.lstat().st_size for path in (folder / ".venv").rglob("*") if not path.is_dir()) / 1e6


def measure(runs: int, folder: Path) -> list[Measure]:
    """Set-up with full caches by turns, from a folder of packages with the first of the tools, then the size."""
    wheels = str(folder / "wheels")
    subprocess.run([sys.executable, "-m", "courseutils.cli", "wheels", wheels], check=True, capture_output=True)
    tools = ["uv", "pip"] if shutil.which("uv") else ["pip"]
    for tool in tools:
        set_up(folder, tool)  # fills the cache
    ways = {tool: partial(set_up, folder, tool) for tool in tools}
    found = by_turns(ways | {"folder": partial(set_up, folder, tools[0], wheels)}, runs)
    names = {tool: f"course.py with {tool}" for tool in tools}
    return [
        *(Measure(CACHED, names[tool], "s", found[tool]) for tool in tools),
        Measure(WHEELS, names[tools[0]], "s", found["folder"]),
        *(Measure(ON_DISK, names[t], "MB", (megabytes(folder / f"kit-{t}"),) * runs, 700, SIZE) for t in tools),
    ]


SIZE = "counted once, since the lock decides it"
