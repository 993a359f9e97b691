"""A real JupyterHub on this computer: hub, proxy and students' servers on loopback, everything in one folder."""

import contextlib
import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil
import requests
import yaml

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
PATIENCE = 60


def proxy_program(cache: Path) -> Path:
    """configurable-http-proxy: the one on the search path, else fetched once by npm into ``cache``, hashes checked."""
    if found := shutil.which("configurable-http-proxy"):
        return Path(found)
    program = cache / "node_modules" / ".bin" / "configurable-http-proxy"
    if not program.exists():
        cache.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(HERE / "proxy" / name, cache / name)
        subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--silent"], cwd=cache, check=True)
    return program


def free_ports(number: int) -> list[int]:
    """Ports of the loopback interface that nobody uses at this moment."""
    taken = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in taken]
    for one in taken:
        one.close()
    return ports


@dataclass(frozen=True)
class Course:
    """The students' tree as a git checkout, and the address that it is pushed to and students pull from."""

    work: Path
    remote: Path

    def publish(self, message: str) -> None:
        """Put the working tree's present state on the address that students pull from."""
        who = ["-c", "user.name=Instructor", "-c", "user.email=instructor@example.org"]
        for words in (["add", "-A"], [*who, "commit", "-q", "-m", message], ["push", "-q", "origin", "main"]):
            subprocess.run(["git", *words], cwd=self.work, check=True)


def make_course(folder: Path) -> Course:
    """The students' tree as `course.py release --tree` makes it, in a git repository."""
    from courseutils.teach import release

    made = Course(folder / "georgia2008", folder / "remote" / "georgia2008.git")
    subprocess.run(["git", "init", "-q", "--bare", "-b", "main", str(made.remote)], check=True)
    subprocess.run(["git", "clone", "-q", str(made.remote), str(made.work)], capture_output=True, check=True)
    subprocess.run(["git", "checkout", "-q", "-B", "main"], cwd=made.work, check=True)
    if release.run(release.Wanted(tree=made.work, draft=True)):
        raise RuntimeError("The students' tree could not be made.")
    made.publish("The course")
    return made


@dataclass(frozen=True)
class Image:
    """What students' servers run: a Python, and variables for it."""

    python: Path
    environment: dict[str, str]


def quick_image(folder: Path, course: Course) -> Image:
    """This Python with the course's package in a folder of its own: for tests, ready in seconds."""
    site, kernel = folder / "site", folder / "share" / "kernels" / "python3"
    _pip(Path(sys.executable), "--no-deps", "--target", str(site), str(course.work))
    # The kernel of this environment would take the package from the clone that it was made for.
    kernel.mkdir(parents=True)
    command = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    spec = {"argv": command, "display_name": "Python 3 (ipykernel)", "language": "python"}
    (kernel / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    settings = {"JUPYTER_CONFIG_PATH": str(site / "courseutils" / "commands" / "jupyter")}
    return Image(Path(sys.executable), settings | {"JUPYTER_PATH": str(folder / "share"), "PYTHONPATH": str(site)})


def whole_image(folder: Path, course: Course) -> Image:
    """A new environment of the students' lock with JupyterHub and nbgitpuller, finished by the tree's postBuild."""
    subprocess.run([sys.executable, "-m", "venv", str(folder / "image")], check=True)
    python = folder / "image" / "bin" / "python"
    _pip(python, "--require-hashes", "-r", str(course.work / "requirements.lock"))
    _pip(python, *(f"{name}=={version(name)}" for name in ("jupyterhub", "nbgitpuller")))
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    env = {**os.environ, "PATH": path, "PYTHONPATH": ""}
    subprocess.run(["bash", "postBuild"], cwd=course.work, env=env, check=True, capture_output=True)
    return Image(python, {"PATH": path, **values()["singleuser"]["extraEnv"]})


def values() -> dict:
    """What guide/hub/values.yaml sets for a hub on Kubernetes."""
    return yaml.safe_load((ROOT / "guide" / "hub" / "values.yaml").read_text(encoding="utf-8"))


def _pip(python: Path, *words: str) -> None:
    """Install packages for a Python, by uv where it is there: it needs a tenth of the time."""
    uv = shutil.which("uv")
    fast = [str(uv), "pip", "install", "--compile-bytecode", "--python", str(python)]
    command = fast if uv else [str(python), "-m", "pip", "install"]
    # The guard of the tests would stop either from fetching what it builds with.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([*command, "-q", *words], env=env, check=True, capture_output=True)


class Hub:
    """A hub that can be started, killed and started again; leave it with ``stop`` (or use it in ``with``)."""

    def __init__(self, folder: Path, course: Course, image: Image, proxy: Path):
        self.folder, self.course, self.proxy = folder, course, proxy
        front, hub_port, api = free_ports(3)
        self.address = f"http://127.0.0.1:{front}"
        self.token, proxy_token = secrets.token_hex(16), secrets.token_hex(16)
        (folder / "home").mkdir(parents=True)
        self.given: dict[str, Any] = {"address": self.address, "hub_port": hub_port}
        self.given |= {"proxy_api": f"http://127.0.0.1:{api}", "proxy_token": proxy_token, "token": self.token}
        self.given |= {"python": str(image.python), "environment": image.environment}
        self.given["runtime"] = tempfile.mkdtemp(prefix="hub-")
        (folder / "hub.json").write_text(json.dumps(self.given), encoding="utf-8")
        self.processes: dict[str, subprocess.Popen] = {}

    def __enter__(self) -> "Hub":
        try:
            self._start_proxy()
            self.start_hub()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_) -> None:
        self.stop()

    def _start(self, name: str, command: list[str], **more: str) -> None:
        with (self.folder / f"{name}.log").open("ab") as log:
            env = {**os.environ, "HUB_FOLDER": str(self.folder), **more}
            self.processes[name] = subprocess.Popen(command, cwd=self.folder, env=env, stdout=log, stderr=log)

    def _start_proxy(self) -> None:
        front, api = (self.given[name].rpartition(":")[2] for name in ("address", "proxy_api"))
        where = ["--ip", "127.0.0.1", "--port", front, "--api-ip", "127.0.0.1", "--api-port", api]
        where += ["--default-target", f"http://127.0.0.1:{self.given['hub_port']}", "--log-level", "warn"]
        self._start("proxy", [str(self.proxy), *where], CONFIGPROXY_AUTH_TOKEN=self.given["proxy_token"])

    def start_hub(self) -> None:
        """Start the hub, also after it was killed, and wait until it answers through the proxy."""
        self._start("hub", [sys.executable, "-m", "jupyterhub", "-f", str(HERE / "hub_config.py")])
        self.wait_for(self._answers, "the hub")

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.address}/hub/api/", timeout=5).ok
        except requests.ConnectionError:
            return False

    def wait_for(self, happened, what: str, patience: float = PATIENCE) -> None:
        """Wait until ``happened()``; raises TimeoutError with the end of the hub's log."""
        ends = time.monotonic() + patience
        while not happened():
            if time.monotonic() > ends or self.processes["hub"].poll() is not None:
                log = (self.folder / "hub.log").read_text(encoding="utf-8", errors="replace")
                raise TimeoutError(f"{what} did not come up. {log[-1500:]}")
            time.sleep(0.1)

    def kill_hub(self) -> None:
        """Kill the hub without warning, as a crash would; proxy and students' servers stay."""
        self.processes["hub"].kill()
        self.processes["hub"].wait()

    def api(self, method: str, path: str, **more) -> requests.Response:
        """Ask the hub's REST API as its service; raises requests.HTTPError for a refusal."""
        head = {"Authorization": f"token {self.token}"}
        answer = requests.request(method, f"{self.address}/hub/api/{path}", headers=head, timeout=300, **more)
        answer.raise_for_status()
        return answer

    def server_pids(self) -> dict[str, int]:
        """Process numbers of the students' servers that run, by student (and ``student/server``)."""
        found = {}
        for user in self.api("GET", "users?include_stopped_servers=false").json():
            for name, server in (user.get("servers") or {}).items():
                if pid := (server.get("state") or {}).get("pid"):
                    found[f"{user['name']}/{name}".rstrip("/")] = pid
        return found

    def stop(self) -> None:
        """Stop everything that was started: students' servers with their kernels, hub, proxy."""
        own = [psutil.Process(p.pid) for p in self.processes.values() if p.poll() is None]
        # Of a killed hub the servers are nobody's children any more; their folder tells that they are ours.
        servers = [p for p in psutil.process_iter(["cmdline", "environ"]) if self._is_ours(p)]
        for process in {*own, *servers}:
            for one in (*_children(process), process):
                _kill(one)
        for started in self.processes.values():
            started.wait(timeout=30)
        shutil.rmtree(self.given["runtime"], ignore_errors=True)

    def _is_ours(self, process: psutil.Process) -> bool:
        home = (process.info["environ"] or {}).get("HOME", "")
        return home.startswith(str(self.folder / "home") + os.sep)


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return process.children(recursive=True)
    except psutil.NoSuchProcess:
        return []


def _kill(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.kill()
