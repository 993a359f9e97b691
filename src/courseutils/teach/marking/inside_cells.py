"""Inside the sandbox: what is done to a cell's text before it runs. Standard library only.

Lines that only Jupyter understands are left out, and parameters get other values: ``radius_km = 15`` becomes
``radius_km = 12``.
"""

import ast
import re

JUPYTER_LINES = re.compile(r"^([ \t]*)(?:[%!].*|\?+[\w.]+|[\w.]+\?+)[ \t]*$", re.M)
OTHER_LANGUAGE = re.compile(r"\s*%%(?!time|capture)\w")


def without_magic(source: str) -> str:
    """The cell without lines that only Jupyter understands; a cell in another language is left out whole."""
    if OTHER_LANGUAGE.match(source):
        return ""
    if not JUPYTER_LINES.search(source):
        return source
    try:
        ast.parse(source)
    except SyntaxError:
        return JUPYTER_LINES.sub(r"\1pass", source)
    return source


def prepared(source: str, values: dict, anything: bool):
    """The cell as text or as a tree, with ``values`` where it sets a parameter to a constant, or to ``anything``."""
    if not mentions(source, values):
        return source
    tree = ast.parse(source)
    for target, holder, place in settings(tree, anything):
        if target in values:
            put(holder, place, values[target])
    return tree


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
