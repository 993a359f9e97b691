"""Run a student's code inside a page of the book: printed text, last value, an error by line, a check.

This file goes into the page's own Python as it stands, beside ``courseutils``; it uses nothing else of the kit, and
runs in any Python. What is shown goes through ``say(text, kind)``; kind is "out" or "error".
"""

import ast
import builtins
import contextlib
import io
import re
import traceback
from collections.abc import Callable

HERE = "<your code>"
MOST = 20_000  # characters that one run may show
FRAMES = 4  # of the student's own lines in one error
NO_INPUT = 'input() does not work on this page. Write the value into the code, for example: name = "Gori"'
NOT_HERE = (
    "This page has Python's own library and courseutils, and no pandas, geopandas or maps. "
    "Those run where the course is installed."
)
CUT = f"\n... cut here: one run shows {MOST:,} characters at most."
ENDED = "The code ended itself, with exit() or SystemExit. Leave that out and run again."
UNREAD = "Python cannot read this line, so nothing was run. "
LETTER = "Delete that mark and type it anew: quotation marks are straight, \" or '."
BLANKS = (
    "Look at the blanks at its start: what belongs to a for, an if or a def stands four blanks further in, "
    "and lines that belong together start at the same place."
)
MARKS = "Look at its brackets, quotation marks, commas and colons, and at the end of the line above."
DEEP = "A function called itself again and again. Does it ever come to an end?"


class Screen(io.TextIOBase):
    """A stream that shows what is written to it, up to a limit that all streams of a run share."""

    def __init__(self, say: Callable):
        self.say, self.left = say, MOST

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if self.left >= 0 and text:
            if self.left:
                self.say(text[: self.left], "out")
            self.left -= len(text)
            if self.left < 0:
                self.say(CUT, "out")
        return len(text)


def run(code: str, say: Callable) -> dict | None:
    """Run the code in names of its own; returns them, or None after an error, which was shown.

    The value of a last line that is an expression is shown, as a notebook does.
    """
    screen, names = Screen(say), {"__name__": "__main__"}
    try:
        with contextlib.redirect_stdout(screen), contextlib.redirect_stderr(screen), _no_input():
            _run(code, names, screen)
    except BaseException as error:
        say(_told(error, code), "error")
        return None
    return names


def check(code: str, exercise: str, say: Callable) -> tuple[str, str]:
    """Run the code, then compare its answer with the very check of the notebooks; returns state and message."""
    from courseutils import checks
    from courseutils.exercises import exercise as found

    names = run(code, say)
    if names is None:
        return "error", "Nothing was checked: the code ended in an error. Mend it first."
    variable = found(exercise).variable
    reply = checks.check(exercise, names.get(variable, ...))
    if reply.state == checks.NOT_ATTEMPTED:
        return reply.state, f"Put your answer into {variable}, then check again."
    words = repr(reply).removeprefix(f"{exercise}, {reply.state}: ")
    if reply.state == checks.RIGHT:  # the state is shown before; a message that begins with it need not say it twice
        words = re.sub(r"^Right[.:] *", "", words)
    return reply.state, words[:1].upper() + words[1:]


def hint(exercise: str) -> tuple[str, str]:
    """The next hint, as in a notebook."""
    from courseutils import checks

    return "hint", repr(checks.hint(exercise))


def _run(code: str, names: dict, screen: Screen) -> None:
    tree = ast.parse(code, HERE)
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, HERE, "exec"), names)
        return
    exec(compile(ast.Module(tree.body[:-1], tree.type_ignores), HERE, "exec"), names)
    value = eval(compile(ast.Expression(last.value), HERE, "eval"), names)
    if value is not None:
        screen.write(f"{value!r}\n")


@contextlib.contextmanager
def _no_input():
    def refuse(prompt=""):
        raise RuntimeError(NO_INPUT)

    before, builtins.input = builtins.input, refuse
    try:
        yield
    finally:
        builtins.input = before


def _told(error: BaseException, code: str) -> str:
    """An error as a beginner needs it: the student's own lines, then what went wrong."""
    if isinstance(error, SystemExit):
        return ENDED
    lines = code.splitlines()
    where = [_line(number, name, lines) for number, name in _frames(error)]
    if isinstance(error, SyntaxError) and error.filename == HERE:
        where = [_line(error.lineno or 1, "<module>", lines)]
    return "\n".join([*where[:1], *where[1:][-FRAMES:], _what(error)])


def _frames(error: BaseException) -> list[tuple[int, str]]:
    found = traceback.extract_tb(error.__traceback__)
    return [(frame.lineno or 1, frame.name) for frame in found if frame.filename == HERE]


def _line(number: int, name: str, lines: list[str]) -> str:
    inside = "" if name == "<module>" else f", in {name}"
    text = lines[number - 1].strip() if 0 < number <= len(lines) else ""
    return f"Line {number}{inside}:\n    {text}"


def _what(error: BaseException) -> str:
    """The last line of Python's own message; a word more where a beginner needs it."""
    if hasattr(error, "_render_traceback_"):  # an error of the course: one sentence, as in a notebook
        return "\n".join(error._render_traceback_())
    try:
        said = traceback.format_exception_only(error)[-1].strip()
    except Exception:  # an error whose own text cannot be made
        said = type(error).__name__
    if isinstance(error, ModuleNotFoundError):
        return f"{said.splitlines()[0]}\n{NOT_HERE}"
    if isinstance(error, RuntimeError) and str(error) == NO_INPUT:
        return NO_INPUT
    if isinstance(error, SyntaxError) and error.filename == HERE:
        return f"{said}\n{UNREAD}{_where_to_look(error)}"
    return f"{said}\n{DEEP}" if isinstance(error, RecursionError) else said


def _where_to_look(error: SyntaxError) -> str:
    if re.match(r"invalid (character|non-printable)", error.msg):
        return LETTER
    return BLANKS if isinstance(error, IndentationError) else MARKS
