"""From a Map to the offline page: shapes, points and labels as plain data for web/atlas.js, and the footer."""

from courseutils._atlas import staticbase as look
from courseutils._atlas.conventions import LineStyle
from courseutils._atlas.layers import NO_NAME, tiny
from courseutils._atlas.moments import numbered, timed
from courseutils._atlas.scene import REGIONS, region_spots, scene_of, words_of
from courseutils._atlas.towns import TOWN_MARKS, shown_towns, spot_key, town_mark, variants
from courseutils._atlas.webitems import area_item, as_script, features, line_item, point_item, spot
from courseutils._atlas.weblegend import MARKS, footer, is_world
from courseutils._atlas.webshapes import shape_item, unit
from courseutils._atlas.words import words
from courseutils._lookup.tongues import language

_HATCH_ANGLE = {"abkhazia": -45, "south_ossetia": 45}


def web(m):
    """The offline folium map of ``m``."""
    from courseutils._atlas.webmap import OfflineMap

    west, south, east, north = m.area.bounds
    middle = ((south + north) / 2, (west + east) / 2)
    height = 700 if timed(m) else 620  # pixels; the control takes 80
    page = OfflineMap(m.title, as_script(spec_of(m)), footer(m, words(m)), middle, height)
    if timed(m):
        from courseutils._atlas.webtime import add_time

        add_time(page, m)
    return page


def spec_of(m) -> dict:
    """What web/atlas.js draws: bounds, shapes, points and labels of ``m`` as plain data."""
    west, south, east, north = m.area.bounds
    return {
        "title": m.title,
        "unit": unit(m),
        "bounds": [[south, west], [north, east]],
        "shapes": [item for item in [*_land(m), *_areas(m), *_borders(m), *_lines(m)] if item],
        "points": [*_points(m), *_towns(m)],
        "labels": [*_region_labels(m), *_point_labels(m), *_words(m), *_town_labels(m)],
    }


def _scene(m):
    return scene_of(m.area, 1500 if is_world(m) else 2000, wide=not is_world(m))


def _land(m) -> list:
    scene = _scene(m)
    sea = {"stroke": False, "fillColor": look.SEA, "fillOpacity": 1}
    items = [shape_item(m, scene.frame, sea, None, scene.area.crs)]
    covered = {f"neighbour:{name}" for layer in _lasting(m) if is_world(m) for name in layer.names}
    for name, shape in scene.land.items():
        if name in covered:  # an added state hides the base map's
            continue
        colour = look.LAND if name.startswith("neighbour:") else look.GEORGIA
        outline = {"color": look.FOREIGN, "weight": 0.5} if is_world(m) else {"stroke": False}
        style = outline | {"fillColor": colour, "fillOpacity": 1}
        feature = None
        if name in REGIONS:
            style |= {"fillColor": m.viewpoint.region_fill}
            if m.viewpoint.hatched:
                style |= {"hatch": _HATCH_ANGLE[name], "hatchColor": m.viewpoint.region_hatch}
            feature = _region(m, name)
        items.append(shape_item(m, shape, style, feature, scene.area.crs))
    return items


def _region(m, name) -> dict | None:
    if name not in region_spots(m.area):
        return None
    text = " ".join(m.viewpoint.region_names[name].split())
    return {"name": text, "says": f"{text}, {m.viewpoint.region_note}", "facts": [["note", m.viewpoint.region_note]]}


def _stroke(line, width=None) -> dict:
    style = {"color": line.colour, "weight": width or line.width * 1.25, "opacity": 1, "fill": False}
    return style | ({"dashArray": " ".join(str(part) for part in line.dash)} if line.dash else {})


def _borders(m) -> list:
    scene, view = _scene(m), m.viewpoint
    world = is_world(m)
    looks = {
        "coast": LineStyle(look.COAST, 0.8),
        # on a world map each state has its own outline, see _land: half the weight of a layer of lines
        **({} if world else {"foreign_border": LineStyle(look.FOREIGN, 0.8)}),
        "boundary_line": view.boundary_line,
        "region_outer": view.region_outer,
        "state_border": LineStyle(view.state_border.colour, 0.7) if world else view.state_border,
    }
    return [shape_item(m, scene.lines.get(name), _stroke(line), None, scene.area.crs) for name, line in looks.items()]


def _lasting(m) -> list:
    """The layers that are shown all the time."""
    return [layer for layer in m.layers if layer.spans is None]


def _areas(m) -> list:
    return [
        area_item(m, layer, shape, None if tiny(m, layer, shape) else feature)
        for layer in _lasting(m)
        if layer.style == "area"
        for shape, feature in features(layer)
    ]


def _lines(m) -> list:
    return [
        line_item(m, layer, shape, feature)
        for layer in _lasting(m)
        if layer.style == "line"
        for shape, feature in features(layer)
    ]


def _points(m) -> list:
    return [
        point_item(layer, shape, feature)
        for layer in _lasting(m)
        for shape, feature in features(layer)
        if layer.style in ("post", "town") or tiny(m, layer, shape)
    ]


def _towns(m) -> list:
    items = []
    for town in shown_towns(m):
        key = town_mark(town, m.viewpoint)
        mark = {"shape": MARKS[key], "fill": TOWN_MARKS[key][1], "stroke": "#111", "small": True, "level": 1}
        feature = {"name": town["name"], "facts": _other_names(variants(town))}
        items.append({"at": [town["lat"], town["lon"]], "feature": feature, "mark": mark})
    return items


def _other_names(names: str) -> list:
    """The line of a pop-up with a town's other names, and the language of each for those who hear the page."""
    return [["also", names, [language(name) for name in names.split(" · ")]]] if names else []


def _point_labels(m) -> list:
    from courseutils._atlas.staticlayers import _darker

    found: dict = {}
    bases = {(town["name"], *spot_key(town["lon"], town["lat"])) for town in shown_towns(m)}
    for layer in m.layers:
        for number, (name, shape) in enumerate(zip(layer.names, layer.data.geometry, strict=True)):
            lat, lon = spot(shape)
            if not layer.labels or name == NO_NAME or (name, *spot_key(lon, lat)) in bases:
                continue
            item = {"lines": [name], "at": [lat, lon], "side": "E", "kind": "added", "colour": _darker(layer.colour)}
            # marks at one spot come and go under one label
            item = found.setdefault((layer.spans is None, name, lat, lon), item)
            if layer.spans is not None:
                item.setdefault("when", []).append(numbered(layer.spans[number]))
    return list(found.values())


def _words(m) -> list:
    _, south, _, north = m.area.bounds
    found = []
    for w in words_of(m.area):
        item = {"lines": [w.text], "at": [w.lat, w.lon], "side": "C", "kind": w.kind}
        if w.kind == "country":  # one in the north may move on to the north; others would come to lie on Georgia
            item["moves"] = ["N"] if w.lat > (south + north) / 2 else []
        found.append(item)
    return found


def _region_labels(m) -> list:
    """The names of the regions: they come first, so that neither gives way to a town."""
    return [
        {"lines": m.viewpoint.region_names[r].split("\n"), "at": [spot[1], spot[0]], "side": "C", "kind": "region"}
        for r, spot in region_spots(m.area).items()
    ]


def _town_labels(m) -> list:
    return [
        {
            "lines": [t["name"]],
            "at": [t["lat"], t["lon"]],
            "side": t["side"],
            "kind": "capital" if t["kind"] == "capital" else "town",
        }
        for t in shown_towns(m)
    ]
