"""The maps drawn by plotly, with its script inside the page, on plain axes in Web Mercator."""

import plotly.graph_objects as go

from mapways.common import lasting, mercator, passes, passing, shown, spots


def page(data: dict, assets=None) -> str:
    """A map as a stand-alone page."""
    west, south, east, north = data["bounds"]
    (left, bottom), (right, top) = mercator([west, south]), mercator([east, north])
    traces = [_shapes(layer["features"], layer["look"]) for layer in data["layers"] if not passes(layer)]
    x, y = spots([label["at"] for label in data["labels"]])
    names = [label["text"] for label in data["labels"]]
    traces += [
        _points(lasting(data["points"])),
        go.Scatter(x=x, y=y, mode="text", text=names, textposition="middle right", hoverinfo="skip"),
    ]
    plot = go.Figure(traces)
    plot.update_layout(title=data["title"], showlegend=False, width=1200, height=650, dragmode="pan")
    plot.update_xaxes(range=[left, right], visible=False)
    plot.update_yaxes(range=[bottom, top], visible=False, scaleanchor="x")
    if data["days"]:
        _slider(plot, [_day(data, day) for day in data["days"]], data["days"])
    return plot.to_html(include_plotlyjs=True)


def _day(data: dict, day: str) -> list[go.Scatter]:
    """The traces of what comes and goes, as it is on a day."""
    traces = []
    for layer in filter(passes, data["layers"]):
        names = shown([shape["properties"] for shape in layer["features"]], day)
        traces.append(_shapes([s for s in layer["features"] if s["properties"] in names], layer["look"]))
    return [*traces, _points(shown(passing(data["points"]), day))]


def _slider(plot: go.Figure, days: list[list[go.Scatter]], names: list[str]) -> None:
    """A slider whose every step shows the traces of one day."""
    owners = [-1] * len(plot.data)
    for number, traces in enumerate(days):
        for trace in traces:
            trace.visible = number == 0
        plot.add_traces(traces)
        owners += [number] * len(traces)
    steps = [
        {"method": "restyle", "label": name, "args": [{"visible": [owner in (-1, number) for owner in owners]}]}
        for number, name in enumerate(names)
    ]
    plot.update_layout(sliders=[{"steps": steps, "currentvalue": {"prefix": "Day: "}}])


def _shapes(shapes: list[dict], look: dict) -> go.Scatter:
    parts = [part for shape in shapes for part in shape["geometry"]["coordinates"]]
    rings = [ring for polygon in parts for ring in polygon] if look["area"] else parts
    x: list = []
    y: list = []
    for ring in rings:
        east, north = spots(ring)
        x += [*east, None]
        y += [*north, None]
    dash = ",".join(f"{part}px" for part in look["dash"]) or None
    line = {"color": look["stroke"] or "rgba(0,0,0,0)", "width": look["width"], "dash": dash}
    filled = {"fill": "toself", "fillcolor": _rgba(look["fill"], look["opacity"])} if look["area"] else {}
    return go.Scatter(x=x, y=y, mode="lines", line=line, hoverinfo="skip", **filled)


def _rgba(colour: str, opacity: float) -> str:
    red, green, blue = (
        int(colour[n : n + 2], 16) if len(colour) == 7 else 17 * int(colour[1 + n // 2], 16) for n in (1, 3, 5)
    )
    return f"rgba({red},{green},{blue},{opacity})"


def _points(points: list[dict]) -> go.Scatter:
    x, y = spots([point["at"] for point in points])
    line = {"color": [point["stroke"] for point in points], "width": 2}
    size, fill = [2 * point["radius"] for point in points], [point["fill"] for point in points]
    text = [f"{point['name']} {point['facts']}" for point in points]
    marker = {"size": size, "color": fill, "line": line, "opacity": 1}
    return go.Scatter(x=x, y=y, mode="markers", marker=marker, text=text)
