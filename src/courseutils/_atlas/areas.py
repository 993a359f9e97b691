"""The named map areas: window, towns with the side on which their label stands, other words.

Directions are compass points from the town to its label ("E": the label stands right of it).
Windows are west, south, east, north in degrees (EPSG:4326).
"""

from dataclasses import dataclass, field

from courseutils._data import nearest

LAEA = "+proj=laea +lat_0=42.2 +lon_0=43.5 +datum=WGS84 +units=m +no_defs"
EQUAL_EARTH = "+proj=eqearth +datum=WGS84 +units=m +no_defs"


@dataclass(frozen=True)
class Word:
    """A word that stands on the map at a point: a country, a region, a sea, a river."""

    text: str
    lon: float
    lat: float
    kind: str = "country"
    turn: float = 0


@dataclass(frozen=True)
class Area:
    """One map window with its hand-placed words; ``scale_km`` is the length of the scale bar.

    ``names``: the towns carry their names in other languages, all towns of the map or none.
    """

    name: str
    title: str
    bounds: tuple
    scale_km: int = 100
    towns: dict = field(default_factory=dict, hash=False)
    words: tuple = ()
    regions: dict = field(default_factory=dict, hash=False)
    crs: str = LAEA
    inset: str = "NE"
    names: bool = True
    wide_locator: bool = False
    placed: bool = True


_GEORGIA = Area(
    "georgia",
    "Georgia and its neighbours",
    (39.55, 40.95, 46.95, 43.85),
    100,
    {
        "tbilisi": "SE",
        "sukhumi": "E",
        "tskhinvali": "W",
        "gori": "SE",
        "kutaisi": "E",
        "batumi": "W",
        "poti": "W",
        "zugdidi": "E",
        "senaki": "SE",
        "gali": "NE",
        "ochamchire": "SW",
        "gudauta": "SW",
        "sochi": "E",
        "vladikavkaz": "S",
        "roki-tunnel": "NE",
        "akhalgori": "E",
    },
    (
        Word("BLACK SEA", 40.45, 42.25, "sea"),
        Word("RUSSIA", 42.7, 43.62),
        Word("GEORGIA", 43.2, 41.78, "state"),
        Word("TÜRKIYE", 42.2, 41.13),
        Word("ARMENIA", 44.2, 41.02),
        Word("AZERBAIJAN", 45.78, 41.06),
    ),
    {"abkhazia": (40.86, 43.24, -17), "south_ossetia": (43.95, 42.42, 0)},
    wide_locator=True,
)

_SHIDA_KARTLI = Area(
    "shida_kartli",
    "South Ossetia / Tskhinvali Region and the land south of it",
    (43.35, 41.87, 44.72, 42.68),
    20,
    {
        "tskhinvali": "N",
        "gori": "S",
        "java": "E",
        "akhalgori": "NW",
        "znauri": "N",
        "kvaisi": "E",
        "roki-tunnel": "S",
        "khashuri": "N",
        "kareli": "S",
        "kaspi": "N",
        "sachkhere": "S",
    },
    (Word("RUSSIA", 43.92, 42.65), Word("GEORGIA", 43.47, 42.17, "state")),
    {"abkhazia": None, "south_ossetia": (44.12, 42.42, 0)},
    inset="NW",
)

_ABKHAZIA = Area(
    "abkhazia",
    "Abkhazia and the west of Georgia",
    (39.65, 42.05, 42.75, 43.72),
    50,
    {
        "sukhumi": "SW",
        "gagra": "SW",
        "gudauta": "SW",
        "ochamchire": "SW",
        "tkvarcheli": "N",
        "gali": "NW",
        "zugdidi": "E",
        "poti": "W",
        "senaki": "E",
        "chkhalta": "E",
        "sochi": "NE",
        "psou": "SW",
        "enguri-dam": "E",
    },
    (
        Word("BLACK SEA", 40.35, 42.50, "sea"),
        Word("RUSSIA", 41.75, 43.58),
        Word("GEORGIA", 42.40, 42.67, "state"),
    ),
    {"abkhazia": (40.95, 43.27, -14), "south_ossetia": None},
)

_ENGURI = Area(
    "enguri",
    "The lower Enguri and the zones of 1994",
    (41.15, 42.10, 42.45, 42.98),
    20,
    {
        "gali": "NW",
        "zugdidi": "E",
        "ochamchire": "SW",
        "tkvarcheli": "E",
        "senaki": "E",
        "poti": "W",
        "khobi": "E",
        "enguri-dam": "E",
        "chkhorotsku": "E",
    },
    (Word("BLACK SEA", 41.33, 42.42, "sea"), Word("GEORGIA", 42.31, 42.37, "state")),
    {"abkhazia": (41.52, 42.80, 0), "south_ossetia": None},
)

_WORLD = Area("world", "The world", (-180, -58, 180, 84), 5000, crs=EQUAL_EARTH, inset="")

AREAS = {area.name: area for area in (_GEORGIA, _ABKHAZIA, _SHIDA_KARTLI, _ENGURI, _WORLD)}
_OTHER_NAMES = {"south_ossetia": "shida_kartli"}


def area_of(what) -> Area:
    """The Area called ``what``, or one made from bounds (west, south, east, north in degrees)."""
    if isinstance(what, Area):
        return what
    if isinstance(what, str):
        return _named(what)
    try:
        west, south, east, north = (float(number) for number in what)
    except (TypeError, ValueError):
        raise ValueError(
            f"area must be one of {', '.join(AREAS)}, or four numbers: (west, south, east, north) in degrees."
        ) from None
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise ValueError(
            "area as numbers is (west, south, east, north) in degrees, west before east, "
            f"south before north; got {(west, south, east, north)}."
        )
    return _from_bounds((west, south, east, north))


def _named(name: str) -> Area:
    key = name.strip().casefold().replace(" ", "_")
    key = _OTHER_NAMES.get(key, key)
    if key not in AREAS:
        raise ValueError(f"There is no area called {name!r}. {nearest(key, AREAS)}")
    return AREAS[key]


DATA_FRAME = (38.5, 40.2, 47.5, 44.6)  # the layer of neighbours is cut here, degrees
_GEORGIAN_FRAME = (39.9, 41.0, 46.8, 43.7)  # Georgia with both regions, degrees
_WIDEST_KM = 3000  # a window with Georgia that is wider is drawn from the layer of the world
_COARSE_KM = 1000  # that layer has a corner of a coast every 50 km or so
_NICE_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


def _from_bounds(bounds) -> Area:
    """An area without hand-placed words: the larger towns in the window, labels where there is room.

    Raises ValueError for a window of which the kit has no map of that detail, or that is too narrow to be drawn.
    """
    from math import cos, radians

    west, south, east, north = bounds
    width_km = (east - west) * 111.3 * cos(radians((south + north) / 2))
    scale = max([km for km in _NICE_KM if km <= width_km / 4] or [1])
    _check_shape(width_km, (north - south) * 111.2)
    wide = width_km > (_WIDEST_KM if _touch(bounds, _GEORGIAN_FRAME) else _COARSE_KM)
    if not wide and not _within(bounds, DATA_FRAME):
        raise ValueError(
            "Around Georgia the map reaches from {} to {} degrees east and from {} to {} north. Of other parts the kit "
            "has a coarse map only: take a window over {:,} km wide, with Georgia in it over {:,} km, or "
            'area="world".'.format(*(DATA_FRAME[i] for i in (0, 2, 1, 3)), _COARSE_KM, _WIDEST_KM)
        )
    towns = {} if wide else _towns_in(bounds)
    return Area(
        "window",
        "A part of the map",
        bounds,
        scale,
        towns,
        crs=EQUAL_EARTH if wide else LAEA,
        inset="" if wide else "NE",
        wide_locator=east - west > 3.5,
        placed=False,
        names=width_km <= 150,
    )


def _check_shape(width_km: float, height_km: float) -> None:
    if not 0.4 < width_km / height_km < 8:
        raise ValueError(
            f"This window is {width_km:,.0f} km wide and {height_km:,.0f} km high: too narrow for a picture. "
            "area is (west, south, east, north) in degrees."
        )


def _touch(a, b) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _within(a, b) -> bool:
    return b[0] <= a[0] and b[1] <= a[1] and a[2] <= b[2] and a[3] <= b[3]


def _towns_in(bounds, most: int = 12) -> dict:
    from courseutils._data import rows

    west, south, east, north = bounds
    rank = {"capital": 0, "city": 1, "port": 2, "town": 3}
    inside = [r for r in rows("places") if r["kind"] in rank and west < r["lon"] < east and south < r["lat"] < north]
    inside.sort(key=lambda r: (rank[r["kind"]], r["place_id"]))
    return {r["place_id"]: "E" for r in inside[:most]}
