"""Expected and likely wrong answers of lesson 5, computed from places, posts and layers."""

from courseutils._measure.error import KM_PER_DEGREE
from courseutils.buffers import area_km2, buffer_error, buffer_km, distance_km
from courseutils.layers import load_layer, load_table
from courseutils.places import load_places, place


def kartli():
    """Places of Shida Kartli on the Tbilisi side of the line, as in the lesson."""
    return load_places(admin="Shida Kartli")


def posts():
    """Posts of the table buffer_zone that stood in Shida Kartli outside the former oblast."""
    return kartli()[kartli()["place_id"].isin(_listed())]


def _listed():
    zone = load_table("buffer_zone")
    return zone[zone["kind"] == "post"]["place_id"]


def _line(region: str):
    lines = load_layer("boundary_lines")
    return lines[lines["name"].str.contains(region)]


# 05-1 ------------------------------------------------------------------------------------------------


def circle_area(centre: str, radius_km: float) -> float:
    return area_km2(buffer_km(centre, radius_km))


def circle_area_degrees(centre: str, radius_km: float) -> float:
    return buffer_error(centre, radius_km)["area_km2"][0]


def circle_area_tall(centre: str, radius_km: float) -> float:
    return buffer_error(centre, radius_km)["area_km2"][1]


def circle_area_mercator(centre: str, radius_km: float) -> float:
    return buffer_error(centre, radius_km)["area_km2"][2]


def circle_area_km_as_degrees(centre: str, radius_km: float) -> float:
    """What buffer(15) gives in degrees: a circle of 15 degrees."""
    return area_km2(place(centre).point.buffer(radius_km), crs="EPSG:4326")


# 05-2 ------------------------------------------------------------------------------------------------


def posts_outside_circle(centre: str, radius_km: float) -> list[str]:
    return _outside(buffer_km(centre, radius_km).union_all())


def posts_inside_circle(centre: str, radius_km: float) -> list[str]:
    return sorted(set(posts()["name"]) - set(posts_outside_circle(centre, radius_km)))


def posts_outside_tall_circle(centre: str, radius_km: float) -> list[str]:
    """Outside the circle of km / 111.32 / cos(latitude) degrees, which is too tall."""
    from math import cos, radians

    spot = place(centre)
    return _outside(spot.point.buffer(radius_km / KM_PER_DEGREE / cos(radians(spot.lat))))


def posts_outside_km_as_degrees(centre: str, radius_km: float) -> list[str]:
    return _outside(place(centre).point.buffer(radius_km))


def every_post(centre: str, radius_km: float) -> list[str]:
    """What ``~posts.within(table)`` gives: a table is compared row by row, and no row matches."""
    return sorted(posts()["name"])


def _outside(shape) -> list[str]:
    stood = posts()
    return sorted(stood[~stood.within(shape)]["name"])


# 05-3 ------------------------------------------------------------------------------------------------


def depth(post: str) -> float:
    return distance_km(post, _line("South Ossetia"))


def depth_from_town(post: str) -> float:
    return distance_km(post, "Tskhinvali")


def depth_natural_earth(post: str) -> float:
    return distance_km(post, load_layer("south_ossetia_natural_earth"))


def depth_mercator(post: str) -> float:
    line = _line("South Ossetia").to_crs("EPSG:3857").union_all()
    points = load_places().set_index("name").to_crs("EPSG:3857").geometry
    return points[place(post).name].distance(line) / 1000


def depth_in_miles(post: str) -> float:
    return depth(post) / 1.609344


def depth_from_abkhazia(post: str) -> float:
    """From the line of the other region."""
    return distance_km(post, _line("Abkhazia"))


def depth_in_metres(post: str) -> float:
    return depth(post) * 1000


# 05-4 ------------------------------------------------------------------------------------------------


def side_of_distance(post: str = "Karaleti", limit_km: float = 6.4) -> str:
    """On which side of a distance from the line the post stood, or that its point is not known well enough."""
    beyond = depth(post) - limit_km
    if abs(beyond) <= place(post).accuracy_m / 1000:
        return "cannot tell"
    return "farther" if beyond > 0 else "nearer"


# 05-6 ------------------------------------------------------------------------------------------------


def cannot_tell(centre: str, radius_km: float) -> list[str]:
    return _near_the_rim(centre, radius_km, kartli()["accuracy_m"] / 1000)


def cannot_tell_metres_as_km(centre: str, radius_km: float) -> list[str]:
    return _near_the_rim(centre, radius_km, kartli()["accuracy_m"])


def named_in_the_text(centre: str, radius_km: float) -> list[str]:
    """Only the nearest one, which the lesson names itself."""
    gaps = (distance_km(kartli(), centre) - radius_km).abs()
    return [kartli()["name"][gaps.idxmin()]]


def cannot_tell_from_the_line(centre: str, radius_km: float) -> list[str]:
    gaps = (distance_km(kartli(), _line("South Ossetia")) - radius_km).abs()
    return sorted(kartli()[gaps <= kartli()["accuracy_m"] / 1000]["name"])


def _near_the_rim(centre: str, radius_km: float, margin_km) -> list[str]:
    gaps = (distance_km(kartli(), centre) - radius_km).abs()
    return sorted(kartli()[gaps <= margin_km]["name"])


# 05-7 ------------------------------------------------------------------------------------------------


def west():
    """Posts of the table buffer_zone in Samegrelo, on the Tbilisi side of the Enguri line."""
    places = load_places(admin="Samegrelo-Zemo Svaneti")
    return places[places["place_id"].isin(_listed())]


def _west_km():
    return distance_km(west(), _line("Abkhazia"))


def west_posts_surely_inside(zone_km: float) -> list[str]:
    return sorted(west()[_west_km() < zone_km - west()["accuracy_m"] / 1000]["name"])


def west_posts_surely_outside(zone_km: float) -> list[str]:
    return sorted(west()[_west_km() > zone_km + west()["accuracy_m"] / 1000]["name"])


def west_posts_inside_as_mapped(zone_km: float) -> list[str]:
    """Inside by the mapped point, as if it had no error."""
    return sorted(west()[_west_km() < zone_km]["name"])


def west_posts_metres_as_km(zone_km: float) -> list[str]:
    return sorted(west()[_west_km() < zone_km - west()["accuracy_m"]]["name"])


def west_posts_not_surely_inside(zone_km: float) -> list[str]:
    return sorted(set(west()["name"]) - set(west_posts_surely_inside(zone_km)))


# 05-8 ------------------------------------------------------------------------------------------------


def _areas(ossetia: str = "south_ossetia") -> tuple[float, float]:
    both = area_km2(load_layer("abkhazia")) + area_km2(load_layer(ossetia))
    return both, area_km2(load_layer("georgia"))


def share(third_layer: str = "south_ossetia") -> float:
    both, all_georgia = _areas(third_layer)
    return 100 * both / all_georgia


def share_as_fraction(third_layer: str = "south_ossetia") -> float:
    return share(third_layer) / 100


def share_of_the_rest(third_layer: str = "south_ossetia") -> float:
    both, all_georgia = _areas(third_layer)
    return 100 * both / (all_georgia - both)


def share_natural_earth(**_) -> float:
    both, all_georgia = _areas("south_ossetia_natural_earth")
    return 100 * both / all_georgia


def share_mercator(**_) -> float:
    flat = {n: load_layer(n).to_crs("EPSG:3857").area.sum() for n in ("abkhazia", "south_ossetia", "georgia")}
    return 100 * (flat["abkhazia"] + flat["south_ossetia"]) / flat["georgia"]
