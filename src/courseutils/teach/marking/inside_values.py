"""Inside the sandbox: turn an answer into plain JSON. Goes by type; copies, never trusts an object's own ``==``.

Standard library only. null, true, a number or text stand for themselves; all else is a list that begins with a word:
``["list", type, items]``, ``["dict", pairs]``, ``["column", type, keys, items]``, ``["array", type, items]``,
``["table", type, columns, items of the column with the names]``, ``["number", "nan"]``, ``["date", "2008-10-15"]``,
``["system", text]``, ``["blank"]``, and ``["other", type]`` for anything that no exercise reads.
"""

import datetime
import decimal
import fractions
import itertools
import math

MOST_ITEMS, DEEPEST = 5000, 3
MOST_LETTERS = (20_000, 500)  # of an answer, of an entry in one
NAMES = ("event_id", "name", "place", "place_id", "state", "iso3", "actor")


def plain(value, depth: int = 0):
    """The answer as JSON data."""
    try:
        return _simple(value, depth)
    except Exception:  # whatever a student's own object does when it is read
        return ["other", type(value).__name__[:40]]


def _simple(value, depth: int):
    if value is None or value is True or value is False:
        return value
    if value is ...:
        return ["blank"]
    if isinstance(value, str):
        return str.__str__(value)[: MOST_LETTERS[depth > 0]]
    if isinstance(value, int):
        whole = int.__int__(value)
        return whole if whole.bit_length() < 200 else ["number", "inf"]
    if isinstance(value, (float, decimal.Decimal, fractions.Fraction)):
        return _decimal(value)
    if isinstance(value, datetime.date):
        return ["date", datetime.date(value.year, value.month, value.day).isoformat()]
    return _several(value, depth)


def _decimal(value):
    try:
        number = float.__float__(value) if isinstance(value, float) else float(value)
    except OverflowError:
        number = math.inf
    return number if math.isfinite(number) else ["number", str(number)]


def _several(value, depth: int):
    """What holds other things: of Python itself, or a table, a column, an array or a scalar of pandas and numpy."""
    kind = type(value).__name__[:40]
    if depth >= DEEPEST:
        return ["other", kind]
    if isinstance(value, dict):
        return ["dict", [[plain(k, depth + 1), plain(v, depth + 1)] for k, v in _some(dict.items(value))]]
    if type(value).__module__.startswith("pyproj."):  # a coordinate system, which the check reads as its text
        return ["system", str(value.to_string())[: MOST_LETTERS[1]]]
    if hasattr(value, "columns"):
        return ["table", kind, *_table(value)]
    if hasattr(value, "to_dict"):
        return ["column", kind, _plain_items(value.index, depth), _plain_items(value, depth)]
    if hasattr(value, "item"):
        return _numpy(value, kind, depth)
    return ["list", kind, _plain_items(value, depth)] if hasattr(value, "__iter__") else ["other", kind]


def _numpy(value, kind: str, depth: int):
    if kind == "datetime64":
        # A date of a column counts nanoseconds, and would come out as their number.
        return plain(value.astype("datetime64[us]").item(), depth + 1)
    scalar = getattr(value, "ndim", 0) == 0
    return plain(value.item(), depth + 1) if scalar else ["array", kind, _plain_items(value, depth)]


def _some(values) -> list:
    """At most one more than the check reads, so that it can say that there are too many."""
    return list(itertools.islice(values, MOST_ITEMS + 1))


def _plain_items(values, depth: int) -> list:
    return [plain(item, depth + 1) for item in _some(values)]


def _table(table) -> tuple[list, list]:
    """The names of the columns, and the items of the one that the check would read."""
    columns = [str(column)[:80] for column in itertools.islice(table.columns, 40)]
    wanted = [name for name in NAMES if name in columns] or (columns if len(columns) == 1 else [])
    return columns, _plain_items(table[wanted[0]], 1) if wanted else []
