"""Fetch the newest kit into a git clone; what was measured on this machine never stands in the way, and is kept."""

import datetime as dt
import os
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path

# The pages of the kit that `build --clock` and `bench` write anew on every machine.
MEASURED = ("guide/clock.md", "guide/figures.json", "guide/figures.md", "guide/images/figures/*.svg")
KEPT = "guide_out"  # git leaves it out


def fetch(root: Path) -> tuple[bool, str]:
    """Pull into the clone at ``root``; returns whether that went well, and what to say of it."""
    went_well, said = _pull(root)
    own = [file for file in _in_the_way(said) if any(fnmatch(file, pattern) for pattern in MEASURED)]
    if went_well or not own:
        return went_well, "" if went_well else _why_not(root, said)
    kept = {file: _put_aside(root, file) for file in own}
    _clear_the_way(root, own)
    went_well, said = _pull(root)
    if went_well:
        return True, _KEPT.format(", ".join(f"{KEPT}/{path.name}" for path in kept.values()), ", ".join(own))
    for file, path in kept.items():
        path.replace(root / file)
    return False, _why_not(root, said)


_KEPT = "What you measured on this machine is now in {}; newer ones of the kit took their places ({})."


def _pull(root: Path) -> tuple[bool, str]:
    done = _git(root, "pull", "--ff-only")
    return done.returncode == 0, done.stderr.decode("utf-8", "replace").strip()


def _git(root: Path, *words: str) -> subprocess.CompletedProcess:
    in_english = {**os.environ, "LC_ALL": "C"}
    return subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=False, env=in_english)


def _in_the_way(said: str) -> list[str]:
    """Files that were changed here and have a newer version; git puts a tab before each."""
    return [line.strip() for line in said.splitlines() if line.startswith("\t")]


def _clear_the_way(root: Path, files: list[str]) -> None:
    """Bring back the kit's own files; one that this clone's kit has not got yet is taken away (it was put aside)."""
    if known := _known(root, files):
        _git(root, "checkout", "HEAD", "--", *known)
    for file in set(files) - set(known):
        (root / file).unlink(missing_ok=True)


def _known(root: Path, files: list[str]) -> list[str]:
    """Those of the files that the clone's own state of the kit has."""
    listed = _git(root, "ls-files", "-z", "--", *files).stdout.decode("utf-8", "surrogateescape").split("\0")
    return [file for file in files if file in listed]


def _why_not(root: Path, said: str) -> str:
    if files := _in_the_way(said):
        known = _known(root, files)
        back = f", type git checkout HEAD -- {' '.join(known)}" if known else ""
        return (
            f"Newer lessons could not be fetched: you changed files of the kit, and newer ones have come: "
            f"{', '.join(files)}. Move yours to another folder{back} and update again."
        )
    return f"Newer lessons could not be fetched (no network, or this clone has versions of its own):\n{said[-600:]}"


def _put_aside(root: Path, file: str) -> Path:
    """Copy a file to a name of the day that is still free; returns the copy."""
    (root / KEPT).mkdir(exist_ok=True)
    stem, ending = Path(file).stem, Path(file).suffix
    path, n = root / KEPT / f"{stem}_{dt.date.today()}{ending}", 2
    while os.path.lexists(path):
        path, n = root / KEPT / f"{stem}_{dt.date.today()}_{n}{ending}", n + 1
    shutil.copyfile(root / file, path)
    return path
