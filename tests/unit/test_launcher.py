"""course.py turns every expected failure into a sentence and never needs more than the standard library."""

import ast
import importlib.util
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
spec = importlib.util.spec_from_file_location("course", ROOT / "course.py")
course = importlib.util.module_from_spec(spec)
spec.loader.exec_module(course)


def test_only_the_standard_library_is_imported():
    tree = ast.parse((ROOT / "course.py").read_text(encoding="utf-8"))
    names = {a.name for node in ast.walk(tree) if isinstance(node, ast.Import) for a in node.names}
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert names <= set(sys.stdlib_module_names)


def test_an_old_python_can_read_the_file_as_far_as_the_sentence():
    ast.parse((ROOT / "course.py").read_text(encoding="utf-8"), feature_version=(3, 4))


@pytest.mark.parametrize(("version", "fits"), [((3, 10), False), ((3, 11), True), ((3, 14), True), ((3, 15), False)])
def test_which_pythons_fit(version, fits):
    assert course.fits(version) is fits


def test_too_old_a_python_gets_a_sentence(monkeypatch):
    monkeypatch.setattr(course.sys, "version_info", (3, 9, 1))
    monkeypatch.setattr(course, "other_python", lambda: None)
    with pytest.raises(course.Problem, match=r"needs Python 3.11 to 3.14; this is Python 3.9"):
        course.right_python()


FAILURES = {
    "Failed to establish a new connection: [Errno -2] Name or service not known": "needs the internet",
    "ERROR: No matching distribution found for anyio==4.16.0": "could not get the package anyio==4.16.0",
    "error: error sending request for url": "needs the internet",
    "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device": "disk is full",
    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE": "differs from the one",
    "something else entirely": "something else entirely",
}


@pytest.mark.parametrize("output", FAILURES)
def test_a_failed_step_is_named_and_explained(output):
    sentence = course.explain("installing packages", output)
    assert FAILURES[output] in sentence and "installing packages" in sentence


def test_a_folder_without_packages_is_refused(tmp_path):
    with pytest.raises(course.Problem, match="holds no packages"):
        course.wheels_folder(str(tmp_path))
    with pytest.raises(course.Problem, match="needs the name of a folder"):
        course.take_option(["lab", "--wheels"], "--wheels")


def test_options_are_taken_out_of_the_words():
    assert course.take_option(["lab", "--wheels", "w", "--port", "1"], "--wheels") == (["lab", "--port", "1"], "w")
    assert course.take_option(["lab", "--wheels=w"], "--wheels") == (["lab"], "w")
    assert course.take_option(["lab"], "--wheels") == (["lab"], None)


def test_an_environment_whose_python_was_removed_is_made_anew(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "VENV", str(tmp_path))
    monkeypatch.setattr(course, "venv_python", lambda: sys.executable)
    Path(course.stamp_path(course.STUDENT_LOCK)).write_text(course.stamp_of(course.STUDENT_LOCK), encoding="utf-8")
    for home, there in ((sys.prefix, True), (str(tmp_path / "gone"), False)):
        (tmp_path / "pyvenv.cfg").write_text(f"home = {home}\nversion = 3\n", encoding="utf-8")
        assert course.is_installed(course.STUDENT_LOCK) is there


def test_the_lock_is_counted_and_stamped(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "VENV", str(tmp_path))
    assert course.count_packages(course.STUDENT_LOCK) > 80
    assert not course.is_installed(course.STUDENT_LOCK)
