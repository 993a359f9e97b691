"""What several ways need: Web Mercator, and which features come and go."""

import math


def mercator(at: list[float]) -> tuple[int, int]:
    """Longitude and latitude in whole metres of Web Mercator."""
    lon, lat = (math.radians(part) for part in at)
    return round(6378137 * lon), round(6378137 * math.log(math.tan(math.pi / 4 + lat / 2)))


def spots(places: list[list[float]]) -> tuple[list, list]:
    """East and north of several places."""
    metres = [mercator(at) for at in places]
    return [x for x, _ in metres], [y for _, y in metres]


def passes(layer: dict) -> bool:
    """A layer of shapes that come and go."""
    return "start" in layer["features"][0]["properties"]


def lasting(points: list[dict]) -> list[dict]:
    """The points that are shown all the time."""
    return [point for point in points if "start" not in point]


def passing(points: list[dict]) -> list[dict]:
    """The points that come and go."""
    return [point for point in points if "start" in point]


def shown(spans: list[dict], day: str) -> list[dict]:
    """Those that are there on a day."""
    return [span for span in spans if span["start"] <= day <= span["end"]]
