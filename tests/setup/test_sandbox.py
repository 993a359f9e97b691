"""Inside bubblewrap: a full disk, a workbook that cannot be written, and no network at all."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.full
CHECK = "from courseutils import check, progress\nfor i in range(2000): r = check('00-1', ...)\nprint(r)\nprint(progress().rows[0])"


def bubblewrap(*options: str, workbook: Path, command: list[str]) -> subprocess.CompletedProcess:
    """Run a command in a sandbox that sees this machine's files."""
    assert shutil.which("bwrap"), "bubblewrap is missing; install it: apt-get install bubblewrap"
    sandbox = ["bwrap", "--dev-bind", "/", "/", *options, "--setenv", "COURSE_WORKBOOK", str(workbook)]
    return subprocess.run([*sandbox, *command], capture_output=True, encoding="utf-8", timeout=300, check=False)


def test_a_full_disk_loses_nothing_and_is_said(tmp_path):
    options = ["--size", "65536", "--tmpfs", str(tmp_path)]
    done = bubblewrap(*options, workbook=tmp_path, command=[sys.executable, "-c", CHECK])
    assert done.returncode == 0, done.stderr
    assert "not attempted" in done.stdout and "could not be saved" in done.stdout


def test_a_workbook_that_cannot_be_written_still_gets_answers(tmp_path):
    done = bubblewrap(
        "--ro-bind", str(tmp_path), str(tmp_path), workbook=tmp_path, command=[sys.executable, "-c", CHECK]
    )
    assert done.returncode == 0, done.stderr
    assert "could not be saved" in done.stdout


def test_lab_says_what_to_do_when_the_workbook_cannot_be_written(tmp_path):
    command = [sys.executable, "-m", "courseutils.cli", "lab", "--no-browser"]
    done = bubblewrap("--ro-bind", str(tmp_path), str(tmp_path), workbook=tmp_path / "workbook", command=command)
    assert done.returncode == 1
    assert "Move the kit to a folder of your own" in done.stdout


def test_with_the_network_cut_and_a_proxy_set_the_first_map_is_drawn_and_the_proxy_is_not_asked(tmp_path):
    options = ["--unshare-net", "--setenv", "http_proxy", "http://127.0.0.1:9"]  # nothing listens there
    done = bubblewrap(*options, workbook=tmp_path, command=[sys.executable, "-m", "courseutils.cli", "lab", "--check"])
    assert done.returncode == 0, done.stdout + done.stderr
    assert "First map after" in done.stdout


@pytest.mark.parametrize("command", [["doctor"], ["build", "--check"]])
def test_commands_work_on_a_console_that_knows_little(command, tmp_path):
    """A locale without UTF-8, and a console of Western European Windows."""
    env = dict(os.environ, LC_ALL="C", PYTHONCOERCECLOCALE="0", PYTHONUTF8="0", PYTHONIOENCODING="cp1252")
    code = [
        sys.executable,
        "-W",
        "error::EncodingWarning:courseutils",
        "-X",
        "warn_default_encoding",
        "-m",
        "courseutils.cli",
    ]
    done = subprocess.run([*code, *command], env=env, capture_output=True, cwd=ROOT, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
