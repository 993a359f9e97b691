"""Nothing is used before it was taught: ``lessons/ideas.csv`` says which lesson introduces and reuses each idea."""

import ast
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from courseutils import _data
from courseutils.teach.content.texts import Lesson, sheet
from courseutils.teach.lessons import SOLUTION, tags

COLUMNS = ("idea", "kind", "words", "introduced", "reused", "explained_again")
SHORT_COURSE = ("01", "02", "05", "06")


@dataclass(frozen=True)
class Idea:
    """A row of the table: how the idea shows, and in which lessons."""

    name: str
    is_code: bool
    words: tuple[str, ...]
    introduced: str
    reused: tuple[str, ...]
    explained_again: tuple[str, ...]
    place: str


def read_ideas(folder: Path) -> tuple[list[Idea], list[str]]:
    """The ideas of ``ideas.csv``, and sentences about rows that cannot be read."""
    found = sheet(folder / "ideas.csv", COLUMNS, "ideas.csv")
    faults = [(row["line"], fault) for row in found.rows for fault in _row_faults(row)]
    good = [_idea(row) for row in found.rows if row["line"] not in dict(faults)]
    return good, [*found.problems, *(f"ideas.csv, line {line}: {fault}" for line, fault in faults)]


def _idea(row: dict) -> Idea:
    lists = (_parts(row[column]) for column in ("words", "reused", "explained_again"))
    words, reused, again = lists
    place = f"ideas.csv, line {row['line']}, {row['idea']!r}"
    return Idea(row["idea"], row["kind"] == "code", words, row["introduced"].strip(), reused, again, place)


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _row_faults(row: dict) -> Iterator[str]:
    if row["kind"] not in ("idea", "code"):
        yield f"kind is {row['kind']!r}; write idea or code."
    if not _parts(row["words"]):
        yield "no words that show the idea."
    if not re.fullmatch(r"\d\d", row["introduced"].strip()):
        yield f"introduced is {row['introduced']!r}; write the lesson as two digits, such as 05."
    for word in _parts(row["words"]) if row["kind"] == "idea" else ():
        try:
            re.compile(word)
        except re.error as error:
            yield f"{word!r} is no regular expression ({error})."


@cache
def code_names(lesson: Lesson) -> dict[str, str]:
    """Functions, methods, attributes and operators that the students' cells use, each with its line.

    Methods and attributes have a dot in front: ``.within``. Names that the lesson defines itself do not count.
    """
    found: dict[str, str] = {}
    trees = [tree for source in _student_code(lesson) if (tree := _parsed(source))]
    own = {node.name for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
    for tree in trees:
        for name, node in _names(tree):
            if name not in own:
                found.setdefault(name, ast.unparse(node).splitlines()[0][:60])
    return found


def _student_code(lesson: Lesson) -> Iterator[str]:
    """Code cells that a student runs or is asked to write; solutions stand for what is written."""
    for cell in lesson.notebook.cells:
        if cell.cell_type == "code" and not tags(cell) & {"solution", "teacher"}:
            yield SOLUTION.sub(r"\1", cell.source)


def _parsed(source: str) -> ast.AST | None:
    try:
        return ast.parse(source)
    except SyntaxError:
        return None  # a notebook's own commands; the run of the notebook finds real mistakes


def _names(tree: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    modules = {alias.asname or alias.name for n in ast.walk(tree) if isinstance(n, ast.Import) for alias in n.names}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr not in _columns():
            inside = isinstance(node.value, ast.Name) and node.value.id in modules
            yield (node.attr if inside else f".{node.attr}"), node
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id, node
        elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Invert):
            yield "~", node


@cache
def _columns() -> frozenset[str]:
    """Columns of the tables, which a row of a table has as attributes."""
    return frozenset(f["name"] for r in _data.package()["resources"] for f in r.get("schema", {}).get("fields", []))


@cache
def student_text(lesson: Lesson) -> str:
    """The prose that students read in a lesson, its exercises' texts included."""
    kept = (p.text for p in lesson.paragraphs if p.audience != "teacher")
    code = (cell.source for cell in lesson.notebook.cells if cell.cell_type == "markdown" and "`" in cell.source)
    spans = (span for source in code for span in re.findall(r"`([^`]+)`", source))
    return "\n".join([*kept, *spans])


def _uses(idea: Idea, lesson: Lesson) -> bool:
    if idea.is_code:
        return bool(set(idea.words) & set(code_names(lesson)))
    return any(re.search(word, student_text(lesson), re.IGNORECASE) for word in idea.words)


def problems(lesson: Lesson, known: list[Idea]) -> list[str]:
    """Sentences about ideas that a lesson uses too early, or does not use as the table says."""
    found = [f"{_UNLISTED.format(name, line, lesson.number)}" for name, line in _unlisted(lesson, known)]
    for idea in known:
        found += list(_idea_faults(idea, lesson))
    return found


def fill_in(folder: Path, read: list[Lesson]) -> list[str]:
    """Write into ``ideas.csv`` which lessons reuse each idea; returns the names of the ideas that changed."""
    known = {idea.name: idea for idea in read_ideas(folder)[0]}
    found = sheet(folder / "ideas.csv", COLUMNS, "ideas.csv")
    if found.problems:
        return list(found.problems)  # writing would lose the rows that cannot be read
    rows = [dict(row) for row in found.rows]
    changed = []
    for row in (row for row in rows if row["idea"] in known):
        idea = known[row["idea"]]
        reusing = "; ".join(lesson.number for lesson in read if lesson.number > idea.introduced and _uses(idea, lesson))
        if reusing != row["reused"]:
            changed.append(row["idea"])
            row["reused"] = reusing
    with (folder / "ideas.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return changed


def missing_lessons(known: list[Idea], numbers: set[str]) -> list[str]:
    """Sentences about ideas that the table gives to a lesson that does not exist."""
    named = [(idea, n) for idea in known for n in (idea.introduced, *idea.reused, *idea.explained_again)]
    return [f"{idea.place}: there is no lesson {number}." for idea, number in named if number not in numbers]


_UNLISTED = "Lesson {2} uses {0} ({1}), which is not in lessons/ideas.csv. Add it where it is taught."


def _unlisted(lesson: Lesson, known: list[Idea]) -> Iterator[tuple[str, str]]:
    listed = {word for idea in known if idea.is_code for word in idea.words}
    yield from ((name, line) for name, line in code_names(lesson).items() if name not in listed)


def _idea_faults(idea: Idea, lesson: Lesson) -> Iterator[str]:
    number, used = lesson.number, _uses(idea, lesson)
    if number in (idea.introduced, *idea.reused, *idea.explained_again) and not used:
        yield f"{idea.place}: lesson {number} is listed and shows none of: {', '.join(idea.words)}."
    elif used and number < idea.introduced:
        yield _TOO_EARLY.format(idea.place, number, idea.introduced, _shown(idea, lesson))
    elif used and _unknown_in_short_course(idea, number):
        yield _NOT_IN_SHORT_COURSE.format(idea.place, number, idea.introduced)
    elif used and number > idea.introduced and number not in idea.reused:
        yield _NOT_LISTED.format(idea.place, number, _shown(idea, lesson))


_TOO_EARLY = "{0}: lesson {1} uses it before lesson {2} introduces it{3}."
_NOT_LISTED = "{0}: lesson {1} reuses it{2}. Write {1} under reused; build --ideas does it."
_NOT_IN_SHORT_COURSE = (
    "{0}: lesson {1} of the short course (1, 2, 5, 6) uses it, and lesson {2} is not in that course. "
    "Explain it in lesson {1} and write {1} under explained_again."
)


def _shown(idea: Idea, lesson: Lesson) -> str:
    """Where a lesson shows an idea, in brackets."""
    if idea.is_code:
        names = code_names(lesson)
        return f" ({next(names[word] for word in idea.words if word in names)})"
    for word in idea.words:
        if match := re.search(rf".{{0,30}}(?:{word}).{{0,20}}", student_text(lesson), re.IGNORECASE):
            return f" ({match.group().strip()!r})"
    return ""


def _unknown_in_short_course(idea: Idea, number: str) -> bool:
    taught = {"00", *SHORT_COURSE}
    return number in SHORT_COURSE and idea.introduced not in taught and number not in idea.explained_again
