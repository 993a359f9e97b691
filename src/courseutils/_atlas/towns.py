"""Towns and other named points of the base map: which are shown, with what mark and what names."""

from courseutils._atlas.areas import Area
from courseutils._data import rows

TOWN_MARKS = {
    "capital": ("s", "#111111", "Capital of a UN member state"),
    "own": ("s", "#111111", "Capital in this convention"),
    "seat": ("s", "#ffffff", "Seat of de facto authorities"),
    "tunnel": ("^", "#ffffff", "Tunnel"),
    "dam": ("v", "#ffffff", "Dam"),
    "town": ("o", "#ffffff", "Town"),
}


def town_mark(town, view) -> str:
    """Which mark a town of the base map gets in a convention: a key of TOWN_MARKS."""
    if town["kind"] == "capital":
        if view.key == "recognisers":
            return "own"
        return "capital" if town["place_id"] == "tbilisi" else "seat"
    return town["kind"] if town["kind"] in ("tunnel", "dam") else "town"


def towns_of(area: Area) -> list[dict]:
    """Rows of the places table that the area's base map shows, in the order given there."""
    known = {row["place_id"]: row for row in rows("places")}
    return [known[i] | {"side": side} for i, side in area.towns.items() if i in known]


def spot_key(lon: float, lat: float) -> tuple:
    """What two marks have in common that stand at one spot: a hundredth of a degree, some 1 km."""
    return round(lon, 2), round(lat, 2)


def shown_towns(m) -> list[dict]:
    """The base map's towns, without those that a reader added by name or at the same spot.

    A town stays where what was added there comes and goes with time; a small map has room for the seats alone.
    """
    points = [layer for layer in m.layers if layer.style in ("post", "town") and (layer.spans is None or m.day)]
    names = {name for layer in points for name in layer.names}
    spots = {spot_key(p.x, p.y) for layer in points for p in layer.data.representative_point()}
    towns = [town for town in towns_of(m.area) if town["kind"] == "capital" or not m.day]
    return [town for town in towns if town["name"] not in names and spot_key(town["lon"], town["lat"]) not in spots]


def variants(town: dict) -> str:
    """The other names of a town, in alphabetical order of the languages.

    >>> from courseutils.places import place
    >>> from courseutils._data import rows
    >>> variants(next(r for r in rows("places") if r["place_id"] == "tskhinvali"))
    'ცხინვალი · Цхинвал · Цхинвали'
    """
    abkhaz = "Abkhazia" in (town["admin"] or "")
    local, georgian, russian = town.get("name_local"), town["name_ka"], town["name_ru"]
    ordered = [local, georgian, russian] if abkhaz else [georgian, local, russian]
    if "Russia" in (town["admin"] or ""):
        ordered = [local, russian]
    return " · ".join(dict.fromkeys(word for word in ordered if word))


def map_names(town: dict) -> str:
    """Further lines of a town's label: each form where names differ by side, else the local script.

    Towns alone have them, on either side: tunnel, dam and crossing are named in English on every map.

    >>> from courseutils._data import rows
    >>> map_names(next(r for r in rows("places") if r["place_id"] == "poti"))
    '\\nფოთი'
    """
    if town["kind"] in ("tunnel", "dam", "checkpoint", "bridge"):
        return ""
    admin = town["admin"] or ""
    forms = variants(town).split(" · ")
    if "Abkhazia" in admin or "Ossetian" in admin:
        return "\n" + "\n".join([forms[0], " · ".join(forms[1:])] if len(forms) > 1 else forms)
    return "\n" + (" · ".join(forms) if "Russia" in admin else town["name_ka"] or "")
