"""The files of the kit itself, in a git clone as in an unpacked download."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
OWN = {
    ".git",
    ".venv",
    "workbook",
    "wheels",
    "__pycache__",
    ".pytest_cache",
    ".ruff_cache",
    ".mypy_cache",
    ".hypothesis",
}


def kit_files() -> list[Path]:
    """Tracked files where git knows them, else all files but those that the kit makes for its user."""
    if (ROOT / ".git").exists():
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        return [ROOT / name for name in listed.decode("utf-8").split("\0") if name and (ROOT / name).is_file()]
    return [p for p in ROOT.rglob("*") if p.is_file() and not OWN & set(p.relative_to(ROOT).parts)]
