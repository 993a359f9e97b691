"""Read an answer of any form into one plain form per kind, and compare plain forms.

Reading never trusts the object: it goes by type and copies into plain Python values, so a
student's own class cannot decide what ``==`` means. Standard library only.
"""

import datetime as dt
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from courseutils._data import nearest, rows
from courseutils._sentences import say
from courseutils._translate import marked, tell, tr

MOST_ITEMS = 5000


class CannotTell(Exception):
    """The answer is of a type or form that this exercise cannot read; the text says which."""


class NotAttempted(Exception):
    """The blank is still a blank."""


def shown(value) -> str:
    """What an answer is, in a few words for a beginner."""
    names = {
        "DataFrame": tr("a whole table (DataFrame)"),
        "GeoDataFrame": tr("a whole table (GeoDataFrame)"),
        "generator": tr("a generator"),
        "function": tr("a function (are the brackets missing?)"),
        "builtin_function_or_method": tr("a function (are the brackets missing?)"),
        "method": tr("a function (are the brackets missing?)"),
        "bool": tr("True or False"),
        "str": tr("text"),
        "int": tr("a whole number"),
        "float": tr("a decimal number"),
        "dict": tr("a dictionary"),
        "list": tr("a list"),
        "tuple": tr("a tuple"),
        "set": tr("a set"),
        "Series": tr("a whole column (Series)"),
        "ndarray": tr("a whole array"),
        "Timedelta": tr("a span of time (.days at its end makes it a number)"),
        "timedelta": tr("a span of time (.days at its end makes it a number)"),
    }
    kind = type(value).__name__
    return names.get(kind) or tell("a value of type {kind}", kind=kind)


def is_blank(answer) -> bool:
    """True for ``...``, None and empty text: the student has not answered yet."""
    return answer is None or answer is ... or (isinstance(answer, str) and not answer.strip())


def _plain(value):
    """A numpy or pandas scalar as a plain Python one; anything else as it is."""
    if isinstance(value, (str, bytes, int, float, dt.date)) or not hasattr(value, "item"):
        return value
    try:
        # A date of a column may count nanoseconds, and would come out as their number.
        is_date = getattr(getattr(value, "dtype", None), "kind", "") == "M"
        return value.astype("datetime64[us]").item() if is_date else value.item()
    except (ValueError, TypeError):
        return value


def read_number(answer, exercise) -> float:
    """A number from int, float, Decimal, numpy scalar, or text such as ``"15"``, ``"15,4"`` or ``"15 km"``."""
    value = _plain(answer)
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal, Fraction)):
        raise CannotTell(tell("a number is needed, but this is {what}.", what=shown(value)))
    number = _number_from_text(value, exercise.unit) if isinstance(value, str) else _as_float(value)
    if not math.isfinite(number):
        raise CannotTell(
            tr("the result is NaN or infinite. Look for an empty table, an empty cell or a division by zero.")
        )
    return number


def _as_float(value) -> float:
    try:
        return float(value)
    except OverflowError:
        return math.inf


_UNITS = {
    "km": ("kilometres", "kilometers", "km"),
    "square km": ("square km", "sq km", "km2", "km²", "km^2"),
    "%": ("per cent", "percent", "%"),
}


def unit_forms(unit: str) -> tuple[str, ...]:
    """The forms of a unit that may stand after a number; they are tried in this order."""
    return _UNITS.get(unit, (unit,))


_QUOTED = re.compile("[\"'“”„‘’«»](.*)[\"'“”„‘’«»]", re.DOTALL)


def _number_from_text(text: str, unit: str) -> float:
    quoted = _QUOTED.fullmatch(text.strip())
    bare = (quoted[1] if quoted else text).strip().replace("\u2212", "-")
    for form in unit_forms(unit):
        bare = bare.removesuffix(form).strip()
    if re.fullmatch(r"-?[1-9]\d{0,2}(,\d{3})+", bare):
        # 59 to one reader, 59 thousand to another.
        raise CannotTell(say("two_numbers", text=repr(text[:40])))
    if not re.fullmatch(r"-?\d{1,15}([.,]\d{1,15})?", bare):
        raise CannotTell(_no_number(bare, repr(text[:40]), unit))
    return float(bare.replace(",", "."))


def _no_number(bare: str, text: str, unit: str) -> str:
    begun = re.match(r"-?\d{1,15}(?:[.,]\d{1,15})? *", bare)
    if not begun or not bare[begun.end() :][:1].isalpha():
        return say("no_number", text=text)
    return say("number_alone_in", text=text, unit=unit) if unit else say("number_alone", text=text)


_AND = re.compile(" +and +", re.IGNORECASE)
_COMMA = re.compile("[,;\n](?: *and +)?", re.IGNORECASE)


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _option(text: str, exercise) -> str | None:
    """The option meant: the same words, or the only one that shares a name with a longer or shorter form."""
    words = set(_fold(text).split())
    named = {form: set(_fold(form).split()) for form in (*exercise.options, *exercise.also)}
    same = [form for form, own in named.items() if own == words]
    near = [form for form, own in named.items() if words and (own < words or words < own)]
    meant = {exercise.also.get(form, form) for form in same[:1] or near}
    sure = same or not words & {"not", "no", "or", "and"}
    return meant.pop() if len(meant) == 1 and sure else None


def read_choice(answer, exercise) -> str:
    """One of the options, whatever its case, spaces, punctuation, or a first name before it."""
    value = _plain(answer)
    if isinstance(value, (list, tuple, set)) and len(value) == 1:
        value = next(iter(value))
    value = _as_text(value)
    if not isinstance(value, str):
        options = ", ".join(exercise.options)
        raise CannotTell(tell("this is {what}; write one of: {options}.", what=shown(value), options=options))
    option = _option(value, exercise)
    if option is None:
        raise CannotTell(say("no_option", text=repr(value[:40]), options=", ".join(exercise.options)))
    return option


def _as_text(value):
    """A whole number or a reference system (pyproj) as the text one would write for it."""
    if type(value) is int:
        return str(value)
    return str(value.to_string()) if type(value).__module__.startswith("pyproj.") else value


def read_yes_no(answer, exercise) -> bool:
    """True or False from a truth value or from yes and no."""
    value = _plain(answer)
    words = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
    if isinstance(value, str) and _fold(value) in words:
        return words[_fold(value)]
    if isinstance(value, bool):
        return value
    raise CannotTell(tell("True or False (or yes or no) is needed, but this is {what}.", what=shown(value)))


def items(answer) -> list:
    """The things in a list, set, tuple, array, table column, generator or comma-separated text."""
    if isinstance(answer, str):
        return [part.strip() for part in _COMMA.split(answer) if part.strip()]
    if isinstance(answer, Mapping):
        return list(answer)
    if hasattr(answer, "columns"):
        return _column(answer)
    if not isinstance(answer, Iterable):
        raise CannotTell(tell("a list of names is needed, but this is {what}.", what=shown(answer)))
    found = list(islice(answer, MOST_ITEMS + 1))
    if not found and isinstance(answer, Iterator):
        said = marked(
            "{what} gives its values once only, and they are used up. Put list(...) round it and run its cell."
        )
        raise CannotTell(tell(said, what=shown(answer)))
    if len(found) > MOST_ITEMS:
        raise CannotTell(tell("a list of names is needed, but this one has more than {most} entries.", most=MOST_ITEMS))
    return found


def _column(table) -> list:
    columns = [str(c) for c in table.columns]
    wanted = [c for c in ("event_id", "name", "place", "place_id", "state", "iso3", "actor") if c in columns]
    if not wanted and len(columns) != 1:
        said = marked(
            "a list of names is needed; this is a whole table with the columns {columns}. "
            'Choose the column with the names, as in table["name"].'
        )
        raise CannotTell(tell(said, columns=", ".join(columns[:6])))
    return list(table[wanted[0] if wanted else table.columns[0]])


def _texts(answer) -> list[str]:
    found = [_plain(item) for item in items(answer)]
    if len(found) > 1 and all(isinstance(item, bool) for item in found):
        said = marked(
            "a list of names is needed, but this is a column of True and False. "
            "Put it into square brackets after the table, and the rows with True are kept."
        )
        raise CannotTell(tr(said))
    for item in found:
        if not isinstance(item, str):
            entry = repr(str(item)[:40])
            raise CannotTell(
                tell("a list of names is needed; one entry is {what}: {entry}.", what=shown(item), entry=entry)
            )
    return found


def _place_id(name: str) -> str:
    from courseutils.places import place

    return place(name).place_id


def _state_id(name: str) -> str:
    from courseutils._lookup.states import find_state

    return find_state(name).name


def _actor_id(name: str) -> str:
    known = {}
    for row in rows("actors"):
        for form in (row["actor_id"], row["name"], row["standard_name"], row["name"].split()[-1]):
            known[_fold(form)] = row["actor_id"]
    if _fold(name) not in known:
        raise LookupError(tell("No actor is called {name}. {nearest}", name=repr(name), nearest=nearest(name, known)))
    return known[_fold(name)]


def _apart(answer, names: list[str], is_known: Callable) -> Iterator[str]:
    """Typed names as "Gori and Poti" one by one; a name that has the word in it, such as a state's, stays whole.

    One after the other, for to look for the nearest to thousands of unknown names would take long.
    """
    for name in names:
        whole = not isinstance(answer, str) or not _AND.search(name) or is_known(name)
        yield from [name] if whole else _AND.split(name)


def _collection(resolve):
    def is_known(name) -> bool:
        try:
            return bool(resolve(name))
        except LookupError:
            return False

    def read(answer, exercise) -> frozenset:
        try:
            return frozenset(resolve(name) for name in _apart(answer, _texts(answer), is_known))
        except LookupError as error:
            raise CannotTell(f"{str(error)[:1].lower()}{str(error)[1:]}") from error

    return read


def read_names(answer, exercise) -> frozenset:
    """A collection of names; where the exercise lists what there is, another name is told so."""
    known = {_fold(option) for option in exercise.options}
    also = {_fold(other): _fold(option) for other, option in exercise.also.items()}
    names = list(_apart(answer, _texts(answer), lambda name: not known or _fold(name) in {*known, *also}))
    folded = [also.get(_fold(name), _fold(name)) for name in names]
    for name, form in zip(names, folded, strict=True):
        if known and form not in known:
            raise CannotTell(say("name_unknown", name=repr(name[:40]), nearest=nearest(name, exercise.options)))
    return frozenset(folded)


def named(found: Iterable[str], exercise) -> list[str]:
    """The names of what a collection holds in plain form, as the tables and the exercise write them."""
    if exercise.kind == "places":
        from courseutils.places import gazetteer

        return [gazetteer()[one].name for one in found]
    written = {_fold(option): option for option in exercise.options}
    return [written.get(one, one) for one in found]


def read_date(answer, exercise) -> dt.date:
    """A day from a date, a timestamp, or text in the usual forms."""
    from courseutils._lookup.dates import read_date as parse

    try:
        return parse(_plain(answer))
    except (ValueError, TypeError) as error:
        raise CannotTell(str(error)) from error


def _sample(exercise) -> str:
    """The first key of the exercise with one of its labels, to show the form without the answer."""
    key = next(iter(exercise.expected.get(exercise.parameters)), 1)
    return f"{{{key!r}: {exercise.options[0]!r}, ...}}"


def read_labels(answer, exercise) -> dict[str, str]:
    """A dictionary from keys to labels; keys 1 and "1" are the same, labels are folded."""
    if hasattr(answer, "to_dict") and hasattr(answer, "index") and not hasattr(answer, "columns"):  # a Series
        answer = answer.to_dict()
    if not isinstance(answer, Mapping):
        said = marked("a dictionary such as {sample} is needed, but this is {what}.")
        raise CannotTell(tell(said, sample=_sample(exercise), what=shown(answer)))
    filled = {str(_plain(k)).strip(): v for k, v in islice(answer.items(), MOST_ITEMS) if not is_blank(v)}
    if not filled:
        raise NotAttempted
    return {key: read_choice(value, exercise) for key, value in filled.items()}


def read_written(answer, exercise) -> str:
    """The student's own text."""
    if not isinstance(answer, str):
        raise CannotTell(tell("your text in quotation marks is needed, but this is {what}.", what=shown(answer)))
    return answer.strip()


READERS = {
    "number": read_number,
    "choice": read_choice,
    "yes_no": read_yes_no,
    "names": read_names,
    "places": _collection(_place_id),
    "states": _collection(_state_id),
    "actors": _collection(_actor_id),
    "date": read_date,
    "labels": read_labels,
    "written": read_written,
}


def read(answer, exercise):
    """The answer in the plain form of the exercise's kind; raises CannotTell or NotAttempted."""
    if is_blank(answer):
        raise NotAttempted
    try:
        return READERS[exercise.kind](answer, exercise)
    except (CannotTell, NotAttempted):
        raise
    except Exception as error:  # whatever a student's own object does when it is read
        said = marked("this value cannot be read ({error}); it is {what}.")
        raise CannotTell(tell(said, error=type(error).__name__, what=shown(answer))) from error


def same(answer, expected, exercise) -> bool:
    """Do two plain forms agree? Numbers within the exercise's tolerance, all else exactly."""
    if exercise.kind == "number":
        room = max(exercise.tolerance, abs(expected) * exercise.tolerance_percent / 100)
        return abs(answer - expected) <= room + 1e-9 * abs(expected)
    return answer == expected
