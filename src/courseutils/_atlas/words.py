"""A map in words: which features where, with counts, distance and direction; never that it is a map."""

from collections import Counter

from courseutils._atlas.conventions import NEUTRAL
from courseutils._atlas.moments import day_maps, heading, timed
from courseutils._atlas.table import base_records, in_words, readable
from courseutils._atlas.towns import towns_of

_POINTS = ("north", "north-east", "east", "south-east", "south", "south-west", "west", "north-west")
_MOST = 15
LONGEST = 80
_MOST_A_DAY = 6


def words(m) -> str:
    """Title, what was added and where, the base map in a sentence, whose lines it follows.

    Of a map in time also what is shown on each of its days.
    """
    added = [_layer_sentence(layer, m) for layer in m.layers if len(layer.data)]
    return _joined(m, added)


def picture_words(m) -> str:
    """The words for the static figure: of a map in time what its small maps show, and no more."""
    if not timed(m):
        return words(m)
    return _joined(m, [_layer_sentence(layer, m) for layer in m.layers if layer.spans is None])


def _joined(m, added) -> str:
    days = [_day_sentence(m, small) for small in day_maps(m)] if timed(m) and not m.day else []
    return " ".join([_closed(m.title), *days, *added, _base_sentence(m), m.stamp, NEUTRAL, *dated(m)])


def _day_sentence(m, small) -> str:
    """What one day shows: '8 August 2008: Tskhinvali (3), Variani.'"""
    counts = Counter(name for layer in timed(small) for name in layer.names)
    names = [f"{name} ({count})" if count > 1 else name for name, count in counts.items()]
    more = f" and {len(names) - _MOST_A_DAY} more" if len(names) > _MOST_A_DAY else ""
    return f"{heading(m, small.day)}: {', '.join(names[:_MOST_A_DAY]) or 'nothing'}{more}."


def dated(m) -> list[str]:
    """What else a map must say: the dates of zones and posts of 2008, that zones are approximate, Crimea."""
    layers = [layer for layer in m.layers if layer.style in ("post", "area")]
    if m.area.name == "world":
        return ["Crimea is drawn in Ukraine, following resolution 68/262 of the UN General Assembly."]
    if any(_of_2008(layer, (m.whole or m).title) for layer in layers):
        return ["Buffer zones and posts of 2008: August to 8 October 2008, approximate."]
    rough = any("approximate" in layer.data.columns and layer.data["approximate"].any() for layer in layers)
    return ["The zones are approximate."] if rough else []


def _of_2008(layer, title) -> bool:
    if "established_on" in layer.data.columns:
        return layer.data["established_on"].astype(str).str.startswith("2008").any()
    return "2008" in layer.name or "2008" in title


def _closed(text: str) -> str:
    return text if text[-1] in ".?!" else text + "."


def _base_sentence(m) -> str:
    records = base_records(m)
    regions = [r["name"] for r in records if r["kind"] == "region"]
    towns = [r["name"] for r in records if r["kind"] != "region"]
    parts = [f"{m.area.title}, {_and(regions)} marked off ({m.viewpoint.region_note})" if regions else m.area.title]
    if towns:
        parts.append(f"for orientation {_and(towns)}")
    return "; ".join(parts) + "."


def _and(names: list) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _layer_sentence(layer, m) -> str:
    groups = _in_time(layer) if layer.spans else [[number] for number in range(len(layer.data))]
    short = _short(layer)
    named = [_feature(layer, group, short, m) for group in groups[:_MOST]]
    more = f"; and {len(groups) - _MOST} more" if len(groups) > _MOST else ""
    return f"{layer.name} ({len(layer.data)}): {'; '.join(named)}{more}."


def _in_time(layer) -> list[list[int]]:
    """The rows in order of time, those of one name together."""
    groups: dict[str, list[int]] = {}
    for number in sorted(range(len(layer.data)), key=lambda row: layer.spans[row].first):
        groups.setdefault(layer.names[number], []).append(number)
    return list(groups.values())


def _feature(layer, group, short, m) -> str:
    """One feature, or several of one name in a map in time: 'Gori (10 km south of Ali; 9 August 2008, contested)'."""
    name, shape = layer.names[group[0]], layer.data.geometry.iloc[group[0]]
    if layer.style in ("post", "town"):
        where = _where(shape, m, name)
    else:
        where = "" if m.area.name == "world" else _size(shape)
    said = [_facts(layer, number, short) for number in group]
    facts = ("; " if layer.spans else ", ").join(fact for fact in [where, *said] if fact)
    if name == layer.name:
        return facts or name
    return f"{name} ({facts})" if facts else name


def _short(layer) -> list[str]:
    """The further columns but those with whole sentences: an alternative text of many pages describes nothing."""
    return [c for c in layer.columns if max((len(in_words(cell)) for cell in layer.data[c]), default=0) <= LONGEST]


def _facts(layer, number, short) -> str:
    """When, if the map changes with time, and the further columns that are short."""
    span = layer.spans[number] if layer.spans else None
    when = [span.when, "contested" if span.contested else ""] if span else []
    cells = {readable(c): in_words(layer.data[c].iloc[number]) for c in short}
    return ", ".join(fact for fact in [*when, *(f"{key} {text}" for key, text in cells.items() if text)] if fact)


def _where(point, m, name) -> str:
    """Distance in whole kilometres and direction from the nearest other town of the base map."""
    from pyproj import Geod

    point = point.representative_point()
    towns = [t for t in towns_of(m.area) if t["name"] != name]
    if not towns:
        return f"{point.y:.1f}° N, {point.x:.1f}° E"
    geod = Geod(ellps="WGS84")
    ways = [(geod.inv(t["lon"], t["lat"], point.x, point.y), t["name"]) for t in towns]
    (azimuth, _, metres), town = min(ways, key=lambda way: way[0][2])
    return f"{metres / 1000:.0f} km {_POINTS[round(azimuth % 360 / 45) % 8]} of {town}"


def _size(shape) -> str:
    """Length or area on the ellipsoid, rounded to three figures."""
    from pyproj import Geod

    if shape.is_empty:
        return ""
    geod = Geod(ellps="WGS84")
    if shape.area:
        return f"{_three(abs(geod.geometry_area_perimeter(shape)[0]) / 1e6)} km²"
    return f"{_three(geod.geometry_length(shape) / 1000)} km long"


def _three(number: float) -> str:
    return f"{float(f'{number:.3g}'):,.4g}" if number < 1000 else f"{float(f'{number:.3g}'):,.0f}"
