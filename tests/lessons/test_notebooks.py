"""Solved notebooks run top to bottom: every check right, every written answer in its limits, no warning, no network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from courseutils._checking import journal
from courseutils.exercises import exercises
from courseutils.teach.build import solved_files

FILES = solved_files()


def outputs(notebook) -> list[dict]:
    """All outputs of a notebook."""
    return [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]


def text_of(output: dict) -> str:
    """What an output shows, as text and as HTML."""
    return output.get("text", "") + "".join(map(str, output.get("data", {}).values()))


@pytest.fixture(scope="module", params=FILES, ids=lambda name: name[:2])
def executed(request, tmp_path_factory):
    """A solved notebook after it ran in a workbook of its own, with the number of its lesson and that workbook."""
    import nbformat
    from nbclient import NotebookClient

    folder = tmp_path_factory.mktemp("workbook")
    notebook = nbformat.reads(FILES[request.param], as_version=4)
    environment = dict(os.environ, COURSE_WORKBOOK=str(folder))
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(folder)}})
    client.iopub_timeout, client.raise_on_iopub_timeout = 120, True
    client.execute(env=environment)
    return request.param[:2], notebook, folder


def test_every_check_is_right(executed, monkeypatch):
    lesson, _, folder = executed
    monkeypatch.setenv("COURSE_WORKBOOK", str(folder))
    states = journal.states()
    wanted = {e.id: "written" if e.kind == "written" else "right" for e in exercises().values() if e.lesson == lesson}
    assert states == wanted


def test_nothing_is_printed_to_the_error_stream(executed):
    errors = [text_of(o) for o in outputs(executed[1]) if o.get("name") == "stderr"]
    assert errors == []


def test_no_output_asks_for_the_network(executed):
    shown = "".join(text_of(o) for o in outputs(executed[1]))
    assert [
        word for word in ('src="http', "src='http", '<link rel="stylesheet" href="http', "@import") if word in shown
    ] == []


def test_every_picture_has_words(executed):
    pages = [o["data"].get("text/html", "") for o in outputs(executed[1]) if "data" in o]
    bare = [o for o in outputs(executed[1]) if "image/png" in o.get("data", {})]
    assert bare == []
    alts = [
        part.split('alt="')[1].split('"')[0] for page in pages for part in page.split("<img")[1:] if 'alt="' in part
    ]
    assert all(len(alt.split()) > 12 for alt in alts)
    assert sum(page.count("<img") for page in pages) == len(alts)


GUARD = """
import socket
try:
    socket.create_connection(("192.0.2.1", 80), timeout=1)
except AssertionError:
    print("stopped")
"""


def test_the_guard_really_stops_a_request():
    done = subprocess.run([sys.executable, "-c", GUARD], capture_output=True, encoding="utf-8", check=False)
    assert done.stdout == "stopped\n", done.stderr


def test_student_notebooks_are_there():
    folder = Path(__file__).resolve().parents[2] / "notebooks"
    assert {p.name for p in folder.glob("*.ipynb")} == set(FILES)
