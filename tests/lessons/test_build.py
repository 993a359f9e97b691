"""The builder takes solutions out, keeps everything stable, and refuses a lesson that breaks a rule."""

import copy
import json

import pytest

from courseutils._data import DataError
from courseutils.exercises import exercises
from courseutils.teach import build, lessons, rules

NOTEBOOKS = build.root() / "notebooks"
TASK = next(iter(exercises().values()))
HEAD = "# %% [markdown]\n# # Title\n\n"
GOOD = (
    f'# %% tags=["exercise"] id="{TASK.id}"\n{TASK.variable} = ...\n### BEGIN SOLUTION\n'
    f'{TASK.variable} = "the hidden answer"\n### END SOLUTION\n\n'
    f'# %% tags=["check"]\ncheck("{TASK.id}", {TASK.variable})\n'
)


def lesson(tmp_path, text: str):
    """A lesson with this text, as the builder reads it."""
    path = tmp_path / f"{TASK.lesson}_made_up.py"
    path.write_text(HEAD + text, encoding="utf-8")
    return lessons.read_lesson(path)


def complaints(tmp_path, text: str) -> str:
    """What the builder says about a lesson."""
    return "\n".join(rules.broken_rules(lesson(tmp_path, text), TASK.lesson))


def test_notebooks_are_what_the_lessons_give():
    assert build.drift(build.student_files(), NOTEBOOKS) == []


def test_two_builds_give_the_same_bytes():
    assert build.student_files() == build.student_files()


def test_drift_is_noticed_in_both_directions(tmp_path):
    files = build.student_files()
    build.write(files, tmp_path)
    name = next(iter(files))
    (tmp_path / name).write_text(files[name].replace("a", "b", 1), encoding="utf-8")
    (tmp_path / "99_gone.ipynb").write_text("{}", encoding="utf-8")
    (extra, stale) = build.drift(files, tmp_path)
    assert "99_gone.ipynb belongs to no lesson: delete it" in extra
    assert f"{name} is not what lessons/ gives" in stale


def test_the_student_gets_the_blank_and_the_instructor_the_solution(tmp_path):
    notebook = lesson(tmp_path, GOOD)
    blank = lessons.text_of(lessons.student(copy.deepcopy(notebook)))
    full = lessons.text_of(lessons.solved(copy.deepcopy(notebook)))
    assert "the hidden answer" not in blank and f"{TASK.variable} = ..." in blank
    assert "the hidden answer" in full and "SOLUTION" not in full


def test_a_teachers_cell_never_reaches_a_student(tmp_path):
    text = GOOD + '\n# %% [markdown] tags=["teacher"]\n# Say this to the class.\n'
    assert "Say this" not in lessons.text_of(lessons.student(lesson(tmp_path, text)))


def test_ids_stay_when_another_cell_changes(tmp_path):
    before = {c.source: c.id for c in lesson(tmp_path, GOOD).cells}
    after = {c.source: c.id for c in lesson(tmp_path, "# %%\n1 + 1\n\n" + GOOD).cells}
    assert before.items() <= after.items()


BROKEN = {
    "no solution": (GOOD.replace('"the hidden answer"', "").replace(f"{TASK.variable} = \n", ""), "has no solution"),
    "no blank": (GOOD.replace(f"{TASK.variable} = ...\n", ""), "must begin the blank"),
    "no check cell": (GOOD.split("# %% tags=[\"check\"]")[0], "no cell tagged check"),
    "no exercise cell": (GOOD.replace(f'id="{TASK.id}"', 'id="99-9"'), "has no cell with"),
    "lost marker": (GOOD.replace("### END SOLUTION\n", ""), "without its partner"),
    "unknown check": (GOOD + '\n# %%\ncheck("99-9", x)\n', "no such id"),
    "unknown quiz": (GOOD + '\n# %%\nquiz("99-q9")\n', "no such id"),
    "other variable": (GOOD.replace(f'check("{TASK.id}", {TASK.variable})', f'check("{TASK.id}", other)'), "is about"),
    "long cell": (GOOD + "\n# %%\n" + "x = 1\n" * 13, "more than 12 lines"),
    "no alt text": (GOOD + "\n# %% [markdown]\n# ![](map.png)\n", "without alt text"),
    "no alt text in HTML": (GOOD + '\n# %% [markdown]\n# <img src="map.png">\n', "without alt text"),
    "unknown tag": (GOOD + '\n# %% tags=["anwser"]\n1\n', "unknown tag"),
}  # fmt: skip


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_rule_is_named(case, tmp_path):
    text, sentence = BROKEN[case]
    assert sentence in complaints(tmp_path, text)


def test_a_lesson_that_is_no_utf8_is_named_with_its_line(tmp_path):
    path = tmp_path / "05_lines.py"
    path.write_bytes(b"# %% [markdown]\n# caf\xe9\n")
    with pytest.raises(DataError, match=r"^05_lines\.py, line 2: a letter is not in UTF-8\. Save the file as UTF-8"):
        lessons.read_lesson(path)


def test_a_mark_at_the_start_of_a_lesson_and_line_ends_of_windows_change_nothing(tmp_path):
    path = tmp_path / "05_lines.py"
    path.write_bytes(b"\xef\xbb\xbf" + (HEAD + GOOD).replace("\n", "\r\n").encode("utf-8"))
    assert lessons.text_of(lessons.read_lesson(path)) == lessons.text_of(lesson(tmp_path, GOOD))


def test_a_leaked_solution_is_named(tmp_path):
    notebook = lesson(tmp_path, GOOD)
    student_text = lessons.text_of(lessons.student(copy.deepcopy(notebook)))
    assert rules.leaks(student_text, notebook) == []
    leaked = student_text.replace(f"{TASK.variable} = ...", f'{TASK.variable} = \\"the hidden answer\\"')
    assert len(rules.leaks(leaked, notebook)) == 1


LONG = f'''# %% tags=["exercise"] id="{TASK.id}"
{TASK.variable} = {{
    "an example": "which the student sees", "first": ...,
}}
### BEGIN SOLUTION
{TASK.variable} = {{
    "first": "the hidden answer",
}}
{TASK.variable}.update(second="another hidden answer")
counted = 6 * 7
### END SOLUTION
'''


@pytest.mark.parametrize(
    "line", ['"first": "the hidden answer",', f'{TASK.variable}.update(second="another hidden answer")']
)
def test_each_line_of_a_solution_counts_also_when_it_is_spread_over_several(line, tmp_path):
    notebook = lesson(tmp_path, LONG)
    student_text = lessons.text_of(lessons.student(copy.deepcopy(notebook)))
    assert rules.leaks(student_text, notebook) == []
    assert len(rules.leaks(json.dumps({"source": [line]}), notebook)) == 1


def test_each_line_of_an_instructors_words_counts_also_beside_a_line_of_code(tmp_path):
    words = '\n# %% [markdown] tags=["teacher"]\n# Write x = 1 on the board.\n# The answer is forty-two.\n'
    found = rules.leaks("The answer is forty-two.", lesson(tmp_path, GOOD + words))
    assert found == ["A line of a solution is in the student file: 'The answer is forty-two.'"]


def test_nothing_is_built_when_a_rule_is_broken(tmp_path):
    lesson(tmp_path, BROKEN["long cell"][0])
    with pytest.raises(build.BuildError, match="12 lines"):
        build.student_files(tmp_path)


def test_student_notebooks_have_no_outputs_and_stay_small():
    files = build.student_files()
    assert all('"outputs": []' in text and '"execution_count": null' in text for text in files.values())
    assert sum(len(text.encode("utf-8")) for text in files.values()) < 500_000
