"""What a reader adds to a map: checked, brought to EPSG:4326, with a look of its own."""

from dataclasses import dataclass, replace
from typing import Any

from courseutils._atlas.areas import LAEA
from courseutils._atlas.moments import missing, spans_of
from courseutils._data import nearest
from courseutils._lookup.names import whole
from courseutils._measure.shapes import NO_ROW, check_degrees

STYLES = ("post", "town", "area", "line")
NO_NAME = "no name"
# Colours of Okabe and Ito, darkened where they had to be; markers, hatches and dashes differ as well,
# so that a grey print still tells the layers apart.
_COLOURS = {
    "point": ("#c04a00", "#0072b2", "#00724f", "#9b3f76", "#1a1a1a"),
    "area": ("#7b3294", "#00724f", "#0072b2", "#c04a00", "#1a1a1a"),
}
_MARKERS = ("square", "triangle", "diamond", "pentagon", "circle")
_HATCHES = ("", "....", "xxxx", "----")
_DASHES = ((), (7, 2), (2, 2), (7, 2, 2, 2))


@dataclass(frozen=True)
class MapLayer:
    """One added layer: its features in EPSG:4326 and how they are drawn; ``spans`` says when each is shown."""

    name: str
    data: Any
    label: str
    style: str
    labels: bool
    columns: tuple
    colour: str
    marker: str
    dash: tuple
    hatch: str
    spans: tuple | None = None

    @property
    def names(self) -> list[str]:
        """The name of each feature."""
        if self.label in self.data.columns:
            return [NO_NAME if missing(name) else whole(str(name)) for name in self.data[self.label]]
        return [self.name] * len(self.data)

    def on(self, day) -> "MapLayer":
        """The layer with what is shown on one day; nothing is a layer, too."""
        kept = [span.shown_on(day) for span in self.spans or ()]
        spans = tuple(span for span in self.spans or () if span.shown_on(day))
        return replace(self, data=self.data[kept].reset_index(drop=True), spans=spans)


def tiny(m, layer, shape) -> bool:
    """True for a state of which no part can be seen on a world map (half a square degree): it gets a dot."""
    return m.area.crs != LAEA and layer.style == "area" and biggest(shape).area < 0.5


def biggest(shape):
    """The largest part of a shape; its label stands there."""
    import shapely

    return max(shapely.get_parts(shape), key=lambda part: (part.area, part.length))


def make_layer(what, name, label, style, labels, columns, colour, before, days=(None, None)) -> MapLayer:
    """A MapLayer from what a reader gave; raises ValueError with a sentence that says what to do.

    ``days``: the columns with the first and the last day on which a feature is shown.
    """
    data = _features(what)
    style = _style(style, data)
    kind = "point" if style in ("post", "town") else "area"
    number = sum(layer.style in (("post", "town") if kind == "point" else ("area", "line")) for layer in before)
    columns = _listed(columns)
    _check_columns(data, (*columns, *(() if label == "name" else (label,)), *(day for day in days if day is not None)))
    layer = MapLayer(
        name=_name(name) or _default_name(style),
        data=data,
        label=label,
        style=style,
        labels=kind == "point" if labels is None else bool(labels),
        columns=columns,
        colour=_colour(colour) or _COLOURS[kind][number % 5],
        marker="circle" if style == "town" else _MARKERS[number % 5],
        dash=_DASHES[number % 4],
        hatch=_HATCHES[number % 4],
    )
    if days != (None, None):
        layer = replace(layer, spans=spans_of(data, layer.names, *days))
    return replace(layer, data=data.reset_index(drop=True))


def _name(name) -> str:
    """What the legend calls a layer: text, or a number as text."""
    if name is not None and not isinstance(name, (str, int, float)):
        raise ValueError(f'name= is what the legend calls the layer, a text like "Posts"; this is a {_kind(name)}.')
    return "" if missing(name) else whole(str(name)).strip()


def _kind(what) -> str:
    return type(what).__name__


def _listed(columns) -> tuple:
    if isinstance(columns, str):
        return (columns,)
    try:
        return tuple(columns or ())
    except (TypeError, ValueError):
        raise ValueError(f'columns= takes names of columns, like ["date"]; this is a {_kind(columns)}.') from None


def _colour(colour) -> str:
    """A colour as #rrggbb, the one form that the picture and the web map both read."""
    if colour is None:
        return ""
    from matplotlib.colors import is_color_like, to_hex, to_rgba

    # "none" is a colour to matplotlib, and would come out black.
    if not is_color_like(colour) or to_rgba(colour)[3] == 0:
        raise ValueError(f'{colour!r} is no colour. Write one like "#0072b2", or a plain name like "green".')
    return to_hex(colour)


def _default_name(style: str) -> str:
    return {"post": "Posts", "town": "Places", "area": "Area", "line": "Line"}[style]


def _features(what):
    from courseutils.places import Place

    if isinstance(what, (str, Place)):
        what = [what]
    if isinstance(what, (list, tuple, set)):
        return _from_names(list(what))
    return _from_geometry(what)


def _from_names(names):
    import geopandas as gpd

    from courseutils.places import Place, named

    if not names:
        raise ValueError('This list is empty, so there is nothing to draw. Give at least one place: ["Gori"].')
    if odd := [item for item in names if not isinstance(item, (str, Place))]:
        raise ValueError(f"A list for a map holds place names or places; this one holds a {_kind(odd[0])}: {odd[0]!r}.")
    found = [item if isinstance(item, Place) else named(item) for item in names]
    return gpd.GeoDataFrame(
        {"name": [p.name for p in found], "kind": [p.kind for p in found]},
        geometry=gpd.points_from_xy([p.lon for p in found], [p.lat for p in found]),
        crs=4326,
    )


def _from_geometry(what):
    import geopandas as gpd

    if isinstance(what, gpd.GeoSeries):
        what = gpd.GeoDataFrame(geometry=what)
    if not isinstance(what, gpd.GeoDataFrame):
        raise ValueError(
            f"A map takes a GeoDataFrame, a GeoSeries or place names; this is a "
            f"{type(what).__name__}. A table with lat and lon becomes one with "
            "geopandas.GeoDataFrame(table, geometry=geopandas.points_from_xy(table.lon, "
            "table.lat), crs=4326)."
        )
    if what.crs is None:
        raise ValueError(
            "This layer does not say in which coordinate system (CRS) its numbers are. If they "
            "are degrees of longitude and latitude, say so: layer.set_crs(4326)."
        )
    if what.empty:
        raise ValueError(NO_ROW)
    absent = what.geometry.isna() | what.geometry.is_empty
    if absent.all():
        raise ValueError("This layer has no feature with coordinates. Look at it with print(layer).")
    moved = what[~absent].to_crs(4326)
    check_degrees(moved.geometry, what.geometry[~absent])
    return moved


_KINDS = ("points", "lines", "areas")
_NEEDS = {"line": 1, "area": 2}  # the dimension that a style needs; points may stand for anything


def _style(style, data) -> str:
    """The style to draw with, by default after the geometry; raises ValueError for one that cannot be drawn."""
    import shapely

    found = sorted(set(shapely.get_dimensions(data.geometry.values).tolist()))
    if style is None and len(found) == 1:
        return ("post", "line", "area")[found[0]]
    if style is not None and style not in STYLES:
        raise ValueError(
            f"There is no style called {style!r}. {nearest(str(style), STYLES)} Known are {', '.join(STYLES)}."
        )
    held = " and ".join(_KINDS[number] for number in found)
    if style is None:
        raise ValueError(
            f"This layer holds {held}. Add each sort on its own, for example the points: "
            'layer[layer.geom_type == "Point"].'
        )
    if found[0] < _NEEDS.get(style, 0):
        raise ValueError(f'This layer holds {held}; style="{style}" cannot draw them. Leave style= out.')
    return style


def _check_columns(data, columns):
    for column in columns:
        if column not in data.columns:
            raise ValueError(f"The layer has no column {column!r}. {nearest(str(column), list(data.columns))}")
    for column in data.columns[data.columns.duplicated()]:
        raise ValueError(f"The layer has several columns {column!r}. Give each a name of its own first.")
