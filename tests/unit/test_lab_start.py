"""The lab counts as started when it listens, not when it has written its address down."""

import json
import socket
import subprocess
import sys
import threading
import time

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
