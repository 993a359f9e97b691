"""One student of a hub, as a browser would act: log in, start, pull, open a lesson, run it, save it."""

import json
import re
from pathlib import Path
from urllib.parse import quote

import requests
import websocket
from hub_server import Hub

from courseutils.commands.lab import _run_cell

FOLDER = "georgia2008"


class Student:
    """A student by name; every method raises when the hub or the lesson does not do what it should."""

    def __init__(self, hub: Hub, name: str, server: str = ""):
        self.hub, self.name, self.server = hub, name, server
        self.browser = requests.Session()
        self.token = ""
        self.kernels: dict[str, str] = {}
        self.sockets: dict[str, websocket.WebSocket] = {}

    @property
    def home(self) -> Path:
        """Folder of the student's files."""
        return self.hub.folder / "home" / self.name

    @property
    def base(self) -> str:
        """Address of the student's own server."""
        return f"{self.hub.address}/user/{self.name}/{self.server}".rstrip("/")

    def log_in(self) -> None:
        """Log in with the form, and get a token for the student's own server."""
        page = self.browser.get(f"{self.hub.address}/hub/login", timeout=300)
        form = {"username": self.name, "password": "", "_xsrf": self.browser.cookies.get("_xsrf", path="/hub/")}
        self.browser.post(page.url, data=form, timeout=300, allow_redirects=False).raise_for_status()
        if not self.is_logged_in():
            raise PermissionError(f"{self.name} could not log in.")
        self.token = self.hub.api("POST", f"users/{self.name}/tokens").json()["token"]

    def is_logged_in(self) -> bool:
        """Does the hub's home page know the student?"""
        answer = self.browser.get(f"{self.hub.address}/hub/token", timeout=300, allow_redirects=False)
        return answer.status_code == 200 and f'user: "{self.name}"' in answer.text

    def start_server(self) -> None:
        """Ask for a server and wait until it runs, by the stream that the page with the progress bar reads."""
        which = f"servers/{self.server}" if self.server else "server"
        self.hub.api("POST", f"users/{self.name}/{which}")
        progress = self.hub.api("GET", f"users/{self.name}/{which}/progress", stream=True)
        last: dict = {}
        for line in progress.iter_lines():
            if line.startswith(b"data:"):
                last = json.loads(line[5:])
        if not last.get("ready"):
            raise RuntimeError(f"The server of {self.name} did not start: {last.get('message')}")

    def ask(self, method: str, path: str, **more) -> requests.Response:
        """Ask the student's own server; raises requests.HTTPError for a refusal."""
        head = {"Authorization": f"token {self.token}"}
        answer = requests.request(method, f"{self.base}/{path}", headers=head, timeout=300, **more)
        answer.raise_for_status()
        return answer

    def pull(self) -> str:
        """Get the course with nbgitpuller, as its page does; returns what it said."""
        repo = quote(f"file://{self.hub.course.remote}", safe="")
        answer = self.ask("GET", f"git-pull/api?repo={repo}&branch=main&targetpath={FOLDER}")
        if '"phase": "finished"' not in answer.text:
            raise RuntimeError(f"{self.name} could not pull: {answer.text[-800:]}")
        return answer.text

    def lesson_path(self, number: str) -> str:
        """Path of a lesson's notebook on the student's server."""
        listed = self.ask("GET", f"api/contents/{FOLDER}/notebooks").json()["content"]
        return next(item["path"] for item in listed if re.match(rf"{number}_.*\.ipynb$", item["name"]))

    def notebook(self, number: str) -> dict:
        """A lesson's notebook as the student has it."""
        return self.ask("GET", f"api/contents/{self.lesson_path(number)}").json()["content"]

    def save(self, number: str, content: dict) -> None:
        """Save a lesson's notebook."""
        path = self.lesson_path(number)
        self.ask("PUT", f"api/contents/{path}", json={"type": "notebook", "format": "json", "content": content})

    def open(self, number: str) -> None:
        """Start a kernel for a lesson and connect to it."""
        path = self.lesson_path(number)
        wanted = {"path": path, "name": path, "type": "notebook", "kernel": {"name": "python3"}}
        self.kernels[number] = self.ask("POST", "api/sessions", json=wanted).json()["kernel"]["id"]
        self.connect(number)

    def connect(self, number: str) -> None:
        """Connect to a lesson's kernel, anew if need be."""
        path = f"{self.base}/api/kernels/{self.kernels[number]}/channels".replace("http", "ws", 1)
        head = [f"Authorization: token {self.token}"]
        self.sockets[number] = websocket.create_connection(path, header=head, timeout=300)

    def run(self, number: str, cells: list[str]) -> list[str]:
        """Run cells in a lesson's kernel; returns the HTML of each. Raises LookupError with a cell's error."""
        return [_run_cell(self.sockets[number], source) for source in cells]

    def close(self) -> None:
        """Close the connections, as a browser that is shut; kernels go on."""
        for socket in self.sockets.values():
            socket.close()
