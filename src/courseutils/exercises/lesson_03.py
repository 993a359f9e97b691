"""Expected and likely wrong answers of lesson 3, computed from two outlines of South Ossetia and the gazetteer."""

from functools import cache

from courseutils._atlas.conventions import VIEWPOINTS
from courseutils.buffers import area_km2, distance_km
from courseutils.layers import load_layer
from courseutils.lines import points_along
from courseutils.places import load_places, place


def osm():
    return load_layer("south_ossetia")


def other():
    return load_layer("south_ossetia_natural_earth")


def line(region: str = "South Ossetia"):
    lines = load_layer("boundary_lines")
    return lines[lines["region"] == region]


# 03-1 ------------------------------------------------------------------------------------------------


def draws() -> dict[str, str]:
    """a to c by what the words assert; d to f by the style and the stamp of the convention itself."""
    views = VIEWPOINTS.values()
    return {"a": "un", "b": "recognisers", "c": "on_the_ground"} | {
        "d": next(v.key for v in views if v.boundary_line.dash == ()),
        "e": next(v.key for v in views if v.boundary_label.startswith("Administrative boundary line")),
        "f": next(v.key for v in views if "not who has a right to it" in v.stamp),
    }


# 03-2 ------------------------------------------------------------------------------------------------


def larger_percent() -> float:
    return 100 * (area_km2(other()) / area_km2(osm()) - 1)


def larger_as_fraction() -> float:
    return larger_percent() / 100


def as_per_cent_of() -> float:
    """The larger area as per cent of the smaller one."""
    return 100 + larger_percent()


def share_of_the_larger() -> float:
    return 100 * (1 - area_km2(osm()) / area_km2(other()))


def larger_in_km2() -> float:
    return area_km2(other()) - area_km2(osm())


def larger_without_brackets() -> float:
    """area_other - area_osm / area_osm * 100, as Python reads it."""
    return area_km2(other()) - 100


# 03-3 and 03-7 ---------------------------------------------------------------------------------------


@cache
def gaps(every_km: float = 1):
    """Kilometres from each stop on the boundary line to the edge of Natural Earth's area."""
    return distance_km(points_along(line(), every_km), other().boundary)


def widest_gap(every_km: float) -> float:
    return gaps(every_km).max()


def mean_gap(every_km: float) -> float:
    return gaps(every_km).mean()


def gap_to_the_area(every_km: float) -> float:
    """To the area instead of its edge: all stops inside count as 0."""
    return distance_km(points_along(line(), every_km), other()).max()


def gap_mercator(every_km: float) -> float:
    stops = points_along(line(), every_km).to_crs("EPSG:3857")
    return stops.distance(other().to_crs("EPSG:3857").boundary.union_all()).max() / 1000


def gap_in_metres(every_km: float) -> float:
    return 1000 * widest_gap(every_km)


def gap_in_degrees(every_km: float) -> float:
    edge = other().boundary.union_all()
    return max(point.distance(edge) for point in points_along(line(), every_km).geometry)


def abkhazia_other():
    regions = load_layer("regions")
    return regions[regions["name"] == "Abkhazia"]


@cache
def gaps_abkhazia(every_km: float = 1):
    """The same for Abkhazia."""
    return distance_km(points_along(line("Abkhazia"), every_km), abkhazia_other().boundary)


def widest_gap_abkhazia(every_km: float = 1) -> float:
    return gaps_abkhazia(every_km).max()


def mean_gap_abkhazia(every_km: float = 1) -> float:
    return gaps_abkhazia(every_km).mean()


def gap_to_the_area_of_abkhazia(every_km: float = 1) -> float:
    return distance_km(points_along(line("Abkhazia"), every_km), abkhazia_other()).max()


# 03-4 ------------------------------------------------------------------------------------------------


@cache
def swapped():
    """Places inside one of the two outlines only, with their distances to both lines as the lesson rounds them."""
    places = load_places()
    inside, inside_other = distance_km(places, osm()) == 0, distance_km(places, other()) == 0
    found = places[inside != inside_other].copy()
    found["km_to_line"] = distance_km(found, line()).round(2)
    found["km_to_edge"] = distance_km(found, other().boundary).round(2)
    return found


def _farther(metres_per_km: float, line_error_km: float):
    found = swapped()
    error = found["accuracy_m"] / metres_per_km + line_error_km
    return found["name"], found["km_to_line"] > error, found["km_to_edge"] > error


def surely_swapped(line_error_km: float) -> list[str]:
    names, from_line, from_edge = _farther(1000, line_error_km)
    return list(names[from_line & from_edge])


def far_from_the_line_only(line_error_km: float) -> list[str]:
    names, from_line, _ = _farther(1000, line_error_km)
    return list(names[from_line])


def far_from_the_edge_only(line_error_km: float) -> list[str]:
    names, _, from_edge = _farther(1000, line_error_km)
    return list(names[from_edge])


def far_from_either(line_error_km: float) -> list[str]:
    names, from_line, from_edge = _farther(1000, line_error_km)
    return list(names[from_line | from_edge])


def without_the_line_error(line_error_km: float) -> list[str]:
    return surely_swapped(0)


def metres_as_km(line_error_km: float) -> list[str]:
    names, from_line, from_edge = _farther(1, line_error_km)
    return list(names[from_line & from_edge])


def all_swapped(**_) -> list[str]:
    return list(swapped()["name"])


# 03-6 ------------------------------------------------------------------------------------------------

GAP_KM = 7.35


def on_paper_mm(scale: float) -> float:
    return GAP_KM * 1_000_000 / scale


def on_paper_cm(scale: float) -> float:
    return on_paper_mm(scale) / 10


def on_paper_thousands(scale: float) -> float:
    """A kilometre taken for a thousand millimetres."""
    return on_paper_mm(scale) / 1000


def on_paper_ten(scale: float) -> float:
    """A kilometre taken for ten million millimetres."""
    return on_paper_mm(scale) * 10


def on_paper_upside_down(scale: float) -> float:
    return scale / (GAP_KM * 1_000_000)


def gap_of_south_ossetia(every_km: float = 1) -> float:
    return widest_gap(every_km)


# Figures that the lesson states ----------------------------------------------------------------------


def km_to_line(name: str) -> float:
    return float(swapped().set_index("name").loc[name, "km_to_line"])


def km_to_edge(name: str) -> float:
    return float(swapped().set_index("name").loc[name, "km_to_edge"])


def accuracy_km(name: str) -> float:
    return place(name).accuracy_m / 1000


def km_of_one_mm(scale: float) -> float:
    """How many kilometres one millimetre on a map is at a scale of 1 to ``scale``."""
    return scale / 1_000_000
