"""A newcomer follows the recipes of CONTRIBUTING.md on a copy of the kit, line by line, and sees what they promise."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from kitfiles import ROOT
from madekit import copied, course, set_up

pytestmark = pytest.mark.full
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")
WRITTEN = re.compile(r"[Tt]o the (?:end|table \*[^*]+\*) of `([^`]+)`|`([^`]+)`, new[;:]")
COUNTED = re.compile(
    r"figures/(\d\d)\.csv, line \d+: '(.+?)': (\w+) is not what it rests on\. \S+ gives (\d+)\. Mend it"
)
PLACES = re.findall(r"`((?:lessons|src)/[^`]*NN[^`]*)`", PAGE.partition("### A claim\n")[2].partition("\n### ")[0])
NAMES = ["A source", "A place", "A claim", "An exercise", "A lesson", "At the end"]


@dataclass(frozen=True)
class Block:
    """What stands between two fences, with its kind, the paragraph before it and the words after it."""

    kind: str
    text: str
    before: str
    after: str

    @property
    def file(self) -> str | None:
        """The file that it is written into, if the paragraph before it names one to add to or to make."""
        named = WRITTEN.search(self.before)
        return (named[1] or named[2]) if named else None


def recipes(page: str = PAGE) -> dict[str, list[Block]]:
    """The blocks of each recipe."""
    part = page.partition("## Recipes\n")[2].partition("\n## ")[0]
    return {text.split("\n")[0]: _blocks(text) for text in re.split(r"(?m)^### (?=A[nt]? )", part)[1:]}


def _blocks(text: str) -> list[Block]:
    return [
        Block(m[1], m[2], " ".join(text[: m.start()].rstrip().split("\n\n")[-1].split()), text[m.end() :].strip())
        for m in BLOCK.finditer(text)
    ]


class Newcomer:
    """Somebody who types what the page says; ``said`` holds what each recipe's last cell printed."""

    def __init__(self, kit: Path):
        self.kit, self.said = kit, dict[str, str]()

    def follow(self, name: str, blocks: list[Block]) -> None:
        for block in blocks:
            if block.file:
                self.write(block)
            elif block.kind == "sh":
                told = [self.type(line) for line in block.text.splitlines()]
                promised = re.match(r"says `(.+?)`", block.after)
                assert not promised or promised[1] in told[-1]
            elif block.kind == "python":
                self.said[name] = self.cell(block.text)
            else:
                assert [line for line in block.text.splitlines() if line not in self.said[name].splitlines()] == []

    def write(self, block: Block) -> None:
        path = self.kit / block.file
        if table := re.search(r"to the table \*(.+?)\* of", block.before):
            return self.add_row(path, table[1], block.text)
        there = path.read_text(encoding="utf-8") if path.exists() else ""
        assert bool(there) == ("o the end of" in block.before), block.file
        path.write_text(there + block.text, encoding="utf-8", newline="\n")
        if block.file.endswith("claims.csv"):
            self.put_into_lists(*block.text.split(",")[:2])

    def put_into_lists(self, claim: str, paragraph: str) -> None:
        """Put the claim at the end of two lists, as the recipe says in words."""
        exercises, article = "src/courseutils/exercises/lesson_07.toml", "data/article/article.json"
        self.insert(exercises, 'id = "07-6"', '"]\n', f'", "{claim}"]\n')
        self.insert(article, f'"number": {paragraph},', '"\n      ]\n    }', f'",\n        "{claim}"\n      ]\n    }}')

    def insert(self, file: str, after: str, old: str, new: str) -> None:
        before, mark, rest = (self.kit / file).read_text(encoding="utf-8").partition(after)
        assert mark and old in rest, file
        (self.kit / file).write_text(before + mark + rest.replace(old, new, 1), encoding="utf-8", newline="\n")

    def add_row(self, path: Path, heading: str, row: str) -> None:
        """Put a row at the end of the table under a heading."""
        before, mark, rest = path.read_text(encoding="utf-8").partition(f"## {heading}")
        last = list(re.finditer(r"(?m)^\|.*\n", rest.partition("\n## ")[0]))[-1].end()
        path.write_text(before + mark + rest[:last] + row + rest[last:], encoding="utf-8", newline="\n")

    def type(self, line: str) -> str:
        """Type a command; where it names sentences that count, write the new number and type it again."""
        done = self.run(line)
        if done.returncode and COUNTED.search(done.stdout):
            for number, words, old, new in COUNTED.findall(done.stdout):
                self.mend(number, words, words.replace(old, new))
            done = self.run(line)
        assert done.returncode == 0, f"{line}\n{done.stdout}{done.stderr}"
        return done.stdout

    def run(self, line: str) -> subprocess.CompletedProcess:
        python, program, *words = line.split()
        assert python == "python3"
        if program == "course.py":
            return course(self.kit, *words)
        command = [sys.executable, program, *words]
        return subprocess.run(command, cwd=self.kit, capture_output=True, encoding="utf-8", check=False)

    def mend(self, number: str, old: str, new: str) -> None:
        """Write the new number wherever the recipe of a claim says that a sentence may stand."""
        for path in (path for place in PLACES for path in self.kit.glob(place.replace("NN", number).replace("…", "*"))):
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")

    def environment(self) -> dict[str, str]:
        return dict(os.environ, PYTHONPATH=str(self.kit / "src"), COURSE_WORKBOOK=str(self.kit / "workbook"))

    def cell(self, code: str) -> str:
        """What a cell of a notebook prints."""
        command = [sys.executable, "-c", code]
        done = subprocess.run(command, env=self.environment(), capture_output=True, encoding="utf-8", check=False)
        return done.stdout + done.stderr


@pytest.fixture(scope="module")
def newcomer(tmp_path_factory) -> Newcomer:
    """Somebody who has followed every recipe, one after the other, with no internet."""
    somebody = Newcomer(set_up(copied(tmp_path_factory.mktemp("kit"))))
    for name, blocks in recipes().items():
        somebody.follow(name, blocks)
    return somebody


def test_there_is_a_recipe_for_each_kind_with_files_commands_and_what_one_sees():
    found = recipes()
    assert list(found) == NAMES
    for name in NAMES[:-1]:
        assert any(block.file for block in found[name]) and any(block.kind == "sh" for block in found[name])
    assert [Path(place).suffix for place in PLACES] == [".py", ".toml", ".csv"]
    assert all({"python", "text"} <= {b.kind for b in found[name] if not b.file} for name in NAMES[:-2])


def test_what_was_added_is_seen(newcomer):
    assert "Gazetteer of an Example. Example Press" in newcomer.said["A source"]
    assert newcomer.said["A place"].startswith("Nimushi (Geo. ნიმუში")
    assert "South Ossetian: It is better from the other side." in newcomer.said["A claim"]
    assert [line.split(":")[0] for line in newcomer.said["An exercise"].splitlines()] == [
        "02-9, right",
        "02-9, not yet",
    ]


def test_the_new_lesson_runs_as_a_student_gets_it_and_answers_right_and_wrong(newcomer):
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(newcomer.kit / "notebooks" / "09_an_example.ipynb", as_version=4)
    assert "BEGIN SOLUTION" not in str(notebook)
    ends = ('distance_km("Tbilisi", "Sukhumi")', 'distance_km("Tbilisi", "Tskhinvali")')
    # The kernel of this environment knows its own kit.
    notebook.cells.insert(
        0, nbformat.v4.new_code_cell(f"import sys; sys.path.insert(0, {str(newcomer.kit / 'src')!r})")
    )
    notebook.cells += [nbformat.v4.new_code_cell(f'print(check("09-1", {end}))') for end in ends]
    NotebookClient(notebook, timeout=120).execute(env=newcomer.environment())
    blank, right, wrong = (str(cell.outputs) for cell in notebook.cells[-3:])
    assert "not attempted" in blank and "Right. You measured" in right and "That is the way to Tskhinvali." in wrong


def test_what_was_typed_is_formatted_as_the_house_wants_it(newcomer):
    files = [f"src/courseutils/exercises/lesson_{number}.py" for number in ("02", "09")]
    command = [sys.executable, "-m", "ruff", "format", "--check", *files]
    done = subprocess.run(command, cwd=newcomer.kit, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout


def test_the_tables_and_the_new_exercises_fulfil_their_tests(newcomer):
    files = ("data/test_tables", "unit/test_article", "lessons/test_exercises", "teach/test_guide")
    tests = [f"tests/{name}.py" for name in files]
    tests += ["-k", "test_tables or test_article or 02-9 or 09-1 or test_a_plan_names_every_exercise and 02"]
    command = [sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", *tests]
    done = subprocess.run(
        command, cwd=newcomer.kit, env=newcomer.environment(), capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stdout[-3000:]


def test_who_forgets_to_describe_a_table_is_told_how(newcomer):
    sources = newcomer.kit / "data" / "sources.csv"
    sources.write_bytes(sources.read_bytes() + b"one-more-2026,A title,,,,,news,looked-up,\n")
    assert "If you changed it on purpose, run: python3 tools/describe_data.py." in newcomer.cell(
        'from courseutils import cite; cite("one-more-2026")'
    )
    newcomer.type("python3 tools/describe_data.py")
    assert "A title." in newcomer.cell('from courseutils import cite; print(cite("one-more-2026"))')
