"""A copy of the kit with an environment that was made in a second, to try out what course.py does there."""

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

from kitfiles import ROOT, kit_files

PYTHON = Path(sys.base_prefix) / ("python.exe" if os.name == "nt" else "bin/python3")
# Nothing listens on port 9 of this computer: a package index that cannot be reached.
NO_NETWORK = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_RETRIES": "0", "PIP_CONFIG_FILE": os.devnull}


def copied(folder: Path) -> Path:
    """The kit's files alone, as a download gives them: no environment, no workbook, no git."""
    for path in kit_files():
        target = folder / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    return folder


def set_up(kit: Path) -> Path:
    """An environment as course.py makes it, with the packages that these tests run with: set-up has its own tests."""
    subprocess.run([PYTHON, "-m", "venv", "--without-pip", kit / ".venv"], check=True)
    (site,) = (kit / ".venv").rglob("site-packages")
    (site / "tests.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    (kit / ".venv" / "made.txt").write_text("whole\n", encoding="utf-8")
    digest = hashlib.sha256((kit / "requirements.lock").read_bytes()).hexdigest()
    (kit / ".venv" / "installed-requirements.lock.txt").write_text(f"{digest}\n", encoding="utf-8")
    return kit


def surroundings(**more: str) -> dict[str, str]:
    """A user's environment: no variable of the tests, and no network for pip."""
    ours = ("COURSE_", "PYTHONPATH", "VIRTUAL_ENV", "PYTEST")
    env = {key: value for key, value in os.environ.items() if not key.startswith(ours)} | NO_NETWORK
    return env | {"JUPYTERLAB_DIR": str(Path(sys.prefix) / "share" / "jupyter" / "lab")} | more


def course(kit: Path, *words: str, before: tuple = (), without: tuple = (), **more: str) -> subprocess.CompletedProcess:
    """A command as a student types it; ``before`` is a program that starts it, ``without`` names variables to take away."""
    env = {key: value for key, value in surroundings(**more).items() if key not in without}
    command = [*before, str(PYTHON), "course.py", *words]
    return subprocess.run(command, cwd=kit, env=env, capture_output=True, encoding="utf-8", timeout=300, check=False)
