"""Expected and likely wrong answers of lesson 2, computed from the gazetteer and the layers."""

from math import log10

from courseutils._data import rows
from courseutils.buffers import distance_km
from courseutils.layers import load_layer
from courseutils.places import place

METRES_PER_DEGREE = 111_320  # of latitude
_IN_ENGLISH = {"Türkiye": "Turkey"}


def _names(**wanted) -> list[str]:
    """Names of the places whose columns have the values given."""
    return [r["name"] for r in rows("places") if all(r[column] == value for column, value in wanted.items())]


# 02-1 ------------------------------------------------------------------------------------------------


def places_of_unit(unit: str) -> list[str]:
    return _names(admin=unit)


def places_under_sukhumi(unit: str) -> list[str]:
    """By who governed there in October 2008, not by ``admin``."""
    return _names(control_2008_10="de-facto-sukhumi")


def units_that_contain(unit: str) -> list[str]:
    """What ``.str.contains`` finds: also places on the edge of two units."""
    return [r["name"] for r in rows("places") if unit in r["admin"]]


def places_of_other_units(unit: str) -> list[str]:
    """What ``!=`` gives."""
    return [r["name"] for r in rows("places") if r["admin"] != unit]


def every_place(**_) -> list[str]:
    return _names()


def small_letters(unit: str) -> list[str]:
    """``==`` compares letter by letter, so small letters find nothing."""
    return _names(admin=unit.lower())


# 02-2 ------------------------------------------------------------------------------------------------


def exchanged_point(name: str):
    """The place with its two numbers the wrong way round, as a shapely Point."""
    from shapely.geometry import Point

    spot = place(name)
    return Point(spot.lat, spot.lon)


def lands_in() -> dict[str, str]:
    layers = [load_layer("georgia"), load_layer("neighbours")]
    return {name: _country(exchanged_point(name), layers) for name in ("Batumi", "Sukhumi", "Tskhinvali")}


def _country(point, layers) -> str:
    for layer in layers:
        for name in layer[layer.contains(point)]["name"]:
            return _IN_ENGLISH.get(name, name)
    raise ValueError("The point lies in none of the countries of the map.")


def exchanged_km(name: str) -> float:
    """How far the place flies when its numbers are exchanged."""
    return distance_km(name, exchanged_point(name), crs="EPSG:4326")


# 02-3 ------------------------------------------------------------------------------------------------

SYSTEMS = {"A": "EPSG:3857", "B": "EPSG:4326", "C": "EPSG:32638"}


def gori_in(code: str) -> list[float]:
    """The two numbers of Gori in a CRS, as the lesson prints them: degrees to four decimals, whole metres."""
    import geopandas as gpd

    point = gpd.GeoSeries([place("Gori").point], crs="EPSG:4326").to_crs(code).iloc[0]
    return [round(number, 4 if code == "EPSG:4326" else 0) for number in (point.x, point.y)]


def crs_of() -> dict[str, str]:
    return dict(SYSTEMS)


# 02-4 ------------------------------------------------------------------------------------------------

SEVEN = ("Дзау", "Джава", "ჯავა", "Очамчыра", "Очамчира", "ოჩამჩირე", "Дзæуджыхъæу")


def language_of() -> dict[str, str]:
    return {name: _language(name) for name in SEVEN}


def _language(name: str) -> str:
    spot = place(name)
    code = next(code for code, form in spot.names.items() if form == name)
    return {"ka": "Georgian", "ru": "Russian"}.get(code, spot.local_language.capitalize())


def nine_spellings() -> dict[str, str]:
    """The spellings of Part 3 and the place that each means."""
    nine = ("Sukhumi", "Sokhumi", "Сухум", "Аҟәа", "სოხუმი", "Leningor", "ახალგორი", "Дзау", "Java")
    return {name: place(name).name for name in nine}


# 02-5 and 02-7 ---------------------------------------------------------------------------------------


def seats_and_towns(second_kind: str = "town") -> list[str]:
    return _names(kind="capital") + _names(kind=second_kind)


def seats_only(**_) -> list[str]:
    return _names(kind="capital")


def towns_only(second_kind: str = "town") -> list[str]:
    return _names(kind=second_kind)


def labels(column: str) -> list[str]:
    return [r[column] for r in rows("places") if r["kind"] == "capital" and r[column]]


def labels_in_english(column: str) -> list[str]:
    return _names(kind="capital")


def labels_in_russian(column: str) -> list[str]:
    return labels("name_ru")


# 02-6 ------------------------------------------------------------------------------------------------


def honest_decimals(village: str) -> int:
    """Decimals of a degree of latitude whose last step is nearest to the accuracy, as a ratio."""
    return round(log10(METRES_PER_DEGREE / place(village).accuracy_m))


def printed_decimals(village: str) -> int:
    return len(f"{place(village).lat}".split(".")[1])


def decimals_for_a_tenth(village: str) -> int:
    return honest_decimals(village) + 1


def decimals_in_kilometres(village: str) -> int:
    """Accuracy taken for kilometres: no decimal is left."""
    return 0


# Figures that the lesson states ----------------------------------------------------------------------


def step_km(decimals: int) -> float:
    """How long one step in that decimal of a degree of latitude is; 0 is a whole degree."""
    return METRES_PER_DEGREE / 1000 / 10**decimals


def step_m(decimals: int) -> float:
    return 1000 * step_km(decimals)


def accuracy_km(name: str) -> float:
    return place(name).accuracy_m / 1000
