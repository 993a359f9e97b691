"""The features of a map as a table: the twin of the picture."""

import datetime as dt

from courseutils._atlas.moments import missing, timed
from courseutils._atlas.scene import region_spots
from courseutils._atlas.towns import TOWN_MARKS, shown_towns, town_mark, variants
from courseutils._lookup import dates
from courseutils._lookup.names import whole

_READABLE = {"removed_on": "removed on", "established_on": "established on", "time_local": "local time"}


def map_table(m, base: bool = True):
    """DataFrame of all features shown, added ones first: name, kind, group, further columns."""
    import pandas as pd

    records = [record for layer in m.layers for record in _records(layer, m.viewpoint)]
    if base:
        records += base_records(m)
    columns = ["name", "kind", "group", *_time_columns(m), *(c for layer in m.layers for c in layer.columns)]
    columns = list(dict.fromkeys([*columns, "note"] if base else columns))
    # an empty note, and empty days of what is shown all the time, are blank
    blank = {column: "" for column in ("note", *_time_columns(m)) if column in columns}
    filled = [blank | {key: cell for key, cell in record.items() if not missing(cell)} for record in records]
    return pd.DataFrame(filled, columns=columns)


def _time_columns(m) -> list[str]:
    """The columns that a map in time has: start, end, and what the data say of their certainty."""
    layers = timed(m)
    said = [c for c in ("precision", "contested") if any(c in layer.data.columns for layer in layers)]
    return ["start", "end", *said] if layers else []


def time_cells(span) -> dict[str, str]:
    """What the table says of one span, in words."""
    return {
        "start": span.said(span.start),
        "end": "stays" if span.end is None else span.said(span.end),
        "precision": span.precision,
        "contested": "yes" if span.contested else "no",
    }


def time_facts(span) -> list[list[str]]:
    """What a pop-up says of one span: when, how closely that is known, whether it is contested."""
    known = ["known", f"to the {span.precision}"]
    return [["when", span.when], known, *([["contested", "yes"]] if span.contested else [])]


def _kind(kind: str, place_id: str, view) -> str:
    """A kind as the legend has it: of the three seats only the convention says whether they are capitals."""
    if kind != "capital":
        return kind
    text = TOWN_MARKS[town_mark({"kind": kind, "place_id": place_id}, view)][2]
    return text[:1].lower() + text[1:]


def _records(layer, view) -> list[dict]:
    kinds = layer.data["kind"] if "kind" in layer.data.columns else [layer.style] * len(layer.data)
    if "place_id" in layer.data.columns:
        kinds = [_kind(kind, id, view) for kind, id in zip(kinds, layer.data["place_id"], strict=True)]
    rows = []
    for number, (name, kind) in enumerate(zip(layer.names, kinds, strict=True)):
        extra = {column: layer.data[column].iloc[number] for column in layer.columns}
        when = time_cells(layer.spans[number]) if layer.spans is not None else {}
        rows.append(extra | when | {"name": name, "kind": kind, "group": layer.name})
    return rows


def base_records(m) -> list[dict]:
    """Rows for the regions and towns of the base map that stand in the window."""
    base = [
        {
            "name": " ".join(m.viewpoint.region_names[r].split()),
            "kind": "region",
            "group": "Base map",
            "note": m.viewpoint.region_note,
        }
        for r in region_spots(m.area)
    ]
    return base + [
        {
            "name": t["name"],
            "kind": _kind(t["kind"], t["place_id"], m.viewpoint),
            "group": "Base map",
            "note": variants(t),
        }
        for t in shown_towns(m)
    ]


def in_words(value) -> str:
    """A cell as a reader would say it: a date as 8 October 2008, a number without idle decimals."""
    if missing(value):
        return ""
    if isinstance(value, (dt.date, dt.datetime)):
        return dates.in_words(value)
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return whole(str(value))


def readable(column) -> str:
    """A column name as words: distance_km becomes 'distance (km)'."""
    column = whole(str(column))
    stem, _, unit = column.rpartition("_")
    if stem and unit in ("km", "m", "km2"):
        return f"{stem.replace('_', ' ')} ({unit.replace('2', '²')})"
    return _READABLE.get(column, column.replace("_", " "))
