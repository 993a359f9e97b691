"""A mistake in the file of a lesson's exercises is one sentence to its author, before a student meets it."""

import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import courseutils.exercises as module
from courseutils import cli
from courseutils._data import DataError
from courseutils.exercises import Value, Wrong, exercise
from courseutils.teach.content import answers, checks

ROOT = Path(__file__).resolve().parents[2]
EXERCISE = """
[[exercise]]
id = "05-1"
title = "x"
variable = "mine"
kind = "number"
answer = 6
hints = ["one"]
[[exercise.wrong]]
name = "seven"
value = 7
reply = "Not seven."
"""
QUIZ = """
[[quiz]]
id = "05-q1"
question = "What?"
[[quiz.option]]
text = "This."
reply = "Yes."
right = true
"""


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Reads a file as lesson 5, in a folder with no other lesson."""
    monkeypatch.setattr(module, "_FOLDER", tmp_path)

    def reading(content: str) -> tuple[dict, dict]:
        (tmp_path / "lesson_05.toml").write_text(content, encoding="utf-8")
        module.definition.cache_clear()
        return module.exercises.__wrapped__(), module.questions.__wrapped__()

    yield reading
    module.definition.cache_clear()


def test_a_whole_file_is_read(read):
    tasks, asked = read(EXERCISE + QUIZ)
    assert tasks["05-1"].expected.get({}) == 6 and asked["05-q1"].options[0]["right"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('lesson = "05"\nx = = 3\n', "lesson_05.toml cannot be read: Invalid value (at line 2"),
        ("[" * 10_000, "lesson_05.toml cannot be read"),
        ('[[exercise]]\nid = "05-1"\n', "lesson_05.toml: exercise 05-1 has no "),
        ('[[exercise]]\nkind = "number"\nanswer = 6\n', "lesson_05.toml: exercise 1 has no id."),
        ('[[quiz]]\nid = "05-q1"\n', "lesson_05.toml: quiz 05-q1 has no question."),
        ('[[exercize]]\nid = "05-1"\n', "lesson_05.toml: nothing reads 'exercize'. Did you mean exercise?"),
        ('[exercise]\nid = "05-1"\n', "lesson_05.toml: exercise must be a list, in square brackets;"),
        (EXERCISE + EXERCISE, "Two exercises or quiz questions have the id 05-1."),
        (EXERCISE + QUIZ + QUIZ, "Two exercises or quiz questions have the id 05-q1."),
    ],
)
def test_what_is_no_file_of_exercises_is_told_where(read, content, said):
    with pytest.raises(DataError, match=re.escape(said)):
        read(content)


MISTAKES = {
    "kind": ('"number"', '"nummer"', "exercise 05-1 has the kind 'nummer', which there is not. Did you mean number?"),
    "key": ("variable =", "varable =", "exercise 05-1: nothing reads 'varable'. Did you mean variable?"),
    "key that may lack": ("hints =", "hint =", "exercise 05-1: nothing reads 'hint'. Did you mean hints?"),
    "key of a wrong answer": ("value =", "vale =", "exercise 05-1, wrong 1: nothing reads 'vale'. Did you mean value?"),
    "type": ('["one"]', '"one"', "exercise 05-1: hints must be a list, in square brackets"),
    "number as a text": ("answer = 6", 'answer = 6\ntolerance = "1"', "exercise 05-1: tolerance must be a number."),
    "no answer": ("answer = 6", "", "exercise 05-1 has neither compute nor answer"),
    "wrong answer without a value": ("value = 7", "", "exercise 05-1 has neither compute nor value"),
    "no reply": ('reply = "Not seven."', "", "exercise 05-1 has no reply."),
    "choice of nothing": ('"number"', '"choice"', "exercise 05-1 has no options, and its kind is choice."),
    "key of a quiz": ("question =", "qestion =", "quiz 05-q1: nothing reads 'qestion'. Did you mean question?"),
    "key of an option": ("right = true", "rigth = true", "quiz 05-q1, option 1: nothing reads 'rigth'. Did you mean right?"),
    "option without a reply": ('reply = "Yes."', "", "quiz 05-q1 has no reply."),
    "right in quotation marks": ("right = true", 'right = "no"', "quiz 05-q1, option 1: right must be true or false."),
}  # fmt: skip


@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_a_sentence_with_file_exercise_and_the_nearest_word(read, case):
    old, new, said = MISTAKES[case]
    assert old in EXERCISE + QUIZ
    with pytest.raises(DataError, match=re.escape(f"lesson_05.toml: {said}")):
        read((EXERCISE + QUIZ).replace(old, new))


def test_build_says_the_sentence_and_nothing_else(read, monkeypatch, capsys):
    with pytest.raises(DataError) as raised:
        read(EXERCISE.replace("number", "nummer"))
    monkeypatch.setattr(module, "exercises", module.exercises.__wrapped__)
    monkeypatch.setattr("courseutils.teach.rules.exercises", module.exercises)
    for words in (["build"], ["build", "--check"]):
        assert cli.main([*words, "--lesson", "05"]) == 1
        assert capsys.readouterr().out == f"{raised.value}\n"


# Answers: what only the build looks at ------------------------------------------------------------------------------

TASK = exercise("05-1")
CHOICE = replace(exercise("00-2"), lesson="05", id="05-1")
FAULTS = [
    (replace(TASK, expected=Value("05", compute="nix")), "exercise 05-1: lesson_05.py has no function 'nix'. Known names "),
    (replace(TASK, expected=Value("05", compute=f"{TASK.expected.compute}s")), f"Did you mean {TASK.expected.compute}?"),
    (replace(TASK, expected=Value("55", compute="nix")), "exercise 05-1: There is no lesson_55.py, which has to compute nix."),
    (replace(TASK, parameters={"kilometre": 1}), f"{TASK.expected.compute} and the parameters do not fit: missing a required"),
    (replace(CHOICE, expected=Value("05", "agred")), "exercise 05-1: 'agred' is not one of: agreed"),
    (replace(CHOICE, expected=Value("05", " ")), "exercise 05-1: an empty text is no answer."),
    (replace(CHOICE, wrong=(Wrong("x", Value("05", 3), "No."),)), "exercise 05-1, wrong answer 'x': "),
]  # fmt: skip


@pytest.mark.parametrize(("task", "said"), FAULTS, ids=range(len(FAULTS)))
def test_an_answer_that_no_check_could_compute_or_read_is_an_open_point(task, said, monkeypatch):
    monkeypatch.setattr(answers, "tasks_of", lambda lesson: [task])
    found = answers.problems("05")
    assert found[0].startswith("lesson_05.toml: exercise 05-1") and said in found[0]


def test_build_asks_for_it(monkeypatch):
    monkeypatch.setattr(answers, "tasks_of", lambda lesson: [FAULTS[0][0]] if lesson == "00" else [])
    assert [said for said in checks.problems(ROOT / "lessons", "00") if "has no function 'nix'" in said]


@pytest.mark.parametrize("lesson", module.lessons())
def test_the_answers_of_the_course_have_none(lesson):
    assert answers.problems(lesson) == []


def test_a_function_that_lacks_is_a_sentence_to_whoever_checks_and_names_no_private_one():
    with pytest.raises(DataError, match=r"lesson_02\.py has no function 'name'") as raised:
        Value("02", compute="name").get({})
    assert not re.search(r"\b_\w", str(raised.value))


def test_reading_the_exercises_imports_none_of_the_functions():
    code = "import sys; from courseutils.exercises import exercises; exercises(); "
    code += "sys.exit(any('exercises.lesson' in name for name in sys.modules))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
