"""The source of a lesson's page: its notebook with outputs, made fit for the book."""

import re

import nbformat

from courseutils.teach import lessons
from courseutils.teach.site import answerforms
from courseutils.teach.site.assets import Files
from courseutils.teach.site.outputs import book_html

_TOP = (
    '<p class="take"><a href="notebooks/{0}.ipynb" download>Download this lesson as a notebook</a> '
    "to work in it on a computer that has the course; here you read it, use its maps and have your answers checked. "
    "The text is the notebook's: where it says to run a cell, what that shows stands here already; where it says to "
    "change a cell, type into the field below it.</p>"
)
# What a notebook keeps says nothing here: the book has a page of its own for it.
_PROGRESS = "In this book, [your progress](progress.md) has a page of its own."
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")


def page(notebook, stem: str, files: Files) -> str:
    """The text of the notebook that Sphinx reads, with forms for checks; maps and pictures go into ``files``."""
    tasks = []
    for number, cell in enumerate(notebook.cells):
        if "check" in lessons.tags(cell) and (task := answerforms.asked(cell.source)):
            anchor = f"(exercise-{task.id})=" not in "".join(c.source for c in notebook.cells[:number])
            notebook.cells[number] = nbformat.v4.new_markdown_cell(answerforms.form(task, anchor), id=cell.id)
            tasks.append(task)
        elif cell.source.strip() == "progress()":
            notebook.cells[number] = nbformat.v4.new_markdown_cell(_PROGRESS, id=cell.id)
        elif cell.cell_type == "code":
            cell.outputs, cell.execution_count = _outputs(cell, stem, files), None
        else:
            cell.source = answerforms.for_the_book(cell.source)
    notebook.cells = [cell for cell in notebook.cells if cell.source.strip()]
    notebook.cells[0].source += "\n\n" + _raw(_TOP.format(stem)) + "\n\n" + answerforms.top(tasks)
    return nbformat.writes(notebook, version=4)


def _raw(html: str) -> str:
    return f"```{{raw}} html\n{html}\n```"


def _outputs(cell, stem: str, files: Files) -> list:
    kept = []
    for number, output in enumerate(cell.outputs):
        if output.output_type in ("display_data", "execute_result"):
            if "text/html" in output.data:
                name = f"{stem[:2]}-{cell.id}" + (f"-{number}" if number else "")
                output.data = {"text/html": book_html(output.data["text/html"], files, name)}
            kept.append(nbformat.v4.new_output("display_data", data=output.data))
        elif output.get("name") == "stdout":
            output.text = _COLOURS.sub("", output.text)
            kept.append(output)
    return kept
