"""``course.py mark --written DIR``: a page on this computer alone, where written answers get their levels.

The page is served on 127.0.0.1 under an address that nobody can guess, and nothing else is: no other computer reaches
it, and no other web page that is open in the same browser.
"""

import json
import os
import secrets
import sys
import threading
import webbrowser
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

from courseutils._policy import policy
from courseutils.teach.marking import levels
from courseutils.teach.marking.publishing import publish
from courseutils.teach.marking.reading import BadRequest, Reading
from courseutils.teach.marking.results import load
from courseutils.teach.marking.store import Store

MOST_BODY = 64_000
_FOLDER = Path(__file__).with_name("page")
_FILES = {
    "": ("written.html", "text/html; charset=utf-8"),
    "written.css": ("written.css", "text/css; charset=utf-8"),
    "written.js": ("written.js", "text/javascript; charset=utf-8"),
}
_OWN = ("'self'",)
_ALLOWED = {"script-src": _OWN, "style-src": _OWN, "connect-src": _OWN, "frame-ancestors": ("'none'",)}
_HEADERS = {
    "Content-Security-Policy": policy(_ALLOWED),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class Server(ThreadingHTTPServer):
    """The page of one folder of marks, on a free port of 127.0.0.1."""

    daemon_threads = True

    def __init__(self, out: Path):
        self.reading, self.token = Reading(out), secrets.token_urlsafe(24)
        super().__init__(("127.0.0.1", 0), Handler)
        self.host = f"127.0.0.1:{self.server_port}"
        self.url = f"http://{self.host}/{self.token}/"

    def handle_error(self, request, client_address) -> None:
        """A browser that closes a connection early is no news for the terminal."""


class Handler(BaseHTTPRequestHandler):
    """Answers requests that come from our own page."""

    server: Server
    timeout = 30
    server_version, sys_version = "course", ""

    def do_GET(self) -> None:
        """The page, its style and script, the answers."""
        if (path := self._asked()) is None:
            return
        if path in _FILES:
            file, kind = _FILES[path]
            self._send((_FOLDER / file).read_bytes(), kind)
        elif path == "answers":
            self._send_json(self.server.reading.state())
        elif path == "names":
            self._send_json(self.server.reading.names())
        elif path.startswith("answer/"):
            self._try(
                lambda: self._send(
                    self.server.reading.whole_text(path[7:]).encode("utf-8", "replace"), "text/plain; charset=utf-8"
                )
            )
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Save a decision, or finish."""
        if (path := self._asked()) is None:
            return
        if self.headers.get("Origin") != f"http://{self.server.host}":
            self._refuse(HTTPStatus.FORBIDDEN)
        elif path == "save":
            self._try(lambda: self._send_json({"left": self.server.reading.save(self._body())}))
        elif path == "finish":
            self._send_json({"left": self.server.reading.left()})
            threading.Thread(target=self.server.shutdown).start()
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def _asked(self) -> str | None:
        """The path behind the secret part, or None after a refusal."""
        own_site = self.headers.get("Sec-Fetch-Site", "none") in ("none", "same-origin")
        _, token, *rest = [*unquote(urlsplit(self.path).path).split("/", 2), ""]
        known = secrets.compare_digest(token.encode("utf-8"), self.server.token.encode("utf-8"))
        if self.headers.get("Host") != self.server.host or not own_site or not known:
            self._refuse(HTTPStatus.FORBIDDEN)
            return None
        return rest[0]

    def _body(self):
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit() or int(length) > MOST_BODY:
            self.close_connection = True
            raise BadRequest("This is too long.")
        if self.headers.get_content_type() != "application/json":
            raise BadRequest("Decisions are sent as JSON.")
        try:
            return json.loads(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            raise BadRequest("This is no JSON.") from None

    def _try(self, act) -> None:
        try:
            act()
        except BadRequest as why:
            self._send_json({"why": str(why)}, HTTPStatus.BAD_REQUEST)
        except OSError as why:
            self._send_json({"why": f"The disk says: {why.strerror or why}."}, HTTPStatus.INTERNAL_SERVER_ERROR)

    def _send_json(self, value, status: HTTPStatus = HTTPStatus.OK) -> None:
        self._send(json.dumps(value).encode("ascii"), "application/json", status)

    def _refuse(self, status: HTTPStatus) -> None:
        self._send(f"{status.phrase}\n".encode("ascii"), "text/plain; charset=utf-8", status)

    def _send(self, content: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        for name, value in {**_HEADERS, "Content-Type": kind, "Content-Length": str(len(content))}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args) -> None:
        """The terminal is for sentences to the instructor."""


def serve(out: Path) -> int:
    """The command: serve the page until Finish or Ctrl+C, then write tables and feedback; returns the exit code."""
    try:
        server = Server(out)
    except FileNotFoundError as why:
        print(why)
        return 1
    count = len(server.reading.answers)
    if not count:
        print(f"There are no written answers in {out}.")
        return 0
    print(f"Written answers: {count}, to read: {server.reading.left()}. Open this address in a browser here:")
    print(f"{server.url}\nEach level is saved at once. To end, press Finish on the page or Ctrl+C here.", flush=True)
    _open(server.url)
    try:
        server.serve_forever(poll_interval=0.2)
    except KeyboardInterrupt:
        print()
    finally:
        server.server_close()
    return write_again(out, server.reading.left())


def _open(url: str) -> None:
    """Show the page where there is a screen; a browser in the terminal would hide the address."""
    if sys.platform in ("win32", "darwin") or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        webbrowser.open(url)


def write_again(out: Path, left: int = 0) -> int:
    """Write tables and feedback anew from what is kept in ``out``; a file changed by hand stays as it is."""
    store = Store(out)
    with store.alone():
        done = publish(load(out), levels.read(out), store)
    more = f" {left} answer{'s are' if left > 1 else ' is'} left; run this again to go on." if left else ""
    print(f"Marks and feedback in {out} hold the levels now.{more} The whole class on one page: {out / 'index.html'}")
    return 1 if done.kept_back else 0
