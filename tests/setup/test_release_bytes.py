"""Two copies of the kit, in other folders, with other rights, line ends, hash seeds and days, release the same bytes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from kitfiles import ROOT, kit_files

pytestmark = pytest.mark.full
# Another day for everything that asks the clock.
LATER = "import time; now = time.time; time.time = lambda: now() + {days} * 86400; "
RUN = "import sys; from courseutils.cli import main; sys.exit(main({words!r}))"
REWRITTEN = ("README.md", "course.py", "guide/naming.md", "guide/release/templates/students.md", "lessons")


def copy_of_the_kit(folder: Path, rights: int, line_end: bytes) -> Path:
    """The kit's files with other rights; some texts with another line end."""
    for path in kit_files():
        name = path.relative_to(ROOT).as_posix()
        content = path.read_bytes()
        if name.startswith(REWRITTEN) and name.endswith((".md", ".py")):
            content = content.replace(b"\n", line_end)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
        (folder / name).chmod(rights)
    return folder


def released(kit: Path, seed: str, zone: str, days: int) -> dict[str, bytes]:
    """Everything that a release of this copy writes, by name."""
    out = kit.parent / f"out {seed}"
    words = ["release", str(out / "zips"), "--tree", str(out / "tree"), "--nbgrader", str(out / "nbgrader")]
    words += ["--course", str(kit / "guide/release/course.toml"), "--lessons", "1,2,5,6", "--draft"]
    env = {**os.environ, "PYTHONPATH": str(kit / "src"), "PYTHONHASHSEED": seed, "TZ": zone}
    code = LATER.format(days=days) + RUN.format(words=words)
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=kit, env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}


@pytest.mark.deep
def test_the_same_bytes_from_two_copies(tmp_path):
    one = released(copy_of_the_kit(tmp_path / "one" / "kit", 0o644, b"\n"), "1", "UTC", 0)
    two = released(copy_of_the_kit(tmp_path / "ორი" / "my kit", 0o600, b"\r\n"), "42", "Asia/Tbilisi", 400)
    assert len(one) > 150 and {"zips/georgia2008_students.zip", "zips/georgia2008_instructor.zip"} <= set(one)
    assert list(one) == list(two)
    assert [name for name in one if one[name] != two[name]] == []
