"""Files that are handed in: each is read, or refused with a sentence that says what is wrong with it."""

import json
import time

import pytest

from courseutils.teach.marking import notebook
from courseutils.teach.marking.notebook import Cell, Unreadable, lesson_of, read_notebook


def written(tmp_path, content, name="05_how_wide.ipynb"):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode("utf-8"))
    return path


def document(*sources, **more):
    cells = [{"cell_type": "code", "source": source, "metadata": {}, "outputs": []} for source in sources]
    return {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells} | more


WHOLE = json.dumps(document("x = 1"), indent=1).encode("utf-8")
CONFLICT = WHOLE.replace(b'"x = 1"', b'"x = 1"\n<<<<<<< HEAD\n"x = 2"\n=======\n"x = 3"\n>>>>>>> theirs\n')
BROKEN = {
    "empty": (b"  \n", "empty"),
    "no JSON": (b"PK\x03\x04 a zip", "not JSON"),
    "not UTF-8": (WHOLE.replace(b"x = 1", b"x = '\xe4'"), "not in UTF-8"),
    "UTF-16": ("﻿".encode("utf-16"), "UTF-8"),
    "cut off": (WHOLE[:-20], "breaks off"),
    "merge conflict": (CONFLICT, "merge conflict"),
    "a web page": (b"<!DOCTYPE html><html></html>", "web page"),
    "a list": (b"[]", "no notebook"),
    "a number": (b"7", "no notebook"),
    "no format": ({"cells": []}, "no notebook"),
    "format 5": (document(nbformat=5), "format 5"),
    "format 2": (document(nbformat=2), "format 2"),
    "no cells": ({"nbformat": 4}, "no list of cells"),
    "cells that are no list": (document(cells={"a": 1}), "no list of cells"),
    "deeper than deep": (b"[" * 200_000, "not JSON"),
    "a number of a million digits": (b'{"nbformat": ' + b"4" * 1_000_000 + b"}", "not JSON"),
    "100,000 cells": (document(*["x = 1"] * 100_000), "100,000 code cells"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_with_a_sentence(name, tmp_path):
    content, words = BROKEN[name]
    with pytest.raises(Unreadable, match=words):
        read_notebook(written(tmp_path, content))


def test_a_file_of_more_than_20_mb_is_not_read_further(tmp_path):
    with pytest.raises(Unreadable, match="20 MB"):
        read_notebook(written(tmp_path, document("x" * notebook.MOST_BYTES)))


@pytest.mark.parametrize("line", [b"<<<<<<<\n", b"=======\n", b" \n"])
def test_many_marks_of_a_conflict_take_no_time(line, tmp_path):
    path = written(tmp_path, line * 1_500_000)
    start = time.process_time()
    with pytest.raises(Unreadable):
        read_notebook(path)
    assert time.process_time() - start < 5


def test_a_byte_order_mark_and_other_line_ends_are_read(tmp_path):
    content = b"\xef\xbb\xbf" + WHOLE.replace(b"\n", b"\r\n")
    assert [c.source for c in read_notebook(written(tmp_path, content)).cells] == ["x = 1"]


def test_odd_cells_are_read_for_what_they_hold(tmp_path):
    odd = [7, None, {"cell_type": "code"}, {"cell_type": "code", "source": ["a = 1\n", 7, "b = 2"], "metadata": 3}]
    odd += [
        {"cell_type": "markdown", "source": "x"},
        {"cell_type": "code", "source": "c", "metadata": {"tags": [1, "t"]}},
    ]
    cells = read_notebook(written(tmp_path, document(cells=odd))).cells
    assert [c.source for c in cells] == ["", "a = 1\nb = 2", "c"] and cells[2].tags == ("t",)


def test_half_characters_of_json_can_be_kept_and_shown(tmp_path):
    content = document(cells=[{"cell_type": "code", "source": "x = '\ud83d'"}])
    assert [c.source for c in read_notebook(written(tmp_path, content)).cells] == ["x = '?'"]


def test_the_old_format_3_is_read_and_said(tmp_path):
    old = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1"]}]}]}
    found = read_notebook(written(tmp_path, old))
    assert found.cells[0].source == "x = 1" and "old format" in found.remarks[0]


LESSONS = {
    "its own name": ((), "05_how_wide_is_a_buffer_zone.ipynb", "05"),
    "Moodle's name": ((), "Anna Beridze_1234567_assignsubmission_file_/05_how_wide_is_a_buffer_zone (1).ipynb", "05"),
    "Canvas's name": ((), "beridzeanna_12345_678901_03_whose_border-2.ipynb", "03"),
    "numbers of a platform": ((), "12_99_01_2027-03-05_file.ipynb", ""),
    "no name": ((), "homework.ipynb", ""),
    "a check": ((Cell('check("06-1", x)'),), "homework.ipynb", "06"),
    "single quotes and a space": ((Cell("check( '06-1', x)"),), "homework.ipynb", "06"),
    "an id": ((Cell("x = 1", "exercise-02-3"),), "homework.ipynb", "02"),
    "cells against the name": ((Cell('check("06-1", x)'),), "05_how_wide.ipynb", "06"),
    "most cells": ((Cell('check("06-1", x)'), Cell('check("06-2", x)'), Cell('hint("05-1")')), "05_how.ipynb", "06"),
    "as many cells of two lessons": ((Cell('check("06-1", x)'), Cell('hint("05-1")')), "05_how_wide.ipynb", "05"),
    "a lesson that there is not": ((Cell('check("99-1", x)'),), "99_more.ipynb", ""),
}


@pytest.mark.parametrize("name", LESSONS)
def test_the_lesson_is_told_from_cells_and_name(name):
    cells, file, lesson = LESSONS[name]
    assert lesson_of(cells, file) == lesson


def test_a_cell_is_named_by_its_first_line_of_code():
    assert Cell("# why\n\n  x = 1\ny = 2").heading == "x = 1"
    assert Cell("x" * 100).heading == "x" * 37 + "..." and Cell("# only").heading == ""
