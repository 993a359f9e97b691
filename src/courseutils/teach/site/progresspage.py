"""The page of progress: every exercise and quiz with its state in this browser, saved, brought back and erased here."""

from collections.abc import Mapping
from html import escape

from courseutils.exercises import exercises, tasks_of
from courseutils.teach.site import answerforms
from courseutils.teach.site.markup import raw, table

_TOP = """# Your progress

What you answer in the lessons is kept in this browser only. Nothing is sent, and nobody else sees it; marks come from
the notebook that you hand in, not from here. **On a computer that others use, save your file and erase everything here
before you leave.** A private window forgets all when it is closed. Some browsers keep nothing for pages that were
opened from a folder, or keep it apart for each page: then this table stays empty.

"""
_BOX = """<div class="keeping" hidden>
<p><button type="button" data-do="save">Save as a file</button>
<button type="button" data-do="erase">Erase everything</button></p>
<p><label for="bring-back">Bring back a saved file</label>
<input type="file" id="bring-back" accept=".json,application/json"></p>
<p role="status"></p>
<dialog aria-labelledby="erase-sure"><form method="dialog"><p id="erase-sure">Erase all that this browser keeps of
this book: answers, texts, and code written on the page Run Python here? This cannot be undone.</p>
<button value="keep" autofocus>Keep everything</button> <button value="erase">Erase</button></form></dialog>
</div>
<noscript><p>With JavaScript switched on, this page shows what this browser keeps.</p></noscript>"""
_FILE = """The file holds your answers, the texts that you wrote and your code. Brought back, here or on
another computer, what was right stays right, and an answer that stands here already is kept.

"""
_HEADS = ("Exercise", "Title", "State")


def page(titles: Mapping[str, str]) -> str:
    """The page; ``titles`` are the titles of the lessons by number."""
    line = answerforms.so_far(exercises().values(), link=False)
    return "\n".join([_TOP, raw(line + _BOX), _FILE, *(_lesson(number, title) for number, title in titles.items())])


def _lesson(number: str, title: str) -> str:
    lines = [
        (f'<a href="lesson-{number}.html#exercise-{task.id}">{task.id}</a>', escape(task.title), _state(task.id))
        for task in tasks_of(number)
    ]
    lines += [
        (f'<a href="lesson-{number}.html#quiz-{name}">{name}</a>', f"Quiz: {escape(question)}", _state(name))
        for name, question in answerforms.quizzes(number)
    ]
    heading = f"## {int(number)}. {title}\n"
    return f"{heading}\n" + raw(
        f'<div class="states">{table(f"Exercises of lesson {int(number)}", _HEADS, lines)}</div>'
    )


def _state(name: str) -> str:
    return f'<span data-state-of="{name}">not attempted</span>'
