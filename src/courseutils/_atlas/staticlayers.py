"""What the reader added, and all words, on the static figure."""

from courseutils._atlas import statictime
from courseutils._atlas.areas import LAEA
from courseutils._atlas.labels import Label, place_labels
from courseutils._atlas.layers import NO_NAME, biggest, tiny
from courseutils._atlas.scene import region_spots, scene_of, transformer, words_of
from courseutils._atlas.staticbase import dashes, draw_area, draw_line
from courseutils._atlas.towns import TOWN_MARKS, map_names, shown_towns, spot_key, town_mark, towns_of

_SHAPES = statictime.SHAPES
LEAST_FOR_NAMES = 4.2  # inches
_WORD_LOOK = {
    "sea": {"color": "#2f6485", "style": "italic", "size": 11},
    "country": {"color": "#5b5b58", "size": 9.5, "weight": "bold"},
    "state": {"color": "#2b2b2b", "size": 13, "weight": "bold"},
    "region": {"color": "#4a3d1c", "size": 8.8, "weight": "bold"},
}


def _projected(layer, m):
    return layer.data.to_crs(m.area.crs)


def draw_layers(ax, m):
    """Areas lightly filled with a strong outline, lines, then points with white rims."""
    for layer in m.layers:
        if not layer.data.empty:
            {"area": _areas, "line": _lines}.get(layer.style, _points)(ax, m, layer)
    statictime.draw_points(ax, m)


def _areas(ax, m, layer):
    x0, x1 = ax.get_xlim()
    world = x1 - x0 > 4e6
    for number, shape in enumerate(_projected(layer, m).geometry):
        look = area_look(layer, world)
        if layer.spans:
            look = statictime.area_look(look, layer.spans[number])
        draw_area(ax, shape, **look, linewidth=0, zorder=3)
        _outline(ax, shape.boundary, layer, 0.8 if world else 1.6, 6, number)
        if not layer.spans and (_tiny(ax, shape) or tiny(m, layer, layer.data.geometry.iloc[number])):
            spot = shape.representative_point()
            ax.plot(spot.x, spot.y, ls="", marker="o", mfc=layer.colour, mec="#ffffff", mew=0.5, ms=5.5, zorder=20)


def area_look(layer, world) -> dict:
    """How an added area is filled: lightly on a map of Georgia, fully (and with a pattern) on a world map."""
    from matplotlib.colors import to_rgba

    look = {"facecolor": to_rgba(layer.colour, 0.55 if world else 0.13), "edgecolor": layer.colour}
    return look | ({"hatch": layer.hatch} if world and layer.hatch else {})


def _tiny(ax, shape) -> bool:
    """True for an area too small to be seen in print."""
    x0, x1 = ax.get_xlim()
    return shape.area < (0.0024 * (x1 - x0)) ** 2


def _lines(ax, m, layer):
    for number, shape in enumerate(_projected(layer, m).geometry):
        _outline(ax, shape, layer, 2.0, 9, number)


def _outline(ax, shape, layer, width, zorder, number):
    dash = statictime.outline(layer, layer.spans[number]) if layer.spans else layer.dash
    draw_line(ax, shape, colors=layer.colour, linewidths=width, zorder=zorder, linestyles=[dashes(dash, width)])


def _points(ax, m, layer):
    if layer.spans is not None:  # drawn by statictime, those at one spot side by side
        return
    places = _projected(layer, m).geometry.representative_point()
    ax.plot(
        places.x,
        places.y,
        ls="",
        marker=_SHAPES[layer.marker],
        mfc=layer.colour,
        mec="#ffffff",
        mew=0.9,
        ms=7.5 if layer.style == "post" else 6,
        zorder=32,
        scalex=False,
        scaley=False,
    )


def layer_handles(m) -> list:
    """One legend entry for each added layer, then what marks of a map in time mean."""
    return [_handle(layer, m.area.crs != LAEA) for layer in m.layers] + statictime.handles(m)


def _handle(layer, world):
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    dash = dashes(layer.dash, 1.6)
    if layer.style == "area":
        return Patch(**area_look(layer, world), lw=1.4, ls=dash, label=layer.name)
    if layer.style == "line":
        return Line2D([], [], color=layer.colour, lw=2, ls=dash, label=layer.name)
    return Line2D(
        [], [], ls="", marker=_SHAPES[layer.marker], mfc=layer.colour, mec="#ffffff", mew=0.6, ms=8, label=layer.name
    )


def draw_words(ax, m, scene, blocked, alone):
    """Country, sea and region names where they were placed by hand; labels of points where there is room."""
    wide = ax.get_window_extent().width / ax.figure.dpi
    small = min(1.0, max(0.66, wide / 7.5))
    blocked = [*blocked, *_fixed_words(ax, m, small)]
    small = max(small, 0.85) if m.day else small  # a figure of small maps is shown smaller than it is drawn
    lines = _line_pixels(ax, scene, m)
    # In a small picture, and where one of them finds no room, no town has its other names: all towns of a map or none.
    for named in (True, False) if alone and m.area.names and wide > LEAST_FOR_NAMES else (False,):
        placed = place_labels(ax, *_labels(m, small, alone, named), lines, blocked)
        if not placed.crowded:
            break
    placed.write(ax)
    _mark_towns(ax, m)


def _labels(m, small, alone, named) -> tuple[list, list]:
    """Labels in the order in which they find their places, and points that bear none."""
    towns = _town_labels(m, small, alone, named)
    labelled = [layer for layer in m.layers if layer.labels or layer.style in ("post", "town")]
    added = [label for layer in labelled for label in _added(layer, m, small, named)]
    added = statictime.once(added, small_map=bool(m.day))
    shown = [label for label in added if label.text]
    others = [label for label in towns if label not in _seats(towns)]
    return [*_seats(towns), *shown, *others], [label for label in added if not label.text]


def _seats(labels) -> list:
    """The capital and both seats of de facto authorities: they find their places first, all three."""
    return [label for label in labels if label.weight == "bold"]


def _at(m, lon, lat):
    return transformer(m.area.crs)(lon, lat)


def _fixed_words(ax, m, small) -> list:
    """Draw the names of states, seas and regions; returns the rectangles they take, in pixels."""
    words = [
        _word(ax, m, w.text if w.kind == "sea" else " ".join(w.text), w.lon, w.lat, w.kind, w.turn, small)
        for w in words_of(m.area)
    ]
    for region, (lon, lat, turn) in region_spots(m.area).items():
        name = _word(ax, m, m.viewpoint.region_names[region], lon, lat, "region", turn, small)
        _off_the_dots(ax, m, name, scene_of(m.area).land[region])
        words.append(name)
    renderer = ax.figure.canvas.get_renderer()
    return [word.get_window_extent(renderer).extents for word in words]


def _word(ax, m, text, lon, lat, kind, turn, small):
    from matplotlib import patheffects

    look = dict(_WORD_LOOK[kind])
    size = look.pop("size") * small
    return ax.text(
        *_at(m, lon, lat),
        " ".join(text) if kind == "sea" else text,
        ha="center",
        va="center",
        rotation=turn,
        fontsize=size,
        zorder=28,
        linespacing=1.05,
        **look,
        path_effects=[patheffects.withStroke(linewidth=2.6, foreground="#ffffff", alpha=0.8)],
    )


def _off_the_dots(ax, m, text, shape):
    """Move a region's name, by its own size at most, so that it hides no town and no mark, and lies in the region."""
    from shapely import box as rectangle

    at = text.get_window_extent(ax.figure.canvas.get_renderer()).padded(5)
    places = [_at(m, town["lon"], town["lat"]) for town in shown_towns(m)] + (statictime.places(m) if m.day else [])
    dots = [ax.transData.transform(place) for place in places]
    to_pixels, back = ax.transData.transform, ax.transData.inverted().transform

    def price(shift) -> float:
        box = at.translated(*shift)
        hidden = sum(box.contains(*dot) for dot in dots)
        inside = rectangle(*back(box.min), *back(box.max))
        out = 1 - (inside & shape).area / inside.area
        return hidden * 100 + out * 3 + abs(shift[0]) / at.width + abs(shift[1]) / at.height

    if any(at.contains(*dot) for dot in dots):
        steps = (0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, 1, -1)
        shift = min(((x * at.width, y * at.height) for x in steps for y in (*steps, 1.5, -1.5)), key=price)
        text.set_position(back(to_pixels(text.get_position()) + shift))


def _town_labels(m, small, alone, named) -> list:
    labels = []
    for town in shown_towns(m):
        text = town["name"] + (map_names(town) if named else "")
        x, y = _at(m, town["lon"], town["lat"])
        weight = "bold" if town["kind"] == "capital" else "normal"
        labels.append(Label(text, x, y, 3.6, town["side"], 7.6 * small, weight, required=alone))
    return labels


def _added(layer, m, small, named) -> list:
    places = [biggest(shape).representative_point() for shape in layer.data.to_crs(m.area.crs).geometry]
    names = _names(layer, m, named) if layer.labels else [""] * len(places)
    return [
        Label("" if name == NO_NAME else name, p.x, p.y, 4.4, "E", 8 * small, "bold", _darker(layer.colour))
        for name, p in zip(names, places, strict=True)
    ]


def _names(layer, m, named) -> list[str]:
    """Names of an added layer; a town of the base map keeps its other names when a reader adds it."""
    others = {
        (town["name"], *spot_key(town["lon"], town["lat"])): map_names(town) for town in towns_of(m.area) if named
    }
    spots = layer.data.geometry.representative_point()
    return [name + others.get((name, *spot_key(p.x, p.y)), "") for name, p in zip(layer.names, spots, strict=True)]


def _darker(colour: str) -> str:
    from matplotlib.colors import to_hex, to_rgb

    red, green, blue = (0.72 * part for part in to_rgb(colour))
    return to_hex((red, green, blue))


def _mark_towns(ax, m):
    for town in shown_towns(m):
        shape, fill, _ = TOWN_MARKS[town_mark(town, m.viewpoint)]
        ax.plot(
            *_at(m, town["lon"], town["lat"]),
            ls="",
            marker=shape,
            mfc=fill,
            mec="#111111",
            mew=1.2,
            ms=6 if town["kind"] == "capital" else 5,
            zorder=31,
            scalex=False,
            scaley=False,
        )


def _added_outlines(m) -> list:
    """The outlines of added areas and the added lines, in the map's CRS."""
    outlines = {"area": lambda data: data.boundary, "line": lambda data: data.geometry}
    return [
        shape for layer in m.layers if layer.style in outlines for shape in outlines[layer.style](_projected(layer, m))
    ]


def _line_pixels(ax, scene, m):
    """Points along the lines that labels should leave free, in pixels."""
    import numpy as np
    import shapely

    keep = [scene.lines.get(name) for name in ("boundary_line", "state_border", "region_outer", "coast")]
    shapes = [shape for shape in keep if shape is not None and not shape.is_empty] + 2 * _added_outlines(m)
    if scene.area.crs != LAEA or not shapes:
        return np.empty((0, 2))
    step = (scene.window[2] - scene.window[0]) / 400
    return ax.transData.transform(shapely.get_coordinates(shapely.segmentize(shapes, step)))
