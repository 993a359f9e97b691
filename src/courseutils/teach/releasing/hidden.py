"""What must not reach students, made comparable: solutions, an instructor's words, the hidden variants."""

import ast
import re
import textwrap
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from courseutils.exercises import exercises
from courseutils.teach import lessons

RUN = 8  # words
SHORTEST = 12  # characters of a solution without its spaces
SHORTEST_PROGRAM = 150  # characters of a function of the hidden variants
HIDDEN = {"teacher", "solution"}
VARIANTS = "src/courseutils/teach/marking"


@dataclass(frozen=True)
class Secrets:
    """What must not reach students: code without its spaces, values of answers, runs of words; each with its text.

    ``answers`` may stand nowhere; ``values``, the right-hand sides of answers, may stand in the package, where checks
    compute with the same calls; ``words`` are runs of an instructor's prose and of model answers.
    """

    answers: dict[str, str]
    values: dict[str, str]
    words: dict[tuple[str, ...], str]
    programs: dict[str, str]


def secrets(notebooks: Iterable, variants: Sequence[Path] = ()) -> Secrets:
    """The secrets of lessons as ``lessons.read_lesson`` gives them, and of the files that make the hidden variants."""
    cells = [cell for notebook in notebooks for cell in notebook.cells]
    given = "\n".join(_given(cell) for cell in cells)
    # Each cell is squeezed by itself, so that one that is no Python does not spoil the others.
    code, taught = joined(squeezed(_given(cell), True) for cell in cells), set(runs(given))
    answers = {k: v for cell in cells for k, v in _answers(cell) if not stands(k, _shown_to(cell, k, code))}
    values = {k: v for cell in cells for k, v in _values(cell) if not stands(k, code)}
    prose = [*(text for cell in cells for text in _prose(cell)), *_comments(variants)]
    words = {run: text for text in prose for run in runs(text) if run not in taught}
    return Secrets(answers, values, words, dict(_programs(variants)))


def kit_secrets(root: Path) -> Secrets:
    """The secrets of the whole kit, also of lessons that a release leaves out."""
    notebooks = [lessons.read_lesson(path) for path in lessons.lesson_files(root / "lessons")]
    return secrets(notebooks, variant_files(root))


def variant_files(root: Path) -> list[Path]:
    """The files that say from which values hidden variants are drawn, and how."""
    folder = root / VARIANTS
    found = [*folder.glob("variant*.py"), *folder.glob("variant*/*.toml"), *folder.glob("variant*/*.py")]
    return sorted(found)


@dataclass(frozen=True)
class Bare:
    """A text without spaces, and the places where spaces or line breaks stood."""

    text: str
    gaps: frozenset[int]


def squeeze(code: str) -> str:
    """Code without spaces, line breaks, kinds of quotation marks and the commas that only a formatter sets.

    >>> squeeze('x = f( "a",\\n    b,\\n)')
    "x=f('a',b)"
    """
    return bare(code).text


def bare(code: str) -> Bare:
    """Code as ``squeeze`` gives it, with the places of its spaces."""
    joined = re.sub(r",(?=\s*[)\]}])", "", code.replace("\\\n", "").replace('"', "'"))
    parts = joined.split()
    return Bare("".join(parts), frozenset(accumulate(map(len, parts))))


def joined(texts: Iterable[Bare]) -> Bare:
    """Several squeezed texts as one."""
    found = list(texts)
    starts = list(accumulate((len(part.text) for part in found), initial=0))
    gaps = {start + gap for part, start in zip(found, starts, strict=False) for gap in {0, *part.gaps}}
    return Bare("".join(part.text for part in found), frozenset(gaps))


def squeezed(text: str, code: bool) -> Bare:
    """A text squeezed as it stands; with ``code`` also all Python in it, squeezed in Python's own spelling."""
    trees = _trees(text) if code else ()
    return bare("\n".join([text, *map(ast.unparse, trees)]))


def _trees(text: str) -> Iterator[ast.Module]:
    """The text as Python, or else each of its blocks, lines and code spans that is Python."""
    whole = _parsed(text)
    if whole is not None:
        yield whole
        return
    for block in [*re.split(r"\n\s*\n|```\w*", text), *re.findall(r"`([^`]+)`", text)]:
        parts = [block] if _parsed(block) is not None else block.splitlines()
        yield from (tree for part in parts if (tree := _parsed(part)) is not None)


def _parsed(code: str) -> ast.Module | None:
    try:
        return ast.parse(textwrap.dedent(code).strip())
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def stands(piece: str, where: Bare) -> bool:
    """Does a piece stand in a squeezed text, and not only as a part of a longer name or number?"""
    at = where.text.find(piece)
    while at >= 0:
        if not (_joined(where, at) or _joined(where, at + len(piece))):
            return True
        at = where.text.find(piece, at + 1)
    return False


def _joined(where: Bare, at: int) -> bool:
    """Do two letters or digits meet here that belong together?"""
    pair = where.text[max(at - 1, 0) : at + 1]
    return len(pair) == 2 and at not in where.gaps and all(c.isalnum() or c == "_" for c in pair)


def _given(cell) -> str:
    """What a cell shows to students anyway."""
    return "" if lessons.tags(cell) & HIDDEN else lessons.SOLUTION.sub("", cell.source)


def _shown_to(cell, piece: str, everywhere: Bare) -> Bare:
    """Where a piece of a cell's solution may stand: what sets the answer, in its own blank only; the rest, anywhere."""
    variable = next((e.variable for e in exercises().values() if cell.id == f"exercise-{e.id}"), None)
    sets_it = variable is not None and re.match(rf"{variable}\b(?=[=.\[+\-*/|&])", piece)
    return squeezed(_given(cell), True) if sets_it else everywhere


def _hidden_code(cell) -> list[str]:
    if cell.cell_type != "code":
        return []
    return [cell.source] if lessons.tags(cell) & HIDDEN else lessons.SOLUTION.findall(cell.source)


def _answers(cell) -> Iterator[tuple[str, str]]:
    """Statements and lines of a cell's solution, squeezed, with their text."""
    for code in _hidden_code(cell):
        tree = _parsed(code)
        for node in tree.body if tree else []:
            shown = ast.get_source_segment(code.strip(), node) or ast.unparse(node)
            yield from _long_enough((squeeze(shown), shown), (squeeze(ast.unparse(node)), shown))
        for line in code.splitlines():
            if re.search(r"[A-Za-z]{3}", line):
                yield from _long_enough((squeeze(line), line.strip()))


def _values(cell) -> Iterator[tuple[str, str]]:
    """Right-hand sides in a cell's solution that are more than a name or a number."""
    for code in _hidden_code(cell):
        for node in ast.walk(_parsed(code) or ast.Module([], [])):
            if isinstance(node, ast.Assign) and not isinstance(node.value, (ast.Constant, ast.Name)):
                shown = ast.unparse(node.value)
                yield from ((piece, shown) for piece in [squeeze(shown)] if len(piece) >= 2 * SHORTEST)


def _long_enough(*pieces: tuple[str, str]) -> Iterator[tuple[str, str]]:
    yield from (pair for pair in pieces if len(pair[0]) >= SHORTEST)


def _prose(cell) -> Iterator[str]:
    """An instructor's words, and the sentences of model answers."""
    if cell.cell_type == "markdown" and lessons.tags(cell) & HIDDEN:
        yield cell.source
    for code in _hidden_code(cell):
        for node in ast.walk(_parsed(code) or ast.Module([], [])):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of eight words, in small letters, without mark-up."""
    words = re.findall(r"[^\W_]+", text.casefold())
    yield from (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def _programs(paths: Iterable[Path]) -> Iterator[tuple[str, str]]:
    """Pieces of the files of the hidden variants: bodies of functions, and groups of values, however written."""
    for path in paths:
        text = path.read_text(encoding="utf-8")
        yield from _drawn(text) if path.suffix == ".toml" else _bodies(text)


def _bodies(code: str) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.FunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            piece = squeeze("\n".join(map(ast.unparse, body)))
            if len(piece) >= SHORTEST_PROGRAM:
                yield piece, f"def {node.name}"


def _drawn(text: str) -> Iterator[tuple[str, str]]:
    """Of each group of values: its text in the file, all its rows, each name with its values, and three rows on end."""
    stated = re.sub(r"(?m)^\s*#.*$", "", text).split("[[draw]]")[1:]
    for chunk, group in zip(stated, tomllib.loads(text).get("draw", []), strict=True):
        names, rows = group["names"], group["values"]
        columns = zip(names, map(list, zip(*rows, strict=True)), strict=True)
        yield from _pieces(chunk[chunk.index("values") :], f"values={rows}")
        for name, values in columns:
            yield from _pieces(f"{name}={values}", f"'{name}':{values}")
        yield from _pieces(*([repr(rows)] if len(rows) > 1 else []))
        for i in range(len(rows) - 2):
            yield from _three(rows[i : i + 3])


def _three(rows: list[list]) -> Iterator[tuple[str, str]]:
    """Three rows as lists, as tuples, and, where they hold words, as one list."""
    flat = repr([value for row in rows for value in row])[1:-1]
    listed = repr(rows)[1:-1], repr(tuple(map(tuple, rows)))[1:-1]
    yield from _pieces(*listed, *([flat] if re.search("[A-Za-z]", flat) else []))


def _pieces(*spellings: str) -> Iterator[tuple[str, str]]:
    """Those that are long enough to stand nowhere by chance."""
    yield from _long_enough(*((squeeze(text), " ".join(text.split())) for text in spellings))


def _comments(paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        yield "\n".join(re.findall(r"(?m)^\s*#(.*)$", path.read_text(encoding="utf-8")))
