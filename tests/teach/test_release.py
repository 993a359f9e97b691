"""The students' tree holds all that students need and nothing of the instructor's; each kind of leak is found."""

import ast
import json
import re
import tomllib
from functools import cache

import pytest

from courseutils.exercises import exercises
from courseutils.teach import build, lessons
from courseutils.teach.releasing import ReleaseError, archive, chosen, hidden, scan, students

ROOT = build.root()
LESSON = "notebooks/05_how_wide_is_a_buffer_zone.ipynb"


def made(wanted: str | None = None) -> students.Release:
    """A release of these lessons without a title page."""
    return students.Release(ROOT, chosen.choose(wanted, ROOT / "lessons"))


@pytest.fixture(scope="module")
def tree() -> dict[str, bytes]:
    return students.student_tree(made())


@pytest.fixture(scope="module")
def known() -> hidden.Secrets:
    return hidden.kit_secrets(ROOT)


def test_the_students_tree_holds_no_leak(tree, known):
    assert scan.leaks(tree, known) == []


def test_every_file_of_the_student_floor_is_in_the_tree(tree):
    files = (p for p in (ROOT / "src" / "courseutils").rglob("*") if p.is_file() and p.suffix != ".po")
    floor = (p.relative_to(ROOT) for p in files)  # a translators' file is read once it is compiled
    left_out = {"teach", "_bundled", "__pycache__"}
    missing = [p.as_posix() for p in floor if not left_out & set(p.parts) and p.as_posix() not in tree]
    assert missing == []


def test_the_data_is_what_the_package_describes(tree):
    listed = json.loads(tree["data/datapackage.json"])["resources"]
    assert len(listed) > 20 and all(f"data/{entry['path']}" in tree for entry in listed)


def test_students_get_none_of_the_instructors_folders(tree):
    folders = {part for name in tree for part in name.split("/")[:-1]}
    assert not folders & {"teach", "lessons", "tests", "tools", ".ci", ".git", "workbook", "release"}
    assert not {"CONTRIBUTING.md", "requirements-dev.lock", "conftest.py"} & set(tree)


def test_links_of_the_students_pages_lead_somewhere(tree):
    pages = {
        name: text.decode("utf-8") for name, text in tree.items() if name.endswith(".md") and "/vendor/" not in name
    }
    links = [
        (name, link) for name, text in pages.items() for link in re.findall(r"\]\((?!http|mailto|#)([^)#]+)", text)
    ]
    assert len(links) >= 3
    assert [(n, link) for n, link in links if f"{n.rpartition('/')[0]}/{link}".lstrip("/") not in tree] == []


def test_texts_have_line_feeds_and_pictures_stay_as_they_are(tmp_path):
    text, picture = tmp_path / "a.md", tmp_path / "a.png"
    text.write_bytes(b"one\r\ntwo\r\n")
    picture.write_bytes(b"\x89PNG\r\n")
    assert (students.file_bytes(text), students.file_bytes(picture)) == (b"one\ntwo\n", b"\x89PNG\r\n")
    assert students.is_for_students("src/courseutils/a.py")
    assert not students.is_for_students("src/courseutils/marks.xlsx")


# A short course


def test_a_short_course_holds_only_its_lessons():
    short = students.student_tree(made("1,2,5-6"))
    notebooks = [name[10:12] for name in short if re.match(r"notebooks/\d", name)]
    files = sorted(name[-7:-5] for name in short if re.search(r"exercises/lesson_\d\d\.toml$", name))
    assert notebooks == files == ["00", "01", "02", "05", "06"]
    rows = re.findall(r"(?m)^\| (\d) \|", short["README.md"].decode("utf-8"))
    assert rows == ["0", "1", "2", "5", "6"]


def test_the_short_course_of_the_design_explains_what_it_takes_from_others():
    assert chosen.gaps(made("1,2,5,6").lessons, ROOT / "lessons") == []
    assert chosen.gaps(made().lessons, ROOT / "lessons") == []


def test_what_a_lesson_takes_from_a_missing_one_is_said():
    found = chosen.gaps(made("5").lessons, ROOT / "lessons")
    assert any(re.match(r"Lesson 5 uses what lesson 1 introduces: .*attribution.*Take in lesson 1", s) for s in found)
    assert not any("coordinate reference system" in s for s in found)  # lesson 5 explains it again


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("1,x", "'x' is no number of a lesson"),
        ("1;55", "There is no lesson 55. There are: 0, 1,"),
        ("5-1", "runs backwards"),
        (" , ", "names no lesson"),
        ("-1", "'-1' is no number of a lesson"),
    ],
)
def test_lessons_that_cannot_be_chosen_are_named(wanted, said):
    with pytest.raises(ReleaseError, match=re.escape(said)):
        chosen.choose(wanted, ROOT / "lessons")


# Leaks


def with_cell(tree: dict[str, bytes], source: str, kind: str = "code", **metadata) -> dict[str, bytes]:
    """The notebook of lesson 5, the first cells of it, with one cell more."""
    notebook = json.loads(tree[LESSON])
    del notebook["cells"][2:]
    cell = {"cell_type": kind, "id": "x", "metadata": metadata, "source": source.splitlines(keepends=True)}
    notebook["cells"].append(cell | ({"outputs": [], "execution_count": None} if kind == "code" else {}))
    return {LESSON: json.dumps(notebook).encode("utf-8")}


@cache
def solutions() -> list[tuple[str, str]]:
    """Every exercise with the code that solves it."""
    read = (lessons.read_lesson(path) for path in lessons.lesson_files(ROOT / "lessons"))
    cells = (cell for notebook in read for cell in notebook.cells if "exercise" in lessons.tags(cell))
    return [(cell.id, code) for cell in cells for code in lessons.SOLUTION.findall(cell.source)]


def reworded(code: str) -> dict[str, str]:
    """The same code as other people and formatters write it."""
    plain = ast.unparse(ast.parse(code))
    return {
        "as written": code,
        "Python's own spelling": plain,
        "the other quotation marks": plain.replace('"', "\0").replace("'", '"').replace("\0", "'"),
        "a blank after each bracket": re.sub(r"([(\[])", r"\1 ", plain),
        "commented out": "\n".join("# " + line for line in code.splitlines()),
        "among others": f"before = 1\n{code}\nafter = 2",
        "indented": "if True:\n" + "\n".join("    " + line for line in plain.splitlines()),
    }


@pytest.mark.parametrize("number", [task for task, _ in solutions()])
def test_each_solution_is_found_in_each_spelling(number, tree, known):
    code = dict(solutions())[number]
    missed = [way for way, text in reworded(code).items() if not scan.leaks(with_cell(tree, text), known)]
    assert missed == []


def zipped(tree: dict[str, bytes]) -> bytes:
    """An archive with a notebook in it."""
    return archive.packed({"x.ipynb": tree[LESSON]}, "kit", "instructor")


SOLUTION = 'posts_outside = posts[~posts.within(circle)]["name"]'
BROKEN = "posts_outside = (\n    posts[\n        ~posts.within(circle)\n    ]\n    ['name']\n)\n"
WORDS = "Six minutes. With these ten posts the circle in degrees\nand the one in Web Mercator happen\nto give the same"
PLANTED = {
    "on several lines": (lambda t: with_cell(t, BROKEN), "a piece of a solution"),
    "under another name": (lambda t: with_cell(t, SOLUTION.replace("posts_outside", "p")), "a piece of a solution"),
    "in a page of words": (lambda t: with_cell(t, f"Try `{SOLUTION}`.", "markdown"), "a piece of a solution"),
    "in a fenced block": (lambda t: with_cell(t, f"So:\n```python\n{BROKEN}```", "markdown"), "a piece of a solution"),
    "in metadata": (lambda t: with_cell(t, "1", note=SOLUTION), "a piece of a solution"),
    "in the README": (lambda t: {"README.md": t["README.md"] + SOLUTION.encode()}, "a piece of a solution"),
    "in the package": (lambda t: {"src/courseutils/maps.py": BROKEN.encode()}, "a piece of a solution"),
    "in a page of HTML": (
        lambda t: {"guide/handouts/05.html": b"<p>posts_outside = <b>posts</b>[~posts.within(circle)][&quot;name&quot;]"},
        "a piece of a solution",
    ),
    "an instructor's words, wrapped anew": (lambda t: with_cell(t, WORDS, "markdown"), "an instructor's words"),
    "an instructor's tag": (lambda t: with_cell(t, "Say so.", "markdown", tags=["teacher"]), "instructor's tag teacher"),
    "a cell of a solution": (lambda t: with_cell(t, "1", tags=["solution"]), "instructor's tag solution"),
    "a lesson's source": (lambda t: {"notes.md": b'# %% [markdown] tags=["teacher"]'}, "instructor's tag teacher"),
    "a marker": (lambda t: with_cell(t, "###  begin solution"), "the marker"),
    "hidden tests": (lambda t: with_cell(t, "### BEGIN HIDDEN TESTS"), "the marker"),
    "an output": (lambda t: {LESSON: t[LESSON].replace(b'"outputs": []', b'"outputs": [{"text": "707"}]', 1)}, "an output"),
    "a solved notebook": (lambda t: {"notebooks/05_x_solved.ipynb": t[LESSON]}, "a file of this name"),
    "the original": (lambda t: {"data/article/original.txt": b"x"}, "a file of this name"),
    "a seed": (lambda t: {"guide/my_seed.txt": b"x", "guide/seed.txt": b"x"}, "a file of this name"),
    "marks": (lambda t: {"data/marks_canvas.csv": b"x"}, "a file of this name"),
    "the instructor's floor": (lambda t: {"src/courseutils/teach/build.py": b"x"}, "is the instructor's"),
    "an archive": (lambda t: {"guide/handouts/x.zip": zipped(t)}, "cannot be looked through"),
    "an archive of text alone": (lambda t: {"guide/x.tar": b"05.ipynb" + bytes(512)}, "cannot be looked through"),
    "an archive by the name of a text": (lambda t: {"guide/x.md": zipped(t)}, "cannot be looked through"),
    "an archive by the name of a picture": (lambda t: {"guide/x.png": zipped(t)}, "cannot be looked through"),
    "text with what is no text": (lambda t: {"guide/x.md": b"ustar" + bytes(9)}, "cannot be looked through"),
    "a file of an office": (lambda t: {"guide/handouts/solved.docx": b"plain"}, "cannot be looked through"),
    "a lesson": (lambda t: {"lessons/05.py": b"x"}, "is the instructor's"),
}  # fmt: skip


@pytest.mark.parametrize("case", PLANTED)
def test_a_planted_leak_is_found(case, tree, known):
    plant, said = PLANTED[case]
    assert any(said in sentence for sentence in scan.leaks(plant(tree), known))


def text_of(files: list, name: str) -> str:
    """The text of the file of this name."""
    return next(path for path in files if path.name == name).read_text(encoding="utf-8")


def test_a_hidden_variant_is_found_as_values_and_as_code(tree, known):
    files = hidden.variant_files(ROOT)
    draws = {
        tuple(group["names"]): group["values"] for group in tomllib.loads(text_of(files, "lesson_05.toml"))["draw"]
    }
    places = [name for (name,) in draws[("post",)]][:3]
    rows = json.dumps(draws[("centre", "radius_km")][:3], indent=1)
    for text in (f"draw = {tuple(places)}", f"rows = {rows}"):
        assert any("the hidden variants" in s for s in scan.leaks(with_cell(tree, text), known)), text
    code = text_of(files, "variants.py")
    stolen = ast.unparse(next(n for n in ast.parse(code).body if isinstance(n, ast.FunctionDef) and n.name == "drawn"))
    for text in (code, stolen):
        assert any("the hidden variants" in s for s in scan.leaks({"src/courseutils/x.py": text.encode()}, known))


def all_draws() -> list[tuple[str, str, dict]]:
    """Every group of the hidden variants: its name for the test, its text in the file, and what it says."""
    found = []
    for path in (path for path in hidden.variant_files(ROOT) if path.suffix == ".toml"):
        text = path.read_text(encoding="utf-8")
        chunks = text.split("[[draw]]\n")[1:]
        for chunk, group in zip(chunks, tomllib.loads(text)["draw"], strict=True):
            found.append((f"{path.stem}-{group['names'][0]}", chunk, group))
    return found


def columns(group: dict) -> dict[str, list]:
    return dict(zip(group["names"], map(list, zip(*group["values"], strict=True)), strict=True))


@pytest.mark.parametrize("name, chunk, group", all_draws(), ids=[name for name, _, _ in all_draws()])
def test_each_group_of_a_hidden_variant_is_found_in_each_spelling(name, chunk, group, tree, known):
    names, rows = group["names"], group["values"]
    spellings = {
        "as it stands": chunk,
        "on one line": " ".join(chunk.split()),
        "as a table of Python": f"draw = dict(names={names!r}, values={rows!r})",
        "by name": json.dumps(columns(group), indent=1),
        "each name by itself": "\n".join(f"{name} = {values!r}" for name, values in columns(group).items()),
    }
    if len(rows) > 1:
        spellings["rows"] = f"rows = {json.dumps(rows)}"
    places = {"a notebook": lambda text: with_cell(tree, text), "a page": lambda text: {"guide/x.md": text.encode()}}
    missed = [
        (way, where)
        for way, text in spellings.items()
        for where, put in places.items()
        if not any("the hidden variants" in said for said in scan.leaks(put(text), known))
    ]
    assert missed == []


def test_a_model_answer_is_found_sentence_by_sentence(tree, known):
    written = [task.id for task in exercises().values() if task.kind == "written"]
    assert len(written) > 4
    for number in written:
        code = dict(solutions()).get(f"exercise-{number}")
        texts = [n.value for n in ast.walk(ast.parse(code)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
        sentence = max(re.split(r"(?<=[.:;?]) ", " ".join(texts)), key=len).replace(" ", "\n> ")
        assert scan.leaks(with_cell(tree, sentence, "markdown"), known), (number, sentence)


def test_the_build_looks_for_leaks_too(tmp_path):
    path = next((ROOT / "lessons").glob("05_*.py"))
    text = path.read_text(encoding="utf-8")
    (tmp_path / path.name).write_text(
        text + f"\n# %% [markdown]\n# Try `{SOLUTION.replace(' ', '')}`.\n", encoding="utf-8"
    )
    with pytest.raises(build.BuildError, match="a piece of a solution"):
        build.student_files(tmp_path)
