"""The page "Run Python here": exercises that need no map, each with a box for code that runs in the browser."""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path

from courseutils.exercises import exercise
from courseutils.teach.site import inpagekit, pyodide
from courseutils.teach.site.markup import raw

FOLDER = "python"
LIMIT = 20  # seconds that one run may take
OWN = "own"  # the box without an exercise
_BOXES = Path(__file__).resolve().parent / "boxes.toml"
_TOP = """# Run Python here

Here you change code and run it, with nothing installed. Each box is an exercise of the course that needs no map: read
the task, change the code, press **Run** to see what it prints and **Check** to have your answer checked. *Check* is the
very code behind `check("{0}", …)` in the notebooks, with the same replies and hints.

"""
_HOW = f"""
- The first run fetches Python into the browser, about {{}} MB, and takes some seconds. Nothing is sent anywhere.
- Each run begins at the first line and remembers nothing of the run before. After {LIMIT} seconds it is stopped.
- In a box: Enter begins a line as far in as the one above; Shift+Enter runs; Tab leaves the box.
- What you write is kept in this browser. **Reset** brings the first code back and keeps yours.
- There is Python {pyodide.PYTHON} with its own library and `courseutils`: no pandas, no maps. An error is shown with
  the number of your line.

"""
_NONE = """
This copy of the book has no Python inside, so the boxes can be read and not run. Your instructor can make one that
has it: `python3 course.py site DIR --with-python`.

"""
_OWN_TASK = """
What would you like to know? `load_rows("…")` gives a table as a list of dictionaries. Some of the tables: `actors`,
`agreements`, `chronology`, `claims`, `places`, `recognitions`, `un_votes`.
"""
_OWN_CODE = """from courseutils import cite, load_rows, place, recognised_by

print(place("Sukhum").label("all"))
print(recognised_by("South Ossetia", on="15 October 2008"))
print(len(load_rows("places")), "places")
print(load_rows("places")[0])"""
_BUTTONS = '<button type="button" data-do="{0}"{2}>{1}</button>'


@cache
def boxes() -> list[dict]:
    """The boxes with an exercise: id, task in Markdown, code to start from."""
    found = tomllib.loads(_BOXES.read_text(encoding="utf-8"))["box"]
    return [box | {"task": box["task"].strip(), "code": box["code"].strip("\n")} for box in found]


def link(exercise_id: str) -> str:
    """A line for a lesson that leads to the exercise's box; nothing where it has none."""
    if all(box["id"] != exercise_id for box in boxes()):
        return ""
    return (
        f'<p class="note"><a href="run.html#run-{exercise_id}">Write {exercise_id} in Python, in this browser</a></p>'
    )


def page(python_bytes: int = 0) -> str:
    """The page; ``python_bytes`` is the size of Python's folder, 0 where there is none."""
    found = boxes()
    how = _HOW.format(f"{python_bytes / 1e6:.0f}") if python_bytes else _NONE
    listed = ", ".join(f'<a href="#run-{box["id"]}">{box["id"]}</a>' for box in found)
    parts = [_TOP.format(found[0]["id"]), how, raw(f"<p>The exercises: {listed}.</p>"), raw(_start(bool(python_bytes)))]
    parts += map(_section, found)
    own = ["## A box of your own\n", _OWN_TASK, raw(_box(OWN, "Your own code", _OWN_CODE))]
    return "\n".join([*parts, *own, raw('<script src="_static/run.js" defer></script>')])


def _start(there: bool) -> str:
    python = f' data-python="{FOLDER}/"' if there else ""
    return (
        '<link rel="stylesheet" href="_static/run.css">'
        f'<div id="run-page"{python} data-limit="{LIMIT}"><p class="run-why" role="status" hidden></p>'
        "<noscript><p>With JavaScript switched on, code runs on this page.</p></noscript></div>"
    )


def _section(box: Mapping) -> str:
    task = exercise(box["id"])
    lesson = f'From <a href="lesson-{task.lesson}.html#exercise-{task.id}">lesson {int(task.lesson)}</a>.'
    heading = f"(run-{task.id})=\n## {task.id}. {task.title}\n"
    return "\n".join([heading, f"{box['task']} {lesson}\n", raw(_box(task.id, f"Exercise {task.id}", box["code"]))])


def _box(name: str, label: str, code: str) -> str:
    rows = code.count("\n") + 2
    return (
        f'<div class="run-box" role="group" aria-label="{label}" data-box="{name}">'
        f'<label for="code-{name}">Python code<span class="unseen"> of {label}</span></label>'
        f'<div class="run-code"><div class="run-lines" aria-hidden="true"></div>'
        f'<textarea id="code-{name}" rows="{rows}" spellcheck="false" autocapitalize="off" autocomplete="off" '
        f'autocorrect="off" wrap="off" translate="no">\n{escape(code)}</textarea></div>'
        f'<div class="run-buttons" hidden>{_buttons(name)}</div><p class="run-said" role="status"></p>'
        f'<pre class="run-out" role="region" aria-label="Output of {label}" hidden></pre></div>'
    )


def _buttons(name: str) -> str:
    shown = [("run", "Run", ""), ("check", "Check", ""), ("hint", "Hint", ""), ("stop", "Stop", " disabled")]
    shown += [("reset", "Reset", ""), ("back", "Bring my code back", " hidden")]
    return "".join(
        _BUTTONS.format(do, words, more) for do, words, more in shown if name != OWN or do not in ("check", "hint")
    )


def python_files(core: Mapping[str, bytes]) -> dict[str, bytes]:
    """The folder that the page loads: Pyodide's files, the course's package, a list of them, and the licences."""
    files = dict(pyodide.small(name, content) for name, content in core.items()) | {"kit.zip": inpagekit.packed()}
    listed = [{"name": n, "bytes": len(c), "mark": hashlib.sha256(c).hexdigest()[:12]} for n, c in files.items()]
    files |= pyodide.papers() | {"files.json": json.dumps(listed, indent=1).encode("utf-8")}
    return {f"{FOLDER}/{name}": content for name, content in files.items()}
