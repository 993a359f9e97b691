"""The maps drawn by altair, with its scripts inside the page."""

import datetime as dt

import altair as alt

from mapways.common import lasting, passes, passing


def page(data: dict, assets=None) -> str:
    """A map as a stand-alone page."""
    day = _day(data["days"]) if data["days"] else None
    parts: list = [_shapes(layer, day) for layer in data["layers"]]
    parts.append(_points(lasting(data["points"]), None))
    if coming := passing(data["points"]):
        parts.append(_points(coming, day))
    rows = [{"text": x["text"], "lon": x["at"][0], "lat": x["at"][1]} for x in data["labels"]]
    names = alt.Chart(alt.Data(values=rows)).mark_text(dx=8, align="left")
    parts.append(names.encode(longitude="lon:Q", latitude="lat:Q", text="text:N"))
    chart = alt.layer(*parts).project(type="mercator").properties(width=1200, height=600, title=data["title"])
    return (chart if day is None else chart.add_params(day)).to_html(inline=True)


def _day(days: list[str]) -> alt.Parameter:
    """A slider for the day; vega counts in milliseconds."""
    first, last = (dt.datetime.fromisoformat(f"{day}T00:00+00:00").timestamp() * 1000 for day in (days[0], days[-1]))
    return alt.param(name="day", value=first, bind=alt.binding_range(min=first, max=last, step=86_400_000))


def _shown(day: alt.Parameter, where: str) -> str:
    return f"toDate({where}start) <= {day.name} && {day.name} <= toDate({where}end)"


def _shapes(layer: dict, day: alt.Parameter | None) -> alt.Chart:
    look = layer["look"]
    drawn: dict = {"fill": None, "stroke": look["stroke"], "strokeWidth": look["width"], "strokeDash": look["dash"]}
    if look["area"]:
        drawn |= {"fill": look["fill"], "fillOpacity": look["opacity"]}
    chart = alt.Chart(alt.Data(values=[_turned(shape) for shape in layer["features"]])).mark_geoshape(**drawn)
    return chart.transform_filter(_shown(day, "datum.properties.")) if day is not None and passes(layer) else chart


def _turned(shape: dict) -> dict:
    """The same feature with its rings the other way round, as D3 wants them: else it fills the rest of the world."""
    geometry = shape["geometry"]
    if geometry["type"] != "MultiPolygon":
        return shape
    rings = [[ring[::-1] for ring in polygon] for polygon in geometry["coordinates"]]
    return shape | {"geometry": geometry | {"coordinates": rings}}


def _points(points: list[dict], day: alt.Parameter | None) -> alt.Chart:
    rows = [p | {"lon": p["at"][0], "lat": p["at"][1], "size": 3.14 * p["radius"] ** 2} for p in points]
    chart = alt.Chart(alt.Data(values=rows)).mark_circle(opacity=1, strokeWidth=2)
    chart = chart.encode(
        longitude="lon:Q",
        latitude="lat:Q",
        color=alt.Color("fill:N", scale=None),
        stroke=alt.Stroke("stroke:N", scale=None),
        size=alt.Size("size:Q", scale=None),
        tooltip=["name:N", "facts:N"],
    )
    return chart if day is None else chart.transform_filter(_shown(day, "datum."))
