"""The kit set up as a user would: a fresh copy, an awkward folder name, pip, then no network at all."""

import os
import re
import signal
import subprocess
import time
from pathlib import Path

import pytest
from madekit import PYTHON, copied

pytestmark = pytest.mark.full
# Nothing listens on port 9 of this computer: a package index that cannot be reached.
NO_NETWORK = {
    "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
    "PIP_EXTRA_INDEX_URL": "",
    "PIP_FIND_LINKS": "",
    "PIP_CONFIG_FILE": os.devnull,
    "PIP_RETRIES": "1",
    "PIP_NO_CACHE_DIR": "1",
}


def environment(**more) -> dict[str, str]:
    """A user's environment: no variable of the tests, no uv."""
    ours = ("COURSE_", "PYTHONPATH", "VIRTUAL_ENV", "PYTEST")
    env = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    path = [p for p in env["PATH"].split(os.pathsep) if not (Path(p) / "uv").exists() or p in ("/usr/bin", "/bin")]
    return env | {"PATH": os.pathsep.join(path)} | more


def course(folder: Path, *words: str, **more) -> subprocess.CompletedProcess:
    """Run course.py in a copy of the kit; output as text."""
    command = [str(PYTHON), "course.py", *words]
    return subprocess.run(
        command, cwd=folder, env=environment(**more), capture_output=True, encoding="utf-8", timeout=900, check=False
    )


@pytest.fixture(scope="module")
def kit(tmp_path_factory) -> Path:
    """A copy in a folder with spaces and Georgian letters, set up with pip."""
    folder = copied(tmp_path_factory.mktemp("user") / "ჩემი კურსი 2008")
    done = course(folder, "update")
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def wheels(kit, tmp_path_factory) -> Path:
    """A folder of packages made with the kit's own command."""
    folder = tmp_path_factory.mktemp("stick") / "wheels"
    done = course(kit, "wheels", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return folder


def test_the_second_start_hands_over_at_once_and_without_network(kit):
    done = course(kit, "update", **NO_NETWORK)
    assert "Your lessons are up to date" in done.stdout and "Setting up" not in done.stdout


def test_lab_check_draws_the_first_map_without_network(kit):
    done = course(kit, "lab", "--check", **NO_NETWORK)
    assert done.returncode == 0, done.stdout + done.stderr
    assert re.search(r"First map after \d+\.\d seconds", done.stdout)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["help"], 0, "usage"),
        (["lab", "--help"], 0, "--no-browser"),
        (["doctor"], 1, "packages: not installed yet. Run: python3 course.py lab"),
        (["lap"], 1, "There is no command lap. Did you mean lab?"),
    ],
)
def test_help_doctor_and_a_mistyped_command_install_nothing(words, code, said, tmp_path):
    folder = copied(tmp_path / "kit")
    done = course(folder, *words, **NO_NETWORK)
    assert (done.returncode, said in done.stdout) == (code, True), done.stdout + done.stderr
    assert not (folder / ".venv").exists() and "Setting up" not in done.stdout


def test_the_doctor_finds_everything_in_order_and_then_a_changed_file(kit):
    assert course(kit, "doctor").returncode == 0
    table = kit / "data" / "tables" / "places.csv"
    whole = table.read_bytes()
    table.write_bytes(whole + b"\n")
    try:
        done = course(kit, "doctor")
    finally:
        table.write_bytes(whole)
    assert done.returncode == 1 and "places.csv" in done.stdout


def test_the_student_set_stays_under_700_megabytes(kit):
    size = sum(p.stat().st_size for p in (kit / ".venv").rglob("*") if p.is_file() and not p.is_symlink())
    assert size < 700e6


def test_set_up_without_network_names_the_step(tmp_path):
    done = course(copied(tmp_path / "kit"), "update", **NO_NETWORK)
    assert done.returncode == 1
    assert "'installing packages' needs the internet" in done.stdout


@pytest.fixture(scope="module")
def interrupted(wheels, tmp_path_factory) -> Path:
    """A copy whose set-up from the folder of packages was stopped with Ctrl-C half way; it has said what to do."""
    folder = copied(tmp_path_factory.mktemp("stopped") / "kit")
    command = [str(PYTHON), "course.py", "update", "--wheels", str(wheels)]
    first = subprocess.Popen(
        command, cwd=folder, env=environment(), stdout=subprocess.PIPE, encoding="utf-8", start_new_session=True
    )
    while not (folder / ".venv" / "bin" / "python").exists():
        time.sleep(0.05)
    os.killpg(first.pid, signal.SIGINT)
    assert "Run the same command again" in first.communicate(timeout=60)[0]
    assert not (folder / ".venv" / "made.txt").exists() or not list((folder / ".venv").glob("installed-*"))
    return folder


@pytest.mark.deep
def test_a_half_made_environment_is_mended_and_set_up_from_a_folder_of_packages_needs_no_network(interrupted, wheels):
    done = course(interrupted, "lab", "--check", "--wheels", str(wheels), **NO_NETWORK)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Setting up" in done.stdout and "First map after" in done.stdout
    again = course(interrupted, "update", "--wheels", str(wheels), **NO_NETWORK)
    assert again.returncode == 0 and "Setting up" not in again.stdout
    assert list((interrupted / "workbook").glob("00_*.ipynb"))
