"""Fetch the newest kit into a git clone; what was measured on this machine never stands in the way, and is kept."""

import datetime as dt
import os
import shutil
import subprocess
from pathlib import Path

CLOCK = "guide/clock.md"  # the one page of the kit that `build --clock` writes anew on every machine
KEPT = "guide_out"  # git leaves it out


def fetch(root: Path) -> tuple[bool, str]:
    """Pull into the clone at ``root``; returns whether that went well, and what to say of it."""
    went_well, said = _pull(root)
    if went_well or CLOCK not in _in_the_way(said):
        return went_well, "" if went_well else _why_not(said)
    kept = _free_name(root / KEPT)
    shutil.copyfile(root / CLOCK, kept)
    _git(root, "checkout", "HEAD", "--", CLOCK)
    went_well, said = _pull(root)
    if went_well:
        return True, f"The clock that you measured is now {KEPT}/{kept.name}; {CLOCK} is the kit's own, newer one."
    kept.replace(root / CLOCK)
    return False, _why_not(said)


def _pull(root: Path) -> tuple[bool, str]:
    done = _git(root, "pull", "--ff-only")
    return done.returncode == 0, done.stderr.decode("utf-8", "replace").strip()


def _git(root: Path, *words: str) -> subprocess.CompletedProcess:
    in_english = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False, env=in_english)


def _in_the_way(said: str) -> list[str]:
    """Files that were changed here and have a newer version; git puts a tab before each."""
    return [line.strip() for line in said.splitlines() if line.startswith("\t")]


def _why_not(said: str) -> str:
    if files := _in_the_way(said):
        return (
            f"Newer lessons could not be fetched: you changed files of the kit, and newer ones have come: "
            f"{', '.join(files)}. Copy yours to another folder, type git checkout HEAD -- {' '.join(files)} "
            "and update again."
        )
    return f"Newer lessons could not be fetched (no network, or this clone has versions of its own):\n{said[-600:]}"


def _free_name(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    stem = f"clock_{dt.date.today()}"
    path, n = folder / f"{stem}.md", 2
    while path.exists():
        path, n = folder / f"{stem}_{n}.md", n + 1
    return path
