"""Outside the sandbox: an answer that came as JSON, made into a value of the kind that the check reads.

What comes may be forged by a student's code: every part is looked at, nothing is trusted but its being JSON.
"""

import datetime as dt
import json
import re
from collections.abc import Callable
from typing import Any

_NAME = re.compile(r"[A-Za-z_]\w{0,39}")
MOST_LISTS = 20_000  # in one answer; the worker sends about 15,000 at most, and each can become a class of its own
_PLAIN_TYPES: dict[str, Any] = {"list": list, "tuple": tuple}


class Malformed(ValueError):
    """The message is not of the form that the worker writes."""


def message(line: bytes) -> dict:
    """One line from the sandbox as a dictionary; raises Malformed."""
    try:
        found = json.loads(line, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise Malformed(str(error)) from None
    if not isinstance(found, dict):
        raise Malformed("no dictionary")
    return found


def _no_constant(name: str):
    raise Malformed(name)


def text(value, most: int = 200) -> str:
    """A text that can be written to a file: no lone half of a pair of code units, no control signs."""
    if not isinstance(value, str):
        raise Malformed("no text")
    clean = value[:most].encode("utf-8", "replace").decode("utf-8")
    return "".join(sign if sign.isprintable() or sign in "\n\t" else " " for sign in clean)


def _kind(value) -> str:
    if not isinstance(value, str) or not _NAME.fullmatch(value):
        return "unknown"
    return value


def _named(kind: str, base: type = object, **members: Any) -> Callable[..., Any]:
    """A new class that bears the name of the student's type, for the messages of the check."""
    return type(kind, (base,), members)


def whole_answer(value):
    """The value that the JSON stands for; raises Malformed, also when it is too much to be looked at."""
    if _lists(value) > MOST_LISTS:
        raise Malformed("too much")
    return answer(value)


def _lists(value) -> int:
    """How many lists there are in it; it stops counting where there are too many."""
    todo, found = [value], 0
    while todo and found <= MOST_LISTS:
        item = todo.pop()
        if isinstance(item, list):
            found += 1
            todo += [part for part in item if isinstance(part, list)]
    return found + len(todo)


def answer(value, depth: int = 0):
    """One value or a part of one; raises Malformed."""
    if value is None or isinstance(value, (bool, float)):
        return value
    if isinstance(value, int):
        return value if value.bit_length() < 300 else float("inf")
    if isinstance(value, str):
        return text(value, 20_000)
    if not isinstance(value, list) or depth > 4 or not value or not isinstance(value[0], str):
        raise Malformed("no answer")
    if value[0] not in _FORMS:
        raise Malformed("unknown form")
    try:
        return _FORMS[value[0]](depth + 1, *value[1:])
    except (TypeError, ValueError) as error:
        raise Malformed(str(error)) from None


def _items(depth: int, values) -> list:
    if not isinstance(values, list):
        raise Malformed("no list")
    return [answer(item, depth) for item in values]


def _list(depth: int, kind, values):
    made = _PLAIN_TYPES.get(kind) or _named(_kind(kind), list)
    return made(_items(depth, values))


def _dict(depth: int, pairs) -> dict:
    return {_hashable(answer(key, depth)): answer(value, depth) for key, value in pairs}


def _array(depth: int, kind, values):
    items = _items(depth, values)
    return _named(_kind(kind), list, item=_only)(items)


def _only(self):
    """The one item of an array, as in numpy."""
    (item,) = self
    return item


def _column(depth: int, kind, keys, values):
    items = _items(depth, values)
    pairs = dict(zip(map(_hashable, _items(depth, keys)), items, strict=True))
    return _named(_kind(kind), list, item=_only, to_dict=lambda self: pairs)(items)


def _hashable(key):
    return key if isinstance(key, (str, int, float, bool, dt.date)) else _other(0, type(key).__name__)


def _table(depth: int, kind, columns, values):
    names, items = [text(name, 80) for name in columns], _items(depth, values)
    members: dict[str, Any] = {"columns": names, "__getitem__": lambda self, name: items}
    return _named(_kind(kind), **members)()


def _other(depth: int, kind):
    return _named(_kind(kind))()


def _system(code: str):
    """A coordinate reference system, as far as the check reads one."""
    return _named("CRS", __module__="pyproj.crs", to_string=lambda self: code)()


def _number(depth: int, value) -> float:
    if value not in ("nan", "inf", "-inf"):
        raise Malformed("no number")
    return float(value)


_FORMS: dict[str, Callable[..., object]] = {
    "list": _list,
    "dict": _dict,
    "array": _array,
    "column": _column,
    "table": _table,
    "other": _other,
    "number": _number,
    "date": lambda depth, value: dt.date.fromisoformat(value),
    "system": lambda depth, code: _system(text(code, 500)),
    "blank": lambda depth: ...,
}

UNREADABLE = _other(0, "unknown")
