"""Made samples of what students hand in: notebooks, and zips as platforms write them."""

import io
import json
import zipfile
from pathlib import Path

SLUGS = {"01": "01_read_the_source", "05": "05_how_wide_is_a_buffer_zone", "06": "06_who_recognised_whom"}


def notebook(lesson="05", text="") -> bytes:
    """A small notebook of a lesson; another text gives another content."""
    source = f'answer = 1  # {text}\ncheck("{lesson}-1", answer)'
    cell = {"cell_type": "code", "id": "a", "metadata": {}, "execution_count": None, "outputs": [], "source": source}
    whole = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]}
    return json.dumps(whole).encode("utf-8")


def packed(files: dict[str, bytes], path: Path | None = None) -> bytes:
    """A zip of these names and contents, as bytes and, where asked, as a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 11, 20, 10, 11, 12)), content, zipfile.ZIP_DEFLATED)
    if path:
        path.write_bytes(buffer.getvalue())
    return buffer.getvalue()


def spread(files: dict[str, bytes], folder: Path) -> Path:
    """The same names and contents as files in a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def receipt(name="Nino Gelashvili", user="nino", comment="There are no student comments for this assignment.") -> bytes:
    """Blackboard's .txt beside an attempt."""
    text = (
        f"Name: {name} ({user})\nAssignment: Lesson 5\nDate Submitted: Friday, 20 November 2026 10:11:12 o'clock GET\n"
        "Current Mark: Needs Marking\n\nSubmission Field:\nThere is no student submission text data for this "
        f"assignment.\n\nComments:\n{comment}\n\nFiles:\n\tOriginal filename: 05.ipynb\n"
    )
    return text.encode("utf-8")
