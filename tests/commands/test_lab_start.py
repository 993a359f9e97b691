"""The lab counts as started when it listens, not when it has written its address down."""

import json
import socket
import subprocess
import sys
import threading
import time
import urllib.request

import pytest

from courseutils.commands import lab


@pytest.fixture
def sleeper():
    """A program that runs, as a server that has not come up yet."""
    running = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    yield running
    running.kill()
    running.wait()


def test_an_address_is_believed_only_when_somebody_listens_there(tmp_path, sleeper):
    late = socket.socket()
    late.bind(("127.0.0.1", 0))
    port = late.getsockname()[1]
    info = {"port": port, "url": f"http://127.0.0.1:{port}/"}
    (tmp_path / "jpserver-1.json").write_text(json.dumps(info), encoding="utf-8")
    opened = []

    def listen():
        time.sleep(0.4)
        opened.append(True)
        late.listen()

    threading.Thread(target=listen).start()
    with late:
        assert lab._wait_for_address(sleeper, tmp_path, tmp_path / "log") == info["url"]
        assert opened == [True]


def test_a_server_that_ended_is_reported_with_what_it_said(tmp_path, sleeper):
    (tmp_path / "log").write_text("no room on the disk", encoding="utf-8")
    sleeper.kill()
    sleeper.wait()
    with pytest.raises(TimeoutError, match="no room on the disk"):
        lab._wait_for_address(sleeper, tmp_path, tmp_path / "log")


def test_after_a_server_that_did_not_run_the_users_own_settings_are_named(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("JUPYTER_CONFIG_DIR", str(tmp_path))
    monkeypatch.setenv("COURSE_WORKBOOK", str(tmp_path / "workbook"))
    broken = [sys.executable, "-c", "raise SystemExit(3)"]
    monkeypatch.setattr(lab, "_server_command", lambda *words: broken)
    assert (lab.start(), lab.check()) == (3, 1)
    assert capsys.readouterr().out.count("Run: python3 course.py doctor") == 2
    (tmp_path / "jupyter_server_config.py").write_text("c.ServerApp.certfile = '/gone'", encoding="utf-8")
    assert (lab.start(), lab.check()) == (3, 1)
    said = capsys.readouterr().out
    assert said.count(f"Give another name to {tmp_path / 'jupyter_server_config.py'}.") == 2


def test_no_proxy_stands_between_the_check_and_its_own_server(monkeypatch):
    """A school's proxy that is down, or refuses addresses inside."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "")
    asked = []

    def urlopen(request, timeout):
        asked.append(urllib.request.getproxies() and urllib.request.proxy_bypass("127.0.0.1:8888"))
        raise OSError("enough")

    monkeypatch.setattr(lab.urllib.request, "urlopen", urlopen)
    with pytest.raises(OSError, match="enough"):
        lab._draw_first_map("http://127.0.0.1:8888/", "token")
    assert asked == [True]
