"""Every file of others has its row in THIRD_PARTY.md and its licence beside it, and goes out with that licence."""

import re
from pathlib import Path

import pytest
from kitfiles import kit_files

from courseutils.teach import build, licences
from courseutils.teach.releasing import chosen, instructor, students
from courseutils.teach.site import pyodide

ROOT = build.root()
# Kinds of files that nobody of the kit writes by hand.
FOREIGN = {".woff", ".woff2", ".ttf", ".otf", ".eot", ".wasm", ".whl", ".jar", ".so", ".dll", ".exe", ".map"}
# A line that marks a script or style as somebody's, or as shrunk by a program.
NOTICE = re.compile(r"^\W{0,4}(?:copyright|\(c\)|©|licensed under|@license|@preserve)|^/\*!", re.I | re.M)
LONGEST_LINE = 1000


def table(text: str) -> list[list[str]]:
    """The rows of the list, cell by cell."""
    lines = [line for line in text.splitlines() if line.startswith(("| `", "| inside"))]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def listed(text: str) -> dict[str, list[str]]:
    """Each folder with the licence texts that must lie in it, those for what its files hold inside among them."""
    folders: dict[str, list[str]] = {}
    folder = ""
    for first, *_, texts in table(text):
        folder = folder if first.startswith("inside") else first.strip("`")
        folders.setdefault(folder, []).extend(re.findall("`(.*?)`", texts))
    return folders


def foreign(root: Path, files: list[Path]) -> set[str]:
    """Files that look like somebody else's."""
    return {path.relative_to(root).as_posix() for path in files if _is_foreign(path, root)}


def _is_foreign(path: Path, root: Path) -> bool:
    if {"vendor", "licences"} & set(path.relative_to(root).parent.parts) and path.name != "README.md":
        return True
    if path.suffix in FOREIGN:
        return True
    if path.suffix not in (".js", ".mjs", ".css"):
        return False
    text = path.read_text(encoding="utf-8")
    return bool(NOTICE.search(text)) or max(map(len, text.splitlines()), default=0) > LONGEST_LINE


def faults(root: Path, files: list[Path]) -> list[str]:
    """What the list and the files say differently."""
    folders = listed((root / "THIRD_PARTY.md").read_text(encoding="utf-8"))
    found = foreign(root, files)
    alone = [name for name in sorted(found) if not any(name.startswith(folder) for folder in folders)]
    gone = [folder for folder in folders if not any(name.startswith(folder) for name in found)]
    missing = [
        f"{folder}{text}" for folder, texts in folders.items() for text in texts if f"{folder}{text}" not in found
    ]
    return [*alone, *gone, *missing]


def test_the_list_names_every_file_of_others_and_its_licence_is_there():
    assert faults(ROOT, kit_files()) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("src/courseutils/_atlas/vendor/new.plugin/plugin.js", "1;\n"),
        ("src/courseutils/_atlas/web/letters.woff2", "x"),
        ("src/courseutils/teach/site/static/charts.js", "/*! Charts 1.0 */\n"),
        ("src/courseutils/teach/deck/theme.css", "a{}" * 400),
        ("guide/release/plugin.js", "/*\n * Copyright (c) 2020 Somebody\n */\n"),
    ],
)
def test_a_new_file_of_others_without_a_row_is_found(name, content, tmp_path):
    copy = tmp_path / name
    copy.parent.mkdir(parents=True)
    copy.write_text(content, encoding="utf-8")
    (tmp_path / "THIRD_PARTY.md").write_bytes((ROOT / "THIRD_PARTY.md").read_bytes())
    assert faults(tmp_path, [copy])[0] == name


def test_a_folder_above_the_kit_makes_nothing_foreign(tmp_path):
    own = tmp_path / "vendor" / "src" / "own.py"
    own.parent.mkdir(parents=True)
    own.write_text("", encoding="utf-8")
    assert foreign(tmp_path / "vendor", [own]) == set()


def test_a_licence_that_is_not_beside_its_files_is_missed():
    left = [path for path in kit_files() if path.name != "LICENSE-marked"]
    assert faults(ROOT, left) == ["src/courseutils/teach/vendor/reveal.js/LICENSE-marked"]


def test_each_row_says_version_home_page_and_licence():
    rows = table((ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8"))
    assert len(rows) > 6
    for _, what, version, home, licence, texts in rows:
        assert what and re.search(r"\d", version) and licence and re.search("`.+`", texts)
        assert re.match(r"<https://(?!.*(?:npmjs|pypi|unpkg|jsdelivr))", home), home


def test_versions_are_those_of_the_folders_and_of_pyodide():
    text = (ROOT / "THIRD_PARTY.md").read_text(encoding="utf-8")
    for readme in sorted((ROOT / "src").rglob("vendor/README.md")):
        for folder, version in re.findall(r"(?m)^\| (\S+) \| \S+ \| (\d\S*) \|", readme.read_text(encoding="utf-8")):
            assert re.search(rf"vendor/{re.escape(folder)}/`[^\n]*\| {re.escape(version)} \|", text), folder
    assert f"| {pyodide.VERSION}, {pyodide.PYTHON} |" in text


def test_both_archives_carry_the_licences_of_what_they_hold():
    release = students.Release(ROOT, chosen.choose("0", ROOT / "lessons"))
    handed_out, kept = students.student_tree(release), instructor.instructor_files(release)
    assert set(licences.OWN) <= set(handed_out) and set(licences.OWN) <= set(kept)
    vendored = {name.split("/")[4] for name in handed_out if "/vendor/" in name and name.count("/") > 4}
    assert len(vendored) == 3
    assert all(f"src/courseutils/_atlas/vendor/{folder}/LICENSE" in handed_out for folder in vendored)
    # Slides and maps of the instructor's archive hold scripts inside.
    texts = {name: text.decode("utf-8") for name, text in kept.items() if name.startswith("licences/")}
    assert {"licences/reveal.js.txt", "licences/marked.txt", "licences/leaflet.txt"} <= set(texts)
    assert all("opyright" in text for text in texts.values())
