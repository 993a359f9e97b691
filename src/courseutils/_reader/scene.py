"""The reader's map: the article's places as areas that can be chosen, the views, and the wider map beside it."""

from functools import cache

from courseutils._reader.facts import counted, in_words, listed, numbers_of

LAYER = "Named in the chosen paragraph"
INSIDE = ("Abkhazia", "South Ossetia")
_LAND = {"Georgia": ("georgia", "abkhazia", "south_ossetia"), "Russia": ("neighbour:Russia",)}
_LAND |= {"Abkhazia": ("abkhazia",), "South Ossetia": ("south_ossetia",)}
_NORTH = [[42.2, 39.9], [43.85, 45.6]]  # the strip of Russia that this map shows: south, west, north, east
GENEVA = (46.20, 6.14)  # latitude, longitude


def article_map(article):
    """The Map that the reader draws: the base map and the places of ``article`` that lie in its window."""
    from courseutils.maps import Map

    m = Map("The article's places", area="georgia")
    found = _outlines(tuple(n for n in _LAND if numbers_of(n, article)))
    return m.add(found, name=LAYER, style="area", labels=False) if len(found) else m


def in_words_of(m, article) -> str:
    """The map in words: the article's places, then the base map."""
    from courseutils._atlas.words import words
    from courseutils.maps import Map

    names = [name for name in _LAND if numbers_of(name, article)]
    marked = f"To choose on the map: {listed(names)}; of Russia the south is shown. " if names else ""
    return f"{m.title}. {marked}{words(Map(m.title, area=m.area)).removeprefix(m.title + '. ')}"


@cache
def _outlines(names: tuple):
    """Outlines of the places in EPSG:4326, the same edges as the base map's."""
    import geopandas as gpd
    import shapely

    from courseutils._atlas.areas import LAEA

    land = _drawn().land
    shapes = [shapely.union_all([land[part] for part in _LAND[name]]) for name in names]
    return gpd.GeoDataFrame({"name": list(names)}, geometry=shapes, crs=LAEA).to_crs(4326)


def _drawn():
    """What the base map draws, cut to a frame: the same call as the web map's."""
    from courseutils._atlas.areas import area_of
    from courseutils._atlas.scene import scene_of

    return scene_of(area_of("georgia"), 2000, wide=True)


@cache
def _edge_of_russia() -> list:
    """Russia's outline without the frame's edge, where the data end and Russia does not: lines of [lat, lon]."""
    import geopandas as gpd
    import shapely

    from courseutils._atlas.areas import LAEA

    scene = _drawn()
    line = scene.land[_LAND["Russia"][0]].boundary - scene.frame.boundary.buffer(3000)  # metres
    parts = shapely.get_parts(gpd.GeoSeries([shapely.line_merge(line)], crs=LAEA).to_crs(4326).iloc[0])
    return [[[round(y, 3), round(x, 3)] for x, y in part.coords] for part in parts]


def spec(m, article) -> dict:
    """What web/atlas.js draws, with the article's places as the areas to choose."""
    from courseutils._atlas.webscene import spec_of

    found = spec_of(m)
    for item in found["shapes"]:
        feature = item.get("feature")
        if feature and "hatch" in item["style"]:
            del item["feature"]  # the region of the base map lies under the area to choose
        elif feature:
            item["feature"] = _feature(feature["name"], m, article)
    return found


def _feature(name: str, m, article) -> dict:
    where = in_words(numbers_of(name, article))
    notes = [["status", m.viewpoint.region_note]] if name in INSIDE else []
    says = ", ".join([name, *(text for _, text in notes), f"named in {where}"])
    return {"name": name, "says": says, "facts": [["named in", where], *notes]}


@cache
def _box(name: str) -> list:
    west, south, east, north = _outlines((name,)).total_bounds
    return [[round(south, 3), round(west, 3)], [round(north, 3), round(east, 3)]]


def view(places, whole: list) -> list:
    """South-west and north-east corner of what the map shows for ``places``; ``whole`` if it shows none of them.

    Where a paragraph names the two regions or one of them, the map moves to these; Georgia and Russia,
    which reach beyond, are then seen in part.
    """
    if inside := [_box(name) for name in places if name in INSIDE]:
        lows, highs = zip(*inside, strict=True)
        return [[min(p[i] for p in lows) for i in (0, 1)], [max(p[i] for p in highs) for i in (0, 1)]]
    if "Georgia" in places:
        return _box("Georgia")
    return _NORTH if "Russia" in places else whole


def _whole(places) -> list[str]:
    inside = [name for name in places if name in INSIDE]
    return inside or [name for name in places if name == "Georgia"]


def said(part) -> str:
    """The sentence that is announced when a paragraph is chosen."""
    places = part.paragraph.places
    whole = _whole(places)
    partly = [name for name in places if name in _LAND and name not in whole]
    outside = [name for name in places if name not in _LAND]
    shown = "; ".join([*([listed(whole)] if whole else []), *([f"{listed(partly)} in part"] if partly else [])])
    sentences = [f"{part.paragraph.label}: " + (f"the map shows {shown}." if shown else "no place is named.")]
    if outside:
        sentences.append(f"{listed(outside)}: outside this map, see the wider map.")
    counts = [(part.actors, "actor"), (part.claims, "claim"), (part.events, "date")]
    sentences.append(f"{listed(counted(len(rows), word) for rows, word in counts).capitalize()}.")
    return " ".join(sentences)


def script_data(m, article, parts) -> dict:
    """Everything that reader.js needs: the map, each paragraph's view and sentence, each place's."""
    names = list(dict.fromkeys(name for p in article for name in p.places))
    drawn = spec(m, article)
    return {
        "map": drawn,
        "paragraphs": {str(part.paragraph.number): _paragraph(part, drawn["bounds"]) for part in parts},
        "places": {name: _place(name, article) for name in names},
    }


def _paragraph(part, whole) -> dict:
    places = list(part.paragraph.places)
    dates = "; ".join(dict.fromkeys(event.told.when for event in part.events))
    return {
        "view": view(places, whole),
        "places": places,
        "whole": _whole(places),
        "events": [event.key for event in part.events],
        "dates": f"Beside {part.paragraph.label.lower()}: {dates}." if dates else "",
        "said": said(part),
    }


def _place(name: str, article) -> dict:
    where = in_words(numbers_of(name, article))
    inside = name in _LAND
    more = "" if inside else f" It lies outside this map{_far(name)}; the wider map marks it."
    return {
        "view": view([name], []) if inside else None,
        "paragraphs": numbers_of(name, article),
        "said": f"{name} is named in {where}.{more}",
        "edge": _edge_of_russia() if name == "Russia" else None,
    }


def _far(name: str) -> str:
    """How far Geneva is from Tbilisi, on the ellipsoid, to the nearest hundred kilometres."""
    if name != "Geneva":
        return ""
    from pyproj import Geod

    from courseutils.places import place

    start = place("Tbilisi")
    metres = Geod(ellps="WGS84").inv(start.lon, start.lat, GENEVA[1], GENEVA[0])[2]
    return f", some {round(metres, -5) / 1000:,.0f} km west of Tbilisi"


def outside_note(name: str) -> str:
    """What stands after a place's name in the list when the map does not show it."""
    return "" if name in _LAND else f" (outside this map{_far(name)}: see the wider map)"
