"""What the file of a lesson's exercises may say; ``exercises`` reads it. Standard library only."""

from collections.abc import Iterator

from courseutils._data import DataError, nearest

# The words that each part of a file may have, and of which type it is.
_KEYS: dict[str, dict[str, type | tuple]] = {
    "file": {"lesson": str, "title": str, "exercise": list, "quiz": list},
    "exercise": {
        **dict.fromkeys(("id", "title", "variable", "kind", "compute", "right", "not_yet", "unit"), str),
        **dict.fromkeys(("hints", "wrong", "options", "rubric"), list),
        **dict.fromkeys(("tolerance", "tolerance_percent"), (int, float)),
        **dict.fromkeys(("min_words", "max_words"), int),
        **dict.fromkeys(("parameters", "also"), dict),
        "answer": object,
    },
    "wrong": {"name": str, "compute": str, "value": object, "reply": str},
    "quiz": {"id": str, "question": str, "option": list},
    "option": {"text": str, "reply": str, "right": bool},
}
_FORMS = {
    str: "a text in quotation marks",
    list: "a list, in square brackets; a part such as [[quiz]] begins with two",
    (int, float): "a number",
    int: "a whole number",
    dict: "a table, such as {km = 5}",
    bool: "true or false",
}


def refuse_unknown(name: str, definition: dict) -> None:
    """Raise DataError for a word that nothing reads, and for a value of another type than it has to be.

    Such a word would be lost without a sound, and what it should say would be missing in class.
    """
    for kind, where, part in _parts(name, definition):
        _refuse(kind, where, part)


def _parts(name: str, definition: dict) -> Iterator[tuple[str, str, dict]]:
    """The file and every part of it: its kind, the words that say where it stands, and what it says."""
    yield "file", name, definition
    for kind, inner in (("exercise", "wrong"), ("quiz", "option")):
        for number, row in enumerate(definition.get(kind, []), start=1):
            where = f"{name}: {kind} {row.get('id', number)}"
            yield kind, where, row
            yield from ((inner, f"{where}, {inner} {n}", part) for n, part in enumerate(row.get(inner, []), start=1))


def _refuse(kind: str, where: str, part: dict) -> None:
    known = _KEYS[kind]
    for key, value in part.items():
        if key not in known:
            raise DataError(f"{where}: nothing reads {key!r}. {nearest(key, known, n=1)}")
        if not isinstance(value, known[key]):
            raise DataError(f"{where}: {key} must be {_FORMS[known[key]]}.")
