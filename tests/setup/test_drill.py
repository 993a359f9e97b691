"""Failure drills: what goes wrong in a classroom, made to go wrong; each ends well or in a sentence, and loses nothing."""

import http.cookiejar
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from jupyter_client.manager import KernelManager
from kitfiles import ROOT
from madekit import PYTHON, copied, course, set_up, surroundings
from tries import DEEP

pytestmark = pytest.mark.full
# A user whom nobody knows: no name, no home folder, no rights of an administrator.
NOBODY = ("bwrap", "--dev-bind", "/", "/", "--unshare-user", "--uid", "12345", "--gid", "12345")


@pytest.fixture(scope="module")
def kit(tmp_path_factory) -> Path:
    """A download without git, in a folder of more than 300 bytes with Georgian letters and spaces, ready to start."""
    top = tmp_path_factory.mktemp("home") / "ნინო გელაშვილი"
    folder = top.joinpath(*[f"{word} 2008" for word in ("დოკუმენტები", "უნივერსიტეტი", "სემინარი", "კონფლიქტები")])
    assert len(os.fsencode(folder)) > 200
    return set_up(copied(folder))


@pytest.fixture(scope="module")
def locales(tmp_path_factory) -> Path:
    """Turkish settings, made here because few machines have them."""
    folder = tmp_path_factory.mktemp("locales")
    subprocess.run(["localedef", "-i", "tr_TR", "-f", "UTF-8", folder / "tr_TR.UTF-8"], check=True)
    return folder


# Where and under whom it runs ---------------------------------------------------------------------------------------


def test_the_first_map_is_drawn_far_down_in_georgian_folders_in_turkish_for_a_user_without_name_or_home(kit, locales):
    """All at once, warnings as errors too, for a lab takes its time to start; Jupyter's own files lie as far down."""
    turkish = {"LOCPATH": str(locales), "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8"}
    for words, said in ((["doctor"], "in order"), (["lab", "--check"], "First map after")):
        done = course(
            kit, *words, before=NOBODY, without=("HOME", "USER", "LOGNAME"), PYTHONWARNINGS="error", **turkish
        )
        assert (done.returncode, done.stderr) == (0, ""), done.stdout + done.stderr
        assert said in done.stdout
    assert (kit / "workbook" / ".lab" / "home").is_dir()


def test_a_folder_that_cannot_be_written_to_is_said_by_every_command(kit, tmp_path):
    course(kit, "update")
    lessons = sorted((kit / "workbook").iterdir())
    work = kit / "workbook" / "05_mine.ipynb"
    work.write_text('{"nbformat": 4, "cells": []}', encoding="utf-8")
    locked = ("bwrap", "--dev-bind", "/", "/", "--ro-bind", str(kit), str(kit))
    for words, said in ((["submit", "--name", "Nino"], "Read-only"), (["reader"], "Read-only"), (["doctor"], "WRONG")):
        done = course(kit, *words, before=locked)
        assert done.returncode == 1 and said in done.stdout and not done.stderr, done.stdout + done.stderr
    (kit / ".venv").rename(tmp_path / "kept")
    done = course(kit, "lab", before=locked)
    shutil.move(tmp_path / "kept", kit / ".venv")
    assert done.returncode == 1 and "folder to one of your own" in done.stdout
    work.unlink()
    assert sorted((kit / "workbook").iterdir()) == lessons


def test_a_download_without_git_says_how_to_get_a_newer_one(kit):
    done = course(kit, "update")
    assert done.returncode == 0 and "move your workbook folder into it" in done.stdout


def test_packages_of_the_user_do_not_come_before_the_courses_own(kit, tmp_path):
    old = tmp_path / ".local" / "lib" / f"python3.{sys.version_info[1]}" / "site-packages" / "pandas"
    old.mkdir(parents=True)
    (old / "__init__.py").write_text("__version__ = '0.24'\n", encoding="utf-8")
    env = surroundings(HOME=str(tmp_path), PYTHONPATH=str(kit / "src"), COURSE_WORKBOOK=str(tmp_path))
    code = "from courseutils import load_places; import pandas; print(len(load_places()) > 100, pandas.__version__[0])"
    done = subprocess.run(
        [kit / ".venv" / "bin" / "python", "-c", code], env=env, capture_output=True, encoding="utf-8", check=False
    )
    assert re.fullmatch(r"True [23]\n", done.stdout), done.stderr


def put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def test_what_a_user_set_up_for_other_work_does_not_stop_the_lab(kit, tmp_path):
    """All at once: broken settings, packages of the same names, a proxy that is gone, folders that are read alone."""
    home, other = tmp_path / "home", tmp_path / "other"
    put(home / ".jupyter" / "jupyter_server_config.py", "raise RuntimeError('settings')")
    put(home / ".ipython" / "profile_default" / "startup" / "00.py", "raise RuntimeError('start-up')")
    put(home / ".ipython" / "profile_default" / "ipython_config.py", "raise RuntimeError('settings')")
    put(home / ".config" / "matplotlib" / "matplotlibrc", "backend: Qt5Agg\nfont.size: large and bold\n")
    (home / ".local" / "share" / "jupyter").mkdir(parents=True)
    for name in ("pandas", "folium", "courseutils", "sitecustomize"):
        put(other / name / "__init__.py", "raise ImportError('a package of another course')")
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "ALL_PROXY"), "http://127.0.0.1:9")
    proj = dict.fromkeys(("PROJ_LIB", "PROJ_DATA", "GDAL_DATA"), str(other))
    conda = {"CONDA_PREFIX": str(other), "CONDA_DEFAULT_ENV": "base", "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    locked = ("bwrap", "--dev-bind", "/", "/", "--ro-bind", str(home), str(home))
    settings = {"HOME": str(home), "PYTHONPATH": str(other), **proxies, **proj, **conda}
    done = course(kit, "lab", "--check", before=locked, **settings)
    assert done.returncode == 0 and "First map after" in done.stdout, done.stdout + done.stderr


WORDS = """
import locale, sys
locale.setlocale(locale.LC_ALL, "")
from courseutils import *
print(place("TSKHİNVALİ").label("all"), recognised_by("ABKHAZIA", on="15 OCTOBER 2008"), check("05-1", "706,6"))
m = Map("Georgia")
print(describe_map(m), len(web_map(m)._repr_html_()), static_map(m) is not None, cite("un-charter"), progress())
print(votes(2010).head(3), buffer_error("Tskhinvali", 15).to_string(), load_article()[4])
"""


def test_maps_and_checks_say_the_same_in_turkish_and_warn_of_nothing(locales, tmp_path):
    said = set()
    for n, language in enumerate(("C", "tr_TR.UTF-8")):
        env = surroundings(LOCPATH=str(locales), LC_ALL=language, LANG=language, PYTHONWARNINGS="error")
        env |= {"PYTHONPATH": str(ROOT / "src"), "COURSE_WORKBOOK": str(tmp_path / str(n)), "PYTHONUTF8": "1"}
        done = subprocess.run(
            [sys.executable, "-c", WORDS], env=env, capture_output=True, encoding="utf-8", check=False
        )
        assert (done.returncode, done.stderr) == (0, ""), language
        said.add(done.stdout)
    assert len(said) == 1


# Two labs, old cookies, kernels that die, power cuts ----------------------------------------------------------------


@contextmanager
def lab(kit: Path, port: int):
    """A lab as a student starts it; its address without the token, and the token."""
    command = [sys.executable, "course.py", "lab", "--no-browser", "--port", str(port)]
    process = subprocess.Popen(
        command, cwd=kit, env=surroundings(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True
    )
    try:
        for line in process.stdout:
            if found := re.search(rb"(http://(?:127\.0\.0\.1|localhost):\d+/)lab\S*\?token=(\w+)", line):
                wait_for(port_of(found[1].decode()))
                yield found[1].decode(), found[2].decode()
                break
        else:
            raise AssertionError("The lab gave no address.")
    finally:
        os.killpg(process.pid, signal.SIGINT)
        process.communicate(timeout=60)


def port_of(address: str) -> int:
    return int(re.findall(r":(\d+)/", address)[0])


def wait_for(port: int) -> None:
    """The address is printed a moment before anybody listens there."""
    end = time.monotonic() + 60
    while socket.socket().connect_ex(("127.0.0.1", port)) and time.monotonic() < end:
        time.sleep(0.05)


def opened(browser, url: str, data: bytes | None = None, **headers: str) -> tuple[int, str]:
    """Status and address in the end; an error of the server is no exception here."""
    try:
        with browser.open(urllib.request.Request(url, data, headers), timeout=60) as reply:
            return reply.status, reply.url
    except urllib.error.HTTPError as error:
        return error.code, url


# What a browser kept of another program at this address: signed by somebody else.
OLD = 'username-localhost-8931="2|1:0|10:1700000000|23:username-localhost-8931|8:e30=|0000"; _xsrf=2|0|0|1700000000'


def test_two_labs_at_once_and_the_cookies_of_another_program(kit):
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    bare = urllib.request.build_opener()
    with lab(kit, 8931) as (first, token), lab(kit, 8931) as (second, other):
        assert first != second and token != other
        for address, its in ((first, token), (second, other), (first, token)):
            assert opened(browser, f"{address}lab?token={its}") == (200, f"{address}lab?token={its}")
        assert opened(browser, f"{first}lab") == (200, f"{first}lab")  # the second has not taken the first's cookie
        old = OLD.replace("8931", str(port_of(second)))
        assert "/login" in opened(bare, f"{second}lab", Cookie=old)[1]
        assert opened(bare, f"{second}lab?token={other}", Cookie=old)[0] == 200
        assert opened(bare, f"{second}api/kernels", b"{}", Cookie=old, Authorization=f"token {other}")[0] == 201


def test_a_kernel_that_is_killed_in_a_check_loses_no_progress(tmp_path):
    env = dict(os.environ, COURSE_WORKBOOK=str(tmp_path), PYTHONPATH=str(ROOT / "src"))
    journal = tmp_path / ".progress.jsonl"
    kernel = KernelManager(kernel_name="python3")
    kernel.start_kernel(env=env)
    try:
        client = kernel.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        client.execute("from courseutils import check\nn = 0\nwhile True:\n    check('00-1', n); n += 1")
        while not journal.exists() or journal.read_bytes().count(b"}") < 20:
            assert kernel.is_alive()
            time.sleep(0.01)
        os.kill(kernel.provisioner.process.pid, signal.SIGKILL)
        kernel.provisioner.process.wait()
        before = journal.read_bytes()
        kernel.restart_kernel(now=True, env=env)
        client.wait_for_ready(timeout=60)
        reply = client.execute("from courseutils import check, progress; check('00-1', ...); progress()", reply=True)
        assert reply["content"]["status"] == "ok"
        client.stop_channels()
    finally:
        kernel.shutdown_kernel(now=True)
    after = journal.read_bytes()
    assert after.startswith(before) and len(after) > len(before)


@pytest.mark.parametrize("how", ["at once", "slowly"])
def test_a_power_cut_while_progress_is_saved_loses_nothing_that_was_saved(how, tmp_path):
    """Kills are counted only if they fall inside the write; byte by byte, most of them tear the line."""
    kills = 500 if DEEP else 40
    command = [sys.executable, ROOT / "tests" / "powercut.py", tmp_path, str(kills), how]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    counted = json.loads(done.stdout)
    assert counted["lost"] == 0 and counted["inside a write"] == kills and counted["confirmed"] > kills / 2, counted
    assert (counted["torn lines"] > kills / 4) == (how == "slowly"), counted


# The disk fills up ---------------------------------------------------------------------------------------------------


def test_a_disk_without_room_is_said_before_set_up_and_one_that_fills_up_during_it_too(tmp_path):
    kit, disk = copied(tmp_path / "kit"), tmp_path / "disk"
    disk.mkdir()
    room = sum(path.stat().st_size for path in kit.rglob("*") if path.is_file()) + 6_000_000
    start = '"$3" course.py lab; echo code $?; ls -a;'
    script = f'cp -r "$1/." "$2" && cd "$2" && {start} sed -i "s/^ROOM = .*/ROOM = 0/" course.py; {start}'
    command = ["bwrap", "--dev-bind", "/", "/", "--size", str(room), "--tmpfs", str(disk), "sh", "-c", script, "sh"]
    done = subprocess.run(
        [*command, kit, disk, PYTHON], env=surroundings(), capture_output=True, encoding="utf-8", check=False
    )
    before, during = done.stdout.split("code 1")[:2]
    assert "Set-up needs about 1 GB on the disk" in before and " MB are free" in before, done.stdout
    assert "README.md" in during and "\n.venv\n" not in during
    assert "The disk is full while making .venv. Free about 1 GB" in during, done.stdout + done.stderr
