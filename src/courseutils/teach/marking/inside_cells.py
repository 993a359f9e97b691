"""Inside the sandbox: what is done to a cell's text before it runs. Standard library only.

Lines that only Jupyter understands are left out, and parameters get other values: ``radius_km = 15`` becomes
``radius_km = 12``. What a student gives to ``check`` is kept as well, for those who called their answer otherwise.
"""

import ast
import re

JUPYTER_LINES = re.compile(r"^([ \t]*)(?:[%!].*|\?+[\w.]+|[\w.]+\?+)[ \t]*$", re.M)
VALUE_LINES = re.compile(r"^([ \t]*[^\W\d][\w \t,.]*=[ \t]*)[%!].*$", re.M)
TIMED_LINES = re.compile(r"^([ \t]*)%time[ \t]+(?=\S)", re.M)
OTHER_LANGUAGE = re.compile(r"\s*%%(?!time|capture)\w")


def without_magic(source: str) -> str:
    """The cell without lines that only Jupyter understands; a cell in another language is left out whole.

    What stands behind ``%time`` runs, as in Jupyter. ``x = %pwd`` and ``x = !ls`` become ``x = None``.
    """
    if OTHER_LANGUAGE.match(source):
        return ""
    if not (JUPYTER_LINES.search(source) or VALUE_LINES.search(source)):
        return source
    try:
        ast.parse(source)
    except SyntaxError:
        return JUPYTER_LINES.sub(r"\1pass", VALUE_LINES.sub(r"\1None", TIMED_LINES.sub(r"\1", source)))
    return source


def prepared(source: str, values: dict, anything: bool, tasks=(), typed=()):
    """The cell as text or as a tree, with ``values`` where it sets a parameter to a constant, or to ``anything``.

    ``tasks`` are the exercises of which the argument of ``check`` is kept; ``typed`` has pairs of a constant and the
    one that takes its place wherever it stands.
    """
    if not (typed or mentions(source, values) or (tasks and mentions(source, ["check"]))):
        return source
    try:
        tree = ast.parse(source)
    except SyntaxError:
        return source
    replace_constants(tree, typed)
    for target, holder, place in settings(tree, anything):
        if target in values:
            put(holder, place, values[target])
    keep_checked(tree, tasks)
    return tree


def replace_constants(tree, typed) -> None:
    """Put the new one in the place of each constant in the pairs."""
    for node in ast.walk(tree) if typed else ():
        if isinstance(node, ast.Constant) and isinstance(node.value, (str, int, float)):
            node.value = next((new for old, new in typed if is_same(old, node.value)), node.value)


def is_same(old, value) -> bool:
    """15 and 15.0 are the same, 1 and True are not."""
    return old == value and isinstance(old, bool) is isinstance(value, bool)


def checked(task: str) -> str:
    """Where the argument of ``check`` is kept; no name that a student could write."""
    return f"check {task}"


def keep_checked(tree, tasks) -> None:
    """``check("05-1", area)`` on a line of its own keeps ``area``, whatever it is called."""
    for node in tree.body:
        call = node.value if isinstance(node, ast.Expr) else None
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Name) or call.func.id != "check":
            continue
        if len(call.args) == 2 and isinstance(call.args[0], ast.Constant) and call.args[0].value in tasks:
            answer, kept = call.args[1], checked(str(call.args[0].value))
            if not isinstance(answer, ast.Starred):
                target = ast.copy_location(ast.Name(kept, ast.Store()), answer)
                call.args[1] = ast.copy_location(ast.NamedExpr(target, answer), answer)


def mentions(source: str, names) -> bool:
    """Does the text hold one of the names as a word?"""
    return any(re.search(rf"\b{re.escape(name)}\b", source) for name in names)


def settings(tree, anything: bool):
    """Every ``name = value`` and ``a, b = 1, 2`` at the top level: name, and where its value hangs in the tree."""
    for node in tree.body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            found = [(node.target, node, "value")]
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            found = pairs(node)
        else:
            continue
        for target, holder, place in found:
            if isinstance(target, ast.Name) and (anything or isinstance(value_at(holder, place), ast.Constant)):
                yield target.id, holder, place


def pairs(node) -> list:
    (target,) = node.targets
    if not isinstance(target, ast.Tuple):
        return [(target, node, "value")]
    if isinstance(node.value, ast.Tuple) and len(node.value.elts) == len(target.elts):
        return [(part, node.value.elts, place) for place, part in enumerate(target.elts)]
    return []


def value_at(holder, place):
    return holder[place] if isinstance(holder, list) else getattr(holder, place)


def put(holder, place, value) -> None:
    """Hang a constant where another value hung."""
    old = value_at(holder, place)
    new = ast.Constant(value)
    if old is not None:
        ast.copy_location(new, old)
    if isinstance(holder, list):
        holder[place] = new
    else:
        setattr(holder, place, new)


def stored(source: str, anything: bool) -> tuple[set, set]:
    """Names that ``prepared`` can give another value, and all names that the cell sets outside functions."""
    try:
        tree = ast.parse(without_magic(source))
        return {name for name, _, _ in settings(tree, anything)}, names_set(tree)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return set(), set()


def names_set(tree) -> set:
    """Names that are set anywhere but inside functions and classes, which have names of their own."""
    todo, found = list(tree.body), set()
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            found.add(node.id)
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)):
            todo.extend(ast.iter_child_nodes(node))
    return found


def how_found(cells: list, parameter_cells: set, names) -> dict:
    """Of each parameter: "cell" if its value can be changed, "lost" if it is only set in another way, else "gone"."""
    found = dict.fromkeys(names, "gone")
    for number, source in enumerate(cells):
        if mentions(source, names):
            can_change, all_set = stored(source, number in parameter_cells)
            for name in found:
                if name in can_change:
                    found[name] = "cell"
                elif name in all_set and found[name] == "gone":
                    found[name] = "lost"
    return found
