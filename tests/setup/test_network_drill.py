"""Set-up in a bad hour: the network fails in six ways, the computer is switched off, somebody clicks twice."""

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path

import pytest
from deep import others_in_the_deep_run
from madekit import PYTHON, copied
from tinyindex import LOCK, index

pytestmark = pytest.mark.full
FAILURES = {
    "dies": "A package came in part",
    "stalls": "needs the internet and could not reach it",
    "login page": "where a network has a login page",
    "refuses": "could not get the package tiny",
    "broken": "could not get the package tiny",
    "spoilt": "differs from the one the course was checked with",
}


@pytest.fixture
def server():
    with index() as running:
        yield running


@pytest.fixture(scope="module")
def one_kit(tmp_path_factory) -> Path:
    return made(tmp_path_factory.mktemp("bad hour") / "kit")


@pytest.fixture
def kit(one_kit) -> Path:
    """The kit with one tiny package instead of its many, not installed."""
    shutil.rmtree(one_kit / "workbook", ignore_errors=True)
    return emptied(one_kit)


def emptied(kit: Path) -> Path:
    """The environment without the package, as if it had never been there."""
    for path in [*kit.glob(".venv/installed-*"), *kit.glob(".venv/lib/*/site-packages/tiny*")]:
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    return kit


def made(folder: Path) -> Path:
    kit = copied(folder)
    (kit / "requirements.lock").write_text(LOCK, encoding="utf-8")
    return kit


def started(kit: Path, server, **more: str) -> subprocess.Popen:
    """The command of a student whose pip knows this index alone, and whose settings send packages elsewhere."""
    url = f"http://127.0.0.1:{server.server_port}/simple"
    env = {k: v for k, v in os.environ.items() if not k.startswith(("PIP_", "UV_", "PYTHON", "COURSE_"))}
    path = [p for p in env["PATH"].split(os.pathsep) if not (Path(p) / "uv").exists() or p in ("/usr/bin", "/bin")]
    env |= {"PIP_INDEX_URL": url, "PIP_RETRIES": "0", "PIP_DEFAULT_TIMEOUT": "1", "PIP_CONFIG_FILE": os.devnull}
    env |= {"PATH": os.pathsep.join(path), "PIP_NO_CACHE_DIR": "1", "PIP_USER": "1", "TMPDIR": str(kit.parent)}
    command = [str(PYTHON), "course.py", "update"]
    return subprocess.Popen(command, cwd=kit, env=env | more, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def ended(process: subprocess.Popen) -> tuple[int, str]:
    said = process.communicate(timeout=300)[0].decode("utf-8")
    return process.returncode, said


def is_whole(kit: Path) -> bool:
    """Is the package in the kit's own environment, and does the kit know it?"""
    done = subprocess.run([kit / ".venv" / "bin" / "python", "-c", "import tiny"], check=False)
    return done.returncode == 0 and list((kit / ".venv").glob("installed-*")) != []


@pytest.mark.parametrize("how", others_in_the_deep_run(FAILURES, ["dies", "stalls", "login page"]))
def test_a_network_that_fails_is_said_and_nothing_counts_as_installed(how, kit, server):
    server.how = how
    code, said = ended(started(kit, server))
    assert code == 1 and FAILURES[how] in said and "Traceback" not in said, said
    assert not list((kit / ".venv").glob("installed-*")) and not (kit / "workbook").exists()


def wait_until(happened) -> None:
    end = time.monotonic() + 240
    while not happened() and time.monotonic() < end:
        time.sleep(0.01)
    assert happened()


def switch_off(kit: Path, server, when) -> None:
    process = started(kit, server, PIP_DEFAULT_TIMEOUT="5")
    wait_until(when)
    process.kill()
    process.stdout.close()
    process.wait()


def test_switched_off_and_then_clicked_twice_it_is_whole_in_the_end(kit, server):
    """The step of a set-up that was killed may live on: the next one waits for it, and the second for the first."""
    server.how = "stalls"
    switch_off(kit, server, server.stalled.is_set)
    server.how = "whole"
    both = [ended(process) for process in [started(kit, server), started(kit, server)]]
    assert [code for code, _ in both] == [0, 0], both
    said = "".join(text for _, text in both)
    assert said.count("Set-up is done") == 1 and "Another set-up is at work in this folder" in said
    assert is_whole(kit)


@pytest.mark.deep
def test_switched_off_while_the_environment_is_made_it_is_made_anew(tmp_path, server):
    kit = made(tmp_path / "kit")
    switch_off(kit, server, (kit / ".venv" / "bin" / "python").exists)
    assert ended(started(kit, server))[0] == 0 and is_whole(kit)


def test_a_store_of_packages_in_which_one_byte_is_wrong_is_passed_by(kit, server):
    store = kit.parent / "store"
    settings = {"PIP_NO_CACHE_DIR": "", "PIP_CACHE_DIR": str(store), "PIP_TRUSTED_HOST": "127.0.0.1"}
    assert ended(started(kit, server, **settings))[0] == 0
    (kept,) = [path for path in store.rglob("*") if path.is_file() and path.stat().st_size > 100_000]
    content = kept.read_bytes()
    kept.write_bytes(content.replace(b"xxxxxxxx", b"xxxxyxxx", 1))
    code, said = ended(started(emptied(kit), server, **settings))
    assert code == 0 and "may be spoilt. Fetching anew" in said and is_whole(kit), said


def test_ctrl_c_while_packages_come_is_answered_and_the_next_start_goes_on(kit, server):
    server.how = "stalls"
    process = started(kit, server, PIP_DEFAULT_TIMEOUT="30")
    wait_until(server.stalled.is_set)
    process.send_signal(signal.SIGINT)
    code, said = ended(process)
    assert code == 130 and "Run the same command again" in said and "Traceback" not in said
    server.how = "whole"
    assert ended(started(kit, server))[0] == 0 and is_whole(kit)
