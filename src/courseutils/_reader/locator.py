"""The wider map: coasts from North America to Siberia, the window of the map, and what lies outside it.

Only coasts are drawn, no state lines; the United States and Russia are outlined when a paragraph names them.
"""

from functools import cache

from courseutils._reader.scene import GENEVA

_WEST, _EAST, _SOUTH, _NORTH = -128.0, 142.0, 18.0, 73.0  # degrees
_STRETCH = 1.4  # degrees of latitude are drawn longer, as on the ground at 45 degrees north
_COARSE = 0.7  # degrees; the picture is some 400 pixels wide
_STATES = {"United States": "United States", "Russia": "Russia"}


def _xy(lon: float, lat: float) -> tuple[float, float]:
    return round(lon - _WEST, 1), round((_NORTH - lat) * _STRETCH, 1)


def _path(shape) -> str:
    """The rings of an area as one SVG path."""
    import shapely

    rings = [part.exterior.coords for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and part.area > 1]
    return "".join("M" + " ".join(f"{x:g} {y:g}" for x, y in (_xy(*p) for p in ring[:-1])) + "z" for ring in rings)


@cache
def _paths() -> dict[str, str]:
    import shapely

    from courseutils.layers import load_layer

    world = load_layer("world").set_index("name").geometry
    window = shapely.box(_WEST, _SOUTH, _EAST, _NORTH)
    land = shapely.union_all(shapely.make_valid(world.values))
    shapes = {"land": land} | {name: world[key] for name, key in _STATES.items()}
    return {name: _path(shapely.simplify(shape, _COARSE) & window) for name, shape in shapes.items()}


def _percent(lon: float, lat: float) -> str:
    x, y = _xy(lon, lat)
    return f"left:{100 * x / (_EAST - _WEST):.1f}%;top:{100 * y / ((_NORTH - _SOUTH) * _STRETCH):.1f}%"


def _label(text: str, lon: float, lat: float, place: str = "") -> str:
    named = f' data-place="{place}"' if place else ""
    return f'<span class="name"{named} style="{_percent(lon, lat)}">{text}</span>'


def locator(bounds) -> str:
    """The wider map as a figure; ``bounds`` is the window of the map beside it: [[south, west], [north, east]]."""
    (south, west), (north, east) = bounds
    (x0, y1), (x1, y0), (gx, gy) = _xy(west, south), _xy(east, north), _xy(GENEVA[1], GENEVA[0])
    paths = _paths()
    states = "".join(f'<path class="state" data-place="{name}" d="{paths[name]}"/>' for name in _STATES)
    names = [_label("Geneva", GENEVA[1] - 1, GENEVA[0], "Geneva"), _label("United States", -89, 39, "United States")]
    names += [_label("Russia", 95, 62, "Russia"), _label("this map", east + 1, 41.5)]
    return (
        '<figure class="wider"><div class="strip" role="img" aria-label="Wider map: Geneva lies in the west of Europe, '
        'the United States across the Atlantic, Russia to the north; a frame marks the window of the map of Georgia.">'
        f'<svg viewBox="0 0 {_EAST - _WEST:g} {(_NORTH - _SOUTH) * _STRETCH:g}" aria-hidden="true">'
        f'<path class="land" d="{paths["land"]}"/>{states}'
        f'<path class="window" d="M{x0} {y0}H{x1}V{y1}H{x0}z"/>'
        f'<circle class="dot" data-place="Geneva" cx="{gx}" cy="{gy}" r="2.6"/></svg>{"".join(names)}</div>'
        "<figcaption>The wider map; the frame is the map of Georgia. Only coasts are drawn, no state lines. "
        "Crimea is drawn in Ukraine, following resolution 68/262 of the UN General Assembly.</figcaption></figure>"
    )
