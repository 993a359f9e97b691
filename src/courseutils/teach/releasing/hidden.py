"""What must not reach students, made comparable: solutions, an instructor's words, the hidden variants."""

import ast
import re
import textwrap
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from courseutils.teach import lessons

RUN = 8  # words
SHORTEST = 12  # characters of a solution without its spaces
SHORTEST_PROGRAM = 30  # of a line of the hidden variants, some of which look like any other line
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


def secrets(notebooks: Iterable, variants: Iterable[Path] = ()) -> Secrets:
    """The secrets of lessons as ``lessons.read_lesson`` gives them, and of the files that make the hidden variants."""
    cells = [cell for notebook in notebooks for cell in notebook.cells]
    given = "\n".join(_given(cell) for cell in cells)
    code, taught = "\n".join(squeezed(_given(cell), True) for cell in cells), set(runs(given))
    answers = {k: v for cell in cells for k, v in _answers(cell) if not stands(k, code)}
    values = {k: v for cell in cells for k, v in _values(cell) if not stands(k, code)}
    words = {run: text for cell in cells for text in _prose(cell) for run in runs(text) if run not in taught}
    return Secrets(answers, values, words, dict(_programs(variants)))


def kit_secrets(root: Path) -> Secrets:
    """The secrets of the whole kit, also of lessons that a release leaves out."""
    notebooks = [lessons.read_lesson(path) for path in lessons.lesson_files(root / "lessons")]
    return secrets(notebooks, sorted((root / VARIANTS).glob("variant*")))


def squeeze(code: str) -> str:
    """Code without spaces, line breaks, kinds of quotation marks and the commas that only a formatter sets.

    >>> squeeze('x = f( "a",\\n    b,\\n)')
    "x=f('a',b)"
    """
    joined = re.sub(r"\\\n", "", code).replace('"', "'")
    return re.sub(r",(?=[)\]}])", "", re.sub(r"\s+", "", joined))


def squeezed(text: str, code: bool) -> str:
    """A text squeezed as it stands; with ``code`` also all Python in it, squeezed in Python's own spelling."""
    trees = _trees(text) if code else ()
    return "\n".join([squeeze(text), *(squeeze(ast.unparse(tree)) for tree in trees)])


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


def stands(piece: str, bare: str) -> bool:
    """Does a piece stand in a squeezed text, and not only as the beginning of a longer name or number?"""
    at = bare.find(piece)
    while at >= 0:
        before, after = bare[at - 1 : at], bare[at + len(piece) :][:1]
        cut = (piece[0].isalnum() and (before.isalnum() or before == "_")) or (piece[-1].isalnum() and after.isalnum())
        if not cut:
            return True
        at = bare.find(piece, at + 1)
    return False


def _given(cell) -> str:
    """What a cell shows to students anyway."""
    return "" if lessons.tags(cell) & HIDDEN else lessons.SOLUTION.sub("", cell.source)


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
    """Lines of the files that make hidden variants, imports and short lines aside."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            piece = squeeze(line)
            if len(piece) >= SHORTEST_PROGRAM and not re.match(r"\s*(?:from|import|#|\"\"\")", line):
                yield piece, line.strip()
