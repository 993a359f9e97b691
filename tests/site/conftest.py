"""The book, made once for all tests of the site, also when they run on two workers; served here; a page in Chromium."""

import contextlib
import functools
import http.server
import os
import threading
from pathlib import Path

import pytest
from chromium import running

from courseutils.exercises import Value
from courseutils.teach.site import run

# Harmless: a frame of a file counts as another site, and Leaflet may not take the focus there.
KNOWN = "Blocked autofocusing"


@contextlib.contextmanager
def alone(lock):
    """Wait until no other process holds the lock; it is free again when its holder ends, however that ends."""
    with lock.open("w", encoding="utf-8") as file:
        with contextlib.suppress(ImportError):  # without fcntl (Windows) nobody waits
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


@pytest.fixture(scope="session")
def book(tmp_path_factory):
    """Folder of the book, as the command makes it; its zip stands beside it. Read only: all tests share it.

    Who writes tests may name a book made before: ``course.py site /tmp/book --zip /tmp/book.zip``, COURSE_BOOK=/tmp/book.
    """
    if made := os.environ.get("COURSE_BOOK"):
        return Path(made)
    folder = tmp_path_factory.getbasetemp()
    folder = folder.parent if "PYTEST_XDIST_WORKER" in os.environ else folder
    with alone(folder / "site.lock"):
        if not (folder / "book.zip").is_file():  # written last
            assert run.run(folder / "book", folder / "book.zip") == 0
    return folder / "book"


@pytest.fixture(scope="session")
def served(book):
    """Address of the book on this machine."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *args):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(book)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="module")
def chromium():
    with running() as started:
        yield started


@pytest.fixture
def page(chromium):
    """A page in a profile of its own; off has what it asked of others, wrong what went wrong."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    new = context.new_page()
    new.off, new.wrong = [], []
    own = ("file:", "data:", "blob:", "http://127.0.0.1:")
    new.on("request", lambda r: new.off.append(r.url) if not r.url.startswith(own) else None)
    new.on("pageerror", lambda error: new.wrong.append(str(error)))
    new.on("console", lambda m: new.wrong.append(m.text) if m.type == "error" and KNOWN not in m.text else None)
    yield new
    assert new.off == [] and new.wrong == []
    context.close()


@pytest.fixture(scope="module")
def values_once():
    """Expected values are computed once: what is tried here is reading and judging."""
    patch = pytest.MonkeyPatch()
    plain, known = Value.get, {}

    def get(self, parameters):
        key = (self.lesson, self.compute, repr(self.literal), repr(parameters))
        if key not in known:
            known[key] = plain(self, parameters)
        return known[key]

    patch.setattr(Value, "get", get)
    yield
    patch.undo()
