"""The maps drawn by bokeh, with its scripts inside the page."""

from bokeh.embed import file_html
from bokeh.layouts import column
from bokeh.models import CDSView, ColumnDataSource, CustomJS, CustomJSFilter, DateSlider, LabelSet
from bokeh.plotting import figure
from bokeh.resources import INLINE

from mapways.common import lasting, mercator, passes, passing, spots

# The rows of a source whose days hold the day of the slider.
SHOWN = """const day = new Date(slider.value).toISOString().slice(0, 10), { start, end } = source.data;
return start.map((from, n) => from <= day && day <= end[n]);"""


def page(data: dict, assets=None) -> str:
    """A map as a stand-alone page."""
    west, south, east, north = data["bounds"]
    (left, bottom), (right, top) = mercator([west, south]), mercator([east, north])
    axes = {"x_axis_type": "mercator", "y_axis_type": "mercator", "x_range": (left, right), "y_range": (bottom, top)}
    plot = figure(title=data["title"], width=1200, height=600, match_aspect=True, **axes)
    days = data["days"]
    slider = DateSlider(start=days[0], end=days[-1], value=days[0], title="Day", width=1100) if days else None
    for layer in data["layers"]:
        _shapes(plot, layer, _on(slider) if passes(layer) else {})
    for points, view in ((lasting(data["points"]), {}), (passing(data["points"]), _on(slider))):
        if points:
            _points(plot, points, view)
    x, y = spots([label["at"] for label in data["labels"]])
    names = ColumnDataSource({"x": x, "y": y, "text": [label["text"] for label in data["labels"]]})
    plot.add_layout(LabelSet(x="x", y="y", text="text", x_offset=8, source=names))
    return file_html(plot if slider is None else column(slider, plot), INLINE, data["title"])


def _on(slider: DateSlider | None) -> dict:
    """A view of a source that follows the slider."""
    return {"view": CDSView(filter=CustomJSFilter(args={"slider": slider}, code=SHOWN))}


def _follow(glyph, view: dict) -> None:
    if view:
        slider = view["view"].filter.args["slider"]
        slider.js_on_change("value", CustomJS(args={"glyph": glyph}, code="glyph.data_source.change.emit()"))


def _spans(features: list[dict]) -> dict:
    return {key: [feature[key] for feature in features] for key in ("start", "end") if key in features[0]}


def _shapes(plot, layer: dict, view: dict) -> None:
    look, shapes = layer["look"], [shape["geometry"]["coordinates"] for shape in layer["features"]]
    line = {"line_color": look["stroke"], "line_width": look["width"], "line_dash": "solid"}
    if look["dash"]:
        line["line_dash"] = " ".join(map(str, look["dash"]))
    if not look["area"]:
        parts = [spots(part) for shape in shapes for part in shape]
        plot.multi_line([x for x, _ in parts], [y for _, y in parts], **line)
        return
    rings = [[[spots(ring) for ring in polygon] for polygon in shape] for shape in shapes]
    x, y = ([[[ring[n] for ring in polygon] for polygon in shape] for shape in rings] for n in (0, 1))
    told = [shape["properties"] for shape in layer["features"]]
    source = ColumnDataSource({"xs": x, "ys": y, "name": [t["name"] for t in told]} | _spans(told))
    fill = {"fill_color": look["fill"], "fill_alpha": look["opacity"]}
    _follow(plot.multi_polygons("xs", "ys", source=source, **fill, **line, **view), view)


def _points(plot, points: list[dict], view: dict) -> None:
    x, y = spots([point["at"] for point in points])
    told = {key: [point[key] for point in points] for key in ("name", "facts", "fill", "stroke")}
    size = [2 * point["radius"] for point in points]
    source = ColumnDataSource({"x": x, "y": y, "size": size} | told | _spans(points))
    look = {"size": "size", "fill_color": "fill", "line_color": "stroke", "line_width": 2}
    _follow(plot.scatter("x", "y", source=source, **look, **view), view)
