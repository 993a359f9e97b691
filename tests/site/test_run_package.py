"""What the page "Run Python here" runs, in plain Python: the package that it loads, errors by line, Pyodide compared."""

import json
import tarfile

import pytest
from boxanswers import DRIVER, ENDINGS, alone, unpacked

from courseutils.exercises import exercises
from courseutils.teach.releasing import ReleaseError
from courseutils.teach.site import inpage, inpagekit, pyodide, run, runpage

BOXES = {box["id"]: box["code"] for box in runpage.boxes()}
EVERY = """
import json
from courseutils import check
from courseutils.exercises import exercises

values = {}
for task in exercises().values():
    assert check(task.id, ...).state == "not attempted"
    if task.kind != "written":
        wanted = [task.expected, *(wrong.value for wrong in task.wrong)]
        values[task.id] = [repr(value.get(task.parameters)) for value in wanted]
        assert check(task.id, task.expected.get(task.parameters)).state == "right", task.id
print(json.dumps(values))
"""


@pytest.fixture(scope="module")
def packed():
    return inpagekit.packed()


@pytest.fixture(scope="module")
def kit(packed, tmp_path_factory):
    """Folder with the package as the page unpacks it."""
    return unpacked(packed, tmp_path_factory.mktemp("kit"))


def test_every_exercise_is_checked_in_the_page_as_in_a_notebook_without_a_heavy_library(kit):
    here = {
        task.id: [repr(value.get(task.parameters)) for value in (task.expected, *(w.value for w in task.wrong))]
        for task in exercises().values()
        if task.kind != "written"
    }
    there = alone(kit, EVERY)
    assert there.keys() == here.keys() and len(there) > 40
    for name, values in there.items():
        assert [plain(value) for value in values] == [plain(value) for value in here[name]], name


def plain(written: str) -> str:
    """A number of numpy as it is written elsewhere."""
    return written.removeprefix("np.float64(").removesuffix(")") if written.startswith("np.") else written


def test_each_box_answers_a_start_a_right_and_a_wrong_ending(kit):
    cases = [(n, f"{code}\n{end}") for n, code in BOXES.items() for end in ("", *ENDINGS[n][:2])]
    found = alone(kit, f"CASES = {json.dumps(cases)!r}\n{DRIVER}")
    assert [state for _, state, *_ in found] == ["not attempted", "right", "not yet"] * len(BOXES)
    for name, _, message, _ in found[2::3]:
        assert ENDINGS[name][2] in message
    assert all(shown for name, _, _, shown in found[::3] if name != "03-6")
    assert not any("Line " in shown for *_, shown in found)


def test_the_box_of_ones_own_runs_and_the_package_stays_small(kit, packed):
    shown = alone(
        kit, f"import inpage\ninpage.run({runpage._OWN_CODE!r}, lambda t, k: None)['load_rows']\nprint('[1]')"
    )
    assert shown == [1]
    assert len(packed) < 500_000 and packed == inpagekit.packed()


def test_the_instructors_floor_and_the_original_stay_out(kit):
    names = [path.relative_to(kit).as_posix() for path in kit.rglob("*")]
    assert not [name for name in names if "/teach" in name or "original.txt" in name or name.endswith(".geojson")]


def ran(code: str) -> str:
    """What a run shows; an error stands between two bars."""
    shown = []
    inpage.run(code, lambda text, kind: shown.append(f"|{text}|" if kind == "error" else text))
    return "".join(shown)


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("print('a')\n1 + 1", "a\n2\n"),
        ("x = 3", ""),
        ("None", ""),
        ("", ""),
        ("import sys\nprint('b', file=sys.stderr)", "b\n"),
        ("x = 1\n1/0", "|Line 2:\n    1/0\nZeroDivisionError: division by zero|"),
        ("def f(x):\n    return 1 / x\n\nf(0)", "|Line 4:\n    f(0)\nLine 2, in f:\n    return 1 / x\nZeroDivisionError: division by zero|"),
        ("print('a'\ny = 2", f"|Line 1:\n    print('a'\nSyntaxError: '(' was never closed\n{inpage.UNREAD}{inpage.MARKS}|"),
        ("for x in [1]:\nprint(x)", f"|Line 2:\n    print(x)\nIndentationError: expected an indented block after 'for' statement on line 1\n{inpage.UNREAD}{inpage.BLANKS}|"),
        ("print(“a”)", f"|Line 1:\n    print(“a”)\nSyntaxError: invalid character '“' (U+201C)\n{inpage.UNREAD}{inpage.LETTER}|"),
        ("eval('1 +')", "|Line 1:\n    eval('1 +')\nSyntaxError: invalid syntax|"),
        ("name = input('Who?')", f"|Line 1:\n    name = input('Who?')\n{inpage.NO_INPUT}|"),
        ("import nowhere", f"|Line 1:\n    import nowhere\nModuleNotFoundError: No module named 'nowhere'\n{inpage.NOT_HERE}|"),
        ("exit()", f"|{inpage.ENDED}|"),
        ("raise SystemExit", f"|{inpage.ENDED}|"),
        ("from courseutils import place\nplace('Gorri')", "|Line 2:\n    place('Gorri')\nPlaceError: The gazetteer has no place called 'Gorri'. Did you mean Gori?|"),
    ],
)  # fmt: skip
def test_a_run_shows_what_was_printed_the_last_value_and_errors_by_line(code, shown):
    assert ran(code) == shown


def test_a_function_that_never_ends_is_told_in_a_few_lines():
    told = ran("def f():\n    return f()\nf()")
    assert told.count("Line ") == 1 + inpage.FRAMES and inpage.DEEP in told


def test_much_that_is_printed_is_cut_once():
    told = ran(f"print('x' * {inpage.MOST - 1})\nprint('y')\nprint('z')")
    assert told == "x" * (inpage.MOST - 1) + "\n" + inpage.CUT
    assert (
        len(ran("while True:\n    print('x' * 1000)\n    n = globals().get('n', 0) + 1\n    if n > 99: break")) < 21_000
    )


def test_a_run_remembers_nothing_of_the_one_before():
    ran("x = 1")
    assert "NameError" in ran("print(x)") and ran("import builtins\nprint(builtins.input is input)") == "True\n"


def test_nothing_is_checked_after_an_error():
    state, message = inpage.check("no_longer = {'Tuvalu', 'Vanuatu'}\n1/0", "06-2", lambda text, kind: None)
    assert state == "error" and "Nothing was checked" in message


def test_the_page_says_when_no_python_is_inside():
    bare, whole = runpage.page(), runpage.page(6_900_000)
    assert "has no Python inside" in bare and "data-python" not in bare
    assert 'data-python="python/"' in whole and "about 7 MB" in whole and "no Python inside" not in whole
    assert set(BOXES) == set(ENDINGS) and len(BOXES) >= 6


def test_the_instructors_page_names_the_version_that_is_used():
    assert f"pyodide@{pyodide.VERSION}" in (run.PAGES / "instructors.md").read_text(encoding="utf-8")


# Pyodide


@pytest.fixture
def three_files(monkeypatch):
    """Files that stand in for Pyodide, with their sums known."""
    from hashlib import sha256

    files = {"pyodide.mjs": b"one", "pyodide.asm.wasm": b"two", "python_stdlib.zip": b"three"}
    monkeypatch.setattr(pyodide, "FILES", {name: sha256(content).hexdigest() for name, content in files.items()})
    return files


def put(folder, files):
    folder.mkdir(parents=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    return folder


def test_pyodide_is_taken_from_a_folder_or_an_archive(three_files, tmp_path):
    package = put(tmp_path / "down" / "package", three_files)
    with tarfile.open(tmp_path / "p.tgz", "w:gz") as tar:
        tar.add(package, "package")
    for given in (package, package.parent, tmp_path / "p.tgz"):
        assert pyodide.core(given, tmp_path / "cache") == three_files


@pytest.mark.parametrize("changed", [{"pyodide.mjs": b"other"}, {"pyodide.mjs": None}])
def test_another_pyodide_is_refused(three_files, changed, tmp_path):
    kept = {name: content for name, content in (three_files | changed).items() if content is not None}
    with pytest.raises(ReleaseError, match=r"pyodide\.mjs.*npm pack pyodide@"):
        pyodide.core(put(tmp_path / "p", kept), tmp_path)


def test_what_is_no_archive_or_not_there_is_told(tmp_path):
    (tmp_path / "p.tgz").write_text("no", encoding="utf-8")
    with pytest.raises(ReleaseError, match="cannot be read as an archive"):
        pyodide.core(tmp_path / "p.tgz", tmp_path)
    with pytest.raises(ReleaseError, match="There is no"):
        pyodide.core(tmp_path / "gone.tgz", tmp_path)


def test_without_npm_the_book_is_not_begun_and_a_sentence_says_what_to_do(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(pyodide.shutil, "which", lambda name: None)
    monkeypatch.setattr(run, "DOWNLOADS", tmp_path / "nothing")
    assert run.run(tmp_path / "book", with_python=True) == 1
    assert "--pyodide FILE" in capsys.readouterr().out and not (tmp_path / "book").exists()


def test_the_command_puts_what_was_brought_into_the_book(three_files, monkeypatch, tmp_path, capsys):
    from courseutils import cli

    given = put(tmp_path / "p", three_files)
    monkeypatch.setattr(
        run, "book_files", lambda core: {f"python/{name}": content for name, content in (core or {}).items()}
    )
    for words, files in ((["--pyodide", str(given)], three_files), ([], {})):
        assert cli.main(["site", str(tmp_path / "book"), *words]) == 0
        assert {path.name for path in (tmp_path / "book").rglob("*.*") if path.parent.name == "python"} == set(files)
        assert ("run.html" in capsys.readouterr().out) == bool(files)
    assert cli.main(["site", str(tmp_path / "other"), "--pyodide", str(tmp_path / "gone.tgz")]) == 1
    assert "There is no" in capsys.readouterr().out and not (tmp_path / "other").exists()


def test_the_licences_go_with_it():
    texts = {name: content.decode("utf-8") for name, content in pyodide.papers().items()}
    assert "Mozilla Public License Version 2.0" in texts["MPL-2.0.txt"] and "PYTHON SOFTWARE" in texts["PYTHON.txt"]
    assert "https://github.com/pyodide/pyodide" in texts["README.md"]
