"""A package index of one tiny package, on this computer, that fails in the ways in which a network does."""

import hashlib
import threading
import zipfile
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO

WHEEL = "tiny-1.0-py3-none-any.whl"
INDEX = f"<!DOCTYPE html><html><body><a href='/{WHEEL}'>{WHEEL}</a></body></html>".encode()
LOGIN = b"<!DOCTYPE html><html><body><h1>Welcome to the school's network. Please log in.</h1></body></html>"


def wheel() -> bytes:
    """A package that can be installed; its 200 kB come in more than one piece."""
    files = {
        "tiny.py": "x = 1\n",
        "tiny-1.0.dist-info/METADATA": "Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n",
        "tiny-1.0.dist-info/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        "tiny-1.0.dist-info/RECORD": "tiny.py,,\ntiny-1.0.dist-info/METADATA,,\ntiny-1.0.dist-info/WHEEL,,\n"
        "tiny-1.0.dist-info/RECORD,,\ntiny.txt,,\n",
        "tiny.txt": "x" * 200_000,
    }
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return made.getvalue()


WHOLE = wheel()
LOCK = f"tiny==1.0 \\\n    --hash=sha256:{hashlib.sha256(WHOLE).hexdigest()}\n"


class Index(BaseHTTPRequestHandler):
    """Answers as the server's word ``how`` says."""

    def do_HEAD(self):
        self.send_error(405)

    def do_GET(self):
        how = self.server.how
        if how == "login page":
            return self._send(LOGIN, "text/html")
        if how == "refuses":
            return self.send_error(403)
        if how == "broken":
            return self.send_error(503)
        if "tiny" not in self.path:
            return self.send_error(404)
        if not self.path.endswith(".whl"):
            return self._send(INDEX, "text/html")
        content = WHOLE[:-9] + b"!" + WHOLE[-8:] if how == "spoilt" else WHOLE
        self._send(content, "application/zip", len(content) // 2 if how in ("dies", "stalls") else None)

    def _send(self, content: bytes, kind: str, only: int | None = None):
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=3600" if kind == "application/zip" else "no-store")
        self.end_headers()
        self.wfile.write(content[:only])
        self.wfile.flush()
        if only and self.server.how == "stalls":
            self.server.stalled.set()
            self.server.over.wait(60)
        self.close_connection = True

    def log_message(self, *words):
        pass


@contextmanager
def index():
    """The index, as long as it is needed; set its ``how``."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Index)
    server.daemon_threads = True
    server.how, server.stalled, server.over = "whole", threading.Event(), threading.Event()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
