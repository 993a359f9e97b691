"""`course.py lab`: open JupyterLab in the workbook; `lab --check`: prove that it can draw the first map."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
import uuid
from pathlib import Path

from courseutils._data import FRESH_COPY, workbook_dir
from courseutils._translate import ENGLISH, VARIABLE
from courseutils.commands.trouble import troubles
from courseutils.commands.workbook import START_PAGE, copy_lessons, notebooks_dir
from courseutils.languages import Language, UnknownLanguage, language

_QUIET = ["--ServerApp.log_level=WARN", "--ServerApp.answer_yes=True"]
# No news, no update checks, no extension catalogue: after set-up nothing asks for the internet. No language servers
# either: a beginner has none, and looking for them takes a third of a second. Images for a hub have these settings too.
_SETTINGS = Path(__file__).resolve().parent / "jupyter"
FIRST_PAGE = "00_check_your_machine.ipynb"
PATIENCE = 120


def _server_command(folder: Path, *options: str) -> list[str]:
    # What was open last time is kept with the workbook, not mixed with the user's other labs.
    own = [f"--ServerApp.root_dir={folder}", f"--LabApp.workspaces_dir={folder / '.lab' / 'workspaces'}"]
    command = [sys.executable, "-m", "jupyterlab", *own, *_QUIET, *options]
    # Only where the whole machine is the administrator's, as in a container, does Jupyter ask for this.
    return command + (["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else [])


def _environment(**more: str) -> dict[str, str]:
    """Settings of the course stand before the user's: no news, and maps stay drawn while one scrolls."""
    path = os.pathsep.join(filter(None, [str(_SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH", "")]))
    # A programmer's PYTHONWARNINGS=error is meant for code of their own, and stops a server at the first warning.
    return dict(os.environ, JUPYTER_CONFIG_PATH=path, PYTHONWARNINGS="", **{**_home(), **more})


def _home() -> dict[str, str]:
    """Jupyter's folders, in the workbook where an account has no home folder or one that cannot be written to."""
    own = workbook_dir() / ".lab"
    try:
        Path.home()
    except RuntimeError:
        return {"HOME": str(own / "home")}
    from jupyter_core import paths

    usual = {
        "JUPYTER_CONFIG_DIR": paths.jupyter_config_dir(),
        "JUPYTER_DATA_DIR": paths.jupyter_data_dir(),
        "JUPYTER_RUNTIME_DIR": paths.jupyter_runtime_dir(),
    }
    return {name: str(own / name.lower()) for name, folder in usual.items() if not _can_be_written(Path(folder))}


def _can_be_written(folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def start(no_browser: bool = False, port: int | None = None, code: str | None = None) -> int:
    """Copy new lessons into the workbook and run JupyterLab there until it is stopped."""
    workbook = workbook_dir()
    try:
        spoken = language(code or os.environ.get(VARIABLE) or None)
        said = copy_lessons(workbook)
    except UnknownLanguage as problem:
        print(problem)
        return 1
    except OSError as problem:
        print(
            f"The workbook folder cannot be written ({problem}). If the disk is full, free some of it. If not: Move "
            "the kit to a folder of your own and try again."
        )
        return 1
    said += troubles(workbook) + ([] if spoken.code == ENGLISH else [str(spoken)])
    print("\n".join([*said, f"Your notebooks are in {workbook}. To stop: press Ctrl-C here."]))
    options = [f"--LabApp.default_url=/lab/tree/{_first_page(workbook, spoken)}"]
    options += ["--no-browser"] if no_browser else []
    options += [f"--port={port}"] if port else []
    ended = _until_stopped(subprocess.Popen(_server_command(workbook, *options), env=_environment()))
    if ended:
        print(f"JupyterLab ended with an error; its last lines say which. {_what_to_do()}")
    return ended


def _what_to_do() -> str:
    """After a server that did not run: look at settings of the user's own, where there are any, else ask the doctor."""
    with contextlib.suppress(RuntimeError):  # an account without a home folder has none
        from jupyter_core import paths

        own = [path for path in Path(paths.jupyter_config_dir()).glob("jupyter_*config.*") if path.is_file()]
        if own:
            listed = ", ".join(map(str, sorted(own)))
            return (
                f"You have settings of your own for Jupyter, which may stop it. Give another name to {listed}. "
                f"If that does not help: {_DOCTOR}"
            )
    return f"Run: {_DOCTOR}"


_DOCTOR = "python3 course.py doctor"


def _first_page(workbook: Path, spoken: Language) -> str:
    """The course's own page, else lesson 0, in the language spoken where it is there."""
    translated = FIRST_PAGE.replace(".ipynb", f".{spoken.code}.ipynb")
    return next((name for name in (START_PAGE, translated) if (workbook / name).is_file()), FIRST_PAGE)


def _until_stopped(server: subprocess.Popen) -> int:
    """Wait until the server has shut its kernels down; Ctrl-C reaches it too, and it must not be left alone."""
    while True:
        try:
            return server.wait()
        except KeyboardInterrupt:
            print("Stopping the lab ...")


def first_map_cells() -> list[str]:
    """Source of the code cells up to and with the first one tagged map: of lesson 1, or of lesson 0 without it."""
    lessons = [*notebooks_dir().glob("01_*.ipynb"), *notebooks_dir().glob("00_*.ipynb")]
    try:
        notebook = json.loads(lessons[0].read_text(encoding="utf-8")) if lessons else {"cells": []}
    except ValueError as error:
        raise LookupError(f"{lessons[0]} is no whole notebook. {FRESH_COPY}") from error
    cells = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cells.append("".join(cell["source"]))
            if "map" in cell["metadata"].get("tags", []):
                return cells
    raise LookupError("The notebooks folder has no lesson with a cell tagged map.")


def check() -> int:
    """Start a server, draw lesson 1's first map through its interface, print the seconds, stop; 0 when it drew."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        began = time.monotonic()
        try:
            drawn = _drawn_in(Path(folder))
        except (OSError, LookupError) as problem:
            advice = _what_to_do() if isinstance(problem, TimeoutError) else f"Run: {_DOCTOR}"
            print(f"JupyterLab did not answer as it should: {str(problem).rstrip('.')}. {advice}")
            return 1
    seconds = time.monotonic() - began
    good = f"First map after {seconds:.1f} seconds. The lab, the data, the maps and the checks work on this machine."
    print(good if drawn else "The first map was not drawn. Run: python3 course.py doctor")
    return 0 if drawn else 1


def _drawn_in(folder: Path) -> bool:
    """Was the first map drawn by a lab in this folder? The lab is stopped in any case."""
    from websocket import WebSocketException

    server, address, token = _start_server(folder)
    try:
        return _draw_first_map(address, token)
    except WebSocketException as problem:
        raise LookupError(f"the connection broke off ({problem})") from problem
    finally:
        _stop(server)


def _stop(server: subprocess.Popen) -> None:
    server.terminate()
    try:
        server.wait(timeout=30)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _start_server(folder: Path) -> tuple[subprocess.Popen, str, str]:
    """A JupyterLab server on a free port, with a workbook of its own so that no student's file is touched."""
    token, runtime = uuid.uuid4().hex, folder / ".lab" / "runtime"
    runtime.mkdir(parents=True)
    environment = _environment(JUPYTER_RUNTIME_DIR=str(runtime), COURSE_WORKBOOK=str(folder))
    options = ["--no-browser", "--port=0", f"--IdentityProvider.token={token}"]
    log = runtime / "server.log"
    with log.open("wb") as file:
        server = subprocess.Popen(_server_command(folder, *options), env=environment, stdout=file, stderr=file)
    try:
        return server, _wait_for_address(server, runtime, log), token
    except TimeoutError:
        _stop(server)
        raise


def _wait_for_address(server: subprocess.Popen, runtime: Path, log: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and server.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            try:
                info = json.loads(path.read_text(encoding="utf-8"))
            except ValueError:  # the server is still writing the file
                continue
            if _listens(info["port"]):
                return info["url"]
        time.sleep(0.1)
    said = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    raise TimeoutError(f"the server did not start. {said[-1][-300:] if said else 'It said nothing'}")


def _listens(port: int) -> bool:
    """Jupyter writes its address down a moment before it listens there."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


def _draw_first_map(address: str, token: str) -> bool:
    """Run lesson 1 up to its first map in a new kernel; True when an HTML map came back."""
    import websocket

    request = urllib.request.Request(address + "api/kernels", data=b"{}", headers={"Authorization": f"token {token}"})
    # A school's proxy has nothing to do with this computer's own server.
    os.environ["no_proxy"] = "*"
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        kernel = json.load(answer)["id"]
    channel = address.replace("http", "ws", 1) + f"api/kernels/{kernel}/channels?token={token}"
    connection = websocket.create_connection(channel, timeout=PATIENCE)
    try:
        shown = [_run_cell(connection, source) for source in first_map_cells()]
    finally:
        connection.close()
    return "leaflet" in shown[-1].lower()


def _run_cell(connection, source: str) -> str:
    """Run one cell and return the HTML that it displayed; raises LookupError with the error it ended in."""
    header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "version": "5.3"}
    header |= {"session": "check", "username": ""}
    content = {"code": source, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
    message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "channel": "shell"}
    connection.send(json.dumps(message))
    html = ""
    while True:
        reply = json.loads(connection.recv())
        if reply.get("parent_header", {}).get("msg_id") != header["msg_id"]:
            continue
        html += reply["content"].get("data", {}).get("text/html", "") if "data" in reply["content"] else ""
        if reply["msg_type"] == "error":
            raise LookupError(f"{reply['content']['ename']}: {reply['content']['evalue']}")
        if reply["msg_type"] == "status" and reply["content"]["execution_state"] == "idle":
            return html
