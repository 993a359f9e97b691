"""What a reader adds to a map: checked, brought to EPSG:4326, with a look of its own."""

from dataclasses import dataclass
from typing import Any

from courseutils._data import nearest

STYLES = ("post", "town", "area", "line")
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
    """One added layer: its features in EPSG:4326 and how they are drawn."""

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

    @property
    def names(self) -> list[str]:
        """The name of each feature."""
        if self.label in self.data.columns:
            return [str(name) for name in self.data[self.label]]
        return [self.name] * len(self.data)


def make_layer(what, name, label, style, labels, columns, colour, before) -> MapLayer:
    """A MapLayer from what a reader gave; raises ValueError with a sentence that says what to do."""
    data = _features(what)
    style = _style(style, data)
    kind = "point" if style in ("post", "town") else "area"
    number = sum(layer.style in (("post", "town") if kind == "point" else ("area", "line")) for layer in before)
    columns = (columns,) if isinstance(columns, str) else tuple(columns)
    _check_columns(data, (*columns, *(() if label == "name" else (label,))))
    return MapLayer(
        name=name or _default_name(style),
        data=data,
        label=label,
        style=style,
        labels=kind == "point" if labels is None else bool(labels),
        columns=columns,
        colour=colour or _COLOURS[kind][number % 5],
        marker="circle" if style == "town" else _MARKERS[number % 5],
        dash=_DASHES[number % 4],
        hatch=_HATCHES[number % 4],
    )


def _default_name(style: str) -> str:
    return {"post": "Posts", "town": "Places", "area": "Area", "line": "Line"}[style]


def _features(what):
    if isinstance(what, str):
        what = [what]
    if isinstance(what, (list, tuple, set)) and all(isinstance(item, str) for item in what):
        return _from_names(list(what))
    return _from_geometry(what)


def _from_names(names):
    import geopandas as gpd

    from courseutils.places import place

    found = [place(name) for name in names]
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
    missing = what.geometry.isna() | what.geometry.is_empty
    if what.empty or missing.all():
        raise ValueError("This layer has no feature with coordinates. Look at it with print(layer).")
    return what[~missing].to_crs(4326).reset_index(drop=True)


def _style(style, data) -> str:
    if style is None:
        dimension = {"Point": "post", "MultiPoint": "post", "LineString": "line", "MultiLineString": "line"}
        return dimension.get(data.geometry.iloc[0].geom_type, "area")
    if style not in STYLES:
        raise ValueError(
            f"There is no style called {style!r}. {nearest(str(style), STYLES)} Known are {', '.join(STYLES)}."
        )
    return style


def _check_columns(data, columns):
    for column in columns:
        if column not in data.columns:
            raise ValueError(f"The layer has no column {column!r}. {nearest(str(column), list(data.columns))}")
