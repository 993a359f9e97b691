"""Run the students' form of a lesson and keep what its cells show."""

import os
import tempfile
from pathlib import Path

from courseutils.teach import lessons
from courseutils.teach.releasing import ReleaseError

LONGEST = 300  # seconds that one cell may take


def executed(path: Path):
    """The student notebook of a lesson with its outputs, run in a workbook of its own, where nothing is solved yet.

    The article is always the retelling: a new workbook holds no original. Raises ReleaseError when a cell fails.
    """
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    notebook = lessons.student(lessons.read_lesson(path))
    with tempfile.TemporaryDirectory() as folder:
        client = NotebookClient(notebook, timeout=LONGEST, resources={"metadata": {"path": folder}})
        # What a busy machine shows late is waited for; a map that never comes is an error, not a gap in the book.
        client.iopub_timeout, client.raise_on_iopub_timeout = LONGEST, True
        client.extra_arguments = ["--log-level=ERROR"]
        try:
            client.execute(env=dict(os.environ, COURSE_WORKBOOK=folder))
        except CellExecutionError as error:
            raise ReleaseError(f"{path.name}: a cell failed: {error.ename}: {error.evalue}") from error
    return notebook
