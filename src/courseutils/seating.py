"""Who sat where in Geneva: each sitting as a drawing, in words and as tables, with what each side says of it.

>>> from courseutils.seating import seats
>>> "Russia (Grigory Karasin) stayed away" in seats("plenary").words
True
"""

from courseutils._data import Plain, nearest, rows
from courseutils._seating.words import TITLE, name_of, state_of


class SeatsError(Plain, ValueError):
    """There is no such sitting; the sentence names those that there are."""


def seats(*sittings, width: float = 9.0):
    """Draw who had a seat in a sitting of the Geneva talks of 2008, and what each side says of that sitting.

    ``sittings``: "plenary" and "informal" (15 October), "groups" (19 November), or ids of the table ``sittings``;
    without any, all three. ``width`` in inches. A square is a co-chair, a circle a participant, a triangle
    somebody without a seat; filled means present, a cross stayed away, a question mark not known.

    Returns a matplotlib Figure with ``.alt``, ``.words``, ``.table`` (a row for each seat) and ``.versions`` (a row
    for each side, in the side's own terms); a notebook shows them all, with the sources. The places round the
    table are the kit's own: no seating plan was found. Raises SeatsError for an unknown sitting, and ValueError for a
    width that cannot be drawn.
    Source: tables ``seats`` and ``sittings``.

    >>> figure = seats("informal")
    >>> figure.table[figure.table["presence"] == "stayed away"]["seat"].tolist()
    ['Georgia']
    >>> figure.versions["Informal meeting"]["Russian"]
    'They failed to break up the meeting: it took place, and that is what counts (Karasin).'
    """
    from courseutils._atlas.later import drawn
    from courseutils._atlas.widths import inches

    wide = inches(width)
    chosen = [_sitting(name) for name in sittings] or rows("sittings")
    chosen = list({row["sitting_id"]: row for row in chosen}.values())
    parts = [(row, _held(row)) for row in chosen]
    figure = drawn(lambda: _figure(parts, wide))
    figure.words = f"{TITLE}. {' '.join(_sentences(*part) for part in parts)}"
    figure.alt = f"Drawing of {'a table' if len(parts) == 1 else 'tables'} with seats. {figure.words}"
    figure.table, figure.versions = _table(parts), _versions(chosen)
    figure.sources = _sources(parts)
    return figure


def _figure(parts, width: float):
    from courseutils._seating.figure import draw

    return draw(parts, width)


def _sitting(name) -> dict:
    known = {row["sitting_id"]: row for row in rows("sittings")}
    short = {key.partition("-")[0]: row for key, row in known.items()}
    wanted = str(name).strip().casefold()
    if wanted not in known | short:
        text = f"There is no sitting {str(name)[:40]!r}. Write one of: {', '.join(short)}."
        raise SeatsError(f"{text} {nearest(wanted, short)}")
    return (known | short)[wanted]


def _held(sitting: dict) -> list[dict]:
    """The seats of a sitting: hosts in their order, then the others by alphabet, which puts nobody first."""
    own = [row for row in rows("seats") if row["sitting_id"] == sitting["sitting_id"]]
    hosts = [row for row in own if row["role"] == "co-chair"]
    return hosts + sorted((row for row in own if row not in hosts), key=lambda row: row["seat"])


# Words --------------------------------------------------------------------------------------------------


def _sentences(sitting: dict, held: list[dict]) -> str:
    groups: dict[str, list[str]] = {}
    for seat in held:
        groups.setdefault(_said(seat), []).append(_named(seat))
    parts = [f"{', '.join(names)} {said}" for said, names in groups.items()]
    return f"{name_of(sitting)}: {'; '.join(parts)}."


def _said(seat: dict) -> str:
    """The end of a sentence about one or more seats."""
    return {
        "co-chair": "present as co-chair",
        "no seat": "without a seat",
        "presence not known": "with a seat, presence not known",
        "no seat; presence not known": "without a seat, presence not known",
    }.get(state_of(seat), state_of(seat))


def _named(seat: dict) -> str:
    people = (seat["people"] or "").replace(";", ",")
    return f"{seat['seat']} ({people})" if people else seat["seat"]


# Tables -------------------------------------------------------------------------------------------------


def _table(parts):
    import pandas as pd

    columns = ("seat", "role", "presence", "people", "note", "confidence")
    records = [
        {"sitting": sitting["sitting"]} | {column: seat[column] or "" for column in columns}
        for sitting, held in parts
        for seat in held
    ]
    return pd.DataFrame(records)


def _versions(chosen):
    import pandas as pd

    from courseutils._sides import HEADS, told

    said = {row["sitting"]: list(told(row).values()) for row in chosen}
    return pd.DataFrame(said, index=pd.Index(HEADS.values(), name="side"))


def _sources(parts) -> tuple[str, ...]:
    """Ids of all sources, each once, in their order."""
    own = [seat["source_id"] for _, held in parts for seat in held]
    told = [source for sitting, _ in parts for source in sitting["source_ids"].split(";")]
    return tuple(dict.fromkeys(told + own))
