"""The order of ideas: a made lesson and a made table break each rule once."""

import pytest

from courseutils.teach.content import ideas, texts

COURSE = {
    "01": "# %% [markdown]\n# # One\n# The *buffer* is drawn.\n\n# %%\nprint(1)\n",
    "03": "# %% [markdown]\n# # Three\n# A scale.\n\n# %%\ntable.sort_values('a')\n",
    "05": "# %% [markdown]\n# # Five\n# The scale again.\n\n# %%\nprint(table.sort_values('a'))\n",
}
TABLE = {
    "buffer": ("buffer", "idea", r"\*buffer\*", "01", "", ""),
    "print": ("print", "code", "print", "01", "05", ""),
    "scale": ("scale", "idea", r"\bscale\b", "03", "05", "05"),
    "sort": ("sort", "code", ".sort_values", "03", "05", "05"),
}


def said(tmp_path, lessons=COURSE, **changed) -> str:
    """What the check says about the lessons, with rows of the table changed or, for None, left out."""
    rows = [row for row in {**TABLE, **changed}.values() if row]
    lines = [",".join(f'"{cell}"' for cell in row) for row in rows]
    table = "\n".join([",".join(ideas.COLUMNS), *lines]) + "\n"
    (tmp_path / "ideas.csv").write_text(table, encoding="utf-8")
    known, found = ideas.read_ideas(tmp_path)
    for number, text in lessons.items():
        path = tmp_path / f"{number}_made_up.py"
        path.write_text(text, encoding="utf-8")
        # Real exercises of these numbers would add their own texts.
        lesson = texts.read_lesson(path)
        prose = tuple(p for p in lesson.paragraphs if p.where.startswith("lesson"))
        found += ideas.problems(texts.Lesson(number, lesson.notebook, prose), known)
    return "\n".join([*found, *ideas.missing_lessons(known, set(lessons))])


def test_a_table_that_agrees_with_its_lessons_passes(tmp_path):
    assert said(tmp_path) == ""


BROKEN = {
    "used before it is introduced": ("buffer", ("buffer", "idea", "buffer|scale", "03", "", ""),
        "lesson 01 uses it before lesson 03 introduces it ('The *buffer* is drawn.')"),
    "code used before": ("print", ("print", "code", "print", "03", "05", "05"),
        "lesson 01 uses it before lesson 03 introduces it (print(1))"),
    "not where it is introduced": ("buffer", ("buffer", "idea", "nowhere", "01", "", ""), "lesson 01 is listed and shows none"),
    "not where it is reused": ("buffer", ("buffer", "idea", "buffer", "01", "05", ""), "lesson 05 is listed and shows none"),
    "reused and not listed": ("print", ("print", "code", "print", "01", "", ""),
        "lesson 05 reuses it (print(table.sort_values('a'))). Write 05 under reused"),
    "not in the short course": ("sort", ("sort", "code", ".sort_values", "03", "05", ""),
        "lesson 05 of the short course (1, 2, 5, 6) uses it, and lesson 03 is not in that course"),
    "idea not in the short course": ("scale", ("scale", "idea", "scale", "03", "05", ""), "write 05 under explained_again"),
    "code in no row": ("sort", None, "Lesson 03 uses .sort_values (table.sort_values), which is not in lessons/ideas.csv"),
    "no such lesson": ("print", ("print", "code", "print", "01", "05; 09", ""), "there is no lesson 09"),
    "no such kind": ("print", ("print", "word", "print", "01", "05", ""), "write idea or code"),
    "no words": ("buffer", ("buffer", "idea", "", "01", "", ""), "no words that show the idea"),
    "no number": ("buffer", ("buffer", "idea", "buffer", "1", "", ""), "write the lesson as two digits"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_order_is_named(case, tmp_path):
    name, row, sentence = BROKEN[case]
    assert sentence in said(tmp_path, **{name: row})


def test_a_bad_expression_is_named_and_breaks_nothing(tmp_path):
    assert "'(scale' is no regular expression" in said(tmp_path, scale=("scale", "idea", "(scale", "03", "", ""))


def test_instructors_words_and_cells_do_not_count(tmp_path):
    hidden = '\n# %% [markdown] tags=["teacher"]\n# The scale.\n\n# %% tags=["solution"]\ntable.sort_values()\n'
    assert said(tmp_path, {**COURSE, "01": COURSE["01"] + hidden}) == ""
    shown = "\n# %% [markdown]\n# The scale.\n\n# %%\ntable.sort_values()\n"
    assert said(tmp_path, {**COURSE, "01": COURSE["01"] + shown}).count("before lesson 03") == 2


def test_code_that_a_student_is_to_write_counts(tmp_path):
    task = "\n# %%\nx = ...\n### BEGIN SOLUTION\nx = ~table.within(1)\n### END SOLUTION\n"
    lesson = {**COURSE, "05": COURSE["05"] + task}
    assert "uses .within" in said(tmp_path, lesson) and "uses ~" in said(tmp_path, lesson)


def test_a_lessons_own_functions_and_columns_of_tables_are_no_code_to_teach(tmp_path):
    own = "\n# %%\ndef left(a):\n    return a.claimed_by\n\n\nleft(1)\n"
    assert said(tmp_path, {**COURSE, "05": COURSE["05"] + own}) == ""


def test_lessons_that_reuse_an_idea_are_filled_in(tmp_path):
    assert "Write 05 under reused" in said(tmp_path, print=("print", "code", "print", "01", "", ""))
    read = [texts.read_lesson(tmp_path / f"{number}_made_up.py") for number in COURSE]
    assert ideas.fill_in(tmp_path, read) == ["print"]
    assert ideas.fill_in(tmp_path, read) == []
    known, faults = ideas.read_ideas(tmp_path)
    assert [idea.reused for idea in known] == [(), ("05",), ("05",), ("05",)] and faults == []
